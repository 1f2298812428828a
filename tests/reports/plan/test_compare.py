"""A plan beside its usual order, also on its page."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from ppl.errors import Text
from ppl.model.plan import Plan, Reached
from ppl.reports.plan import compare, page
from ppl.reports.plan.show_report import PlanPage
from tests import make
from tests.make import TODAY
from tests.reports.plan.plans import LISTS, found, plan_of
from tests.rules.schedule.networks import activity, link


def test_the_orders_are_compared_with_the_usual_one_and_promises_with_what_comes_out() -> None:
    steps = (
        activity("A", 4, hours={"gemeente": 40.0}, weeks_short=1.0),
        activity("B", 6, link("A", "habit"), after_serial=(link("A"),)),
        activity("C", 2, link("A", "statute"), after_serial=(link("B"),), hours={"ecoloog": 8.0}),
    )
    per_week = {"gemeente": 10.0, "adviesbureau": 1.0}
    one = found(*steps, goal="C", hours_per_week=per_week, milestones=(Reached(code="m", activity="B"),))
    shown = compare.build(compare.Request(one), TODAY)
    assert [(each.variant, each.weeks, each.won_weeks, each.links) for each in shown.orders] == [
        ("serial", 12, 0, 2),
        ("planned", 6, 6, 2),
        ("no-habit", 6, 6, 1),
        ("short", 3, 9, 1),
    ]
    assert (shown.goal, shown.habits, shown.relinked_weeks, shown.shorter_weeks) == ("C", 1, 6, 0)
    assert shown.goal_step is not None and shown.goal_step.id == "C"
    assert [each.milestones[0].week for each in shown.orders] == [10, 10, 6, 6]
    promises = {each.party: each for each in shown.promises}
    assert list(promises) == ["gemeente", "ontwikkelaar", "woningcorporatie", "adviesbureau", "ecoloog"]
    assert (promises["gemeente"].usual_hours, promises["gemeente"].planned_hours) == (160, 100)
    assert (promises["gemeente"].promised, promises["gemeente"].computed) == (0.5, 0.375)
    assert (promises["ontwikkelaar"].promised, promises["ontwikkelaar"].computed) == (0.3, None)
    assert (promises["woningcorporatie"].promised, promises["adviesbureau"].promised) == (0.3, 0.2)
    assert (promises["adviesbureau"].computed, promises["ecoloog"].computed, promises["ecoloog"].promised) == (
        0.5,
        0,
        None,
    )
    assert compare.build(compare.Request(found(*steps)), TODAY).goal is None
    shorter = (activity("A", 4), activity("B", 6, link("A", "habit")))
    (party,) = [
        one
        for one in compare.build(compare.Request(found(*shorter, hours_per_week={"gemeente": 10.0})), TODAY).promises
        if one.party == "gemeente"
    ]
    assert (party.usual_hours, party.planned_hours) == (100, 100), "as planned, not without habits"


def test_a_day_that_is_planned_or_real_is_no_loss_against_the_usual_order() -> None:
    then = activity("B", 6, link("A", "policy"))
    days = {"actual_start_on": datetime.date(2026, 1, 5), "actual_end_on": datetime.date(2026, 5, 1)}
    dated: tuple[dict[str, Any], ...] = ({"planned_start_on": datetime.date(2026, 5, 18)}, days)
    for more in dated:
        one = found(activity("A", 4, **more), then, starts_on=datetime.date(2026, 1, 5))
        shown = compare.build(compare.Request(one), TODAY)
        assert (shown.relinked_weeks, shown.shorter_weeks, shown.orders[0].weeks) == (0, 0, shown.orders[1].weeks)


def test_a_loss_by_how_long_the_work_takes_is_told_as_longer_work() -> None:
    shown = compare.build(compare.Request(found(activity("A", 4))), TODAY)
    for weeks, said in ((-2.0, "by longer work"), (2.0, "by shorter work")):
        first = compare.difference(msgspec.structs.replace(shown, shorter_weeks=weeks))[0]
        assert isinstance(first, Text) and said in first.source


def test_the_calendar_counts_unless_somebody_leaves_it_out() -> None:
    one = found(activity("M", 1, decided_by="raad"), known=LISTS)
    assert compare.build(compare.Request(one), TODAY).orders[1].weeks == 8
    assert compare.build(compare.Request(one, with_calendar=False), TODAY).orders[1].weeks == 1


def on_page(one: Plan) -> PlanPage:
    return page.build(page.Request(make.knowledge(make.project(), one), "alpha"), TODAY)


def test_a_page_draws_the_usual_order_where_it_is_another_one() -> None:
    usual = (activity("A", 4), activity("B", 6, after_serial=(link("A"),)))
    assert [panel.order for panel in on_page(plan_of(*usual)).picture.panels] == ["serial", "planned"]
    assert len(on_page(plan_of(*usual)).orders) == 4
    same = (activity("A", 4), activity("B", 6, link("A"), after_serial=(link("A"),)))
    assert [panel.order for panel in on_page(plan_of(*same)).picture.panels] == ["planned"]
    assert len(on_page(plan_of(*same)).orders) == 4
    bare = on_page(plan_of())
    assert ([panel.order for panel in bare.picture.panels], bare.orders, bare.programme) == (
        ["planned"],
        (),
        "Proefprogramma",
    )
