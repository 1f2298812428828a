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
from ppl.reports.sentences import Item, Phrase, bracketed, joined, line, small
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
    """The couplings of these projects. assumed: names of those whose plan is a template's still."""

    projects: tuple[str, ...]
    names: tuple[str, ...]
    couplings: tuple[CouplingShown, ...]
    nearby: tuple[NearbyShown, ...]
    assumed: tuple[str, ...] = ()


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
        couplings=tuple(_coupling(coupling, names, words) for coupling in couplings(placed, outside)),
        nearby=tuple(_nearby(one, names) for one in nearby(placed)),
        assumed=tuple(one.project.name for one in placed if _is_assumed(knowledge, one.project)),
    )


def _is_assumed(knowledge: Knowledge, project: Project) -> bool:
    plan = knowledge.get(f"{project.ref}/plan")
    return isinstance(plan, Plan) and plan.unchecked > 0


def remarks(request: Request, shown: CouplingsShown) -> list[Text]:
    """Which plans are left out, and why."""
    return [
        Text("{project} is left out: {why}", project=one.project, why=one.why)
        if one.why is not None
        else Text("{project} is left out: its plan has no starts_on", project=one.project)
        for one in _placed(request.knowledge)[1]
    ]


def context(request: Request, couplings_shown: CouplingsShown) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(couplings_shown)}


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


def _coupling(coupling: Coupling, names: Mapping[str, str], words: Mapping[str, Named]) -> CouplingShown:
    return CouplingShown(
        party=coupling.party,
        party_name=words.get(coupling.party) or Named(code=coupling.party, nl=coupling.party.replace("-", " ")),
        where=words[coupling.where].nl if coupling.where in words else coupling.where,
        first=_work(coupling.first, names),
        second=_work(coupling.second, names),
        is_overlap=coupling.is_overlap,
        room_weeks=coupling.room_weeks,
    )


def _nearby(one: Nearby, names: Mapping[str, str]) -> NearbyShown:
    first, second = _work(one.first, names), _work(one.second, names)
    return NearbyShown(area=one.area, first=first, second=second, apart_weeks=one.apart_weeks)


def _work(work: Work, names: Mapping[str, str]) -> WorkShown:
    return WorkShown(
        project=work.project,
        name=names[work.project],
        activity=step(work.activity),
        start_on=work.start_on,
        end_on=work.end_on,
        is_critical=work.is_critical,
    )


def said(couplings_shown: CouplingsShown) -> dict[str, Any]:
    """All that is said of the couplings."""
    return {
        "projects": line(projects(couplings_shown.names), assumed(couplings_shown.assumed)),
        "couplings": [
            Item(
                joined(joined(coupling.party_name, coupling.where), small(room(coupling)), between=": "),
                (work(coupling.first), work(coupling.second)),
            )
            for coupling in couplings_shown.couplings[:MOST]
        ],
        "more": more(len(couplings_shown.couplings)),
        "nearby": [
            Item(joined(one.area, small(near(one)), between=": "), (work(one.first), work(one.second)))
            for one in couplings_shown.nearby[:MOST]
        ],
    }


def assumed(names: tuple[str, ...]) -> Text | None:
    """Which plans come from a template and were not gone over by anybody of their project."""
    if not names:
        return None
    return Text("Assumed, from a template that nobody has gone over: {names}.", names=joined(*names, between="; "))


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


def work(work: WorkShown) -> Phrase:
    """An activity of a project with its days."""
    days = joined(work.start_on, work.end_on, between=" – ")
    about = joined(days, Text("critical") if work.is_critical else None)
    return bracketed(joined(work.name, named(work.activity)), about)


def room(coupling: CouplingShown) -> Text:
    """What a delay of the first work does to the second."""
    values = {"first": coupling.first.name, "second": coupling.second.name}
    if coupling.is_overlap and not coupling.room_weeks:
        return Text(
            "Both need them in the same weeks: every week that {first} takes longer may cost {second} a week.", **values
        )
    if not coupling.room_weeks:
        return Text("Every week that {first} is late may cost {second} a week.", **values)
    room_weeks = weeks(coupling.room_weeks)
    if coupling.is_overlap:
        return Text("Both need them in the same weeks; {second} has {weeks} of room.", weeks=room_weeks, **values)
    return Text("When {first} is more than {weeks} late, {second} loses time.", weeks=room_weeks, **values)


def near(nearby_shown: NearbyShown) -> Text:
    """How far two works in one place are apart."""
    if not nearby_shown.apart_weeks:
        return Text("At the same time: can the street open once?")
    return Text("{weeks} apart: can the street open once?", weeks=weeks(nearby_shown.apart_weeks))
