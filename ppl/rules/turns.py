"""The turns of a rhythm: each time that a talk was asked, and what became of it."""

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ppl.model.periods import after
from ppl.rules.schedule.days import days_in

Day = datetime.date
DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(weeks=1)
DECIDED = ("kept", "late", "cancelled", "missed")  # what no later day changes


class NotHeld(NamedTuple):
    """A talk that did not take place. to_on: the day to which it was moved."""

    on: Day
    status: str
    because: str | None
    to_on: Day | None
    ref: str

    @property
    def first_on(self) -> Day:
        """The first of the days on which it was to be."""
        return min(self.on, self.to_on or self.on)


class Rule(NamedTuple):
    """How often a talk is asked. every: a period; grace: days; away: days that do not count, as periods in order."""

    every: str
    grace: int
    away: list[tuple[Day, Day]]

    def counted(self, since: Day, today: Day) -> int:
        """How many of the days after a day, up to another, count; 0 before it."""
        return (today - since).days - days_in(self.away, since + DAY, today) if today > since else 0

    def is_late(self, due_on: Day, today: Day) -> bool:
        """Whether the days of grace after a day are over."""
        return (today - due_on).days > self.grace and self.counted(due_on, today) > self.grace

    def late_from(self, due_on: Day) -> Day:
        """The first day on which a talk that was due on a day is late."""
        found = self.back_on(due_on + (self.grace + 1) * DAY)
        while (short := self.grace + 1 - self.counted(due_on, found)) > 0:
            found = self.back_on(found + short * DAY)
        return found

    def back_on(self, day: Day) -> Day:
        """A day that counts: the day itself, or the first after the recess in which it lies."""
        at = bisect_right(self.away, (day, Day.max)) - 1
        return self.back_on(self.away[at][1] + DAY) if at >= 0 and day <= self.away[at][1] else day


class Turn(NamedTuple):
    """A time that a talk was asked, and what became of it.

    on: the day where it stands in a calendar: on which it was held, was to be before it was cancelled, or was asked
    due_on: by which day it was asked; of a talk that was moved its new day
    state: kept (held up to the days of grace), late (held after them, before the next was asked), cancelled (and none
        held instead), missed, overdue (the days of grace are over, and it may still be held), or open
    """

    on: Day
    due_on: Day
    state: str


def monday(day: Day) -> Day:
    """The Monday of the week in which a day lies."""
    return day - datetime.timedelta(days=day.weekday())


def turns(rule: Rule, held: Sequence[Day], first: Day | None, not_held: Sequence[NotHeld], today: Day) -> list[Turn]:
    """The turns of a rhythm up to a day, oldest first; the last one, which may be open, is asked that day or later.

    held: the days on which a talk of the kind was held, up to today; first: that of the first talk of any kind, from
    which the first of the kind is counted; not_held: those that did not take place, oldest first.
    A talk that is held in the same week as the one before it, and before another is asked, is no turn of its own.
    Whatever is decided stays so on any later day.
    """
    days = sorted(set(held))
    found: list[Turn] = []
    last: Day | None = None
    if days and (first is None or days[0] <= first):
        last = days.pop(0)
        found.append(_first(rule, last, not_held))
    elif first is None:
        moved_to = not_held[-1].to_on if not_held else None
        return [_undecided(rule, moved_to, moved_to, today)] if moved_to else []
    for day in days:
        each = list(_between(rule, last or first or day, day, still_open(not_held, last), today))
        is_extra = last is not None and monday(day) == monday(last) and len(each) == 1 and day < each[0].due_on
        found += () if is_extra else each
        last = day
    return [*found, *_between(rule, last or first or today, None, still_open(not_held, last), today)]


def still_open(not_held: Sequence[NotHeld], last: Day | None) -> list[NotHeld]:
    """The talks that did not take place and were planned after the last one held, and not moved to before that."""
    return [one for one in not_held if last is None or (one.on > last and (one.to_on is None or one.to_on > last))]


def _first(rule: Rule, held_on: Day, not_held: Sequence[NotHeld]) -> Turn:
    """The first talk of all: nothing was asked before it but that it be held on the day to which it was moved."""
    before = [one for one in not_held if one.on <= held_on]
    due_on = (before[-1].to_on if before else None) or held_on
    return Turn(held_on, due_on, "late" if rule.is_late(due_on, held_on) else "kept")


def _between(rule: Rule, since: Day, held_on: Day | None, waiting: list[NotHeld], today: Day) -> Iterator[Turn]:
    """The turns after a talk: up to the next one, which settles the last of them, else up to today."""
    base = after(since, rule.every)
    while True:
        due_on, off = base, None
        next_on = after(rule.back_on(base), rule.every)
        while waiting and waiting[0].first_on < next_on:
            off = waiting.pop(0)
            due_on = off.to_on or base
            next_on = after(rule.back_on(max(due_on, base)), rule.every)
        closes = max(rule.back_on(next_on), rule.late_from(due_on))
        if held_on is not None and held_on < closes:
            yield Turn(held_on, due_on, "late" if rule.is_late(due_on, held_on) else "kept")
            return
        if held_on is None and today < closes:
            if waiting:
                due_on = waiting[-1].to_on or base
            yield _undecided(rule, due_on, rule.back_on(due_on), today)
            return
        if off and not off.to_on:
            yield Turn(off.on, due_on, "cancelled")
        else:
            yield Turn(rule.back_on(due_on), due_on, "missed")
        base = next_on


def _undecided(rule: Rule, due_on: Day, on: Day, today: Day) -> Turn:
    return Turn(on, due_on, "overdue" if rule.is_late(due_on, today) else "open")
