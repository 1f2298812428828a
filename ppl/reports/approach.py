"""The way of working: roles, rhythm, what was agreed and by whom, the route of escalation, and what is still open."""

import datetime
from collections.abc import Iterator
from typing import Any

import msgspec

from ppl.errors import Text, UsageError
from ppl.model.knowledge import Knowledge
from ppl.model.lists import Body, Term
from ppl.model.periods import is_period, length
from ppl.model.programme import Cadence, Programme
from ppl.model.project import OVER, Project
from ppl.model.record import Visibility
from ppl.model.session import Session
from ppl.reports import profile, values
from ppl.reports.approach_report import Approach, Missing, OfProject, Point, Reported, Rhythm, RoleLine, Rung, Talk
from ppl.reports.approach_sentences import said
from ppl.rules import scan
from ppl.rules.ladder import rungs_of

Day = datetime.date
START = ("intake", "kickoff", "progress")  # talks in which the way of working is agreed, and looked at again
LEADER = "projectleider"
READS_TALKS = ("internal", "project")


class Request(msgspec.Struct, frozen=True):
    """The way of working of a project, or of the programme where none is named, from what its reader may see."""

    knowledge: Knowledge
    project: str | None = None
    audience: Visibility = "internal"


def build(request: Request, today: Day) -> Approach:
    """The way of working as it is recorded. Raises UsageError for a project that its reader may not see."""
    knowledge, programme = request.knowledge, request.knowledge.one(Programme)
    project = knowledge.project(request.project) if request.project else None
    if request.project and project is None:
        what = Text("this reader may not see the project `{project}`", project=request.project)
        raise UsageError(what, Text("choose another --audience"))
    guided = [project] if project else [p for p in knowledge.of(Project) if p.is_guided]
    cadences = [one for one in (programme.cadences if programme else ()) if is_period(one.every)]
    sees_talks = request.audience in READS_TALKS
    found = Approach(
        project=project.ref if project else None,
        name=project.name if project else programme.name if programme else "",
        programme=programme.name if programme else "",
        bureau=programme.bureau if programme else "",
        on=today,
        sees_talks=sees_talks,
        roles=tuple(_roles(programme, project)),
        rhythm=tuple(_of_cadence(knowledge, one) for one in cadences),
        reported=tuple(_reported(knowledge, programme, cadences)) if programme else (),
        ladder=tuple(_rung(knowledge, body) for body in rungs_of(knowledge, guided, today)),
    )
    if project:
        found = msgspec.structs.replace(found, **_of_project(knowledge, project, today, sees_talks))
    else:
        found = msgspec.structs.replace(
            found, projects=tuple(_in_short(knowledge, p, today) for p in sorted(guided, key=lambda p: p.name))
        )
    if found.is_over:
        return found
    is_internal = request.audience == "internal"
    missing = tuple(one if is_internal else msgspec.structs.replace(one, settle=None) for one in _missing(found))
    return msgspec.structs.replace(found, missing=missing)


def context(request: Request, approach: Approach) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(approach, request.audience)}


def _roles(programme: Programme | None, project: Project | None) -> Iterator[RoleLine]:
    """The roles of which is recorded what they do."""
    leader = getattr(project.leader, "organisation", None) if project else None
    for role in programme.roles if programme else ():
        if role.means:
            organisation = leader if role.code == LEADER else None
            yield RoleLine(role=_named(role), does=role.means, organisation=organisation)


def _of_cadence(knowledge: Knowledge, cadence: Cadence) -> Rhythm:
    number, unit = length(cadence.every)
    role = values.certain(knowledge, "roles", cadence.role)
    return values.from_record(Rhythm, cadence, number=number, unit=unit, role=role, grace_days=cadence.grace_days or 0)


def _reported(knowledge: Knowledge, programme: Programme, cadences: list[Cadence]) -> Iterator[Reported]:
    """What is written after which talk, in the order of the rhythms."""
    for cadence in cadences:
        if found := programme.report_after(cadence):
            report, roles = found
            readers = tuple(values.certain(knowledge, "roles", role) for role in roles)
            yield Reported(report=report, readers=readers, rhythm=_of_cadence(knowledge, cadence))


def _rung(knowledge: Knowledge, body: Body) -> Rung:
    roles, by = knowledge.codes.get("roles", {}), body.reached_by
    reached_by = values.named(knowledge, "roles", by) if by in roles else by
    return values.from_record(Rung, body, is_side_door=bool(body.side_door), reached_by=reached_by)


def _of_project(knowledge: Knowledge, project: Project, today: Day, sees_talks: bool) -> dict[str, Any]:
    """What was agreed with a project, and how it stands with preconditions and assignment.

    Nothing is to be agreed any more with one that is over, or that is followed from outside.
    """
    is_over = project.status in OVER
    return {
        "is_over": is_over,
        "commitments": project.commitments if sees_talks else None,
        "agreements": profile.agreements(knowledge, project),
        "talks": tuple(_talk(knowledge, one) for one in _start(knowledge, project, today)),
        "preconditions": tuple(p for p in preconditions(knowledge, project) if p.status or not is_over),
        "assignment": tuple(p for p in assignment(knowledge, project) if p.status or not is_over),
    }


def preconditions(knowledge: Knowledge, project: Project) -> tuple[Point, ...]:
    """Each point of the procedural checklist; what the list does not know comes behind it."""
    return tuple(_point(knowledge, one) for one in scan.points(knowledge, project, "preconditions"))


def assignment(knowledge: Knowledge, project: Project) -> tuple[Point, ...]:
    """Each question on the assignment with its answer; a dimension where it has one."""
    each = scan.points(knowledge, project, "assignment")
    return tuple(_point(knowledge, one) for one in each if one.list != scan.DIMENSIONS or one.at())


def _point(knowledge: Knowledge, one: scan.Point) -> Point:
    held = one.at()
    named = values.certain(knowledge, one.list, one.code)
    return Point(named=named, status=held.value if held else "", said=held.text if held else None)


def _start(knowledge: Knowledge, project: Project, today: Day) -> list[Session]:
    """The talks on the way of working that were held: the kick-off, and those in which more was agreed."""
    own = [s for s in knowledge.of(Session, project.id) if s.kind in START and s.took_place and s.held_on <= today]
    return sorted((s for s in own if s.kind == "kickoff" or s.agreements), key=lambda s: (s.held_on, s.ref))


def _talk(knowledge: Knowledge, session: Session) -> Talk:
    by = values.named(knowledge, "roles", session.agreed_by)
    left = profile.obstacles(knowledge, session)
    return values.from_record(Talk, session, on=session.held_on, agreed_by=by, obstacles=left)


def _in_short(knowledge: Knowledge, project: Project, today: Day) -> OfProject:
    kickoffs = [s for s in _start(knowledge, project, today) if s.kind == "kickoff"]
    points, questions = preconditions(knowledge, project), assignment(knowledge, project)
    return OfProject(
        ref=project.ref,
        name=project.name,
        municipality=project.municipality,
        kickoff_on=kickoffs[0].held_on if kickoffs else None,
        agreed_on=kickoffs[0].agreed_on if kickoffs else None,
        met=sum(one.status in ("met", "n-a") for one in points),
        points=len(points),
        answered=sum(one.status == "answered" for one in questions),
        questions=len(questions),
    )


def _missing(found: Approach) -> Iterator[Missing]:
    """What is not recorded, each with the command that records it."""
    if not found.roles:
        yield Missing(what="roles", settle="ppl edit programme/programme")
    if not found.rhythm:
        yield Missing(what="rhythm", settle="ppl edit programme/programme")
    if not found.ladder:
        yield Missing(what="ladder", settle="ppl edit programme/bodies")
    silent = [one for one in found.ladder if one.answer_within_days is None and not one.is_side_door]
    if silent:
        about = tuple(values.Named(code=one.code, nl=one.name) for one in silent)
        settle = f"ppl set programme/bodies bodies.{silent[0].code}.answer_within_days=DAYS"
        yield Missing(what="answer_within_days", about=about, settle=settle)
    if found.project:
        yield from _missing_of(found, found.project)


def _missing_of(found: Approach, project: str) -> Iterator[Missing]:
    kickoffs = [one for one in found.talks if one.kind == "kickoff"]
    if found.sees_talks and not kickoffs:
        yield Missing(what="kickoff", settle=f"ppl log {project} --kind kickoff")
    for one in kickoffs if found.sees_talks else ():
        if one.agreed_on is None:
            yield Missing(what="agreed", settle=f"ppl agree {one.ref}")
    if found.sees_talks and kickoffs and not any(one.commitments for one in kickoffs):
        yield Missing(what="committed", settle=f"ppl log --amend {kickoffs[-1].ref}")
    if found.commitments == ():
        yield Missing(what="commitments", settle=f"ppl set {project} commitments+=TEXT")
    if not found.agreements:
        yield Missing(what="agreements", settle=f"ppl set {project} 'agreements+={{text: TEXT, owner: ROLE}}'")
    if unknown := tuple(one.named for one in found.preconditions if not one.status):
        settle = f"ppl scan {project} --part preconditions"
        yield Missing(what="preconditions", about=unknown, settle=settle)
    if unanswered := tuple(one.named for one in found.assignment if not one.status):
        settle = f"ppl scan {project} --part assignment"
        yield Missing(what="assignment", about=unanswered, settle=settle)


def _named(term: Term) -> values.Named:
    return values.Named(code=term.code, nl=term.nl, en=term.en)
