from __future__ import annotations

import pytest

from ppl.errors import UsageError
from ppl.model.fields import changed
from ppl.model.plan import Reached
from ppl.model.programme import PlanTemplate
from ppl.rules.schedule.cpm import schedule
from ppl.rules.schedule.drafting import drafted, known_of
from tests import make
from tests.make import day
from tests.rules.schedule.networks import activity, link

TEMPLATE = PlanTemplate(
    ref="programme/plans/small",
    goal="D",
    activities=(
        activity("A", 2),
        activity("B", 3, link("A", "statute", law="art. 1"), when={"land": "municipal mixed"}),
        activity("C", 4, link("B", "policy"), after_serial=(link("B"),), when={"appeal": "yes"}),
        activity("D", 0, link("C", "contract"), after_serial=(link("C"),)),
    ),
    milestones=(Reached(code="irrevocable", activity="B"), Reached(code="irrevocable", activity="C")),
)
START = day("2026-01-05")


def test_what_nobody_answered_is_assumed_and_said() -> None:
    plan = drafted(TEMPLATE, {"appeal": ""}, START)
    assert plan.answers == {"land": "municipal", "route": "plan", "appeal": "yes"}
    assert plan.assumed == ("land", "route", "appeal")
    assert [one.id for one in plan.activities] == ["A", "B", "C", "D"]
    assert (plan.template, plan.goal, plan.starts_on) == ("small", "D", START)


def test_who_waited_on_what_is_left_out_waits_on_what_that_waited_on() -> None:
    plan = drafted(TEMPLATE, {"land": "private", "appeal": "no"}, START)
    assert [one.id for one in plan.activities] == ["A", "D"]
    (only,) = plan.activities[1].after
    assert (only.activity, only.ground, only.law) == ("A", "statute", "art. 1")


def test_a_link_over_a_habit_is_a_habit() -> None:
    plan = drafted(TEMPLATE, {"appeal": "no"}, START, "usual")
    assert [(one.activity, one.ground) for one in plan.activities[2].after] == [("B", "policy")]
    assert [(one.activity, one.ground) for one in plan.activities[2].after_serial] == [("B", "habit")]


def test_of_a_milestone_the_last_activity_that_applies_counts() -> None:
    assert [one.activity for one in drafted(TEMPLATE, {}, START).milestones] == ["C"]
    assert [one.activity for one in drafted(TEMPLATE, {"appeal": "no"}, START).milestones] == ["B"]


def test_the_draft_can_be_scheduled() -> None:
    plan = drafted(TEMPLATE, {}, START)
    assert schedule(plan.activities, goal=plan.goal).weeks == 9


def test_an_answer_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="land is not `mars`"):
        drafted(TEMPLATE, {"land": "mars"}, START)


def test_the_facts_of_a_project_give_the_answers_that_the_template_reads_in_them() -> None:
    template = changed(TEMPLATE, answered_by={"land": {"ownership": {"ontwikkelaar": "private"}}})
    assert known_of(template, make.project(ownership="ontwikkelaar")) == {"land": "private"}
    assert known_of(template, make.project(ownership="rijk")) == {}
    assert known_of(template, make.project()) == {}
