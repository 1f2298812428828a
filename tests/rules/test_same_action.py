"""Which texts say the same action: nearly the same does, another number or word does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.rules.same_action import is_near, is_same

SAID = ["memo", "netbeheerder", "bellen", "a", "fase", "2", "over"]
WORDS = st.lists(st.sampled_from(SAID), max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Netbeheerder bellen", "netbeheerder bellen."),
        ("Bel de netbeheerder over de aansluiting", "Bel netbeheerder over aansluitingen"),
        ("Planning bijwerken", "Planing bijwerken"),
        ("Café inmeten", "cafe inmeten"),
    ],
)
def test_nearly_the_same_is_the_same_action(one: str, other: str) -> None:
    assert is_near(one, other) and is_near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Besluit raad fase 1", "Besluit raad fase 2"),
        ("memo A sturen", "memo B sturen"),
        ("Notitie geluid lezen", "Notitie bodem lezen"),
        ("Netbeheerder bellen", "Netbeheerder bellen over de kabel"),
        ("aanvraag wel indienen", "aanvraag niet indienen"),
        ("", ""),
    ],
)
def test_another_word_or_number_is_another_action(one: str, other: str) -> None:
    assert not is_near(one, other) and not is_same(one, other)


@given(WORDS, WORDS)
def test_what_is_the_same_is_near_and_both_go_both_ways(one: str, other: str) -> None:
    assert is_same(one, other) == is_same(other, one)
    assert is_near(one, other) == is_near(other, one)
    if is_same(one, other) and any(word not in ("a", "over") for word in one.split()):
        assert is_near(one, other)
