"""Chance in a plan: without chance it is the schedule itself, and its figures count what they say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from ppl.errors import DataError
from ppl.model.plan import PlanActivity
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import schedule
from ppl.rules.schedule.simulation import Simulation, simulate
from tests.make import day
from tests.rules.schedule.networks import activity, link, plans
from tests.rules.schedule.test_calendars import dated, of

TEN = Simulation(10, 1, [float(n * ticks.WEEK) for n in range(1, 11)], [], ())


@pytest.mark.parametrize(
    ("share", "weeks"), [(0.0, 1), (0.1, 1), (0.11, 2), (0.2, 2), (0.5, 5), (0.9, 9), (0.91, 10), (1.0, 10)]
)
def test_the_weeks_of_a_share_are_the_fewest_within_which_so_many_runs_end(share: float, weeks: int) -> None:
    assert TEN.weeks_at(share) == weeks


@pytest.mark.parametrize(("weeks", "share"), [(0.9, 0.0), (1.0, 0.1), (1.9, 0.1), (5.0, 0.5), (10.0, 1.0)])
def test_the_share_within_some_weeks_counts_the_runs_that_end_on_the_last_of_them(weeks: float, share: float) -> None:
    assert TEN.share_within(weeks) == share


@given(plans(most=6))
@settings(max_examples=40)
def test_without_ranges_every_run_is_the_schedule_and_what_is_critical_holds_it(
    activities: tuple[PlanActivity, ...],
) -> None:
    plan = schedule(activities)
    found = simulate(plan, 3)
    assert (set(found.finishes), found.drawn) == ({float(plan.finish)}, ())
    for index in range(len(activities)):
        assert found.criticality[index] in (0, 1)
        assert plan.is_critical(index) or found.criticality[index] == 0


@given(dated())
@settings(max_examples=40)
def test_without_ranges_every_run_is_the_schedule_with_seasons_and_meetings_too(
    activities: tuple[PlanActivity, ...],
) -> None:
    plan = of(*activities)
    assert set(simulate(plan, 2).finishes) == {float(plan.finish)}


def ranged(id: str, *points: float, **more: object) -> PlanActivity:
    low, *likely, high = points
    given = {"optimistic": low, "likely": likely[0] if likely else None, "pessimistic": high, **more}
    return PlanActivity(id=id, title=id, **given)  # type: ignore[arg-type]


def test_a_duration_is_drawn_between_its_ends_where_they_differ_and_it_did_not_begin() -> None:
    began = ranged("D", 1, 9, actual_start_on=day("2026-01-05"))
    plan = schedule((ranged("A", 2, 2, 6), ranged("B", 2, 6, 6), ranged("C", 3, 3), began), starts_on=day("2026-01-05"))
    found = simulate(plan, 400, 3)
    assert found.drawn == (0, 1)
    assert all(5 * ticks.WEEK <= finish <= 6 * ticks.WEEK for finish in found.finishes), "D took its five weeks"
    alone = simulate(schedule((ranged("A", 2, 6),)), 4000, 3)
    assert 2 <= alone.finishes[0] / ticks.WEEK < 2.2 and 5.8 < alone.finishes[-1] / ticks.WEEK <= 6
    assert alone.weeks_at(0.5) == pytest.approx(4, abs=0.1)
    likely = simulate(schedule((ranged("A", 2, 2, 6),)), 4000, 3)
    assert likely.weeks_at(0.5) == pytest.approx(6 - 8**0.5, abs=0.1), "the middle of a triangle that begins high"


@pytest.mark.parametrize("points", [(2, 1, 6), (2, 7, 6)])
def test_a_likely_duration_outside_its_ends_is_refused(points: tuple[float, ...]) -> None:
    with pytest.raises(DataError, match="not between the two ends"):
        simulate(schedule((ranged("A", *points),)), 1)


def test_a_share_of_a_duration_that_was_drawn_is_a_share_of_that_draw() -> None:
    half = link("A", "statute", type="start-start", lag_share=0.5, lag_weeks=1.0)
    found = simulate(schedule((ranged("A", 4, 8), activity("B", 10, half))), 500)
    assert all(13 <= finish / ticks.WEEK <= 15 for finish in found.finishes)
    assert found.finishes[-1] - found.finishes[0] > ticks.WEEK
    assert found.criticality == [1, 1]


def test_some_weeks_after_a_start_are_counted_from_it_in_every_run() -> None:
    late = link("A", "statute", type="start-start", lag_weeks=3.0)
    plan = schedule((activity("A", 1), activity("B", 2, late)))
    assert set(simulate(plan, 3).finishes) == {float(plan.finish)} == {5.0 * ticks.WEEK}


def test_what_began_hides_nothing_that_comes_after_it() -> None:
    began = activity("A", 2, actual_start_on=day("2026-01-05"))
    plan = schedule((began, activity("B", 3, link("A")), activity("C", 1)), starts_on=day("2026-01-05"))
    found = simulate(plan, 3)
    assert (set(found.finishes), found.criticality) == ({5.0 * ticks.WEEK}, [1, 1, 0])


def test_a_plan_of_nothing_takes_no_time() -> None:
    assert simulate(schedule(()), 4).finishes == [0.0] * 4


def test_a_survey_waits_for_its_season_in_every_run_and_what_misses_it_waits_a_year() -> None:
    plan = of(ranged("A", 20, 26), activity("S", 2, link("A"), window="bats"))
    found = simulate(plan, 200)
    assert found.finishes[0] < ticks.of_weeks(26) and found.finishes[-1] > ticks.of_weeks(70)
    assert all(not ticks.of_weeks(26) < finish < ticks.of_weeks(70) for finish in found.finishes)


def test_runs_are_made_in_as_many_rounds_as_memory_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = schedule((activity("A", 2), activity("B", 3, link("A")), ranged("C", 1, 2)))
    for cells in (1, 6, 100):
        monkeypatch.setattr("ppl.rules.schedule.simulation.CELLS", cells)
        found = simulate(plan, 7)
        assert (len(found.finishes), found.criticality) == (7, [1, 1, 0])


def test_unless_asked_otherwise_there_are_ten_thousand_runs_and_always_the_same() -> None:
    plan = schedule((ranged("A", 1, 2),))
    assert simulate(plan) == simulate(plan, 10_000, 1)
