"""Records of a kind, filtered and sorted, with the fields that tell them apart."""

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

import msgspec

from ppl.errors import Text
from ppl.model.decision import Decision
from ppl.model.field_words import field_word
from ppl.model.fields import FieldType, fields, marked
from ppl.model.kinds import KIND
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Programme
from ppl.model.query import Row, query
from ppl.model.record import Code, Record
from ppl.reports import values
from ppl.reports.search_documents import answer
from ppl.reports.standing import DeadlineState, longest_late
from ppl.reports.standing_sentences import how_late
from ppl.reports.values import Sheet
from ppl.search.corpus import Corpus
from ppl.search.question import question

SHOWN = 5
# fields by kind that tell records apart, though they need not be there
NEARLY_ALWAYS = {"decision": ("by",), "bottleneck": ("opened_on",), "intervention": ("started_on",)}
MAY_BE_LATE = ("project", "decision", "escalation")  # kinds that have, or of which a rule says, a day to be ready by
CODES = ("outcome",)  # texts that often are a code with a word of its own
OF_ONE_VALUE = ("text", "choice", "date", "partial", "whole", "number", "truth", "either")


class Request(msgspec.Struct, frozen=True):
    """Records of a kind, by its name; where and sort: see `query`.

    matching: only what answers this question, the best first unless an order is asked for
    within: all records, over which that is ranked; corpus: an index of them, where there is one
    """

    knowledge: Knowledge
    kind: str
    where: Sequence[str] = ()
    sort: str | None = None
    matching: str | None = None
    within: Knowledge | None = None
    corpus: Corpus | None = None


class ListShown(msgspec.Struct, frozen=True, kw_only=True):
    """The records that fit, each with its fields; late: what should have been ready, by the ref of each.

    named: of each record the words of the codes that are shown in brief, by field
    """

    kind: str
    rows: tuple[Row, ...]
    late: dict[str, DeadlineState] = {}
    named: dict[str, dict[str, values.Named]] = {}

    @property
    def items(self) -> tuple[dict[str, Any], ...]:
        """Of each record its ref and its fields."""
        return tuple({"ref": row.record.ref, **row.fields} for row in self.rows)


def build(request: Request, today: datetime.date) -> ListShown:
    """The records that fit, in the order that is asked for; else what is late first, the longest ago on top.

    Raises UsageError for a condition or an order that the kind does not know.
    """
    rows = query(request.knowledge, KIND[request.kind], request.where, request.sort)
    if request.matching is not None:
        rows = _matching(rows, request)
    late = longest_late(request.knowledge, today) if request.kind in MAY_BE_LATE else {}
    if request.sort is None and request.matching is None:
        rows = sorted(rows, key=lambda row: -late[row.record.ref].late_days if row.record.ref in late else 0)
    refs = [row.record.ref for row in rows]
    coded = {f.name for f in _telling(request.kind) if f.shape.mark is not None or f.shape.part is not None}
    return ListShown(
        kind=request.kind,
        rows=tuple(rows),
        late={ref: late[ref] for ref in refs if ref in late},
        named={row.record.ref: _named(request.knowledge, row.record, coded) for row in rows} if coded else {},
    )


def _matching(rows: list[Row], request: Request) -> list[Row]:
    """The rows that answer a question; the best first, unless an order is asked for."""
    of = {row.record.ref: row for row in rows}
    within = request.within or request.knowledge
    found, _ = answer(within, question(request.matching or ""), of.__contains__, request.corpus)
    place = {hit.ref: at for at, hit in enumerate(found.hits)}
    kept = [row for row in rows if row.record.ref in place]
    return kept if request.sort is not None else sorted(kept, key=lambda row: place[row.record.ref])


def record(list_shown: ListShown) -> dict[str, Any]:
    """What a program reads: the codes as they are, without their words."""
    return {"kind": list_shown.kind, "items": list_shown.items, "late": list_shown.late}


def _named(knowledge: Knowledge, of: Record, names: Collection[str]) -> dict[str, values.Named]:
    """The words of a record's codes, by field; the ministry by the name that it had on the day of a decision."""
    found = {}
    for field, code, mark in marked(of):
        if field[0] not in names or field[1:] not in ((), ("role",)) or not isinstance(mark, Code):
            continue
        if code not in knowledge.codes.get(mark.vocabulary, {}):
            continue
        words = values.certain(knowledge, mark.vocabulary, code)
        programme = knowledge.one(Programme)
        if isinstance(of, Decision) and code == values.CLIENT and programme is not None:
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
    """That there is nothing, or nothing that fits what was asked."""
    if list_shown.rows:
        return []
    kind = Text(list_shown.kind)
    return [Text("no {kind} fits", kind=kind) if request.where else Text("there is no {kind} yet", kind=kind)]


def sheet(list_shown: ListShown) -> Sheet:
    """Every field; in brief those that tell records of the kind apart: required, and of one value; in words."""
    every = fields(KIND[list_shown.kind].record)
    rows = _Rows(list_shown.rows, lambda row: [row.record.ref, *(row.text(f) for f in every)])
    headings: list[str | Text] = [Text("record"), *(field_word(f.name, list_shown.kind) for f in every)]
    telling = _telling(list_shown.kind)
    places = [every.index(f) + 1 for f in telling]
    brief = [0, *places]
    has_words = {f.name for f in telling if f.shape.form in ("choice", "truth") or f.name in CODES}

    def in_words(row: Row) -> list[Any]:
        named = list_shown.named.get(row.record.ref, {})
        cells: list[Any] = [""] * len(headings)
        cells[0] = row.record.ref
        for place, f in zip(places, telling, strict=True):
            text = row.text(f)
            words = Text("{value}", value=named[f.name]) if f.name in named else text
            cells[place] = Text(text) if words is text and f.name in has_words else words
        if list_shown.late:
            found = list_shown.late.get(row.record.ref)
            cells[-1] = how_late(found) if found else ""
        return cells

    if list_shown.late:
        headings.append(Text("late"))
        brief.insert(1, len(every) + 1)
    names = ["ref", *(f.name for f in every)]
    return Sheet(names, rows, brief=brief, spoken=(headings, _Rows(list_shown.rows, in_words)))


class _Rows(Sequence[list[Any]]):
    """Cells of records, made when they are asked for."""

    def __init__(self, rows: Sequence[Row], cells: Callable[[Row], list[Any]]) -> None:
        self._rows = rows
        self._cells = cells

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: Any) -> Any:
        return [*map(self._cells, self._rows[place])] if isinstance(place, slice) else self._cells(self._rows[place])

    def __iter__(self) -> Iterator[list[Any]]:
        return map(self._cells, self._rows)
