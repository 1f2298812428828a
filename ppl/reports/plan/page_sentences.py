"""What the page of a plan says: when it leads to its goal, what decides that, and what is not certain yet."""

from collections.abc import Iterator
from typing import Any

from ppl.errors import Text
from ppl.reports import asked_sentences
from ppl.reports.asked import is_of_reader
from ppl.reports.outlook_sentences import differences
from ppl.reports.plan.sentences import assumed, at_work, late, named, planned_by_somebody, presumed, weeks, won
from ppl.reports.plan.show_report import PlanPage
from ppl.reports.plan.times import ActivityShown, MilestoneShown
from ppl.reports.plan.why import assumptions, at, cells, conflict, milestone, until, why
from ppl.reports.sentences import Line, Phrase, bracketed, capital, count, ended, joined, line
from ppl.reports.standing_sentences import late as days_late

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


def _late(plan_page: PlanPage) -> Line:
    """What is late of what somebody planned, and how much of a template has no day that anybody gave."""
    steps = plan_page.unentered
    planned = planned_by_somebody(steps)
    return line(
        ended(late(planned, LISTED)) if planned else None,
        ended(capital(presumed(steps))) if len(planned) < len(steps) else None,
    )


def in_short(plan_page: PlanPage) -> Line:
    """What the alderman reads first: when the plan leads to its goal, what that wins, and how late it is."""
    steps = planned_by_somebody(plan_page.unentered)
    first = max((one.late_days or 0 for one in steps), default=0)
    how_late = days_late(first)
    slow = count(
        Text("{number} step should have begun or ended by now: {late}.", late=how_late),
        Text("{number} steps should have begun or ended by now, the first is {late}.", late=how_late),
        len(steps),
    )
    return line(opening(plan_page), beside_usual(plan_page), slow if first else None)


def asks(plan_page: PlanPage) -> dict[str, Any]:
    """What is asked of the municipality, and of others."""
    own = [one for one in plan_page.asked if is_of_reader(one, "project")]
    others = [one for one in plan_page.asked if one not in own]
    return {
        "asked": [asked_sentences.asked(one, with_who=True, with_projects=False) for one in own],
        "asked_of_others": [asked_sentences.asked(one, with_who=True, with_projects=False) for one in others],
    }


def said(plan_page: PlanPage) -> dict[str, Any]:
    """All that the page says."""
    return {
        **asks(plan_page),
        "in_short": in_short(plan_page),
        "differs": differences(plan_page.differs),
        "assumed": assumed(plan_page.unchecked),
        "late": _late(plan_page),
        "milestones": [_milestone(one, plan_page) for one in plan_page.milestones],
        "orders": [
            (
                ORDERS[one.variant],
                joined(round(one.weeks, 1)),
                joined(one.goal_on),
                joined(round(one.won_weeks, 1)) if place else "",
            )
            for place, one in enumerate(plan_page.orders)
        ],
        "won": Text(
            "Beside the usual order: {relinked} by other links, and {shorter} by how long the work takes.",
            relinked=won(plan_page.relinked_weeks),
            shorter=won(plan_page.shorter_weeks),
        ),
        "decides": tuple(decides(plan_page)),
        "risks": [risk(activity, plan_page) for activity in plan_page.activities if _is_at_risk(activity, plan_page)],
        "uncertain": tuple(uncertain(plan_page)),
        "activities": [_activity(activity, plan_page) for activity in plan_page.activities],
    }


def opening(plan_page: PlanPage) -> Phrase:
    """When the plan leads to its goal, or led to it."""
    goal, length = plan_page.goal_title or Text("the end"), weeks(round(plan_page.weeks))
    if plan_page.is_done:
        return Text(
            "‘{goal}’ was reached on {date}, {weeks} after the plan began.",
            goal=goal,
            date=plan_page.goal_on,
            weeks=length,
        )
    if plan_page.is_at_least:
        return Text(
            "This plan leads to ‘{goal}’. It takes at least {weeks}; on what day it ends is not known, because nobody "
            "gave the duration of {activities} yet.",
            goal=goal,
            weeks=length,
            activities=", ".join(plan_page.missing),
        )
    if not plan_page.starts_on:
        return Text("This plan leads to ‘{goal}’, in {weeks}.", goal=goal, weeks=length)
    return Text(
        "This plan leads to ‘{goal}’, in {weeks}: from {start} to {end}.",
        goal=goal,
        weeks=length,
        start=plan_page.starts_on,
        end=plan_page.goal_on,
    )


def beside_usual(plan_page: PlanPage) -> Text | None:
    """How much shorter or longer it is than the usual order; None where that says nothing."""
    if not plan_page.orders or plan_page.is_at_least or not (gain := plan_page.orders[1].won_weeks):
        return None
    usual, other = weeks(round(plan_page.orders[0].weeks)), weeks(round(abs(gain)))
    if gain > 0:
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


def _milestone(milestone_shown: MilestoneShown, plan_page: PlanPage) -> tuple[Phrase, ...]:
    means = bracketed(MEANS.get(milestone_shown.code, ""), milestone_shown.law)
    if not plan_page.orders:
        return (milestone(milestone_shown), at(milestone_shown), means)
    usual = next((at(other) for other in plan_page.orders[0].milestones if other.code == milestone_shown.code), "")
    return (milestone(milestone_shown), at(milestone_shown), usual, means)


def decides(plan_page: PlanPage) -> Iterator[Phrase | Line]:
    """What decides the day: the critical path, the chain, what takes longest, and what may decide next."""
    critical = plan_page.critical_paths[0] if plan_page.critical_paths else ()
    if critical:
        number = plan_page.critical_paths_total - 1
        others = count(
            Text("{number} other path is just as long."), Text("{number} other paths are just as long."), number
        )
        path = Text("The critical path: {path}. Any slip on it moves the end.", path=" → ".join(critical))
        yield line(path, others if number > 0 else None)
    if len(plan_page.chain) > 1 and plan_page.chain != critical:
        yield Text(
            "The chain that brings it there: {path}. To end earlier, something on it must become shorter or begin "
            "sooner.",
            path=" → ".join(plan_page.chain),
        )
    if one := plan_page.longest:
        yield Text(
            "What takes longest on it: {activity}, {weeks}.", activity=named(one.activity), weeks=weeks(one.weeks)
        )
    if one := plan_page.next:
        yield Text(
            "The next bottleneck: {activity}. It has {weeks} to spare: once the chain is more than that shorter, this "
            "may decide the day.",
            activity=named(one.activity),
            weeks=weeks(one.weeks),
        )
    if plan_page.running:
        yield Text("By this plan now at work on: {listed}.", listed=at_work(plan_page.running, LISTED))


def _is_at_risk(activity: ActivityShown, plan_page: PlanPage) -> bool:
    """Whether it is at own risk still: what the risk ends with was not entered as done."""
    if activity.at_own_risk is None:
        return False
    reached_by = {one.code: one.activity for one in plan_page.milestones}
    until = reached_by.get(activity.at_own_risk.until, activity.at_own_risk.until)
    return not any(one.id == until and one.actual_end_on for one in plan_page.activities)


def risk(activity: ActivityShown, plan_page: PlanPage) -> Phrase:
    """Work at own risk: from when to when, and what ends the risk."""
    assert activity.at_own_risk
    span, end = weeks(activity.at_own_risk.weeks), activity.at_own_risk.until_on
    if activity.start_on and end:
        span = Text("from {start} to {end}, {weeks}", start=activity.start_on, end=end, weeks=span)
    ends = Text("the risk ends with: {what}", what=until(activity.at_own_risk, plan_page))
    return joined(named(activity), joined(span, ends, between="; "), between=": ")


def uncertain(plan_page: PlanPage) -> Iterator[Text]:
    """What is not certain yet: answers, durations and dates."""
    if plan_page.assumed:
        yield Text("Assumed, because nobody answered it yet: {answers}.", answers=assumptions(plan_page.assumed))
    if plan_page.guesses:
        yield count(
            Text("{number} duration is an estimate: not marked as given by a source or by who does the work."),
            Text("{number} durations are estimates: not marked as given by a source or by who does the work."),
            plan_page.guesses,
        )
    if plan_page.without_weeks:
        yield Text(
            "Nobody gave the duration of {activities} yet. Each counts as 0 weeks, so what comes after is too early.",
            activities=", ".join(plan_page.without_weeks),
        )
    for one in plan_page.conflicts:
        yield Text("A date that cannot be met: {conflict}.", conflict=conflict(one))


def _activity(activity: ActivityShown, plan_page: PlanPage) -> tuple[Phrase, ...]:
    id, title, *times = cells(activity, plan_page)
    return (id, title, joined(plan_page.owners.get(activity.id)), *times, why(activity))
