"""Edits of texts whose shape leaves no room for one: the field around the change is written anew, the rest stays."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.yaml import text as yaml_text
from ppl.yaml.edit import edit_text

CASES: list[tuple[str, dict[str, Any], str]] = [
    # what an anchor and its alias share is no longer shared once one of them changes
    (
        "# boven\na: &x\n  - een\nb: *x\nc: 3  # blijft\n",
        {"a": ["twee"], "b": ["een"], "c": "3"},
        "# boven\na:\n  - twee\nb:\n  - een\nc: 3  # blijft\n",
    ),
    ("a: &x {k: een}\nb: *x\nc: drie\n", {"a": {"k": "een"}, "b": {"k": "twee"}, "c": "drie"}, "c: drie\n"),
    ("a: &x een\nb: *x\n# onder\nc: drie\n", {"b": "een", "c": "drie"}, "# onder\nc: drie\n"),
    ("basis: &b\n  k: een\nanders:\n  <<: *b\n  l: twee\nc: drie\n",
     {"basis": {"k": "een"}, "anders": {"k": "vier", "l": "twee"}, "c": "drie"}, "c: drie\n"),
    ("a: &x een\nb: *x\n", {"a": "twee", "b": "een", "nieuw": "drie"}, "nieuw: drie\n"),
    ("  a: &x een\n  b: *x\n  c: drie\n", {"a": "twee", "b": "een", "c": "drie"}, "  c: drie\n"),
    ("a: &x een\r\nb: *x\r\nc: drie\r\n", {"a": "twee", "b": "een", "c": "drie"}, "c: drie\r\n"),
    # a record that is no block of lines is written anew as a whole, below its comments
    ("# boven\n{a: &x een, b: *x}\n", {"a": "twee", "b": "een"}, "# boven\n"),
    ("a: &x een\nb: *x", {"a": "twee", "b": "een"}, "a: twee\n"),
    ("? a\n: &x een\n? b\n: *x\nc: drie\n", {"a": "twee", "b": "een", "c": "drie"}, "c: drie\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "new", "kept"), CASES)
def test_it_reads_back_as_meant_and_the_rest_stays(text: str, new: dict[str, Any], kept: str) -> None:
    edited = edit_text(text, new)
    assert yaml_text.read(edited) == new
    assert kept in edited


def test_a_mark_of_the_byte_order_stays_in_front() -> None:
    assert edit_text("\ufeffa: &x een\nb: *x\n", {"a": "twee", "b": "een"}).startswith("\ufeffa: twee\n")
