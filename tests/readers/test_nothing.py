"""Answers that say there is nothing, and those that only begin like that."""

from __future__ import annotations

import pytest

from ppl.readers.nothing import says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "geen", "Nog niets.", "niets besloten", "Er is niets besloten", "niks", "nog geen besluiten", "n.v.t.", "-", "",
        "geen besluiten genomen", "geen nieuwe", "Niets nieuws", "Er zijn nog geen afspraken gemaakt", "nee", "none",
        "Verder niets te melden", "Niet van toepassing", "no new actions", "Deze week geen bijzonderheden.",
    ],
)  # fmt: skip
def test_nothing_is_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "geen vergunning nodig voor de kap", "niets bouwen voor 2027", "Er is geen geld", "geen stroom", "nee, in mei",
        "nog geen besluit van het college over de grond", "Nieuwe afspraak: geen overleg in mei", "we hebben besloten",
    ],
)  # fmt: skip
def test_what_only_begins_like_it_is_told(text: str) -> None:
    assert not says_nothing(text)
