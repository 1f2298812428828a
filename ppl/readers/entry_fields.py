"""The fields of an entry as they come in from a form or note, each with its line; nothing is thrown away."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

from ppl.errors import Field, Text
from ppl.model.fields import Shape, field_named, fields, shape
from ppl.model.record import Code, Part
from ppl.partial_date import partial_date
from ppl.readers import days
from ppl.readers.forms.seal import Seal
from ppl.readers.people import who
from ppl.readers.rows import Row, parts
from ppl.readers.words import LABELS, Names, Words, state

_LABEL = re.compile(r"[*_]{0,3}([^:?*]{1,80}?)[*_]{0,3}\s?[:?][*_]{0,3}(?:\s+|$)")
_NUMBER = re.compile(r"(-?\d{1,12}(?:[.,]\d{1,6})?)\s*(%|[A-Za-z]{0,12})")


class Context(NamedTuple):
    """What reading an item needs to know: the names of codes, the day of the session, and what was printed.

    is_loose: the lines are notes, not a form: what is not whole becomes a fact instead of a problem
    """

    roles: Names
    categories: Names
    kinds: Names
    themes: Names
    near: datetime.date
    seal: Seal
    is_loose: bool

    @classmethod
    def of(cls, words: Words, near: datetime.date, seal: Seal, is_loose: bool = False) -> Context:
        tables = Names(words.roles, has_short=True), Names(words.categories), Names(words.kinds), Names(words.themes)
        return cls(*tables, near, seal, is_loose)

    def codes(self, mark: Any) -> Names | None:
        """The names of the codes that a field takes."""
        lists = {
            "roles": self.roles,
            "bottleneck_categories": self.categories,
            "intervention_kinds": self.kinds,
            "themes": self.themes,
        }
        return lists.get(mark.vocabulary) if isinstance(mark, Code) else None


class Gathered:
    """An entry in the making.

    current, pending: the light or lesson that following lines belong to, and its question that waits for an answer
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.fields: dict[str, Any] = {}
        self.lines: dict[Field, int] = {}
        self.rest: list[tuple[int, str]] = []
        self.summary: list[tuple[int, str]] = []
        self.remarks: list[tuple[int, Text]] = []
        self.current: dict[str, Any] | None = None
        self.at: Field = ()
        self.pending: str | None = None

    def put(self, name: str, value: Any, line: int, text: str) -> None:
        """A field that is there once; of a second one, the text as it was typed is left."""
        if name in self.fields and self.fields[name] != value:
            self.leave(line, text)
            return
        self.fields[name] = value
        self.lines.setdefault((name,), line)

    def add(self, name: str, value: Any, line: int, lines: Mapping[str, int] | None = None) -> None:
        """One more item of a list; `lines` gives those of its fields that stand elsewhere."""
        held = self.fields.setdefault(name, [])
        self.at = (name, len(held))
        held.append(value)
        self.lines.setdefault((name,), line)
        self.lines[self.at] = line
        if isinstance(value, Mapping):
            for field in value:
                self.lines[(*self.at, field)] = line
        self.note(lines or {})

    def note(self, lines: Mapping[str, int]) -> None:
        """The lines of fields of the item that was added last."""
        for field, where in lines.items():
            steps = field.split(".")
            for depth in range(1, len(steps) + 1):
                self.lines[(*self.at, *steps[:depth])] = where

    def leave(self, line: int, text: str) -> None:
        """A line that was recognised as nothing in particular."""
        if text.strip():
            self.rest.append((line, text.strip()))


class Labelled(NamedTuple):
    """Lines below an item: those that begin with the label of a field, and the free ones."""

    fields: dict[str, Any]
    lines: dict[str, int]
    free: list[Row]


@cache
def _labels(cls: type[Part]) -> Names:
    """The labels of the fields of a class; each field also by its own name."""
    known = {name: entry for name, entry in LABELS.items() if field_named(cls, name.partition(".")[0])}
    return Names({**known, **{f.name: (f.name, f.name, ()) for f in fields(cls) if f.name not in known}})


def label(text: str, cls: type[Part]) -> tuple[str, str] | None:
    """The field that a line begins with, and the text behind it; None where it begins with none."""
    match = _LABEL.match(text)
    name = _labels(cls).code(match[1]) if match else None
    return (name, text[match.end() :].strip()) if match and name else None


def labelled(rows: list[Row], cls: type[Part], context: Context) -> Labelled:
    """The fields that lines name; a line deeper than a label goes on with its text."""
    labelled = Labelled({}, {}, [])
    place = 0
    while place < len(rows):
        row, pair = rows[place], label(rows[place].text, cls)
        place += 1
        if pair is None:
            labelled.free.append(row)
            continue
        more = []
        while place < len(rows) and rows[place].indent > row.indent and label(rows[place].text, cls) is None:
            more.append(rows[place].text)
            place += 1
        text = " ".join(t for t in (pair[1], *more) if t)
        if text and _set(labelled, cls, pair[0], text, context):
            labelled.lines[pair[0]] = row.line
        elif text:
            labelled.free.append(row._replace(text=" ".join([row.text, *more])))
    return labelled


def _set(labelled: Labelled, cls: type[Part], name: str, text: str, context: Context) -> bool:
    """Put a field in; whether it could be."""
    outer, _, inner = name.partition(".")
    field = field_named(cls, outer)
    assert field is not None
    of = shape(field.type)
    if of.form == "part" and of.part is not None:
        inside = field_named(of.part, inner) if inner else None
        if inside is None:
            return False
        into, key, of = labelled.fields.setdefault(outer, {}), inner, shape(inside.type)
    else:
        into, key = labelled.fields, outer
    value, is_understood = field_value(text, of, context)
    if (context.is_loose and not is_understood) or (key in into and of.form != "list"):
        return False
    into[key] = [*into.get(key, []), *value] if of.form == "list" else value
    return True


def _partial(text: str, near: datetime.date) -> str | None:
    """A date as far as a text tells it; None where it tells none."""
    if (day := days.day(text, near)) is not None:
        return day.isoformat()
    with suppress(ValueError):
        return partial_date(text.strip()).isoformat()
    return None


def field_value(text: str, of: Shape, context: Context) -> tuple[Any, bool]:
    """The value that a text means in a field, as an entry holds it; else the text itself, and False."""
    value: Any = text
    codes = context.codes(of.mark)
    if of.form == "list" and of.item is not None:
        pieces = parts(text, ",") if context.codes(of.item.mark) else [text]
        found = [field_value(piece, of.item, context) for piece in pieces if piece]
        return [value for value, _ in found], all(good for _, good in found)
    if of.form == "date":
        day = days.day(text, context.near)
        value = day.isoformat() if day else None
    elif of.form == "partial":
        value = _partial(text, context.near)
    elif of.form == "choice":
        value = state(text, of.choices)
    elif of.form in ("number", "whole"):
        value = _number(text)
    elif codes is not None:
        value = who(text, codes) if of.form == "either" else codes.code(text)
    return (text, False) if value is None else (value, True)


def _number(text: str) -> str | None:
    """`6 weken` to 6, `2,5` to 2.5, `30%` to 0.3."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    number = match[1].replace(",", ".")
    return f"{float(number) / 100:g}" if match[2] == "%" else number
