"""Whole numbers in figures: those that fit in 64 bits, and nothing that only looks like a figure."""

import pytest

from ppl.model.figures import whole


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("12", 12), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_figures_are_a_number(text: str, number: int) -> None:
    assert whole(text) == number


@pytest.mark.parametrize("text", ["", "²", "①", "٣", "1²", "-1", "+1", " 1", "1\n", "1_0", "1.0", "9" * 19, "9" * 5000])
def test_what_only_looks_like_figures_is_none(text: str) -> None:
    assert whole(text) is None
