"""The scan of a project: is the method applied, what is in order, what does the assignment say; over time."""

import datetime
from typing import Any

import msgspec

from ppl.errors import Text, UsageError
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Programme
from ppl.model.project import Project
from ppl.model.record import Visibility
from ppl.model.scan import ScanPart
from ppl.reports import values
from ppl.reports.scan_report import Moment, Point, Remark, Said, ScanState
from ppl.reports.scan_sentences import said
from ppl.rules import cadence, scan
from ppl.rules.scan_words import named

Day = datetime.date
MOST_DAYS = 4  # of scans, beside each other
SEES_METHOD = ("internal", "project", "client")


class Request(msgspec.Struct, frozen=True):
    """A project, from what its reader may see. part: only this part of the scan."""

    knowledge: Knowledge
    project: str
    audience: Visibility = "internal"
    part: ScanPart | None = None


def build(request: Request, today: Day) -> ScanState:
    """How it stands with a project on a day. Raises UsageError where its reader may not see it."""
    knowledge = request.knowledge
    project = knowledge.project(request.project)
    if project is None:
        what = Text("this reader may not see the project `{project}`", project=request.project)
        raise UsageError(what, Text("choose another --audience"))
    programme = knowledge.one(Programme)
    sees_method = request.audience in SEES_METHOD
    due = next((one for one in cadence.due(knowledge, today, project.id) if one.kind == cadence.SCAN), None)
    parts = {part: points_of(knowledge, project, part, today) for part in scan.PARTS}
    shown = {part: found if request.part in (None, part) else None for part, found in parts.items()}
    brief = next((one.now for one in parts["preconditions"] if one.code == scan.BRIEF), None)
    return ScanState(
        project=project.ref,
        name=project.name,
        programme=programme.name if programme else "",
        on=today,
        last_on=scan.last_on(project, scan.SETTLES, today) if sees_method else None,
        next_on=due.due_on if due and sees_method else None,
        late_days=due.late_days if due and sees_method else 0,
        moments=moments(knowledge, project, today) if sees_method and shown["method"] is not None else (),
        method=shown["method"] if sees_method else None,
        preconditions=shown["preconditions"],
        assignment=shown["assignment"],
        is_brief_fixed=brief is not None and brief.value == "met",
        remarks=tuple(Remark(on=one.on, text=one.remarks) for one in project.scans if one.remarks and one.on <= today),
    )


def moments(knowledge: Knowledge, project: Project, today: Day) -> tuple[Moment, ...]:
    """How far the method was applied at each of the last scans, beside what was won by then."""
    asked = scan.points(knowledge, project, "method")
    return tuple(_moment(asked, project, day) for day in scan.days(project, "method", today)[-MOST_DAYS:])


def _moment(asked: tuple[scan.Point, ...], project: Project, day: Day) -> Moment:
    counts, won = scan.counted(asked, ("fully", "partly", "not"), day), scan.won_on(project, day)
    return Moment(
        on=day,
        fully=counts["fully"],
        partly=counts["partly"],
        not_=counts["not"],
        unanswered=counts[""],
        weeks_won=won.weeks if won else None,
        won_on=won.title if won else None,
        is_reached=won.is_reached if won else False,
    )


def points_of(knowledge: Knowledge, project: Project, part: ScanPart, today: Day) -> tuple[Point, ...]:
    """All that a part asks, with its answers."""
    days = scan.days(project, part, today)[-MOST_DAYS:]
    found = []
    for one in scan.points(knowledge, project, part):
        held = one.at(today)
        found.append(
            Point(
                code=one.code,
                list=one.list,
                named=_named(one),
                hint=one.term.use_when if one.term else None,
                now=Said(value=held.value, text=held.text, on=held.on) if held else None,
                at=tuple(answer.value if (answer := one.at(day)) else "" for day in days),
            )
        )
    return tuple(found)


def _named(one: scan.Point) -> values.Named:
    called = named(one)
    if isinstance(called, str):
        return values.Named(code=one.code, nl=called)
    return values.Named(code=one.code, nl=called.nl, en=called.en)


def context(request: Request, found: ScanState) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(found, request.audience)}
