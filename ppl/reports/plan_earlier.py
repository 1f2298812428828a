"""Can it be earlier? Which habits to question, what each wins and risks, and what becomes the next bottleneck."""

from __future__ import annotations

import datetime

import msgspec

from ppl.reports.parts import Named
from ppl.reports.plan_parts import Chain, LinkShown, chain, link, owner
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.earlier import Earlier, habits, holding
from ppl.rules.schedule.earlier import Step as Taken
from ppl.rules.schedule.network import Arc, is_habit
from ppl.rules.schedule.planned import Planned

Day = datetime.date


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A habit link to question. ahead_weeks: weeks of work that begin before what was waited on is done.

    agree: who must agree: those who do both, and the body that decides
    """

    link: LinkShown
    ahead_weeks: float
    agree: tuple[Named, ...]


class EarlierStep(msgspec.Struct, frozen=True, kw_only=True):
    """Links that go at once, and what that wins; weeks and goal_on: with all steps so far; next: what holds it then."""

    questions: tuple[Question, ...]
    won_weeks: float
    weeks: float
    goal_on: Day | None
    next: Chain


class EarlierShown(msgspec.Struct, frozen=True, kw_only=True):
    """How the goal can come earlier, from the plan as it stands or from the usual order.

    best_weeks: with every habit gone; is_fewest: whether fewer links are proven not to reach the target
    at_least: no fewer links than this can reach it; holds: the links that hold it then, none of them a habit
    """

    project: str | None
    base: str
    goal: str | None
    habits: int
    weeks: float
    goal_on: Day | None
    target_on: Day | None
    target_weeks: float | None
    best_weeks: float
    best_on: Day | None
    is_reached: bool
    is_fewest: bool
    at_least: int
    steps: tuple[EarlierStep, ...]
    holds: tuple[LinkShown, ...]
    next: Chain


def build(found: Planned, answer: Earlier, base: str) -> EarlierShown:
    """The answer for its readers."""
    plan = answer.base
    left = answer.left if answer.is_reached else answer.best
    return EarlierShown(
        project=found.project,
        base=base,
        goal=None if plan.goal is None else plan.network.activities[plan.goal].id,
        habits=len(habits(plan)),
        weeks=plan.weeks,
        goal_on=plan.day(plan.finish),
        target_on=None if answer.target is None else plan.day(answer.target),
        target_weeks=None if answer.target is None else ticks.weeks(answer.target),
        best_weeks=answer.best.weeks,
        best_on=answer.best.day(answer.best.finish),
        is_reached=answer.is_reached,
        is_fewest=answer.is_fewest,
        at_least=answer.at_least,
        steps=_steps(found, answer),
        holds=tuple(link(left, arc) for arc in holding(left) if not is_habit(arc)),
        next=chain(left, plan),
    )


def _steps(found: Planned, answer: Earlier) -> tuple[EarlierStep, ...]:
    before, shown = answer.base, []
    for taken in answer.steps:
        shown.append(
            EarlierStep(
                questions=tuple(_question(found, answer.base, taken, arc) for arc in _arcs(answer.base, taken)),
                won_weeks=ticks.weeks(taken.won),
                weeks=taken.left.weeks,
                goal_on=taken.left.day(taken.left.finish),
                next=chain(taken.left, before),
            )
        )
        before = taken.left
    return tuple(shown)


def _arcs(plan: Schedule, taken: Taken) -> list[Arc]:
    """The links between the pairs of a step."""
    return [
        next(arc for arc in plan.network.into[waiting] if arc.source == waited_on and is_habit(arc))
        for waited_on, waiting in taken.dropped
    ]


def _question(found: Planned, plan: Schedule, taken: Taken, arc: Arc) -> Question:
    left = taken.left
    ahead = min(left.end[arc.source], left.end[arc.target]) - left.start[arc.target]
    activities = plan.network.activities
    who = [owner(found, activities[arc.target]), owner(found, activities[arc.source])]
    decides = activities[arc.source].decided_by
    body = next((body for body in found.bodies if body.code == decides), None)
    if body is not None:
        who.append(Named(code=body.code, nl=body.name))
    by_name = {one.nl: one for one in who if one is not None}
    return Question(link=link(plan, arc), ahead_weeks=max(0.0, ticks.weeks(ahead)), agree=tuple(by_name.values()))
