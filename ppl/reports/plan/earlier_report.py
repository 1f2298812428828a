"""How a plan can come earlier, as data; earlier.py fills it, and its sentences are made of it."""

import datetime

import msgspec

from ppl.reports.plan.parts import Chain, Held, LinkShown, Step
from ppl.reports.values import Named

Day = datetime.date


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A habit link to question. ahead_weeks: weeks of work that are done before what was waited on is done.

    before_weeks: how long before that the work begins
    agree: who must agree: those who do both, and the body that decides; a court is not asked
    """

    link: LinkShown
    ahead_weeks: float
    before_weeks: float
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
    held: what of that chain a season, a meeting or a planned date holds
    is_left_behind: whether habits of the plan were let go, it has none any more, and base is the usual order
    is_drawn_without: whether it has no habit and nobody let one go, and base is the usual order
    """

    project: str | None
    name: str | None
    base: str
    is_left_behind: bool
    goal: str | None
    goal_step: Step | None
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
    held: tuple[Held, ...]
    next: Chain
    is_drawn_without: bool = False
    unchecked: int = 0
