"""Habits over all projects: which were questioned, with what result in weeks and incidents, and who still waits."""

import datetime
from collections.abc import Mapping

import msgspec

from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.model.project import Project
from ppl.reports.plan.parts import Step, step
from ppl.rules.schedule.habits import Fact, Habit, habits
from ppl.rules.schedule.planned import of_plan

Day = datetime.date


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
