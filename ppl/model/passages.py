"""What is looked through of a record: its texts, each with what kind of text it is, and the records that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ppl.model.candidates import candidates
from ppl.model.fields import fields, marked, shape_along, texts
from ppl.model.kinds import kind_of, project_of
from ppl.model.record import Code, Record, Ref

# what a record is called, by the first of these that it has
TITLES = ("title", "name", "statement", "question", "summary", "organisation", "outcome", "goal")
# what kind of text stands in a field, where it is no mere text
PART_OF = {
    **dict.fromkeys(("sources", "evidence", "from"), "source"),
    **dict.fromkeys(("advice", "rule", "means", "description", "resolution", "summary", "conclusions"), "point"),
    **dict.fromkeys(("outcome", "municipality", "goal"), "point"),
    "tags": "name",
}
NO_TEXT = frozenset({"visibility", "status", "kind", "strength", "own", "period"})
LIST_WORTH = 0.8
_ADDRESS = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+")


class Passage(NamedTuple):
    """A text of a record. part: title, point, text, code, name or source (see ppl/search/document.py)."""

    part: str
    text: str
    field: str = ""


def title_of(record: Record) -> str:
    """What a record is called, in one line."""
    for name in TITLES:
        value = getattr(record, name, None)
        if isinstance(value, str) and value:
            return value
    return record.id


def passages(record: Record) -> Iterator[Passage]:
    """The texts of a record, its title first."""
    title = title_of(record)
    if title != record.id:
        yield Passage("title", title, "title")
    yield Passage("name", re.sub(r"[_.-]", " ", f"{project_of(record.ref) or ''} {record.id}").strip(), "ref")
    codes = {
        (of.field, of.value): f"{of.mark.vocabulary}:{of.value}" for of in marked(record) if isinstance(of.mark, Code)
    }
    names = {(of.field, of.value) for of in marked(record) if isinstance(of.mark, Ref)}
    for value in sorted(set(codes.values())):
        yield Passage("code", value)
    for field in fields(type(record)):
        if field.name in NO_TEXT:
            continue
        value = getattr(record, field.attribute)
        for at, text in texts(value, (field.name,)):
            if (at, text) in codes or (at, text) in names or text == title or at[-1] in ("url", "id", "code"):
                continue
            if " " not in text and (of := shape_along(type(record), at)) is not None and of.form == "choice":
                continue
            part = PART_OF.get(field.name, "text")
            if bare := _ADDRESS.sub(" ", text).strip():
                yield Passage(part, bare, field.name)


class Searched(NamedTuple):
    """All that is looked through of a record; it depends on that record alone.

    links: the refs that it may name; worth: less for a list, which names nearly everything
    """

    ref: str
    kind: str
    title: str
    pieces: tuple[Passage, ...]
    links: tuple[str, ...]
    worth: float


def searched(record: Record) -> Searched:
    """What is looked through of a record."""
    kind = kind_of(record)
    worth = LIST_WORTH if kind.is_fixed or kind.name == "plan-template" else 1.0
    return Searched(record.ref, kind.name, title_of(record), tuple(passages(record)), linked(record), worth)


def linked(record: Record) -> tuple[str, ...]:
    """The refs that a record may name; of a bare id all that it may stand for, whether they exist or not."""
    project = project_of(record.ref)
    found = [
        ref for _, value, mark in marked(record) if isinstance(mark, Ref) for ref in candidates(value, mark, project)
    ]
    return tuple(dict.fromkeys(found))
