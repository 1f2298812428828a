"""Milestones as a picture: planned first, reached or expected now, and the weeks that were won or lost."""

import datetime
from collections.abc import Sequence

import msgspec

from ppl.reports.standing import MilestoneState

Day = datetime.date
MOST = 30


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone. first_on: what its weeks are measured against; awaited_on, late_days: see MilestoneState"""

    title: str
    first_on: Day | None
    planned_on: Day | None
    awaited_on: Day | None
    actual_on: Day | None
    weeks_won: float | None
    late_days: int
    has_passed: bool


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The milestones of a project; without its name in the picture of that project."""

    name: str
    marks: tuple[Mark, ...]


class Milestones(msgspec.Struct, frozen=True, kw_only=True):
    """The picture. left_out: milestones for which there is no room; without_day: those of which no day is known."""

    name: str
    on: Day
    groups: tuple[Group, ...]
    left_out: int = 0
    without_day: int = 0


def milestones(name: str, on: Day, of: Sequence[tuple[str, Sequence[MilestoneState]]]) -> Milestones | None:
    """The milestones of these projects; None where no day is known of any. of: name and milestones of each project."""
    groups, room, left_out, without_day = [], MOST, 0, 0
    for project, states in of:
        known = [_mark(state) for state in states if state.awaited_on or state.actual_on]
        without_day += len(states) - len(known)
        shown = _foremost(known, room if len(of) == 1 else min(room, max(2, MOST // len(of))))
        left_out += len(known) - len(shown)
        room -= len(shown)
        if shown:
            groups.append(Group(name=project, marks=tuple(shown)))
    if not groups:
        return None
    return Milestones(name=name, on=on, groups=tuple(groups), left_out=left_out, without_day=without_day)


def _mark(state: MilestoneState) -> Mark:
    return Mark(**{name: getattr(state, name) for name in Mark.__struct_fields__})


def _foremost(marks: list[Mark], room: int) -> list[Mark]:
    """As many as there is room for: what is late, then what is still to come, then what was reached last."""
    places = range(len(marks))
    late = [at for at in places if marks[at].late_days]
    coming = [at for at in places if not marks[at].actual_on and at not in late]
    reached = [at for at in reversed(places) if marks[at].actual_on]
    kept = {*(late + coming + reached)[: max(0, room)]}
    return [mark for at, mark in enumerate(marks) if at in kept]
