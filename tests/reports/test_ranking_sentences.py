"""What the ranking says of each place, of each criterion and of each knock-out."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.reports import ranking_sentences as of
from ppl.reports.ranking_report import (
    Answer,
    Candidate,
    CriterionState,
    GateState,
    KnockedOut,
    Next,
    PlaceState,
    Range,
    Ranking,
    Share,
)
from ppl.reports.sentences import Row
from tests.make import TODAY
from tests.reports.test_sentences import difference, english

TITLES = {"a": "Nut", "b": "Noodzaak", "c": "Haast"}
WHO: dict[str, Any] = {"project": "alpha", "name": "Alpha", "municipality": ("Stad",), "status": "intake"}


def sure(number: float) -> Range:
    return Range(lowest=number, highest=number)


def told(row: Row) -> tuple[str, str, list[str]]:
    return english(row.label), english(row.text), [english(one) for one in row.below]


def given(assessor: str = "bureau-1", **fields: Any) -> Answer:
    return Answer(assessor=assessor, scored_on=TODAY, **fields)


def criterion(**fields: Any) -> CriterionState:
    base = {
        "code": "a",
        "title": "Nut",
        "points": sure(16),
        "most": 20.0,
        "value": sure(4),
        "is_agreed": False,
        "spread": 0,
    }
    return CriterionState(**{**base, **fields})


def gate(answer: str = "yes", *answers: Answer, code: str = "k") -> GateState:
    return GateState(code=code, question="Past het?", answer=answer, answers=answers)


def place(**fields: Any) -> PlaceState:
    base = {"best": 1, "worst": 1, "total": sure(80), "is_complete": True, "criteria": (criterion(),), "knock_outs": ()}
    return PlaceState(**{**WHO, **base, **fields})


def test_a_number_or_a_place_is_a_range_where_it_is_not_known() -> None:
    assert [english(of.span(one)) for one in (sure(4), Range(lowest=1, highest=5))] == ["4", "1 to 5"]
    assert [english(of.points(one)) for one in (sure(1), sure(2), Range(lowest=1, highest=5))] == [
        "1 point",
        "2 points",
        "1 to 5 points",
    ]
    assert [english(of.rank(place(worst=worst))) for worst in (1, 3)] == ["1", "1 to 3"]
    assert english(of.who(Candidate(**WHO))) == "Alpha (Stad)"


@pytest.mark.parametrize(
    ("fields", "said", "below"),
    [
        ({}, "Nut: not scored", []),
        ({"answers": (given(value=4, reason="Zo"), given("client-1"))}, "Nut: 4 (bureau-1 4, client-1 open)",
         ["bureau-1, 4: Zo"]),
        ({"answers": (given(value=4),), "spread": 2}, "Nut: 4 (bureau-1 4); ! the assessors differ by 2", []),
        ({"answers": (given(value=4),), "spread": 1}, "Nut: 4 (bureau-1 4)", []),
        ({"answers": (given("agreed", value=4, reason="Samen"),), "is_agreed": True, "spread": 3}, "Nut: agreed on 4",
         ["agreed, 4: Samen"]),
        ({"answers": (given("agreed", value=4),), "is_agreed": True, "replaced": (given(value=5, reason="Eerst"),)},
         "Nut: agreed on 4 (before: bureau-1 5)", ["replaced: bureau-1, 5: Eerst"]),
    ],
)  # fmt: skip
def test_a_criterion_tells_its_value_of_whom_and_why(fields: dict[str, Any], said: str, below: list[str]) -> None:
    assert told(of.criterion(criterion(**fields))) == ("16 of 20", said, below)


def test_knock_outs_tell_what_is_missing_and_on_what_the_assessors_differ() -> None:
    yes, no = given(answer=True, reason="Gezien"), given("client-1", answer=False, reason="Niet gezien")
    assert told(of.knock_outs("alpha", (gate("yes", yes),))) == (
        "knock-outs",
        "all answered with yes",
        ["Past het? Yes (bureau-1): Gezien."],
    )
    several = (gate("open", code="k"), gate("differ", yes, no, code="l"), gate("open", code="m"))
    _, text, below = told(of.knock_outs("alpha", several))
    assert text == "! not answered: k, m; ! the assessors differ: l; ppl score alpha --agreed settles it"
    assert below == ["Past het? Yes (bureau-1): Gezien. No (client-1): Niet gezien."]
    assert told(of.knock_outs("alpha", (gate("open"),)))[1] == "! not answered: k"


def test_who_is_knocked_out_is_told_with_the_gates_that_are_why() -> None:
    no = given(answer=False, reason="Te laat")
    one = KnockedOut(**WHO, knock_outs=(gate("yes", given(answer=True)), gate("no", no)))
    assert told(of.knocked_out(one)) == ("intake", "Alpha (Stad)", ["Past het? No (bureau-1): Te laat."])


def rows(**fields: Any) -> list[tuple[str, str]]:
    return [told(row)[:2] for row in of.place(place(**fields), TITLES).rows]


def test_a_place_has_a_row_for_each_criterion_the_knock_outs_and_why_it_stands_there() -> None:
    following = Next(project="b", name="Beta", gap=sure(0), known=0.0, in_common=3)
    assert english(of.place(place(worst=2), TITLES).heading) == "Place 1 to 2: Alpha (Stad), intake"
    assert rows(next=following) == [("80", "not scored yet")]
    assert rows(knock_outs=(gate(),)) == [("80", "not scored yet"), ("knock-outs", "all answered with yes")]
    scored = rows(assessors=("bureau-1",), knock_outs=(gate("open"),), next=following)
    assert [label for label, _ in scored] == ["16 of 20", "knock-outs", "why here"]
    assert scored[2][1] == "as many points as Beta; provided that it passes the knock-outs"
    agreed = rows(agreed_on=TODAY, knock_outs=(gate(), gate("differ")), next=following)
    assert agreed[2][1].endswith("provided that it passes the knock-outs")
    assert rows(agreed_on=TODAY, knock_outs=(gate(),), next=following)[2][1] == "as many points as Beta"


def test_scores_that_do_not_count_are_a_warning() -> None:
    found = rows(invalid=("x", "y"), newer=("z",), elsewhere=("q",))[1:]
    assert found == [
        ("!", "a value that is not 1 to 5 does not count: x, y"),
        ("!", "given after the agreed score, which still holds: z"),
        ("!", "on another criteria set, does not count: q"),
    ]


@pytest.mark.parametrize(
    ("following", "said"),
    [
        (
            difference(
                3.0, 4.0, decisive=(Share(code="a", points=sure(0)), Share(code="b", points=sure(3))),
                against=(Share(code="c", points=sure(-2)),),
            ),
            "before Beta by 3 to 4 points, through: Nut (0); Noodzaak (\\+3); Beta is ahead on: Haast (-2)",
        ),
        (
            difference(-1.0, 2.0, in_common=1, known=2.0, open=("a",)),
            ("whether it stands before Beta depends on what is missing; on what is scored for both it is ahead by "
            "2 points; missing here: Nut"),
        ),
        (
            difference(0.0, 2.0, in_common=1, open_next=("a", "b")),
            ("whether it stands before Beta depends on what is missing; on what is scored for both they are equal; "
            "missing for Beta: Nut; Noodzaak"),
        ),
        (difference(-1.0, 2.0), "whether it stands before Beta depends on what is missing"),
    ],
)  # fmt: skip
def test_why_a_project_stands_before_another(following: Next, said: str) -> None:
    assert english(of.compared(following, False, TITLES)) == said


def test_the_ranking_says_of_which_lot_it_is_and_lists_everybody() -> None:
    found = Ranking(
        programme="Proef", lot="lot-1", lot_title="Klein", criteria="lot-1-2026", valid_from=TODAY, as_of=TODAY,
        titles=TITLES, places=(place(), place(is_complete=False, total=Range(lowest=1, highest=5))),
        knocked_out=(KnockedOut(**WHO, knock_outs=()),), left_out=(Candidate(**WHO),),
    )  # fmt: skip
    said = of.said(found)
    assert english(said["title"]) == "Ranking of lot 1 (Klein), 2 March 2026"
    assert english(said["opening"]).startswith("Proef. Criteria lot-1-2026, valid from 2 March 2026. A 5 on every")
    assert [told(row) for row in said["places"]] == [
        ("1", "Alpha (Stad): 80 points", []),
        ("1", "Alpha (Stad): 1 to 5 points, not complete", []),
    ]
    assert (len(said["knocked_out"]), len(said["reasons"])) == (1, 2)
    assert [english(one) for one in said["left_out"]] == ["Alpha (Stad): intake"]
