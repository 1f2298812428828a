"""A new bulletin: from the records of a period to its items, kept as a draft."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ppl.errors import Text, fill
from ppl.model.figures import whole
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.newsletter import Item, Newsletter
from ppl.model.programme import Programme
from ppl.model.record import Period, Visibility
from ppl.operations.proposal import Proposal
from ppl.render.overrides import SHIPPED_ONLY, OwnTemplates
from ppl.render.templates import Translate, filled
from ppl.reports.data import plain
from ppl.reports.news import Bulletin, Request, build
from ppl.reports.news_sentences import said
from ppl.rules import newsletter as rules
from ppl.store import codec
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message

PARTS: tuple[tuple[str, Text], ...] = (
    ("opening", Text("In this issue")),
    ("picture", Text("Project in the picture: {name}")),
    ("elsewhere", Text("In the other projects")),
    ("lesson", Text("Lesson: {title}")),
    ("solved", Text("What was solved")),
    ("other", Text("From the programme")),
    ("agenda", Text("Agenda")),
)
PIECES = "newsletter/items.md.j2"


class DraftRequest(NamedTuple):
    """A bulletin to make.

    audience: who reads it; first, last: its period, from where the one before ended where no first day is given
    language: where it is not that of the programme; catalogue: the translation into a language
    own: the templates of the knowledge base
    """

    audience: Visibility
    first: datetime.date | None
    last: datetime.date
    language: str | None
    catalogue: Callable[[str], Translate]
    own: OwnTemplates = SHIPPED_ONLY


def draft_newsletter(folder: Folder, today: datetime.date, request: DraftRequest) -> Proposal:
    """The bulletin as a record; nothing where there is nothing new to tell."""
    newsletter = drafted_newsletter(folder, folder.read()[0], request)
    if newsletter is None:
        return Proposal((), Message("newsletter", "newsletters", ""))
    period = newsletter.period
    return Proposal(
        (Edit(newsletter.ref, codec.raw(newsletter)),),
        draft_message(newsletter.ref, period.from_.isoformat(), period.to.isoformat(), request.audience),
    )


def draft_message(ref: str, first: str, last: str, audience: str) -> Message:
    """What the commit of a draft says."""
    return Message("newsletter", ref, f"draft of {first} to {last}, {audience}")


def first_of(knowledge: Knowledge, request: DraftRequest) -> datetime.date | None:
    """The first day of the period that is asked for; None from the first record on."""
    return request.first or rules.first_day(knowledge.of(Newsletter), request.audience)


def drafted_newsletter(folder: Folder, knowledge: Knowledge, request: DraftRequest) -> Newsletter | None:
    """The newsletter as it would be stored; None where there is nothing to tell."""
    audience, last = request.audience, request.last
    earlier = knowledge.of(Newsletter)
    first = first_of(knowledge, request)
    if first and first > last:
        return None
    readable = knowledge.for_audience(Audience(audience))
    found = build(Request(readable, first, audience, rules.known_refs(earlier, audience)), last)
    if found is None:
        return None
    own = knowledge.one(Programme)
    programme = readable.one(Programme)
    records = own.language if own else "nl"
    language = request.language or records
    number = max(rules.next_number(earlier), 1 + max(_numbers(folder), default=0))
    items = _items(found, language, records, request.catalogue(language), request.own)
    return Newsletter(
        ref=f"newsletters/{number}",
        number=number,
        period=Period(from_=found.since, to=last),
        audience=audience,
        status="draft",
        language="en" if language == "en" else "nl",
        programme=programme.name if programme else None,
        items=tuple(items),
    )


def _numbers(folder: Folder) -> list[int]:
    """The numbers of all newsletters, also of those that cannot be read."""
    ids = [ref.rpartition("/")[2] for ref in folder.refs() if ref.startswith("newsletters/")]
    return [number for id in ids if (number := whole(id)) is not None]


def _items(found: Bulletin, language: str, records: str, translate: Translate, own: OwnTemplates) -> Iterator[Item]:
    """The items as they are stored. records: the language in which the records are written.

    The opening names the project in the picture, so it holds the same refs.
    """
    values = {"name": found.picture.name if found.picture else "", "title": found.lesson.title if found.lesson else ""}
    usual = dict(PARTS)
    for part, shown in pieces(found, records):
        text = filled(PIECES, shown, translate=translate, language=language, own=own).strip()
        heading = _solved_heading(found, usual[part]) if part == "solved" else usual[part]
        refs = found.refs.get("picture" if part == "opening" else part, ())
        yield Item(heading=fill(translate(heading.source), values), text=text, refs=refs)


def pieces(found: Bulletin, records: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What each part of a bulletin is written from: its name, and what its template sees."""
    data = {"bulletin": plain(found), "records": records, "said": said(found)}
    for part, _ in PARTS:
        if part in ("opening", "agenda") or _has(found, part):
            yield part, {**data, "part": part}


def _solved_heading(found: Bulletin, heading: Text) -> Text:
    """What the projects try where nothing is known of it yet; results where not all of it was a solution."""
    if not found.solved:
        return Text("What is being tried")
    return Text("Results so far") if any(one.is_result for one in found.solved) else heading


def _has(found: Bulletin, part: str) -> bool:
    if part == "solved":
        return bool(found.solved or found.running)
    return bool(getattr(found, part))
