"""What `ppl plan show` says of a plan in time."""

from collections.abc import Iterator
from typing import Any

from ppl.errors import Text
from ppl.reports.plan.sentences import listed, weeks
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


def said(found: PlanSeen) -> dict[str, Any]:
    """All that is said of the plan; below the reason of each activity stand those that its links give."""
    return {
        "opening": opening(found),
        "head": tuple(head(found)),
        "activities": [(*cells(one, found), joined(found.owners.get(one.id))) for one in found.activities],
        "why": [reason(one) for one in found.activities],
    }


def opening(found: PlanSeen) -> Phrase:
    """How long the plan takes, in which order, and from when to when."""
    goal = f"{found.goal} {found.goal_title}" if found.goal else Text("the end")
    length, days = Text("{weeks} to {goal}"), Text("from {start} to {end}", start=found.starts_on, end=found.goal_on)
    if found.is_at_least:
        length = Text("at least {weeks} to {goal}")
        days = Text("from {start}; when it ends is not known", start=found.starts_on)
    length = Text(length.source, weeks=weeks(found.weeks), goal=goal)
    text = joined(capital(ORDERS[found.variant]), length, between=": ")
    return ended(joined(text, days if found.starts_on else None))


def head(found: PlanSeen) -> Iterator[Row]:
    """What decides the day, the milestones, what runs now, and what is not certain."""
    critical = found.critical_paths[0] if found.critical_paths else ()
    if critical:
        number = found.critical_paths_total - 1
        others = count(Text("{number} other path just as long"), Text("{number} other paths just as long"), number)
        yield Row(Text("critical"), joined(" → ".join(critical), others if number > 0 else None, between="; "))
    if len(found.chain) > 1 and found.chain != critical:
        path = " → ".join(found.chain)
        yield Row(Text("chain"), Text("{path}: what brings the goal to its day", path=path))
    for one in found.milestones:
        yield Row(Text("milestone"), bracketed(joined(milestone(one), at(one), between=": "), one.law))
    if found.running:
        yield Row(Text("now"), listed(found.running, RUNNING))
    if found.unentered:
        late = listed(found.unentered, UNENTERED)
        text = count(
            Text("{number} activity should have begun or ended by now, and has no actual date: {listed}", listed=late),
            Text(
                "{number} activities should have begun or ended by now, and have no actual dates: {listed}", listed=late
            ),
            len(found.unentered),
        )
        yield Row(Text("not entered"), text)
    if found.without_weeks:
        ids = ", ".join(found.without_weeks)
        text = Text("{activities}: counted as 0 weeks, so what comes after is too early", activities=ids)
        yield Row(Text("no duration"), text)
    for late_ in found.conflicts:
        yield Row(Text("conflict"), conflict(late_))
    if found.assumed:
        yield Row(Text("assumed"), assumptions(found.assumed))


def reason(one: ActivityShown) -> Row:
    """Why an activity does not start earlier, and below that what its links give as reasons."""
    risk = Text("At own risk for {weeks}.", weeks=weeks(one.at_own_risk.weeks)) if one.at_own_risk else None
    reasons = () if one.actual_start_on else (ended(link.reason) for link in one.waits_on if link.reason)
    return Row(one.id, line(ended(why(one)), risk), tuple(reasons))
