from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppl.errors import DataError
from ppl.model.plan import PlanActivity
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import Schedule, schedule
from ppl.rules.schedule.earlier import without
from ppl.rules.schedule.network import weeks_of
from ppl.rules.schedule.paths import binding, critical_paths
from tests.make import day
from tests.rules.schedule.networks import Oracle, activity, large, link, plans
from tests.share import share_of_examples

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


def slips(plan: Schedule) -> dict[str, tuple[float | None, float | None]]:
    """Slack and free slack of each activity, in weeks."""
    found = zip(plan.network.activities, plan.slack, plan.free, strict=True)
    return {
        one.id: (None if slack is None else ticks.weeks(slack), None if free is None else ticks.weeks(free))
        for one, slack, free in found
    }


def test_what_may_slip_without_moving_the_goal_may_still_move_what_follows() -> None:
    plan = schedule(
        (
            activity("A", 1),
            activity("B", 2, link("A")),
            activity("C", 9),
            activity("D", 1, link("B"), link("C")),
            activity("E", 3, link("A"), link("C", type="start-start", lag_weeks=2)),
        )
    )
    assert slips(plan) == {"A": (6, 0), "B": (6, 6), "C": (0, 0), "D": (0, 0), "E": (5, 5)}


def dated(*activities: PlanActivity, goal: str | None = None) -> Schedule:
    return schedule(activities, starts_on=day("2026-01-05"), goal=goal)


def test_what_ended_has_no_slack_and_what_runs_has() -> None:
    ended = activity("A", 2, actual_start_on=day("2026-01-05"), actual_end_on=day("2026-01-09"))
    runs = activity("B", 2, link("A"), actual_start_on=day("2026-01-12"))
    plan = dated(ended, runs, activity("C", 6), activity("D", 1, link("B")))
    assert slips(plan) == {"A": (None, None), "B": (2, 0), "C": (0, 0), "D": (2, 2)}
    assert [plan.held[n] for n in range(4)] == ["actual", "actual", None, None]


def test_what_only_leads_to_work_that_began_holds_the_goal_no_more() -> None:
    plan = dated(activity("A", 1), activity("B", 3, link("A"), actual_start_on=day("2026-01-05")), goal="B")
    assert slips(plan) == {"A": (None, None), "B": (0, 0)}


def test_of_work_that_ended_the_start_follows_from_its_duration_else_from_what_it_waited_on() -> None:
    def begun(weeks: float | None, waited: float, **days: str) -> tuple[float, float]:
        actual: dict[str, Any] = {f"actual_{side}_on": day(on) for side, on in days.items()}
        one = PlanActivity(id="B", title="b", weeks=weeks, after=(link("A"),), **actual)
        plan = dated(activity("A", waited), one)
        return ticks.weeks(plan.start[1]), ticks.weeks(plan.end[1])

    assert begun(2, 1, end="2026-01-30") == begun(2, 1, end="2026-02-01") == (2, 4), "work goes on on Monday"
    assert begun(2, 1, end="2026-01-29") == (2 - 3 / 7, 4 - 3 / 7), "else on the next day"
    assert begun(0, 1, end="2026-02-02") == (4, 4), "a moment takes no day"
    assert begun(None, 1, end="2026-01-30") == (1, 4)
    assert begun(None, 9, end="2026-01-30") == (4, 4)
    assert begun(2, 1, start="2026-01-19") == (2, 4)
    assert begun(2, 1, start="2026-01-19", end="2026-02-13") == (2, 6)
    assert begun(None, 1, start="2026-01-19", end="2026-02-13") == (2, 6)
    bare = schedule((activity("A", 2, actual_start_on=day("2026-02-02")),))
    assert (bare.start, bare.held) == ([0], [None]), "without a first day there are no days"


def test_a_planned_date_holds_what_could_begin_before_it_and_is_late_where_that_cannot_be_met() -> None:
    def at(on: str) -> tuple[float, str | None, int]:
        plan = dated(activity("A", 4), activity("B", 1, link("A"), planned_start_on=day(on)))
        return ticks.weeks(plan.start[1]), plan.held[1], len(plan.late)

    assert at("2026-02-09") == (5, "date", 0)
    assert at("2026-02-02") == (4, None, 0)
    assert at("2026-02-01") == (4, None, 1)
    early = dated(activity("A", 1, planned_start_on=day("2025-12-01")))
    assert (early.start, early.held_by_date, len(early.late)) == ([0], [0], 1)
    assert schedule((activity("A", 1, planned_start_on=day("2026-02-02")),)).start == [0]


def test_a_duration_is_as_planned_else_likely_else_the_middle_else_as_it_went() -> None:
    def weeks(**fields: Any) -> float | None:
        return weeks_of(PlanActivity(id="A", title="a", **fields))

    went = {"actual_start_on": day("2026-01-05"), "actual_end_on": day("2026-01-14")}
    assert weeks(weeks=0.0, likely=2.0) == 0
    assert weeks(likely=2.0, optimistic=5.0, pessimistic=9.0) == 2
    assert weeks(optimistic=5.0, pessimistic=8.0, **went) == 6.5
    assert weeks(optimistic=5.0, **went) == weeks(pessimistic=5.0, **went) == weeks(**went) == 10 / 7
    assert weeks(optimistic=5.0) is weeks(actual_end_on=day("2026-01-15")) is None


def test_what_does_not_lead_to_the_goal_hides_nothing_that_does() -> None:
    plan = schedule((activity("A", 1), activity("X", 1, link("A")), activity("B", 2, link("A"))), goal="B")
    assert slips(plan) == {"A": (0, 0), "X": (None, None), "B": (0, 0)}


def test_a_circle_is_named_activity_by_activity() -> None:
    round_ = (activity("A", 1, link("C")), activity("B", 1, link("A")), activity("C", 1, link("B")), activity("D", 1))
    with pytest.raises(DataError, match=": A ← C ← B ← A"):
        schedule(round_)
    with pytest.raises(DataError, match=": A ← C ← B ← A"):
        schedule((activity("Z", 1, link("Y")), activity("Y", 1, link("A")), *round_))
    with pytest.raises(DataError, match=": A ← B ← A"):
        schedule((activity("A", 1, link("D"), link("B")), activity("B", 1, link("A")), activity("D", 1)))


@pytest.mark.parametrize(
    ("activities", "said"),
    [
        ((activity("A", 1, link("Z")),), "A waits on Z"),
        ((activity("B", 1), activity("A", 1), activity("A", 2)), "A stands in the plan twice"),
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


def test_critical_paths_come_in_the_order_of_the_plan_and_begin_where_nothing_holds_any_more() -> None:
    plan = schedule((activity("A", 2), activity("B", 2), activity("C", 1, link("B"), link("A")), activity("D", 1)))
    assert critical_paths(plan) == ([[0, 2], [1, 2]], 2)
    assert critical_paths(plan, most=1) == ([[0, 2]], 2)
    ended = activity("A", 2, actual_start_on=day("2026-01-05"), actual_end_on=day("2026-01-16"))
    assert critical_paths(dated(ended, activity("C", 1, link("A")))) == ([[1]], 1)
    began = activity("B", 6, link("A"), actual_start_on=day("2026-01-19"))
    both = dated(activity("A", 2), began, activity("C", 6, link("A")))
    assert critical_paths(both) == ([[0, 2], [1]], 2), "what began waits on nothing any more"


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
@settings(max_examples=share_of_examples(200))
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
