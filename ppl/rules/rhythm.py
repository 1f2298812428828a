"""How well the rhythm of talks was kept: what became of each talk that was asked, by the week, and in figures."""

import datetime
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from ppl.model.knowledge import Knowledge
from ppl.model.project import Project
from ppl.model.session import KICKOFF
from ppl.rules.cadence import Asked, asked, rule_of
from ppl.rules.due_line import role_of
from ppl.rules.kickoff import kickoff
from ppl.rules.recess import away
from ppl.rules.schedule.days import days_in
from ppl.rules.turns import DAY, WEEK, NotHeld, Turn, monday, turns

Day = datetime.date
WORKING_DAYS = 5
FRIDAY = (WORKING_DAYS - 1) * DAY  # from Monday
# what a week is called by, where more happened in it: what was held first
STATES = ("late", "kept", "missed", "overdue", "moved", "cancelled", "open", "recess")
COUNTED = ("kept", "late", "moved", "cancelled", "missed", "overdue", "open")


class Week(NamedTuple):
    """A week by its Monday. state: one of STATES, or empty where nothing happened and nothing was missed."""

    on: Day
    state: str


class Figures(NamedTuple):
    """How often a talk was asked, and what became of it.

    asked: all that were asked: those that were kept, late, cancelled, missed, overdue and open together
    moved: talks that were moved to another day
    share_kept: those that were kept, of all but those that are open; None where there are none
    longest_gap_days: the most days between two talks that were held after each other, or since the last one
    """

    asked: int
    kept: int
    late: int
    moved: int
    cancelled: int
    missed: int
    overdue: int
    open: int
    share_kept: float | None
    longest_gap_days: int | None


class Kept(NamedTuple):
    """A rhythm as it went. scope: project, lot or programme; of: the project or lot (None for the programme).

    every: its period, empty for what is asked once; until: the day up to which it is looked at; is_asked: whether it
    goes on
    """

    kind: str
    scope: str
    of: str | None
    role: str
    every: str
    turns: tuple[Turn, ...]
    held: tuple[Day, ...]
    not_held: tuple[NotHeld, ...]
    until: Day
    is_asked: bool = True

    @property
    def first_on(self) -> Day | None:
        """The first day on which anything is known of it."""
        days = [*(one.on for one in self.turns), *(one.on for one in self.not_held)]
        return min((day for day in days if day <= self.until), default=None)


def rhythms(knowledge: Knowledge, today: Day, project: str | None = None) -> list[Kept]:
    """Each rhythm that asked for a talk up to a day: of each project (or only this one), the lots and the programme.

    Of a project that is guided no more up to its last talk.
    """
    projects = [one for one in knowledge.of(Project) if project in (None, one.id)]
    guided = {one.id for one in projects if one.is_guided}
    found = [once for one in projects if (once := _kickoff(knowledge, one, today))]
    for one in asked(knowledge, today, [each.id for each in projects], with_shared=project is None):
        is_asked = one.cadence.scope != "project" or one.of in guided
        until = today if is_asked else one.last_on
        if until is not None:
            found.append(_kept(knowledge, one, until, is_asked))
    return [one for one in found if one.turns or one.first_on]


def weeks(knowledge: Knowledge, kept: Kept, first: Day, last: Day) -> list[Week]:
    """What became of each week of a rhythm, from that of the first day (or the first talk) to that of the last.

    Of what lies before the first day or after the last, in the same week, nothing is told.
    """
    began = kept.first_on
    if began is None:
        return []
    start, end = monday(max(first, began)), monday(min(last, kept.until))
    marks: dict[Day, set[str]] = {}
    for turn in kept.turns:
        if turn.state != "cancelled" and first <= turn.on <= last:
            marks.setdefault(monday(turn.on), set()).add(turn.state)
    for one in kept.not_held:
        if first <= one.on <= min(last, kept.until):
            marks.setdefault(monday(one.on), set()).add("moved" if one.to_on else "cancelled")
    known = knowledge.once(away, began.year)
    found = []
    for number in range((end - start).days // 7 + 1):
        week = start + number * WEEK
        seen = marks.get(week, set()) | ({"recess"} if days_in(known, week, week + FRIDAY) == WORKING_DAYS else set())
        found.append(Week(week, next((state for state in STATES if state in seen), "")))
    return found


def figures(kept: Kept, first: Day, last: Day) -> Figures:
    """The figures of a rhythm from a day up to another."""
    last = min(last, kept.until)
    many = Counter(turn.state for turn in kept.turns if first <= turn.on <= last)
    many["moved"] = sum(bool(one.to_on) and first <= one.on <= last for one in kept.not_held)
    return _figures(many, _longest_gap(kept, first, last))


def _figures(many: Counter[str], longest_gap_days: int | None) -> Figures:
    number = sum(many[name] for name in COUNTED if name != "moved")
    counted = number - many["open"]
    share_kept = many["kept"] / counted if counted else None
    named = {name: many[name] for name in COUNTED}
    return Figures(asked=number, **named, share_kept=share_kept, longest_gap_days=longest_gap_days)


def together(each: list[Figures]) -> Figures:
    """The figures of several rhythms as one."""
    many: Counter[str] = Counter()
    for one in each:
        many.update({name: getattr(one, name) for name in COUNTED})
    gaps = [one.longest_gap_days for one in each if one.longest_gap_days is not None]
    return _figures(many, max(gaps, default=None))


def _longest_gap(kept: Kept, first: Day, last: Day) -> int | None:
    if not kept.every:
        return None
    days = [day for day in sorted(set(kept.held)) if day <= last]
    ends = [*days, *([last] if days and last > days[-1] else [])]
    return max(((after - before).days for before, after in pairwise(ends) if after >= first), default=None)


def _kept(knowledge: Knowledge, one: Asked, until: Day, is_asked: bool) -> Kept:
    cadence = one.cadence
    start = min((*one.held[:1], *(each.on for each in one.not_held[:1])), default=until)
    rule = rule_of(knowledge, cadence, min(start, one.first_on or start))
    every = turns(rule, one.held, one.first_on, one.not_held, until)
    return Kept(
        cadence.kind, cadence.scope, one.of, cadence.role, cadence.every, _told(every, until, is_asked), one.held,
        one.not_held, until, is_asked,
    )  # fmt: skip


def _told(every: list[Turn], until: Day, is_asked: bool) -> tuple[Turn, ...]:
    """The turns without those that are still to come, and where nothing is asked any more without an open one."""
    is_over = () if is_asked else ("open", "overdue")
    return tuple(turn for turn in every if turn.on <= until and turn.state not in is_over)


def _kickoff(knowledge: Knowledge, project: Project, today: Day) -> Kept | None:
    found = kickoff(knowledge, project, today)
    if found is None or found.turn is None or found.turn.on > today:
        return None
    held = (found.held_on,) if found.held_on else ()
    role = role_of(knowledge, KICKOFF, "project")
    return Kept(
        KICKOFF, "project", project.id, role, "", (found.turn,), held, found.not_held, found.held_on or today,
        is_asked=not held,
    )  # fmt: skip
