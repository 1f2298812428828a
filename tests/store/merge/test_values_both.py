"""Of two texts both are taken where a field may hold both: a title has one line."""

from __future__ import annotations

import pytest

from ppl.store.merge.values import ABSENT, Question, merged_fields

OURS, THEIRS = "De kabel komt te laat.", "De kabel komt veel later"


@pytest.mark.parametrize(
    ("field", "expected"), [("summary", f"{OURS}\n\n{THEIRS}"), ("text", f"De kabel komt te laat; {THEIRS}")]
)
def test_two_texts_stand_after_each_other(field: str, expected: str) -> None:
    merged = merged_fields({field: "x"}, {field: OURS}, {field: THEIRS}, lambda at: "both")
    assert merged.fields == {field: expected} and merged.questions == ()


@pytest.mark.parametrize("field", ["title", "name", "question"])
def test_what_a_record_is_called_by_is_one_of_the_two(field: str) -> None:
    merged = merged_fields({field: "x"}, {field: OURS}, {field: THEIRS}, lambda at: "both")
    assert merged.fields == {field: OURS}
    assert [one.can_be_both for one in merged.questions] == [False]


def test_a_whole_record_is_never_both() -> None:
    assert not Question((), {"title": "x"}, ABSENT, {"title": THEIRS}).can_be_both
