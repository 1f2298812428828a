"""The ranking as its readers get it: rounded, with the reasons of each place, on built reports."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.errors import UsageError
from ppl.model.programme import Criteria, Criterion, KnockOut
from ppl.model.record import Record
from ppl.model.score import KnockOutAnswer, Score, Value
from ppl.reports import ranking
from ppl.reports.ranking_report import Ranking
from tests import make
from tests.make import TODAY, day

CODES = ("a", "b", "c")


def criteria(*weights: float) -> Criteria:
    items = tuple(
        Criterion(code=code, title=code.upper(), weight=weight, scale={})
        for code, weight in zip(CODES, weights or (20, 30, 50), strict=True)
    )
    gates = (KnockOut(code="k", question="Past het?"),)
    return Criteria(
        ref="programme/criteria/lot-1-2026", lot="lot-1", valid_from=day("2026-01-01"), criteria=items, knock_outs=gates
    )


def score(project: str, *values: int | None, assessor: str = "bureau-1", passes: bool = True, **fields: Any) -> Score:
    given: dict[str, Any] = {
        "assessor": assessor,
        "scored_on": day("2026-02-01"),
        "criteria": "lot-1-2026",
        "knock_outs": {"k": KnockOutAnswer(pass_=passes, evidence="Gezien.")},
        "scores": {
            code: Value(value=value, reason=f"Om {code}.")
            for code, value in zip(CODES, values, strict=False)
            if value is not None
        },
    }
    return Score(ref=f"{project}/scores/{assessor}", **{**given, **fields})


def built(*records: Record, of: Criteria | None = None) -> Ranking:
    names = sorted({one.ref.partition("/")[0] for one in records if isinstance(one, Score)})
    projects = [make.project(name, status="intake") for name in names]
    return ranking.build(ranking.Request(make.knowledge(of or criteria(), *projects, *records), "lot-1"), TODAY)


def test_a_ranking_names_its_lot_its_set_and_who_takes_no_part() -> None:
    found = built(
        score("alpha", 3, 3, 3),
        make.project("over", status="stopped"),
        make.project("los", status="longlist", lot=None),
        make.project("vrij", status="stopped", lot=None),
        make.project("ander", lot="lot-2"),
    )
    assert (found.programme, found.lot, found.lot_title) == ("Proefprogramma", "lot-1", "Kleine projecten")
    assert (found.criteria, found.valid_from, found.as_of) == ("lot-1-2026", day("2026-01-01"), TODAY)
    assert found.titles == {"a": "A", "b": "B", "c": "C"}
    told = [[one.project for one in part] for part in (found.places, found.left_out, found.without_lot)]
    assert told == [["alpha"], ["over"], ["los"]]


def test_a_lot_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="`lot-9` is not a lot"):
        ranking.build(ranking.Request(make.knowledge(criteria()), "lot-9"), TODAY)


def test_what_an_assessor_said_stands_with_its_place() -> None:
    (place,) = built(score("alpha", 4, None, 9)).places
    assert (place.best, place.worst, place.is_complete, place.assessors, place.agreed_on) == (
        1,
        1,
        False,
        ("bureau-1",),
        None,
    )
    assert (place.total.lowest, place.total.highest) == (32, 96)
    first, second, third = place.criteria
    assert [(one.value, one.reason) for one in (first.answers[0], second.answers[0], third.answers[0])] == [
        (4, "Om a."),
        (None, None),
        (None, None),
    ]
    assert (first.code, first.title, first.most, first.points.lowest, first.value.highest) == ("a", "A", 20, 16, 4)
    assert (second.points.lowest, second.points.highest, second.is_agreed, second.spread) == (6, 30, False, 0)
    assert place.invalid == ("alpha/scores/bureau-1",)
    (gate,) = place.knock_outs
    assert (gate.code, gate.question, gate.answer) == ("k", "Past het?", "yes")
    assert [(one.assessor, one.answer, one.reason) for one in gate.answers] == [("bureau-1", True, "Gezien.")]


def test_an_agreed_score_stands_with_what_it_replaces_and_what_came_after_it() -> None:
    agreed = score("alpha", 3, 3, None, assessor="agreed", as_="agreed", scored_on=day("2026-02-10"))
    later = score("alpha", 5, 5, 5, assessor="client-1", scored_on=day("2026-02-11"))
    other = score("alpha", 1, assessor="client-2", criteria="lot-9")
    (place,) = built(score("alpha", 2, 4, 4), agreed, later, other).places
    assert (place.agreed_on, place.newer, place.elsewhere) == (
        day("2026-02-10"),
        ("alpha/scores/client-1",),
        ("alpha/scores/client-2",),
    )
    assert [one.is_agreed for one in place.criteria] == [True, True, False]
    assert [[answer.value for answer in one.replaced] for one in place.criteria] == [[2, 5], [4, 5], []]
    assert [one.spread for one in place.criteria] == [3, 1, 1]
    odd = score("alpha", 9, assessor="agreed", as_="agreed")
    assert built(score("alpha", 2, 4, 4), odd).places[0].invalid == ("alpha/scores/agreed",)


def test_who_fails_a_knock_out_is_listed_with_it() -> None:
    found = built(score("alpha", 5, 5, 5, passes=False), score("beta", 1, 1, 1))
    assert [(one.project, one.knock_outs[0].answer) for one in found.knocked_out] == [("alpha", "no")]
    assert [one.project for one in found.places] == ["beta"]


def test_each_place_is_compared_with_the_next_and_the_last_with_none() -> None:
    found = built(score("alpha", 2, 5, 5), score("beta", 4, 4, 3), score("gamma", 1, 1, None))
    first, second, last = (place.next for place in found.places)
    assert first is not None and second is not None and last is None
    assert (first.project, first.name, first.gap.lowest, first.known, first.in_common) == (
        "beta",
        "Project beta",
        18,
        18,
        3,
    )
    assert [(one.code, one.points.lowest) for one in first.decisive] == [("c", 20)]
    assert [(one.code, one.points.lowest) for one in first.against] == [("a", -8)]
    assert (first.open, first.open_next) == ((), ())
    assert (second.open, second.open_next, second.in_common, second.known) == ((), ("c",), 2, 30)


def test_what_is_not_certain_of_the_first_is_its_own() -> None:
    first = built(score("alpha", 5, None, 5), score("beta", 1, 1, 1)).places[0].next
    assert first is not None and (first.open, first.open_next, first.in_common) == (("b",), (), 2)


@pytest.mark.parametrize(
    ("values", "totals"),
    [
        (((3, 3, 3), (3, 3, 2)), [60.0, 59.9]),
        (((3, 3, 3), (3, 2, 3)), [60.0, 59.999]),
        (((3, 3, 3), (3, 3, 3)), [60.0, 60.0]),
    ],
)
def test_totals_that_differ_look_different(values: tuple[tuple[int, ...], ...], totals: list[float]) -> None:
    """Weights of which one step is a tenth of a point (c) or a thousandth (b)."""
    of = criteria(99.495, 0.005, 0.5)
    found = built(score("alpha", *values[0]), score("beta", *values[1]), of=of)
    assert [place.total.lowest for place in found.places] == totals


def test_totals_that_look_different_on_either_side_of_a_tenth_still_have_a_gap() -> None:
    """59.96 and 59.94: one is 60.0 in tenths and the other 59.9, and what lies between would be nothing."""
    found = built(
        score("alpha", 3, 4, 1), score("beta", 3, 3, 1), score("gamma", 1, 1, 1), of=criteria(99.75, 0.1, 0.15)
    )
    assert [place.total.lowest for place in found.places] == [59.96, 59.94, 20.0]
    gap = found.places[0].next
    assert gap is not None and gap.gap.lowest == 0.02


def test_a_mean_value_has_two_decimals() -> None:
    each = [score("alpha", value, 3, 3, assessor=f"bureau-{n}") for n, value in enumerate((5, 4, 4))]
    assert built(*each).places[0].criteria[0].value.lowest == 4.33


def test_a_gap_that_is_there_is_not_rounded_away() -> None:
    of = criteria(99.99, 0.005, 0.005)
    found = built(score("alpha", 3, 3, 1), score("beta", 3, 2, 1), score("gamma", 1, 1, 1), of=of)
    gap = found.places[0].next
    assert gap is not None and gap.gap.lowest == 0.001


def test_the_whole_lot_stands_in_rows_with_the_points_per_criterion() -> None:
    found = built(
        score("alpha", 5, None, 5), score("beta", 1, 1, 1, passes=False), make.project("over", status="stopped")
    )
    sheet = ranking.sheet(found)
    assert list(sheet.headings) == [
        *("outcome", "best", "worst", "project", "name", "status", "lowest", "highest", "complete"),
        *(
            "a weight",
            "a lowest",
            "a highest",
            "b weight",
            "b lowest",
            "b highest",
            "c weight",
            "c lowest",
            "c highest",
        ),
    ]
    assert [list(row) for row in sheet.rows] == [
        ["ranked", 1, 1, "alpha", "Project alpha", "intake", 76, 100, False, 20, 20, 20, 30, 6, 30, 50, 50, 50],
        ["knocked out", None, None, "beta", "Project beta", "intake", *[None] * 12],
        ["left out", None, None, "over", "Project over", "stopped", *[None] * 12],
    ]


def test_candidates_without_a_lot_are_a_remark() -> None:
    def remarks(*records: Record) -> list[str]:
        known = make.knowledge(criteria(), *records)
        request = ranking.Request(known, "lot-1")
        return [str(one) for one in ranking.remarks(request, ranking.build(request, TODAY))]

    loose = [make.project(id, status="longlist", lot=None) for id in ("b", "a")]
    assert remarks(*loose) == ["without a lot, and so in no ranking: a, b"]
    assert remarks(make.project()) == []
