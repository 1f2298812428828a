"""A plan in time: every activity with its weeks and dates, what it waits on, and what that rests on."""

import datetime
from typing import Any

import msgspec

from ppl.model.plan import Reached
from ppl.partial_date import PartialDate, by
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.network import Arc, is_habit
from ppl.rules.schedule.paths import binding, critical_paths, driving
from ppl.rules.schedule.planned import Planned
from ppl.rules.schedule.risk import Risk, moment, risks
from ppl.rules.schedule.variants import Variant

Day = datetime.date


class WaitsOn(msgspec.Struct, frozen=True, kw_only=True):
    """A link that alone keeps an activity where it is; lag_weeks after the end, or (start-start) the start."""

    activity: str
    type: str
    lag_weeks: float
    ground: str
    law: str | None
    reason: str | None


class MilestoneShown(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone of the plan: the week and the day on which its activity reaches it; of a fact what is known of it."""

    code: str
    title: str | None
    activity: str
    week: float
    on: Day | None
    law: str | None = None


class RiskShown(msgspec.Struct, frozen=True, kw_only=True):
    """Work at own risk: from its start until what takes the risk away; weeks between."""

    until: str
    until_on: Day | None
    weeks: float


class ActivityShown(msgspec.Struct, frozen=True, kw_only=True):
    """An activity in time. Weeks count from the first day of the plan; an end is the day on which the next may start.

    slack_weeks: weeks that it may slip without moving the goal; None where it does not lead there
    held_by: season, meeting, date or actual, where something else than a link holds it
    asks_only: what it would wait on without the habits; from then it could start in without_habit_week
    is_assumed: it is as a template has it, and nobody of the project has gone over it
    """

    id: str
    title: str
    weeks: float
    start_week: float
    end_week: float
    start_on: Day | None
    end_on: Day | None
    slack_weeks: float | None
    free_slack_weeks: float | None
    critical: bool
    waits_on: tuple[WaitsOn, ...]
    held_by: str | None = None
    held_by_name: str | None = None
    without_habit_week: float | None = None
    asks_only: tuple[WaitsOn, ...] = ()
    at_own_risk: RiskShown | None = None
    phase: str | None = None
    owner: str | None = None
    actual_start_on: Day | None = None
    actual_end_on: Day | None = None
    is_assumed: bool = False


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A planned date that cannot be met. chain: the activities that make it impossible, oldest first."""

    activity: str
    planned_on: Day
    possible_on: Day
    weeks_late: float
    chain: tuple[str, ...]


class Assumed(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that the plan rests on and that nobody gave yet."""

    name: str
    value: str


class PlanShown(msgspec.Struct, frozen=True, kw_only=True):
    """A plan in time. weeks: from its first day to the goal; at most 20 critical paths, their total exact.

    without_weeks: activities whose duration nobody gave, counted as 0 weeks: what comes after them is too early
    conflicts: planned dates that cannot be met; assumed: answers that nobody gave yet
    unchecked: activities that came from a template and that nobody of the project has gone over
    """

    project: str | None
    variant: str
    goal: str | None
    starts_on: Day | None
    weeks: float
    goal_on: Day | None
    critical_paths: tuple[tuple[str, ...], ...]
    critical_paths_total: int
    milestones: tuple[MilestoneShown, ...]
    activities: tuple[ActivityShown, ...]
    without_weeks: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    unchecked: int = 0


def plan_shown(planned: Planned, plan: Schedule, variant: Variant) -> PlanShown:
    """A plan and its schedule in a variant, for its readers."""
    return PlanShown(**fields_shown(planned, plan, variant))


def fields_shown(planned: Planned, plan: Schedule, variant: Variant) -> dict[str, Any]:
    """The fields of PlanShown, for what shows more than that."""
    net = plan.network
    paths, total = critical_paths(plan)
    at_risk = {risk.activity: risk for risk in risks(plan, planned.milestones)}
    return {
        "project": planned.project,
        "variant": variant,
        "goal": None if plan.goal is None else net.activities[plan.goal].id,
        "starts_on": plan.starts_on,
        "weeks": plan.weeks,
        "goal_on": plan.day(plan.finish),
        "critical_paths": tuple(tuple(net.activities[index].id for index in path) for path in paths),
        "critical_paths_total": total,
        "milestones": milestones(planned, plan),
        "activities": tuple(
            _activity(plan, index, at_risk.get(index), planned.plan.is_assumed(activity))
            for index, activity in enumerate(net.activities)
        ),
        "without_weeks": tuple(net.activities[index].id for index in unknown_weeks(plan)),
        "conflicts": conflicts(plan),
        "unchecked": planned.plan.unchecked,
        "assumed": tuple(
            Assumed(name=name, value=planned.plan.answers[name])
            for name in planned.plan.assumed
            if name in planned.plan.answers
        ),
    }


def unknown_weeks(plan: Schedule) -> list[int]:
    """The activities that are still to end and whose duration nobody gave."""
    return [index for index in plan.network.unknown if plan.network.activities[index].actual_end_on is None]


def conflicts(plan: Schedule) -> tuple[Conflict, ...]:
    """The planned dates that cannot be met, each with the chain that makes it so."""
    shown = []
    for late in plan.late:
        ready = plan.day(late.ready)
        assert ready is not None, "a planned date is compared with days only"
        chain = driving(plan, late.activity)
        shown.append(
            Conflict(
                activity=plan.network.activities[late.activity].id,
                planned_on=late.planned_on,
                possible_on=ready,
                weeks_late=(ready - late.planned_on).days / 7,
                chain=tuple(plan.network.activities[index].id for index in chain),
            )
        )
    return tuple(shown)


def milestones(planned: Planned, plan: Schedule) -> tuple[MilestoneShown, ...]:
    """The milestones of a plan, first to last."""
    shown = []
    for milestone in planned.milestones:
        at = moment(plan, milestone)
        if at is None:
            continue
        shown.append(
            MilestoneShown(
                code=milestone.code,
                title=milestone.title,
                activity=milestone.activity,
                week=ticks.weeks(at),
                on=_known_on(plan, milestone, plan.day(at)),
                law=milestone.law,
            )
        )
    return tuple(sorted(shown, key=lambda one: one.week))


def _known_on(plan: Schedule, milestone: Reached, day: Day | None) -> Day | None:
    """The day of a milestone: as much as is known of it where its activity ended then; by then where it follows.

    The plan itself reckons with the last day that it can be.
    """
    activities = plan.network.activities
    index = plan.network.number[milestone.activity]
    if milestone.weeks_after_start is None and isinstance(end := activities[index].actual_end_on, PartialDate):
        return end
    before = [activities[arc.source].actual_end_on for arc in binding(plan, index)]
    is_by = activities[index].actual_end_on is None and before and all(isinstance(on, PartialDate) for on in before)
    return by(day) if is_by and day is not None else day


def _in_part(known: Day | None, day: Day | None) -> Day | None:
    """The day on which it happened as far as it is known; the day of the plan where it is known whole, or to come."""
    return known if isinstance(known, PartialDate) else day


def _activity(plan: Schedule, index: int, risk: Risk | None, is_assumed: bool) -> ActivityShown:
    one = plan.network.activities[index]
    slack, free = plan.slack[index], plan.free[index]
    arcs = binding(plan, index)
    free_at, asked = _without_habit(plan, index) if any(is_habit(arc) for arc in arcs) else (None, [])
    return ActivityShown(
        id=one.id,
        title=one.title,
        weeks=ticks.weeks(plan.end[index] - plan.start[index]),
        start_week=ticks.weeks(plan.start[index]),
        end_week=ticks.weeks(plan.end[index]),
        start_on=_in_part(one.actual_start_on, plan.day(plan.start[index])),
        end_on=_in_part(one.actual_end_on, plan.day(plan.end[index])),
        slack_weeks=None if slack is None else ticks.weeks(slack),
        free_slack_weeks=None if free is None else ticks.weeks(free),
        critical=plan.is_critical(index),
        waits_on=tuple(_waits_on(plan, arc) for arc in arcs),
        held_by=plan.held[index],
        held_by_name=_holder(plan, index),
        without_habit_week=None if free_at is None else ticks.weeks(free_at),
        asks_only=tuple(_waits_on(plan, arc) for arc in asked),
        at_own_risk=None if risk is None else _risk(plan, risk),
        phase=one.phase,
        owner=None if one.owner is None else str(getattr(one.owner, "role", one.owner)),
        actual_start_on=one.actual_start_on,
        actual_end_on=one.actual_end_on,
        is_assumed=is_assumed,
    )


def _without_habit(plan: Schedule, index: int) -> tuple[int, list[Arc]]:
    """When an activity could start if it waited on no habit (the others as they are), and what it then waits on."""
    hard = [arc for arc in plan.network.into[index] if not is_habit(arc)]
    at = max((plan.bound(arc) for arc in hard), default=0)
    found = [arc for arc in hard if plan.bound(arc) == at > 0]
    at = max(0, at, plan.held_by_date[index])
    activity = plan.network.activities[index]
    if plan.calendars.moves(activity):
        at = plan.calendars.earliest(activity, at, plan.network.length[index]).start
    return at, found


def _waits_on(plan: Schedule, arc: Arc) -> WaitsOn:
    return WaitsOn(
        activity=plan.network.activities[arc.source].id,
        type=arc.link.type or "finish-start",
        lag_weeks=ticks.weeks(arc.lag),
        ground=arc.link.ground,
        law=arc.link.law,
        reason=arc.link.reason,
    )


def _holder(plan: Schedule, index: int) -> str | None:
    """The name of the season or the body that holds an activity."""
    one = plan.network.activities[index]
    if plan.held[index] == "meeting" and one.decided_by in plan.calendars.meetings:
        return plan.calendars.meetings[one.decided_by].title
    if plan.held[index] == "season" and one.window in plan.calendars.seasons:
        return plan.calendars.seasons[one.window].title
    return None


def _risk(plan: Schedule, risk: Risk) -> RiskShown:
    return RiskShown(
        until=risk.until, until_on=plan.day(risk.ends), weeks=ticks.weeks(risk.ends - plan.start[risk.activity])
    )
