"""The days of a calendar: each time that a period comes, and when a body meets."""

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import count, islice, takewhile
from typing import NamedTuple

from ppl.model.lists import CalendarEntry
from ppl.model.periods import moved
from ppl.rules.schedule.ticks import Day

YEARS_BEFORE, YEARS_AFTER = 3, 60
OPEN = ("council-cycle", "survey-season", "grant-window")
_CYCLE = re.compile(r"(?:every )?([1-9]\d*) (day|week|month|year)s?(?: from (\d{4}-\d{2}-\d{2}))?")


class Period(NamedTuple):
    """The days of a calendar entry, for what is worked out once and kept."""

    kind: str
    from_: Day | None
    to: Day | None
    start_by: Day | None
    recurrence: str | None


def period(entry: CalendarEntry) -> Period:
    return Period(entry.kind, entry.from_, entry.to, entry.start_by, entry.recurrence)


@lru_cache(maxsize=64)
def met(meets: tuple[str, ...], touching: tuple[Period, ...], starts_on: Day) -> tuple[Day, ...]:
    """The days on which a body meets: its own, and those of the calendar's cycles that touch it; not in its recess.

    The same for all plans that start in one year, so that many plans cost little more than one.
    """
    days: set[Day] = set()
    for text in meets:
        cycle = _CYCLE.fullmatch(text)
        if cycle and cycle[3]:
            days.update(_days(Day.fromisoformat(cycle[3]), f"{cycle[1]} {cycle[2]}", starts_on))
        elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            days.add(Day.fromisoformat(text))
    away: list[tuple[Day, Day]] = []
    for entry in touching:
        if entry.kind == "council-cycle" and entry.from_:
            days.update(_within(_days(entry.from_, entry.recurrence or "", starts_on), entry.to))
        elif entry.kind not in OPEN:
            away += [(first, last) for first, last, _ in spans(entry, starts_on)]
    breaks = merged(away)
    return tuple(sorted(day for day in days if not _is_in(day, breaks)))


def merged(spans: Iterable[tuple[Day, Day]]) -> list[tuple[Day, Day]]:
    """The same periods, first to last, those that touch as one."""
    found: list[tuple[Day, Day]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def days_in(merged: list[tuple[Day, Day]], first: Day, last: Day) -> int:
    """How many of the days from the first to the last lie in one of these periods, which are sorted and apart."""
    at = max(0, bisect_right(merged, (first, Day.max)) - 1)
    touching = takewhile(lambda one: one[0] <= last, islice(merged, at, None))
    return sum(max(0, (min(end, last) - max(begin, first)).days + 1) for begin, end in touching)


def _is_in(day: Day, merged: list[tuple[Day, Day]]) -> bool:
    """Whether a day lies in one of these periods, which are sorted and apart."""
    at = bisect_right(merged, (day, Day.max)) - 1
    return at >= 0 and day <= merged[at][1]


def _within(days: Iterable[Day], last: Day | None) -> Iterator[Day]:
    return (day for day in days if last is None or day <= last)


def spans(entry: Period, starts_on: Day) -> Iterator[tuple[Day, Day, Day | None]]:
    """First day, last day and last day to begin of each time that a period comes."""
    if entry.from_ is None:
        return
    last, by = entry.to or entry.from_, entry.start_by
    for first in _days(entry.from_, entry.recurrence or "", starts_on):
        years = first.year - entry.from_.year
        if entry.recurrence and entry.recurrence.endswith(("year", "years")):
            yield first, moved(last, years, "year"), moved(by, years, "year") if by else None
        else:
            shift = first - entry.from_
            yield first, last + shift, by + shift if by else None


def _days(first: Day, every: str, starts_on: Day) -> Iterator[Day]:
    """A day and all that follow (and precede) it in a rhythm, as far as a plan may look; only itself without one."""
    cycle = _CYCLE.fullmatch(every)
    if cycle is None:
        yield first
        return
    number, unit = int(cycle[1]), cycle[2]
    begin = Day(starts_on.year - YEARS_BEFORE, 1, 1)
    end = Day(min(starts_on.year + YEARS_AFTER, Day.max.year), 1, 1)
    if unit in ("day", "week"):
        step = number * (7 if unit == "week" else 1)
        at = first - datetime.timedelta(days=((first - begin).days // step) * step) if first > begin else first
        while at < end:
            yield at
            at += datetime.timedelta(days=step)
    else:
        months = number * (12 if unit == "year" else 1)
        back = max(0, (first.year - begin.year) * 12 // months)
        yield from takewhile(lambda day: day < end, (moved(first, turn * months, "month") for turn in count(-back)))
