"""Days as a planner writes them: `07-09-2026`, `ma 7-9-26`, `7 september 2026`, `9/7/26`, `wk 37 2026`, `Q4 2026`."""

import calendar
import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from ppl.readers.day_names import WEEKDAYS
from ppl.readers.days import day as written_day

Day = datetime.date
_NEAR = datetime.date(2000, 1, 1)
_FIGURES = re.compile(
    r"(?:([a-z]+)\.?,?\s+)?(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[ tT]+\d{1,2}:\d\d(?::\d\d)?)?"
)
_ISO = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:[ tT]+\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?Z?)?")
_SHORT_YEAR = re.compile(r"(.*\d[-/. ]+[a-z]{3,}\.?)[-/. ]+['’]?(\d{2})")
_WEEK = re.compile(r"(?:(\d{4})[- ]?w(?:k|eek)?\.?\s*(\d{1,2})|w(?:k|eek)?\.?\s*(\d{1,2})\s*[-,/ ]\s*(\d{4}))")
_MONTH = re.compile(r"[a-z]{3,}\.?\s\d{4}")
_QUARTER = re.compile(
    r"(?:q|k|kw|kwartaal|quarter)\s?([1-4])\s?[-/, ]?\s?(\d{4})"
    r"|([1-4])e\s(?:kwartaal|kw)\.?\s(\d{4})|(\d{4})[-/ ]?[qk]([1-4])"
)


class Order(NamedTuple):
    """Which comes first in a day in figures. is_sure: the column leaves no doubt."""

    month_first: bool
    is_sure: bool


def order(texts: Iterable[str]) -> Order:
    """Whether a column writes the day or the month first: what is no day, or falls on another weekday, tells."""
    wrong = [0, 0]
    slashes = False
    for text in texts:
        match = _FIGURES.fullmatch(text.strip().lower())
        if match is None:
            continue
        slashes = slashes or "/" in text
        for month_first in (False, True):
            figures = _figures(match, month_first)
            weekday = WEEKDAYS.get(match[1] or "")
            if figures is None or (weekday is not None and figures.weekday() != weekday):
                wrong[month_first] += 1
    return Order(wrong[0] > wrong[1], wrong[0] != wrong[1] or not slashes)


def day(text: str, month_first: bool = False, is_end: bool = False) -> Day | None:
    """The day that a cell means; None where it means none (without a year it means none).

    Of a week, a month or a quarter it is the first day; is_end: the last, of a week the Friday
    """
    said = " ".join(text.replace("\u00a0", " ").split()).lower()
    if (match := _ISO.fullmatch(said)) is not None:
        return written_day(match[1], _NEAR)
    if (match := _FIGURES.fullmatch(said)) is not None:
        return _figures(match, month_first)
    if (match := _WEEK.fullmatch(said)) is not None:
        return _of_week(int(match[1] or match[4]), int(match[2] or match[3]), 5 if is_end else 1)
    if (match := _QUARTER.fullmatch(said)) is not None:
        quarter, year = int(match[1] or match[3] or match[6]), int(match[2] or match[4] or match[5])
        return _last_of_month(year, quarter * 3) if is_end else Day(year, quarter * 3 - 2, 1)
    if _MONTH.fullmatch(said) is not None and (first := written_day(f"1 {said}", _NEAR)) is not None:
        return _last_of_month(first.year, first.month) if is_end else first
    if (match := _SHORT_YEAR.fullmatch(said)) is not None:
        said = f"{match[1].replace('-', ' ')} 20{match[2]}"
    if not re.search(r"\b\d{4}\b", said):
        return None
    return written_day(said, _NEAR)


def workdays(start: Day, end: Day) -> int:
    """Working days (Monday to Friday) from a day to a day, both included; 0 where the end comes first."""
    days = (end - start).days + 1
    if days <= 0:
        return 0
    weeks, rest = divmod(days, 7)
    return weeks * 5 + sum(1 for n in range(rest) if (start.weekday() + n) % 7 < 5)


def days_later(start: Day, days: float) -> Day | None:
    """The day so many days later (or earlier), to a whole one; None outside the calendar."""
    try:
        return start + datetime.timedelta(days=round(days))
    except (OverflowError, ValueError):
        return None


def _figures(match: re.Match[str], month_first: bool) -> Day | None:
    first, second, year = int(match[2]), int(match[3]), int(match[4])
    day_, month = (second, first) if month_first else (first, second)
    try:
        return Day(year if year > 99 else 2000 + year, month, day_)
    except ValueError:
        return None


def _of_week(year: int, week: int, weekday: int) -> Day | None:
    try:
        return Day.fromisocalendar(year, week, weekday)
    except ValueError:
        return None


def _last_of_month(year: int, month: int) -> Day:
    return Day(year, month, calendar.monthrange(year, month)[1])
