"""How well the rhythm was kept: per project and kind of talk, as a calendar of one cell a week and as figures."""

import datetime
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec

from ppl.errors import Text
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Programme
from ppl.model.project import Project
from ppl.model.session import KICKOFF
from ppl.reports import values
from ppl.reports.cadence_report import CadenceShown, KeptRow, KindTotal
from ppl.reports.cadence_sentences import calendar_parts, kind_of_lot, of_kind, said
from ppl.reports.pictures import rhythm as calendar
from ppl.reports.values import Sheet
from ppl.rules import cadence, rhythm
from ppl.rules.kickoff import kickoff
from ppl.rules.rhythm import COUNTED
from ppl.rules.turns import WEEK, monday

Day = datetime.date
FIELDS = ("scope", "of", "kind", "role", "every")
FIGURES = ("asked", *COUNTED, "share_kept", "longest_gap_days")
ORDER = ("project", "lot", "programme")
PROGRAMME = Text("The programme")


class Request(msgspec.Struct, frozen=True):
    """How the rhythm was kept by a project (else by all, the lots and the programme), by a kind of talk, or by all.

    first, last: from and up to which day; else of a project from its first talk, of all a year, and up to today
    """

    knowledge: Knowledge
    project: str | None = None
    kind: str | None = None
    first: Day | None = None
    last: Day | None = None


def build(request: Request, today: Day) -> CadenceShown:
    """What became of each talk that the rhythm asked, as it stands on a day."""
    knowledge, last = request.knowledge, request.last or today
    found = [one for one in rhythm.rhythms(knowledge, today, request.project) if request.kind in (None, one.kind)]
    year = monday(last) - (calendar.COLUMNS - 1) * WEEK
    began = min((one.first_on for one in found if one.first_on), default=last) if request.project else year
    first = request.first or min(began, last)
    due = _due(knowledge, today, request.project)
    shown = []
    for one in found:
        figures = rhythm.figures(one, first, last)
        weeks = calendar.of_rhythm(knowledge, one, first, last)
        if figures.asked or any(week.state not in ("", "recess") for week in weeks):
            shown.append(_row(knowledge, one, figures, weeks, *due.get((one.kind, one.of), (None, 0))))
    programme = knowledge.one(Programme)
    project = knowledge.project(request.project) if request.project else None
    return CadenceShown(
        name=project.name if project else request.project or (programme.name if programme else ""),
        project=request.project,
        today=today,
        first_on=first,
        last_on=last,
        rows=tuple(sorted(shown, key=lambda row: (ORDER.index(row.scope), row.name, row.of or ""))),
        totals=tuple(_totals(shown)),
        is_window=bool(request.first or request.last),
    )


def _due(knowledge: Knowledge, today: Day, project: str | None) -> dict[tuple[str, str | None], tuple[Day | None, int]]:
    """By which day each talk is due, and how many days late it is, as `ppl due` says it."""
    found = {(one.kind, one.of): (one.due_on, one.late_days) for one in cadence.due(knowledge, today, project)}
    for one in knowledge.of(Project):
        if project in (None, one.id) and (asked := kickoff(knowledge, one, today)) and not asked.held_on:
            found[KICKOFF, one.id] = (asked.due_on, asked.late_days)
    return found


def _row(
    knowledge: Knowledge,
    one: rhythm.Kept,
    figures: rhythm.Figures,
    weeks: tuple[calendar.WeekState, ...],
    due_on: Day | None,
    days_late: int,
) -> KeptRow:
    project = knowledge.project(one.of) if one.of and one.scope == "project" else None
    return KeptRow(
        kind=one.kind,
        scope=one.scope,
        of=one.of,
        name=project.name if project else "",
        role=values.certain(knowledge, "roles", one.role),
        every=one.every,
        figures=figures,
        weeks=weeks,
        due_on=due_on,
        days_late=days_late,
    )


def _totals(rows: list[KeptRow]) -> Iterator[KindTotal]:
    """The figures of each kind of talk, in the order in which the rhythms are told."""
    for kind in dict.fromkeys(row.kind for row in rows):
        each = [row.figures for row in rows if row.kind == kind]
        yield KindTotal(kind=kind, number=len(each), figures=rhythm.together(each))


def record(found: CadenceShown) -> dict[str, Any]:
    """What a program reads: each rhythm with its figures and the state of each week."""
    rows = [
        {
            **{name: getattr(row, name) for name in ("kind", "scope", "of")},
            "role": row.role.code,
            "every": row.every or None,
            "due_on": row.due_on,
            "days_late": row.days_late,
            "figures": row.figures._asdict(),
            "weeks": row.weeks,
        }
        for row in found.rows
    ]
    totals = [{"kind": one.kind, "rhythms": one.number, "figures": one.figures._asdict()} for one in found.totals]
    return {
        "today": found.today,
        "from": found.first_on,
        "until": found.last_on,
        "project": found.project,
        "rhythms": rows,
        "kinds": totals,
    }


def context(request: Request, found: CadenceShown) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`) and its calendars (`parts`)."""
    return {"said": said(found), "parts": [msgspec.structs.asdict(one) for one in calendar_parts(found)]}


def pictures(found: CadenceShown) -> dict[str, Any]:
    """The calendar: of one project each kind by year, of several the latest year of each."""
    rows: list[calendar.Row] = []
    first_on = monday(found.last_on) - (calendar.COLUMNS - 1) * WEEK
    if found.project:
        for one in found.rows:
            rows += [calendar.row("", (), one.kind), *calendar.years(one.weeks)[-calendar.YEARS :]]
        first_on = Day.fromisocalendar(found.last_on.isocalendar().year, 1, 1)
    else:
        for name, each in groupby(found.rows, key=lambda row: row.name):
            rows.append(calendar.row(name, (), "" if name else PROGRAMME.source))
            rows += [
                calendar.row("", calendar.latest(one.weeks, first_on), one.kind, lot=kind_of_lot(one)) for one in each
            ]
    if not any(row.weeks for row in rows):
        return {}
    return {
        "rhythm": calendar.Rhythm(
            name=found.name, on=found.today, first_on=first_on, rows=tuple(rows), is_by_year=bool(found.project)
        )
    }


def sheet(found: CadenceShown) -> Sheet:
    """A row for each rhythm with its figures."""
    rows = [
        [row.scope, row.of, row.kind, row.role.code, row.every or None, *(getattr(row.figures, n) for n in FIGURES)]
        for row in found.rows
    ]
    headings = (
        Text("project"), Text("talk"), Text("role"), Text("asked"), Text("in time"), Text("held late"), Text("moved"),
        Text("cancelled"), Text("missed"), Text("late now"), Text("open"), Text("share in time"),
        Text("longest gap (days)"),
    )  # fmt: skip
    spoken = [
        [row.name or PROGRAMME, of_kind(row), row.role, *(getattr(row.figures, n) for n in FIGURES)]
        for row in found.rows
    ]
    return Sheet((*FIELDS, *FIGURES), rows, spoken=(headings, spoken), title=Text("the rhythm"), shares=(11,))
