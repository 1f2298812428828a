"""Checks of plans and their templates: no circles, known names, durations and days that can be."""

import datetime
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from ppl.errors import DataError, Field, Finding, Text, nearest
from ppl.model.knowledge import Knowledge
from ppl.model.lists import Bodies, Calendar
from ppl.model.plan import Plan, PlanActivity
from ppl.model.programme import PlanTemplate
from ppl.rules.schedule.network import network
from ppl.rules.schedule.variants import Variant, varied

Day = datetime.date
Found = Iterator[Finding]
MOST_WEEKS = 5_200
CIRCLES: tuple[tuple[Variant, str], ...] = (("planned", "after"), ("serial", "after_serial"), ("usual", "after_serial"))


def odd_plans(knowledge: Knowledge, today: Day) -> Found:
    """A plan can be scheduled: it goes round in no circle, and what it names and how long it takes makes sense."""
    plans: list[Plan | PlanTemplate] = [*knowledge.of(Plan), *knowledge.of(PlanTemplate)]
    for plan in plans:
        yield from _circles(plan)
        yield from _unknown_names(knowledge, plan)
        for place, activity in enumerate(plan.activities):
            at: Field = ("activities", place)
            yield from _odd_durations(plan.ref, at, activity)
            yield from _odd_days(plan.ref, at, activity, today)


def _circles(plan: Plan | PlanTemplate) -> Found:
    """The first circle of the links, of the usual links, and of both together."""
    for variant, name in CIRCLES:
        circle = _circle(_bare(varied(plan.activities, variant)))
        if circle is not None:
            place = next(place for place, one in enumerate(plan.activities) if one.id == circle[0])
            field = ("activities", place, name) if getattr(plan.activities[place], name) else ("activities", place)
            what = Text("the plan goes round in a circle: {circle}", circle=" ← ".join(circle))
            yield Finding(plan.ref, field, what, Text("each waits on the next; take one of these links out"))
            return


def _bare(activities: Sequence[PlanActivity]) -> list[PlanActivity]:
    """Each activity once, with its links to activities that are there: other checks tell the rest."""
    once = {one.id: one for one in activities}
    return [
        PlanActivity(id=one.id, title="", weeks=0.0, after=tuple(link for link in one.after if link.activity in once))
        for one in once.values()
    ]


def _circle(activities: Sequence[PlanActivity]) -> list[str] | None:
    """The ids of a circle, each waiting on the next, the first one again at the end; None where there is none."""
    try:
        network(activities)
    except DataError as error:
        return str(error.what.values["circle"]).split(" ← ")
    return None


def _unknown_names(knowledge: Knowledge, plan: Plan | PlanTemplate) -> Found:
    """Activities, seasons and bodies that are named and that nobody knows."""
    ids = {one.id for one in plan.activities}
    calendar, bodies = knowledge.one(Calendar), knowledge.one(Bodies)
    windows = {one.code for one in calendar.calendar if one.code} if calendar else None
    known = {one.code for one in bodies.bodies} if bodies else None
    for place, one in enumerate(plan.activities):
        at: Field = ("activities", place)
        if one.risk_until is not None and one.risk_until not in ids:
            yield _no_activity(plan.ref, (*at, "risk_until"), one.risk_until, ids)
        if one.window is not None and windows is not None and one.window not in windows:
            what = Text("the calendar has no entry `{window}`", window=one.window)
            remedy = nearest(one.window, windows, Text("add it to programme/calendar.yaml, or take the window away"))
            yield Finding(plan.ref, (*at, "window"), what, remedy)
        if one.decided_by is not None and known is not None and one.decided_by not in known:
            what = Text("`{body}` is no body with meetings, so it moves nothing", body=one.decided_by)
            remedy = nearest(one.decided_by, known, Text("add it to programme/bodies.yaml, or take decided_by away"))
            yield Finding(plan.ref, (*at, "decided_by"), what, remedy, "remark")
    for place, reached in enumerate(plan.milestones):
        if reached.activity not in ids:
            yield _no_activity(plan.ref, ("milestones", place, "activity"), reached.activity, ids)


def _no_activity(ref: str, field: Field, id: str, ids: Collection[str]) -> Finding:
    what = Text("`{id}` is no activity of this plan", id=id)
    return Finding(ref, field, what, nearest(id, ids, Text("name one of its activities")))


def _odd_durations(ref: str, at: Field, one: PlanActivity) -> Found:
    """No duration is below zero, and optimistic, likely and pessimistic rise."""
    for name in ("weeks", "weeks_short", "optimistic", "likely", "pessimistic"):
        weeks = getattr(one, name)
        if weeks is not None and weeks < 0:
            what = Text("{weeks} weeks is less than nothing", weeks=f"{weeks:g}")
            yield Finding(ref, (*at, name), what, Text("write 0 (a milestone) or more"))
        if weeks is not None and weeks > MOST_WEEKS:
            yield _too_long(ref, (*at, name), weeks)
    for kind in ("after", "after_serial"):
        for place, link in enumerate(getattr(one, kind)):
            if link.lag_weeks is not None and abs(link.lag_weeks) > MOST_WEEKS:
                yield _too_long(ref, (*at, kind, place, "lag_weeks"), link.lag_weeks)
    points = [
        (name, weeks) for name in ("optimistic", "likely", "pessimistic") if (weeks := getattr(one, name)) is not None
    ]
    for (low, less), (high, more) in pairwise(points):
        if less > more:
            what = Text(
                "{high} ({more}) is shorter than {low} ({less})", high=high, more=f"{more:g}", low=low, less=f"{less:g}"
            )
            yield Finding(ref, (*at, high), what, Text("write optimistic, likely and pessimistic in rising order"))


def _too_long(ref: str, field: Field, weeks: float) -> Finding:
    what = Text("{weeks} weeks is more than a hundred years", weeks=f"{weeks:g}")
    return Finding(ref, field, what, Text("write the number of weeks"))


def _odd_days(ref: str, at: Field, one: PlanActivity, today: Day) -> Found:
    """An activity does not end before it began, and what happened is not still to come."""
    began, ended = one.actual_start_on, one.actual_end_on
    if began is not None and ended is not None and ended < began:
        what = Text("actual_end_on ({end}) is before actual_start_on ({start})", end=ended, start=began)
        yield Finding(ref, (*at, "actual_end_on"), what, Text("correct one of the two dates"))
    for name in ("actual_start_on", "actual_end_on"):
        day = getattr(one, name)
        if day is not None and day > today:
            remedy = Text("an actual date has happened; what is planned goes into planned_start_on")
            yield Finding(ref, (*at, name), Text("{field} ({day}) lies in the future", field=name, day=day), remedy)
