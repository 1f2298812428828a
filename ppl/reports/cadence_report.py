"""How well the rhythm was kept, as plain values."""

import datetime

import msgspec

from ppl.errors import Text
from ppl.reports import values
from ppl.reports.pictures.rhythm import WeekState
from ppl.rules.rhythm import Figures

Day = datetime.date


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """A month above a calendar. gap: signs between it and the one before."""

    on: Day
    gap: int


class CalendarLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a calendar: the state of each week, behind some weeks (`gap`) of which nothing is told.

    year: where the lines of a talk are years
    """

    states: tuple[str, ...]
    gap: int = 0
    year: str = ""


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """The calendar of a talk: a line for each year, or only one."""

    name: Text
    lines: tuple[CalendarLine, ...]


class CalendarPart(msgspec.Struct, frozen=True, kw_only=True):
    """The calendars of a project, or of the programme (without a name)."""

    name: str
    months: tuple[Month, ...]
    is_by_year: bool
    calendars: tuple[Calendar, ...]


class KeptRow(msgspec.Struct, frozen=True, kw_only=True):
    """A rhythm with its figures. scope: project, lot or programme; of: the project or lot; name: of that project.

    every: its period, empty for what is asked once; days_late: of the talk that is due now
    """

    kind: str
    scope: str
    of: str | None
    name: str
    role: values.Named
    every: str
    figures: Figures
    weeks: tuple[WeekState, ...]
    due_on: Day | None = None
    days_late: int = 0


class KindTotal(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a kind of talk of several projects or lots together."""

    kind: str
    number: int
    figures: Figures


class CadenceShown(msgspec.Struct, frozen=True, kw_only=True):
    """How the rhythm was kept, from a day up to another. name: of the project, else of the programme.

    is_window: whether somebody said from or up to which day
    """

    name: str
    project: str | None
    today: Day
    first_on: Day
    last_on: Day
    rows: tuple[KeptRow, ...]
    totals: tuple[KindTotal, ...]
    is_window: bool = False
