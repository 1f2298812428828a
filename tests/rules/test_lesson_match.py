"""Which lessons a report tells: those that help with what is open."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ppl.model.lesson import Lesson, Use
from ppl.rules.lesson_match import matching_lessons, urgent
from tests import make
from tests.make import day

CODES = ("netcongestie", "stikstof", "grondposities")


def lesson(id: str, *categories: str, **fields: Any) -> Lesson:
    return make.lesson(id, categories=categories, **fields)


def chosen(lessons: list[Lesson], *categories: str, each: int = 2, told: tuple[str, ...] = ()) -> list[str]:
    return [one.id for one, _ in matching_lessons(lessons, categories, each, told)]


def test_the_trouble_of_most_projects_comes_first() -> None:
    open_ = [("alpha", "stikstof"), ("alpha", "stikstof"), ("alpha", "netcongestie"), ("beta", "netcongestie")]
    assert urgent(open_) == ["netcongestie", "stikstof"]


def test_a_lesson_about_the_category_first_goes_before_one_that_only_touches_it() -> None:
    lessons = [lesson("a", "stikstof", "netcongestie"), lesson("b", "netcongestie")]
    assert chosen(lessons, "netcongestie") == ["b", "a"]


def test_ripe_firm_and_new_lessons_go_first() -> None:
    lessons = [
        lesson("old", "stikstof", noted_on=day("2025-01-01")),
        lesson("new", "stikstof", noted_on=day("2026-01-01")),
        lesson("advice", "stikstof", noted_on=day("2024-01-01"), kind="recommendation"),
        lesson("adopted", "stikstof", noted_on=day("2023-01-01"), status="adopted"),
    ]
    assert chosen(lessons, "stikstof", each=4) == ["adopted", "advice", "new", "old"]


def test_the_better_proven_goes_before_the_firmer_and_advice_of_our_own_last() -> None:
    lessons = [
        lesson("own", "stikstof", strength="own-advice", kind="recommendation"),
        lesson("unsaid", "stikstof"),
        lesson("one", "stikstof", strength="one-case"),
        lesson("more", "stikstof", strength="several-cases"),
        lesson("counted", "stikstof", strength="figure", kind="observation"),
    ]
    assert chosen(lessons, "stikstof", each=5) == ["counted", "more", "one", "unsaid", "own"]


def test_raw_and_withdrawn_lessons_are_not_told() -> None:
    lessons = [lesson("a", "stikstof", status="raw"), lesson("b", "stikstof", status="withdrawn")]
    assert chosen(lessons, "stikstof") == []


def test_as_many_as_asked_per_category_and_what_was_told_makes_room() -> None:
    lessons = [lesson(id, "stikstof") for id in "abc"]
    assert chosen(lessons, "stikstof") == ["a", "b"]
    assert chosen(lessons, "stikstof", told=("lessons/a",)) == ["b", "c"]
    assert chosen(lessons, "netcongestie", "stikstof", each=1) == ["a"]


def test_a_lesson_that_others_used_goes_before_a_firmer_one() -> None:
    use = Use(project="beta", on=day("2026-01-01"), verdict="applied", because="x")
    firm = [lesson(kind, "stikstof", kind=kind) for kind in ("observation", "lesson", "recommendation")]
    assert chosen([*firm, lesson("used", "stikstof", uses=(use,))], "stikstof", each=4) == [
        "used",
        "recommendation",
        "lesson",
        "observation",
    ]
    ripe = [lesson(status, "stikstof", status=status) for status in ("checked", "shared", "adopted")]
    assert chosen(ripe, "stikstof", each=3) == ["adopted", "shared", "checked"]


def test_of_as_many_projects_the_category_with_the_most_trouble_and_then_the_first_by_code() -> None:
    open_ = [("alpha", "stikstof"), ("alpha", "grond"), ("alpha", "grond"), ("alpha", "netcongestie")]
    assert urgent(open_) == ["grond", "netcongestie", "stikstof"]


@given(
    st.lists(st.lists(st.sampled_from(CODES), unique=True, max_size=3), max_size=12),
    st.lists(st.sampled_from(CODES), unique=True),
    st.integers(1, 3),
    st.sets(st.integers(0, 11)),
)
def test_none_comes_twice_none_was_told_and_each_fits(
    held: list[list[str]], categories: list[str], each: int, told: set[int]
) -> None:
    lessons = [lesson(f"n{place}", *codes) for place, codes in enumerate(held)]
    found = matching_lessons(lessons, categories, each, {f"lessons/n{place}" for place in told})
    ids = [one.id for one, _ in found]
    assert len(ids) == len(set(ids)) and not set(ids) & {f"n{place}" for place in told}
    assert all(category in one.categories for one, category in found)
    assert all([c for _, c in found].count(category) <= each for category in categories)
