"""One record, or a part of one: as it stands in its file, and as a list of its fields."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec


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
    name: str | None
    text: str | None


def build(request: Request, today: datetime.date) -> RecordShown:
    """The record as it was read."""
    return RecordShown(ref=request.ref, kind=request.kind, record=request.record)


def source(request: Request) -> str:
    """Its text as it stands in the file."""
    return request.source


def context(request: Request, record: RecordShown) -> dict[str, Any]:
    """What the template sees besides: the lines of its fields."""
    return {"lines": tuple(_lines(request.fields, 0))}


def _lines(value: Any, depth: int) -> Iterator[FieldLine]:
    pairs = value.items() if isinstance(value, Mapping) else ((None, item) for item in value)
    for name, item in pairs:
        if isinstance(item, Mapping) and name is None:
            yield from _lines(item, depth)
        elif isinstance(item, (Mapping, list)):
            yield FieldLine(depth, name, None)
            yield from _lines(item, depth + 1)
        elif item is not None:
            yield FieldLine(depth, name, str(item))
