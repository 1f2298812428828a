"""Plans that touch each other: who is asked for twice in the same weeks, and streets that could open once."""

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from ppl.errors import PplError, Text
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.model.project import OVER, Project
from ppl.reports.plan.parts import Step, step
from ppl.reports.plan.parts import words as code_words
from ppl.reports.plan.sentences import named, weeks
from ppl.reports.sentences import Item, Phrase, bracketed, joined, small
from ppl.reports.values import Named
from ppl.rules.schedule.couplings import Coupling, Nearby, Outside, Placed, Work, couplings, nearby
from ppl.rules.schedule.planned import planned

Day = datetime.date
REGIONAL = {"provincie", "regio", "waterschap", "omgevingsdienst", "netbeheerder"}
ADVISERS = {"aannemer", "architect", "corporatie", "ecoloog", "jurist", "raad-van-state"}
MOST, MOST_NAMES = 25, 8  # how many works, and how many projects by their names, are shown


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


def context(request: Request, found: CouplingsShown) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(found)}


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


def said(found: CouplingsShown) -> dict[str, Any]:
    """All that is said of the couplings."""
    return {
        "projects": projects(found.names),
        "couplings": [
            Item(
                joined(joined(one.party_name, one.where), small(room(one)), between=": "),
                (work(one.first), work(one.second)),
            )
            for one in found.couplings[:MOST]
        ],
        "more": more(len(found.couplings)),
        "nearby": [
            Item(joined(one.area, small(near(one)), between=": "), (work(one.first), work(one.second)))
            for one in found.nearby[:MOST]
        ],
    }


def projects(names: tuple[str, ...]) -> Text:
    """Whose plans were laid side by side."""
    if not names:
        return Text("No running project has a plan with dates.")
    if len(names) > MOST_NAMES:
        return Text("{number} running projects have a plan with dates.", number=len(names))
    return Text("Plans of: {projects}.", projects=joined(*names))


def more(number: int) -> Text | None:
    """That there are more couplings than are shown, where there are."""
    if number <= MOST:
        return None
    return Text(
        "These are the {most} with the least room of {number}; --format json gives all.", most=MOST, number=number
    )


def work(one: WorkShown) -> Phrase:
    """An activity of a project with its days."""
    days = joined(one.start_on, one.end_on, between=" – ")
    about = joined(days, Text("critical") if one.is_critical else None)
    return bracketed(joined(one.name, named(one.activity)), about)


def room(one: CouplingShown) -> Text:
    """What a delay of the first work does to the second."""
    values = {"first": one.first.name, "second": one.second.name}
    if one.is_overlap and not one.room_weeks:
        return Text(
            "Both need them in the same weeks: every week that {first} takes longer may cost {second} a week.", **values
        )
    if not one.room_weeks:
        return Text("Every week that {first} is late may cost {second} a week.", **values)
    room_weeks = weeks(one.room_weeks)
    if one.is_overlap:
        return Text("Both need them in the same weeks; {second} has {weeks} of room.", weeks=room_weeks, **values)
    return Text("When {first} is more than {weeks} late, {second} loses time.", weeks=room_weeks, **values)


def near(one: NearbyShown) -> Text:
    """How far two works in one place are apart."""
    if not one.apart_weeks:
        return Text("At the same time: can the street open once?")
    return Text("{weeks} apart: can the street open once?", weeks=weeks(one.apart_weeks))
