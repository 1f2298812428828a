"""Changes to try, and work at own risk: at the edges."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.errors import UsageError
from ppl.model.plan import Plan, Reached
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import schedule
from ppl.rules.schedule.risk import moment, risks
from ppl.rules.schedule.what_if import Change, saved, touched, tried
from tests.make import day
from tests.rules.schedule.networks import activity, link

ON = day("2026-02-01")
STEPS = (
    activity("A", 4),
    activity("B", 6, link("A", "habit"), link("Z", "policy", lag_weeks=1.0), weeks_from="source", weeks_basis="boek"),
    activity("C", 1, link("B", "statute"), link("A", "season"), optimistic=1.0, likely=2.0, pessimistic=3.0),
)


def refusal(*changes: Change) -> tuple[str, str]:
    with pytest.raises(UsageError) as refused:
        tried(STEPS, changes)
    return str(refused.value.what), str(refused.value.remedy)


def test_a_change_that_cannot_be_made_says_what_is_there() -> None:
    assert refusal(Change("drop", "X", "A")) == ("the plan has no activity X", "on A wait: B, C")
    assert refusal(Change("drop", "X", "Y"))[1] == "ppl plan show lists the activities with their ids"
    assert refusal(Change("drop", "B", "D")) == ("B does not wait on D", "it waits on: A, Z")
    assert refusal(Change("drop", "B", "C"))[1] == "it is the other way round: C waits on B"
    assert refusal(Change("overlap", "A", "D")) == ("A does not wait on D", "it waits on nothing")


def test_each_change_touches_what_it_names_and_nothing_else() -> None:
    shorter, dropped = tried(STEPS, [Change("shorten", "C", weeks=0.5), Change("drop", "B", "A")])[2:0:-1]
    assert (shorter.weeks, shorter.likely, shorter.weeks_from, shorter.weeks_basis) == (0.5, None, "team", None)
    assert [one.activity for one in dropped.after] == ["Z"]
    (overlap, other) = tried(STEPS, [Change("overlap", "B", "Z", share=0.25)])[1].after[::-1]
    assert (overlap.type, overlap.lag_weeks, overlap.lag_share, other) == (
        "start-start",
        None,
        0.25,
        link("A", "habit"),
    )
    assert tried(STEPS, [Change("overlap", "B", "Z", share=0.0)])[1].after[1].lag_share is None
    started = tried(STEPS, [Change("start", "A", on=ON)])
    assert (started[0].planned_start_on, started[1:]) == (ON, STEPS[1:])


def test_the_links_that_a_change_touches_are_those_between_its_two_activities() -> None:
    changes = [Change("drop", "B", "A"), Change("shorten", "C", weeks=1.0), Change("drop", "X", "A")]
    assert [(change.activity, one.activity) for change, one in touched(STEPS, changes)] == [("B", "A")]


def test_what_several_changes_win_stands_with_none_of_them() -> None:
    plan = Plan(ref="alpha/plan", activities=STEPS)
    both = saved(plan, [Change("drop", "B", "A"), Change("overlap", "B", "Z", share=0.5)], ON, None, 3.14)
    assert [(one.outcome, one.expected_weeks) for one in both.questioned] == [("dropped", None), ("overlapped", None)]
    again = saved(both, [Change("overlap", "B", "Z", share=0.2)], ON, "x", 3.14)
    assert [one.expected_weeks for one in again.questioned] == [None, None, 3.1]


@pytest.mark.parametrize(("waited_on", "ground"), [("B", "statute"), ("A", "season")])
def test_what_law_or_a_season_asks_is_not_saved_away(waited_on: str, ground: str) -> None:
    with pytest.raises(UsageError, match=f"C waits on {waited_on} by {ground}"):
        saved(Plan(ref="alpha/plan", activities=STEPS), [Change("drop", "C", waited_on)], ON, None, 0)


# own risk


def at_risk(milestone: Reached | None = None, **fields: Any) -> list[tuple[str, float]]:
    steps = (activity("A", 4), activity("B", 6, link("A"), **{"at_own_risk": True, **fields}), activity("C", 9))
    found = risks(schedule(steps), [milestone] if milestone else [])
    return [(one.until, ticks.weeks(one.ends)) for one in found]


def test_work_that_begins_when_the_decision_falls_runs_no_risk_of_it() -> None:
    assert at_risk(risk_until="A") == []
    assert at_risk(risk_until="C") == [("C", 9)]
    assert at_risk(risk_until="C", at_own_risk=None) == []


def test_without_an_activity_that_ends_the_risk_it_lasts_until_irrevocable() -> None:
    last = Reached(code="irrevocable", activity="C")
    assert at_risk(last) == at_risk(last, risk_until="weg") == [("irrevocable", 9)]
    assert at_risk(last, risk_until="B") == [("B", 10)]
    assert at_risk(Reached(code="adopted", activity="C")) == at_risk() == []
    assert at_risk(Reached(code="irrevocable", activity="C", weeks_after_start=4.0)) == []
    assert at_risk(Reached(code="irrevocable", activity="C", weeks_after_start=5.0)) == [("irrevocable", 5)]
    assert at_risk(Reached(code="irrevocable", activity="weg")) == []


def test_a_milestone_lies_at_the_end_of_its_activity_or_some_weeks_after_its_start() -> None:
    plan = schedule((*STEPS[:1], activity("D", 2, link("A"))))
    assert moment(plan, Reached(code="m", activity="D")) == ticks.of_weeks(6)
    assert moment(plan, Reached(code="m", activity="D", weeks_after_start=0.0)) == ticks.of_weeks(4)
    assert moment(plan, Reached(code="m", activity="weg")) is None
