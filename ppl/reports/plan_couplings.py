"""Plans that touch each other: who is asked for twice in the same weeks, and streets that could open once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import msgspec

from ppl.reports.parts import Named
from ppl.reports.plan_parts import Step, step
from ppl.rules.schedule.couplings import Coupling, Nearby, Outside, Placed, Work, couplings, nearby

Day = datetime.date


class WorkShown(msgspec.Struct, frozen=True, kw_only=True):
    """An activity of a project in time."""

    project: str
    name: str
    activity: Step
    start_on: Day
    end_on: Day
    is_critical: bool


class CouplingShown(msgspec.Struct, frozen=True, kw_only=True):
    """Two works that ask for one party. room_weeks: what the first may slip before the second moves its goal."""

    party: str
    party_name: Named
    where: str
    first: WorkShown
    second: WorkShown
    is_overlap: bool
    room_weeks: float


class NearbyShown(msgspec.Struct, frozen=True, kw_only=True):
    """Two works in one place, and the weeks between them (0: they overlap)."""

    area: str
    first: WorkShown
    second: WorkShown
    apart_weeks: float


class CouplingsShown(msgspec.Struct, frozen=True, kw_only=True):
    """The couplings of these projects."""

    projects: tuple[str, ...]
    names: tuple[str, ...]
    couplings: tuple[CouplingShown, ...]
    nearby: tuple[NearbyShown, ...]


def build(placed: Sequence[Placed], outside: Outside, words: Mapping[str, Named]) -> CouplingsShown:
    """The couplings for their readers. words: roles, bodies and areas by their codes."""
    names = {one.project.id: one.project.name for one in placed}
    return CouplingsShown(
        projects=tuple(one.project.id for one in placed),
        names=tuple(one.project.name for one in placed),
        couplings=tuple(_coupling(one, names, words) for one in couplings(placed, outside)),
        nearby=tuple(_nearby(one, names) for one in nearby(placed)),
    )


def _coupling(one: Coupling, names: Mapping[str, str], words: Mapping[str, Named]) -> CouplingShown:
    return CouplingShown(
        party=one.party,
        party_name=words.get(one.party) or Named(code=one.party, nl=one.party.replace("-", " ")),
        where=words[one.where].nl if one.where in words else one.where,
        first=_work(one.first, names),
        second=_work(one.second, names),
        is_overlap=one.is_overlap,
        room_weeks=one.room_weeks,
    )


def _nearby(one: Nearby, names: Mapping[str, str]) -> NearbyShown:
    first, second = _work(one.first, names), _work(one.second, names)
    return NearbyShown(area=one.area, first=first, second=second, apart_weeks=one.apart_weeks)


def _work(one: Work, names: Mapping[str, str]) -> WorkShown:
    return WorkShown(
        project=one.project,
        name=names[one.project],
        activity=step(one.activity),
        start_on=one.start_on,
        end_on=one.end_on,
        is_critical=one.is_critical,
    )
