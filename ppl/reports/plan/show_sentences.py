"""What `ppl plan show` says of a plan in time."""

from collections.abc import Iterator
from typing import Any

from ppl.errors import Text
from ppl.reports.plan.sentences import assumed, at_work, late, planned_by_somebody, presumed, weeks
from ppl.reports.plan.show_report import PlanSeen
from ppl.reports.plan.times import ActivityShown
from ppl.reports.plan.why import assumptions, at, cells, conflict, milestone, why
from ppl.reports.sentences import Phrase, Row, bracketed, capital, count, ended, joined, line

ORDERS = {
    "planned": Text("as planned"),
    "serial": Text("in the usual order, one step after the other"),
    "usual": Text("as planned, with every usual habit"),
    "no-habit": Text("without any habit"),
    "short": Text("with pressure-cooker durations"),
}
RUNNING, UNENTERED = 6, 4  # how many activities are named


def said(plan: PlanSeen) -> dict[str, Any]:
    """All that is said of the plan; below the reason of each activity stand those that its links give."""
    return {
        "assumed": assumed(plan.unchecked),
        "opening": opening(plan),
        "head": tuple(head(plan)),
        "activities": [(*cells(activity, plan), joined(plan.owners.get(activity.id))) for activity in plan.activities],
        "why": [reason(activity) for activity in plan.activities],
    }


def opening(plan: PlanSeen) -> Phrase:
    """How long the plan takes, in which order, and from when to when."""
    goal = f"{plan.goal} {plan.goal_title}" if plan.goal else Text("the end")
    length, days = Text("{weeks} to {goal}"), Text("from {start} to {end}", start=plan.starts_on, end=plan.goal_on)
    if plan.is_at_least:
        length = Text("at least {weeks} to {goal}")
        days = Text("from {start}; when it ends is not known", start=plan.starts_on)
    length = Text(length.source, weeks=weeks(plan.weeks), goal=goal)
    text = joined(capital(ORDERS[plan.variant]), length, between=": ")
    return ended(joined(text, days if plan.starts_on else None))


def head(plan: PlanSeen) -> Iterator[Row]:
    """What is late, what decides the day, the milestones, what runs now, and what is not certain."""
    if planned := planned_by_somebody(plan.unentered):
        yield Row(Text("late"), late(planned, UNENTERED))
    if len(planned) < len(plan.unentered):
        yield Row(Text("assumed"), presumed(plan.unentered))
    critical = plan.critical_paths[0] if plan.critical_paths else ()
    if critical:
        number = plan.critical_paths_total - 1
        others = count(Text("{number} other path just as long"), Text("{number} other paths just as long"), number)
        yield Row(Text("critical"), joined(" → ".join(critical), others if number > 0 else None, between="; "))
    if len(plan.chain) > 1 and plan.chain != critical:
        path = " → ".join(plan.chain)
        yield Row(Text("chain"), Text("{path}: what brings the goal to its day", path=path))
    for one in plan.milestones:
        yield Row(Text("milestone"), bracketed(joined(milestone(one), at(one), between=": "), one.law))
    if plan.running:
        yield Row(Text("now"), at_work(plan.running, RUNNING))
    if plan.without_weeks:
        ids = ", ".join(plan.without_weeks)
        text = Text("{activities}: counted as 0 weeks, so what comes after is too early", activities=ids)
        yield Row(Text("no duration"), text)
    for each in plan.conflicts:
        yield Row(Text("conflict"), conflict(each))
    if plan.assumed:
        yield Row(Text("assumed"), assumptions(plan.assumed))


def reason(activity: ActivityShown) -> Row:
    """Why an activity does not start earlier, and below that what its links give as reasons."""
    risk = Text("At own risk for {weeks}.", weeks=weeks(activity.at_own_risk.weeks)) if activity.at_own_risk else None
    reasons = () if activity.actual_start_on else (ended(link.reason) for link in activity.waits_on if link.reason)
    return Row(activity.id, line(ended(why(activity)), risk), tuple(reasons))
