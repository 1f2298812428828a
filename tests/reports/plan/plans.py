"""Plans of a few activities, ready for a report."""

from __future__ import annotations

from typing import Any

from ppl.model.lists import Bodies, Body, Calendar, CalendarEntry
from ppl.model.plan import Plan, PlanActivity
from ppl.model.record import Record
from ppl.rules.schedule.planned import Planned, of_plan
from tests import make
from tests.make import day
from tests.rules.schedule.networks import activity, link

START = day("2026-01-05")
CHAIN = (activity("A", 4), activity("B", 6, link("A", "habit", reason="zo")), activity("C", 2, link("B", "statute")))


def plan_of(*activities: PlanActivity, **fields: Any) -> Plan:
    given = {"ref": "alpha/plan", "starts_on": START, "activities": activities or CHAIN, **fields}
    return Plan(**given)


def found(*activities: PlanActivity, known: tuple[Record, ...] = (), **fields: Any) -> Planned:
    return of_plan(make.knowledge(*known), plan_of(*activities, **fields), make.project())


RAAD = Body(code="raad", name="Raad", level=0, remit="besluit", meets=("2026-03-02",))
SEASON = CalendarEntry(
    kind="survey-season", code="vogels", title="Vogels", from_=day("2026-02-02"), to=day("2026-12-31")
)
LISTS = (Bodies(ref="programme/bodies", bodies=(RAAD,)), Calendar(ref="programme/calendar", calendar=(SEASON,)))
