"""How a project stands, as several reports show it: homes, lights, milestones, actions, deadlines, judgements."""

from __future__ import annotations

import datetime

import msgspec

from ppl.model.knowledge import Knowledge
from ppl.model.project import Milestone, Project
from ppl.reports.parts import Named, role
from ppl.rules import progress
from ppl.rules.standing import deadlines as open_deadlines
from ppl.rules.standing import open_actions

Day = datetime.date


class HomesState(msgspec.Struct, frozen=True, kw_only=True):
    """How many homes, and the shares (0 to 1) for whom."""

    min: int | None = None
    max: int | None = None
    social: float | None = None
    middle: float | None = None
    free: float | None = None


class LightState(msgspec.Struct, frozen=True, kw_only=True):
    """A traffic light with what belongs to it; `before` is the colour it had the time before."""

    aspect: str
    light: str
    on: Day
    before: str | None = None
    cause: str | None = None
    consequence: str | None = None
    correction: str | None = None
    recovers_when: str | None = None
    recovers_by: Day | None = None


class MilestoneState(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone; weeks_won (negative: lost) is measured against baseline or first planned date."""

    code: str
    title: str
    baseline_on: Day | None = None
    planned_on: Day | None = None
    actual_on: Day | None = None
    weeks_won: float | None = None
    because: str | None = None


class TaskState(msgspec.Struct, frozen=True, kw_only=True):
    """An open action; late_days counts past its date."""

    ref: str
    text: str
    status: str
    late_days: int
    due_on: Day | None = None
    owner: Named | None = None
    organisation: str | None = None


class DeadlineState(msgspec.Struct, frozen=True, kw_only=True):
    """A day by which something must be ready."""

    on: Day
    kind: str
    text: str
    ref: str


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a project is on course, and what that was the time before."""

    judgement: str
    on: Day
    because: str | None = None
    before: str | None = None


class InTerm(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the plan phase can be ready in the term."""

    judgement: str
    on: Day
    condition: str | None = None
    check_on: Day | None = None


def homes(project: Project) -> HomesState | None:
    """The homes of a project."""
    found = project.homes
    if found is None:
        return None
    return HomesState(min=found.min, max=found.max, social=found.social, middle=found.middle, free=found.free)


def lights(knowledge: Knowledge, project: str, today: Day) -> tuple[LightState, ...]:
    """The latest known lights of a project."""
    return tuple(
        LightState(
            aspect=lit.aspect,
            light=lit.light.light,
            on=lit.on,
            before=lit.before,
            cause=lit.light.cause,
            consequence=lit.light.consequence,
            correction=lit.light.correction,
            recovers_when=lit.light.recovers_when,
            recovers_by=lit.light.recovers_by,
        )
        for lit in progress.lights(knowledge, project, today)
    )


def milestones(project: Project) -> tuple[MilestoneState, ...]:
    """The milestones of a project, in the order of its file."""
    return tuple(_milestone(milestone) for milestone in project.milestones)


def _milestone(milestone: Milestone) -> MilestoneState:
    moves = sorted(milestone.moves, key=lambda move: move.on)
    return MilestoneState(
        code=milestone.code,
        title=milestone.title,
        baseline_on=milestone.baseline_on,
        planned_on=milestone.planned_on,
        actual_on=milestone.actual_on,
        weeks_won=progress.weeks_won(milestone),
        because=moves[-1].because if moves else None,
    )


def tasks(knowledge: Knowledge, today: Day, project: str) -> tuple[TaskState, ...]:
    """The open actions of a project, those that are due first on top."""
    return tuple(
        TaskState(
            ref=task.ref,
            text=task.action.text,
            status=task.action.status or "open",
            late_days=task.late_days,
            due_on=task.action.due_on,
            owner=role(knowledge, task.action.owner),
            organisation=getattr(task.action.owner, "organisation", None),
        )
        for task in open_actions(knowledge, today, project)
    )


def deadlines(knowledge: Knowledge, project: Project, today: Day) -> tuple[DeadlineState, ...]:
    """What must be ready from today on."""
    return tuple(
        DeadlineState(on=d.on, kind=d.kind, text=d.text, ref=d.ref) for d in open_deadlines(knowledge, project, today)
    )


def judgement(knowledge: Knowledge, project: str, today: Day) -> Judgement | None:
    """The latest judgement on a project, with the one before."""
    found = progress.judgement(knowledge, project, today)
    if found is None:
        return None
    return Judgement(
        judgement=found.on_track.judgement, on=found.on, because=found.on_track.because, before=found.before
    )


def in_term(knowledge: Knowledge, project: str, today: Day) -> InTerm | None:
    """The latest judgement whether the plan phase fits in its term."""
    found = progress.feasibility(knowledge, project, today)
    if found is None:
        return None
    judged = found.feasible
    return InTerm(judgement=judged.judgement, on=found.on, condition=judged.condition, check_on=judged.check_on)
