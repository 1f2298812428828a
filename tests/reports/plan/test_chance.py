"""A chance only where it means something, and what drives it."""

from __future__ import annotations

from typing import Any

from ppl.model.plan import PlanActivity
from ppl.model.programme import PlanTemplate
from ppl.reports.plan import chance
from ppl.reports.plan.chance import ChanceShown
from tests.make import TODAY, day
from tests.reports.plan.plans import START, found
from tests.rules.schedule.networks import activity, link


def shares(
    *activities: PlanActivity, within: float | None = None, template: PlanTemplate | None = None, **fields: Any
) -> ChanceShown:
    known = (template,) if template else ()
    one = found(*activities, known=known, template="klein" if template else None, **fields)
    return chance.build(chance.Request(one, runs=400, within_weeks=within), TODAY)


RANGE = PlanActivity(id="R", title="R", optimistic=2.0, pessimistic=6.0)


def test_a_chance_is_given_only_where_no_guess_holds_the_goal() -> None:
    sure = shares(RANGE, activity("T", 2, link("R"), weeks_from="team"), within=6.0)
    assert sure.share_within is not None and 0.3 < sure.share_within < 0.7 and sure.guesses == ()
    guess = shares(RANGE, activity("T", 2, link("R"), weeks_from="estimate"), within=6.0)
    assert (guess.share_within, [one.id for one in guess.guesses]) == (None, ["T"])
    assert shares(activity("T", 2, weeks_from="team")).share_within is None, "nothing was drawn"
    aside = shares(RANGE, activity("T", 1))
    assert (aside.share_within, aside.guesses) == (1.0, ()), "what never holds the goal is no matter"
    ended = activity("T", 2, actual_start_on=START, actual_end_on=day("2026-01-19"))
    assert (
        shares(PlanActivity(id="R", title="R", optimistic=2.0, pessimistic=6.0, after=(link("T"),)), ended).guesses
        == ()
    )


def test_a_duration_of_the_template_is_as_good_as_the_template_says() -> None:
    template = PlanTemplate(
        ref="programme/plans/klein",
        activities=(activity("S", 2, weeks_from="source"), activity("G", 2, weeks_from="estimate")),
    )
    shown = shares(
        RANGE, activity("S", 2, link("R")), activity("G", 2, link("S")), activity("X", 2, link("G")), template=template
    )
    assert [one.id for one in shown.guesses] == ["G", "X"]
    assert [one.id for one in shares(RANGE, activity("S", 3, link("R")), template=template).guesses] == ["S"]


def test_what_drives_the_goal_comes_first_and_what_hardly_does_is_left_out() -> None:
    wide = PlanActivity(id="W", title="W", optimistic=4.0, pessimistic=8.0)
    late = PlanActivity(id="L", title="L", optimistic=3.0, pessimistic=6.0, weeks_from="team")
    shown = shares(late, wide, activity("M", 1), activity("N", 2, link("W"), link("L"), weeks_from="source"), goal="N")
    assert [one.activity.id for one in shown.drivers] == ["N", "W", "L"]
    assert [(one.is_drawn, one.is_guess) for one in shown.drivers] == [(False, False), (True, False), (True, False)]
    assert shown.drivers[0].criticality == 1
    steps = [activity(id, weeks, *after) for id, weeks, after in (("A", 2, ()), ("B", 5, (link("A"),)))]
    assert [one.activity.id for one in shares(*steps).drivers] == ["B", "A"], "of as many runs the longest"
    assert (shown.goal, shown.runs, shown.seed, shown.activities, shown.drawn) == ("N", 400, 1, 4, 2)
    assert [one.share for one in shown.points] == [0.1, 0.5, 0.8, 0.9]
    assert shown.points[0].weeks < shown.points[1].weeks < shown.points[3].weeks
    assert (shown.within_weeks, shares(RANGE, within=9.0).within_weeks) == (104, 9)
    assert shown.points[0].on is not None and shares(RANGE, starts_on=None).points[0].on is None
