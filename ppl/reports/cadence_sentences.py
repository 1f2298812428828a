"""How well the rhythm was kept, in sentences, figures under headings, and lines of a calendar."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from ppl.errors import Joined, Text, count
from ppl.reports.cadence_report import CadenceShown, Calendar, CalendarLine, CalendarPart, KeptRow, Month
from ppl.reports.overview_sentences import NOTHING
from ppl.reports.pictures.rhythm import COLUMNS, STATES, WeekState
from ppl.reports.sentences import Phrase, bracketed, capital, joined, percent, word
from ppl.rules.rhythm import Figures
from ppl.rules.turns import WEEK, monday

Day = datetime.date
MONTH = 4  # signs that the name of a month takes, with a space
SIGNS = {
    "kept": "#", "late": "L", "moved": ">", "cancelled": "-", "missed": "X", "overdue": "!", "open": "?", "recess": "~",
    "": ".",
}  # fmt: skip
MEANS = {
    "kept": Text("held in time"),
    "late": Text("held late"),
    "moved": Text("moved"),
    "cancelled": Text("cancelled"),
    "missed": Text("missed: asked, and not held"),
    "overdue": Text("late, and not held yet"),
    "open": Text("due now, and within its days of grace"),
    "recess": Text("recess or holiday"),
    "": Text("no talk, and none was missed"),
}
SHORT = {
    "client": Text("talk with the ministry"),
    "exchange": Text("the exchange"),
}  # a kind where there is little room
ON_SCREEN = (
    Text("Number"), Text("In time"), Text("Held late"), Text("Cancelled"), Text("Missed"), Text("Open"), Text("Share"),
    Text("Gap"),
)  # fmt: skip
HEADINGS = (
    Text("Number"), Text("In time"), Text("Held late"), Text("Cancelled"), Text("Missed"), Text("Open"),
    Text("Share in time"), Text("Longest gap (days)"), Text("Moved"),
)  # fmt: skip
HOW = (
    Text("In time is held up to the days of grace; in a recess or holiday no days count."),
    Text("Cancelled counts what was not held later instead; what was moved counts by its new day."),
    Text("The share leaves out what is within its days of grace. The gap is the most days between two talks."),
)


def said(found: CadenceShown) -> dict[str, Any]:
    """All that is said of how the rhythm was kept."""
    seen = {week.state for row in found.rows for week in row.weeks}
    by_kind = len(found.totals) < len(found.rows)
    each = [(row, figures(row.figures)) for row in found.rows]
    totals = [
        (short(one.kind), bracketed(word(one.kind), str(one.number)), figures(one.figures)) for one in found.totals
    ]
    told = totals if by_kind else [(_in_short(row), of_kind(row), cells) for row, cells in each]
    return {
        "title": Text("The rhythm of talks: {name}", name=found.name),
        "window": Text("From {first} to {last}.", first=found.first_on, last=found.last_on) if found.rows else None,
        "nothing": nothing(found),
        "states": [state for state in (*STATES, "") if state in seen],
        "legend": MEANS,
        "late": late(found.rows, found.project is not None),
        "screen_headings": (Text("Talk"), *ON_SCREEN),
        "screen": [(capital(name), *cells[: len(ON_SCREEN)]) for name, _, cells in told],
        "headings": (Text("Talk"), *HEADINGS),
        "figures": [(capital(name), *cells) for _, name, cells in told],
        "by_kind": by_kind,
        "each_headings": (Text("Project"), Text("Talk"), *HEADINGS),
        "each": [(row.name or Text("the programme"), of_kind(row), *cells) for row, cells in each],
        "how": HOW,
    }


def nothing(found: CadenceShown) -> Text | None:
    """That there is nothing to tell, where there is not."""
    if found.rows:
        return None
    if found.project and not found.is_window:
        return Text("No talk was asked or held yet.")
    return Text("No talk was asked or held from {first} to {last}.", first=found.first_on, last=found.last_on)


def figures(one: Figures) -> tuple[Phrase, ...]:
    """The figures of a rhythm as cells."""
    gap = NOTHING if one.longest_gap_days is None else one.longest_gap_days
    share = NOTHING if one.share_kept is None else percent(one.share_kept)
    return (
        one.asked, one.kept, one.late, one.cancelled, one.missed, one.overdue + one.open, share, gap, one.moved,
    )  # fmt: skip


def late(rows: Sequence[KeptRow], is_of_project: bool) -> Text | None:
    """Which talks are late now, and since when none was held that was due; None where none is."""
    found = []
    for row in rows:
        if row.days_late:
            days = count(Text("{number} day"), Text("{number} days"), row.days_late)
            about = Text("since {date}", date=row.due_on) if row.due_on else None
            found.append(joined(of_kind(row), None if is_of_project else row.name, bracketed(days, about)))
    return Text("Late now: {talks}.", talks=Joined(tuple(found), "; ")) if found else None


def kind_of_lot(row: KeptRow) -> str:
    """The number of the lot that a rhythm is of; empty for another."""
    return (row.of or "").removeprefix("lot-") if row.scope == "lot" else ""


def short(kind: str) -> Text:
    """A kind of talk in few letters."""
    return SHORT.get(kind) or word(kind)


def of_kind(row: KeptRow) -> Text:
    """The kind of talk, with its lot where it has one."""
    return _of_lot(row, word(row.kind))


def _in_short(row: KeptRow) -> Text:
    return _of_lot(row, short(row.kind))


def _of_lot(row: KeptRow, kind: Text) -> Text:
    number = kind_of_lot(row)
    return Text("{kind} of lot {number}", kind=kind, number=number) if number else kind


def calendar_parts(found: CadenceShown) -> Iterator[CalendarPart]:
    """The calendars: of each project, and of the programme; longer than a year a line for each year."""
    first, last = monday(found.first_on), monday(found.last_on)
    is_by_year = (last - first).days // 7 >= COLUMNS
    start = Day.fromisocalendar(last.isocalendar().year, 1, 1) if is_by_year else first
    room, months = _months(start, COLUMNS if is_by_year else (last - first).days // 7 + 1)
    for name, rows in groupby(found.rows, key=lambda row: row.name):
        each = [
            Calendar(
                name=_in_short(row),
                lines=tuple(_years(row.weeks, room) if is_by_year else _line(row.weeks, first, room)),
            )
            for row in rows
        ]
        yield CalendarPart(name=name, months=months, is_by_year=is_by_year, calendars=tuple(each))


def _line(weeks: Sequence[WeekState], first: Day, room: int) -> Iterator[CalendarLine]:
    if weeks:
        gap = room + (weeks[0].on - first).days // 7
        yield CalendarLine(states=tuple(week.state for week in weeks), gap=gap)


def _years(weeks: Sequence[WeekState], room: int) -> Iterator[CalendarLine]:
    for year, own in groupby(weeks, key=lambda week: week.on.isocalendar().year):
        each = list(own)
        gap = room + each[0].on.isocalendar().week - 1
        yield CalendarLine(states=tuple(week.state for week in each), gap=gap, year=str(year))


def _months(first: Day, weeks: int) -> tuple[int, tuple[Month, ...]]:
    """The months above the first week of each, and how many signs are left free before the weeks.

    Where the second month begins too soon for the name of the first, that name begins before the weeks.
    """
    begins = [at for at in range(weeks) if (first + at * WEEK + 6 * WEEK / 7).day <= 7]
    begins = begins if begins[:1] == [0] else [0, *begins]
    room = max(0, MONTH - begins[1]) if len(begins) > 1 else 0
    found, at = [], 0
    for week in begins:
        column = week + room if week else 0
        if column + MONTH - 1 <= COLUMNS + room:
            found.append(Month(on=first + week * WEEK + 6 * WEEK / 7, gap=column - at))
            at = column + MONTH - 1
    return room, tuple(found)
