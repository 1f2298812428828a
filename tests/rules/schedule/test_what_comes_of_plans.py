"""Comparison, changes to try, drift, chance, couplings, habits and own risk: each on plans of a few activities."""

from __future__ import annotations

import pytest

from ppl.errors import DataError, UsageError
from ppl.model.fields import changed
from ppl.model.plan import Plan, PlanActivity, Questioned, Reached
from ppl.model.programme import PlanTemplate
from ppl.model.record import Party
from ppl.rules.schedule import ticks
from ppl.rules.schedule.comparison import comparison, hours
from ppl.rules.schedule.couplings import Outside, Placed, couplings, nearby
from ppl.rules.schedule.cpm import schedule
from ppl.rules.schedule.drift import Edition, baseline, days, forecast, jumps
from ppl.rules.schedule.habits import habits
from ppl.rules.schedule.planned import Planned, of_plan
from ppl.rules.schedule.risk import risks
from ppl.rules.schedule.simulation import simulate
from ppl.rules.schedule.what_if import Change, saved, tried
from tests import make
from tests.make import day
from tests.rules.schedule.networks import activity, link

START = day("2026-01-05")


def plan_of(*activities: PlanActivity, **more: object) -> Plan:
    given = {"ref": "alpha/plan", "starts_on": START, **more}
    return Plan(activities=activities, **given)  # type: ignore[arg-type]


def planned(plan: Plan, template: PlanTemplate | None = None) -> Planned:
    records = [make.project("alpha"), *([template] if template else [])]
    return of_plan(make.knowledge(*records), plan, make.project("alpha"))


# in the usual order, as planned, without habits

TEMPLATE = PlanTemplate(
    ref="programme/plans/small",
    activities=(
        activity("A", 10, weeks_short=4.0),
        activity("B", 8),
        activity("C", 2, link("A", "statute"), link("B", "policy")),
    ),
)


def test_the_gain_is_split_into_other_links_and_shorter_work() -> None:
    plan = plan_of(
        activity("A", 7),
        activity("B", 8, after_serial=(link("A"),)),
        activity("C", 2, link("A", "statute"), link("B", "policy")),
        template="small",
    )
    found = comparison(planned(plan, TEMPLATE))
    assert [ticks.weeks(one.finish) for one in (found.serial, found.planned, found.no_habit, found.short)] == [
        20,
        10,
        10,
        10,
    ]
    assert (ticks.weeks(found.relinked), ticks.weeks(found.shorter)) == (8, 2)


def test_hours_are_those_of_the_work_and_of_each_week_that_it_runs() -> None:
    activities = (
        activity("A", 2, hours={"gemeente": 40.0}),
        activity("B", 3, hours={"gemeente": 10.0, "adviesbureau": 5.0}),
    )
    assert hours(activities, {"gemeente": 8.0}, 10) == {"gemeente": 130.0, "adviesbureau": 5.0}


# changes to try

CHAIN = (
    activity("A", 4),
    activity("B", 6, link("A", "habit", reason="altijd zo")),
    activity("C", 1, link("B", "statute")),
)


@pytest.mark.parametrize(
    ("change", "weeks"),
    [
        (Change("shorten", "B", weeks=2.0), 7),
        (Change("drop", "B", "A"), 7),
        (Change("overlap", "B", "A"), 7),
        (Change("overlap", "B", "A", share=0.5), 9),
        (Change("start", "B", on=day("2026-03-02")), 15),
    ],
)
def test_a_change_is_tried_on_a_copy(change: Change, weeks: float) -> None:
    assert schedule(tried(CHAIN, [change]), starts_on=START).weeks == weeks
    assert schedule(CHAIN).weeks == 11


def test_a_link_that_is_not_there_cannot_be_dropped() -> None:
    with pytest.raises(UsageError, match="C does not wait on A"):
        tried(CHAIN, [Change("drop", "C", "A")])


def test_a_saved_change_leaves_the_question_as_a_fact() -> None:
    plan = saved(plan_of(*CHAIN), [Change("drop", "B", "A")], day("2026-02-01"), "team is klaar", 4.0)
    assert plan.activities[1].after == ()
    assert plan.questioned == (
        Questioned(
            activity="B",
            waited_on="A",
            ground="habit",
            on=day("2026-02-01"),
            outcome="dropped",
            because="team is klaar",
            expected_weeks=4.0,
        ),
    )


def test_what_law_asks_cannot_be_saved_away() -> None:
    with pytest.raises(UsageError, match="C waits on B by statute"):
        saved(plan_of(*CHAIN), [Change("drop", "C", "B")], START, None, 0)


# how it moved


def test_a_jump_is_a_version_that_moved_a_milestone() -> None:
    first = plan_of(*CHAIN)
    second = changed(first, activities=(CHAIN[0], changed(CHAIN[1], weeks=8.0), CHAIN[2]))
    editions = [
        Edition(day("2026-01-05"), "1", "first", first),
        Edition(day("2026-02-01"), "2", "same", changed(first, tags=("x",))),
        Edition(day("2026-03-01"), "3", "longer", second),
    ]
    (jump,) = jumps(planned(second), editions)
    assert (jump.edition.commit, jump.since) == ("3", day("2026-02-01"))
    assert (jump.before["goal"], jump.after["goal"]) == (day("2026-03-23"), day("2026-04-06"))


def test_the_forecast_begins_nothing_before_today_and_goes_on_with_what_runs() -> None:
    done = changed(CHAIN[0], actual_start_on=START, actual_end_on=day("2026-02-09"))
    running = changed(CHAIN[1], actual_start_on=day("2026-02-09"))
    plan = plan_of(done, running, CHAIN[2])
    found = planned(plan)
    on_time = found.of(forecast(found.activities, START, day("2026-03-02")))
    late = found.of(forecast(found.activities, START, day("2026-05-04")))
    assert on_time.day(on_time.finish) == day("2026-03-30")
    assert late.day(late.finish) == day("2026-05-11")


def test_a_baseline_holds_days_and_weeks() -> None:
    found = planned(plan_of(*CHAIN, milestones=(Reached(code="adopted", activity="B"),)))
    kept = baseline(found, day("2026-01-10"))
    assert (kept.weeks, kept.ends["B"], kept.milestones["adopted"]) == (11, day("2026-03-16"), day("2026-03-16"))
    assert days(found, found.schedule()) == kept.milestones


# chance


def test_the_same_seed_gives_the_same_runs_and_what_has_no_range_is_not_drawn() -> None:
    activities = (
        PlanActivity(id="A", title="a", optimistic=2, likely=4, pessimistic=12),
        activity("B", 5),
        activity("C", 1, link("A"), link("B")),
    )
    plan = schedule(activities)
    one, again, other = simulate(plan, 2_000, 7), simulate(plan, 2_000, 7), simulate(plan, 2_000, 8)
    assert one == again != other
    assert one.drawn == (0,)
    assert one.criticality[2] == 1
    assert one.criticality[0] + one.criticality[1] == pytest.approx(1)
    assert 6 <= one.weeks_at(0.1) <= one.weeks_at(0.9) <= 13
    assert one.share_within(13) == 1
    assert one.share_within(5.9) == 0


def test_without_ranges_every_run_is_the_schedule() -> None:
    plan = schedule(CHAIN, goal="C")
    found = simulate(plan, 50)
    assert set(found.finishes) == {float(plan.finish)}
    assert found.criticality == [1, 1, 1]


def test_points_in_the_wrong_order_are_refused() -> None:
    plan = schedule((PlanActivity(id="A", title="a", optimistic=2, likely=9, pessimistic=5),))
    with pytest.raises(DataError, match="not between the two ends"):
        simulate(plan, 10)


# projects beside each other


def placed(id: str, *activities: PlanActivity, place: str = "Waterrijk", start: str = "2026-01-05") -> Placed:
    begin = day(start)
    project = make.project(id, municipality=(place,), province="utrecht")
    return Placed(project, schedule(activities, starts_on=begin), begin)


def test_two_critical_works_for_one_party_are_coupled_within_its_place() -> None:
    plans = [
        placed("alpha", activity("A", 10, owner="ecoloog")),
        placed("beta", activity("B", 6, owner="ecoloog"), start="2026-02-02"),
        placed("gamma", activity("C", 6, owner="ecoloog"), place="Elders", start="2026-02-02"),
    ]
    (found,) = couplings(plans, Outside((), ()))
    assert (found.first.project, found.second.project, found.where) == ("alpha", "beta", "Waterrijk")
    assert found.is_overlap
    assert found.room_weeks == 0


def test_an_organisation_of_its_own_is_one_per_province() -> None:
    plans = [
        placed("alpha", activity("A", 4, owner="netbeheerder")),
        placed("gamma", activity("C", 6, owner="netbeheerder"), place="Elders", start="2026-02-16"),
    ]
    assert couplings(plans, Outside((), ())) == []
    (found,) = couplings(plans, Outside(("netbeheerder",), ()))
    assert not found.is_overlap
    assert found.room_weeks == 2


def test_of_an_adviser_without_a_name_nobody_knows_whether_it_is_the_same() -> None:
    def plans(owner: object) -> list[Placed]:
        return [placed("alpha", activity("A", 4, owner=owner)), placed("beta", activity("B", 6, owner=owner))]

    outside = Outside((), ("adviesbureau",))
    assert couplings(plans("adviesbureau"), outside) == []
    (found,) = couplings(plans(Party(role="adviesbureau", organisation="Bureau Voorbeeld")), outside)
    assert found.where == "Bureau Voorbeeld"


def test_works_in_one_place_find_each_other_within_half_a_year() -> None:
    one = placed("alpha", activity("A", 4, area="Stationsstraat"))
    near = placed("beta", activity("B", 6, area="stationsstraat"), start="2026-04-06")
    far = placed("gamma", activity("C", 6, area="Stationsstraat"), start="2028-04-03")
    (found,) = nearby([one, near, far])
    assert (found.first.project, found.second.project, found.apart_weeks) == ("alpha", "beta", 9)


# habits


def test_a_habit_is_known_with_what_came_of_it_and_who_still_waits() -> None:
    fact = Questioned(activity="B", waited_on="A", ground="habit", on=START, outcome="dropped", observed_weeks=4.0)
    asked = plan_of(CHAIN[0], changed(CHAIN[1], after=()), CHAIN[2], template="small", questioned=(fact,))
    waiting = plan_of(*CHAIN, template="small")
    left_out = plan_of(CHAIN[0], changed(CHAIN[1], after=(), after_serial=CHAIN[1].after), CHAIN[2], template="small")
    plans = [
        planned(plan)._replace(project=name)
        for name, plan in (("asked", asked), ("waiting", waiting), ("out", left_out))
    ]
    (found,) = habits(plans)
    assert (found.activity.id, found.waited_on.id) == ("B", "A")
    assert [one.project for one in found.facts] == ["asked"]
    assert (found.waiting, found.left_out, found.observed_weeks) == (("waiting",), ("out",), 4.0)


# own risk


def test_work_at_own_risk_runs_until_what_takes_the_risk_away() -> None:
    plan = schedule(
        (
            activity("A", 4),
            activity("B", 6, at_own_risk=True, risk_until="A"),
            activity("C", 9, link("A"), at_own_risk=True),
            activity("D", 1, link("C"), at_own_risk=True, risk_until="A"),
            activity("E", 30),
        )
    )
    found = risks(plan, (Reached(code="irrevocable", activity="E"),))
    assert [(one.activity, one.until, ticks.weeks(one.ends)) for one in found] == [(1, "A", 4), (2, "irrevocable", 30)]
