"""Days and hours of an invented programme: working days, recesses, and the clock of Amsterdam.

The offset is worked out here, so that no machine's time zone data can change a commit's id.
"""

import datetime
from functools import cache
from random import Random

Day = datetime.date
Moment = datetime.datetime
EPOCH = Moment.fromisoformat("1970-01-01")


def _last_sunday(year: int, month: int) -> Day:
    day = Day(year, month, 31)
    return day - datetime.timedelta(days=(day.weekday() + 1) % 7)


def stamp(when: Moment) -> tuple[int, str]:
    """Seconds since 1970 and the offset, of a local moment in Amsterdam in working hours."""
    is_summer = _last_sunday(when.year, 3) <= when.date() < _last_sunday(when.year, 10)
    hours = 2 if is_summer else 1
    return int((when - EPOCH).total_seconds()) - 3600 * hours, f"+0{hours}00"


@cache
def working(day: Day) -> Day:
    """This day, or the first working day after it; the week around the turn of the year has none."""
    while day.weekday() > 4 or (day.month, day.day) in ((12, 25), (12, 26), (1, 1)):
        day += datetime.timedelta(days=1)
    return day


def later(day: Day, days: int) -> Day:
    """The working day that lies so many days after a day."""
    return working(day + datetime.timedelta(days=days))


def at(day: Day, rng: Random, first: int = 9, last: int = 17) -> Moment:
    """Some moment on a day, from the first hour until the last."""
    minutes = rng.randrange(first * 60, last * 60)
    return Moment(day.year, day.month, day.day, minutes // 60, minutes % 60)


def recess(day: Day) -> str | None:
    """`recess` in the summer, `winter` around the turn of the year, else None."""
    if (7, 27) <= (day.month, day.day) <= (8, 14):
        return "recess"
    return "winter" if (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 4) else None


def month_after(day: Day, months: int = 1) -> Day:
    """The first day of a month, so many months after the one that a day lies in."""
    count = day.year * 12 + day.month - 1 + months
    return Day(count // 12, count % 12 + 1, 1)
