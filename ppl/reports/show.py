"""One record, or a part of one: as it stands in its file, and as a list of its fields."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from ppl.errors import Field, Joined, Text
from ppl.model.field_words import field_word
from ppl.model.fields import Shape, shape_along
from ppl.model.kinds import KIND
from ppl.partial_date import day_as_held


class Request(msgspec.Struct, frozen=True):
    """A record as it was read.

    source: its text as it stands; fields: what stands in that, as texts; record: its values, as JSON holds them
    """

    ref: str
    kind: str
    source: str
    fields: Any
    record: Any


class RecordShown(msgspec.Struct, frozen=True, kw_only=True):
    """A record with its values."""

    ref: str
    kind: str
    record: Any


class FieldLine(NamedTuple):
    """A line of the list, so deep. name: of a field, None for an item; text: None where more follows."""

    depth: int
    name: Text | str | None
    text: Text | Joined | str | None


def build(request: Request, today: datetime.date) -> RecordShown:
    """The record as it was read."""
    return RecordShown(ref=request.ref, kind=request.kind, record=request.record)


def source(request: Request) -> str:
    """Its text as it stands in the file."""
    return request.source


def context(request: Request, record: RecordShown) -> dict[str, Any]:
    """What the template sees besides: the lines of its fields."""
    return {"lines": tuple(_lines(request.fields, 0, request.kind, ()))}


def _lines(value: Any, depth: int, kind: str, at: Field) -> Iterator[FieldLine]:
    if isinstance(value, str):  # a part that is a text
        yield FieldLine(depth, None, value)
        return
    pairs = value.items() if isinstance(value, Mapping) else ((None, item) for item in value)
    for place, (name, item) in enumerate(pairs):
        here = (*at, place if name is None else name)
        called = None if name is None else field_word(name, "" if at else kind)
        if isinstance(item, Mapping) and name is None:
            yield from _lines(item, depth, kind, here)
        elif isinstance(item, (Mapping, list)):
            yield FieldLine(depth, called, None)
            yield from _lines(item, depth + 1, kind, here)
        elif item is not None:
            of = shape_along(KIND[kind].record, here) if kind in KIND else None
            yield FieldLine(depth, called, _said(str(item), of))


def _said(text: str, of: Shape | None) -> Text | Joined | str:
    """A value in the words of its reader: a choice or a truth by its word, a day as a day."""
    if of is None:
        return text
    if of.form == "truth":
        return Text("yes") if text.lower() in ("yes", "true") else Text("no")
    if of.form in ("date", "partial"):
        return Joined((day_as_held(text),))
    return Text(text) if text in of.choices else text
