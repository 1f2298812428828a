"""The milestones of a project beside those of its plan: where they differ, and what settles it."""

from __future__ import annotations

from typing import Any

from ppl.model.lists import Term, Vocabularies
from ppl.model.plan import Checked, Plan, PlanActivity, Reached
from ppl.model.programme import PlanTemplate
from ppl.model.project import Project
from ppl.model.record import Record
from ppl.rules.schedule import milestones as of
from ppl.rules.schedule.planned import Planned, of_plan
from tests import make
from tests.make import TODAY, day
from tests.rules.schedule.networks import activity, link

STEPS = (activity("A", 4), activity("B", 6, link("A")), activity("C", 2, link("B")))
REACHED = (Reached(code="adopted", title="Vastgesteld", activity="B"),)


def plan(*steps: PlanActivity, **fields: Any) -> Plan:
    given = {"starts_on": day("2026-01-05"), "activities": steps or STEPS, "milestones": REACHED, **fields}
    return Plan(ref="alpha/plan", **given)


def differing(project: Project, of_project: Plan) -> list[of.Disagreement]:
    planned = of_plan(make.knowledge(project, of_project), of_project, project)
    return of.disagreements(project, planned, planned.schedule())


def ready(of_project: Plan, *others: Record) -> Planned:
    return of_plan(make.knowledge(of_project, *others), of_project)


def project(*codes: str, **days: Any) -> Project:
    return make.project(milestones=tuple(make.milestone(code, **days) for code in codes))


def test_a_milestone_and_the_plan_differ_from_a_week_on_by_code_or_by_title() -> None:
    assert differing(project("adopted", planned_on=day("2026-03-19")), plan()) == []
    found = differing(project("adopted", "elders", planned_on=day("2026-03-23")), plan())
    assert [(one.code, str(one.on), str(one.plan_on), one.is_fact) for one in found] == [
        ("adopted", "2026-03-23", "2026-03-16", False)
    ]
    titled = differing(project("m", title="vastgesteld", actual_on=day("2026-03-02")), plan())
    assert [(one.code, one.is_fact) for one in titled] == [("m", True)]
    assert [one.code for one in differing(project("c", planned_on=day("2026-06-01")), plan())] == ["c"]


def test_what_was_reached_becomes_an_actual_end_and_what_comes_before_it_is_asked() -> None:
    known = of.with_facts(ready(plan()), project("adopted", actual_on=day("2026-03-02")))
    assert [one.actual_end_on for one in known.activities] == [None, day("2026-03-02"), None]
    assert of.before_facts(known) == {"A": day("2026-03-02")}
    assert str(of.done_by_then(known).activities[0].actual_end_on) == "..2026-03-02"
    done = plan(activity("A", 4, actual_end_on=TODAY), *STEPS[1:])
    kept = of.with_facts(ready(done), project("A", actual_on=day("2026-02-02")))
    assert kept.activities[0].actual_end_on == TODAY  # a day that the plan has already stays
    assert of.before_facts(plan()) == {}


def test_the_plan_takes_over_the_milestones_and_then_agrees() -> None:
    later = project("adopted", planned_on=day("2026-04-06"))
    settled = of.accepted(ready(plan()), later, differing(later, plan()))
    assert settled.activities[1].planned_start_on == day("2026-02-23")
    assert differing(later, settled) == []
    reached = project("adopted", actual_on=day("2026-04-06"))
    assert differing(reached, of.accepted(ready(plan()), reached, differing(reached, plan()))) == []


def test_the_milestones_take_over_the_plan_each_with_its_move() -> None:
    later = project("adopted", planned_on=day("2026-04-06"))
    moved = of.moved(later, differing(later, plan()), TODAY, "doorgerekend")
    (milestone,) = moved.milestones
    (move,) = milestone.moves
    assert (milestone.planned_on, move.from_, move.to, move.kind) == (
        day("2026-03-16"), day("2026-04-06"), day("2026-03-16"), "gain",
    )  # fmt: skip
    assert (move.because, move.on, differing(moved, plan())) == ("doorgerekend", TODAY, [])
    early = project("adopted", planned_on=day("2026-02-02"))
    assert of.moved(early, differing(early, plan()), TODAY, "x").milestones[0].moves[0].kind == "slip"
    reached = project("adopted", actual_on=day("2026-04-06"))
    assert of.moved(reached, differing(reached, plan()), TODAY, "x") == reached


def test_a_plan_from_a_template_is_assumed_until_all_that_is_open_was_gone_over() -> None:
    assert (plan().unchecked, plan(template="klein").unchecked) == (0, 3)
    checked = Checked(role="projectleider", on=TODAY)
    gone_over = (activity("A", 4, actual_end_on=TODAY), activity("B", 6, checked=checked), activity("C", 2))
    assert plan(*gone_over, template="klein").unchecked == 1


def test_what_settles_an_activity_is_data_in_the_words_that_people_use() -> None:
    words = Vocabularies(
        ref="programme/vocabularies",
        bottleneck_categories=(),
        milestones=(Term(code="nota", nl="Nota vastgesteld", synonyms=("nota-van-uitgangspunten", "NvU")),),
    )
    settled = plan(activity("A", 4, settled_by=("nota",)), *STEPS[1:])
    for one in (
        project("nota-van-uitgangspunten", actual_on=day("2026-02-02")),
        project("m", title="nvu", actual_on=day("2026-02-02")),
        project("nota", actual_on=day("2026-02-02")),
    ):
        assert of.with_facts(ready(settled, words), one).activities[0].actual_end_on == day("2026-02-02")
    ahead = project("nvu", planned_on=day("2026-06-01"))
    known = ready(settled, words)
    assert [one.code for one in of.disagreements(ahead, known, known.schedule())] == ["nvu"]
    past = project("nvu", "onbekend", planned_on=day("2026-01-06"))
    assert [(one.code, id) for one, id in of.undated(known, past, TODAY)] == [("nvu", "A")]
    assert of.undated(known, ahead, day("2026-05-01")) == []


def test_a_template_fills_what_settles_its_activities_in_a_plan_that_was_made_before() -> None:
    template = PlanTemplate(
        ref="programme/plans/klein", activities=(activity("A", 4, settled_by=("nota",)),), milestones=()
    )
    older = plan(template="klein")
    known = of.with_facts(ready(older, template), project("nota", actual_on=day("2026-02-02")))
    assert (known.activities[0].actual_end_on, known.activities[0].settled_by) == (day("2026-02-02"), ())
