"""A plan as its reader sees it, on the screen and on a page, as data; show.py and page.py fill it."""

import datetime

import msgspec

from ppl.reports.asked import DecisionAsked
from ppl.reports.outlook import Differs
from ppl.reports.plan.compare import Order
from ppl.reports.plan.parts import Running, Step, Unentered
from ppl.reports.plan.picture import Picture
from ppl.reports.plan.times import PlanShown
from ppl.reports.values import Named

Day = datetime.date


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """An activity with a number of weeks: how long it takes, or how much slack it has."""

    activity: Step
    weeks: float


class PlanSeen(PlanShown, frozen=True, kw_only=True):
    """A plan as a person reads it.

    name: of the project; on: today
    is_at_least: whether the goal may well be later, because nobody gave the durations of `missing`
    chain: ids of the activities that bring the goal where it is, each by the link that holds the next longest
    longest: what takes longest on that chain; next: the least slack beside it: what may decide once it is shorter
    running: what runs today; unentered: what should have begun or ended by today, without an actual date
    owners: who does an activity, by its id; is_done: whether the goal has been reached
    at_earliest: ids of what comes after an activity without a known duration, so that its dates may well be later
    guesses: durations still to come that are not marked as given by a source or by who does the work
    """

    name: str
    on: Day
    goal_title: str | None
    is_at_least: bool
    missing: tuple[str, ...]
    is_done: bool
    chain: tuple[str, ...]
    longest: Weighed | None
    next: Weighed | None
    running: tuple[Running, ...]
    unentered: tuple[Unentered, ...]
    at_earliest: tuple[str, ...]
    guesses: int
    owners: dict[str, Named]
    picture: Picture


class PlanPage(PlanSeen, frozen=True, kw_only=True):
    """The page. orders: usual, planned, without habits, pressure-cooker; empty where the usual order is not known.

    relinked_weeks and shorter_weeks together: what the plan wins over the usual order
    asked: decisions on the project that are asked of anybody, the first day on top
    differs: milestones of the project that the plan has on another day: what counts are the milestones
    phases: the phase of an activity, by its id, where it has one
    """

    programme: str
    orders: tuple[Order, ...]
    relinked_weeks: float
    shorter_weeks: float
    asked: tuple[DecisionAsked, ...] = ()
    differs: tuple[Differs, ...] = ()
    phases: dict[str, Named] = {}
