"""What should have been ready: not late on its day, late by so much from the day after, and said first, everywhere."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ppl.model.fields import changed
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Checked, Plan, PlanActivity
from ppl.model.project import Agreement
from ppl.model.record import Record
from ppl.reports import list as list_report
from ppl.reports import news, programme, project, recap, status
from ppl.reports.outlook import outlook
from ppl.reports.plan import show
from ppl.rules.schedule.planned import planned
from ppl.rules.standing import deadlines, overdue
from tests import make
from tests.make import day
from tests.reports.rendered import text_of

DUE = day("2026-03-16")
BEFORE, AFTER = DUE - datetime.timedelta(days=1), DUE + datetime.timedelta(days=1)
DAYS = pytest.mark.parametrize(("today", "is_late"), [(BEFORE, False), (DUE, False), (AFTER, True)])

KINDS: dict[str, tuple[dict[str, Any], tuple[Record, ...]]] = {
    "milestone": ({"milestones": (make.milestone(planned_on=DUE),)}, ()),
    "agreement": ({"agreements": (Agreement(text="Cijfers delen", due_on=DUE),)}, ()),
    "escalation": (
        {},
        (
            make.bottleneck(),
            make.bottleneck("b2"),
            make.escalation(
                bottlenecks=("alpha/bottlenecks/b1", "alpha/bottlenecks/b2"), status="submitted", decide_by=DUE
            ),
        ),
    ),
    "review": ({}, (make.decision(kind="go-no-go", outcome="continue", review_on=DUE),)),
    "until": ({}, (make.decision(kind="extension", outcome="continue", until=DUE),)),
}
EVERY = pytest.mark.parametrize("kind", KINDS)


def known(kind: str, *more: Record) -> Knowledge:
    fields, records = KINDS[kind]
    return make.knowledge(make.programme(), make.vocabularies(), make.bodies(), make.project(**fields), *records, *more)


@EVERY
@DAYS
def test_it_is_late_once_from_the_day_after(kind: str, today: datetime.date, is_late: bool) -> None:
    knowledge = known(kind)
    of = knowledge.project("alpha")
    assert of is not None
    assert [one.kind for one in overdue(knowledge, of, today)] == [kind] * is_late
    assert [one.kind for one in deadlines(knowledge, of, today)] == [kind] * (not is_late)


@EVERY
@DAYS
@pytest.mark.parametrize("module", [status, project, programme])
def test_screens_and_reports_say_how_late_and_never_that_it_comes_next(
    module: Any, kind: str, today: datetime.date, is_late: bool
) -> None:
    request = {"status": status.Request, "project": project.Request, "programme": programme.Request}
    name = module.__name__.rpartition(".")[2]
    made = request[name](known(kind), "alpha") if name != "programme" else request[name](known(kind))
    said = text_of(name, made, today)
    span = "over for 1 day" if kind == "until" else "1 day late"
    assert (span in said) is is_late
    if is_late:
        assert "Next milestone" not in said


@EVERY
@DAYS
def test_a_mail_after_a_talk_says_it_before_what_was_agreed(kind: str, today: datetime.date, is_late: bool) -> None:
    talk = make.session("s9", held_on=today, agreements=("Wij bellen",))
    said = text_of("recap", recap.Request(known(kind, talk), talk.ref), day("2026-06-01"))
    assert ("Late on the day of this talk" in said) is is_late
    if is_late:
        assert said.index("Late on the day of this talk") < said.index("## What we agreed")
        assert ("over for 1 day" if kind == "until" else "1 day late") in said


@DAYS
def test_an_action_of_an_earlier_talk_is_late_in_the_mail_by_how_much(today: datetime.date, is_late: bool) -> None:
    earlier = make.session("s0", held_on=day("2026-03-02"), actions=(make.action(due_on=DUE),))
    talk = make.session("s9", held_on=today)
    knowledge = make.knowledge(make.programme(), make.project(), earlier, talk)
    said = text_of("recap", recap.Request(knowledge, talk.ref), today)
    assert ("should have been ready on 16 March 2026, 1 day late" in said) is is_late


@pytest.mark.parametrize("kind", ["escalation", "review", "until"])
@DAYS
def test_a_list_has_what_is_late_on_top_with_how_late(kind: str, today: datetime.date, is_late: bool) -> None:
    name = "escalation" if kind == "escalation" else "decision"
    first = make.escalation("a0") if kind == "escalation" else make.decision("d0", decided_on=day("2026-01-02"))
    shown = list_report.build(list_report.Request(known(kind, first), name), today)
    late = [item["ref"] for item in shown.items if item["ref"] in shown.late]
    assert bool(late) is is_late
    if is_late:
        assert shown.items[0]["ref"] == late[0] and shown.late[late[0]].late_days == 1
        spoken = list_report.sheet(shown).spoken
        assert spoken is not None and str(spoken[0][-1]) == "late"
    in_order = list_report.build(list_report.Request(known(kind, first), name, sort="-ref"), today)
    assert [item["ref"] for item in in_order.items] == sorted((item["ref"] for item in in_order.items), reverse=True)


@DAYS
def test_a_plan_says_first_what_is_late(today: datetime.date, is_late: bool) -> None:
    begun = PlanActivity(id="A", title="Contract", weeks=2, actual_start_on=day("2026-03-02"))
    plan = Plan(ref="alpha/plan", starts_on=day("2026-03-02"), activities=(begun,))
    found = planned(make.knowledge(make.programme(), make.project(), plan), "alpha")
    said = text_of("plan-show", show.Request(found), today, part="head")
    assert ("A Contract (1 day late)" in said) is is_late
    if is_late:
        assert said.index("1 day late") < said.index("critical")


def test_what_nobody_gave_the_duration_of_is_late_by_no_number() -> None:
    unknown = PlanActivity(id="A", title="Contract", actual_start_on=day("2026-03-02"))
    plan = Plan(ref="alpha/plan", starts_on=day("2026-03-02"), activities=(unknown,))
    found = planned(make.knowledge(make.programme(), make.project(), plan), "alpha")
    said = text_of("plan-show", show.Request(found), AFTER, part="head")
    assert "A Contract" in said and "days late" not in said


def test_a_step_that_a_template_assumed_is_late_only_once_somebody_went_over_it() -> None:
    steps = tuple(PlanActivity(id=one, title=f"Stap {one}", weeks=1.0) for one in ("A", "B"))
    of = (make.programme(), make.project())
    plan = Plan(ref="alpha/plan", starts_on=day("2026-03-02"), template="woningbouw", activities=steps)
    checked = changed(
        plan, activities=(changed(steps[0], checked=Checked(role="projectleider", on=day("2026-03-02"))), steps[1])
    )
    for one, late, presumed in ((plan, 0, 2), (checked, 1, 1), (changed(plan, template=None), 2, 0)):
        knowledge = make.knowledge(*of, one)
        found = outlook(knowledge, "alpha", AFTER)
        assert found is not None and (found.late, found.presumed) == (late, presumed)
        said = text_of("plan-show", show.Request(planned(knowledge, "alpha")), AFTER, part="head")
        assert ("days late" in said) is (late > 0) and ("nobody has said" in said) is (presumed > 0)
    assert "1 activity should have begun or ended by now" in text_of(
        "plan-show", show.Request(planned(make.knowledge(*of, checked), "alpha")), AFTER, part="head"
    )


@pytest.mark.parametrize("today", [BEFORE, DUE, AFTER])
def test_a_bulletin_does_not_announce_a_day_that_has_come(today: datetime.date) -> None:
    event = make.session("s1", kind="fact", held_on=day("2026-03-02"), summary="De tekening hing er.", sources=())
    bulletin = news.build(news.Request(known("milestone", event), None, "public"), today)
    assert bulletin is not None
    assert ("Mijlpaal start" in [one.title for one in bulletin.agenda]) is (today < DUE)


@DAYS
def test_what_the_ministry_has_to_decide_is_asked_once(today: datetime.date, is_late: bool) -> None:
    both = make.decision(kind="go-no-go", outcome="continue", review_on=DUE, until=DUE)
    knowledge = make.knowledge(make.programme(), make.vocabularies(), make.bodies(), make.project(), both)
    report = programme.build(programme.Request(knowledge), today)
    assert [one.ref for one in report.asked] == [both.ref]
    assert ("**16 March 2026, 1 day late:**" in text_of("programme", programme.Request(knowledge), today)) is is_late


def test_a_decision_of_the_municipality_lapses_without_a_further_one() -> None:
    lapsed = make.decision(kind="municipal", outcome="voorkeursrecht gevestigd", until=DUE)
    knowledge = make.knowledge(make.programme(), make.project(), lapsed)
    of = knowledge.project("alpha")
    assert of is not None and overdue(knowledge, of, AFTER) == []
    assert "It held until 16 March 2026." in text_of("project", project.Request(knowledge, "alpha"), AFTER)


def test_a_milestone_of_what_is_followed_is_neither_late_nor_next_after_its_day() -> None:
    of = make.project(status="reference", milestones=(make.milestone(planned_on=DUE),))
    found = project.build(project.Request(make.knowledge(make.programme(), of), "alpha"), AFTER)
    assert (found.overdue, [(one.late_days, one.has_passed) for one in found.milestones]) == ((), [(0, True)])
    told = text_of("project", project.Request(make.knowledge(make.programme(), of), "alpha"), AFTER)
    assert "Next milestone" not in told and "| 16 March 2026 | not reported as reached |" in told
