"""Which criteria set applies, which scores count, and what a score must hold."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.errors import UsageError
from ppl.model.programme import Criteria, Criterion, KnockOut
from ppl.model.score import KnockOutAnswer, Score, Value
from ppl.rules import scoring
from tests import make
from tests.make import TODAY, day


def criteria(id: str, on: str = "2026-01-01", lot: str | None = "lot-1") -> Criteria:
    items = tuple(Criterion(code=code, title=code, weight=1.0, scale={}) for code in ("c1", "c2"))
    gates = tuple(KnockOut(code=code, question="?") for code in ("k1", "k2"))
    ref = f"programme/criteria/{id}"
    return Criteria(ref=ref, lot=lot, valid_from=day(on), criteria=items, knock_outs=gates)


SETS = (
    criteria("lot-1-2025", "2025-01-01"),
    criteria("lot-1-2026", "2026-03-02"),
    criteria("lot-1-2027", "2027-01-01"),
    criteria("lot-2-2026", lot="lot-2"),
    criteria("elders-2020", "2020-01-01", lot=None),
)


def refusal(lot: str, on: str = "2026-03-02", id: str | None = None, *sets: Criteria) -> tuple[str, str]:
    with pytest.raises(UsageError) as refused:
        scoring.criteria_for(make.knowledge(*(sets or SETS)), lot, day(on), id)
    return str(refused.value.what), str(refused.value.remedy)


def test_a_set_applies_from_its_first_day_and_of_two_of_one_day_the_last_by_name() -> None:
    known = make.knowledge(*SETS)
    assert scoring.criteria_for(known, "lot-1", TODAY).id == "lot-1-2026"
    assert scoring.criteria_for(known, "lot-1", day("2026-03-01")).id == "lot-1-2025"
    twins = make.knowledge(criteria("a"), criteria("b"))
    assert scoring.criteria_for(twins, "lot-1", TODAY).id == "b"


def test_a_set_may_be_named_by_its_id_its_file_or_its_path() -> None:
    known = make.knowledge(*SETS)
    for name in ("lot-1-2027", "lot-1-2027.yaml", "programme/criteria/lot-1-2027"):
        assert scoring.criteria_for(known, "lot-1", TODAY, name).id == "lot-1-2027"


def test_where_no_set_applies_yet_the_first_that_will_is_named() -> None:
    what, remedy = refusal("lot-1", "2024-06-01")
    assert what == "lot-1 has no criteria set that is valid on 2024-06-01"
    assert remedy.startswith("the first, lot-1-2025, begins on 2025-01-01")
    assert refusal("lot-3")[1].endswith("with lot lot-3 and valid_from")


def test_a_set_that_cannot_be_taken_says_whose_it_is_or_what_was_meant() -> None:
    all_of_lot_1 = "lot-1 has lot-1-2025, lot-1-2026, lot-1-2027"
    assert refusal("lot-1", id="lot-2-2026") == ("lot-2-2026 is a criteria set of lot-2", all_of_lot_1)
    assert refusal("lot-1", id="elders-2020") == ("elders-2020 is a criteria set of no lot", all_of_lot_1)
    assert refusal("lot-1", id="lot-1-2052")[1].startswith("did you mean `lot-1-20")
    assert refusal("lot-1", id="heel iets anders") == ("there is no criteria set `heel iets anders`", all_of_lot_1)
    assert refusal("lot-3", id="heel iets anders")[1].endswith("with lot lot-3 and valid_from")


def score(id: str = "x", on: str = "2026-02-01", assessor: str = "bureau-1", **fields: Any) -> Score:
    given = {"assessor": assessor, "scored_on": day(on), "criteria": "lot-1-2026", **fields}
    return Score(ref=f"alpha/scores/{id}", **given)


def counted(*scores: Score) -> list[list[str]]:
    found = scoring.counted(make.knowledge(make.project(), *SETS, *scores), "alpha", SETS[1], TODAY)
    agreed = [found.agreed.id] if found.agreed else []
    return [[one.id for one in found.individual], agreed, *([one.id for one in part] for part in found[2:])]


def test_of_each_assessor_the_latest_up_to_today_counts_in_the_order_of_their_codes() -> None:
    assert counted(
        score("d", assessor="client-1"), score("a", "2026-01-01"), score("b", "2026-03-02"), score("c", "2026-03-03")
    ) == [["b", "d"], [], [], []]


def test_the_latest_agreed_one_counts_and_those_after_it_are_known() -> None:
    agreed = {"assessor": "agreed", "as_": "agreed"}
    assert counted(
        score("oud", "2026-01-01", **agreed),
        score("nieuw", "2026-02-01", **agreed),
        score("zelfde", "2026-02-01"),
        score("later", "2026-02-02", assessor="client-1", as_="individual"),
        score("elders", criteria="lot-2-2026", assessor="client-2"),
    ) == [["zelfde", "later"], ["nieuw"], ["later"], ["elders"]]


@pytest.mark.parametrize(("value", "counts"), [(0, False), (1, True), (5, True), (6, False)])
def test_a_value_counts_from_one_to_five(value: int, counts: bool) -> None:
    one = score(scores={"c1": Value(value=value, reason="x"), "c2": Value(value=3, reason="x")})
    assert scoring.value_of(one, "c1") == (value if counts else None)
    assert scoring.value_of(one, "c9") is None
    assert scoring.out_of_range([one, score()]) == ([] if counts else [one])


def test_a_score_has_reasons_and_evidence_and_a_code_for_its_assessor() -> None:
    bare = score(
        assessor="Jan Jansen",
        scores={"c1": Value(value=3, reason=" "), "c2": Value(value=3, reason="x")},
        knock_outs={"k1": KnockOutAnswer(pass_=True, evidence=""), "k2": KnockOutAnswer(pass_=True, evidence="x")},
    )
    found = list(scoring.odd_answers(bare))
    assert [one.field for one in found] == [("assessor",), ("knock_outs", "k1", "evidence"), ("scores", "c1", "reason")]
    assert {one.ref for one in found} == {bare.ref}


@pytest.mark.parametrize(
    "fields",
    [
        {"scores": {"c1": Value(value=3, reason="x")}},
        {"knock_outs": {"k1": KnockOutAnswer(pass_=False, evidence="x")}},
        {"obstacles": ("De weg",)},
        {"remarks": "Mooi"},
    ],
)
def test_a_score_says_something(fields: dict[str, Any]) -> None:
    assert list(scoring.odd_answers(score(**fields))) == []
    assert [one.field for one in scoring.odd_answers(score())] == [()]


def test_what_a_score_leaves_open_is_named_in_the_order_of_the_set() -> None:
    one = score(scores={"c2": Value(value=3, reason="x")}, knock_outs={"k1": KnockOutAnswer(pass_=True, evidence="x")})
    assert scoring.left_open(one, SETS[0]) == ("k2", "c1")
    assert scoring.left_open(score(), SETS[0]) == ("k1", "k2", "c1", "c2")
