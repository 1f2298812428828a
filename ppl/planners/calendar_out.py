"""The milestones of a plan as days for a calendar."""

import datetime

from ppl.errors import DataError, Text
from ppl.planners.plan_rows import Outgoing


def milestones_of(plan: Outgoing, project: str) -> list[tuple[str, datetime.date, str, datetime.date, str]]:
    """Of each milestone that has a day: UID, the day, what it is called, today, and the law that it rests on.

    The same milestone keeps its UID, so that a calendar moves it. Raises DataError where no milestone has a day.
    """
    found = [
        (f"{one.code}.{project}@ppl", one.on, f"{plan.name}: {one.title}", plan.today, one.law or "")
        for one in plan.moments
        if one.on is not None
    ]
    if not found:
        what = Text("the plan has no milestones with a day")
        remedy = Text("give it a first day (ppl set {ref} starts_on=DATE) and milestones", ref=f"{project}/plan")
        raise DataError(what, remedy)
    return found
