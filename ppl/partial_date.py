"""A date of which only a part is known: `2010`, `2010-09`, `2010-09..2010-12` (between them), `..2010-09-23` (by then).

To every rule it is a date, the last day that it can be; to a reader it is what is known of it, and no day more.
"""

import calendar
import datetime
import re
from typing import Any

FIRST_YEAR, LAST_YEAR = 1900, 2200  # of what a knowledge base may tell; another year is a typing error
_PARTIAL = re.compile(r"(\.\.)?([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_BETWEEN = re.compile(r"([0-9][0-9-]*)\.\.([0-9][0-9-]*)")


class PartialDate(datetime.date):
    """The last day that a date can be, and what is `known` of it. What is reckoned from it is an ordinary date."""

    known: str

    def __new__(cls, year: int, month: int, day: int, known: str = "") -> Any:
        if not known:
            return datetime.date(year, month, day)
        found = super().__new__(cls, year, month, day)
        found.known = known
        return found

    @property
    def first(self) -> datetime.date | None:
        """The first day that it can be; None where that is not known."""
        begin = self.known.partition("..")[0]
        return datetime.date.fromisoformat((begin + "-01-01")[:10]) if begin else None

    def isoformat(self) -> str:
        """What is known, as a file holds it."""
        return self.known

    __str__ = isoformat

    def __reduce__(self) -> Any:
        return PartialDate, (self.year, self.month, self.day, self.known)


def partial_date(text: str) -> datetime.date:
    """The date that a text tells, whole or in part. Raises ValueError."""
    if ends := _BETWEEN.fullmatch(text):
        first, last = (partial_date(end) for end in ends.groups())
        if (earliest(first) or first) >= last:
            raise ValueError(text)
        return _known(last, text)
    match = _PARTIAL.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = int(match[2]), int(match[3] or 12), int(match[4] or 0)
    last = datetime.date(year, month, day or calendar.monthrange(year, month)[1])
    return last if match[4] and not match[1] else _known(last, text)


def _known(last: datetime.date, text: str) -> datetime.date:
    found: PartialDate = PartialDate(last.year, last.month, last.day, text)
    return found


def day_as_held(value: Any) -> Any:
    """A date where a value is one as a file holds it, `2026-12-10` or `..2010-09`; any other value as it is."""
    if not isinstance(value, str) or not re.fullmatch(r"(?:\.\.)?\d{4}-\d\d(?:-\d\d)?(?:\.\.[\d-]+)?", value):
        return value
    try:
        return partial_date(value)
    except ValueError:
        return value


def in_figures(day: datetime.date, language: str) -> str:
    """A date as a column of a screen shows it: `24-11-2026` in Dutch, of one known in part as much as there is."""
    if language != "nl":
        return day.isoformat()
    return _ISO.sub(lambda found: "-".join(part for part in reversed(found.groups()) if part), day.isoformat())


def is_of_our_time(day: datetime.date) -> bool:
    """Whether a date lies where those of a knowledge base do, so that nobody mistyped its year."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def earliest(day: datetime.date) -> datetime.date | None:
    """The first day that a date can be: the day itself where it is known; None where nobody knows since when."""
    return day.first if isinstance(day, PartialDate) else day


def by(day: datetime.date) -> datetime.date:
    """This day at the latest, nobody knows since when."""
    return _known(day, f"..{last_day(day)}")


def last_day(day: datetime.date) -> datetime.date:
    """The last day that a date can be, as an ordinary date."""
    return datetime.date(day.year, day.month, day.day)


def in_order(day: datetime.date | None) -> tuple[bool, datetime.date]:
    """What sorts by a date, the first on top; what has none comes last."""
    return day is None, day or datetime.date.max


def has_come(day: datetime.date | None, today: datetime.date) -> bool:
    """Whether what happened on this date may have happened by today; what was so by a later day counts from then on.

    What has no date happened, nobody knows when.
    """
    return day is None or (earliest(day) or day) <= today


def days_apart(day: datetime.date, other: datetime.date) -> int:
    """Days between a date that may be known in part and a whole one, at least; 0 where they may be the same."""
    return max(((earliest(day) or other) - other).days, (other - day).days, 0)


def is_surely_before(day: datetime.date, other: datetime.date) -> bool:
    """Whether the one day came before the other, whatever is not known of both."""
    return (first := earliest(other)) is not None and day < first
