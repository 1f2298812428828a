"""What the report on the programme says: how large it is, how each project stands, what is asked."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.reports import programme_sentences as of
from ppl.reports.asked import DecisionAsked
from ppl.reports.programme_report import Beside, Filled, MinistryRequest, ProgrammeReport, Withdrawn
from ppl.reports.standing import Ended, HomesState, LightState
from ppl.reports.values import Named
from tests.make import TODAY, day
from tests.reports.test_project_sentences import JUDGED, event
from tests.reports.test_project_sentences import report as project
from tests.reports.test_sentences import bottleneck, english

EARLY = day("2026-01-05")
CLIENT = Named(code="opdrachtgever", nl="Ministerie")


def report(**fields: Any) -> ProgrammeReport:
    return ProgrammeReport(**{"name": "Proef", "client": "Ministerie", "bureau": "Bureau", "on": TODAY, **fields})


@pytest.mark.parametrize(
    ("fields", "audience", "said"),
    [
        ({}, "client", "For: Ministerie. Made by: Bureau."),
        ({}, "public", "Readers: everybody. For the ministry: Ministerie. Made by: Bureau."),
        ({"client": "", "bureau": ""}, "client", "Readers: the client."),
        ({"client": ""}, "internal", "Readers: the bureau. Made by: Bureau."),
    ],
)
def test_the_opening_says_for_whom_it_is_and_who_made_it(fields: dict[str, Any], audience: str, said: str) -> None:
    assert english(of.opening(report(**fields), audience)) == f"As it was on 2 March 2026. {said}"


def test_the_size_counts_projects_by_lot_homes_and_bottlenecks() -> None:
    lots = tuple(Filled(lot=Named(code=f"lot-{n}", nl="x"), slots=5, projects=n) for n in (1, 2))
    one = project(open=(bottleneck(), bottleneck()), closed=(bottleneck("resolved"),), judgement=JUDGED)
    whole = report(projects=(one, project()), lots=lots, homes=HomesState(min=9, max=9), homes_known=1)
    assert english(of.size(whole, "client")) == (
        "The programme has 2 chosen projects: 1 in lot 1 (room for 5) and 2 in lot 2 (room for 5). "
        "Together they plan 9 homes (known for 1 of them). 2 bottlenecks are open; 1 is closed."
    )
    known = report(projects=(one,), homes=HomesState(min=9, max=9), homes_known=1)
    assert english(of.size(known, "client")) == (
        "The programme has 1 chosen project. Together they plan 9 homes. 2 bottlenecks are open; 1 is closed."
    )
    solved = report(projects=(project(closed=(bottleneck("resolved"),) * 2),))
    assert (
        english(of.size(solved, "client"))
        == "The programme has 1 chosen project. 0 bottlenecks are open; 2 are closed."
    )
    assert english(of.size(report(projects=(project(open=(bottleneck(),)),)), "client")).endswith(
        "1 bottleneck is open."
    )


@pytest.mark.parametrize(
    ("projects", "is_silent"),
    [
        ([{"has_sessions": False}], False),
        ([{"has_sessions": False}] * 2, True),
        ([{"has_sessions": False}, {"has_sessions": True}], False),
        ([{"has_sessions": False}, {"has_sessions": False, "judgement": JUDGED}], False),
        ([], False),
    ],
)
def test_that_there_is_no_judgement_is_said_once_for_several_projects(
    projects: list[dict[str, Any]], is_silent: bool
) -> None:
    whole = report(projects=tuple(project(**fields) for fields in projects))
    assert of.is_silent(whole, "internal") is is_silent
    assert ("There is no judgement on the projects yet" in english(of.size(whole, "internal"))) is is_silent
    told = [english(one) for one in of.said(whole, "internal")["known"]]
    assert any("No judgement yet" in one for one in told) is (not is_silent and bool(projects))


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("audience", ["project", "client", "programme", "public"])
def test_who_may_not_see_all_is_never_told_that_there_were_no_talks(number: int, audience: str) -> None:
    said = of.said(report(projects=(project(has_sessions=False),) * number), audience)
    told = " ".join(english(one) for one in (said["size"], *said["known"]))
    assert told.count("This report gives no judgement on the course.") == 1
    assert "No judgement" not in told and "no sessions" not in told


def test_lights_are_a_judgement_on_the_course_too() -> None:
    lit = project(lights=(LightState(aspect="time", light="green", on=TODAY),))
    headings, rows = of.table(report(projects=(lit,)), "client")
    assert [str(heading) for heading in headings] == ["Project", "Time, money, quality"]
    assert [[english(cell) for cell in row] for row in rows] == [["**Alpha** (Stad, Dorp)", "● green: time (2 March)"]]
    assert not of.is_silent(report(projects=(lit, lit)), "internal")


def test_what_was_stopped_and_what_waits_takes_no_place_and_stands_apart() -> None:
    how = Ended(status="stopped", on=TODAY, because="de grond komt niet vrij")
    each = (project(), project(name="Beta", status="stopped", ended=how), project(name="Gamma", status="waiting"))
    withdrawn = Withdrawn(name="Delta", municipality=("Ergens",), ended=Ended(status="withdrawn", on=TODAY))
    whole = report(projects=each, withdrawn=(withdrawn,))
    assert [english(one) for one in of.gone(whole)] == [
        "**Beta** (Stad, Dorp): **Stopped on 2 March 2026**: de grond komt niet vrij.",
        "**Delta** (Ergens): **Withdrawn on 2 March 2026**.",
    ]
    assert english(of.waiting(whole)) == "Not chosen (yet): Gamma (Stad and Dorp, waiting)."
    assert [name for name, _ in of.said(whole, "client")["pages"]] == ["Alpha"]
    many = tuple(project(name=f"P{n}", status="waiting") for n in range(8))
    assert english(of.waiting(report(projects=many))).endswith("P5 (Stad and Dorp, waiting); and 2 more.")
    assert english(of.size(report(), "client")).startswith("The programme has no chosen project yet.")
    assert of.gone(report()) == [] and of.waiting(report()) is None


def test_a_project_is_told_by_its_row_else_by_the_last_that_is_known() -> None:
    judged = project(judgement=JUDGED, happenings=(event(),))
    known = project(name="Beta", has_sessions=False, happenings=(event("2026-02-01", "De raad koos"), event()))
    whole = report(projects=(judged, known))
    assert [english(row[1]) for row in of.table(whole, "client")[1]] == ["Critical (2 March)", "–"]
    assert [english(one) for one in of.known(whole, "client")] == [
        "**Beta**: This report gives no judgement on the course. Last known, 1 February 2026: de raad koos."
    ]
    silent = report(projects=(known, known))
    assert of.table(silent, "public") == ([], [])
    told = [english(one) for one in of.known(silent, "public")]
    assert told == ["**Beta** (Stad, Dorp): Last known, 1 February 2026: de raad koos."] * 2
    nothing = project(has_sessions=False, happenings=(event(summary=None),))
    assert [english(one) for one in of.known(report(projects=(nothing,) * 2), "public")] == [
        "**Alpha** (Stad, Dorp)"
    ] * 2


def test_projects_from_outside_stand_in_one_sentence() -> None:
    each = (Beside(name="A", municipality=("X", "Y")), Beside(name="B", municipality=()))
    assert english(of.beside(each)) == "Followed from outside, to compare with: A (X, Y); B."
    assert of.said(report(), "client")["beside"] == ()
    assert len(of.said(report(beside=each), "client")["beside"]) == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "**Ministerie** (submitted): Wie betaalt?"),
        (
            {"submitted_on": EARLY, "decide_by": TODAY, "projects": ("A", "B")},
            ("**Ministerie** (sent on 5 January 2026): Wie betaalt? Projects: A; B. "
            "An answer is needed by 2 March 2026."),
        ),
        (
            {"status": "answered", "decide_by": TODAY, "answer": "Het rijk", "outcome": "De bouw begint"},
            "**Ministerie** (answered): Wie betaalt? Answer: Het rijk. What it changed: De bouw begint.",
        ),
    ],
)  # fmt: skip
def test_a_request_tells_what_became_of_it_or_by_when_an_answer_is_needed(fields: dict[str, Any], said: str) -> None:
    given = {"ref": "e", "to": CLIENT, "question": "Wie betaalt?", "status": "submitted", "projects": (), **fields}
    assert english(of.request(MinistryRequest(**given), TODAY)) == said


def test_a_request_that_was_not_answered_in_time_says_so() -> None:
    late = MinistryRequest(
        ref="e", to=CLIENT, question="Wie?", status="submitted", projects=(), decide_by=day("2026-02-28")
    )
    assert english(of.request(late, TODAY)).endswith("An answer was needed by 28 February 2026: 2 days late.")


def test_all_that_is_said_has_its_place() -> None:
    asked = DecisionAsked(kind="review", what="select", ref="d")
    found = of.said(report(projects=(project(),), asked=(asked,), asked_of_others=(asked,) * 10), "client")
    assert (len(found["pages"]), len(found["annex"]), len(found["asked"]), len(found["method"])) == (1, 1, 1, 3)
    assert len(found["asked_of_others"]) == of.OTHERS + 1 and english(found["asked_of_others"][-1]) == "and 2 more"
