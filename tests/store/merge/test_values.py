"""Laws of combining three states of a record: from either side, once or twice, nothing lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ppl.store.merge.lines import merged_lines
from ppl.store.merge.values import Question, merged_fields

WORD = st.sampled_from(("a", "b", "c", "een zin met veel woorden", "regel\ntwee\ndrie", "regel\nanders\ndrie"))
ITEM = st.fixed_dictionaries({"id": st.sampled_from(("a1", "a2", "a3"))}, optional={"text": WORD, "owner": WORD})
ITEMS = st.lists(ITEM, max_size=3, unique_by=lambda item: item["id"])
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "title": WORD,
        "status": WORD,
        "tags": st.lists(WORD, max_size=3, unique=True),
        "actions": ITEMS,
        "homes": st.fixed_dictionaries({}, optional={"min": WORD, "max": WORD}),
    },
)


def sorted_out(value: Any) -> Any:
    """A value without the order of lists."""
    if isinstance(value, dict):
        return {key: sorted_out(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted((sorted_out(item) for item in value), key=repr)
    return value


def leaves(value: Any) -> set[str]:
    """Every text in a value."""
    if isinstance(value, dict):
        return {leaf for item in value.values() for leaf in leaves(item)}
    if isinstance(value, list):
        return {leaf for item in value for leaf in leaves(item)}
    return set(value.split("\n")) if isinstance(value, str) else set()


@given(FIELDS, FIELDS, FIELDS)
def test_from_either_side_it_is_the_same_and_asks_the_same(base: Any, ours: Any, theirs: Any) -> None:
    one, other = merged_fields(base, ours, theirs), merged_fields(base, theirs, ours)
    assert {q.at for q in one.questions} == {q.at for q in other.questions}
    assert {(q.at, repr(q.ours), repr(q.theirs)) for q in one.questions} == {
        (q.at, repr(q.theirs), repr(q.ours)) for q in other.questions
    }
    if not one.questions and not one.renamed:
        assert sorted_out(one.fields) == sorted_out(other.fields)


@given(FIELDS, FIELDS)
def test_what_one_side_changed_alone_is_taken_and_twice_is_once(base: Any, ours: Any) -> None:
    assert merged_fields(base, ours, base).fields == ours
    assert merged_fields(base, base, ours).fields == ours
    both = merged_fields(base, ours, ours)
    assert (both.fields, both.questions) == (ours, ())


@given(FIELDS, FIELDS, FIELDS)
def test_merged_again_with_either_side_nothing_moves(base: Any, ours: Any, theirs: Any) -> None:
    found = merged_fields(base, ours, theirs)
    if not found.questions and not found.renamed:
        assert sorted_out(merged_fields(theirs, found.fields, theirs).fields) == sorted_out(found.fields)
        assert sorted_out(merged_fields(ours, found.fields, ours).fields) == sorted_out(found.fields)


@given(FIELDS, FIELDS, FIELDS)
def test_every_text_that_a_side_brought_is_there_or_asked_about(base: Any, ours: Any, theirs: Any) -> None:
    found = merged_fields(base, ours, theirs)
    asked = {leaf for q in found.questions for value in (q.ours, q.theirs) for leaf in leaves(value)}
    new = (leaves(ours) | leaves(theirs)) - leaves(base)
    assert new <= leaves(found.fields) | asked


@given(FIELDS, FIELDS, FIELDS)
def test_a_choice_leaves_no_question(base: Any, ours: Any, theirs: Any) -> None:
    for side in ("ours", "theirs"):
        found = merged_fields(base, ours, theirs, lambda at, side=side: side)  # type: ignore[misc]
        assert found.questions == ()
        assert len(found.answered) >= len(merged_fields(base, ours, theirs).questions) or found.answered


def test_lines_changed_at_different_places_combine() -> None:
    base = ["een", "twee", "drie", "vier"]
    assert merged_lines(base, ["EEN", *base[1:]], [*base[:3], "VIER", "vijf"]) == [
        "EEN",
        "twee",
        "drie",
        "VIER",
        "vijf",
    ]
    assert merged_lines(base, ["EEN", *base[1:]], ["ein", *base[1:]]) is None
    assert merged_lines(base, base[:2], base) == base[:2]


def test_two_new_actions_of_one_id_both_stay() -> None:
    one, other = {"id": "a2", "text": "Bellen"}, {"id": "a2", "text": "Schrijven"}
    first = {"id": "a1", "text": "Vragen"}
    found = merged_fields({"actions": [first]}, {"actions": [first, one]}, {"actions": [first, other]})
    assert found.fields["actions"] == [first, one, {"id": "a3", "text": "Schrijven"}]
    assert found.questions == ()


def test_a_deletion_against_an_edit_keeps_the_edit_and_asks() -> None:
    found = merged_fields({"title": "x", "status": "open"}, {"title": "x"}, {"title": "x", "status": "dicht"})
    assert found.fields["status"] == "dicht"
    (question,) = found.questions
    assert isinstance(question, Question) and question.at == ("status",) and not question.can_be_both
