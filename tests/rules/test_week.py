"""The Monday list: all that is late stands in it, each thing once, with the talk in which it can be raised."""

from __future__ import annotations

import datetime

from hypothesis import given

from ppl.model.knowledge import Knowledge
from ppl.model.record import Record
from ppl.rules.due import due
from ppl.rules.due_line import Due
from ppl.rules.turns import monday
from ppl.rules.week import AHEAD, SUNDAY, WAITING, Week, of_role, week
from tests import make
from tests.make import TODAY, day
from tests.rules.test_due import ALPHA, RHYTHM, bases

MONDAY = monday(TODAY)


def of(*records: Record, today: datetime.date = TODAY) -> Week:
    return week(make.knowledge(make.programme(*RHYTHM), *({ALPHA.ref: ALPHA} | {r.ref: r for r in records}).values()),
                today, monday(today))  # fmt: skip


def every(found: Week) -> list[Due]:
    in_talks = [line for talk in found.talks for line in (talk.line, *(one for one, _ in talk.also), *talk.raised)]
    return [*in_talks, *found.late, *found.near, *found.waiting]


@given(bases())
def test_all_that_is_late_stands_in_it_once_as_it_is_due(knowledge: Knowledge) -> None:
    told = every(week(knowledge, TODAY, MONDAY))
    lines = due(knowledge, TODAY, max(TODAY + AHEAD, MONDAY + SUNDAY))
    assert len(told) == len({(one.kind, one.ref, one.project) for one in told})
    assert set(told) <= set(lines)
    assert {one for one in lines if one.days_late} <= set(told)


def test_a_talk_has_with_it_what_is_late_or_near_in_its_project_and_its_bottlenecks() -> None:
    late = make.action("a1", due_on=day("2026-02-27"))
    this_week, later = make.action("a2", due_on=day("2026-03-06")), make.action("a3", due_on=day("2026-03-12"))
    talk = make.session(held_on=day("2026-02-25"), agreed_on=TODAY, actions=(late, this_week, later))
    project = make.project(milestones=(make.milestone("raad", planned_on=day("2026-03-12")),))
    found = of(talk, project, make.bottleneck(), make.bottleneck("b2", opened_on=day("2025-12-01")))
    (one,) = found.talks
    assert (one.line.kind, one.on) == ("weekly", day("2026-03-04"))
    assert [line.ref for line in one.raised] == ["alpha/sessions/s1#a1", "alpha/sessions/s1#a2", "alpha#raad"]
    assert [each.id for each in one.bottlenecks] == ["b2", "b1"]
    assert not (found.late or found.near or found.waiting)


def test_the_day_that_was_agreed_is_the_day_of_the_talk() -> None:
    talk = make.session(held_on=day("2026-02-25"), agreed_on=TODAY, next_on=day("2026-03-06"))
    assert [one.on for one in of(talk).talks] == [day("2026-03-06")]
    moved = make.session("s2", held_on=day("2026-03-06"), status="cancelled")
    assert [one.on for one in of(talk, moved).talks] == [day("2026-03-04")]


def test_a_talk_that_was_agreed_for_this_week_is_in_it_though_the_rhythm_asks_it_later() -> None:
    talk = make.session(held_on=TODAY, agreed_on=TODAY, next_on=day("2026-03-05"))
    assert [(one.line.due_on, one.on) for one in of(talk).talks] == [(day("2026-03-09"), day("2026-03-05"))]


def test_talks_with_one_project_stand_together_and_those_that_are_late_on_top() -> None:
    weekly = make.session("s1", held_on=day("2026-02-10"), agreed_on=TODAY)
    beta = make.session("s2", project="beta", held_on=day("2026-02-24"), agreed_on=TODAY)
    learning = make.session("s3", kind="learning", held_on=day("2026-02-16"), agreed_on=TODAY)
    found = of(weekly, beta, learning, make.project("beta"))
    assert [(one.line.project, one.line.kind, [each.kind for each, _ in one.also]) for one in found.talks] == [
        ("alpha", "weekly", ["learning"]), ("beta", "weekly", [])
    ]  # fmt: skip


def test_without_a_talk_what_is_late_and_what_is_near_stand_apart() -> None:
    project = make.project(
        status="advised",
        milestones=(
            make.milestone("was", planned_on=day("2026-02-12")),
            make.milestone("komt", planned_on=day("2026-03-12")),
        ),
    )
    found = of(project, make.law(check_again_on=day("2026-03-05")))
    assert [one.ref for one in found.late] == ["alpha#was"]
    assert [one.ref for one in found.near] == ["laws/beroep", "alpha#komt"]


def test_what_people_wait_for_stands_apart_with_what_is_for_this_week() -> None:
    found = of(make.session(held_on=day("2026-02-26")))
    assert [one.kind for one in found.waiting] == ["recap"] and set(WAITING) >= {"recap", "approval"}
    assert not of(make.session(held_on=day("2026-03-02"))).waiting, "its next talk is a week later"


def test_what_a_role_does_is_all_in_its_week_and_nothing_of_another() -> None:
    talk = make.session(
        "s1", held_on=day("2026-02-20"), agreed_on=TODAY, attended=("procesmanager",), actions=(
            make.action("a1", owner="projectleider", due_on=day("2026-02-25")),
            make.action("a2", owner="procesmanager", due_on=day("2026-02-25")),
        ),
    )  # fmt: skip
    known = make.knowledge(make.project(), talk)
    whole = week(known, TODAY, monday(TODAY))
    leader, manager = (of_role(known, whole, role, TODAY) for role in ("projectleider", "procesmanager"))
    assert (leader.talks, [one.role for one in leader.late]) == ((), ["projectleider"])
    assert [len(one.raised) for one in manager.talks] == [2] and manager.late == ()
    assert of_role(known, whole, "griffie", TODAY) == Week(whole.monday, (), (), (), ())
