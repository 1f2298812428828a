"""Plans that touch each other: who is asked for twice in the same weeks, and streets that could open once."""

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import msgspec

from ppl.errors import PplError, Text
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.model.project import Project
from ppl.reports.plan.parts import Step, step
from ppl.reports.plan.parts import words as code_words
from ppl.reports.values import Named
from ppl.rules.schedule.couplings import Coupling, Nearby, Outside, Placed, Work, couplings, nearby
from ppl.rules.schedule.planned import planned

Day = datetime.date
REGIONAL = {"provincie", "regio", "waterschap", "omgevingsdienst", "netbeheerder"}
ADVISERS = {"aannemer", "architect", "corporatie", "ecoloog", "jurist", "raad-van-state"}
OVER = ("completed", "stopped", "rejected", "withdrawn", "reference")


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


class LeftOut(NamedTuple):
    """A project whose plan cannot be placed in time. why: None where it has no first day."""

    project: str
    why: Text | None = None


class CouplingsShown(msgspec.Struct, frozen=True, kw_only=True):
    """The couplings of these projects."""

    projects: tuple[str, ...]
    names: tuple[str, ...]
    couplings: tuple[CouplingShown, ...]
    nearby: tuple[NearbyShown, ...]


class Request(msgspec.Struct, frozen=True):
    """All projects with their plans."""

    knowledge: Knowledge


def build(request: Request, today: Day) -> CouplingsShown:
    """Where the plans of running projects touch each other."""
    knowledge = request.knowledge
    placed, _ = _placed(knowledge)
    outside, words = _outside(knowledge), code_words(knowledge)
    names = {one.project.id: one.project.name for one in placed}
    return CouplingsShown(
        projects=tuple(one.project.id for one in placed),
        names=tuple(one.project.name for one in placed),
        couplings=tuple(_coupling(one, names, words) for one in couplings(placed, outside)),
        nearby=tuple(_nearby(one, names) for one in nearby(placed)),
    )


def remarks(request: Request, shown: CouplingsShown) -> list[Text]:
    """Which plans are left out, and why."""
    return [
        Text("{project} is left out: {why}", project=one.project, why=one.why)
        if one.why is not None
        else Text("{project} is left out: its plan has no starts_on", project=one.project)
        for one in _placed(request.knowledge)[1]
    ]


@lru_cache(maxsize=1)
def _placed(knowledge: Knowledge) -> tuple[list[Placed], list[LeftOut]]:
    """The running projects whose plan has dates, and those that are left out."""
    found, left_out = [], []
    for project in knowledge.of(Project):
        if project.status in OVER or not isinstance(knowledge.get(f"{project.ref}/plan"), Plan):
            continue
        try:
            plan = planned(knowledge, project.ref)
            if plan.starts_on is None:
                left_out.append(LeftOut(project.ref))
            else:
                found.append(Placed(project, plan.schedule(), plan.starts_on))
        except PplError as error:
            left_out.append(LeftOut(project.ref, error.what))
    return found, left_out


def _outside(knowledge: Knowledge) -> Outside:
    """The kinds of partners that are organisations of their own; the municipality is not."""
    partners = set(knowledge.codes.get("stakeholder_kinds", {})) | ADVISERS
    return Outside(REGIONAL, partners - REGIONAL - {"gemeente"})


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
