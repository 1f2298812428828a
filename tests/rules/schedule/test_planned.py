"""A plan with all that its schedule needs, a first plan from a template, and the variants of both."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.errors import DataError, UsageError
from ppl.model.lists import Bodies, Body, Calendar, CalendarEntry
from ppl.model.plan import Link, Plan, PlanActivity, Questioned, Reached
from ppl.model.programme import Lot, PlanTemplate
from ppl.model.record import Record
from ppl.rules.schedule import ticks
from ppl.rules.schedule.comparison import Comparison, comparison
from ppl.rules.schedule.drafting import ANSWERS, drafted
from ppl.rules.schedule.habits import Habit, habits
from ppl.rules.schedule.planned import Planned, of_plan, planned, reached, template_of
from ppl.rules.schedule.variants import VARIANTS, completed, varied
from tests import make
from tests.make import day
from tests.rules.schedule.networks import activity, link

START = day("2026-01-05")
TEMPLATE = PlanTemplate(
    ref="programme/plans/klein",
    goal="C",
    activities=(
        activity("A", 4, weeks_short=2.0),
        activity("B", 6, after_serial=(link("A"), link("Z"))),
        activity("C", 2, link("B", "statute"), after_serial=(link("B"),)),
    ),
    milestones=(Reached(code="m", activity="B"), Reached(code="weg", activity="Z")),
)


def plan(*activities: PlanActivity, **fields: Any) -> Plan:
    return Plan(**{"ref": "alpha/plan", "activities": activities or (activity("A", 4),), **fields})


def ready(one: Plan, *records: Record, **project: Any) -> Planned:
    return planned(make.knowledge(make.project(**project), TEMPLATE, one, *records), "alpha")


def test_a_plan_begins_on_its_own_day_else_that_of_the_project_else_on_the_first_that_it_names() -> None:
    dated = (
        activity("A", 1, planned_start_on=day("2026-03-02"), actual_end_on=day("2026-04-01")),
        activity("B", 1, actual_start_on=day("2026-03-09")),
        activity("C", 1, actual_end_on=day("2026-03-01")),
    )
    assert ready(plan(*dated, starts_on=START), starts_on=day("2026-02-02")).starts_on == START
    assert ready(plan(*dated), starts_on=day("2026-02-02")).starts_on == day("2026-02-02")
    assert ready(plan(*dated)).starts_on == day("2026-03-01")
    assert ready(plan(*dated[:2])).starts_on == day("2026-03-02")
    assert ready(plan(dated[1])).starts_on == day("2026-03-09")
    assert ready(plan()).starts_on is None


def test_the_weeks_that_a_plan_may_take_are_its_projects_else_its_lots_else_two_years() -> None:
    lots = tuple(
        Lot(code=code, title=code, slots=1, term_years=2, goal_weeks=weeks)
        for code, weeks in (("lot-1", 60), ("lot-2", None))
    )
    programme = make.programme(lots=lots)
    assert ready(plan(), programme, goal_weeks=30).goal_weeks == 30
    assert ready(plan(), programme).goal_weeks == 60
    assert ready(plan(), programme, lot="lot-2").goal_weeks == 104
    assert ready(plan(), programme, lot=None).goal_weeks == 104


def test_a_plan_has_the_usual_links_and_milestones_of_its_template_where_it_lacks_its_own() -> None:
    found = ready(plan(activity("A", 4), activity("B", 6), activity("D", 1), template="klein"))
    assert [[one.activity for one in step.after_serial] for step in found.activities] == [[], ["A"], []]
    assert [step.weeks_short for step in found.activities] == [2.0, None, None]
    assert [one.code for one in found.milestones] == ["m"]
    assert (found.template, found.project, found.name) == (TEMPLATE, "alpha", "Project alpha")
    assert [one.code for one in found.roles] == ["opdrachtgever", "projectleider"]
    own = plan(
        activity("A", 4, weeks_short=3.0), activity("B", 6, after_serial=(link("D"),)), activity("D", 1),
        template="klein", milestones=(Reached(code="eigen", activity="A"),),
    )  # fmt: skip
    found = ready(own)
    assert ([one.activity for one in found.activities[1].after_serial], found.activities[0].weeks_short) == (["D"], 3.0)
    assert [one.code for one in found.milestones] == ["eigen"]
    assert completed((), TEMPLATE.activities) == ()


def test_a_plan_that_is_not_there_is_refused_and_a_template_is_found_by_either_name() -> None:
    known = make.knowledge(make.project(), TEMPLATE)
    with pytest.raises(DataError, match="alpha has no plan yet"):
        planned(known, "alpha")
    assert template_of(known, "klein") == template_of(known, "programme/plans/klein") == TEMPLATE
    assert template_of(known, "groot") is None
    alone = of_plan(make.knowledge(), plan(template="klein"))
    assert (alone.template, alone.project, alone.name, alone.goal_weeks) == (None, None, None, 104)


def test_of_one_milestone_the_last_that_is_in_the_plan_counts() -> None:
    found = reached([Reached(code="m", activity=id) for id in "ABC"], {"A", "B"})
    assert [one.activity for one in found] == ["B"]


def test_a_schedule_with_the_calendar_waits_for_a_meeting_and_without_it_does_not() -> None:
    council = Body(code="raad", name="Raad", level=0, remit="besluit", meets=("2026-03-02",))
    season = CalendarEntry(kind="survey-season", code="s", title="S", from_=day("2026-02-02"), to=day("2026-12-31"))
    found = ready(
        plan(activity("A", 1, decided_by="raad"), activity("B", 1, window="s"), starts_on=START),
        Bodies(ref="programme/bodies", bodies=(council,)),
        Calendar(ref="programme/calendar", calendar=(season,)),
    )
    assert [found.schedule().day(at) for at in found.schedule().end] == [day("2026-03-02"), day("2026-02-09")]
    bare = found.schedule(with_calendar=False)
    assert [bare.day(at) for at in bare.end] == [day("2026-01-12"), day("2026-01-12")]
    assert found.schedule(to="B").goal == 1
    assert found._replace(starts_on=None).schedule().weeks == 1


# variants


def links_of(step: PlanActivity, variant: str) -> list[tuple[str, str | None]]:
    return [(one.activity, one.type) for one in varied([step], variant)[0].after]  # type: ignore[arg-type]


def test_each_variant_has_its_own_links_or_durations() -> None:
    overlap = link("A", "habit", type="start-start", lag_share=0.5)
    step = activity("C", 6, overlap, link("B", "statute"), after_serial=(link("A"), link("D")), weeks_short=2.0)
    assert links_of(step, "planned") == [("A", "start-start"), ("B", None)]
    assert links_of(step, "serial") == [("A", None), ("D", None)]
    assert links_of(step, "usual") == [("A", "start-start"), ("B", None), ("D", None)]
    assert links_of(step, "no-habit") == [("B", None)]
    short = varied([step, activity("D", 3, weeks_short=None)], "short")
    assert [(one.weeks, one.likely) for one in short] == [(2.0, None), (3, None)]
    assert [one.after for one in short] == [step.after, ()]
    assert varied([activity("A", 5, weeks_short=0.0)], "short")[0].weeks == 0
    assert {"planned", "serial", "usual", "no-habit", "short"} == set(VARIANTS)


def test_in_the_usual_order_an_activity_of_ones_own_waits_for_the_end_of_what_it_waits_on() -> None:
    overlap = link("A", "policy", type="start-start", lag_share=0.5, lag_weeks=1.0)
    (step,) = varied([activity("C", 6, overlap, link("B", "statute", lag_weeks=2.0))], "serial")
    assert [(one.type, one.lag_share, one.lag_weeks, one.ground) for one in step.after] == [
        (None, None, None, "habit"),
        (None, None, 2.0, "statute"),
    ]


def weeks(found: Comparison) -> list[float]:
    parts = (found.serial, found.planned, found.no_habit, found.short)
    return [ticks.weeks(at) for at in (*(one.finish for one in parts), found.relinked, found.shorter)]


def test_the_usual_order_has_the_durations_of_the_template_and_begins_nothing_before_its_day() -> None:
    steps = (
        activity("A", 3, planned_start_on=day("2026-02-02")),
        activity("B", 6, link("A", "habit")),
        activity("C", 2, link("B", "statute"), actual_start_on=day("2026-06-01"), actual_end_on=day("2026-06-12")),
    )
    found = comparison(ready(plan(*steps, template="klein", starts_on=START)))
    assert weeks(found) == [23.0, 23.0, 23.0, 23.0, 0.0, 0.0]
    own = ready(plan(*(activity(one.id, one.weeks or 0, *one.after) for one in steps), starts_on=START))
    assert weeks(comparison(own)) == [11.0, 11.0, 8.0, 8.0, 0.0, 0.0]
    assert weeks(comparison(own, "B"))[:3] == [9.0, 9.0, 6.0]


# habits


def habit_of(*plans: tuple[str, Plan]) -> list[Habit]:
    return habits([ready(one)._replace(project=name) for name, one in plans])


def steps(*after: Link, serial: tuple[Link, ...] = ()) -> tuple[PlanActivity, PlanActivity]:
    return activity("A", 4), activity("B", 6, *after, after_serial=serial)


def asked(outcome: Any = "dropped", **fields: Any) -> Questioned:
    return Questioned(**{"activity": "B", "waited_on": "A", "on": START, "outcome": outcome, **fields})


def test_only_what_rests_on_habit_is_a_habit_and_its_reason_is_kept() -> None:
    (found,) = habit_of(("x", plan(*steps(link("A", "habit", reason="altijd zo")))))
    assert (found.activity.id, found.waited_on.id, found.reason, found.waiting) == ("B", "A", "altijd zo", ("x",))
    assert habit_of(("x", plan(*steps(link("A", "statute"))))) == []
    assert habit_of(("x", plan(*steps(link("Z", "habit"))))) == []


def test_who_overlaps_or_left_it_out_no_longer_waits() -> None:
    overlap = link("A", "habit", type="start-start")
    for one in (plan(*steps(overlap)), plan(*steps(serial=(link("A"),)))):
        (found,) = habit_of(("x", one))
        assert (found.waiting, found.left_out) == ((), ("x",))


def test_a_question_to_a_habit_is_known_also_where_the_link_is_gone_and_one_to_a_law_is_not() -> None:
    def of(**fields: Any) -> list[Habit]:
        return habit_of(("x", plan(*steps(), questioned=(asked(**fields),))))

    (found,) = of(observed_weeks=2.0)
    assert ([one.project for one in found.facts], found.left_out, found.observed_weeks) == (["x"], (), 2.0)
    assert [one.reason for one in of(ground="habit")] == [None]
    assert of(ground="statute") == of(waited_on="Z") == of(activity="Z") == []
    other = asked(waited_on="C")
    (found,) = habit_of(("x", plan(*steps(link("A", "habit")), questioned=(other,))))
    assert found.facts == ()


def test_plans_of_one_template_share_a_habit_and_others_have_their_own() -> None:
    with_template = plan(*steps(link("A", "habit")), template="klein")
    bare = plan(*steps(link("A", "habit")))
    shared = habit_of(("x", with_template), ("y", with_template), ("z", bare), ("q", bare))
    assert [one.waiting for one in shared] == [("x", "y"), ("z",), ("q",)]


def test_the_most_questioned_habit_comes_first_and_then_what_won_most() -> None:
    def chain(*facts: Questioned) -> Plan:
        return plan(*steps(link("A", "habit")), activity("C", 1, link("B", "habit")), questioned=facts)

    on_c = asked(activity="C", waited_on="B", observed_weeks=3.0)
    assert [one.activity.id for one in habit_of(("x", chain(asked(), asked(), on_c)))] == ["B", "C"]
    assert [one.activity.id for one in habit_of(("x", chain(asked(observed_weeks=1.0), on_c)))] == ["C", "B"]
    assert [one.activity.id for one in habit_of(("x", chain()))] == ["B", "C"]
    gone = plan(activity("A", 4), activity("B", 6, link("A", "habit")), activity("C", 1), template="klein")
    waiting = plan(activity("A", 4), activity("B", 6), activity("C", 1, link("B", "habit")), template="klein")
    order = habit_of(("x", gone), ("y", waiting), ("z", waiting))
    assert [(one.activity.id, len(one.waiting)) for one in order] == [("C", 2), ("B", 1)]


# a first plan


def test_the_answers_and_their_defaults_are_those_of_the_questions() -> None:
    assert ANSWERS == (
        ("land", ("municipal", "private", "mixed"), "municipal", False),
        ("route", ("plan", "permit"), "plan", False),
        ("procedure", ("regular", "extended"), "regular", True),
        ("appeal", ("yes", "no"), "yes", False),
    )
    for one in ANSWERS[1:]:
        for choice in one.choices:
            drafted(TEMPLATE, {one.name: choice}, START)
        with pytest.raises(UsageError):
            drafted(TEMPLATE, {one.name: "mars"}, START)


def test_what_does_not_apply_is_left_out_and_what_hung_on_it_goes_with_it() -> None:
    template = PlanTemplate(
        ref="programme/plans/x",
        goal="D",
        activities=(
            activity("A", 1),
            activity("B", 1, link("A", "statute"), link("Y", "habit"), when={"land": "private,mixed"}),
            activity("C", 1, link("B", "habit", reason="zo"), risk_until="B", when={"route": "plan"}),
            activity("D", 1, link("C", "policy"), link("A", "contract"), risk_until="C"),
        ),
    )
    found = drafted(template, {"land": "municipal"}, None)
    by_id = {one.id: one for one in found.activities}
    assert list(by_id) == ["A", "C", "D"]
    assert [(one.activity, one.ground, one.law, one.reason) for one in by_id["C"].after] == [("A", "habit", None, "zo")]
    assert [one.activity for one in by_id["D"].after] == ["C", "A"]
    assert (by_id["C"].risk_until, by_id["D"].risk_until, by_id["C"].when, found.goal) == (None, "C", {}, "D")
    for land in ("private", "mixed"):
        assert [one.id for one in drafted(template, {"land": land}, START).activities] == ["A", "B", "C", "D"]
    short = drafted(PlanTemplate(ref="programme/plans/y", goal="B", activities=template.activities[:2]), {}, None)
    assert (short.goal, [one.id for one in short.activities]) == (None, ["A"])
    with pytest.raises(DataError, match="nothing of y applies"):
        drafted(PlanTemplate(ref="programme/plans/y", activities=template.activities[1:2]), {}, None)


def test_a_circle_over_what_is_left_out_ends() -> None:
    template = PlanTemplate(
        ref="programme/plans/x",
        activities=(
            activity("A", 1, link("B")),
            activity("B", 1, link("C"), when={"route": "permit"}),
            activity("C", 1, link("B"), when={"route": "permit"}),
        ),
    )
    assert drafted(template, {}, None).activities[0].after == ()


def test_the_usual_order_of_a_first_plan_keeps_its_habits_beside_the_rest() -> None:
    found = drafted(TEMPLATE, {}, START, "usual")
    assert [[one.activity for one in step.after] for step in found.activities] == [[], ["A"], ["B"]]
    parallel = drafted(TEMPLATE, {}, START)
    assert [[one.activity for one in step.after] for step in parallel.activities] == [[], [], ["B"]]


def test_links_and_milestones_name_the_article_of_the_law_that_they_refer_to_and_keep_other_words() -> None:
    rule = make.law(article="art. 6:7")
    waits = (
        link("A", "statute", law="laws/beroep"), link("A", "statute", law="art. 1 Wro"),
        link("A", "statute", law="laws/weg"),
    )  # fmt: skip
    found = ready(
        plan(activity("A", 4), activity("B", 6, *waits), milestones=(Reached(code="m", activity="B", law=rule.ref),)),
        rule,
    )
    named = ["art. 6:7 Algemene wet bestuursrecht", "art. 1 Wro", "laws/weg"]
    assert [one.law for one in found.activities[1].after] == named
    assert found.milestones[0].law == "art. 6:7 Algemene wet bestuursrecht"
    assert found.plan.activities[1].after[0].law == rule.ref
