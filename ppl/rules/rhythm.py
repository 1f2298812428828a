"""The rhythm of talks as it went: what became of each week of a project."""

import datetime
from typing import NamedTuple

from ppl.model.knowledge import Knowledge
from ppl.model.periods import after, is_period
from ppl.model.programme import Cadence, Programme
from ppl.model.session import Session
from ppl.partial_date import last_day
from ppl.rules.cadence import NO_TALKS, OUTSIDE_RHYTHM, guidance
from ppl.rules.recess import away
from ppl.rules.schedule.days import days_in

Day = datetime.date
WEEK = datetime.timedelta(weeks=1)
WORKING_DAYS = 5
FRIDAY = datetime.timedelta(days=WORKING_DAYS - 1)  # from Monday


class Week(NamedTuple):
    """A week by its Monday. state: held, moved, cancelled, recess, missed (the rhythm asked a talk), or empty."""

    on: Day
    state: str


def weeks(knowledge: Knowledge, project: str, today: Day) -> list[Week]:
    """Each week from the first talk of a project up to today, or its last talk where it is not guided any more.

    None where there was no talk yet. A week with a talk that was held is held, whatever else was moved or cancelled in
    it. In a recess nothing is missed.
    """
    sessions = [s for s in knowledge.of(Session, project) if s.kind not in OUTSIDE_RHYTHM]
    held = guidance(sessions, today)
    if not held:
        return []
    one = knowledge.project(project)
    until = today if one and one.is_guided else last_day(held[-1].held_on)
    states = {monday(s.held_on): s.status or "held" for s in sessions if not s.took_place and s.held_on <= today}
    states |= {monday(s.held_on): "held" for s in held}
    first, last = monday(held[0].held_on), monday(until)
    recess = _recess(knowledge, first, last)
    missed = _missed(_main(knowledge), held, until)
    found = []
    for number in range((last - first).days // 7 + 1):
        week = first + number * WEEK
        state = states.get(week) or ("recess" if week in recess else "missed" if week in missed else "")
        found.append(Week(week, state))
    return found


def monday(day: Day) -> Day:
    """The Monday of the week in which a day lies."""
    return last_day(day) - datetime.timedelta(days=day.weekday())


def _main(knowledge: Knowledge) -> Cadence | None:
    """What the programme asks of every project most often."""
    programme = knowledge.one(Programme)
    every = programme.cadences if programme else ()
    asked = [c for c in every if c.scope == "project" and is_period(c.every) and c.kind not in NO_TALKS]
    return min(asked, key=lambda one: after(Day(2001, 1, 1), one.every), default=None)


def _missed(cadence: Cadence | None, held: list[Session], until: Day) -> set[Day]:
    """The weeks in which the rhythm asked for a talk after the last one that was held, and its grace is over too."""
    if cadence is None:
        return set()
    grace = datetime.timedelta(days=cadence.grace_days or 0)
    days = sorted({last_day(s.held_on) for s in held})
    found: set[Day] = set()
    for last, next_ in zip(days, [*days[1:], until], strict=True):
        due = after(last, cadence.every)
        while due + grace < next_:
            found.add(monday(due))
            due = after(due, cadence.every)
    return found


def _recess(knowledge: Knowledge, first: Day, last: Day) -> set[Day]:
    """The weeks that lie in a recess or holiday from Monday to Friday."""
    periods = knowledge.once(away, first.year)
    mondays = (first + number * WEEK for number in range((last - first).days // 7 + 1))
    return {one for one in mondays if days_in(periods, one, one + FRIDAY) == WORKING_DAYS}
