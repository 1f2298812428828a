from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ppl.model.plan import PlanActivity
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import Schedule, schedule
from ppl.rules.schedule.earlier import earlier, habits, holding, without
from ppl.rules.schedule.network import is_habit
from tests.rules.schedule.networks import activity, link, plans
from tests.rules.schedule.test_calendars import dated, of


def fewest_by_trial(plan: Schedule, target: int) -> int | None:
    pairs = habits(plan)
    for size in range(len(pairs) + 1):
        if any(without(plan, some).finish <= target for some in combinations(pairs, size)):
            return size
    return None


def check(plan: Schedule, target: int) -> None:
    expected = fewest_by_trial(plan, target)
    found = earlier(plan, target)
    assert found.is_reached == (expected is not None)
    if expected is None:
        assert not any(is_habit(arc) for arc in holding(found.best))
        return
    dropped = [pair for step in found.steps for pair in step.dropped]
    assert len(dropped) == len(set(dropped)) == expected
    assert found.is_fewest
    assert found.left.finish <= target
    assert plan.finish - sum(step.won for step in found.steps) == found.left.finish
    assert all(is_habit(arc) for pair in dropped for arc in plan.network.into[pair[1]] if (arc.source, pair[1]) == pair)


@given(plans(most=8), st.floats(0.2, 1.0))
@settings(max_examples=60)
def test_no_fewer_links_reach_the_target(activities: tuple[PlanActivity, ...], share: float) -> None:
    plan = schedule(activities)
    assume(len(habits(plan)) <= 8)
    check(plan, round(plan.finish * share))


@given(dated(), st.floats(0.2, 1.0))
@settings(max_examples=60)
def test_no_fewer_links_reach_the_target_with_calendars_either(
    activities: tuple[PlanActivity, ...], share: float
) -> None:
    plan = of(*activities)
    assume(len(habits(plan)) <= 8)
    check(plan, round(plan.finish * share))


@given(plans(most=8))
def test_without_a_target_it_goes_on_until_no_habit_wins_anything(activities: tuple[PlanActivity, ...]) -> None:
    found = earlier(schedule(activities))
    assert found.left.finish == found.best.finish
    assert all(step.won > 0 for step in found.steps)


def test_links_that_only_win_together_are_one_step() -> None:
    plan = schedule(
        (
            activity("A", 5),
            activity("B", 5),
            activity("C", 5, link("A"), link("B")),
            activity("D", 1, link("C", "statute")),
        )
    )
    found = earlier(plan)
    assert [len(step.dropped) for step in found.steps] == [2]
    assert ticks.weeks(found.steps[0].won) == 5


def test_a_statute_is_never_questioned_and_named_when_it_forbids_the_target() -> None:
    plan = schedule((activity("A", 5), activity("B", 5, link("A", "statute", law="16.29"))))
    found = earlier(plan, ticks.of_weeks(7))
    assert not found.is_reached
    assert found.steps == ()
    assert [arc.link.law for arc in holding(found.best)] == ["16.29"]


def test_too_large_to_prove_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ppl.rules.schedule.earlier.SEARCHED", 3)
    layers = [activity("S", 1)]
    for depth in range(8):
        before = ["S"] if depth == 0 else [f"{side}{depth - 1}" for side in "ABC"]
        layers += [activity(f"{side}{depth}", 2, *(link(to) for to in before)) for side in "ABC"]
    plan = schedule(layers)
    found = earlier(plan, ticks.of_weeks(9))
    assert found.is_reached
    assert not found.is_fewest
    assert found.left.finish <= ticks.of_weeks(9)
    assert 1 <= found.at_least <= sum(len(step.dropped) for step in found.steps)
