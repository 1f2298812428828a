"""A clause behind `dat` comes to stand as a sentence, or stays as it is where that is not plain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.readers.clauses import main_clause


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("de bewonersavond op 15 december plaatsvindt", "De bewonersavond vindt op 15 december plaats"),
        ("de avond plaatsvindt op 10 december", "De avond vindt plaats op 10 december"),
        ("stukken uiterlijk een week vooraf worden gedeeld", "Stukken worden uiterlijk een week vooraf gedeeld"),
        ("de kosten gedeeld worden door beide partijen", "De kosten worden gedeeld door beide partijen"),
        ("wij elke maandag de planning doornemen", "Wij nemen elke maandag de planning door"),
        ("de netbeheerder en de gemeente samen optrekken", "De netbeheerder en de gemeente trekken samen op"),
        ("de projectleider van de gemeente de wethouder bijpraat",
         "De projectleider van de gemeente praat de wethouder bij"),
        ("de helft van de woningen sociaal wordt", "De helft van de woningen wordt sociaal"),
        ("er een tweede overleg komt", "Er komt een tweede overleg"),
        ("de provincie meebetaalt", "De provincie betaalt mee"),
    ],
)  # fmt: skip
def test_the_verb_goes_behind_who_it_is_about(clause: str, sentence: str) -> None:
    assert main_clause(clause) == sentence


@pytest.mark.parametrize(
    "clause",
    [
        "de gemeente de nota opstelt en dat ik meelees", "de zaal om 9 uur opent", "we proberen te bellen", "dat",
        "de planning, als de raad instemt, doorgaat", "", "nog iets",
    ],
)  # fmt: skip
def test_what_is_not_plain_stays(clause: str) -> None:
    assert main_clause(clause) == ""


@given(
    st.lists(
        st.sampled_from(
            [
                "de",
                "het",
                "we",
                "gemeente",
                "wordt",
                "plaatsvindt",
                "op",
                "gedeeld",
                "avond",
                "nota",
                "niet",
                "4",
                "december",
            ]
        )
    )
)
def test_no_word_is_lost(words: list[str]) -> None:
    found = main_clause(" ".join(words)).lower()
    assert not found or sorted(found.replace("vindt", "").replace("plaats", "").split()) == sorted(
        word for word in words if word != "plaatsvindt"
    )
