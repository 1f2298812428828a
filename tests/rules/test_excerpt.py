"""Of an item about several projects each is asked about its own sentences only."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.model.quotes import LEFT_OUT
from ppl.rules.excerpt import excerpt


def names(text: str) -> list[str]:
    return re.findall("Alpha|Beta", text)


@pytest.mark.parametrize(
    ("heading", "text", "told"),
    [
        ("Nieuws", "Welkom. Beta bouwt. Dat gaat goed. Alpha wacht.", "Welkom. […] Alpha wacht."),
        ("Nieuws", "Alpha en Beta bouwen samen. Dat helpt.", "Alpha en Beta bouwen samen. Dat helpt."),
        ("Nieuws", "Beta bouwt.\n\nDe agenda volgt.", "[…]\n\nDe agenda volgt."),
        ("Nieuws", "1. Beta bouwt.\n2. Beta is klaar.\n3. Alpha ook.", "[…]\n3. Alpha ook."),
        ("Beta in beeld", "Er is gebouwd. Alpha ook.", "[…] Alpha ook."),
    ],
)
def test_a_sentence_without_a_name_belongs_to_the_one_named_last(heading: str, text: str, told: str) -> None:
    found = excerpt(heading, text, "Alpha", names)
    assert found == (LEFT_OUT if "Beta" in heading else heading, told)


@given(st.lists(st.sampled_from(["Alpha bouwt.", "Beta bouwt.", "Goed zo.", "\n\n", "\n- "]), max_size=12))
def test_another_project_is_never_named_without_the_own(pieces: list[str]) -> None:
    _, text = excerpt("Nieuws", " ".join(pieces), "Alpha", names)
    assert "Beta" not in text
    assert text.count("Alpha") == " ".join(pieces).count("Alpha")
