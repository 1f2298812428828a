"""How a plan moved: weeks won and lost per milestone, since the baseline and between the versions of the plan."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from ppl.model.fields import changed
from ppl.model.plan import Baseline, Plan, PlanActivity
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.network import weeks_of
from ppl.rules.schedule.planned import Planned, reached
from ppl.rules.schedule.risk import moment
from ppl.rules.schedule.ticks import Day

GOAL = "goal"


class Edition(NamedTuple):
    """A version of a plan, as a commit left it. why: the reason that stands with the commit, or its subject."""

    on: Day
    commit: str
    why: str
    plan: Plan


class Jump(NamedTuple):
    """A change of a plan that moved milestones. since: day of the version before it; days per milestone."""

    edition: Edition
    since: Day
    before: Mapping[str, Day]
    after: Mapping[str, Day]


def days(planned: Planned, plan: Schedule) -> dict[str, Day]:
    """The day of each milestone, and of the goal."""
    reached = {milestone.code: moment(plan, milestone) for milestone in planned.milestones} | {GOAL: plan.finish}
    return {code: day for code, at in reached.items() if at is not None and (day := plan.day(at)) is not None}


def agreed(planned: Planned, codes: Collection[str]) -> dict[str, Day]:
    """The day of each of these milestones by the baseline; from the days of its activity where it has none itself."""
    base = planned.plan.baseline
    if base is None:
        return {}
    kept = dict(base.milestones)
    for milestone in planned.milestones:
        if milestone.weeks_after_start is None:
            day = base.ends.get(milestone.activity)
        else:
            begun = base.starts.get(milestone.activity)
            day = begun + datetime.timedelta(days=ceil(milestone.weeks_after_start * 7)) if begun else None
        if day is not None:
            kept.setdefault(milestone.code, day)
    if (goal := base.ends.get(planned.plan.goal or "")) is not None:
        kept.setdefault(GOAL, goal)
    return {code: day for code, day in kept.items() if code in codes}


def edited(planned: Planned, plan: Plan) -> Planned:
    """Another version of the plan, with the same calendar, bodies and first day where it names none."""
    ids = {activity.id for activity in plan.activities}
    milestones = reached(plan.milestones or planned.milestones, ids)
    return planned._replace(
        plan=plan, activities=plan.activities, milestones=milestones, starts_on=plan.starts_on or planned.starts_on
    )


def jumps(planned: Planned, editions: Sequence[Edition], *, with_calendar: bool = True) -> list[Jump]:
    """The versions that moved a milestone, oldest first; one whose plan cannot be scheduled is passed over."""
    from ppl.errors import PplError

    moved: list[Jump] = []
    last: tuple[Day, dict[str, Day]] | None = None
    for edition in editions:
        other = edited(planned, edition.plan)
        try:
            now = days(other, other.schedule(with_calendar=with_calendar))
        except PplError:
            continue
        if last is not None and any(now[code] != day for code, day in last[1].items() if code in now):
            moved.append(Jump(edition, last[0], last[1], now))
        last = edition.on, now
    return moved


def forecast(activities: Sequence[PlanActivity], starts_on: Day, today: Day) -> tuple[PlanActivity, ...]:
    """The activities as they can still go: none begins before today, and what runs lasts till today at least."""
    found = []
    for activity in activities:
        if activity.actual_end_on is not None or starts_on > today:
            found.append(activity)
        elif activity.actual_start_on is None:
            planned = max(today, activity.planned_start_on) if activity.planned_start_on else today
            found.append(changed(activity, planned_start_on=planned))
        else:
            weeks = max(weeks_of(activity) or 0.0, (today - activity.actual_start_on).days / 7)
            found.append(changed(activity, weeks=weeks))
    return tuple(found)


def baseline(planned: Planned, on: Day, because: str | None = None) -> Baseline:
    """The plan as it stands, to be kept as its baseline."""
    plan = planned.schedule()
    start = planned.starts_on
    ids = [activity.id for activity in plan.network.activities]
    return Baseline(
        set_on=on,
        weeks=round(plan.weeks, 3),
        because=because,
        starts={} if start is None else {id: ticks.day_of(start, at) for id, at in zip(ids, plan.start, strict=True)},
        ends={} if start is None else {id: ticks.day_of(start, at) for id, at in zip(ids, plan.end, strict=True)},
        milestones=days(planned, plan),
    )
