"""What fields are called: every field of every kind, in Dutch too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ppl.model.field_words import FIELDS, field_word
from ppl.model.fields import Shape, fields
from ppl.model.kinds import KIND, KINDS
from ppl.model.record import Part
from ppl.resources import catalogue


def names(cls: type[Part], seen: set[type[Part]]) -> Iterator[str]:
    """The fields of a class and of its parts."""
    if cls in seen:
        return
    seen.add(cls)
    for field in fields(cls):
        yield field.name
        of: Shape | None = field.shape
        while of is not None and of.item is not None:
            of = of.item
        if of is not None and of.part is not None:
            yield from names(of.part, seen)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_field_is_called_something(kind: str) -> None:
    assert sorted({name for name in names(KIND[kind].record, set()) if name not in FIELDS}) == []


def test_every_field_has_a_dutch_word() -> None:
    known = catalogue("nl")
    same = {name for name, text in FIELDS.items() if known.gettext(text.source) == text.source}
    assert same <= {"basis", "breadth", "bureau", "client", "code", "context", "criteria", "effect", "format", "id",
                    "interest", "mandate", "partners", "project", "publisher", "routes", "status", "type", "effects",
                    "knock_outs", "scans"}  # fmt: skip


def test_a_kind_may_mean_something_else_by_a_field() -> None:
    assert str(field_word("to", "escalation")) != str(field_word("to"))
    assert field_word("some_thing") == "some thing"
