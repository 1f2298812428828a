"""Records that answer a question in free words, the best first, each with the passage that does and why."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from ppl.errors import Joined, Text, count
from ppl.model.fields import marked, plain
from ppl.model.kinds import kind_of, project_of
from ppl.model.knowledge import Knowledge
from ppl.model.lesson import Lesson
from ppl.model.query import value_text
from ppl.model.record import Code, Record
from ppl.partial_date import PartialDate
from ppl.reports import values
from ppl.reports.search_documents import answer
from ppl.reports.values import Sheet
from ppl.search.corpus import Corpus
from ppl.search.document import Document
from ppl.search.expansion import By
from ppl.search.passage import Passage, Reason, passage, reasons
from ppl.search.question import Question
from ppl.search.ranking import Found, Hit, left_out
from ppl.search.words import words

LIMIT = 10
# the day by which a record is older or newer, by the first of these fields that it has
DAYS = ("held_on", "decided_on", "submitted_on", "scored_on", "noted_on", "started_on", "opened_on", "law_as_of")


class Request(msgspec.Struct, frozen=True):
    """A question, over what its reader may see.

    query: as it was typed; asked: what it asks, its fields by their own names
    kind: only of this kind; project: only of this one, and what came from it
    codes: lists with a code that a record must have
    since: only of this day or later
    corpus: an index of all that the reader may see, where there is one: unless more is asked of records than what they
        tell, of the knowledge only the lists are looked at
    """

    knowledge: Knowledge
    query: str
    asked: Question
    kind: str | None = None
    project: str | None = None
    codes: tuple[tuple[str, str], ...] = ()
    since: datetime.date | None = None
    limit: int = LIMIT
    corpus: Corpus | None = None

    def over(self, knowledge: Knowledge, corpus: Corpus | None = None) -> Request:
        """The same question over other records."""
        return msgspec.structs.replace(self, knowledge=knowledge, corpus=corpus)

    @property
    def asks_of_records(self) -> bool:
        """Whether more is asked of a record than what it tells."""
        return bool(self.kind or self.project or self.codes or self.since or self.asked.fields) or not (
            self.asked.words or self.asked.phrases
        )


class HitShown(msgspec.Struct, frozen=True, kw_only=True):
    """A record that answers. passage: the words that were asked stand between `**`; why: in words"""

    ref: str
    kind: str
    title: str
    score: float
    passage: str
    why: Text


class SearchShown(msgspec.Struct, frozen=True, kw_only=True):
    """What answers a question.

    did_you_mean: words that stand nowhere, each with the one that was looked for instead
    total: how many records answer
    """

    query: str
    items: tuple[HitShown, ...]
    did_you_mean: dict[str, str] = {}
    total: int = 0


def build(request: Request, today: datetime.date) -> SearchShown:
    """The records that answer best."""
    known = request.knowledge
    is_kept = (lambda ref: is_kept_by(request, known.get(ref))) if request.asks_of_records else None
    found, corpus = answer(known, request.asked, is_kept, request.corpus, request.limit)
    if not (request.asked.words or request.asked.phrases):
        without = left_out(corpus, request.asked)
        refs = corpus.refs(without)
        gone = {refs[number] for number in without}
        kept = (record.ref for record in request.knowledge if is_kept_by(request, record))
        hits = [Hit(ref, 0.0, ()) for ref in sorted(kept) if ref not in gone]
        found = Found(hits, {}, len(hits))
    shown = found.hits[: request.limit]
    documents = corpus.documents([hit.ref for hit in shown])
    shown = [hit for hit in shown if hit.ref in documents]
    return SearchShown(
        query=request.query,
        items=tuple(_shown(request.knowledge, hit, documents[hit.ref]) for hit in shown),
        did_you_mean=found.mistyped,
        total=found.total,
    )


def is_kept_by(request: Request, record: Record | None) -> bool:
    """Whether a record is among those that are asked for."""
    if record is None or (request.kind is not None and kind_of(record).name != request.kind):
        return False
    if request.project is not None and not _is_of(request.knowledge, record, request.project):
        return False
    if request.since is not None and ((day := day_of(record)) is None or day < request.since):
        return False
    has = {(of.mark.vocabulary, of.value) for of in marked(record) if isinstance(of.mark, Code)}
    return has.issuperset(request.codes) and all(_has(record, name, value) for name, value in request.asked.fields)


def _is_of(knowledge: Knowledge, record: Record, project: str) -> bool:
    own = project_of(record.ref)
    return own == project or (isinstance(record, Lesson) and knowledge.origin(record) == project)


def day_of(record: Record) -> datetime.date | None:
    """The day by which a record is older or newer than others, where it has one."""
    days = (getattr(record, name, None) for name in DAYS)
    return next((day for day in days if isinstance(day, (datetime.date, PartialDate))), None)


def _has(record: Record, name: str, value: str) -> bool:
    """Whether a field (a dotted path) has a value, or in a text the words of it."""
    held: list[Any] = [plain(record)]
    for step in name.split("."):
        held = [one[step] for one in _flat(held) if isinstance(one, dict) and step in one]
    wanted = " ".join(words(value))
    for one in _flat(held):
        text = value_text(one)
        if text == value or (" " in text and f" {wanted} " in f" {' '.join(words(text))} "):
            return True
    return not value and not held


def _flat(found: list[Any]) -> list[Any]:
    return [one for each in found for one in (each if isinstance(each, list) else [each])]


def _shown(knowledge: Knowledge, hit: Hit, document: Document) -> HitShown:
    why = [_reason(knowledge, reason) for reason in reasons(document, hit.matches)]
    return HitShown(
        ref=hit.ref,
        kind=document.kind,
        title=" ".join(document.title.split()),
        score=round(hit.score, 2),
        passage=_marked(passage(document, hit.matches)),
        why=Text("{reasons}", reasons=Joined(tuple(why), "; ")),
    )


def _marked(found: Passage | None) -> str:
    """A passage on one line, its marked words between `**`."""
    if found is None:
        return ""
    pieces, at = [], 0
    for start, end in found.marks:
        pieces += [found.text[at:start], "**", found.text[start:end], "**"]
        at = end
    return " ".join("".join([*pieces, found.text[at:]]).split())


def _reason(knowledge: Knowledge, reason: Reason) -> Text:
    asked, found = reason.asked, reason.found
    said = {
        By.ITSELF: Text("`{asked}`", asked=asked),
        By.PHRASE: Text("“{asked}”, word for word", asked=asked),
        By.FORM: Text("`{asked}` as `{found}`", asked=asked, found=found),
        By.COMPOUND: Text("`{asked}` in `{found}`", asked=asked, found=found),
        By.PART: Text("`{found}`, a part of `{asked}`", asked=asked, found=found),
        By.LIKE: Text("`{found}`, which begins like `{asked}`", asked=asked, found=found),
        By.SYNONYM: Text("`{found}` for `{asked}`", asked=asked, found=found),
        By.TYPING: Text("`{found}`, since `{asked}` stands nowhere", asked=asked, found=found),
    }
    if reason.by is By.CODE:
        name = values.certain(knowledge, *found.split(":", 1))
        return Text("`{asked}` belongs to “{name}”", asked=asked, name=name)
    if reason.part == "title" and reason.by is not By.TYPING:
        return Text("{reason} in the title", reason=said[reason.by])
    return said[reason.by]


def remarks(request: Request, search_shown: SearchShown) -> list[Text]:
    """What was looked for instead, that nothing fits, and how much more there is."""
    found = [
        Text("`{typed}` stands nowhere: did you mean `{near}`?", typed=typed, near=near)
        for typed, near in search_shown.did_you_mean.items()
    ]
    more = search_shown.total - len(search_shown.items)
    if not search_shown.items:
        found.append(Text("nothing answers `{query}`", query=request.query))
    elif more:
        one, many = Text("{number} more; --limit shows it"), Text("{number} more; --limit shows them")
        found.append(count(one, many, more))
    return found


def heading(search_shown: SearchShown) -> Text:
    """What stands above the answers on a page."""
    return Text("What answers ‘{query}’", query=search_shown.query)


def sheet(search_shown: SearchShown) -> Sheet:
    """A row for each record."""
    names = ("ref", "kind", "title", "score", "passage", "why")
    rows = [[getattr(item, name) for name in names] for item in search_shown.items]
    headings = (Text("record"), Text("kind"), Text("title"), Text("score"), Text("passage"), Text("why"))
    shown = [
        [item.ref, Text(item.kind), item.title, item.score, item.passage.replace("**", ""), item.why]
        for item in search_shown.items
    ]
    return Sheet(names, rows, spoken=(headings, shown), title=Text("what answers"))


def record(search_shown: SearchShown) -> dict[str, Any]:
    """What a program reads."""
    found = msgspec.structs.asdict(search_shown)
    return {name: found[name] for name in ("query", "items", "did_you_mean", "total")}
