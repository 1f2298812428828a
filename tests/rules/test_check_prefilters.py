"""What checks look at first lets through all that they would find; what is asked for often is made once."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ppl.errors import Text, nearest
from ppl.model.fields import texts
from ppl.model.knowledge import Knowledge
from ppl.rules import check_links
from ppl.rules.check_links import broken_references
from ppl.rules.check_texts import hidden_signs, personal_data
from ppl.rules.personal_data.finds import _SUSPECT, may_hold
from ppl.yaml import ambiguities
from ppl.yaml import text as yaml_text
from tests.make import TODAY, bottleneck, intervention, session
from tests.rules.test_personal_data import rows

PIECES = [
    "@",
    "＠",
    "%40",
    "&#64",
    "&COMMAT",
    "at",
    " at ",
    "(at)",
    "At]",
    "(A)",
    "x (a)",
    "_AT_",
    "-at-",
    "apenstaart",
    "apenſtaart",
    "06",
    "1",
    "12 34",
    "-",
    ".",
    "\n",
    "a",
    "é",
    "\u200b",
    "\u00ad",
    "wat",
    "b&w",
    " ",
]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_may_be_personal_data_is_looked_at(text: str) -> None:
    assert may_hold(text) or not _SUSPECT.search(text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_line_among_others_is_looked_at(one: str, other: str) -> None:
    assert may_hold(f"{one}\n{other}") or not (_SUSPECT.search(one) or _SUSPECT.search(other))


def test_known_examples_are_looked_at_and_an_ordinary_text_is_not() -> None:
    assert all(may_hold(f"a\n{text}\nb") for text in rows("personal") if _SUSPECT.search(text))
    assert not may_hold("De planning is nagelopen; stap 4 kan beginnen, terwijl dat onderzoek van 2026 nog loopt.")


def test_what_stands_in_one_text_of_one_record_is_found_there_only() -> None:
    odd = session("a", facts=("x", "bel 06-12345678"), summary="draai\u202eom")
    knowledge = Knowledge([session("b", facts=("gewoon",)), odd])
    assert [(f.ref, f.field) for f in personal_data(knowledge, TODAY)] == [(odd.ref, ("facts", 1))]
    assert [(f.ref, f.field) for f in hidden_signs(knowledge, TODAY)] == [(odd.ref, ("summary",))]
    good = Knowledge([session("a")])
    assert [*personal_data(good, TODAY), *hidden_signs(good, TODAY)] == []


def test_the_texts_of_a_record_are_those_of_its_fields_its_keys_and_what_ppl_does_not_know() -> None:
    record = session("a", facts=("x", ""), other={"eigen": ["y", {"z": "w"}]})
    assert [*texts(record)][-6:] == [
        (("facts", 0), "x"),
        (("facts", 1), ""),
        (("eigen",), "eigen"),
        (("eigen", 0), "y"),
        (("eigen", 1, "z"), "z"),
        (("eigen", 1, "z"), "w"),
    ]


def test_what_a_broken_reference_may_mean_is_sought_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def seek(value: str, *rest: Any, **named: Any) -> Text:
        asked.append(value)
        return nearest(value, *rest, **named)

    monkeypatch.setattr(check_links, "nearest", seek)
    broken = [intervention(f"i{n}", for_="weg") for n in range(5)]
    assert len([*broken_references(Knowledge(broken), TODAY)]) == 5
    assert asked == ["weg"]


def test_what_broken_references_may_mean_is_gathered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    gathered: list[Any] = []
    gather = check_links._named
    monkeypatch.setattr(check_links, "_named", lambda refs: gathered.append(refs) or gather(refs))  # type: ignore[func-returns-value]
    broken = [intervention(f"i{n}", for_=f"weg-10{n}") for n in range(5)]
    found = [*broken_references(Knowledge([*broken, bottleneck("weg-10")]), TODAY)]
    assert len(found) == 5
    assert all("weg-10" in str(finding.remedy) for finding in found)
    assert len(gathered) == 1


ODD = ["a: ", "- ", "\n", "  ", "&x ", "*x", "!t ", "!!str ", "<<: ", "{b: 1}", "[", "]", ",", "x & y", "b&w", "'", '"']


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*ODD, "!", "&", "* ", "<", "?", "\t", ": "])).map("".join))
def test_every_odd_sign_that_a_scan_finds_is_remarked(text: str) -> None:
    found = {(line, str(what)) for line, what in ambiguities.ambiguities(text)}
    try:
        scanned = {(line, str(what)) for line, what in ambiguities._ambiguous_tokens(text)}
    except yaml.YAMLError:
        return
    assert scanned <= found


def test_lines_in_one_text_are_told_with_one_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"a{n}: b\n" for n in range(50))
    read: list[str] = []
    compose = yaml.compose

    def counted(text: str, **named: Any) -> Any:
        read.append(text)
        return compose(text, **named)

    monkeypatch.setattr(yaml, "compose", counted)
    assert [yaml_text.line_of(text, (f"a{n}",)) for n in range(50)] == [*range(1, 51)]
    assert len(read) == 1
