"""How a project stands, as several reports show it: homes, lights, milestones, actions, deadlines, judgements."""

import datetime
from collections.abc import Sequence

import msgspec

from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.knowledge import Knowledge
from ppl.model.project import ENDED, OVER, Milestone, Move, Project
from ppl.reports.values import Named, from_record, role
from ppl.rules import progress
from ppl.rules.standing import deadlines as open_deadlines
from ppl.rules.standing import decision_deadlines, open_actions
from ppl.rules.standing import overdue as days_overdue

Day = datetime.date


ENDS = ("stop", "withdrawal", "end", "reject")  # kinds and outcomes of decisions that end a project


class HomesState(msgspec.Struct, frozen=True, kw_only=True):
    """How many homes, and the shares (0 to 1) for whom."""

    min: int | None = None
    max: int | None = None
    social: float | None = None
    middle: float | None = None
    free: float | None = None


class SolvedSince(msgspec.Struct, frozen=True, kw_only=True):
    """A bottleneck that a judgement names and that was closed after it. is_only: it names no other one."""

    title: str
    on: Day
    is_only: bool = False


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
    solved: SolvedSince | None = None


class MilestoneState(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone; weeks_won (negative: lost) is measured against baseline or first planned date.

    first_on: the baseline, else the day that was planned first
    late_days: days since it was awaited, where nobody reported it as reached
    has_passed: the same of a project in which nothing is late any more
    """

    code: str
    title: str
    baseline_on: Day | None = None
    first_on: Day | None = None
    planned_on: Day | None = None
    actual_on: Day | None = None
    weeks_won: float | None = None
    late_days: int = 0
    has_passed: bool = False
    because: str | None = None

    @property
    def awaited_on(self) -> Day | None:
        """Of one that was not reached the day for which it is planned, else that of the baseline."""
        return None if self.actual_on else self.planned_on or self.baseline_on


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
    """A day by which something must be ready, or by which it should have been: late_days ago."""

    on: Day
    kind: str
    text: str
    ref: str
    late_days: int = 0


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a project is on course, and what that was the time before."""

    judgement: str
    on: Day
    because: str | None = None
    before: str | None = None
    solved: SolvedSince | None = None


class InTerm(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the plan phase can be ready in the term."""

    judgement: str
    on: Day
    condition: str | None = None
    check_on: Day | None = None
    solved: SolvedSince | None = None


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """That a project was completed, stopped, withdrawn or not chosen: when, and why."""

    status: str
    on: Day | None = None
    because: str | None = None


def ended(knowledge: Knowledge, project: Project, today: Day) -> Ended | None:
    """How a project ended, by the last decision that ended it; None where it did not."""
    if project.status not in ENDED:
        return None
    taken = [
        one
        for one in knowledge.of(Decision, project.id)
        if one.kind != "advice" and one.decided_on <= today and (one.kind in ENDS or one.outcome in ENDS)
    ]
    last = max(taken, key=lambda one: (one.decided_on, one.ref), default=None)
    on = project.closed_on or (last.decided_on if last else None)
    reasons = "; ".join(reason.strip().rstrip(".") for reason in last.reasons) if last else ""
    return Ended(status=project.status, on=on, because=reasons or None)


def homes(project: Project) -> HomesState | None:
    """The homes of a project."""
    return from_record(HomesState, project.homes) if project.homes else None


def lights(knowledge: Knowledge, project: str, today: Day) -> tuple[LightState, ...]:
    """The latest known lights of a project."""
    return tuple(
        from_record(
            LightState,
            lit.light,
            aspect=lit.aspect,
            on=lit.on,
            before=lit.before,
            solved=_solved(knowledge, project, lit.light.cause, lit.on, today),
        )
        for lit in progress.lights(knowledge, project, today)
    )


def milestones(project: Project, today: Day) -> tuple[MilestoneState, ...]:
    """The milestones of a project, in the order of its file."""
    is_over = project.status in OVER
    return tuple(_milestone(milestone, today, is_over) for milestone in project.milestones)


def _milestone(milestone: Milestone, today: Day, is_over: bool) -> MilestoneState:
    """A milestone; of a project that is over nothing is planned any more, so nothing is late or won by the planning."""
    won = None if is_over and not milestone.actual_on else progress.weeks_won(milestone, today)
    days = progress.days_late(milestone, today)
    late_days = 0 if is_over else days
    return from_record(
        MilestoneState,
        milestone,
        weeks_won=won,
        first_on=milestone.baseline_on or progress.first_planned(milestone),
        late_days=late_days,
        has_passed=is_over and days > 0,
        because=_because(milestone.moves, -1 if late_days else (won or 0)),
    )


def _because(moves: Sequence[Move], won: float) -> str | None:
    """Why its day moved last: to an earlier day where weeks were won, to a later one where they were lost."""
    opposite = {True: "slip", False: "gain"}[won > 0] if won else None
    found = [move for move in sorted(moves, key=lambda move: move.on) if move.kind is None or move.kind != opposite]
    return found[-1].because if found else None


def tasks(knowledge: Knowledge, today: Day, project: str) -> tuple[TaskState, ...]:
    """The open actions of a project, those that are due first on top."""
    return tuple(
        from_record(
            TaskState,
            task.action,
            ref=task.ref,
            status=task.action.status or "open",
            late_days=task.late_days,
            owner=role(knowledge, task.action.owner),
            organisation=getattr(task.action.owner, "organisation", None),
        )
        for task in open_actions(knowledge, today, project)
    )


def deadlines(knowledge: Knowledge, project: Project, today: Day) -> tuple[DeadlineState, ...]:
    """What must be ready from today on."""
    return tuple(from_record(DeadlineState, d) for d in open_deadlines(knowledge, project, today))


def overdue(knowledge: Knowledge, project: Project, today: Day) -> tuple[DeadlineState, ...]:
    """What should have been ready before today and was not, the longest ago first."""
    found = days_overdue(knowledge, project, today)
    return tuple(from_record(DeadlineState, d, late_days=(today - d.on).days) for d in found)


def longest_late(knowledge: Knowledge, today: Day) -> dict[str, DeadlineState]:
    """What should have been ready before today and was not, the longest ago of each record, by its ref.

    What a project is late with is so of the project too, and a day of the programme is one of its decisions.
    """
    found: dict[str, DeadlineState] = {}
    each = [(d, project.id) for project in knowledge.of(Project) for d in overdue(knowledge, project, today)]
    of_programme = [
        from_record(DeadlineState, d, late_days=(today - d.on).days)
        for decision in knowledge.of(Decision)
        if decision.ref.startswith("programme/")
        for d in decision_deadlines(knowledge, decision, today)
        if d.on < today
    ]
    for deadline, project in (*each, *((d, None) for d in of_programme)):
        for ref in (deadline.ref.partition("#")[0], project or ""):
            if ref and (ref not in found or deadline.late_days > found[ref].late_days):
                found[ref] = deadline
    return found


def judgement(knowledge: Knowledge, project: str, today: Day) -> Judgement | None:
    """The latest judgement on a project, with the one before."""
    found = progress.judgement(knowledge, project, today)
    if found is None:
        return None
    solved = _solved(knowledge, project, found.on_track.because, found.on, today)
    return from_record(Judgement, found.on_track, on=found.on, before=found.before, solved=solved)


def in_term(knowledge: Knowledge, project: str, today: Day) -> InTerm | None:
    """The latest judgement whether the plan phase fits in its term."""
    found = progress.feasibility(knowledge, project, today)
    if found is None:
        return None
    solved = _solved(knowledge, project, found.feasible.condition, found.on, today)
    return from_record(InTerm, found.feasible, on=found.on, solved=solved)


def _solved(knowledge: Knowledge, project: str, text: str | None, on: Day, today: Day) -> SolvedSince | None:
    """The bottleneck that a text of some day names and that was closed after that, the latest of several."""
    said = (text or "").casefold()
    named = (
        [one for one in knowledge.of(Bottleneck, project) if one.title.rstrip(".").casefold() in said] if said else []
    )
    closed = [
        SolvedSince(title=one.title, on=one.closed_on, is_only=len(named) == 1)
        for one in named
        if one.is_closed and one.closed_on and on < one.closed_on <= today
    ]
    return max(closed, key=lambda one: one.on, default=None)
