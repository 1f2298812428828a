"""The axis of a time chart: weeks from a first day, with the years, quarters and months that lie along it."""

import datetime
from typing import NamedTuple

Day = datetime.date

STEPS = (1, 2, 4, 5, 10, 20, 26, 50, 52, 100, 250, 500, 1000, 2500, 5000)


class Tick(NamedTuple):
    """A place on the axis. week: from the first day; months: how many months the part that begins here lasts."""

    week: float
    on: Day
    months: int


def week_of(starts_on: Day, day: Day) -> float:
    """Weeks from the first day to a day."""
    return (day - starts_on).days / 7


def ticks_between(starts_on: Day, first: float, last: float, months: int) -> list[Tick]:
    """The years (12), quarters (3) or months (1) between two weeks; the first may have begun earlier."""
    begin = starts_on + datetime.timedelta(days=int(first * 7))
    month = (begin.year * 12 + begin.month - 1) // months * months
    found = []
    while (tick := _tick(starts_on, month, months)) is not None and tick.week < last:
        found.append(tick)
        month += months
    return found


def _tick(starts_on: Day, month: int, months: int) -> Tick | None:
    """The first day of a month, counted from year 0; None beyond the calendar."""
    if not 12 <= month < 9999 * 12:
        return None
    day = Day(month // 12, month % 12 + 1, 1)
    return Tick(week_of(starts_on, day), day, months)


def step(span: float, most: int) -> int:
    """The round number of weeks that divides a span into no more than so many parts."""
    return next((step for step in STEPS if span / step <= most), int(span) + 1)


def weeks(first: float, last: float, most: int) -> list[int]:
    """Round numbers of weeks along the axis."""
    every = step(last - first, most)
    begin = -(-int(first) // every) * every
    return list(range(begin, int(last) + 1, every))
