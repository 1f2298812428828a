"""The programme, or one project, on one screen: open, next, lights, milestones."""

from __future__ import annotations

import datetime

import msgspec

from ppl.errors import Text, UsageError
from ppl.model.bottleneck import OPEN
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Programme
from ppl.model.project import Project
from ppl.model.session import Session
from ppl.reports import bottleneck, parts, standing
from ppl.rules import cadence, progress
from ppl.rules.standing import next_session

Day = datetime.date
OVER = ("rejected", "withdrawn")


class NotHeldState(msgspec.Struct, frozen=True, kw_only=True):
    """A talk that did not take place: cancelled, or moved to the day to_on."""

    ref: str
    on: Day
    status: str
    because: str | None = None
    to_on: Day | None = None


class DueState(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of session that the rhythm asks; late_days is 0 within the grace days.

    not_held: the talks of this kind since the last one held that did not take place
    """

    kind: str
    scope: str
    of: str | None = None
    role: parts.Named | None = None
    last_on: Day | None = None
    due_on: Day | None = None
    late_days: int = 0
    not_held: tuple[NotHeldState, ...] = ()


class LightStatus(standing.LightState, frozen=True, kw_only=True):
    """A light with its change since the session before that had one: better, worse or same."""

    change: str | None = None


class ActionStatus(standing.TaskState, frozen=True, kw_only=True):
    """An open action; age_days counts from the session in which it was agreed."""

    since_on: Day
    age_days: int


class ProjectStatus(msgspec.Struct, frozen=True, kw_only=True):
    """One project on a few lines."""

    ref: str
    name: str
    municipality: tuple[str, ...]
    status: str
    is_guided: bool
    has_sessions: bool
    lot: parts.Named | None = None
    phase: parts.Named | None = None
    judgement: standing.Judgement | None = None
    in_term: standing.InTerm | None = None
    bottlenecks: tuple[bottleneck.BottleneckState, ...] = ()
    actions: tuple[ActionStatus, ...] = ()
    next_session_on: Day | None = None
    deadlines: tuple[standing.DeadlineState, ...] = ()
    due: tuple[DueState, ...] = ()
    lights: tuple[LightStatus, ...] = ()
    milestones: tuple[standing.MilestoneState, ...] = ()


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown. is_whole: the programme, not one project; `due` are the rhythms of the programme itself."""

    name: str
    on: Day
    is_whole: bool
    projects: tuple[ProjectStatus, ...]
    due: tuple[DueState, ...] = ()


class Request(msgspec.Struct, frozen=True):
    """The programme, or one project."""

    knowledge: Knowledge
    project: str | None = None


def build(request: Request, today: Day) -> Status:
    """The status of the programme or of one project. Raises UsageError where that is not there."""
    knowledge, project = request.knowledge, request.project
    programme = knowledge.one(Programme)
    found = (
        [p for p in knowledge.of(Project) if p.status not in OVER] if project is None else [knowledge.project(project)]
    )
    shown = [p for p in found if p is not None]
    if project is not None and not shown:
        raise UsageError(Text("there is no project `{project}`", project=project))
    due = cadence.due(knowledge, today, project)
    shown.sort(key=lambda p: (not p.is_guided, p.lot or "~", p.name))
    return Status(
        name=programme.name if programme else "",
        on=today,
        is_whole=project is None,
        projects=tuple(_project(knowledge, p, today, due) for p in shown),
        due=tuple(_due(knowledge, d) for d in due if d.scope != "project" and (d.due_on or d.not_held)),
    )


def _project(knowledge: Knowledge, one: Project, today: Day, due: list[cadence.Due]) -> ProjectStatus:
    bottlenecks = bottleneck.bottlenecks(knowledge, one.id, today)
    return parts.from_record(
        ProjectStatus,
        one,
        has_sessions=bool(cadence.guidance(knowledge.of(Session, one.id), today)),
        lot=parts.named(knowledge, "lots", one.lot),
        phase=parts.named(knowledge, "phases", one.phase),
        judgement=standing.judgement(knowledge, one.id, today),
        in_term=standing.in_term(knowledge, one.id, today),
        bottlenecks=tuple(b for b in bottlenecks if b.status in OPEN),
        actions=_actions(knowledge, one.id, today),
        next_session_on=next_session(knowledge, one.id, today),
        deadlines=standing.deadlines(knowledge, one, today),
        due=tuple(
            _due(knowledge, d) for d in due if d.of == one.id and d.scope == "project" and (d.due_on or d.not_held)
        ),
        lights=_lights(knowledge, one.id, today),
        milestones=standing.milestones(one),
    )


def _actions(knowledge: Knowledge, project: str, today: Day) -> tuple[ActionStatus, ...]:
    found = []
    for task in standing.tasks(knowledge, today, project):
        session = knowledge.get(task.ref.partition("#")[0])
        since_on = session.held_on if isinstance(session, Session) else today
        found.append(parts.from_record(ActionStatus, task, since_on=since_on, age_days=(today - since_on).days))
    return tuple(found)


def _lights(knowledge: Knowledge, project: str, today: Day) -> tuple[LightStatus, ...]:
    return tuple(
        parts.from_record(LightStatus, lit, change=progress.change(lit.light, lit.before))
        for lit in standing.lights(knowledge, project, today)
    )


def _due(knowledge: Knowledge, one: cadence.Due) -> DueState:
    missed = tuple(parts.from_record(NotHeldState, talk) for talk in one.not_held)
    return parts.from_record(DueState, one, role=parts.named(knowledge, "roles", one.role), not_held=missed)
