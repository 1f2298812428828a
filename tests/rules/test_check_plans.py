"""What the check of plans finds, and at which field."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.errors import Field
from ppl.model.knowledge import Knowledge
from ppl.model.lists import Bodies, Body, Calendar, CalendarEntry
from ppl.model.plan import Plan, PlanActivity, Reached
from ppl.model.programme import PlanTemplate
from ppl.model.record import Record
from ppl.rules.check_plans import odd_plans
from tests import make
from tests.make import TODAY, day
from tests.rules.schedule.networks import activity, link


def found(*activities: PlanActivity, known: tuple[Record, ...] = (), **fields: Any) -> list[tuple[Field, str, str]]:
    plan = Plan(ref="alpha/plan", activities=activities, **fields)
    findings: list[tuple[Field, str, str]] = [
        (one.field, str(one.what), one.level) for one in odd_plans(make.knowledge(*known, plan), TODAY)
    ]
    if not fields:
        template = PlanTemplate(ref="programme/plans/x", activities=activities)
        same = odd_plans(make.knowledge(*known, template), TODAY)
        assert [(one.field, str(one.what), one.level) for one in same] == findings
    return findings


def fields_of(one: PlanActivity) -> list[Field]:
    return [field[2:] for field, _, _ in found(one)]


DURATIONS = ("weeks", "weeks_short", "optimistic", "likely", "pessimistic")


@pytest.mark.parametrize("name", DURATIONS)
def test_no_duration_is_below_zero(name: str) -> None:
    def step(weeks: float) -> PlanActivity:
        given: dict[str, Any] = {name: weeks}
        return PlanActivity(id="A1", title="A", **given)

    assert fields_of(step(-0.5)) == [(name,)]
    assert fields_of(step(0)) == []


@pytest.mark.parametrize(
    ("points", "wrong"),
    [
        ((1.0, 2.0, 3.0), []),
        ((2.0, 2.0, 2.0), []),
        ((3.0, 2.0, 4.0), [("likely",)]),
        ((1.0, 3.0, 2.0), [("pessimistic",)]),
        ((3.0, 2.0, 1.0), [("likely",), ("pessimistic",)]),
        ((3.0, None, 2.0), [("pessimistic",)]),
        ((None, 3.0, 2.0), [("pessimistic",)]),
        ((3.0, 2.0, None), [("likely",)]),
    ],
)
def test_optimistic_likely_and_pessimistic_rise(points: tuple[float | None, ...], wrong: list[Field]) -> None:
    given: dict[str, Any] = dict(zip(DURATIONS[2:], points, strict=True))
    assert fields_of(PlanActivity(id="A1", title="A", **given)) == wrong


def test_an_activity_does_not_end_before_it_began_and_nothing_happened_tomorrow() -> None:
    def days(start: str | None, end: str | None) -> list[Field]:
        one = activity("A1", 1, actual_start_on=day(start) if start else None, actual_end_on=day(end) if end else None)
        return fields_of(one)

    assert days("2026-03-02", "2026-03-02") == days(None, "2026-03-02") == days("2026-03-02", None) == []
    assert days("2026-03-02", "2026-03-01") == [("actual_end_on",)]
    assert days("2026-03-03", None) == [("actual_start_on",)]
    assert days(None, "2026-03-03") == [("actual_end_on",)]


def test_a_circle_is_named_once_with_the_links_that_make_it() -> None:
    after = (activity("A1", 1, link("A2")), activity("A2", 1, link("A1")))
    assert found(*after) == [(("activities", 0, "after"), "the plan goes round in a circle: A1 ← A2 ← A1", "error")]
    usual = (activity("A1", 1, after_serial=(link("A2"),)), activity("A2", 1, after_serial=(link("A1"),)))
    assert [field for field, _, _ in found(*usual)] == [("activities", 0, "after_serial")]
    both = (activity("A0", 1), activity("A1", 1, link("A2")), activity("A2", 1, after_serial=(link("A1"),)))
    assert [field for field, _, _ in found(*both)] == [("activities", 1)]
    assert found(activity("A1", 1, link("weg")), activity("A1", 1, link("A1"))) != []


def test_what_a_plan_names_is_there() -> None:
    calendar = Calendar(ref="programme/calendar", calendar=(CalendarEntry(kind="recess", code="zomer"),))
    raad = Bodies(ref="programme/bodies", bodies=(Body(code="raad", name="Raad", level=0, remit="besluit"),))
    good = activity("A1", 1, risk_until="A2", window="zomer", decided_by="raad")
    bad = activity("A2", 1, risk_until="A2x", window="zomr", decided_by="rad")
    assert found(good, bad, known=(calendar, raad)) == [
        (("activities", 1, "risk_until"), "`A2x` is no activity of this plan", "error"),
        (("activities", 1, "window"), "the calendar has no entry `zomr`", "error"),
        (("activities", 1, "decided_by"), "`rad` is no body with meetings, so it moves nothing", "remark"),
    ]
    plan = Plan(ref="alpha/plan", activities=(bad,))
    alone = Knowledge([plan])
    assert [one.field[2:] for one in odd_plans(alone, TODAY)] == [("risk_until",)]
    remedies = [str(one.remedy) for one in odd_plans(make.knowledge(calendar, raad, plan), TODAY)]
    assert remedies == ["did you mean `A2`?", "did you mean `zomer`?", "did you mean `raad`?"]


def test_a_milestone_is_reached_by_an_activity_of_the_plan() -> None:
    milestones = tuple(Reached(code=code, activity=id) for code, id in (("a", "A1"), ("b", "B7")))
    assert found(activity("A1", 1), milestones=milestones) == [
        (("milestones", 1, "activity"), "`B7` is no activity of this plan", "error")
    ]
