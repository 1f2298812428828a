"""Work at own risk: what runs ahead of a decision, from its start to the moment that the risk ends."""

from collections.abc import Sequence
from typing import NamedTuple

from ppl.model.plan import Reached
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import Schedule

IRREVOCABLE = "irrevocable"


class Risk(NamedTuple):
    """Work at own risk. until: the activity or milestone that ends the risk; ends: that moment, in ticks."""

    activity: int
    until: str
    ends: int


def moment(plan: Schedule, milestone: Reached) -> int | None:
    """When a milestone is reached, in ticks; None where its activity is not in the plan."""
    index = plan.network.number.get(milestone.activity)
    if index is None:
        return None
    if milestone.weeks_after_start is None:
        return plan.end[index]
    return plan.start[index] + ticks.of_weeks(milestone.weeks_after_start)


def risks(plan: Schedule, milestones: Sequence[Reached]) -> list[Risk]:
    """The work that starts before the risk of it is over.

    It ends with the activity that `risk_until` names, else when the plan is irrevocable. Work that starts after
    that runs no such risk, however it is marked.
    """
    last = next((milestone for milestone in milestones if milestone.code == IRREVOCABLE), None)
    found = []
    for index, one in enumerate(plan.network.activities):
        if not one.at_own_risk:
            continue
        until, ends = one.risk_until, None
        if until is not None and until in plan.network.number:
            ends = plan.end[plan.network.number[until]]
        elif last is not None:
            until, ends = last.code, moment(plan, last)
        if until is not None and ends is not None and ends > plan.start[index]:
            found.append(Risk(index, until, ends))
    return found
