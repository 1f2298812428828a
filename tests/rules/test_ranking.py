"""The ranking of a lot: exact totals, places that are a range where something is missing, and why."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.errors import DataError, UsageError
from ppl.model.programme import Criteria, Criterion, KnockOut
from ppl.model.record import Record
from ppl.model.score import KnockOutAnswer, Score, Value
from ppl.rules import ranking as rules
from ppl.rules import scoring
from ppl.rules.ranking import Place, Ranking, Span, difference, mean, places
from tests import make
from tests.make import TODAY, day

CODES = ("cultuur", "ambitie", "capaciteit")


def criteria(id: str = "lot-1-2026", *weights: float, **fields: Any) -> Criteria:
    """A set of three criteria (weights 20, 30 and 50) and one knock-out."""
    items = tuple(
        Criterion(code=code, title=code.title(), weight=weight, scale={})
        for code, weight in zip(CODES, weights or (20, 30, 50), strict=True)
    )
    gates = (KnockOut(code="beginfase", question="Is het vroeg genoeg?"),)
    given = {"lot": "lot-1", "valid_from": day("2026-01-01"), "criteria": items, "knock_outs": gates}
    return Criteria(ref=f"programme/criteria/{id}", **{**given, **fields})


def score(project: str = "alpha", *values: int | None, assessor: str = "bureau-1", **fields: Any) -> Score:
    """A score with these values and the knock-out passed (passes=False: failed, None: open)."""
    passes = fields.pop("passes", True)
    on = day(fields.pop("on", "2026-02-01"))
    gates = {} if passes is None else {"beginfase": KnockOutAnswer(pass_=passes, evidence="Gezien.")}
    found = {c: Value(value=v, reason="Daarom.") for c, v in zip(CODES, values, strict=False) if v is not None}
    id = fields.pop("id", f"{assessor}-{on}")
    given = {"assessor": assessor, "scored_on": on, "criteria": "lot-1-2026", "knock_outs": gates, "scores": found}
    return Score(ref=f"{project}/scores/{id}", **{**given, **fields})


def ranked(*records: Record, of: Criteria | None = None) -> Ranking:
    of = of or criteria()
    named = {record.ref.partition("/")[0] for record in records if isinstance(record, Score)}
    own = [record for record in records if not isinstance(record, Score)]
    projects = [make.project(id, status="intake") for id in sorted(named - {record.ref for record in own})]
    return rules.ranking(make.knowledge(of, *projects, *records), of, TODAY)


def by_id(found: Ranking) -> dict[str, Place]:
    return {place.candidate.project.id: place for place in found.places}


def only(*scores: Score) -> rules.Candidate:
    return ranked(*scores).places[0].candidate


def test_a_five_on_everything_is_a_hundred_and_a_one_is_twenty() -> None:
    found = by_id(ranked(score("alpha", 5, 5, 5), score("beta", 1, 1, 1)))
    assert found["alpha"].candidate.total == Span(Fraction(100), Fraction(100))
    assert found["beta"].candidate.total == Span(Fraction(20), Fraction(20))


def test_a_contribution_is_weight_times_value() -> None:
    assert only(score("alpha", 4, 3, 2)).points == {
        "cultuur": Span(Fraction(16), Fraction(16)),
        "ambitie": Span(Fraction(18), Fraction(18)),
        "capaciteit": Span(Fraction(20), Fraction(20)),
    }


def test_what_is_missing_is_a_range_and_never_a_zero() -> None:
    one = only(score("alpha", 4, None, None))
    assert one.total == Span(Fraction(16 + 6 + 10), Fraction(16 + 30 + 50))
    assert not one.is_complete


def test_a_project_without_any_score_may_stand_anywhere() -> None:
    found = by_id(ranked(make.project("beta", status="longlist"), score("alpha", 3, 3, 3), score("gamma", 2, 2, 2)))
    assert (found["beta"].best, found["beta"].worst) == (1, 3)
    assert (found["alpha"].best, found["alpha"].worst) == (1, 2)


def test_the_mean_of_the_assessors_counts_exactly() -> None:
    one = only(score(*("alpha", 5, 3, 3)), *(score("alpha", 4, 3, 3, assessor=f"client-{n}") for n in (1, 2)))
    assert one.judged[0].value == Span(Fraction(13, 3), Fraction(13, 3))
    assert one.judged[0].spread == 1


def test_of_one_assessor_only_the_latest_counts() -> None:
    one = only(score("alpha", 1, 1, 1, on="2026-01-10"), score("alpha", 4, 4, 4, on="2026-02-10"))
    assert one.total.low == one.total.high == 80


def test_of_one_day_the_second_record_is_the_latest() -> None:
    same = [score("alpha", n % 5 + 1, 1, 1, id=f"bureau-1-2026-02-01{f'-{n}' if n > 1 else ''}") for n in (1, 2, 9, 10)]
    assert only(*same).judged[0].value.low == 10 % 5 + 1


def test_a_score_of_a_later_day_does_not_count_yet() -> None:
    assert only(score("alpha", 4, 4, 4), score("alpha", 1, 1, 1, on="2026-05-01")).total.low == 80


def test_an_agreed_score_replaces_the_individual_ones() -> None:
    agreed = score("alpha", 3, 3, 3, assessor="agreed", as_="agreed")
    one = only(score("alpha", 5, 5, 5), score("alpha", 1, 1, 1, assessor="client-1"), agreed)
    assert one.total.low == one.total.high == 60
    assert one.judged[0].spread == 4
    assert len(one.judged[0].replaced) == 2


def test_what_was_not_agreed_on_stays_with_the_assessors() -> None:
    agreed = score("alpha", 3, None, None, assessor="agreed", as_="agreed", passes=None)
    one = only(score("alpha", 5, 4, 4), agreed)
    assert [judged.value.low for judged in one.judged] == [3, 4, 4]
    assert one.gates[0].answer == "yes"


def test_a_score_on_another_set_does_not_count_and_is_named() -> None:
    other = criteria("lot-1-2025", valid_from=day("2025-01-01"))
    found = ranked(other, make.project("alpha"), score("alpha", 5, 5, 5, criteria="lot-1-2025"))
    one = found.places[0].candidate
    assert one.total == Span(Fraction(20), Fraction(100))
    assert [each.id for each in one.counted.elsewhere] == ["bureau-1-2026-02-01"]


def test_a_value_outside_one_to_five_does_not_count() -> None:
    one = only(score("alpha", 9, 4, 4))
    assert one.judged[0].value == Span(Fraction(1), Fraction(5))
    assert len(scoring.out_of_range(one.counted.individual)) == 1


def test_an_assessor_who_answers_knock_outs_only_takes_no_part_in_the_values() -> None:
    assert only(score("alpha", 4, 4, 4), score("alpha", assessor="client-1")).is_complete


def test_who_fails_a_knock_out_is_not_ranked_but_listed() -> None:
    found = ranked(score("alpha", 5, 5, 5, passes=False), score("beta", 2, 2, 2))
    assert [one.project.id for one in found.knocked_out] == ["alpha"]
    assert (by_id(found)["beta"].best, by_id(found)["beta"].worst) == (1, 1)


def test_an_open_knock_out_leaves_a_place_to_those_below() -> None:
    found = by_id(ranked(score("alpha", 5, 5, 5, passes=None), score("beta", 2, 2, 2)))
    assert not found["alpha"].candidate.is_complete
    assert (found["alpha"].best, found["alpha"].worst) == (1, 1)
    assert (found["beta"].best, found["beta"].worst) == (1, 2)


def test_assessors_who_differ_on_a_knock_out_have_to_agree() -> None:
    both = [score("alpha", 5, 5, 5), score("alpha", 5, 5, 5, assessor="client-1", passes=False)]
    assert only(*both).gates[0].answer == "differ"
    found = ranked(*both, score("alpha", assessor="agreed", as_="agreed", passes=False))
    assert [one.project.id for one in found.knocked_out] == ["alpha"]


def test_equal_totals_share_a_place_and_the_next_place_is_free() -> None:
    found = by_id(ranked(score("alpha", 3, 3, 3), score("beta", 3, 3, 3), score("gamma", 1, 1, 1)))
    assert [(found[id].best, found[id].worst) for id in ("alpha", "beta", "gamma")] == [(1, 1), (1, 1), (3, 3)]


def test_who_takes_part_follows_from_the_status() -> None:
    parts = ["longlist", "preselected", "intake", "advised", "selected", "active", "waiting", "rejected"]
    others = ["reference", "withdrawn", "stopped", "on-hold", "completed"]
    found = ranked(*(make.project(status, status=status) for status in (*parts, *others)))
    assert {place.candidate.project.status for place in found.places} == set(parts)
    assert {project.status for project in found.left_out} == set(others)


def test_a_project_of_another_lot_is_no_part_of_it() -> None:
    for status in ("active", "stopped"):
        found = ranked(make.project("beta", lot="lot-2", status=status))
        assert (found.places, found.left_out) == ((), ())


def test_what_is_certain_comes_first_then_what_may_be_highest_then_the_name() -> None:
    found = ranked(
        score("delta", 1, 1, 1),
        score("gamma", None, 1, 1),
        score("beta", None, None, 1),
        score("alpha", 1, None, 1, assessor="client-1"),
        score("omega", 2, 1, 1),
    )
    assert [place.candidate.project.id for place in found.places] == ["omega", "beta", "alpha", "gamma", "delta"]
    twins = ranked(score("beta", 3, 3, 3), score("alpha", 3, 3, 3))
    assert [place.candidate.project.id for place in twins.places] == ["alpha", "beta"]
    assert [place.next is None for place in twins.places] == [False, True]


def test_a_criterion_on_which_both_are_equal_speaks_for_neither() -> None:
    def spans(*values: tuple[int, int]) -> dict[str, Span]:
        return {code: Span(Fraction(low), Fraction(high)) for code, (low, high) in zip("abcd", values, strict=False)}

    found = difference(spans((5, 5), (3, 3), (1, 1), (2, 2)), spans((3, 3), (3, 3), (2, 2), (4, 4)))
    assert (found.decisive, found.against, found.open, int(found.known)) == ((), ("d", "c"), (), -1)
    found = difference(spans((9, 9), (2, 2), (3, 3)), spans((7, 7), (1, 1), (2, 3)))
    assert (found.decisive, found.against, found.open, int(found.known)) == (("a", "b"), (), ("c",), 3)
    assert found.gap == Span(Fraction(3), Fraction(4))
    even = difference(spans((5, 5), (4, 4), (1, 1)), spans((3, 3), (3, 3), (2, 2)))
    assert (int(even.gap.low), even.decisive, even.against) == (2, ("a",), ("c",)), "what is left over decides nothing"


def test_the_spread_is_that_of_the_assessors_and_zero_where_nobody_scored() -> None:
    one = only(score("alpha", 5, None, 2), score("alpha", 2, 4, None, assessor="client-1"))
    assert [judged.spread for judged in one.judged] == [3, 0, 0]
    assert ranked(make.project("alpha")).places[0].candidate.judged[0].spread == 0


def test_a_knock_out_that_was_agreed_on_counts_whatever_the_assessors_said() -> None:
    both = [score("alpha", 5, 5, 5, passes=False), score("alpha", 5, 5, 5, assessor="client-1")]
    agreed = score("alpha", assessor="agreed", as_="agreed", passes=True)
    gate = only(*both, agreed).gates[0]
    assert (gate.answer, [one.assessor for one in gate.scores]) == ("yes", ["agreed"])
    differ = only(*both)
    assert (differ.gates[0].answer, len(differ.gates[0].scores), differ.doubts) == ("differ", 2, differ.gates)
    assert (differ.total.is_certain, differ.is_complete, differ.fails) == (True, False, False)
    assert only(*both[1:]).doubts == ()


def test_a_criterion_may_weigh_nothing_where_another_does() -> None:
    assert [
        one.most for one in ranked(score("alpha", 5, 5, 5), of=criteria("x", 0, 1, 3)).places[0].candidate.judged
    ] == [0, 25, 75]


def test_the_criteria_that_make_the_difference_are_the_fewest_that_do() -> None:
    found = ranked(score("alpha", 2, 5, 5), score("beta", 4, 4, 3))
    gap = found.places[0].next
    assert gap is not None
    assert gap.gap.low == gap.gap.high == 18
    assert gap.decisive == ("capaciteit",)
    assert gap.against == ("cultuur",)


def test_where_the_order_depends_on_what_is_missing_that_is_named() -> None:
    found = ranked(score("alpha", 4, 5, None), score("beta", 4, 4, 3))
    gap = next(place.next for place in found.places if place.next)
    assert gap.gap.low < 0 < gap.gap.high
    assert gap.open == ("capaciteit",)
    assert abs(gap.known) == 6


def test_the_set_is_the_latest_that_is_valid_on_the_day() -> None:
    of = [criteria(f"lot-1-{year}", valid_from=day(f"{year}-01-01")) for year in (2024, 2025, 2027)]
    assert scoring.criteria_for(make.knowledge(*of), "lot-1", TODAY).id == "lot-1-2025"
    assert scoring.criteria_for(make.knowledge(*of), "lot-1", TODAY, "lot-1-2027").id == "lot-1-2027"
    with pytest.raises(UsageError):
        scoring.criteria_for(make.knowledge(*of), "lot-1", day("2023-01-01"))
    with pytest.raises(UsageError):
        scoring.criteria_for(make.knowledge(*of), "lot-2", TODAY, "lot-1-2027")


def test_a_set_of_another_programme_has_no_lot_and_ranks_nothing() -> None:
    of = [criteria(), criteria("elsewhere-2025", lot=None, valid_from=day("2025-01-01"))]
    assert scoring.criteria_for(make.knowledge(*of), "lot-1", TODAY).id == "lot-1-2026"
    with pytest.raises(UsageError, match="a criteria set of no lot"):
        scoring.criteria_for(make.knowledge(*of), "lot-1", TODAY, "elsewhere-2025")


@pytest.mark.parametrize("weights", [(0.0, 0.0, 0.0), (-1.0, 2.0, 2.0), (float("inf"), 1.0, 1.0)])
def test_weights_that_give_no_ranking_are_refused(weights: tuple[float, ...]) -> None:
    with pytest.raises(DataError):
        ranked(score("alpha", 3, 3, 3), of=criteria("lot-1-2026", *weights))


def test_weights_are_taken_as_they_are_written() -> None:
    assert rules.weights_of(criteria("x", 0.1, 0.2, 0.3))["cultuur"] == Fraction(1, 10)


# the laws

IDS = ("alpha", "beta", "gamma", "delta")
VALUE = st.one_of(st.none(), st.integers(1, 5))
ROW = st.tuples(VALUE, VALUE, VALUE, st.sampled_from([True, None]))
TABLE = st.fixed_dictionaries({id: st.lists(ROW, max_size=2) for id in IDS})
Table = dict[str, list[tuple[int | None, int | None, int | None, bool | None]]]


def scores_of(table: Table) -> list[Score]:
    return [
        score(id, *row[:3], assessor=f"bureau-{n}", passes=row[3])
        for id, rows in table.items()
        for n, row in enumerate(rows, 1)
    ]


def found_in(table: Table, of: Criteria | None = None) -> dict[str, Place]:
    return by_id(ranked(*(make.project(id, status="intake") for id in IDS), *scores_of(table), of=of))


@given(TABLE, st.data())
def test_a_higher_value_never_lowers_a_place(table: Table, data: st.DataObject) -> None:
    cells = [(i, n, c) for i in IDS for n, row in enumerate(table[i]) for c in range(3) if (row[c] or 5) < 5]
    if not cells:
        return
    id, n, c = data.draw(st.sampled_from(cells))
    before = found_in(table)[id]
    row = list(table[id][n])
    row[c] = data.draw(st.integers(int(row[c] or 1) + 1, 5))
    table[id][n] = tuple(row)  # type: ignore[assignment]
    after = found_in(table)[id]
    assert after.best <= before.best
    assert after.worst <= before.worst


@given(TABLE, st.data())
def test_a_missing_value_filled_in_narrows_what_was_possible_and_stays_inside_it(
    table: Table, data: st.DataObject
) -> None:
    """Of an assessor who took part: where one joins, the mean is over more of them."""
    cells = [
        (i, n, c)
        for i in IDS
        for n, row in enumerate(table[i])
        for c in range(3)
        if row[c] is None and (any(v is not None for v in row[:3]) or len(table[i]) == 1)
    ]
    if not cells:
        return
    id, n, c = data.draw(st.sampled_from(cells))
    before = found_in(table)
    row = list(table[id][n])
    row[c] = data.draw(st.integers(1, 5))
    table[id][n] = tuple(row)  # type: ignore[assignment]
    after = found_in(table)
    one, other = before[id].candidate.total, after[id].candidate.total
    assert one.low <= other.low <= other.high <= one.high
    for each in IDS:
        assert before[each].best <= after[each].best <= after[each].worst <= before[each].worst


@given(TABLE, st.integers(0, 1000))
def test_the_order_of_input_does_not_matter(table: Table, seed: int) -> None:
    records: list[Record] = [*(make.project(id, status="intake") for id in IDS), *scores_of(table)]
    shuffled = records[:]
    random.Random(seed).shuffle(shuffled)
    assert ranked(*records) == ranked(*shuffled)


@given(TABLE, st.integers(1, 1000), st.lists(st.integers(0, 40), min_size=3, max_size=3).filter(any))
def test_weights_times_a_factor_change_nothing(table: Table, factor: int, weights: list[int]) -> None:
    one = found_in(table, criteria("lot-1-2026", *(float(w) for w in weights)))
    other = found_in(table, criteria("lot-1-2026", *(float(w * factor) for w in weights)))
    assert {i: (p.best, p.worst, p.candidate.total) for i, p in one.items()} == {
        i: (p.best, p.worst, p.candidate.total) for i, p in other.items()
    }


SPAN = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda p: Span(Fraction(min(p)), Fraction(max(p))))


@given(st.dictionaries(st.sampled_from("abcdef"), SPAN, min_size=1), st.sets(st.sampled_from("abcdef")))
def test_places_are_those_that_can_come_true_and_no_others(totals: dict[str, Span], doubtful: set[str]) -> None:
    for ref, (best, worst) in places(totals, doubtful).items():
        others = [other for other in totals if other != ref]
        assert best == 1 + sum(totals[o].low > totals[ref].high for o in others if o not in doubtful)
        assert worst == 1 + sum(totals[o].high > totals[ref].low for o in others)


@given(st.dictionaries(st.sampled_from("abc"), st.integers(0, 9), min_size=1))
def test_of_certain_totals_only_ties_share_a_place(totals: dict[str, int]) -> None:
    found = places({ref: Span(Fraction(total), Fraction(total)) for ref, total in totals.items()})
    for one in totals:
        assert found[one][0] == found[one][1]
        for other in totals:
            assert (found[one] == found[other]) == (totals[one] == totals[other])


@given(st.lists(st.tuples(SPAN, SPAN), min_size=1, max_size=5))
def test_a_difference_adds_up_and_without_what_is_decisive_there_is_none(pairs: list[tuple[Span, Span]]) -> None:
    one = {str(n): pair[0] for n, pair in enumerate(pairs)}
    other = {str(n): pair[1] for n, pair in enumerate(pairs)}
    found = difference(one, other)
    assert found.gap.low == sum(span.low for span in one.values()) - sum(span.high for span in other.values())
    rest = found.gap.low - sum(found.by_code[code].low for code in found.decisive)
    if found.gap.low > 0:
        assert rest <= 0
        assert rest + found.by_code[found.decisive[-1]].low > 0
    else:
        assert found.decisive == ()


@given(st.lists(VALUE, max_size=4))
def test_a_mean_lies_between_one_and_five(values: list[int | None]) -> None:
    found = mean(values)
    assert 1 <= found.low <= found.high <= 5
    assert found.is_certain == (bool(values) and None not in values)
