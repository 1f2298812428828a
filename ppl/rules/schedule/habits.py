"""What became of habits: over all plans, which habit links were questioned, with what result."""

from collections.abc import Sequence
from typing import NamedTuple

from ppl.model.plan import Plan, PlanActivity, Questioned
from ppl.rules.schedule.planned import Planned


class Fact(NamedTuple):
    """A question to a link in a project, and what came of it."""

    project: str
    questioned: Questioned


class Habit(NamedTuple):
    """A link that rests on habit somewhere: the activity, and what it waits on.

    facts: where it was questioned; waiting: projects that still wait; left_out: projects whose plan never had it
    """

    activity: PlanActivity
    waited_on: PlanActivity
    reason: str | None
    facts: tuple[Fact, ...]
    waiting: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def observed_weeks(self) -> float:
        """The weeks that it won, over all projects that measured it."""
        return sum(fact.questioned.observed_weeks or 0 for fact in self.facts)


def habits(plans: Sequence[Planned]) -> list[Habit]:
    """Every habit link of these plans and of the usual order of their templates; the most questioned first.

    Links are the same where both activities have the same id in plans of one template; else per project.
    """
    found: dict[tuple[str, str, str], _Gathered] = {}
    for plan in plans:
        for key, activity, waited_on, reason in _links(plan):
            gathered = found.setdefault(key, _Gathered(activity, waited_on, reason, [], [], []))
            name = plan.project or ""
            facts = [fact for fact in plan.plan.questioned if _is_about(fact, activity, waited_on)]
            gathered.facts.extend(Fact(name, fact) for fact in facts)
            if _waits(plan.plan, activity.id, waited_on.id):
                gathered.waiting.append(name)
            elif not facts:
                gathered.left_out.append(name)
    listed = [
        Habit(one.activity, one.waited_on, one.reason, tuple(one.facts), tuple(one.waiting), tuple(one.left_out))
        for one in found.values()
    ]
    return sorted(listed, key=lambda one: (-len(one.facts), -one.observed_weeks, -len(one.waiting), one.activity.id))


class _Gathered(NamedTuple):
    """A habit while it is gathered."""

    activity: PlanActivity
    waited_on: PlanActivity
    reason: str | None
    facts: list[Fact]
    waiting: list[str]
    left_out: list[str]


def _links(planned: Planned) -> list[tuple[tuple[str, str, str], PlanActivity, PlanActivity, str | None]]:
    """The habits that a plan has, had, or left out from the start."""
    activities = {activity.id: activity for activity in planned.activities}
    scope = planned.plan.template or planned.project or ""
    found: dict[tuple[str, str, str], tuple[tuple[str, str, str], PlanActivity, PlanActivity, str | None]] = {}
    for activity in planned.activities:
        for link in (*activity.after, *activity.after_serial):
            if link.ground == "habit" and link.activity in activities:
                key = (scope, activity.id, link.activity)
                found.setdefault(key, (key, activity, activities[link.activity], link.reason))
    for fact in planned.plan.questioned:
        if fact.activity in activities and fact.waited_on in activities and fact.ground in (None, "habit"):
            key = (scope, fact.activity, fact.waited_on)
            found.setdefault(key, (key, activities[fact.activity], activities[fact.waited_on], None))
    return list(found.values())


def _is_about(fact: Questioned, activity: PlanActivity, waited_on: PlanActivity) -> bool:
    return (fact.activity, fact.waited_on) == (activity.id, waited_on.id)


def _waits(plan: Plan, activity: str, waited_on: str) -> bool:
    """Whether the plan as it stands still waits there by habit."""
    return any(
        link.activity == waited_on and link.ground == "habit" and link.type != "start-start"
        for one in plan.activities
        if one.id == activity
        for link in one.after
    )
