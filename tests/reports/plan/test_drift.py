"""How a plan moved and what stood beside it, and what came of questions to habits."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.errors import UsageError
from ppl.model.fields import changed
from ppl.model.plan import Baseline, Questioned, Reached
from ppl.model.record import Record
from ppl.reports.plan import drift, habits
from ppl.rules.schedule.drift import Edition
from ppl.rules.schedule.planned import of_plan
from tests import make
from tests.make import TODAY, day
from tests.reports.plan.plans import CHAIN, START, found, plan_of
from tests.rules.schedule.networks import activity, link


def moves(*records: Record, since: str | None = None, **fields: Any) -> drift.DriftShown:
    now = plan_of(activity("A", 4), activity("B", 8, link("A")), goal="B", **fields)
    editions = [
        Edition(
            day("2026-01-10"), "1", "eerst", changed(now, activities=(activity("A", 4), activity("B", 6, link("A"))))
        ),
        Edition(
            day("2026-02-01"), "2", "langer", changed(now, activities=(activity("A", 5), activity("B", 6, link("A"))))
        ),
        Edition(day("2026-02-20"), "3", "weer", now),
    ]
    known = make.knowledge(*records)
    request = drift.Request(known, of_plan(known, now, make.project()), editions, day(since) if since else None)
    return drift.build(request, TODAY)


def test_a_milestone_is_told_by_the_baseline_by_then_now_and_as_it_goes() -> None:
    marks = (Reached(code="m", title="Mijlpaal", activity="A"),)
    base = Baseline(set_on=START, milestones={"m": day("2026-01-26"), "goal": day("2026-03-16")})
    shown = moves(milestones=marks, baseline=base, since="2026-02-01")
    m, goal = shown.milestones
    assert (m.code, m.title, m.baseline_on, m.since_on, m.now_on) == (
        "m", "Mijlpaal", day("2026-01-26"), day("2026-02-09"), day("2026-02-02"),
    )  # fmt: skip
    assert (m.won_weeks, m.won_since_weeks, m.forecast_on, m.forecast_weeks) == (-1, 1, day("2026-03-30"), -9)
    assert (goal.code, goal.title, goal.now_on, goal.won_weeks) == ("goal", "Activity B", day("2026-03-30"), -2)
    assert (shown.baseline_set_on, shown.since, shown.versions) == (START, day("2026-02-01"), 3)
    bare = moves()
    assert [(one.since_on, one.won_weeks, one.forecast_weeks) for one in bare.milestones] == [(None, None, None)]
    assert moves(since="2026-01-09").milestones[0].since_on is None
    assert moves(since="2026-01-10").milestones[0].since_on == day("2026-03-16")
    with pytest.raises(UsageError, match="without a first day"):
        moves(starts_on=None)


def test_a_jump_is_told_from_its_day_on_with_what_it_cost() -> None:
    assert [(one.commit, one.since_on, one.on, one.why, one.won_weeks) for one in moves().jumps] == [
        ("2", day("2026-01-10"), day("2026-02-01"), "langer", {"goal": -1}),
        ("3", day("2026-02-01"), day("2026-02-20"), "weer", {"goal": -1}),
    ]
    assert [one.commit for one in moves(since="2026-02-01").jumps] == ["2", "3"]
    still = (
        Reached(code="m", activity="B", weeks_after_start=-9.0),
        Reached(code="n", activity="A", weeks_after_start=0.0),
    )
    assert [set(one.won_weeks) for one in moves(milestones=still).jumps] == [{"goal", "m"}, {"goal", "m"}]
    assert [one.commit for one in moves(since="2026-02-02").jumps] == ["3"]


def test_beside_a_jump_stands_what_happened_after_the_version_before_it_and_up_to_its_day() -> None:
    talk: dict[str, Any] = {"summary": "Gesprek", "held_on": day("2026-01-20")}
    shown = moves(
        make.session("a", **talk),
        make.session("b", **{**talk, "held_on": day("2026-01-10")}),
        make.session("c", **{**talk, "held_on": day("2026-02-01"), "summary": None, "facts": ("Feit",)}),
        make.session("d", **{**talk, "held_on": day("2026-02-02")}),
        make.session("e", **talk, status="cancelled"),
        make.session("f", held_on=day("2026-01-20")),
        make.session("g", "beta", **talk),
        make.bottleneck(opened_on=day("2026-01-11"), status="resolved", closed_on=day("2026-01-31")),
        make.bottleneck("b2", opened_on=day("2026-01-09")),
        make.intervention(started_on=day("2026-01-15")),
    )
    assert [(one.kind, one.text, one.on.isoformat()) for one in shown.jumps[0].beside] == [
        ("bottleneck", "Knelpunt b1", "2026-01-11"),
        ("intervention", "Interventie i1", "2026-01-15"),
        ("session", "Gesprek", "2026-01-20"),
        ("closed", "Knelpunt b1", "2026-01-31"),
        ("session", "weekly", "2026-02-01"),
    ]


def test_a_plan_without_a_baseline_is_told_how_to_set_one() -> None:
    def remarks(**fields: Any) -> list[str]:
        one = found(**fields)
        request = drift.Request(make.knowledge(), one, ())
        return [str(each) for each in drift.remarks(request, drift.build(request, TODAY))]

    assert remarks() == ["no baseline yet: ppl plan baseline alpha sets it"]
    assert remarks(baseline=Baseline(set_on=START)) == []


# habits


def test_habits_are_told_over_all_plans_with_what_came_of_the_questions() -> None:
    fact = Questioned(
        activity="B",
        waited_on="A",
        on=TODAY,
        outcome="dropped",
        expected_weeks=3.0,
        observed_weeks=2.0,
        incidents=("x", "y"),
    )
    questioned = changed(plan_of(CHAIN[0], activity("B", 6), template="klein", questioned=(fact,)), ref="beta/plan")
    projects = [make.project(), make.project("beta"), make.project("gamma")]
    known = make.knowledge(*projects, plan_of(*CHAIN, template="klein"), questioned)
    shown = habits.build(habits.Request(known), TODAY)
    assert (shown.projects, shown.names) == (("alpha", "beta"), {"alpha": "Project alpha", "beta": "Project beta"})
    (one,) = shown.habits
    assert (one.activity.id, one.waits_on.id, one.waiting, one.left_out) == ("B", "A", ("alpha",), ())
    assert (one.observed_weeks, one.incidents) == (2, 2)
    assert [(each.project, each.name, each.outcome, each.expected_weeks) for each in one.facts] == [
        ("beta", "Project beta", "dropped", 3.0)
    ]
