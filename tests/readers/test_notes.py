"""The notes of examples/notes come to what stands beside each: nothing is lost, invented, or told that may not be."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from ppl.operations.arriving import arrived
from ppl.readers.forms.session import Form, words_of
from ppl.readers.notes import session
from ppl.readers.words import Words
from ppl.store import folder as folders
from ppl.yaml import text as yaml_text

NOTES = Path(__file__).parents[2] / "examples" / "notes"
TODAY = datetime.date(2026, 11, 28)
PLACES = ("Waterrijk", "Nergenshuizen")
LISTED = ("agreements", "decisions", "lessons")


def _words() -> Words:
    return words_of(
        folders.Folder(NOTES.parents[1], {}).read_refs(["programme/programme", "programme/vocabularies"])[0]
    )


WORDS = _words()


def read(text: str, known: list[tuple[str, str]]) -> Form:
    """The notes as they come in where nobody is asked."""
    came = arrived(text, WORDS, TODAY, PLACES, known)
    return session.read(came.text({}), WORDS, TODAY, PLACES, came.sent_on, came.said(came.subject, {}), came.writer)


def register() -> list[tuple[str, str]]:
    return [(one["name"], one["role"]) for one in yaml_text.read((NOTES / "people.yaml").read_text("utf-8"))["people"]]


def said(one: Any) -> str:
    return one if isinstance(one, str) else one.get("outcome") or one.get("advice") or one.get("title") or ""


@pytest.mark.parametrize("name", sorted(path.name for path in NOTES.glob("[0-9]*")))
def test_notes_come_in_as_what_stands_beside_them(name: str) -> None:
    expected = yaml_text.read((NOTES / "expected" / name).with_suffix(".yaml").read_text("utf-8"))
    form = read((NOTES / name).read_text("utf-8"), register())
    fields = form.fields
    for field in ("held_on", "kind", "next_on", "attended"):
        assert fields.get(field) == expected.get(field), field
    for field in LISTED:
        texts = [said(one) for one in fields.get(field, [])]
        assert len(texts) == len(expected.get(field, [])), texts
        assert all(part in text for part, text in zip(expected.get(field, []), texts, strict=True)), texts
    for field, key in (("actions", "text"), ("bottlenecks", "title")):
        found, wanted = fields.get(field, []), expected.get(field, [])
        assert len(found) == len(wanted), found
        for one, other in zip(found, wanted, strict=True):
            assert other[key] in one[key], (other[key], one[key])
            rest = {"owner", "due_on", "category", "status"}
            assert {k: v for k, v in one.items() if k in rest} == {k: v for k, v in other.items() if k in rest}
    assert {aspect: light["light"] for aspect, light in fields.get("lights", {}).items()} == expected.get("lights", {})
    left = " ".join(text for _, text in form.rest)
    for part in expected.get("rest", []):
        assert part in left, left
    assert expected.get("summary", "") in fields.get("summary", "")
    whole = json.dumps([fields, form.rest], ensure_ascii=False)
    for part in expected.get("absent", []):
        assert part not in whole, part
