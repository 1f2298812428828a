"""On which day the next talk of a kind is: the day that was agreed, else the one that the rhythm asks."""

import datetime
from typing import NamedTuple

from ppl.model.knowledge import Knowledge
from ppl.model.session import Session
from ppl.rules import cadence
from ppl.rules.cadence import guidance
from ppl.rules.due_line import cadences

Day = datetime.date


class NextTalk(NamedTuple):
    """The next talk of a kind.

    on: its day; None where nobody agreed on one and there is nothing to count from
    is_agreed: it is the day that was agreed, not that of the rhythm; days_late: past the rhythm's day, with its grace
    """

    kind: str
    role: str
    on: Day | None = None
    is_agreed: bool = False
    days_late: int = 0


def sessions_of(knowledge: Knowledge, project: str | None) -> list[Session]:
    """The sessions of a project, or those of the programme itself."""
    found = knowledge.of(Session, project)
    return found if project else [one for one in found if one.ref.startswith("programme/")]


def last_held(knowledge: Knowledge, project: str | None, kind: str, today: Day) -> Session | None:
    """The last talk of a kind that was held up to today; the kick-off stands for the weekly one before the first."""
    held = _held(knowledge, project, kind, today)
    return held[-1] if held else None


def _held(knowledge: Knowledge, project: str | None, kind: str, today: Day) -> list[Session]:
    kinds = (kind, "kickoff") if kind == "weekly" else (kind,)
    return [one for one in guidance(sessions_of(knowledge, project), today) if one.kind in kinds]


def agreed_on(knowledge: Knowledge, project: str | None, kind: str, today: Day) -> Day | None:
    """The day that a talk of a kind agreed on last for the next, or for which one is logged already.

    It stands where a later talk said none. None where it has been, where the talk of that day did not take place, or
    where no day was agreed.
    """
    each = [one for one in sessions_of(knowledge, project) if one.kind == kind]
    held = _held(knowledge, project, kind, today)
    days = [one.next_on for one in held if one.next_on][-1:]
    days = [day for day in days if day >= today and day not in {one.held_on for one in held}]
    days += [one.held_on for one in each if one.took_place and one.held_on > today]
    missed = {one.held_on for one in each if not one.took_place}
    return min((day for day in days if day not in missed), default=None)


def next_talk(knowledge: Knowledge, project: str | None, kind: str, today: Day) -> NextTalk:
    """The next talk of a kind with a project, or of the programme."""
    scope = "project" if project else "programme"
    asked = [one for one in cadence.due(knowledge, today, project) if (one.kind, one.scope) == (kind, scope)]
    line = next((one for one in asked if one.of == project), None)
    known = next((one.role for one in cadences(knowledge, scope) if one.kind == kind), None)
    role = known or next((one.role for one in cadences(knowledge, scope)), "bureau")
    days_late = line.late_days if line else 0
    agreed = agreed_on(knowledge, project, kind, today)
    if agreed is not None:
        return NextTalk(kind, role, agreed, True, days_late)
    is_moved = line is not None and bool(line.not_held) and line.not_held[-1].to_on is not None
    return NextTalk(kind, role, line.due_on if line else None, is_moved, days_late)


def next_kind(knowledge: Knowledge, project: str, today: Day, kinds: tuple[str, ...]) -> str:
    """The kind of the next talk with a project: what was agreed first, else what the rhythm asks first.

    The first of the kinds where neither says anything.
    """
    each = [next_talk(knowledge, project, kind, today) for kind in kinds]
    known = [one for one in each if one.on is not None]
    if not known:
        return kinds[0]
    return min(known, key=lambda one: (not one.is_agreed, one.on or today, kinds.index(one.kind))).kind
