"""The milestones of a project beside those of its plan: which agree, and what of them is a fact for the plan."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from ppl.model.fields import changed
from ppl.model.plan import Plan, PlanActivity, Reached
from ppl.model.project import Milestone, Move, Project
from ppl.partial_date import last_day
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.drift import days
from ppl.rules.schedule.planned import Planned
from ppl.rules.schedule.ticks import Day

LEAST = 7  # days that may lie between before it is said


class Disagreement(NamedTuple):
    """A milestone and the plan that say another day. on: of the milestone; is_fact: whether it was reached then."""

    code: str
    title: str
    on: Day
    is_fact: bool
    plan_on: Day


def activity_of(milestone: Milestone, plan: Iterable[Reached], activities: Iterable[PlanActivity]) -> str | None:
    """The id of the activity at whose end a milestone is reached: by its code, else by its title; None for none."""
    names = (milestone.code, milestone.title)
    for reached in plan:
        if reached.weeks_after_start is None and _is_same(names, reached.code, reached.title):
            return reached.activity
    return next((one.id for one in activities if _is_same(names, one.id, one.title)), None)


def _is_same(names: tuple[str, str], code: str, title: str | None) -> bool:
    return names[0].casefold() == code.casefold() or names[1].casefold() == (title or "").casefold()


def disagreements(project: Project, planned: Planned, schedule: Schedule) -> list[Disagreement]:
    """The milestones on which the project and its plan differ a week or more, the first day on top."""
    known = days(planned, schedule)
    ends = {one.id: schedule.day(at) for one, at in zip(schedule.network.activities, schedule.end, strict=True)}
    found = []
    for milestone in project.milestones:
        on = milestone.actual_on or milestone.planned_on
        activity = activity_of(milestone, planned.milestones, planned.activities)
        plan_on = known.get(milestone.code) or (ends.get(activity) if activity else None)
        if on and plan_on and abs((on - plan_on).days) >= LEAST:
            found.append(Disagreement(milestone.code, milestone.title, on, milestone.actual_on is not None, plan_on))
    return sorted(found, key=lambda one: (one.on, one.code))


def with_facts(plan: Plan, project: Project) -> Plan:
    """The plan with the days on which milestones of its project were reached as actual ends of their activities."""
    reached = {
        activity: last_day(milestone.actual_on)
        for milestone in project.milestones
        if milestone.actual_on and (activity := activity_of(milestone, plan.milestones, plan.activities))
    }
    return changed(
        plan,
        activities=tuple(
            changed(one, actual_end_on=reached[one.id]) if one.id in reached and not one.actual_end_on else one
            for one in plan.activities
        ),
    )


def before_facts(plan: Plan) -> list[PlanActivity]:
    """What comes before something that was reached, and of which no actual end is known."""
    waits = {one.id: {link.activity for link in one.after if link.type != "start-start"} for one in plan.activities}
    done = {one.id for one in plan.activities if one.actual_end_on}
    before: set[str] = set()
    to_see = list(done)
    while to_see:
        for id in waits.get(to_see.pop(), set()) - before:
            before.add(id)
            to_see.append(id)
    return [one for one in plan.activities if one.id in before - done]


def accepted(plan: Plan, project: Project, found: Iterable[Disagreement]) -> Plan:
    """The plan with the days of the milestones: a fact as an actual end, a planned day by when its activity begins."""
    by_code = {one.code: one for one in found}
    begins = {}
    for milestone in project.milestones:
        one = by_code.get(milestone.code)
        activity = activity_of(milestone, plan.milestones, plan.activities)
        if one and activity and not one.is_fact:
            begins[activity] = one
    plan = with_facts(plan, project)
    return changed(
        plan,
        activities=tuple(
            changed(each, planned_start_on=_begin(each, begins[each.id].on)) if each.id in begins else each
            for each in plan.activities
        ),
    )


def _begin(activity: PlanActivity, ends_on: Day) -> Day:
    return ends_on - datetime.timedelta(weeks=activity.weeks or activity.likely or 0.0)


def moved(project: Project, found: Iterable[Disagreement], today: Day, because: str) -> Project:
    """The project with the days of the plan on the milestones that were not reached, each move with its reason."""
    by_code = {one.code: one for one in found if not one.is_fact}

    def move(milestone: Milestone) -> Milestone:
        one = by_code.get(milestone.code)
        if one is None:
            return milestone
        is_gain = one.plan_on < one.on
        step = Move(on=today, from_=one.on, to=one.plan_on, because=because, kind="gain" if is_gain else "slip")
        return changed(milestone, planned_on=one.plan_on, moves=(*milestone.moves, step))

    return changed(project, milestones=tuple(move(milestone) for milestone in project.milestones))
