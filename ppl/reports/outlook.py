"""A project's plan in a sentence: when it reaches its goal, and what comes next."""

import datetime

import msgspec

from ppl.errors import DataError
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.model.project import Project
from ppl.reports.plan.times import milestones, unknown_weeks
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.milestones import disagreements
from ppl.rules.schedule.planned import Planned, planned

Day = datetime.date


class Next(msgspec.Struct, frozen=True, kw_only=True):
    """A step or milestone of the plan that is still to come, and the day for which it is planned."""

    title: str
    on: Day


class Differs(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone of the project that the plan has on another day. is_fact: whether it was reached on its day."""

    title: str
    on: Day
    plan_on: Day
    is_fact: bool


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """A plan in short.

    goal: title of the activity it leads to; weeks: from its first day to the goal
    reached_on: the day on which the goal was reached
    unknown: open steps on the way to the goal whose duration nobody gave: while there are, weeks and goal_on are
    too early, and nobody can say what is late
    late: open steps that should have been ready before today; late_days: days since the first of them should
    presumed: those of them that are as a template has them, so that nobody planned them and none is late
    goal_late_days: days since the plan should have reached its goal, where it did not
    unchecked: steps that came from a template and that nobody of the project has gone over
    differs: the milestones of the project on which it says another day
    """

    steps: int
    done: int
    goal: str | None = None
    starts_on: Day | None = None
    weeks: float | None = None
    goal_on: Day | None = None
    reached_on: Day | None = None
    next: Next | None = None
    unknown: int = 0
    late: int = 0
    late_days: int = 0
    presumed: int = 0
    goal_late_days: int = 0
    unchecked: int = 0
    differs: tuple[Differs, ...] = ()


def outlook(knowledge: Knowledge, project: str, today: Day) -> Outlook | None:
    """The plan of a project as it stands; None where there is none, or none that can be put in time."""
    if not isinstance(knowledge.get(f"{project}/plan"), Plan):
        return None
    try:
        found = planned(knowledge, project)
        schedule = found.schedule()
    except DataError:
        return None
    of = knowledge.project(project)
    steps = schedule.network.activities
    goal = None if schedule.goal is None else steps[schedule.goal]
    open_ = [n for n, one in enumerate(steps) if not _is_done(one.actual_end_on, today)]
    ends = {n: schedule.day(schedule.end[n]) for n in open_}
    passed = {n: (today - end).days for n, end in ends.items() if end is not None and end < today}
    past = [days for n, days in passed.items() if not found.plan.is_assumed(steps[n])]
    unknown = sum(schedule.slack[n] is not None for n in unknown_weeks(schedule))
    return Outlook(
        steps=len(steps),
        done=len(steps) - len(open_),
        goal=goal.title if goal else None,
        starts_on=schedule.starts_on,
        weeks=schedule.weeks,
        goal_on=(goal_on := schedule.day(schedule.finish)),
        goal_late_days=max(0, (today - goal_on).days) if goal_on else 0,
        reached_on=goal.actual_end_on if goal and _is_done(goal.actual_end_on, today) else None,
        next=_next(found, schedule, today, open_),
        unknown=unknown,
        late=0 if unknown else len(past),
        late_days=0 if unknown else max(past, default=0),
        presumed=0 if unknown else len(passed) - len(past),
        unchecked=found.plan.unchecked,
        differs=differs(of, found, schedule),
    )


def differs(of: Project | None, found: Planned, schedule: Schedule) -> tuple[Differs, ...]:
    """The milestones of a project on which its plan says another day."""
    return tuple(
        Differs(title=one.title, on=one.on, plan_on=one.plan_on, is_fact=one.is_fact)
        for one in (disagreements(of, found, schedule) if of else ())
    )


def _is_done(on: Day | None, today: Day) -> bool:
    return on is not None and on <= today


def _next(found: Planned, schedule: Schedule, today: Day, open_: list[int]) -> Next | None:
    """The first milestone from today on; else the first open step that ends from today on."""
    titles = {activity.id: activity.title for activity in schedule.network.activities}
    ids = {schedule.network.activities[n].id for n in open_}
    ahead = [
        Next(title=milestone.title or titles[milestone.activity], on=milestone.on)
        for milestone in milestones(found, schedule)
        if milestone.on and milestone.on >= today and milestone.activity in ids
    ]
    ahead = ahead or [
        Next(title=schedule.network.activities[n].title, on=end)
        for n in open_
        if (end := schedule.day(schedule.end[n])) and end >= today
    ]
    return min(ahead, key=lambda one: one.on, default=None)
