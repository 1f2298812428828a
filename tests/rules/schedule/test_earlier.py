from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ppl.model.plan import PlanActivity
from ppl.rules.schedule import earlier as rules
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import Schedule, schedule
from ppl.rules.schedule.earlier import earlier, habits, holding, without
from ppl.rules.schedule.network import is_habit
from tests.rules.schedule.networks import activity, link, plans
from tests.rules.schedule.test_calendars import dated, of
from tests.share import share_of_examples


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
@settings(max_examples=share_of_examples(60))
def test_no_fewer_links_reach_the_target(activities: tuple[PlanActivity, ...], share: float) -> None:
    plan = schedule(activities)
    assume(len(habits(plan)) <= 8)
    check(plan, round(plan.finish * share))


@given(dated(), st.floats(0.2, 1.0))
@settings(max_examples=share_of_examples(60))
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
    assert [step.dropped for step in found.steps] == [((0, 2), (1, 2))]
    assert ticks.weeks(found.steps[0].won) == 5
    assert [step.dropped for step in earlier(plan, ticks.of_weeks(6)).steps] == [((0, 2), (1, 2))]


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
    gone = {pair for step in found.steps for pair in step.dropped}
    assert all(without(plan, gone - {pair}).finish > ticks.of_weeks(9) for pair in gone), "none is dropped for nothing"


def test_the_chain_that_holds_the_goal_has_as_few_habits_as_can_be() -> None:
    plan = schedule(
        (
            activity("A1", 1),
            activity("A2", 1, link("A1")),
            activity("B", 1, link("A2")),
            activity("C", 3),
            activity("D", 1, link("B", "statute"), link("C")),
            activity("E", 9),
        ),
        goal="D",
    )
    assert [(arc.source, arc.target) for arc in holding(plan)] == [(3, 4)]
    assert [(arc.source, arc.target) for arc in holding(without(plan, [(3, 4)]))] == [(0, 1), (1, 2), (2, 4)]
    assert holding(schedule(())) == []
    assert [(arc.source, arc.target) for arc in holding(schedule((activity("A", 2), activity("B", 1, link("A")))))] == [
        (0, 1)
    ]


def test_only_habits_are_questioned_each_once_in_the_order_of_the_plan() -> None:
    twice = (link("B"), link("A", "statute"), link("B", type="start-start"))
    plan = schedule((activity("A", 1), activity("B", 1, link("A")), activity("C", 1, *twice)))
    assert habits(plan) == [(0, 1), (1, 2)]


def test_of_links_that_win_as_much_the_first_goes_first() -> None:
    plan = schedule((activity("A", 1), activity("B", 1, link("A")), activity("C", 1, link("B")), activity("D", 9)))
    chain = schedule(plan.network.activities[:3])
    assert [step.dropped for step in earlier(chain).steps] == [((0, 1),), ((1, 2),)]
    assert [step.dropped for step in earlier(chain, ticks.of_weeks(2)).steps] == [((0, 1),)]
    assert earlier(plan).steps == ()


def test_what_is_proven_is_said() -> None:
    plan = schedule((activity("A", 5), activity("B", 5, link("A")), activity("C", 5, link("B", "statute"))))

    def said(target: float | None) -> tuple[bool, bool, int, int]:
        found = earlier(plan, None if target is None else ticks.of_weeks(target))
        return found.is_reached, found.is_fewest, found.at_least, len(found.steps)

    assert said(None) == (True, False, 0, 1)
    assert said(9) == (False, False, 0, 1)
    assert said(10) == (True, True, 1, 1)
    assert said(15) == (True, True, 0, 0)


def test_without_a_target_it_stops_after_so_many_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = schedule([activity(f"X{n}", 1 + n, *([link(f"X{n - 1}")] if n else [])) for n in range(6)])
    assert len(earlier(plan).steps) > 2
    monkeypatch.setattr("ppl.rules.schedule.earlier.STEPS", 2)
    assert len(earlier(plan).steps) == 2


# with the others but a search that goes on with one link more at a time finds the smallest
@pytest.mark.parametrize("seed", [*range(12), 99, 122, 129, 182])
def test_the_smallest_set_that_hits_every_chain_is_found(seed: int) -> None:
    """Against all sets, by trial; and at least as many are needed as there are chains that share nothing."""
    rng = random.Random(seed)
    links = [(n, n + 1) for n in range(9)]
    chains = [frozenset(rng.sample(links, rng.randint(2, 3))) for _ in range(rng.randint(4, 12))]
    smallest = next(
        size for size in range(10) if any(all(c & set(some) for c in chains) for some in combinations(links, size))
    )
    hit = rules._hitting(chains, 0, [rules.SEARCHED])
    assert hit is not None and len(hit) == smallest and all(chain & hit for chain in chains)
    larger = rules._hitting(chains, smallest + 1, [rules.SEARCHED])
    assert larger is not None and all(chain & larger for chain in chains)
    assert rules._at_least(chains) <= smallest
    assert rules._at_least([frozenset({link}) for link in links]) == 9
    assert rules._hitting(chains, 0, [0]) is None
