"""Serial against parallel: the same activities in the usual order, as planned, and with every habit dropped."""

import datetime
from typing import Any

import msgspec

from ppl.errors import Text
from ppl.reports.plan.parts import Chain, Step, calendar_remarks, chain, goal_of
from ppl.reports.plan.sentences import assumed, goal, longest, path, week, when, won
from ppl.reports.plan.times import MilestoneShown, milestones
from ppl.reports.sentences import Line, Phrase, Row, bracketed, count, joined, line, percent, word
from ppl.rules.schedule import ticks
from ppl.rules.schedule.comparison import Comparison, comparison, hours
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.network import is_habit
from ppl.rules.schedule.planned import Planned

Day = datetime.date

# expected saving of hours per kind of party (CoP workbook no. 5; first two also vastgoedbs.nl): promises, no results
PROMISES = {"gemeente": 0.5, "ontwikkelaar": 0.3, "woningcorporatie": 0.3, "adviesbureau": 0.2}

NAMES = {
    "serial": Text("usual order"),
    "planned": Text("as planned now"),
    "no-habit": Text("without habits"),
    "short": Text("short sessions"),
}


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """The plan in one order. hours: per party, where the plan has them; won_weeks: against the usual order."""

    variant: str
    weeks: float
    goal_on: Day | None
    won_weeks: float
    links: int
    milestones: tuple[MilestoneShown, ...]
    chain: Chain
    hours: dict[str, float]


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """What the sources promise a party in hours saved (a share), beside what this plan gives; None where unknown.

    usual_hours, planned_hours: the hours in the usual order and as planned
    """

    party: str
    promised: float | None
    computed: float | None
    usual_hours: float | None = None
    planned_hours: float | None = None


class CompareShown(msgspec.Struct, frozen=True, kw_only=True):
    """The comparison. relinked_weeks and shorter_weeks together are what the plan wins over the usual order.

    habits: how many links of the plan rest on habit
    """

    project: str | None
    name: str | None
    goal: str | None
    goal_step: Step | None
    habits: int
    starts_on: Day | None
    orders: tuple[Order, ...]
    relinked_weeks: float
    shorter_weeks: float
    promises: tuple[Promise, ...]
    unchecked: int = 0


class Request(msgspec.Struct, frozen=True):
    """A plan, up to its goal or another activity."""

    found: Planned
    to: str | None = None
    with_calendar: bool = True


def build(request: Request, today: Day) -> CompareShown:
    """The plan in four orders. Raises UsageError for an activity that is not there."""
    found = request.found
    of = comparison(found, request.to, with_calendar=request.with_calendar)
    shown = orders(found, of)
    return CompareShown(
        project=found.project,
        name=found.name,
        unchecked=found.plan.unchecked,
        goal=None if of.planned.goal is None else of.planned.network.activities[of.planned.goal].id,
        goal_step=goal_of(of.planned),
        habits=sum(is_habit(arc) for arcs in of.planned.network.into for arc in arcs),
        starts_on=found.starts_on,
        orders=shown,
        relinked_weeks=ticks.weeks(of.relinked),
        shorter_weeks=ticks.weeks(of.shorter),
        promises=tuple(_promise(party, shown) for party in dict.fromkeys([*PROMISES, *shown[1].hours])),
    )


def remarks(request: Request, shown: CompareShown) -> list[Text]:
    """What the plan lacks."""
    return calendar_remarks(request.found, request.with_calendar)


def context(request: Request, compare: CompareShown) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(compare)}


def orders(planned: Planned, of: Comparison) -> tuple[Order, ...]:
    """The usual order, the plan itself, without habits, and that with pressure-cooker durations."""
    schedules = (("serial", of.serial), ("planned", of.planned), ("no-habit", of.no_habit), ("short", of.short))
    return tuple(_order(planned, name, plan, of.serial) for name, plan in schedules)


def _order(planned: Planned, name: str, plan: Schedule, serial: Schedule) -> Order:
    return Order(
        variant=name,
        weeks=plan.weeks,
        goal_on=plan.day(plan.finish),
        won_weeks=serial.weeks - plan.weeks,
        links=sum(len(arcs) for arcs in plan.network.into),
        milestones=milestones(planned, plan),
        chain=chain(plan, serial),
        hours=hours(plan.network.activities, planned.plan.hours_per_week, plan.weeks),
    )


def _promise(party: str, orders: tuple[Order, ...]) -> Promise:
    """A party's hours in the usual order and as planned, and the share that this saves, beside the promise."""
    before, after = orders[0].hours.get(party), orders[1].hours.get(party)
    return Promise(
        party=party,
        promised=PROMISES.get(party),
        computed=None if not before or after is None else (before - after) / before,
        usual_hours=before,
        planned_hours=after,
    )


def said(compare: CompareShown) -> dict[str, Any]:
    """All that is said of the orders."""
    return {
        "assumed": assumed(compare.unchecked),
        "opening": line(
            Text("Weeks to {goal}, from the first day of the plan.", goal=goal(compare.goal_step)),
            Text("That day is {date}.", date=compare.starts_on) if compare.starts_on else None,
        ),
        "orders": [_row(compare, place) for place in range(len(compare.orders))],
        "won": difference(compare),
        "path": Text("The critical path of the plan: {path}.", path=path(compare.orders[1].chain)),
        "hours": [
            Row(promise.party, hours_saved(promise)) for promise in compare.promises if promise.computed is not None
        ],
    }


def _row(compare: CompareShown, place: int) -> Row:
    """An order with its milestones, or with which one it is the same."""
    order, usual, planned = compare.orders[place], *compare.orders[:2]
    label = NAMES[order.variant]
    if order.variant == "no-habit" and not compare.habits:
        return Row(label, Text("the same: no link of this plan rests on habit any more"))
    if place == 1 and _is_as(order, usual):
        return Row(label, Text("the same as the usual order"))
    if place > 1 and _is_as(order, planned):
        return Row(label, Text("the same as planned now"))
    about: Phrase | None = count(Text("{number} link"), Text("{number} links"), order.links)
    if place:
        about = None if compare.unchecked else won(order.won_weeks)
    return Row(
        label,
        joined(when(order.weeks, order.goal_on), about, between="; "),
        (
            *(
                joined(milestone.title or word(milestone.code), week(milestone.week, milestone.on), between=": ")
                for milestone in order.milestones
            ),
            Text("longest step on the critical path: {step}", step=longest(order.chain)),
        ),
    )


def _is_as(order: Order, other: Order) -> bool:
    return (order.weeks, order.milestones) == (other.weeks, other.milestones)


def difference(compare: CompareShown) -> Line:
    """What the plan wins over the usual order, and by what."""
    text = Text("The plan is as long as the usual order: nothing is won yet.")
    if compare.unchecked:
        text = Text("These are orders of a template: what they differ says nothing of this project yet.")
    elif round(compare.relinked_weeks, 1) or round(compare.shorter_weeks, 1):
        by_longer = Text("The plan against the usual order: {relinked} by other links, {shorter} by longer work.")
        by_shorter = Text("The plan against the usual order: {relinked} by other links, {shorter} by shorter work.")
        text = Text(
            (by_longer if compare.shorter_weeks < 0 else by_shorter).source,
            relinked=won(compare.relinked_weeks),
            shorter=won(compare.shorter_weeks),
        )
    return text, Text(
        "Short sessions is the plan without habits and with the shortest durations of the template: what "
        "pressure-cookers may bring."
    )


def hours_saved(promise: Promise) -> Phrase:
    """The hours of a party that this plan saves, beside what the sources promise."""
    share = promise.computed or 0.0
    text = Text(
        "{before} hours in the usual order, {after} as planned",
        before=round(promise.usual_hours or 0.0),
        after=round(promise.planned_hours or 0.0),
    )
    saved = Text("{share} fewer", share=percent(share)) if share >= 0 else Text("{share} more", share=percent(-share))
    promised = promise.promised and Text("the sources promise up to {share} fewer", share=percent(promise.promised))
    return bracketed(joined(text, saved, between=": "), promised or None)
