"""Records of a kind, or items inside records, filtered and sorted, with the fields that tell them apart."""

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import Any

import msgspec

from ppl.errors import Joined, Text
from ppl.model.decision import Decision
from ppl.model.field_words import field_word
from ppl.model.fields import FieldType, Shape, field_named, fields, marked, texts
from ppl.model.items import ITEM, LISTABLE
from ppl.model.kinds import KIND
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Programme
from ppl.model.query import Condition, Row, condition_of, query
from ppl.model.record import Code, Part, choice_words
from ppl.partial_date import day_as_held
from ppl.reports import values
from ppl.reports.cell_words import in_words
from ppl.reports.search_documents import answer, groups
from ppl.reports.standing import DeadlineState, longest_late
from ppl.reports.standing_sentences import how_late
from ppl.reports.values import Sheet
from ppl.rules.items import items
from ppl.search.corpus import Corpus, MemoryCorpus
from ppl.search.document import Document, Piece
from ppl.search.question import question
from ppl.search.ranking import search
from ppl.search.synonyms import Synonyms

SHOWN = 5
# fields by kind that tell records apart, though they need not be there
NEARLY_ALWAYS = {"decision": ("by",), "bottleneck": ("opened_on",), "intervention": ("started_on",)}
MAY_BE_LATE = ("project", "decision", "escalation")  # kinds that have, or of which a rule says, a day to be ready by
SAME = ("=", "!=")
SIGNS = {
    "=": Text("{field}: {value}"), "!=": Text("{field}: not {value}"), "<": Text("{field} < {value}"),
    "<=": Text("{field}: up to {value}"), ">": Text("{field} > {value}"), ">=": Text("{field}: from {value}"),
}  # fmt: skip
WITHOUT = (Text("without {field}"), Text("with {field}"))
OF_ONE_VALUE = ("text", "choice", "date", "partial", "whole", "number", "truth", "either")


class Request(msgspec.Struct, frozen=True):
    """Records of a kind, or items of one, by its name; where and sort: see `query`.

    matching: only what answers this question, the best first unless an order is asked for
    within: all records, over which that is ranked; corpus: an index of them, where there is one
    in_full: whether all codes are told in words, not only those that are shown in brief
    project: of items only those of this one
    """

    knowledge: Knowledge
    kind: str
    where: Sequence[str] = ()
    sort: str | None = None
    matching: str | None = None
    within: Knowledge | None = None
    corpus: Corpus | None = None
    in_full: bool = False
    project: str | None = None


class ListShown(msgspec.Struct, frozen=True, kw_only=True):
    """The records that fit, each with its fields; late: what should have been ready, by the ref of each.

    named: of each record the words of its codes, by field; where: the conditions that were asked
    project: of which one; matching: what was looked for
    """

    kind: str
    rows: tuple[Row, ...]
    late: dict[str, DeadlineState] = {}
    named: dict[str, dict[str, values.NamedCodes]] = {}
    where: tuple[Condition, ...] = ()
    project: str | None = None
    matching: str | None = None

    @property
    def items(self) -> tuple[dict[str, Any], ...]:
        """Of each record its ref and its fields."""
        return tuple({"ref": row.record.ref, **row.fields} for row in self.rows)


def build(request: Request, today: datetime.date) -> ListShown:
    """The records that fit, in the order that is asked for; else what is late first, the longest ago on top.

    Raises UsageError for a condition or an order that the kind does not know.
    """
    rows = query(_rows(request, today), LISTABLE[request.kind], request.where, request.sort, request.knowledge.codes)
    if request.matching is not None:
        rows = _matching(rows, request)
    late = longest_late(request.knowledge, today) if request.kind in MAY_BE_LATE else {}
    if late and request.sort is None and request.matching is None:
        rows = sorted(rows, key=lambda row: -late[row.record.ref].late_days if row.record.ref in late else 0)
    refs = [row.record.ref for row in rows]
    shown = fields(LISTABLE[request.kind].record) if request.in_full else _telling(request.kind)
    coded = {f.name for f in shown if _code_lists(f.shape)}
    return ListShown(
        kind=request.kind,
        rows=tuple(rows),
        late={ref: late[ref] for ref in refs if ref in late},
        named={row.record.ref: _named(request.knowledge, row.record, coded) for row in rows} if coded else {},
        where=tuple(filter(None, map(condition_of, request.where))),
        project=request.project,
        matching=request.matching,
    )


def _rows(request: Request, today: datetime.date) -> list[Row]:
    """The records of a kind, or the items of one."""
    if request.kind in ITEM:
        return [Row(one) for one in items(request.knowledge, ITEM[request.kind], today, request.project)]
    return [Row(one) for one in request.knowledge.of(KIND[request.kind].record)]


def _matching(rows: list[Row], request: Request) -> list[Row]:
    """The rows that answer a question; the best first, unless an order is asked for."""
    of = {row.record.ref: row for row in rows}
    within, asked = request.within or request.knowledge, question(request.matching or "")
    if request.kind in ITEM:
        found = search(MemoryCorpus(map(_document, rows)), asked, Synonyms(groups(within)), of.__contains__)
    else:
        found = answer(within, asked, of.__contains__, request.corpus).found
    place = {hit.ref: at for at, hit in enumerate(found.hits)}
    kept = [row for row in rows if row.record.ref in place]
    return kept if request.sort is not None else sorted(kept, key=lambda row: place[row.record.ref])


def _document(row: Row) -> Document:
    """What is looked through of an item: its texts, the first that tells items of its kind apart as its title."""
    pieces = [Piece("text", text) for _, text in texts(row.record)]
    return Document(row.record.ref, "", pieces[0].text if pieces else "", tuple(pieces))


def record(list_shown: ListShown) -> dict[str, Any]:
    """What a program reads: the codes as they are, without their words."""
    return {"kind": list_shown.kind, "items": list_shown.items, "late": list_shown.late}


def _named(knowledge: Knowledge, of: Part, names: Collection[str]) -> dict[str, values.NamedCodes]:
    """The words of a record's codes, by field; the ministry by the name that it had on the day of a decision."""
    found: dict[str, values.NamedCodes] = {}
    for field, code, mark in marked(of):
        name = str(field[0])
        if name not in names or not isinstance(mark, Code) or code not in knowledge.codes.get(mark.vocabulary, {}):
            continue
        words = values.certain(knowledge, mark.vocabulary, code)
        programme = knowledge.one(Programme)
        if isinstance(of, Decision) and code == values.CLIENT and programme is not None:
            words = values.Named(code=code, nl=programme.client.name_on(of.decided_on))
        found.setdefault(name, {})[code] = words
    return found


def code_marks(kind: str, *, in_full: bool = False) -> set[str]:
    """The lists whose codes are told in words. in_full: of every field, not only of those that are shown in brief."""
    shown = fields(LISTABLE[kind].record) if in_full else _telling(kind)
    return {name for f in shown for name in _code_lists(f.shape)}


def _code_lists(of: Shape) -> set[str]:
    """The lists of the codes that a field may hold."""
    found = {of.mark.vocabulary} if isinstance(of.mark, Code) else set()
    if of.item is not None:
        found |= _code_lists(of.item)
    role = field_named(of.part, "role") if of.part is not None else None
    return found | (_code_lists(role.shape) if role is not None else set())


def _telling(kind: str) -> list[FieldType]:
    """The fields that tell records of a kind apart: required, or nearly always there, and of one value."""
    also = NEARLY_ALWAYS.get(kind, ())
    every = fields(LISTABLE[kind].record)
    if kind in ITEM:
        return [f for name in ITEM[kind].shown for f in every if f.name == name]
    return [f for f in every if (f.is_required or f.name in also) and f.shape.form in OF_ONE_VALUE][:SHOWN]


def remarks(request: Request, list_shown: ListShown) -> list[Text]:
    """That there is nothing, or nothing that fits what was asked."""
    if list_shown.rows:
        return []
    kind = Text(list_shown.kind)
    return [Text("no {kind} fits", kind=kind) if request.where else Text("there is no {kind} yet", kind=kind)]


def heading(list_shown: ListShown) -> Text:
    """What stands above the list on a page."""
    return Text("List: {kind} ({number})", kind=Text(list_shown.kind), number=len(list_shown.rows))


def sheet(list_shown: ListShown) -> Sheet:
    """Every field; for a reader in words, and in brief those that tell records of the kind apart."""
    every = fields(LISTABLE[list_shown.kind].record)
    rows = _Rows(list_shown.rows, lambda row: [row.record.ref, *(row.cell(f) for f in every)])
    headings: list[str | Text] = [Text("record"), *(field_word(f.name, list_shown.kind) for f in every)]
    telling = _telling(list_shown.kind)
    if list_shown.kind in ITEM and list_shown.rows:
        telling = [f for f in telling if _tells(list_shown, f)]
    brief = [0, *(every.index(f) + 1 for f in telling)]
    makers: list[Callable[[Row], Any]] = [lambda row: row.record.ref]
    makers += [partial(in_words, f, list_shown.named) for f in every]
    if list_shown.late:
        headings.append(Text("late"))
        brief.insert(1, len(every) + 1)
        makers.append(lambda row: how_late(found) if (found := list_shown.late.get(row.record.ref)) else None)
    return Sheet(
        ["ref", *(f.name for f in every)],
        rows,
        brief=brief,
        spoken=(headings, _Rows(list_shown.rows, lambda row: _Cells(row, makers))),
        title=Text(list_shown.kind),
        shares=[column for column, f in enumerate(every, 1) if f.shape.is_share],
        asked=_asked(list_shown),
        on_page=[*(every.index(f) + 1 for f in telling), *([len(every) + 1] if list_shown.late else []), 0],
    )


def _tells(list_shown: ListShown, of: FieldType) -> bool:
    """Whether a column says something: not where nothing is known, or all say the same that was asked for."""
    found = {row.cell(of) for row in list_shown.rows}
    is_asked = any(one.name == of.name and one.value and one.sign in SAME for one in list_shown.where)
    return found != {None} and not (is_asked and len(found) == 1)


def _asked(list_shown: ListShown) -> Text | None:
    """What was asked for, in the words of a reader."""
    kind = list_shown.kind
    parts: list[Text] = []
    if list_shown.project is not None:
        parts.append(Text("{field}: {value}", field=field_word("project"), value=list_shown.project))
    if list_shown.matching is not None:
        parts.append(Text("what answers “{text}”", text=list_shown.matching))
    of_kind = {f.name: f.shape for f in fields(LISTABLE[kind].record)}
    for one in list_shown.where:
        name, _, rest = one.name.partition(".")
        field = Joined((field_word(name, kind), rest), ".") if rest else field_word(name, kind)
        shape = of_kind.get(one.name)
        is_choice = shape is not None and one.value in shape.choices
        value = choice_words(shape.choices)[one.value] if shape and is_choice else day_as_held(one.value)
        said = SIGNS[one.sign] if one.value else WITHOUT[one.sign == "!="]
        parts.append(Text(said.source, field=field, value=value))
    return Text("Asked: {listed}", listed=Joined(tuple(parts), "; ")) if parts else None


class _Cells(Sequence[Any]):
    """The cells of a record, made when they are asked for: of many columns few may be shown."""

    def __init__(self, row: Row, makers: Sequence[Callable[[Row], Any]]) -> None:
        self._row = row
        self._makers = makers

    def __len__(self) -> int:
        return len(self._makers)

    def __getitem__(self, place: Any) -> Any:
        made = self._makers[place]
        return [make(self._row) for make in made] if isinstance(place, slice) else made(self._row)


class _Rows(Sequence[Sequence[Any]]):
    """Cells of records, made when they are asked for."""

    def __init__(self, rows: Sequence[Row], cells: Callable[[Row], Sequence[Any]]) -> None:
        self._rows = rows
        self._cells = cells

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: Any) -> Any:
        return [*map(self._cells, self._rows[place])] if isinstance(place, slice) else self._cells(self._rows[place])

    def __iter__(self) -> Iterator[Sequence[Any]]:
        return map(self._cells, self._rows)
