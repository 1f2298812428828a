"""Curly quotes, apostrophes and blanks that hold together, in Dutch and English."""

from __future__ import annotations

import pytest

from ppl.render.typography import NBSP, typeset


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("14 weken", "14_weken"),
        ("12 weeks won", "12_weeks won"),
        ("op 13 juli 2026", "op 13_juli 2026"),
        ("by 2 March 2026", "by 2_March 2026"),
        ("on 5 November, 30 April", "on 5_November, 30_April"),
        ("€ 1.000 en 31 %", "€_1.000 en 31_%"),
        ("in perceel 1, week 16, art. 16.29", "in perceel_1, week_16, art._16.29"),
        ("8.240 woningen", "8.240_woningen"),
        ("2 weekenden, 3 meierijen", "2 weekenden, 3 meierijen"),
        ("biweek 3", "biweek 3"),
        ("'s-Hertogenbosch en Orthen-d'n Herp", "’s-Hertogenbosch en Orthen-d’n Herp"),
        ("van 't Zoet in '24, foto's", "van ’t Zoet in ’24, foto’s"),
        ("hij zei: 'ja'", "hij zei: ‘ja’"),
        ('"Ja," zei zij ("nee")', "“Ja,” zei zij (“nee”)"),
        ("**'kop'** \"x\"", "**‘kop’** “x”"),
        ("| 'a' | \"b\" |", "| ‘a’ | “b” |"),
        ("`'a' 3 weken` 'b'", "`'a' 3 weken` ‘b’"),
        ("[3 weken](https://x.nl/'a'?b=\"c\") 'd'", "[3_weken](https://x.nl/'a'?b=\"c\") ‘d’"),
        ("https://x.nl/o'brien 'a'", "https://x.nl/o'brien ‘a’"),
        ("```\n'a' 3 weken\n```\n'b'", "```\n'a' 3 weken\n```\n‘b’"),
        ("‘al goed’ en “goed”", "‘al goed’ en “goed”"),
    ],
)
def test_a_text_is_set_as_a_book_sets_it(text: str, shown: str) -> None:
    assert typeset(text).replace(NBSP, "_") == shown
    assert typeset(typeset(text)) == typeset(text)
