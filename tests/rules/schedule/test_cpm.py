from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppl.errors import DataError
from ppl.model.plan import PlanActivity
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import Schedule, schedule
from ppl.rules.schedule.earlier import without
from ppl.rules.schedule.paths import binding, critical_paths
from tests.rules.schedule.networks import Oracle, activity, large, link, plans

Activities = tuple[PlanActivity, ...]


def ids(plan: Schedule, path: list[int]) -> list[str]:
    return [plan.network.activities[index].id for index in path]


def test_an_activity_starts_when_the_last_of_what_it_waits_on_ends() -> None:
    plan = schedule((activity("A", 3), activity("B", 5), activity("C", 2, link("A"), link("B"))))
    assert [ticks.weeks(at) for at in plan.start] == [0, 0, 5]
    assert plan.weeks == 7
    assert [None if s is None else ticks.weeks(s) for s in plan.slack] == [2, 0, 0]


def test_start_to_start_waits_a_share_of_the_other() -> None:
    plan = schedule((activity("A", 10), activity("B", 2, link("A", type="start-start", lag_share=0.5, lag_weeks=1))))
    assert ticks.weeks(plan.start[1]) == 6


def test_a_lag_before_the_beginning_stays_at_the_beginning() -> None:
    plan = schedule((activity("A", 1), activity("B", 2, link("A", lag_weeks=-5))))
    assert plan.start[1] == 0
    assert binding(plan, 1) == []


def test_what_does_not_lead_to_the_goal_has_no_slack() -> None:
    plan = schedule((activity("A", 1), activity("B", 2, link("A")), activity("C", 9, link("A"))), goal="B")
    assert plan.weeks == 3
    assert plan.slack[2] is None
    assert plan.free[2] is None


def test_a_circle_is_named_activity_by_activity() -> None:
    round_ = (activity("A", 1, link("C")), activity("B", 1, link("A")), activity("C", 1, link("B")), activity("D", 1))
    with pytest.raises(DataError, match="A ← C ← B ← A"):
        schedule(round_)


@pytest.mark.parametrize(
    ("activities", "said"),
    [
        ((activity("A", 1, link("Z")),), "A waits on Z"),
        ((activity("A", 1), activity("A", 2)), "A stands in the plan twice"),
        ((activity("A", -1),), "less than nothing"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(activities: Activities, said: str) -> None:
    with pytest.raises(DataError, match=said):
        schedule(activities)


def test_an_unknown_duration_counts_as_nothing_and_is_known_as_such() -> None:
    plan = schedule((PlanActivity(id="A", title="a"), activity("B", 2, link("A"))))
    assert plan.weeks == 2
    assert plan.network.unknown == (0,)


@given(plans(), st.data())
def test_the_schedule_is_that_of_an_independent_calculation(activities: Activities, data: st.DataObject) -> None:
    goal = data.draw(st.sampled_from([None, *(one.id for one in activities)]))
    plan, oracle = schedule(activities, goal=goal), Oracle(activities, goal)
    assert plan.weeks == pytest.approx(oracle.finish)
    for index, one in enumerate(activities):
        assert ticks.weeks(plan.start[index]) == pytest.approx(oracle.at[(one.id, "start")])
        expected, slack = oracle.slack(one.id), plan.slack[index]
        assert (slack is None) == (expected is None)
        if slack is not None and expected is not None:
            assert ticks.weeks(slack) == pytest.approx(expected, abs=1e-6)
            assert 0 <= (plan.free[index] or 0) <= slack


@pytest.mark.parametrize("seed", [1, 2])
def test_a_plan_of_thousands_is_that_of_an_independent_calculation(seed: int) -> None:
    activities = large(3_000, seed)
    plan, oracle = schedule(activities), Oracle(activities)
    assert plan.weeks == pytest.approx(oracle.finish)
    assert [ticks.weeks(at) for at in plan.start] == pytest.approx([oracle.at[(one.id, "start")] for one in activities])
    onward = oracle.graph.reverse()
    left = oracle._longest(onward, [node for node in oracle.goals if oracle.at[node] == oracle.finish])
    for index, one in enumerate(activities):
        is_on_longest = abs(oracle.at[(one.id, "start")] + left.get((one.id, "start"), -1e9) - oracle.finish) < 1e-6
        assert plan.is_critical(index) == is_on_longest


@given(plans())
def test_every_critical_path_is_as_long_as_the_plan(activities: Activities) -> None:
    plan = schedule(activities)
    paths, total = critical_paths(plan, most=10_000)
    assert len(paths) == total == len({tuple(path) for path in paths}) > 0
    for path in paths:
        assert plan.start[path[0]] == 0
        assert plan.end[path[-1]] == plan.finish
        assert all(plan.is_critical(index) for index in path)
        for source, target in pairwise(path):
            assert any(
                arc.source == source and plan.bound(arc) == plan.start[target] for arc in plan.network.into[target]
            )
    on_paths = {index for path in paths for index in path}
    assert on_paths == {index for index in range(len(activities)) if plan.is_critical(index)}


def test_critical_paths_are_counted_beyond_what_is_listed() -> None:
    layers = [activity("S", 1)]
    for depth in range(40):
        before = ["S"] if depth == 0 else [f"{side}{depth - 1}" for side in "AB"]
        layers += [activity(f"{side}{depth}", 1, *(link(to) for to in before)) for side in "AB"]
    paths, total = critical_paths(schedule(layers))
    assert (len(paths), total) == (20, 2**40)


@given(plans(is_plain=True), st.data())
def test_dropping_a_link_never_delays(activities: Activities, data: st.DataObject) -> None:
    plan = schedule(activities)
    pairs = [(arc.source, arc.target) for arcs in plan.network.into for arc in arcs]
    dropped = data.draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    left = without(plan, dropped)
    assert left.finish <= plan.finish
    assert all(after <= before for after, before in zip(left.start, plan.start, strict=True))


@given(plans())
@settings(max_examples=200)
def test_every_claimed_wait_is_binding_and_none_is_left_out(activities: Activities) -> None:
    plan = schedule(activities)
    for index, one in enumerate(activities):
        claimed = [arc.link for arc in binding(plan, index)]
        for kept in claimed:
            alone = [msgspec.structs.replace(a, after=(kept,)) if a.id == one.id else a for a in activities]
            assert schedule(alone).start[index] == plan.start[index]
        others = tuple(other for other in one.after if all(other is not kept for kept in claimed))
        freed = [msgspec.structs.replace(a, after=others) if a.id == one.id else a for a in activities]
        assert (schedule(freed).start[index] < plan.start[index]) == (bool(claimed) and plan.start[index] > 0)


@given(plans(), st.data())
def test_slack_is_what_an_activity_may_slip(activities: Activities, data: st.DataObject) -> None:
    plan = schedule(activities)
    index = data.draw(st.integers(0, len(activities) - 1))
    slack = plan.slack[index]
    assert slack is not None
    start = ticks.weeks(plan.start[index])

    def finish(extra: float) -> float:
        wait = activity("late", start + ticks.weeks(slack or 0) + extra)
        slipped = [
            msgspec.structs.replace(one, after=(*one.after, link("late"))) if at == index else one
            for at, one in enumerate(activities)
        ]
        return schedule((wait, *slipped), goal=None).weeks

    assert finish(0) == pytest.approx(max(plan.weeks, start + ticks.weeks(slack)))
    assert finish(1) > plan.weeks
