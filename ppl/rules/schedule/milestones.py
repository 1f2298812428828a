"""The milestones of a project beside those of its plan: which agree, and what of them is a fact for the plan."""

import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ppl.model.fields import changed
from ppl.model.lists import Term
from ppl.model.plan import Plan, PlanActivity
from ppl.model.project import Milestone, Move, Project
from ppl.partial_date import days_apart, last_day, partial_date
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


def activity_of(milestone: Milestone, of: Planned) -> str | None:
    """The id of the activity at whose end a milestone is reached; None for none.

    By a milestone of the plan, by what an activity says that settles it, in the words that people use; else by title.
    """
    names = _names(milestone, of.words)
    for reached in of.milestones:
        if reached.weeks_after_start is None and names & _folded(reached.code, reached.title):
            return reached.activity
    by_rule = (one.id for one in of.activities if names & _folded(*one.settled_by))
    return next(by_rule, None) or next((one.id for one in of.activities if names & _folded(one.id, one.title)), None)


def _names(milestone: Milestone, words: Iterable[Term]) -> set[str]:
    """Its code and title, and the code of each term whose word one of them is."""
    names = _folded(milestone.code, milestone.title)
    return names.union(*(_folded(term.code) for term in words if names & _folded(term.code, *term.words)))


def _folded(*names: str | None) -> set[str]:
    return {" ".join(name.casefold().replace("-", " ").split()) for name in names if name}


def disagreements(project: Project, planned: Planned, schedule: Schedule) -> list[Disagreement]:
    """The milestones on which the project and its plan differ a week or more, the first day on top."""
    known = days(planned, schedule)
    ends = {one.id: schedule.day(at) for one, at in zip(schedule.network.activities, schedule.end, strict=True)}
    found = []
    for milestone in project.milestones:
        on = milestone.actual_on or milestone.planned_on
        activity = activity_of(milestone, planned)
        plan_on = known.get(milestone.code) or (ends.get(activity) if activity else None)
        if on and plan_on and days_apart(on, plan_on) >= LEAST:
            found.append(Disagreement(milestone.code, milestone.title, on, milestone.actual_on is not None, plan_on))
    return sorted(found, key=lambda one: (one.on, one.code))


def with_facts(of: Planned, project: Project) -> Plan:
    """Its plan with the days on which milestones of its project were reached as actual ends of their activities."""
    reached = {
        activity: milestone.actual_on
        for milestone in project.milestones
        if milestone.actual_on and (activity := activity_of(milestone, of))
    }
    return ended(of.plan, reached)


def ended(plan: Plan, days: Mapping[str, Day]) -> Plan:
    """The plan with these days as actual ends of activities that have none."""
    return changed(
        plan,
        activities=tuple(
            changed(one, actual_end_on=days[one.id]) if one.id in days and not one.actual_end_on else one
            for one in plan.activities
        ),
    )


def undated(of: Planned, project: Project, today: Day) -> list[tuple[Milestone, str]]:
    """The milestones that may have been reached, with the activity of each: no actual day, none ahead either."""
    open_ = {one.id for one in of.plan.activities if not one.actual_end_on}
    return [
        (milestone, activity)
        for milestone in project.milestones
        if not milestone.actual_on and (milestone.awaited_on is None or milestone.awaited_on < today)
        if (activity := activity_of(milestone, of)) in open_ and activity is not None
    ]


def before_facts(plan: Plan) -> dict[str, Day]:
    """What comes before something that was reached, and has no actual end: by which day it was done, if it was."""
    waits = {one.id: {link.activity for link in one.after if link.type != "start-start"} for one in plan.activities}
    done = {one.id: last_day(one.actual_end_on) for one in plan.activities if one.actual_end_on}
    before: dict[str, Day] = {}
    for id in sorted(done, key=lambda id: done[id]):
        to_see = [id]
        while to_see:
            for earlier in waits.get(to_see.pop(), set()) - before.keys() - done.keys():
                before[earlier] = done[id]
                to_see.append(earlier)
    return {one.id: before[one.id] for one in plan.activities if one.id in before}


def done_by_then(plan: Plan) -> Plan:
    """The plan where what comes before something reached ended by that day, nobody knows when."""
    return ended(plan, {id: partial_date(f"..{day}") for id, day in before_facts(plan).items()})


def accepted(of: Planned, project: Project, found: Iterable[Disagreement]) -> Plan:
    """The plan with the days of the milestones: a fact as an actual end, a planned day by when its activity begins."""
    by_code = {one.code: one for one in found}
    begins = {}
    for milestone in project.milestones:
        one = by_code.get(milestone.code)
        activity = activity_of(milestone, of)
        if one and activity and not one.is_fact:
            begins[activity] = one
    plan = with_facts(of, project)
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
