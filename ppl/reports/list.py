"""Records of a kind, filtered and sorted, with the fields that tell them apart."""

import datetime
from collections.abc import Sequence
from typing import Any

import msgspec

from ppl.errors import Text
from ppl.model.decision import Decision
from ppl.model.field_words import field_word
from ppl.model.fields import FieldType, fields, marked
from ppl.model.kinds import KIND
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Programme
from ppl.model.query import query, value_text
from ppl.model.record import Code, Record
from ppl.reports import values
from ppl.reports.standing import DeadlineState, longest_late
from ppl.reports.standing_sentences import how_late
from ppl.reports.values import Sheet

SHOWN = 5
CLIENT = "opdrachtgever"  # the role that is the ministry
# fields by kind that tell records apart, though they need not be there
NEARLY_ALWAYS = {"decision": ("by",), "bottleneck": ("opened_on",), "intervention": ("started_on",)}
MAY_BE_LATE = ("project", "decision", "escalation")  # kinds that have, or of which a rule says, a day to be ready by
CODES = ("outcome",)  # texts that often are a code with a word of its own
OF_ONE_VALUE = ("text", "choice", "date", "partial", "whole", "number", "truth", "either")


class Request(msgspec.Struct, frozen=True):
    """Records of a kind, by its name; where and sort: see `query`."""

    knowledge: Knowledge
    kind: str
    where: Sequence[str] = ()
    sort: str | None = None


class ListShown(msgspec.Struct, frozen=True, kw_only=True):
    """The records that fit, each with its ref and its fields; late: what should have been ready, by the ref of each.

    named: of each record the words of the codes that it has, by field
    """

    kind: str
    items: tuple[dict[str, Any], ...]
    late: dict[str, DeadlineState] = {}
    named: dict[str, dict[str, values.Named]] = {}


def build(request: Request, today: datetime.date) -> ListShown:
    """The records that fit, in the order that is asked for; else what is late first, the longest ago on top.

    Raises UsageError for a condition or an order that the kind does not know.
    """
    rows = query(request.knowledge, KIND[request.kind], request.where, request.sort)
    late = longest_late(request.knowledge, today) if request.kind in MAY_BE_LATE else {}
    if request.sort is None:
        rows = sorted(rows, key=lambda row: -late[row.record.ref].late_days if row.record.ref in late else 0)
    items = tuple({"ref": row.record.ref, **row.fields} for row in rows)
    return ListShown(
        kind=request.kind,
        items=items,
        late={item["ref"]: late[item["ref"]] for item in items if item["ref"] in late},
        named={row.record.ref: named for row in rows if (named := _named(request.knowledge, row.record))},
    )


def record(list_shown: ListShown) -> dict[str, Any]:
    """What a program reads: the codes as they are, without their words."""
    return {name: value for name, value in msgspec.structs.asdict(list_shown).items() if name != "named"}


def _named(knowledge: Knowledge, of: Record) -> dict[str, values.Named]:
    """The words of a record's codes, by field; the ministry by the name that it had on the day of a decision."""
    found = {}
    for field, code, mark in marked(of):
        if field[1:] not in ((), ("role",)) or not isinstance(mark, Code):
            continue
        if code not in knowledge.codes.get(mark.vocabulary, {}):
            continue
        words = values.certain(knowledge, mark.vocabulary, code)
        programme = knowledge.one(Programme)
        if isinstance(of, Decision) and code == CLIENT and programme is not None:
            words = values.Named(code=code, nl=programme.client.name_on(of.decided_on))
        found[str(field[0])] = words
    return found


def code_marks(kind: str) -> set[str]:
    """The lists whose codes are shown in brief."""
    return {f.shape.mark.vocabulary for f in _telling(kind) if isinstance(f.shape.mark, Code)}


def _telling(kind: str) -> list[FieldType]:
    """The fields that tell records of a kind apart: required, or nearly always there, and of one value."""
    also = NEARLY_ALWAYS.get(kind, ())
    every = fields(KIND[kind].record)
    return [f for f in every if (f.is_required or f.name in also) and f.shape.form in OF_ONE_VALUE][:SHOWN]


def remarks(request: Request, list_shown: ListShown) -> list[Text]:
    """That nothing fits."""
    return [] if list_shown.items else [Text("no {kind} fits", kind=Text(list_shown.kind))]


def sheet(list_shown: ListShown) -> Sheet:
    """Every field; in brief those that tell records of the kind apart: required, and of one value; in words."""
    every = fields(KIND[list_shown.kind].record)
    names = ["ref", *(f.name for f in every)]
    rows = [[value_text(item.get(name, "")) for name in names] for item in list_shown.items]
    headings: list[str | Text] = [Text("record"), *(field_word(f.name, list_shown.kind) for f in every)]
    has_words = [False, *(f.shape.form in ("choice", "truth") or f.name in CODES for f in every)]
    spoken: list[list[Any]] = []
    for codes, item in zip(rows, list_shown.items, strict=True):
        words = list_shown.named.get(str(item["ref"]), {})
        cells = zip(names, codes, has_words, strict=True)
        spoken.append(
            [Text("{value}", value=words[n]) if n in words else Text(one) if said else one for n, one, said in cells]
        )
    brief = [0, *(every.index(f) + 1 for f in _telling(list_shown.kind))]
    if list_shown.late:
        headings.append(Text("late"))
        brief.insert(1, len(names))
        for row, item in zip(spoken, list_shown.items, strict=True):
            found = list_shown.late.get(item["ref"])
            row.append(how_late(found) if found else "")
    return Sheet(names, rows, brief=brief, spoken=(headings, spoken))
