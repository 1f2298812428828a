"""What a message says of days and numbers in the reader's language, and where somebody is to type them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import get_args, get_type_hints

from ppl.cli.language import translated
from ppl.errors import Joined, Styled, Text
from ppl.partial_date import partial_date
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]

DAY = datetime.date(2026, 3, 2)


def test_a_day_is_in_words_in_dutch_and_as_it_is_typed_in_english() -> None:
    assert translated(Text("late on {day}", day=DAY), "nl") == "late on 2 maart 2026"
    assert translated(Text("late on {day}", day=DAY), "en") == "late on 2026-03-02"


def test_a_day_that_is_known_in_part_is_in_words_and_as_it_is_where_it_is_typed() -> None:
    since = Text("since {day}", day=partial_date("2026-03"))
    assert (translated(since, "nl"), translated(since, "en")) == ("sinds maart 2026", "since March 2026")
    before = Text("since {day}", day=partial_date("..2024-04"))
    assert translated(before, "nl") == "sinds april 2024 of eerder"
    assert translated(Text("late on {day}", day=partial_date("..2024-04")), "nl") == "late on uiterlijk april 2024"
    assert translated(Text("ppl set a planned_on={day}", day=partial_date("..2024-04")), "nl").endswith("=..2024-04")


def test_a_day_behind_what_stands_in_a_code_is_in_words() -> None:
    said = Text("`{text}`: kept as {day}", text="x", day=partial_date("..2024-04"))
    assert translated(said, "nl") == "`x`: kept as uiterlijk april 2024"


def test_a_day_that_somebody_is_to_type_is_never_in_words() -> None:
    for source in ("--on {day} x", "ppl set a planned_on={day}", "actual_end_on=..{day}", "write `on: {day}`"):
        assert translated(Text(source, day=DAY), "nl") == source.replace("{day}", "2026-03-02")
    assert translated(Text("{number} weeks", number=4.33), "nl") == "4,33 weken"


def test_a_list_of_codes_is_named_in_words_too(kb: Kb, in_process: Run) -> None:
    net = kb.path("projects/waterrijk/bottlenecks/netaansluiting.yaml")
    net.write_text(net.read_text().replace("netcongestie", "stikstoff"))
    kb.environment["PPL_LANG"] = "nl"
    _, out, err = in_process(kb, "check")
    assert "staat niet in de lijst bottleneck_categories (soorten knelpunten)" in out + err


STYLED = [
    (Styled("een keer", "capital"), "Een keer", "Een keer"),
    (Styled(Text("municipality"), "capital"), "Gemeente", "Municipality"),
    (Styled("Een keer", "small"), "een keer", "een keer"),
    (Styled("klaar", "sentence"), "klaar.", "klaar."),
    (Styled("vet", "strong"), "vet", "vet"),
    (Styled(0.25, "percent"), "25%", "25%"),
    (Styled(datetime.date(2026, 11, 30), "without_year"), "30 november", "30 November"),
    (Styled(datetime.date(2026, 11, 30), "figures"), "30-11-2026", "2026-11-30"),
    (Styled("twee\nregels", "told"), "twee\nregels", "twee\nregels"),
    (Joined(("a", "b", "c"), last=Text("and")), "a, b en c", "a, b and c"),
]


def test_each_style_of_a_value_has_its_words_outside_a_template_too() -> None:
    assert {style for (one, _, _) in STYLED if isinstance(one, Styled) for style in [one.style]} == set(
        get_args(get_type_hints(Styled)["style"])
    )
    for value, dutch, english in STYLED:
        text = Text("{what}", what=value)
        assert (translated(text, "nl"), translated(text, "en")) == (dutch, english)
