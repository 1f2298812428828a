"""Periods in words: `2 weeks`, `6 months`, `1 year`."""

import calendar
import datetime
import re

Day = datetime.date
_PERIOD = re.compile(r"([1-9]\d*) (day|week|month|year)s?")


def is_period(text: str) -> bool:
    """Whether a text says how long."""
    return _PERIOD.fullmatch(text) is not None


def length(text: str) -> tuple[int, str]:
    """How many of which unit (day, week, month or year) a period is. Raises ValueError."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return int(match[1]), match[2]


def after(day: Day, period: str) -> Day:
    """The day that lies a period after a day; a month later is at most its last day. Raises ValueError."""
    return moved(day, *length(period))


def moved(day: Day, number: int, unit: str) -> Day:
    """The day so many days, weeks, months or years later (or earlier). Raises ValueError outside the calendar."""
    if unit in ("day", "week"):
        return day + datetime.timedelta(days=number * (7 if unit == "week" else 1))
    months = day.month - 1 + number * (12 if unit == "year" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return Day(year, month, min(day.day, calendar.monthrange(year, month)[1]))
