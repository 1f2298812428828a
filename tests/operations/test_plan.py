"""What the words for plans change: a first plan, one that was imported, a baseline, and changes that were tried."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.errors import DataError, UsageError
from ppl.model.plan import Plan, PlanActivity, Reached
from ppl.operations.plan_baseline import BaselineRequest, set_baseline
from ppl.operations.plan_import import ImportPlanRequest, import_plan
from ppl.operations.plan_new import NewPlanRequest, answer_in_words, new_plan
from ppl.operations.plan_record import project_plan
from ppl.operations.plan_settle import AcceptRequest, CheckedRequest, accept_milestones, check_plan
from ppl.operations.plan_what_if import WhatIfRequest, save_what_if
from ppl.operations.proposal import Proposal
from ppl.operations.set import SetRequest, set_fields
from ppl.planners.plan_from_tasks import ImportedPlan
from ppl.rules.schedule.drafting import ANSWERS
from ppl.rules.schedule.what_if import Change
from tests.make import day
from tests.operations.base import DAY, Base
from tests.rules.schedule.networks import activity, link

REF = "waterrijk/plan"
STEPS = (activity("A", 4), activity("B", 6, link("A", "habit")), activity("C", 2, link("B", "statute", law="art. 1")))


def plan(*activities: PlanActivity, **fields: Any) -> Plan:
    given = {"starts_on": day("2026-01-05"), "goal": "C", "activities": activities or STEPS, **fields}
    return Plan(ref=REF, **given)


def said(proposal: Proposal) -> list[str]:
    assert proposal.summary is not None
    return [str(line) for line in proposal.summary()]


@pytest.fixture
def planned(base: Base) -> Base:
    """A knowledge base in which Waterrijk has a plan."""
    base.put_in(new_plan(base.folder, DAY, NewPlanRequest("waterrijk", plan(template="klein"))))
    return base


# a first plan


def test_a_first_plan_says_how_long_it_takes_and_what_was_assumed(base: Base) -> None:
    answers = {"land": "private", "route": "permit", "appeal": "no"}
    first = plan(template="klein", answers=answers, assumed=("land", "appeal"))
    proposal = new_plan(base.folder, DAY, NewPlanRequest("waterrijk", first))
    assert str(proposal.message).startswith("plan new waterrijk/plan: 3 activities from klein\n")
    assert said(proposal) == [
        "+ plan: 3 activities from 2026-01-05 to 2026-03-30, 12 weeks (Activity C)",
        "    whose land: private (assumed)",
        "    route: permit that deviates from it",
        "    appeal expected: no (assumed)",
    ]
    assert said(new_plan(base.folder, DAY, NewPlanRequest("waterrijk", plan(goal=None))))[0].endswith("(-)")
    base.put_in(proposal)
    assert [one["id"] for one in base.fields(REF)["activities"]] == ["A", "B", "C"]
    with pytest.raises(DataError, match="waterrijk has a plan already"):
        new_plan(base.folder, DAY, NewPlanRequest("waterrijk", first))


def test_every_answer_that_can_be_chosen_has_its_words() -> None:
    for asked in ANSWERS:
        for choice in asked.choices:
            about, value = answer_in_words(asked.name, choice)
            assert str(about) and str(value) and not isinstance(value, str)
    assert [str(one) for one in answer_in_words("homes", "80")] == ["number of homes", "80"]


# a plan that was imported


def imported(*activities: PlanActivity, **fields: Any) -> ImportedPlan:
    return ImportedPlan("p.xlsx", plan(*activities, **fields), {}, (), {}, {("B", "A")})


def test_an_imported_plan_is_new_or_replaces_another_only_where_that_is_said(base: Base) -> None:
    request = ImportPlanRequest("waterrijk", imported(), "p.xlsx", ["regel"])
    proposal = base.put_in(import_plan(base.folder, DAY, request))
    assert (proposal.message.what, said(proposal), proposal.remarks) == ("3 activities from p.xlsx", ["regel"], ())
    with pytest.raises(DataError, match="waterrijk has a plan already"):
        import_plan(base.folder, DAY, request)
    again = base.put_in(import_plan(base.folder, DAY, request._replace(is_replacing=True)))
    assert (again.remarks, said(again)) == ([], ["regel"])
    base.write(f"projects/{REF}.yaml", "goal: X\n")
    with pytest.raises(DataError, match="waterrijk has a plan already"):
        import_plan(base.folder, DAY, request._replace(is_replacing=True))


def test_what_people_found_out_stays_and_what_is_gone_is_named(base: Base) -> None:
    known = (
        STEPS[0],
        activity("B", 6, link("A", "contract", reason="zo")),
        STEPS[2],
        activity("D", 1),
        activity("E", 1),
    )
    base.put_in(new_plan(base.folder, DAY, NewPlanRequest("waterrijk", plan(*known))))
    request = ImportPlanRequest("waterrijk", imported(), "p.xlsx", [], is_replacing=True)
    proposal = base.put_in(import_plan(base.folder, DAY, request))
    assert [str(one) for one in proposal.remarks] == [
        "1 link keeps the ground that the plan had for it",
        "no longer in the plan: D, E",
    ]
    assert base.fields(REF)["activities"][1]["after"][0]["ground"] == "contract"


def test_of_very_many_activities_that_are_gone_a_few_are_named_with_their_number(base: Base) -> None:
    known = [*STEPS, *(activity(f"X{n}", 1) for n in range(30))]
    base.put_in(new_plan(base.folder, DAY, NewPlanRequest("waterrijk", plan(*known))))
    request = ImportPlanRequest("waterrijk", imported(), "p.xlsx", [], is_replacing=True)
    said = [str(one) for one in import_plan(base.folder, DAY, request).remarks][-1]
    assert said.startswith("no longer in the plan: X0, X1,") and said.endswith("X11 ... (30)")


# a baseline


def test_a_baseline_is_kept_with_the_days_of_the_milestones(planned: Base) -> None:
    planned.write(f"projects/{REF}.yaml", planned.text(REF) + "milestones:\n- {code: n, activity: A}\n")
    proposal = planned.put_in(set_baseline(planned.folder, DAY, BaselineRequest("waterrijk")))
    assert str(proposal.message).startswith("plan baseline waterrijk/plan: baseline\n")
    assert said(proposal) == ["+ baseline: 3 activities, 12 weeks", "    n: 2026-02-02", "    Activity C: 2026-03-30"]
    assert planned.fields(REF)["baseline"]["set_on"] == "2026-03-01"
    with pytest.raises(UsageError, match="the baseline was set on 2026-03-01 and stays as it is"):
        set_baseline(planned.folder, DAY, BaselineRequest("waterrijk"))
    with pytest.raises(UsageError, match="needs a reason"):
        set_baseline(planned.folder, DAY, BaselineRequest("waterrijk", is_again=True))
    again = set_baseline(planned.folder, DAY, BaselineRequest("waterrijk", is_again=True, because="Nieuw begin"))
    assert again.message.what == "baseline set again"
    planned.put_in(again)
    assert planned.fields(REF)["baseline"]["because"] == "Nieuw begin"


def test_a_plan_without_a_goal_or_a_day_has_no_line_or_no_baseline(base: Base) -> None:
    loose = plan(activity("A", 1), goal=None, milestones=(Reached(code="m", title="Klaar", activity="A"),))
    base.put_in(new_plan(base.folder, DAY, NewPlanRequest("waterrijk", loose)))
    assert said(set_baseline(base.folder, DAY, BaselineRequest("waterrijk")))[1:] == [
        "    Klaar: 2026-01-12",
        "    -: 2026-01-12",
    ]
    base.put_in(new_plan(base.folder, DAY, NewPlanRequest("zandhoek", plan(starts_on=None))))
    with pytest.raises(UsageError, match="a baseline needs days"):
        set_baseline(base.folder, DAY, BaselineRequest("zandhoek"))
    with pytest.raises(UsageError, match="the baseline was set"):
        base.put_in(set_baseline(base.folder, DAY, BaselineRequest("waterrijk")))
        set_baseline(base.folder, DAY, BaselineRequest("waterrijk", because="x"))


# what was tried


def tried(base: Base, *changes: Change, won: float = 4.0) -> Proposal:
    return save_what_if(base.folder, DAY, WhatIfRequest("waterrijk", changes, won, "Team is klaar"))


def test_a_change_that_was_tried_is_written_with_the_question_as_a_fact(planned: Base) -> None:
    proposal = planned.put_in(tried(planned, Change("drop", "B", "A")))
    assert str(proposal.message).startswith("plan what-if waterrijk/plan: B no longer waits on A\n")
    [fact] = planned.fields(REF)["questioned"]
    assert (fact["activity"], fact["outcome"], fact["on"]) == ("B", "dropped", "2026-03-01")
    assert (fact["because"], fact["expected_weeks"]) == ("Team is klaar", "4")
    assert proposal.summary is None
    changes = (Change("shorten", "C", weeks=1.5), Change("start", "A", on=DAY), Change("overlap", "C", "B"))
    with pytest.raises(UsageError, match="C waits on B by statute"):
        tried(planned, *changes)
    assert tried(planned, *changes[:2]).message.what == "C 1.5 weeks, A from 2026-03-01"
    late = planned.put_in(tried(planned, *changes[:2]))
    assert len(late.edits) == 1 and not tried(planned, *changes[:2]).edits, "what stands there already changes nothing"


def test_an_overlap_is_said_as_one(planned: Base) -> None:
    assert tried(planned, Change("overlap", "B", "A", share=0.5)).message.what == "B overlaps A"


# the plan itself


def test_a_plan_that_cannot_be_read_or_scheduled_is_refused_with_its_lines(planned: Base) -> None:
    assert [one.id for one in project_plan(planned.folder, DAY, "waterrijk").activities] == ["A", "B", "C"]
    with pytest.raises(DataError, match="zandhoek has no plan yet"):
        project_plan(planned.folder, DAY, "zandhoek")
    planned.write(
        f"projects/{REF}.yaml",
        "activities:\n- {id: A, title: a, weeks: 1, after: [{activity: B, ground: habit}]}\n"
        "- {id: B, title: b, weeks: 1, after: [{activity: A, ground: habit}]}\n",
    )
    with pytest.raises(DataError) as refused:
        project_plan(planned.folder, DAY, "waterrijk")
    [problem] = refused.value.problems
    assert (problem.path, problem.line, problem.check) == (f"data/projects/{REF}.yaml", 2, "plans")
    planned.write(
        f"projects/{REF}.yaml",
        "activities:\n- {id: A, title: a, weeks: 1}\n"
        "- {id: A, title: b, weeks: 1, after: [{activity: Z, ground: habit}], decided_by: niemand}\n",
    )
    with pytest.raises(DataError) as refused:
        project_plan(planned.folder, DAY, "waterrijk")
    assert {(one.line, one.check) for one in refused.value.problems} == {(3, "links"), (3, "duplicates")}
    planned.write(f"projects/{REF}.yaml", "goal: X\n")
    with pytest.raises(DataError, match="the plan of waterrijk cannot be read") as refused:
        project_plan(planned.folder, DAY, "waterrijk")
    assert refused.value.problems
    for project in ("waterrijk", "zandhoek"):
        with pytest.raises(DataError, match=f"{project} has no plan that can be read"):
            save_what_if(planned.folder, DAY, WhatIfRequest(project, (Change("drop", "B", "A"),), 1.0))


# gone over, and brought to the same days


def test_a_plan_is_gone_over_in_parts_or_whole_and_the_first_mark_stays(planned: Base) -> None:
    def marks() -> list[str | None]:
        activities = project_plan(planned.folder, DAY, "waterrijk").plan.activities
        return [str(one.checked.role) if one.checked else None for one in activities]

    planned.put_in(check_plan(planned.folder, DAY, CheckedRequest("waterrijk", ("A",), "procesmanager")))
    assert marks() == ["procesmanager", None, None]
    planned.put_in(check_plan(planned.folder, DAY, CheckedRequest("waterrijk", (), "projectleider")))
    assert marks() == ["procesmanager", "projectleider", "projectleider"]
    with pytest.raises(UsageError, match="no activity `X`"):
        check_plan(planned.folder, DAY, CheckedRequest("waterrijk", ("A", "X"), "projectleider"))


def test_milestones_take_over_the_plan_with_a_reason_only(planned: Base) -> None:
    milestone = "milestones=[{code: C, title: Klaar, planned_on: 2026-06-01}]"
    planned.put_in(set_fields(planned.folder, DAY, SetRequest("waterrijk", (milestone,))))
    with pytest.raises(UsageError, match="needs a reason"):
        accept_milestones(planned.folder, DAY, AcceptRequest("waterrijk", is_to_project=True))
    proposal = accept_milestones(planned.folder, DAY, AcceptRequest("waterrijk", True, "doorgerekend"))
    assert [edit.ref for edit in proposal.edits] == ["waterrijk"]
    assert str(proposal.message).startswith("plan accept-milestones waterrijk: 1 milestone\n")
    to_plan = accept_milestones(planned.folder, DAY, AcceptRequest("waterrijk"))
    assert [edit.ref for edit in to_plan.edits] == ["waterrijk/plan"]


def test_a_milestone_known_in_part_says_which_day_the_plan_takes(planned: Base) -> None:
    milestone = "milestones=[{code: C, title: Klaar, planned_on: 2027}]"
    planned.put_in(set_fields(planned.folder, DAY, SetRequest("waterrijk", (milestone,))))
    (told,) = accept_milestones(planned.folder, DAY, AcceptRequest("waterrijk")).remarks
    assert str(told).endswith("Klaar a part is known (2027): the plan takes 2027-12-31, the last day that it can be")


def test_where_plan_and_milestones_agree_nothing_is_written(planned: Base) -> None:
    assert accept_milestones(planned.folder, DAY, AcceptRequest("waterrijk")).edits == []


def test_a_change_of_a_plan_leaves_the_spelling_of_what_stays(planned: Base) -> None:
    planned.put_in(set_fields(planned.folder, DAY, SetRequest("waterrijk/plan", ("activities.A.at_own_risk=yes",))))
    (edit,) = check_plan(planned.folder, DAY, CheckedRequest("waterrijk", ("A",), "procesmanager")).edits
    assert "at_own_risk: yes" in (edit.new or "") and "checked" in (edit.new or "")
