"""Personal data in texts: a set of spellings that are found, one of what only looks like it, and the laws."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.rules.personal_data.bank import is_iban
from ppl.rules.personal_data.bsn import is_bsn
from ppl.rules.personal_data.finds import finds, masked

SETS = Path(__file__).parents[1] / "personal_data"


def rows(name: str) -> list[str]:
    """The texts of a set."""
    lines = (SETS / f"{name}.txt").read_text("utf-8").splitlines()
    unescaped = (re.sub(r"\\u([0-9a-f]{4})", lambda sign: chr(int(sign[1], 16)), line) for line in lines)
    return [line for line in unescaped if line and not line.startswith("# ")]


def kinds(text: str) -> list[str]:
    return [str(find.kind) for find in finds(text)]


def test_the_sets_are_as_large_as_they_should_be() -> None:
    for name in ("personal", "harmless"):
        assert len(rows(name)) == len(set(rows(name))) >= 150


def test_personal_data_is_found() -> None:
    missed = [text for text in rows("personal") if not kinds(text)]
    assert len(missed) <= 0.01 * len(rows("personal")), missed


def test_what_only_looks_like_it_is_left_alone() -> None:
    alarms = [(text, kinds(text)) for text in rows("harmless") if kinds(text)]
    assert len(alarms) <= 0.01 * len(rows("harmless")), alarms


SEPARATORS = st.sampled_from(
    ["", " ", "-", ".", "/", " - ", "\u2011", "\u2013", "\u00a0", "\u202f", "\u200b", "\u00b7"]
)
SEVEN = st.text("0123456789", min_size=7, max_size=7)
AROUND = st.sampled_from(
    ["{}", "bel {} na tienen", "tel.: {}", "({})", "Contact:{}", "{}, secretariaat", "m {}", "{}.", "project: {}"]
)


@given(SEVEN, st.sampled_from("1234568"), st.lists(SEPARATORS, min_size=2, max_size=2), AROUND)
def test_every_spelling_of_a_mobile_number_is_found(rest: str, first: str, apart: list[str], around: str) -> None:
    number = f"06{apart[0]}{first}{rest[:3]}{apart[1]}{rest[3:]}"
    is_plain = number.isdigit() or "\u200b" in number
    if not (is_plain and around.startswith("project")):
        assert kinds(around.format(number)) == ["a telephone number"], around.format(number)


@given(st.integers(10_000_000, 99_999_999), st.sampled_from([(9,), (4, 2, 3), (3, 3, 3)]), st.sampled_from(" .\u2011"))
def test_every_number_that_passes_the_test_of_a_bsn_is_found_where_it_is_named(
    begin: int, groups: tuple[int, ...], apart: str
) -> None:
    passing = [digits for last in range(10) if is_bsn(digits := f"{begin}{last}")]
    for digits in passing:
        pieces, place = [], 0
        for size in groups:
            pieces.append(digits[place : place + size])
            place += size
        assert kinds(f"BSN: {apart.join(pieces)}, geboren") == ["a citizen service number (BSN)"]


@given(st.integers(0, 9_999_999_999), st.sampled_from(["", " ", "\u00a0", "-"]), st.booleans())
def test_every_dutch_iban_is_found(account: int, apart: str, is_lower: bool) -> None:
    body = f"BANK{account:010}"
    check = 98 - int("".join(str(int(sign, 36)) for sign in f"{body}NL00")) % 97
    iban = f"NL{check:02}{body}"
    assert is_iban(iban)
    spelled = apart.join(iban[place : place + 4] for place in range(0, 18, 4))
    assert kinds(spelled.lower() if is_lower else spelled) == ["a bank account (IBAN)"]
    wrong = f"NL{(check + 1) % 100:02}{body}"
    assert "a bank account (IBAN)" not in kinds(wrong)


@given(st.text("0612345678+-./() @atdotNLbsnté€\u200b\u2011"))
def test_no_text_breaks_it_or_is_said_again(text: str) -> None:
    for find in finds(text):
        assert len(find.masked) == 5


def test_an_address_hides_no_number_beside_it() -> None:
    text = "j@voorbeeld.nl 06-12345678 NL91ABNA0417164300 BSN 123456782"
    assert [find.masked for find in finds(text)] == ["j@…nl", "NL…00", "06…78", "12…82"]
    assert masked("06-12345678") == "06…78"


@pytest.mark.parametrize("before", [0, 500, 590, 870, 875, 880, 990, 1000, 1590, 5000])
def test_in_a_long_text_it_is_found_wherever_it_stands(before: int) -> None:
    text = "x " * (before // 2) + "bel 06 12 34 56 78 of jan@voorbeeld.example " + "y " * 3000 + "kenmerk 0612345678"
    assert [find.masked for find in finds(text)] == ["ja…le", "06…78"]


@pytest.mark.parametrize("piece", ["12-", "+31", "0 6", "a.b-", "NL12 "])
def test_no_text_keeps_it_busy_for_long(piece: str) -> None:
    begun = time.perf_counter()
    assert list(finds(piece * 10_000)) == []
    assert time.perf_counter() - begun < 10  # minutes, where its time grows with the square
