"""The rhythm of talks as a calendar: one cell a week, of a project by year, of several their latest year."""

import datetime
from collections.abc import Sequence

import msgspec

from ppl.model.knowledge import Knowledge
from ppl.rules import rhythm

Day = datetime.date
YEARS, COLUMNS, MOST = 5, 53, 30
STATES = ("held", "moved", "cancelled", "missed", "recess")


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """A week by its Monday, in a column from 0. state: held, moved, cancelled, missed, recess, or empty."""

    on: Day
    column: int
    state: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """The weeks of a project, or of a year; how many of each state."""

    title: str
    weeks: tuple[Week, ...]
    tally: dict[str, int]


class Rhythm(msgspec.Struct, frozen=True, kw_only=True):
    """The picture. first_on: the Monday of its first column, in its last row; left_out: rows without room.

    is_by_year: whether its rows are the years of one project
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
    """What became of each week of a project."""
    return tuple(WeekState(**week._asdict()) for week in rhythm.weeks(knowledge, project, today))


def by_year(name: str, on: Day, found: Sequence[WeekState]) -> Rhythm | None:
    """The weeks of one project, a row for each year (ISO 8601); None where there are none."""
    if not found:
        return None
    years = sorted({week.on.isocalendar().year for week in found})
    rows = []
    for year in years[-YEARS:]:
        own = [week for week in found if week.on.isocalendar().year == year]
        rows.append(_row(str(year), [(week, week.on.isocalendar().week - 1) for week in own]))
    first_on = Day.fromisocalendar(years[-1], 1, 1)
    left_out = len(years[:-YEARS])
    return Rhythm(name=name, on=on, first_on=first_on, rows=tuple(rows), is_by_year=True, left_out=left_out)


def of_projects(name: str, on: Day, of: Sequence[tuple[str, Sequence[WeekState]]]) -> Rhythm | None:
    """The latest year of several projects, a row for each that had a talk in it; None where none had."""
    first_on = rhythm.monday(on) - (COLUMNS - 1) * rhythm.WEEK
    rows = []
    for project, found in of:
        shown = [(week, (week.on - first_on).days // 7) for week in found if week.on >= first_on]
        if any(week.state == "held" for week, _ in shown):
            rows.append(_row(project, shown))
    if not rows:
        return None
    left_out = len(rows[MOST:])
    return Rhythm(name=name, on=on, first_on=first_on, rows=tuple(rows[:MOST]), is_by_year=False, left_out=left_out)


def _row(title: str, found: Sequence[tuple[WeekState, int]]) -> Row:
    states = [week.state for week, _ in found]
    return Row(
        title=title,
        weeks=tuple(Week(on=week.on, column=column, state=week.state) for week, column in found),
        tally={state: states.count(state) for state in STATES},
    )
