"""Habits over all projects: which were questioned, with what result in weeks and incidents, and who still waits."""

import datetime
from collections.abc import Mapping
from typing import Any

import msgspec

from ppl.errors import Text
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.model.project import Project
from ppl.reports.plan.parts import Step, step
from ppl.reports.plan.sentences import named, waits, won
from ppl.reports.sentences import Item, Line, Phrase, bracketed, capital, count, ended, joined, line, sentence
from ppl.rules.schedule.habits import Fact, Habit, habits
from ppl.rules.schedule.planned import of_plan

Day = datetime.date
OUTCOMES = {
    "dropped": Text("no longer waits"),
    "overlapped": Text("runs side by side"),
    "kept": Text("still waits"),
    "restored": Text("waits again"),
}
WINS = ("dropped", "overlapped")
MOST = 4


class FactShown(msgspec.Struct, frozen=True, kw_only=True):
    """A question to a link in a project, and what came of it."""

    project: str
    name: str
    on: Day
    outcome: str
    because: str | None = None
    expected_weeks: float | None = None
    observed_weeks: float | None = None
    incidents: tuple[str, ...] = ()


class HabitShown(msgspec.Struct, frozen=True, kw_only=True):
    """A habit: facts of where it was questioned, who still waits, and whose plan never had it."""

    activity: Step
    waits_on: Step
    reason: str | None
    facts: tuple[FactShown, ...]
    waiting: tuple[str, ...]
    left_out: tuple[str, ...]
    observed_weeks: float
    incidents: int


class HabitsShown(msgspec.Struct, frozen=True, kw_only=True):
    """The habits of these projects' plans, the most questioned first."""

    projects: tuple[str, ...]
    names: dict[str, str]
    habits: tuple[HabitShown, ...]


class Request(msgspec.Struct, frozen=True):
    """All projects with their plans."""

    knowledge: Knowledge


def build(request: Request, today: Day) -> HabitsShown:
    """The habits of all plans."""
    knowledge = request.knowledge
    plans = [
        of_plan(knowledge, plan, project)
        for project in knowledge.of(Project)
        if isinstance(plan := knowledge.get(f"{project.ref}/plan"), Plan)
    ]
    names = {one.project or "": one.name or one.project or "" for one in plans}
    shown = tuple(_habit(one, names) for one in habits(plans))
    return HabitsShown(projects=tuple(names), names=names, habits=shown)


def context(request: Request, found: HabitsShown) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(found)}


def _habit(one: Habit, names: Mapping[str, str]) -> HabitShown:
    return HabitShown(
        activity=step(one.activity),
        waits_on=step(one.waited_on),
        reason=one.reason,
        facts=tuple(_fact(fact, names) for fact in one.facts),
        waiting=one.waiting,
        left_out=one.left_out,
        observed_weeks=one.observed_weeks,
        incidents=sum(len(fact.questioned.incidents) for fact in one.facts),
    )


def _fact(fact: Fact, names: Mapping[str, str]) -> FactShown:
    found = fact.questioned
    return FactShown(
        project=fact.project,
        name=names[fact.project],
        on=found.on,
        outcome=found.outcome,
        because=found.because,
        expected_weeks=found.expected_weeks,
        observed_weeks=found.observed_weeks,
        incidents=found.incidents,
    )


def said(found: HabitsShown) -> dict[str, Any]:
    """All that is said of the habits."""
    asked = [one for one in found.habits if one.facts]
    plans = count(Text("{number} plan"), Text("{number} plans"), len(found.projects))
    habits_ = count(Text("{number} habit"), Text("{number} habits"), len(found.habits))
    return {
        "opening": joined(plans, habits_, Text("{number} of them questioned.", number=len(asked))),
        "asked": [_asked(one, found.names) for one in asked],
        "open": [_open(one, found.names) for one in found.habits if one.waiting and not one.facts],
    }


def _asked(one: HabitShown, names: Mapping[str, str]) -> dict[str, Any]:
    facts = [
        Item(
            joined(each.name, outcome(each), between=": "),
            tuple(Text("What went wrong: {text}", text=ended(incident)) for incident in each.incidents),
        )
        for each in one.facts
    ]
    others = ((Text("still wait"), one.waiting), (Text("never had it"), one.left_out))
    return {
        "heading": waits(named(one.activity), named(one.waits_on)),
        "reason": sentence(one.reason),
        "items": facts + [Item(joined(label, those(ids, names), between=": ")) for label, ids in others if ids],
    }


def _open(one: HabitShown, names: Mapping[str, str]) -> Phrase:
    ids = joined(one.activity.id, one.waits_on.id, between=" ← ")
    return joined(
        ids, bracketed(waits(one.activity.title, one.waits_on.title), those(one.waiting, names)), between=": "
    )


def those(ids: tuple[str, ...], names: Mapping[str, str]) -> Phrase:
    """The names of projects, and how many more there are."""
    left = len(ids) - MOST
    more = Text("and {number} more", number=left) if left > 0 else None
    return joined(joined(*(names[id] for id in ids[:MOST])), more, between=" ")


def outcome(one: FactShown) -> Line:
    """What came of a question, when, why, and what it won."""
    because = capital(ended(one.because)) if one.because else None
    return line(ended(joined(OUTCOMES[one.outcome], one.on)), because, result(one))


def result(one: FactShown) -> Text | None:
    """What a question won, or what is expected of it; None where it changed nothing."""
    if one.observed_weeks is not None:
        return Text("Result: {won}.", won=won(one.observed_weeks))
    if one.outcome not in WINS:
        return None
    if one.expected_weeks:
        return Text("Expected: {won}; not measured yet.", won=won(one.expected_weeks))
    return Text("What it won was not measured yet.")
