"""The programme, or one project, on one screen: open, next, lights, milestones."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from ppl.errors import Text, UsageError
from ppl.model.bottleneck import OPEN
from ppl.model.knowledge import Knowledge
from ppl.model.newsletter import Newsletter
from ppl.model.programme import Programme
from ppl.model.project import REFUSED, Project
from ppl.model.session import Session
from ppl.reports import bottleneck, standing, values
from ppl.reports.status_report import (
    ActionStatus,
    BulletinState,
    DueState,
    LightStatus,
    NotHeldState,
    ProjectStatus,
    Status,
)
from ppl.reports.status_sentences import said
from ppl.rules import cadence, progress
from ppl.rules.approval import ministry
from ppl.rules.standing import next_session

Day = datetime.date


class Request(msgspec.Struct, frozen=True):
    """The programme, or one project."""

    knowledge: Knowledge
    project: str | None = None


def build(request: Request, today: Day) -> Status:
    """The status of the programme or of one project. Raises UsageError where that is not there."""
    knowledge, project = request.knowledge, request.project
    programme = knowledge.one(Programme)
    found = (
        [p for p in knowledge.of(Project) if p.status not in REFUSED]
        if project is None
        else [knowledge.project(project)]
    )
    shown = [p for p in found if p is not None]
    if project is not None and not shown:
        raise UsageError(Text("there is no project `{project}`", project=project))
    due = [one for one in cadence.due(knowledge, today, project) if one.due_on or one.not_held]
    of_project: dict[str | None, list[cadence.Due]] = defaultdict(list)
    for one in due:
        if one.scope == "project":
            of_project[one.of].append(one)
    shown.sort(key=lambda p: (not p.is_guided, p.lot or "~", p.name))
    return Status(
        name=programme.name if programme else "",
        on=today,
        is_whole=project is None,
        projects=tuple(_project(knowledge, p, today, of_project[p.id]) for p in shown),
        due=tuple(_due(knowledge, d) for d in due if d.scope != "project"),
        bulletins=tuple(_waiting(knowledge, programme, today)) if project is None and programme else (),
    )


def _waiting(knowledge: Knowledge, programme: Programme, today: Day) -> Iterator[BulletinState]:
    """The bulletins that are not sent and that the ministry did not approve as they are now."""
    for one in knowledge.of(Newsletter):
        asked = ministry(one)
        if one.status != "sent" and not one.sent_on and asked is not None and asked.must_approve:
            yield BulletinState(number=one.number, ministry=programme.client.name_on(today))


def context(request: Request, status: Status) -> dict[str, Any]:
    """What the template sees besides: its rows (`said`)."""
    return {"said": said(status)}


def _project(knowledge: Knowledge, project: Project, today: Day, due: list[cadence.Due]) -> ProjectStatus:
    """due: what the rhythm asks of this project"""
    bottlenecks = bottleneck.bottlenecks(knowledge, project.id, today)
    return values.from_record(
        ProjectStatus,
        project,
        has_sessions=bool(cadence.guidance(knowledge.of(Session, project.id), today)),
        lot=values.named(knowledge, "lots", project.lot),
        phase=values.named(knowledge, "phases", project.phase),
        ended=standing.ended(knowledge, project, today),
        judgement=standing.judgement(knowledge, project.id, today),
        in_term=standing.in_term(knowledge, project.id, today),
        bottlenecks=tuple(b for b in bottlenecks if b.status in OPEN),
        actions=_actions(knowledge, project.id, today),
        next_session_on=next_session(knowledge, project.id, today),
        overdue=standing.overdue(knowledge, project, today),
        deadlines=standing.deadlines(knowledge, project, today),
        due=tuple(_due(knowledge, d) for d in due),
        lights=_lights(knowledge, project.id, today),
        milestones=standing.milestones(project, today),
    )


def _actions(knowledge: Knowledge, project: str, today: Day) -> tuple[ActionStatus, ...]:
    found = []
    for task in standing.tasks(knowledge, today, project):
        session = knowledge.get(task.ref.partition("#")[0])
        since_on = session.held_on if isinstance(session, Session) else today
        found.append(values.from_record(ActionStatus, task, since_on=since_on, age_days=(today - since_on).days))
    return tuple(found)


def _lights(knowledge: Knowledge, project: str, today: Day) -> tuple[LightStatus, ...]:
    return tuple(
        values.from_record(LightStatus, lit, change=progress.change(lit.light, lit.before))
        for lit in standing.lights(knowledge, project, today)
    )


def _due(knowledge: Knowledge, due: cadence.Due) -> DueState:
    missed = tuple(values.from_record(NotHeldState, talk) for talk in due.not_held)
    return values.from_record(DueState, due, role=values.named(knowledge, "roles", due.role), not_held=missed)
