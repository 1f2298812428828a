"""The schedule: earliest and latest places of every activity, slack, and what holds each where it is.

The critical path method (Kelley and Walker, 1959), with start-start links, lags, seasons and meetings. All times
are ticks from the first day of the plan.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from ppl.model.plan import PlanActivity
from ppl.rules.schedule import calendars as calendars_
from ppl.rules.schedule import ticks
from ppl.rules.schedule.calendars import Calendars
from ppl.rules.schedule.network import Arc, Network, network, number_of
from ppl.rules.schedule.ticks import Day

Holder = Literal["season", "meeting", "date", "actual"]


class Late(NamedTuple):
    """An activity that is to start on a date that what it waits on does not allow. ready: the moment that they do."""

    activity: int
    planned_on: Day
    ready: int


class Schedule(NamedTuple):
    """Every activity of a plan in time; lists are by the activity's number, in ticks.

    ready: the moment that links (and a planned date) allow; start, end: the place that it gets
    slack: how far it may slip without moving the goal; None where it does not lead to the goal, or has ended
    free: how far it may slip without moving any other activity; None as slack
    late_ready: the latest readiness that still keeps the goal
    held: what else than a link holds it where it is
    held_by_date: the moment of its planned date; 0 where it has none
    goal: number of the goal, None where the latest end counts; finish: its end
    late: planned dates that cannot be met
    """

    network: Network
    starts_on: Day | None
    calendars: Calendars
    goal: int | None
    finish: int
    ready: list[int]
    start: list[int]
    end: list[int]
    slack: list[int | None]
    free: list[int | None]
    late_ready: list[int | None]
    held: list[Holder | None]
    held_by_date: list[int]
    late: tuple[Late, ...]

    @property
    def weeks(self) -> float:
        """Weeks from the first day of the plan to the goal."""
        return ticks.weeks(self.finish)

    def is_critical(self, index: int) -> bool:
        """Whether any slip of this activity moves the goal."""
        return self.slack[index] == 0

    def bound(self, arc: Arc) -> int:
        """The moment from which a link allows its target to start."""
        return (self.start if arc.from_start else self.end)[arc.source] + arc.lag

    def day(self, moment: int) -> Day | None:
        """The day of a moment; None where the plan has no first day."""
        return None if self.starts_on is None else ticks.day_of(self.starts_on, moment)


def schedule(
    activities: Sequence[PlanActivity],
    *,
    goal: str | None = None,
    starts_on: Day | None = None,
    calendars: Calendars = calendars_.NONE,
) -> Schedule:
    """The schedule of these activities. Raises DataError for a plan that makes no sense.

    goal: the activity that counts (None: the latest end); starts_on: first day of the plan, for all that has a date
    """
    return scheduled(network(activities), goal, starts_on, calendars)


def scheduled(net: Network, goal: str | None, starts_on: Day | None, calendars: Calendars) -> Schedule:
    """The schedule of a network. Raises DataError."""
    aim = number_of(net, goal) if goal is not None else None
    size = len(net.activities)
    ready, start, end = [0] * size, [0] * size, [0] * size
    held: list[Holder | None] = [None] * size
    dates = [0] * size
    late: list[Late] = []
    for index in net.order:
        at = 0
        for source, _, lag, from_start, _ in net.into[index]:
            bound = (start if from_start else end)[source] + lag
            if bound > at:
                at = bound
        begun = _begun(net, index, at, starts_on)
        if begun is not None:
            ready[index], start[index], end[index] = begun[0], *begun
            held[index] = "actual"
            continue
        activity = net.activities[index]
        planned = activity.planned_start_on
        if planned is not None and starts_on is not None:
            fixed = dates[index] = max(0, ticks.between(starts_on, planned))
            if fixed > at:
                at, held[index] = fixed, "date"
            elif ticks.day_of(starts_on, at) > planned:
                late.append(Late(index, planned, at))
        ready[index], start[index], end[index] = at, at, at + net.length[index]
        if calendars.moves(activity):
            span = calendars.earliest(activity, at, net.length[index])
            start[index], end[index] = span.start, span.end
            if span.start > at:
                held[index] = "meeting" if activity.decided_by in calendars.meetings else "season"
    finish = end[aim] if aim is not None else max(end, default=0)
    schedule = Schedule(
        net,
        starts_on,
        calendars,
        aim,
        finish,
        ready,
        start,
        end,
        [None] * size,
        [None] * size,
        [None] * size,
        held,
        dates,
        tuple(late),
    )
    _fill_slack(schedule)
    return schedule


def _begun(net: Network, index: int, ready: int, starts_on: Day | None) -> tuple[int, int] | None:
    """Start and end of an activity that has begun or ended, from its actual dates.

    Of one that ended, and of which neither start nor duration is known, what it waited on gives the start.
    """
    activity = net.activities[index]
    began, ended = activity.actual_start_on, activity.actual_end_on
    if starts_on is None or (began is None and ended is None):
        return None
    if began is None:
        assert ended is not None
        end = _ended(net, index, starts_on, ended)
        return (min(ready, end) if index in net.unknown else end - net.length[index]), end
    start = ticks.between(starts_on, began)
    return start, max(start, _ended(net, index, starts_on, ended)) if ended else start + net.length[index]


def _ended(net: Network, index: int, starts_on: Day, last: Day) -> int:
    """When an activity had ended whose last day is known: a moment that takes no time, on that day itself."""
    is_moment = net.length[index] == 0 and index not in net.unknown
    return ticks.between(starts_on, last) if is_moment else ticks.after(starts_on, last)


def _fill_slack(plan: Schedule) -> None:
    """From the goal back: the latest place of each activity, and so its slack."""
    net = plan.network
    for index in reversed(net.order):
        start_by, end_by = None, plan.finish if plan.goal in (None, index) else None
        gap: int | None = None
        for arc in net.out[index]:
            if plan.held[arc.target] == "actual":
                continue
            between = plan.ready[arc.target] - plan.bound(arc)
            gap = between if gap is None or between < gap else gap
            allowed = plan.late_ready[arc.target]
            if allowed is None:
                continue
            by = allowed - arc.lag
            if arc.from_start:
                start_by = by if start_by is None or by < start_by else start_by
            else:
                end_by = by if end_by is None or by < end_by else end_by
        if start_by is None and end_by is None:
            continue
        if net.activities[index].actual_end_on is not None and plan.held[index] == "actual":
            continue
        slack = _latest(plan, index, start_by, end_by)
        plan.slack[index] = slack
        plan.free[index] = slack if gap is None else min(slack, gap)


def _latest(plan: Schedule, index: int, start_by: int | None, end_by: int | None) -> int:
    """The slack of an activity that must start and end by these moments; its late_ready is filled in."""
    start, end = plan.start[index], plan.end[index]
    activity = plan.network.activities[index]
    if plan.held[index] != "actual" and plan.calendars.moves(activity):
        far = max(plan.finish, end) * 2 + ticks.WEEK
        length = plan.network.length[index]
        span = plan.calendars.latest(
            activity, start_by if start_by is not None else far, end_by if end_by is not None else far, length
        )
        assert span is not None, "an early place is always a late one too"
        plan.late_ready[index] = span.ready
        return span.start - start
    room = min(by - at for by, at in ((start_by, start), (end_by, end)) if by is not None)
    plan.late_ready[index] = start + room
    return room
