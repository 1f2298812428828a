"""Records of a kind, filtered and sorted, with the fields that tell them apart."""

import datetime
from collections.abc import Sequence
from typing import Any

import msgspec

from ppl.errors import Text
from ppl.model.field_words import field_word
from ppl.model.fields import fields
from ppl.model.kinds import KIND
from ppl.model.knowledge import Knowledge
from ppl.model.query import query, value_text
from ppl.reports.values import Sheet

SHOWN = 5
# fields by kind that tell records apart, though they need not be there
NEARLY_ALWAYS = {"decision": ("by",), "bottleneck": ("opened_on",), "intervention": ("started_on",)}
OF_ONE_VALUE = ("text", "choice", "date", "partial", "whole", "number", "truth", "either")


class Request(msgspec.Struct, frozen=True):
    """Records of a kind, by its name; where and sort: see `query`."""

    knowledge: Knowledge
    kind: str
    where: Sequence[str] = ()
    sort: str | None = None


class ListShown(msgspec.Struct, frozen=True, kw_only=True):
    """The records that fit, each with its ref and its fields."""

    kind: str
    items: tuple[dict[str, Any], ...]


def build(request: Request, today: datetime.date) -> ListShown:
    """The records that fit. Raises UsageError for a condition or an order that the kind does not know."""
    rows = query(request.knowledge, KIND[request.kind], request.where, request.sort)
    return ListShown(kind=request.kind, items=tuple({"ref": row.record.ref, **row.fields} for row in rows))


def remarks(request: Request, list_shown: ListShown) -> list[Text]:
    """That nothing fits."""
    return [] if list_shown.items else [Text("no {kind} fits", kind=Text(list_shown.kind))]


def sheet(list_shown: ListShown) -> Sheet:
    """Every field; in brief those that tell records of the kind apart: required, and of one value; in words."""
    every = fields(KIND[list_shown.kind].record)
    also = NEARLY_ALWAYS.get(list_shown.kind, ())
    telling = [
        at for at, f in enumerate(every, 1) if (f.is_required or f.name in also) and f.shape.form in OF_ONE_VALUE
    ]
    names = ["ref", *(f.name for f in every)]
    rows = [[value_text(item.get(name, "")) for name in names] for item in list_shown.items]
    headings = [Text("record"), *(field_word(f.name, list_shown.kind) for f in every)]
    has_words = [False, *(f.shape.form in ("choice", "truth") for f in every)]
    spoken = [[Text(one) if of_words else one for one, of_words in zip(row, has_words, strict=True)] for row in rows]
    return Sheet(names, rows, brief=[0, *telling[:SHOWN]], spoken=(headings, spoken))
