"""How a plan moved, what was agreed, and where it goes from today: at the edges."""

from __future__ import annotations

import datetime

import pytest

from ppl.model.fields import changed
from ppl.model.plan import Baseline, Plan, PlanActivity, Reached
from ppl.rules.schedule.drift import Edition, agreed, baseline, edited, forecast, jumps
from ppl.rules.schedule.planned import Planned, of_plan
from tests import make
from tests.make import day
from tests.rules.schedule.networks import activity, link

START, TODAY = day("2026-01-05"), day("2026-03-02")
STEPS = (activity("A", 4), activity("B", 6, link("A")))


def planned(plan: Plan) -> Planned:
    return of_plan(make.knowledge(make.project()), plan, make.project())


def plan(*activities: PlanActivity, **fields: object) -> Plan:
    return Plan(**{"ref": "alpha/plan", "starts_on": START, "activities": activities or STEPS, **fields})  # type: ignore[arg-type]


def forecast_of(one: PlanActivity, starts_on: datetime.date = START, today: datetime.date = TODAY) -> PlanActivity:
    return forecast([one], starts_on, today)[0]


@pytest.mark.parametrize(
    ("planned_on", "expected"),
    [(None, "2026-03-02"), ("2026-02-02", "2026-03-02"), ("2026-03-02", "2026-03-02"), ("2026-04-06", "2026-04-06")],
)
def test_what_did_not_begin_begins_today_at_the_earliest_whatever_was_planned(
    planned_on: str | None, expected: str
) -> None:
    one = activity("A", 4, planned_start_on=day(planned_on) if planned_on else None)
    assert forecast_of(one).planned_start_on == day(expected)


def test_what_runs_lasts_until_today_at_least_and_what_ended_stays() -> None:
    began = {"actual_start_on": day("2026-02-02")}
    assert forecast_of(activity("A", 2, **began)).weeks == 4
    assert forecast_of(activity("A", 6, **began)).weeks == 6
    assert forecast_of(PlanActivity(id="A", title="a", actual_start_on=day("2026-02-02"))).weeks == 4
    assert forecast_of(PlanActivity(id="A", title="a", actual_start_on=TODAY)).weeks == 0
    ended = activity("A", 2, **began, actual_end_on=day("2026-02-16"))
    assert forecast_of(ended) is ended


def test_a_plan_that_begins_after_today_goes_as_it_was_planned() -> None:
    one = activity("A", 4)
    assert forecast_of(one, starts_on=day("2026-03-03")) is one
    assert forecast_of(one, starts_on=TODAY).planned_start_on == TODAY


def agreed_with(*milestones: Reached, codes: str = "goal m n", **base: object) -> dict[str, str]:
    kept = Baseline(set_on=START, **base)  # type: ignore[arg-type]
    found = planned(plan(goal="B", milestones=milestones, baseline=kept))
    return {code: on.isoformat() for code, on in agreed(found, codes.split()).items()}


def test_what_was_agreed_of_a_milestone_goes_before_the_end_of_its_activity() -> None:
    on_b = Reached(code="m", activity="B")
    ends = {"B": day("2026-03-16")}
    assert agreed_with(on_b, ends=ends) == {"m": "2026-03-16", "goal": "2026-03-16"}
    assert agreed_with(on_b, ends=ends, milestones={"m": day("2026-04-01")})["m"] == "2026-04-01"
    assert agreed_with(on_b, ends=ends, milestones={"goal": day("2026-04-01")})["goal"] == "2026-04-01"
    assert agreed_with(on_b, ends=ends, codes="m") == {"m": "2026-03-16"}
    assert agreed_with(on_b) == {}
    assert agreed(planned(plan(milestones=(on_b,))), ["m"]) == {}


def test_a_milestone_some_weeks_after_a_start_counts_from_the_agreed_start() -> None:
    later = Reached(code="m", activity="B", weeks_after_start=1.5)
    assert agreed_with(later, starts={"B": day("2026-02-02")}) == {"m": "2026-02-13"}
    assert agreed_with(later, ends={"B": day("2026-03-16")}, codes="m") == {}


def test_a_version_keeps_its_own_milestones_and_first_day_and_else_takes_those_of_now() -> None:
    now = planned(plan(milestones=(Reached(code="m", activity="B"), Reached(code="n", activity="A"))))
    bare = edited(now, plan(STEPS[0], starts_on=None))
    assert ([one.code for one in bare.milestones], bare.starts_on, bare.plan.goal) == (["n"], START, None)
    own = edited(now, plan(starts_on=day("2026-02-02"), milestones=(Reached(code="x", activity="A"),)))
    assert ([one.code for one in own.milestones], own.starts_on) == (["x"], day("2026-02-02"))


def test_a_version_that_cannot_be_scheduled_is_passed_over_and_one_that_moves_nothing_is_no_jump() -> None:
    first = plan()
    round_ = changed(first, activities=(activity("A", 1, link("B")), activity("B", 1, link("A"))))
    longer = changed(first, activities=(activity("A", 5), STEPS[1]))
    editions = [
        Edition(day(f"2026-0{n}-01"), str(n), "", one) for n, one in enumerate((first, round_, longer, longer), 1)
    ]
    assert [(one.edition.commit, one.since) for one in jumps(planned(first), editions)] == [("3", day("2026-01-01"))]
    new = changed(first, milestones=(Reached(code="m", activity="A"),))
    assert jumps(planned(first), [editions[0], Edition(TODAY, "5", "", new)]) == [], "a new milestone moved nothing"


def test_a_baseline_of_a_plan_without_days_has_weeks_only() -> None:
    kept = baseline(planned(plan(starts_on=None)), TODAY, "eerste keer")
    assert (kept.set_on, kept.weeks, kept.because, kept.starts, kept.ends) == (TODAY, 10.0, "eerste keer", {}, {})
    kept = baseline(planned(plan(activity("A", 1 / 3))), TODAY)
    assert (kept.weeks, kept.starts, kept.ends) == (0.333, {"A": START}, {"A": day("2026-01-08")})
