"""Scans: which answer held on a day, what was won by then, when the next one is due."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ppl.model.knowledge import Audience, Knowledge
from ppl.model.programme import Cadence
from ppl.model.project import Milestone, Move, Project
from ppl.model.scan import (
    AssignmentAnswer,
    AssignmentPoint,
    MethodAnswer,
    MethodStep,
    Precondition,
    PreconditionAnswer,
    ScanHeld,
)
from ppl.rules import scan
from ppl.rules.due import due
from tests import make
from tests.make import day
from tests.scans import vocabularies

FIRST, SECOND, TODAY = day("2026-01-05"), day("2026-07-06"), day("2026-07-08")
RHYTHM = Cadence(kind="scan", every="6 months", scope="project", role="procesmanager", grace_days=21)
STEP = MethodStep(
    applied="fully",
    example="Elke week.",
    on=SECOND,
    before=(MethodAnswer(applied="partly", example="Soms.", on=FIRST),),
)


def scanned(**fields: Any) -> Project:
    given: dict[str, Any] = {
        "method": {"vroeg": STEP, "weg": MethodStep(applied="not")},
        "preconditions": (
            Precondition(
                code="mandaat", status="met", on=SECOND, before=(PreconditionAnswer(status="open", on=FIRST),)
            ),
        ),
        "assignment": {
            "leading_task": "Wonen.",
            "time": AssignmentPoint(on=SECOND, before=(AssignmentAnswer(answer="Haast.", on=FIRST),)),
        },
    }
    return make.project(**{**given, **fields})


def knowledge(project: Project, *more: object) -> Knowledge:
    return Knowledge([project, vocabularies(), make.programme(RHYTHM), *more])  # type: ignore[list-item]


def test_each_answer_holds_from_its_day_on_and_one_without_a_day_held_always() -> None:
    known = knowledge(scanned())
    points = {one.code: one for part in scan.PARTS for one in scan.points(known, scanned(), part)}
    assert [*points] == ["vroeg", "eerder", "rekenen", "weg", "opdracht-college", "mandaat", "leading_task", "time"]
    assert points["vroeg"].at(day("2026-01-04")) is None
    assert points["vroeg"].at(day("2026-07-05")) == scan.Answer("partly", "Soms.", FIRST)
    assert points["vroeg"].at() == scan.Answer("fully", "Elke week.", SECOND)
    assert points["weg"].at(day("2020-01-01")) == scan.Answer("not")
    assert points["weg"].term is None  # of a list that does not ask it any more
    assert points["mandaat"].at(FIRST) == scan.Answer("open", None, FIRST)
    assert points["leading_task"].at(day("2020-01-01")) == scan.Answer("answered", "Wonen.")
    assert points["time"].at(FIRST) == scan.Answer("answered", "Haast.", FIRST)
    assert points["time"].at() is None  # nobody answers it any more
    assert scan.answer_of(scanned(), "leading_task") == "Wonen."
    assert scan.answer_of(scanned(), "time") is None


def test_days_are_those_of_the_scans_and_of_the_answers_up_to_today() -> None:
    held = (ScanHeld(on=day("2026-03-02"), parts=("method",)), ScanHeld(on=day("2026-04-01"), parts=("assignment",)))
    project = scanned(scans=held)
    assert scan.days(project, "method", TODAY) == (FIRST, day("2026-03-02"), SECOND)
    assert scan.days(project, "method", FIRST) == (FIRST,)
    points = scan.points(knowledge(project), project, "method")
    assert scan.counted(points, ("fully", "partly", "not"), FIRST) == {"fully": 0, "partly": 1, "not": 1, "": 2}


def test_what_was_won_is_that_of_the_day_by_the_moves() -> None:
    moves = (Move(on=day("2026-06-01"), from_=day("2027-03-01"), to=day("2027-02-01"), kind="gain"),)
    plan = Milestone(code="m", title="Plan", baseline_on=day("2027-03-01"), planned_on=day("2027-02-01"), moves=moves)
    reached = Milestone(code="r", title="Kader", baseline_on=day("2026-02-10"), planned_on=day("2026-02-03"),
                        actual_on=day("2026-02-03"))  # fmt: skip
    project = scanned(milestones=(plan, reached))
    assert scan.won_on(project, FIRST) == scan.Won("Plan", 0.0, is_reached=False)
    assert scan.won_on(project, SECOND) == scan.Won("Plan", 4.0, is_reached=False)
    assert scan.won_on(scanned(milestones=(reached,)), SECOND) == scan.Won("Kader", 1.0, is_reached=True)
    assert scan.won_on(scanned(), SECOND) is None


def test_the_first_scan_is_due_at_the_kick_off_and_each_later_one_by_the_rhythm() -> None:
    talk = make.session("k", kind="kickoff", held_on=FIRST)
    bare = knowledge(make.project(), talk)
    line = next(one for one in due(bare, FIRST, TODAY) if one.kind == "scan")
    assert (line.due_on, line.days_late, line.settle, line.role) == (FIRST, 0, "ppl scan alpha", "procesmanager")
    assert next(one for one in due(bare, day("2026-03-01"), TODAY) if one.kind == "scan").days_late == 55
    settled = knowledge(make.project(scans=(ScanHeld(on=FIRST, parts=("method",)),)), talk)
    assert [one.kind for one in due(settled, FIRST, TODAY)] == ["scan"]  # only the one of half a year later
    assert next(one.due_on for one in due(settled, FIRST, TODAY)) == day("2026-07-05")
    assert not due(settled, FIRST, day("2026-07-04"))
    other_part = knowledge(make.project(scans=(ScanHeld(on=FIRST, parts=("assignment",)),)), talk)
    assert next(one.due_on for one in due(other_part, FIRST, TODAY)) == FIRST


@given(st.lists(st.dates(day("2026-01-05"), day("2027-12-31")), max_size=4), st.integers(0, 500), st.integers(0, 200))
def test_a_later_today_makes_a_scan_no_less_late_and_a_scan_settles_it_alone(
    held: list[datetime.date], first: int, more: int
) -> None:
    talk = make.session("k", kind="kickoff", held_on=FIRST)
    project = make.project(scans=tuple(ScanHeld(on=one, parts=("method",)) for one in sorted({*held})))
    today = FIRST + datetime.timedelta(days=first)
    later = today + datetime.timedelta(days=more)
    known, far = knowledge(project, talk), day("2030-01-01")
    now = [one for one in due(known, today, far) if one.kind == "scan"]
    then = [one for one in due(known, later, far) if one.kind == "scan"]
    if not any(today < one <= later for one in held):
        assert then[0].days_late >= now[0].days_late
    done = make.project(scans=(*project.scans, ScanHeld(on=today, parts=("method",))))
    lines = due(knowledge(done, talk), today, far)
    assert next(one for one in lines if one.kind == "scan").days_late == 0
    assert [one for one in lines if one.kind != "scan"] == [one for one in due(known, today, far) if one.kind != "scan"]


def test_other_projects_do_not_see_how_far_the_method_is_applied_and_nobody_outside_what_the_bureau_notices() -> None:
    project = scanned(scans=(ScanHeld(on=FIRST, parts=("method",), remarks="Let op."),))
    readers = Audience("project", "alpha"), Audience("client"), Audience("programme")
    seen = {one.level: knowledge(project).for_audience(one).project("alpha") for one in readers}
    assert all(one is not None for one in seen.values())
    assert {level: bool(one and one.method) for level, one in seen.items()} == {
        "project": True, "client": True, "programme": False,
    }  # fmt: skip
    assert not [held.remarks for one in seen.values() if one for held in one.scans if held.remarks]
    other = knowledge(project, make.project("beta")).for_audience(Audience("project", "beta")).project("alpha")
    assert other is not None and not other.method and not other.scans and other.preconditions
