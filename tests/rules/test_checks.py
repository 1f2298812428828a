"""The checks without disk: personal data above all."""

# ruff: noqa: E501
from __future__ import annotations

import datetime

import pytest

from ppl.model.bottleneck import Bottleneck
from ppl.model.knowledge import Knowledge
from ppl.rules.checks import CHECKS, findings

TODAY = datetime.date(2026, 3, 1)


def found(text: str) -> list[str]:
    bottleneck = Bottleneck(
        ref="waterrijk/bottlenecks/x", title="x", category="x", status="open", opened_on=TODAY, description=text
    )
    return [str(f.what) for _, f in findings(Knowledge([bottleneck]), TODAY, ("personal-data",))]


@pytest.mark.parametrize(
    "text",
    [
        "06-12345678", "bel 0612345678 maar", "06 12 34 56 78", "+31 6 12345678", "+31612345678", "0031 6 1234 5678",
        "071-5123456", "071 5123456", "(071) 512 34 56", "071-512 34 56", "0172-465465", "020-1234567", "+31 (0)71 5123456",
        "j.jansen@example.nl", "mail naar jan+x@sub.example.org.", "BSN 111222333", "111222333", "BSN: 123456782", "1112.22.333",
    ],
)  # fmt: skip
def test_personal_data_is_found(text: str) -> None:
    assert found(text), text


@pytest.mark.parametrize(
    "text",
    [
        "https://www.example.nl/nieuws/2023/09/0612345678/111222333", "www.example.nl/06-12345678", "artikel 5.1.2 Woo",
        "artikel 22.1 lid 3", "in 2023-2026", "€ 1.250.000", "1.250.000.000 euro", "12.500.000", "150 tot 200 woningen",
        "104 weken", "2026-03-01", "01-03-2026", "zaaknummer Z2023-00012345", "ECLI:NL:RVS:2022:1234", "art. 3:42 Awb",
        "Stb. 2021, 123", "kamerstuk 32847, nr. 1234", "gemeente 0546 en 0772", "2024 2025 2026", "10 000 000", "@gemeente",
        "0,31 en 0,56", "0.31", "lot-1 en lot-2", "1111 AB", "2.1.1 b", "123456789",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_no_personal_data(text: str) -> None:
    assert not found(text), text


def test_the_names_of_checks_are_unique() -> None:
    names = [check.name for check in CHECKS]
    assert len(names) == len(set(names))
