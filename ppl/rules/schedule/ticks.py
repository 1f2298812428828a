"""Whole ticks: a day is a million of them, so that sums of weeks and days are exact and equal means equal."""

import datetime

Day = datetime.date

DAY = 1_000_000
WEEK = 7 * DAY


def of_weeks(weeks: float) -> int:
    """Weeks (fractions allowed) as ticks."""
    return round(weeks * WEEK)


def weeks(ticks: int) -> float:
    """Ticks as weeks."""
    return ticks / WEEK


def between(starts_on: Day, day: Day) -> int:
    """Ticks from the first day of the plan to the beginning of a day; negative before it."""
    return (day - starts_on).days * DAY


def after(starts_on: Day, last: Day) -> int:
    """The moment from which work goes on after a last working day: the next working day, Monday to Friday."""
    return between(starts_on, last) + (3 if last.weekday() == 4 else 2 if last.weekday() == 5 else 1) * DAY


def day_of(starts_on: Day, ticks: int) -> Day:
    """The day on which a moment falls: days = weeks x 7, rounded up; the calendar's last or first where it has none."""
    number = starts_on.toordinal() - (-ticks // DAY)
    return Day.fromordinal(min(max(number, 1), Day.max.toordinal()))
