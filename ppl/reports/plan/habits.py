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
    shown = tuple(_habit(habit, names) for habit in habits(plans))
    return HabitsShown(projects=tuple(names), names=names, habits=shown)


def context(request: Request, habits_shown: HabitsShown) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(habits_shown)}


def _habit(habit: Habit, names: Mapping[str, str]) -> HabitShown:
    return HabitShown(
        activity=step(habit.activity),
        waits_on=step(habit.waited_on),
        reason=habit.reason,
        facts=tuple(_fact(fact, names) for fact in habit.facts),
        waiting=habit.waiting,
        left_out=habit.left_out,
        observed_weeks=habit.observed_weeks,
        incidents=sum(len(fact.questioned.incidents) for fact in habit.facts),
    )


def _fact(fact: Fact, names: Mapping[str, str]) -> FactShown:
    questioned = fact.questioned
    return FactShown(
        project=fact.project,
        name=names[fact.project],
        on=questioned.on,
        outcome=questioned.outcome,
        because=questioned.because,
        expected_weeks=questioned.expected_weeks,
        observed_weeks=questioned.observed_weeks,
        incidents=questioned.incidents,
    )


def said(habits_shown: HabitsShown) -> dict[str, Any]:
    """All that is said of the habits."""
    asked = [habit for habit in habits_shown.habits if habit.facts]
    plans = count(Text("{number} plan"), Text("{number} plans"), len(habits_shown.projects))
    habits_ = count(Text("{number} habit"), Text("{number} habits"), len(habits_shown.habits))
    return {
        "opening": joined(plans, habits_, Text("{number} of them questioned.", number=len(asked))),
        "asked": [_asked(one, habits_shown.names) for one in asked],
        "open": [
            _open(habit, habits_shown.names) for habit in habits_shown.habits if habit.waiting and not habit.facts
        ],
    }


def _asked(habit: HabitShown, names: Mapping[str, str]) -> dict[str, Any]:
    facts = [
        Item(
            joined(each.name, outcome(each), between=": "),
            tuple(Text("What went wrong: {text}", text=ended(incident)) for incident in each.incidents),
        )
        for each in habit.facts
    ]
    others = ((Text("still wait"), habit.waiting), (Text("never had it"), habit.left_out))
    return {
        "heading": waits(named(habit.activity), named(habit.waits_on)),
        "reason": sentence(habit.reason),
        "items": facts + [Item(joined(label, those(ids, names), between=": ")) for label, ids in others if ids],
    }


def _open(habit: HabitShown, names: Mapping[str, str]) -> Phrase:
    ids = joined(habit.activity.id, habit.waits_on.id, between=" ← ")
    return joined(
        ids, bracketed(waits(habit.activity.title, habit.waits_on.title), those(habit.waiting, names)), between=": "
    )


def those(ids: tuple[str, ...], names: Mapping[str, str]) -> Phrase:
    """The names of projects, and how many more there are."""
    left = len(ids) - MOST
    more = Text("and {number} more", number=left) if left > 0 else None
    return joined(joined(*(names[id] for id in ids[:MOST])), more, between=" ")


def outcome(fact: FactShown) -> Line:
    """What came of a question, when, why, and what it won."""
    because = capital(ended(fact.because)) if fact.because else None
    return line(ended(joined(OUTCOMES[fact.outcome], fact.on)), because, result(fact))


def result(fact: FactShown) -> Text | None:
    """What a question won, or what is expected of it; None where it changed nothing."""
    if fact.observed_weeks is not None:
        return Text("Result: {won}.", won=won(fact.observed_weeks))
    if fact.outcome not in WINS:
        return None
    if fact.expected_weeks:
        return Text("Expected: {won}; not measured yet.", won=won(fact.expected_weeks))
    return Text("What it won was not measured yet.")
