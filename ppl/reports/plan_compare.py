"""Serial against parallel: the same activities in the usual order, as planned, and with every habit dropped."""

from __future__ import annotations

import datetime

import msgspec

from ppl.reports.plan import MilestoneShown, milestones
from ppl.reports.plan_parts import Chain, chain
from ppl.rules.schedule import ticks
from ppl.rules.schedule.comparison import Comparison, hours
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.planned import Planned

Day = datetime.date

# expected saving of hours per kind of party (CoP workbook no. 5; first two also vastgoedbs.nl): promises, no results
PROMISES = {"gemeente": 0.5, "ontwikkelaar": 0.3, "woningcorporatie": 0.3, "adviesbureau": 0.2}


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
    """What the sources promise a party in hours saved (a share), beside what this plan gives; None where unknown."""

    party: str
    promised: float
    computed: float | None


class CompareShown(msgspec.Struct, frozen=True, kw_only=True):
    """The comparison. relinked_weeks and shorter_weeks together are what the plan wins over the usual order."""

    project: str | None
    goal: str | None
    starts_on: Day | None
    orders: tuple[Order, ...]
    relinked_weeks: float
    shorter_weeks: float
    promises: tuple[Promise, ...]


def build(found: Planned, of: Comparison) -> CompareShown:
    """The comparison for its readers."""
    schedules = (("serial", of.serial), ("planned", of.planned), ("no-habit", of.no_habit), ("short", of.short))
    orders = tuple(_order(found, name, plan, of.serial) for name, plan in schedules)
    return CompareShown(
        project=found.project,
        goal=None if of.planned.goal is None else of.planned.network.activities[of.planned.goal].id,
        starts_on=found.starts_on,
        orders=orders,
        relinked_weeks=ticks.weeks(of.relinked),
        shorter_weeks=ticks.weeks(of.shorter),
        promises=tuple(
            Promise(party=party, promised=share, computed=_saved(party, orders)) for party, share in PROMISES.items()
        ),
    )


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


def _saved(party: str, orders: tuple[Order, ...]) -> float | None:
    """The share of a party's hours that the plan saves against the usual order; None where it has no hours."""
    before, after = orders[0].hours.get(party), orders[1].hours.get(party)
    return None if not before or after is None else (before - after) / before
