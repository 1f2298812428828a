"""Which decisions are asked of whom, and by which day."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ppl.model.lists import Bodies, Body
from ppl.model.plan import Plan
from ppl.model.record import Record
from ppl.rules.decisions_asked import AHEAD, Asked, decisions_asked
from tests import make
from tests.make import TODAY, day
from tests.rules.schedule.networks import activity

WEEK = datetime.timedelta(weeks=1)


def asked(*records: Record, project: str | None = None) -> list[Asked]:
    return decisions_asked(make.knowledge(make.project(), make.bottleneck(), *records), TODAY, project)


def briefly(*records: Record) -> list[tuple[str, str, int]]:
    return [(one.of, one.kind, one.late_days) for one in asked(*records)]


def test_a_question_is_asked_of_its_body_until_it_answered() -> None:
    (one,) = asked(make.escalation(to="tafel"))
    assert (one.of, one.kind, one.text, one.by_on) == (
        "tafel",
        "escalation",
        "Wie betaalt de kabel?",
        day("2026-04-01"),
    )
    assert one.projects == ("alpha",) and one.on == day("2026-02-10") and one.late_days == 0
    assert briefly(make.escalation(decide_by=day("2026-03-01"))) == [("opdrachtgever", "escalation", 1)]
    assert asked(make.escalation(answered_on=TODAY)) == asked(make.escalation(status="draft")) == []
    assert len(asked(make.escalation(answered_on=TODAY + WEEK))) == 1, "as of today nobody had answered"
    assert asked(make.escalation(submitted_on=TODAY + WEEK)) == []


def test_without_a_day_the_time_that_its_body_takes_counts_else_it_comes_last() -> None:
    slow = Body(code="tafel", name="Tafel", level=2, remit="x", answer_within_days=14)
    known = Bodies(ref="programme/bodies", bodies=(slow,))
    (one,) = asked(known, make.escalation(to="tafel", decide_by=None))
    assert (one.by_on, one.late_days) == (day("2026-02-24"), 6)
    each = asked(known, make.escalation(decide_by=None), make.escalation("e2", to="tafel"))
    assert [one.by_on for one in each] == [day("2026-04-01"), None]


def test_an_advice_is_asked_for_until_somebody_decided_or_a_later_advice_came() -> None:
    advice = make.decision(kind="advice", by="bureau", outcome="reject", decided_on=day("2026-02-01"))
    (one,) = asked(advice)
    assert (one.of, one.kind, one.text, one.on, one.by_on) == (
        "opdrachtgever", "advice", "reject", day("2026-02-01"), None
    )  # fmt: skip
    followed = make.decision("d2", decided_on=day("2026-02-01"))
    assert asked(advice, followed) == []
    assert len(asked(advice, make.decision("d2", decided_on=day("2026-01-31")))) == 1
    assert len(asked(advice, make.decision("d2", kind="municipal", decided_on=TODAY))) == 1, "that decides other things"
    assert [each.ref for each in asked(advice, make.decision("d3", kind="advice", decided_on=TODAY))] == [
        "alpha/decisions/d3"
    ]
    lot = make.decision(project="programme", kind="advice", lot="lot-1", outcome="continue")
    other = make.decision("d2", project="programme", kind="go-no-go", lot="lot-2", decided_on=TODAY)
    assert [each.lot for each in asked(lot, other)] == ["lot-1"]


def test_a_decision_is_looked_at_again_by_who_took_it_once_by_the_first_of_its_days() -> None:
    both = make.decision(review_on=day("2026-03-01"), until=day("2026-06-01"))
    assert briefly(both) == [("opdrachtgever", "review", 1)]
    assert briefly(make.decision(until=day("2026-06-01"))) == [("opdrachtgever", "until", 0)]
    council = make.decision(kind="municipal", by="gemeenteraad", outcome="held over", review_on=TODAY)
    assert briefly(council) == [("gemeenteraad", "review", 0)]
    assert briefly(make.decision(kind="municipal", by=None, review_on=TODAY)) == [("gemeente", "review", 0)]
    assert asked(both, make.decision("d2", kind="stop", decided_on=TODAY)) == []


@pytest.mark.parametrize("status", ["stopped", "withdrawn", "rejected", "completed"])
def test_of_what_has_ended_nothing_is_asked(status: str) -> None:
    over = make.project(status=status)
    plan = Plan(ref="alpha/plan", starts_on=TODAY, activities=(activity("A", 1, decided_by="raad"),))
    found = decisions_asked(make.knowledge(over, make.decision(review_on=TODAY), plan), TODAY)
    assert found == []


def test_of_one_project_its_own_is_asked_and_what_of_the_programme_is_about_it() -> None:
    beta = (make.project("beta"), make.bottleneck(project="beta"))
    of_beta = make.escalation("e2", bottlenecks=("beta/bottlenecks/b1",))
    of_lot = make.decision(project="programme", kind="go-no-go", outcome="continue", projects=("alpha",), until=TODAY)
    for id, refs in (("alpha", ["programme/decisions/d1", "escalations/e1"]), ("beta", ["escalations/e2"])):
        assert [one.ref for one in asked(*beta, of_beta, make.escalation(), of_lot, project=id)] == refs


def steps(*each: Any, **fields: Any) -> list[Asked]:
    return asked(Plan(ref="alpha/plan", starts_on=day("2026-02-02"), activities=each, **fields))


def test_a_step_that_a_body_decides_on_is_asked_of_it_from_a_quarter_ahead() -> None:
    (one,) = steps(activity("A", 6, decided_by="raad"), activity("B", 6))
    assert (one.of, one.kind, one.ref, one.projects) == ("raad", "plan", "alpha/plan#A", ("alpha",))
    assert one.by_on == day("2026-03-16") and one.late_days == 0 and not one.is_assumed
    assert steps(activity("A", 6, decided_by="raad", actual_end_on=TODAY)) == []
    assert [each.late_days for each in steps(activity("A", 2, decided_by="raad"))] == [14]
    weeks = (TODAY + AHEAD - day("2026-02-02")).days // 7
    assert len(steps(activity("A", weeks, decided_by="raad"))) == 1
    assert steps(activity("A", weeks + 1, decided_by="raad")) == []
    assert decisions_asked(make.knowledge(make.project()), TODAY, with_plans=False) == []


def test_a_step_as_its_template_has_it_is_asked_but_never_late() -> None:
    (one,) = steps(activity("A", 6, decided_by="raad"), template="woningbouw")
    assert one.is_assumed and one.late_days == 0
    assert steps(activity("A", 2, decided_by="raad"), template="woningbouw") == []


def test_where_a_milestone_and_the_plan_have_another_day_that_of_the_milestone_counts() -> None:
    plan = Plan(ref="alpha/plan", starts_on=day("2026-02-02"), activities=(activity("A", 6, decided_by="raad"),))
    late = make.project(milestones=(make.milestone("A", planned_on=day("2026-02-23")),))
    (one,) = decisions_asked(make.knowledge(late, plan), TODAY)
    assert (one.by_on, one.late_days) == (day("2026-02-23"), 7)
