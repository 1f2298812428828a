"""The rhythm of talks as a calendar: one cell a week, by year or by project."""

import datetime
from collections.abc import Sequence

import msgspec

from ppl.model.knowledge import Knowledge
from ppl.model.periods import after
from ppl.rules import rhythm
from ppl.rules.turns import WEEK, monday

Day = datetime.date
YEARS, COLUMNS, MOST = 5, 53, 30
STATES = ("kept", "late", "moved", "cancelled", "missed", "overdue", "open", "recess")
HELD = ("kept", "late")
FIRST = Day(1900, 1, 1)


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """A week by its Monday, in a column from 0. state: one of STATES, or empty."""

    on: Day
    column: int
    state: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """The weeks of a project, of a year, or of a kind of talk; how many of each state.

    kind: the kind, or other words that stand before the title; without weeks it is a heading over the rows below it
    lot: the number of the lot whose talk it is
    """

    title: str
    weeks: tuple[Week, ...]
    tally: dict[str, int]
    kind: str = ""
    lot: str = ""


class Rhythm(msgspec.Struct, frozen=True, kw_only=True):
    """The picture. first_on: the Monday of its first column, in its last row; left_out: rows without room.

    is_by_year: whether its rows are years
    """

    name: str
    on: Day
    first_on: Day
    rows: tuple[Row, ...]
    is_by_year: bool
    left_out: int = 0


class WeekState(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a week, by its Monday."""

    on: Day
    state: str


def weeks(knowledge: Knowledge, project: str, today: Day) -> tuple[WeekState, ...]:
    """What became of each week of the talk that is asked of a project most often."""
    every = (one for one in rhythm.rhythms(knowledge, today, project) if one.every)
    main = min(every, key=lambda one: after(FIRST, one.every), default=None)
    return of_rhythm(knowledge, main, FIRST, today) if main else ()


def of_rhythm(knowledge: Knowledge, kept: rhythm.Kept, first: Day, last: Day) -> tuple[WeekState, ...]:
    """What became of each week of a rhythm."""
    return tuple(WeekState(**week._asdict()) for week in rhythm.weeks(knowledge, kept, first, last))


def by_year(name: str, on: Day, found: Sequence[WeekState]) -> Rhythm | None:
    """The weeks of one project, a row for each year (ISO 8601); None where there are none."""
    rows = years(found)
    if not rows:
        return None
    first_on = Day.fromisocalendar(int(rows[-1].title), 1, 1)
    left_out = len(rows[:-YEARS])
    return Rhythm(name=name, on=on, first_on=first_on, rows=tuple(rows[-YEARS:]), is_by_year=True, left_out=left_out)


def years(found: Sequence[WeekState]) -> list[Row]:
    """A row for each year (ISO 8601) of these weeks."""
    rows = []
    for year in sorted({week.on.isocalendar().year for week in found}):
        own = [week for week in found if week.on.isocalendar().year == year]
        rows.append(row(str(year), [(week, week.on.isocalendar().week - 1) for week in own]))
    return rows


def of_projects(name: str, on: Day, of: Sequence[tuple[str, Sequence[WeekState]]]) -> Rhythm | None:
    """The latest year of several projects, a row for each that had a talk in it; None where none had."""
    first_on = monday(on) - (COLUMNS - 1) * WEEK
    rows = []
    for project, found in of:
        shown = latest(found, first_on)
        if any(week.state in HELD for week, _ in shown):
            rows.append(row(project, shown))
    if not rows:
        return None
    left_out = len(rows[MOST:])
    return Rhythm(name=name, on=on, first_on=first_on, rows=tuple(rows[:MOST]), is_by_year=False, left_out=left_out)


def latest(found: Sequence[WeekState], first_on: Day) -> list[tuple[WeekState, int]]:
    """The weeks from a Monday on, each with its column."""
    return [(week, (week.on - first_on).days // 7) for week in found if week.on >= first_on]


def row(title: str, found: Sequence[tuple[WeekState, int]], kind: str = "", lot: str = "") -> Row:
    """A row of weeks, each with its column."""
    states = [week.state for week, _ in found]
    return Row(
        title=title,
        weeks=tuple(Week(on=week.on, column=column, state=week.state) for week, column in found),
        tally={state: states.count(state) for state in STATES},
        kind=kind,
        lot=lot,
    )
