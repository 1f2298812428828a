"""What the page of a plan says: when it leads to its goal, what decides that, and what is not certain yet."""

from collections.abc import Iterator
from typing import Any

from ppl.errors import Text
from ppl.reports.plan.sentences import listed, named, weeks
from ppl.reports.plan.show_report import PlanPage
from ppl.reports.plan.times import ActivityShown, MilestoneShown
from ppl.reports.plan.why import assumptions, at, cells, conflict, milestone, until, why
from ppl.reports.sentences import Line, Phrase, bracketed, capital, count, joined, line, small

ORDERS = {
    "serial": Text("usual order, one step after the other"),
    "planned": Text("as planned"),
    "no-habit": Text("as planned, without any habit"),
    "short": Text("that, with pressure-cooker durations"),
}
MEANS = {
    "adopted": Text("the council has decided"),
    "in-force": Text("the plan may be used, unless a judge suspends it"),
    "irrevocable": Text("no appeal can change it any more"),
}
LISTED = 6  # how many activities are named


def said(found: PlanPage) -> dict[str, Any]:
    """All that the page says."""
    return {
        "opening": opening(found),
        "usual": beside_usual(found),
        "milestones": [_milestone(one, found) for one in found.milestones],
        "orders": [
            (
                ORDERS[one.variant],
                joined(round(one.weeks, 1)),
                joined(one.goal_on),
                joined(round(one.won_weeks, 1)) if place else "",
            )
            for place, one in enumerate(found.orders)
        ],
        "won": Text(
            "Of what this plan wins over the usual order, {relinked} come from other links and {shorter} from shorter "
            "work.",
            relinked=weeks(found.relinked_weeks),
            shorter=weeks(found.shorter_weeks),
        ),
        "decides": tuple(decides(found)),
        "risks": [risk(one, found) for one in found.activities if one.at_own_risk],
        "uncertain": tuple(uncertain(found)),
        "activities": [_activity(one, found) for one in found.activities],
    }


def opening(found: PlanPage) -> Phrase:
    """When the plan leads to its goal, or led to it."""
    goal, length = found.goal_title or Text("the end"), weeks(found.weeks)
    if found.is_done:
        text = Text(
            "{goal} was reached on {date}, {weeks} after the plan began.", goal=goal, date=found.goal_on, weeks=length
        )
        return capital(text)
    if found.is_at_least:
        return Text(
            "This plan leads to {goal}. It takes at least {weeks}; on what day it ends is not known, because nobody "
            "gave the duration of {activities} yet.",
            goal=small(goal),
            weeks=length,
            activities=", ".join(found.missing),
        )
    if not found.starts_on:
        return Text("This plan leads to {goal}, in {weeks}.", goal=small(goal), weeks=length)
    return Text(
        "This plan leads to {goal}, in {weeks}: from {start} to {end}.",
        goal=small(goal),
        weeks=length,
        start=found.starts_on,
        end=found.goal_on,
    )


def beside_usual(found: PlanPage) -> Text | None:
    """How much shorter or longer it is than the usual order; None where that says nothing."""
    if not found.orders or found.is_at_least or not (won := found.orders[1].won_weeks):
        return None
    usual, other = weeks(found.orders[0].weeks), weeks(abs(won))
    if won > 0:
        return Text(
            "One step after the other, as is usual, it would take {usual}: this plan is {won} shorter.",
            usual=usual,
            won=other,
        )
    return Text(
        "One step after the other, as is usual, it would take {usual}: this plan is {lost} longer.",
        usual=usual,
        lost=other,
    )


def _milestone(one: MilestoneShown, found: PlanPage) -> tuple[Phrase, ...]:
    means = bracketed(MEANS.get(one.code, ""), one.law)
    if not found.orders:
        return (milestone(one), at(one), means)
    usual = next((at(other) for other in found.orders[0].milestones if other.code == one.code), "")
    return (milestone(one), at(one), usual, means)


def decides(found: PlanPage) -> Iterator[Phrase | Line]:
    """What decides the day: the critical path, the chain, what takes longest, and what may decide next."""
    critical = found.critical_paths[0] if found.critical_paths else ()
    if critical:
        number = found.critical_paths_total - 1
        others = count(
            Text("{number} other path is just as long."), Text("{number} other paths are just as long."), number
        )
        path = Text("The critical path: {path}. Any slip on it moves the end.", path=" → ".join(critical))
        yield line(path, others if number > 0 else None)
    if len(found.chain) > 1 and found.chain != critical:
        yield Text(
            "The chain that brings it there: {path}. To end earlier, something on it must become shorter or begin "
            "sooner.",
            path=" → ".join(found.chain),
        )
    if one := found.longest:
        yield Text(
            "What takes longest on it: {activity}, {weeks}.", activity=named(one.activity), weeks=weeks(one.weeks)
        )
    if one := found.next:
        yield Text(
            "The next bottleneck: {activity}. It has {weeks} to spare: once the chain is more than that shorter, this "
            "may decide the day.",
            activity=named(one.activity),
            weeks=weeks(one.weeks),
        )
    if found.running:
        yield Text("By this plan now at work on: {listed}.", listed=listed(found.running, LISTED))


def risk(one: ActivityShown, found: PlanPage) -> Phrase:
    """Work at own risk: from when to when, and what ends the risk."""
    assert one.at_own_risk
    span, end = weeks(one.at_own_risk.weeks), one.at_own_risk.until_on
    if one.start_on and end:
        span = Text("from {start} to {end}, {weeks}", start=one.start_on, end=end, weeks=span)
    ends = Text("the risk ends with: {what}", what=until(one.at_own_risk, found))
    return joined(named(one), joined(span, ends, between="; "), between=": ")


def uncertain(found: PlanPage) -> Iterator[Text]:
    """What is not certain yet: answers, durations and dates."""
    if found.assumed:
        yield Text("Assumed, because nobody answered it yet: {answers}.", answers=assumptions(found.assumed))
    if found.guesses:
        yield count(
            Text("{number} duration is an estimate: not marked as given by a source or by who does the work."),
            Text("{number} durations are estimates: not marked as given by a source or by who does the work."),
            found.guesses,
        )
    if found.without_weeks:
        yield Text(
            "Nobody gave the duration of {activities} yet. Each counts as 0 weeks, so what comes after is too early.",
            activities=", ".join(found.without_weeks),
        )
    for one in found.conflicts:
        yield Text("A date that cannot be met: {conflict}.", conflict=conflict(one))
    if found.unentered:
        late = listed(found.unentered, LISTED)
        yield count(
            Text("{number} activity should have begun or ended by now, and has no actual date: {listed}.", listed=late),
            Text(
                "{number} activities should have begun or ended by now, and have no actual dates: {listed}.",
                listed=late,
            ),
            len(found.unentered),
        )


def _activity(one: ActivityShown, found: PlanPage) -> tuple[Phrase, ...]:
    id, title, *times = cells(one, found)
    return (id, title, joined(found.owners.get(one.id)), *times, why(one))
