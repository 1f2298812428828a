"""Serial against parallel: the same activities in the usual order, as planned, and with every habit dropped."""

import datetime
from typing import Any

import msgspec

from ppl.errors import Text
from ppl.reports.plan.parts import Chain, Step, calendar_remarks, chain, goal_of
from ppl.reports.plan.sentences import goal, longest, path, week, when, won
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


def context(request: Request, found: CompareShown) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(found)}


def orders(found: Planned, of: Comparison) -> tuple[Order, ...]:
    """The usual order, the plan itself, without habits, and that with pressure-cooker durations."""
    schedules = (("serial", of.serial), ("planned", of.planned), ("no-habit", of.no_habit), ("short", of.short))
    return tuple(_order(found, name, plan, of.serial) for name, plan in schedules)


def _order(found: Planned, name: str, plan: Schedule, serial: Schedule) -> Order:
    return Order(
        variant=name,
        weeks=plan.weeks,
        goal_on=plan.day(plan.finish),
        won_weeks=serial.weeks - plan.weeks,
        links=sum(len(arcs) for arcs in plan.network.into),
        milestones=milestones(found, plan),
        chain=chain(plan, serial),
        hours=hours(plan.network.activities, found.plan.hours_per_week, plan.weeks),
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


def said(found: CompareShown) -> dict[str, Any]:
    """All that is said of the orders."""
    return {
        "opening": line(
            Text("Weeks to {goal}, from the first day of the plan.", goal=goal(found.goal_step)),
            Text("That day is {date}.", date=found.starts_on) if found.starts_on else None,
        ),
        "orders": [_row(found, place) for place in range(len(found.orders))],
        "won": difference(found),
        "path": Text("The critical path of the plan: {path}.", path=path(found.orders[1].chain)),
        "hours": [Row(one.party, hours_saved(one)) for one in found.promises if one.computed is not None],
    }


def _row(found: CompareShown, place: int) -> Row:
    """An order with its milestones, or with which one it is the same."""
    order, usual, planned = found.orders[place], *found.orders[:2]
    label = NAMES[order.variant]
    if order.variant == "no-habit" and not found.habits:
        return Row(label, Text("the same: no link of this plan rests on habit any more"))
    if place == 1 and _is_as(order, usual):
        return Row(label, Text("the same as the usual order"))
    if place > 1 and _is_as(order, planned):
        return Row(label, Text("the same as planned now"))
    about = won(order.won_weeks) if place else count(Text("{number} link"), Text("{number} links"), order.links)
    return Row(
        label,
        joined(when(order.weeks, order.goal_on), about, between="; "),
        (
            *(joined(one.title or word(one.code), week(one.week, one.on), between=": ") for one in order.milestones),
            Text("longest step on the critical path: {step}", step=longest(order.chain)),
        ),
    )


def _is_as(one: Order, other: Order) -> bool:
    return (one.weeks, one.milestones) == (other.weeks, other.milestones)


def difference(found: CompareShown) -> Line:
    """What the plan wins over the usual order, and by what."""
    text = Text("The plan is as long as the usual order: nothing is won yet.")
    if round(found.relinked_weeks, 1) or round(found.shorter_weeks, 1):
        text = Text(
            "The plan against the usual order: {relinked} by other links, {shorter} by shorter work.",
            relinked=won(found.relinked_weeks),
            shorter=won(found.shorter_weeks),
        )
    return text, Text(
        "Short sessions is the plan without habits and with the shortest durations of the template: what "
        "pressure-cookers may bring."
    )


def hours_saved(one: Promise) -> Phrase:
    """The hours of a party that this plan saves, beside what the sources promise."""
    share = one.computed or 0.0
    text = Text(
        "{before} hours in the usual order, {after} as planned",
        before=round(one.usual_hours or 0.0),
        after=round(one.planned_hours or 0.0),
    )
    saved = Text("{share} fewer", share=percent(share)) if share >= 0 else Text("{share} more", share=percent(-share))
    promised = one.promised and Text("the sources promise up to {share} fewer", share=percent(one.promised))
    return bracketed(joined(text, saved, between=": "), promised or None)
