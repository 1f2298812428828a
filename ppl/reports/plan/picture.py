"""A plan as a picture: bars, links, seasons, meetings and milestones in weeks; how they are drawn is render's."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from ppl.reports.plan.times import ActivityShown, MilestoneShown, PlanShown, milestones, unknown_weeks
from ppl.rules.schedule import ticks
from ppl.rules.schedule.calendars import Calendars
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.network import Arc, weeks_of
from ppl.rules.schedule.paths import binding, driving, is_tight
from ppl.rules.schedule.planned import Planned
from ppl.rules.schedule.risk import risks

Day = datetime.date

SOON = 8.0
BEYOND = 2


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """An activity as a bar, in weeks from the first day of the plan.

    done_until_week: what has been done ends here; risk_until_week: from its start to here it runs at own risk
    meets: whether its end is a meeting; is_unknown: nobody gave its duration; has_ended: it is over, by its actual date
    is_driving: it is on the chain that brings the goal where it is; is_assumed: as a template has it, not gone over
    """

    id: str
    title: str
    start_week: float
    end_week: float
    start_on: Day | None
    end_on: Day | None
    slack_weeks: float | None
    critical: bool
    done_until_week: float | None = None
    risk_until_week: float | None = None
    meets: bool = False
    is_unknown: bool = False
    has_ended: bool = False
    is_driving: bool = False
    is_assumed: bool = False


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A link, from the week where it leaves its source to the week where its target starts.

    is_binding: it alone keeps its target where it is; is_critical: both lie on a critical path, without room
    is_driving: it lies on the chain that brings the goal where it is
    """

    source: str
    target: str
    ground: str
    from_start: bool
    from_week: float
    to_week: float
    is_binding: bool
    is_critical: bool
    is_driving: bool


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """A season that an activity must lie in: first and last week of each time that it comes."""

    title: str
    spans: tuple[tuple[float, float], ...]


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """The plan in one order. won_weeks: against the usual order, where that is drawn too."""

    order: str
    weeks: float
    goal_on: Day | None
    won_weeks: float | None
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    milestones: tuple[MilestoneShown, ...]


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """Panels above each other on one axis of weeks. today_week: None where it lies off the axis.

    is_finer: a duration was given in parts of a week, so that whole weeks would not do
    """

    starts_on: Day | None
    from_week: float
    to_week: float
    today_week: float | None
    panels: tuple[Panel, ...]
    bands: tuple[Band, ...]
    is_finer: bool = False


def build(planned: Planned, schedules: Sequence[tuple[str, Schedule]], today: Day) -> Picture:
    """The picture of a plan in these orders, by name; the first is what the others are compared with."""
    plans = [plan for _, plan in schedules]
    now = None if planned.starts_on is None else ticks.weeks(ticks.between(planned.starts_on, today))
    first = min((ticks.weeks(at) for plan in plans for at in plan.start), default=0.0)
    last = max((ticks.weeks(at) for plan in plans for at in plan.end), default=0.0)
    first, last = min(first, 0.0), max(last, 1.0)
    if now is not None and last < now < last + (last - first) / BEYOND:
        last = now + 1.0
    panels = tuple(_panel(planned, name, plan, plans[0], now) for name, plan in schedules)
    return Picture(
        starts_on=planned.starts_on,
        from_week=first,
        to_week=last,
        today_week=now if now is not None and first <= now <= last else None,
        panels=panels,
        bands=bands(plans[-1].calendars, first, last),
        is_finer=any((weeks_of(one) or 0) % 1 for one in planned.activities if one.weeks is not None),
    )


def bands(calendars: Calendars, first: float, last: float) -> tuple[Band, ...]:
    """The seasons of a plan between two weeks."""
    found = []
    for season in calendars.seasons.values():
        spans = [(ticks.weeks(a), ticks.weeks(b)) for a, b in zip(season.opens, season.closes, strict=True)]
        seen = tuple((max(a, first), min(b, last)) for a, b in spans if a < last and b > first)
        if seen:
            found.append(Band(title=season.title, spans=seen))
    return tuple(found)


def has_usual_order(planned: Planned) -> bool:
    """Whether a plan knows in which order its activities usually go, one after the other."""
    return any(activity.after_serial for activity in planned.activities)


def running(activities: Iterable[ActivityShown], today: Day) -> tuple[ActivityShown, ...]:
    """What runs on a day: begun and not ended."""
    return tuple(
        activity
        for activity in activities
        if activity.start_on and activity.end_on and activity.start_on <= today < activity.end_on
    )


def foremost(plan: PlanShown, today: Day) -> set[str]:
    """The ids that a long plan shows first: the critical path, what runs now and what starts in eight weeks."""
    soon = today + datetime.timedelta(weeks=SOON)
    begins = {activity.id for activity in plan.activities if activity.start_on and today <= activity.start_on <= soon}
    critical = {activity.id for activity in plan.activities if activity.critical}
    return critical | begins | {one.id for one in running(plan.activities, today)}


def _panel(planned: Planned, name: str, plan: Schedule, usual: Schedule, now: float | None) -> Panel:
    ends = {risk.activity: risk.ends for risk in risks(plan, planned.milestones)}
    unknown, driven = set(unknown_weeks(plan)), set(chain(plan))
    return Panel(
        order=name,
        weeks=plan.weeks,
        goal_on=plan.day(plan.finish),
        won_weeks=None if usual is plan else ticks.weeks(usual.finish - plan.finish),
        bars=tuple(
            msgspec.structs.replace(
                _bar(plan, index, ends.get(index), now),
                is_unknown=index in unknown,
                is_driving=index in driven,
                is_assumed=planned.plan.is_assumed(plan.network.activities[index]),
            )
            for index in range(len(plan.network.activities))
        ),
        lines=tuple(_lines(plan)),
        milestones=milestones(planned, plan),
    )


def _bar(plan: Schedule, index: int, risk_ends: int | None, now: float | None) -> Bar:
    one = plan.network.activities[index]
    start, end, slack = plan.start[index], plan.end[index], plan.slack[index]
    return Bar(
        id=one.id,
        title=one.title,
        start_week=ticks.weeks(start),
        end_week=ticks.weeks(end),
        start_on=plan.day(start),
        end_on=plan.day(end),
        slack_weeks=None if slack is None else ticks.weeks(slack),
        critical=plan.is_critical(index),
        done_until_week=_done(plan, index, now),
        risk_until_week=None if risk_ends is None else ticks.weeks(risk_ends),
        meets=one.decided_by in plan.calendars.meetings and plan.held[index] != "actual",
        has_ended=plan.held[index] == "actual" and one.actual_end_on is not None,
    )


def _done(plan: Schedule, index: int, now: float | None) -> float | None:
    """The week until which an activity is done; None where it has not begun."""
    one = plan.network.activities[index]
    if plan.held[index] != "actual":
        return None
    end = ticks.weeks(plan.end[index])
    if one.actual_end_on is not None or now is None:
        return end
    return max(ticks.weeks(plan.start[index]), min(now, end))


def chain(plan: Schedule) -> list[int]:
    """The chain that brings the goal (else the latest end) where it is, oldest first; empty for an empty plan."""
    ends = range(len(plan.end))
    last = plan.goal if plan.goal is not None else max(ends, key=lambda index: plan.end[index], default=None)
    return [] if last is None else driving(plan, last)


def _lines(plan: Schedule) -> Iterable[Line]:
    path = chain(plan)
    driven = set(pairwise(path))
    for index in range(len(plan.network.activities)):
        holds = binding(plan, index)
        for arc in plan.network.into[index]:
            is_binding = arc in holds
            yield _line(plan, arc, is_binding, is_binding and (arc.source, index) in driven)


def _line(plan: Schedule, arc: Arc, is_binding: bool, is_driving: bool) -> Line:
    ids = [plan.network.activities[index].id for index in (arc.source, arc.target)]
    return Line(
        source=ids[0],
        target=ids[1],
        ground=arc.link.ground,
        from_start=arc.from_start,
        from_week=ticks.weeks((plan.start if arc.from_start else plan.end)[arc.source]),
        to_week=ticks.weeks(plan.start[arc.target]),
        is_binding=is_binding,
        is_critical=is_tight(plan, arc),
        is_driving=is_driving,
    )
