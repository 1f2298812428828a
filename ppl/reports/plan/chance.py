"""Chance in a plan: a range of weeks, what drives it, and a percentage only where it means something."""

import datetime
from typing import Any

import msgspec

from ppl.errors import Text, UsageError, count, with_extra
from ppl.reports.plan.parts import Step, calendar_remarks, goal_of, step
from ppl.reports.plan.sentences import assumed, goal, named, weeks, when
from ppl.reports.sentences import Line, Phrase, Row, bracketed, percent
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.planned import Planned
from ppl.rules.schedule.simulation import Simulation, simulate

Day = datetime.date

SHARES = (0.1, 0.5, 0.8, 0.9)
DRIVES = 0.05
MOST = 10


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """The weeks within which this share (0 to 1) of the runs reaches the goal."""

    share: float
    weeks: float
    on: Day | None


class Driver(msgspec.Struct, frozen=True, kw_only=True):
    """An activity and the share of runs in which it holds the goal: its criticality index (0 to 1)."""

    activity: Step
    criticality: float
    is_drawn: bool
    is_guess: bool


class ChanceShown(msgspec.Struct, frozen=True, kw_only=True):
    """What the runs give. weeks: without chance; drawn: how many activities have a range.

    within_weeks: the question; share_within: its answer, None where guesses hold the goal; guesses: those
    """

    project: str | None
    name: str | None
    goal: str | None
    goal_step: Step | None
    runs: int
    seed: int
    weeks: float
    goal_on: Day | None
    points: tuple[Point, ...]
    drivers: tuple[Driver, ...]
    activities: int
    drawn: int
    within_weeks: float
    share_within: float | None
    guesses: tuple[Step, ...]
    unchecked: int = 0


class Request(msgspec.Struct, frozen=True):
    """A plan, and how often to draw its durations. within_weeks: the term; None for that of the project's lot."""

    found: Planned
    runs: int = 10_000
    seed: int = 1
    within_weeks: float | None = None
    to: str | None = None
    with_calendar: bool = True


def build(request: Request, today: Day) -> ChanceShown:
    """What the ranges give. Raises UsageError where numpy is not installed."""
    found = request.found
    plan = found.schedule("planned", request.to, with_calendar=request.with_calendar)
    try:
        of = simulate(plan, request.runs, request.seed)
    except ModuleNotFoundError:
        raise UsageError(Text("drawing durations needs numpy, and that is not installed"), with_extra("plan")) from None
    return _shown(found, plan, of, request.within_weeks or found.goal_weeks)


def remarks(request: Request, shown: ChanceShown) -> list[Text]:
    """What the plan lacks."""
    return calendar_remarks(request.found, request.with_calendar)


def context(request: Request, chance: ChanceShown) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(chance)}


def _shown(planned: Planned, plan: Schedule, of: Simulation, within_weeks: float) -> ChanceShown:
    """The activities that hold the goal in one of twenty runs or more stand first, the most often first."""
    activities = plan.network.activities
    guesses = _guesses(planned, plan, of)
    held = [index for index, share in enumerate(of.criticality) if share >= DRIVES and plan.network.length[index]]
    drivers = [
        Driver(
            activity=step(activities[index]),
            criticality=of.criticality[index],
            is_drawn=index in of.drawn,
            is_guess=index in guesses,
        )
        for index in sorted(held, key=lambda index: (-of.criticality[index], -plan.network.length[index]))
    ]
    return ChanceShown(
        project=planned.project,
        name=planned.name,
        unchecked=planned.plan.unchecked,
        goal=None if plan.goal is None else activities[plan.goal].id,
        goal_step=goal_of(plan),
        runs=of.runs,
        seed=of.seed,
        weeks=plan.weeks,
        goal_on=plan.day(plan.finish),
        points=tuple(
            Point(share=share, weeks=(weeks := of.weeks_at(share)), on=plan.day(ticks.of_weeks(weeks)))
            for share in SHARES
        ),
        drivers=tuple(drivers),
        activities=len(activities),
        drawn=len(of.drawn),
        within_weeks=within_weeks,
        share_within=None if guesses or not of.drawn else of.share_within(within_weeks),
        guesses=tuple(step(activities[index]) for index in sorted(guesses)),
    )


def _guesses(planned: Planned, plan: Schedule, of: Simulation) -> set[int]:
    """The activities that hold the goal now and then, and whose duration nobody knows: a guess, or the template's."""
    shipped = {activity.id: activity for activity in planned.template.activities} if planned.template else {}
    found_guesses = set()
    for index, share in enumerate(of.criticality):
        one = plan.network.activities[index]
        if share < DRIVES or not plan.network.length[index] or one.actual_end_on is not None or index in of.drawn:
            continue
        origin = one.weeks_from
        if origin is None and one.id in shipped and shipped[one.id].weeks == one.weeks:
            origin = shipped[one.id].weeks_from
        if origin not in ("source", "team"):
            found_guesses.add(index)
    return found_guesses


def said(chance: ChanceShown) -> dict[str, Any]:
    """All that is said of the chance."""
    share = chance.share_within
    return {
        "assumed": assumed(chance.unchecked),
        "opening": opening(chance),
        "points": [
            Row(percent(point.share), Text("of the courses within {when}", when=when(point.weeks, point.on)))
            for point in chance.points
        ],
        "drivers": [Row(percent(one.criticality), driver(one)) for one in chance.drivers[:MOST]],
        "question": Text("Within {weeks}?", weeks=weeks(chance.within_weeks)),
        "share_within": None if share is None else percent(share),
        "guesses": [Row(guess.id, guess.title) for guess in chance.guesses],
    }


def opening(chance: ChanceShown) -> Line:
    """When the goal is reached without chance, and from what the courses were drawn."""
    certain = Text(
        "With the durations as planned {goal} is reached in {when}.",
        goal=goal(chance.goal_step),
        when=when(chance.weeks, chance.goal_on),
    )
    if not chance.drawn:
        return certain, Text(
            "No activity has a range yet: give optimistic, likely and pessimistic weeks to those that matter."
        )
    values = {"activities": chance.activities, "runs": chance.runs, "seed": str(chance.seed)}
    return certain, count(
        Text(
            "{number} of {activities} activities has a range of durations. From that {runs} possible courses were "
            "drawn (seed {seed}).",
            **values,
        ),
        Text(
            "{number} of {activities} activities have a range of durations. From those {runs} possible courses were "
            "drawn (seed {seed}).",
            **values,
        ),
        chance.drawn,
    )


def driver(driver: Driver) -> Phrase:
    """An activity that decides the end now and then, and what its duration rests on."""
    fixed = None if driver.is_drawn else Text("fixed duration")
    return bracketed(named(driver.activity), Text("a guess, nobody confirmed it") if driver.is_guess else fixed)
