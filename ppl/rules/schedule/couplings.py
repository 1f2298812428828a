"""Plans that touch each other: the same people or body in the same weeks, and works in the same place.

Nothing is known of capacity, so nothing is counted: who is asked for by critical work of two projects in the same
weeks is named, with the room that is left before the delay of one costs the other.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from ppl.model.plan import PlanActivity
from ppl.model.project import Project
from ppl.model.record import Party
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.ticks import Day

NEAR_WEEKS = 26.0
ROOM_WEEKS = 8.0


class Placed(NamedTuple):
    """A project with its schedule, which has dates."""

    project: Project
    plan: Schedule
    starts_on: Day


class Work(NamedTuple):
    """An activity of a project in time. slack_weeks: None where it does not lead to the goal."""

    project: str
    activity: PlanActivity
    start_on: Day
    end_on: Day
    slack_weeks: float | None

    @property
    def is_critical(self) -> bool:
        return self.slack_weeks == 0


class Coupling(NamedTuple):
    """Two works that ask for the same party. room_weeks: what the first may slip before the second moves its goal.

    party: role or body; where: the organisation, municipality or province in which it is one and the same
    """

    party: str
    where: str
    first: Work
    second: Work
    room_weeks: float

    @property
    def is_overlap(self) -> bool:
        """Whether both want the party in the same weeks already."""
        return self.second.start_on < self.first.end_on


class Nearby(NamedTuple):
    """Two works in one place. apart_weeks: weeks between them, 0 where they overlap."""

    area: str
    first: Work
    second: Work
    apart_weeks: float


class Outside(NamedTuple):
    """Roles that do not belong to a municipality.

    regional: one organisation per province (a water board, a grid operator); unnamed: one of many (a developer, a
    consultancy), so that only its name says whether two projects ask for the same one
    """

    regional: Collection[str]
    unnamed: Collection[str]


def couplings(placed: Sequence[Placed], outside: Outside) -> list[Coupling]:
    """Critical work of two projects for one party, with at most eight weeks of room; least room first.

    A role that is not outside is one per municipality; where its organisation is named that counts.
    """
    by_party: dict[tuple[str, str], list[Work]] = {}
    for one in placed:
        for work in _works(one):
            for key in _parties(one.project, work.activity, outside):
                by_party.setdefault(key, []).append(work)
    found = [coupling for (party, where), works in by_party.items() for coupling in _coupled(party, where, works)]
    return sorted(found, key=lambda one: (one.room_weeks, one.first.start_on, one.party, one.where))


def nearby(placed: Sequence[Placed]) -> list[Nearby]:
    """Works of two projects in one place, at most half a year apart: the street opens once."""
    by_area: dict[str, list[Work]] = {}
    for one in placed:
        for work in _works(one):
            if work.activity.area and work.end_on > work.start_on:
                by_area.setdefault(work.activity.area.casefold(), []).append(work)
    found = []
    for works in by_area.values():
        for first, second in combinations(sorted(works, key=lambda work: (work.start_on, work.project)), 2):
            apart = max(0.0, (second.start_on - first.end_on).days / 7)
            if first.project != second.project and apart <= NEAR_WEEKS:
                found.append(Nearby(first.activity.area or "", first, second, apart))
    return sorted(found, key=lambda one: (one.apart_weeks, one.first.start_on, one.area))


def _works(placed: Placed) -> Iterator[Work]:
    """What is still to be done of a project."""
    plan = placed.plan
    for index, activity in enumerate(plan.network.activities):
        if activity.actual_end_on is not None:
            continue
        slack = plan.slack[index]
        yield Work(
            placed.project.id,
            activity,
            ticks.day_of(placed.starts_on, plan.start[index]),
            ticks.day_of(placed.starts_on, plan.end[index]),
            None if slack is None else ticks.weeks(slack),
        )


def _parties(project: Project, activity: PlanActivity, outside: Outside) -> Iterator[tuple[str, str]]:
    """Who an activity asks for, and where that is one and the same party."""
    who = activity.owner
    if isinstance(who, Party) and who.organisation:
        yield who.role, who.organisation
    elif who is not None:
        role = who.role if isinstance(who, Party) else who
        places = [project.province] if role in outside.regional else list(project.municipality)
        places = [] if role in outside.unnamed else places
        yield from ((role, place) for place in places if place)
    if activity.decided_by and activity.decided_by != who:
        yield from ((activity.decided_by, place) for place in project.municipality)


def _coupled(party: str, where: str, works: Sequence[Work]) -> Iterator[Coupling]:
    for one, other in combinations(sorted(works, key=lambda work: (work.start_on, work.project)), 2):
        if one.project == other.project or not (one.is_critical or other.is_critical):
            continue
        if other.slack_weeks is None or one.end_on <= one.start_on:
            continue
        room = max(0.0, (other.start_on - one.end_on).days / 7) + other.slack_weeks
        if room <= ROOM_WEEKS:
            yield Coupling(party, where, one, other, room)
