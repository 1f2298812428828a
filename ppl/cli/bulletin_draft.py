"""A new bulletin: from the records of a period to its items, ready to be kept as a draft."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from ppl.cli.desk import Desk
from ppl.errors import Text
from ppl.operations.proposal import Proposal

if TYPE_CHECKING:
    from ppl.model.knowledge import Knowledge
    from ppl.model.newsletter import Item, Newsletter
    from ppl.reports.newsletter import Bulletin
    from ppl.store.folder import Folder

PARTS: tuple[tuple[str, Text], ...] = (
    ("opening", Text("In this issue")),
    ("picture", Text("Project in the picture: {name}")),
    ("lesson", Text("Lesson: {title}")),
    ("solved", Text("What was solved")),
    ("other", Text("From the programme")),
    ("agenda", Text("Agenda")),
)


def proposal(
    desk: Desk, folder: Folder, audience: Any, first: datetime.date | None, last: datetime.date, lang: str | None
) -> Proposal:
    """The bulletin of a period as a record to be written; no edits where there is nothing new to tell."""
    from ppl.store import codec
    from ppl.store.edits import Edit
    from ppl.store.git.message import Message

    knowledge, _ = folder.read()
    newsletter = made(desk, folder, knowledge, audience, first, last, lang)
    if newsletter is None:
        return Proposal((), Message("newsletter", "newsletters", ""))
    period = f"{newsletter.period.from_.isoformat()} to {newsletter.period.to.isoformat()}"
    message = Message("newsletter", newsletter.ref, f"draft of {period}, {audience}")
    return Proposal((Edit(newsletter.ref, codec.raw(newsletter)),), message)


def made(
    desk: Desk, folder: Folder, knowledge: Knowledge, audience: Any, first: datetime.date | None, last: datetime.date,
    lang: str | None,
) -> Newsletter | None:  # fmt: skip
    """The newsletter of a period as it would be stored; None where there is nothing to tell."""
    from ppl.cli.rendering import language_of
    from ppl.model.knowledge import Audience
    from ppl.model.newsletter import Newsletter
    from ppl.model.programme import Programme
    from ppl.model.record import Period
    from ppl.reports.newsletter import build
    from ppl.rules import newsletter as rules

    before = knowledge.of(Newsletter)
    first = first or rules.first_day(before, audience)
    if first and first > last:
        return None
    readable = knowledge.for_audience(Audience(audience))
    found = build(readable, first, last, audience, rules.told(before, audience))
    if found is None:
        return None
    language = language_of(knowledge, lang)
    programme = readable.one(Programme)
    number = max(rules.next_number(before), 1 + max(_numbers(folder), default=0))
    return Newsletter(
        ref=f"newsletters/{number}",
        number=number,
        period=Period(from_=found.since, to=last),
        audience=audience,
        status="draft",
        language="en" if language == "en" else "nl",
        programme=programme.name if programme else None,
        items=tuple(_items(desk, found, language, language_of(knowledge, None))),
    )


def _numbers(folder: Folder) -> list[int]:
    """The numbers of all newsletters, also of those that cannot be read."""
    ids = [ref.rpartition("/")[2] for ref in folder.refs() if ref.startswith("newsletters/")]
    return [int(id) for id in ids if id.isdigit()]


def _items(desk: Desk, found: Bulletin, lang: str, records: str) -> list[Item]:
    """The items as they are stored. records: the language in which the records are written.

    The opening names the project in the picture, so it holds the same refs.
    """
    from ppl.cli.language import translated
    from ppl.cli.rendering import markdown, plain
    from ppl.model.newsletter import Item

    data = plain(found)
    values = {
        "name": found.picture.name if found.picture else "",
        "title": found.lesson.title if found.lesson else "",
    }
    items = []
    for part, heading in PARTS:
        if part not in ("opening", "agenda") and not _has(found, part):
            continue
        shown = {"part": part, "bulletin": data, "records": records}
        text = markdown(desk, "newsletter/items.md.j2", shown, lang).strip()
        titled = _solved_heading(found, heading) if part == "solved" else heading
        refs = found.refs.get("picture" if part == "opening" else part, ())
        items.append(Item(heading=translated(Text(titled.source, **values), lang), text=text, refs=refs))
    return items


def _solved_heading(found: Bulletin, heading: Text) -> Text:
    """What the projects try where nothing is known of it yet; results where not all of it was a solution."""
    if not found.solved:
        return Text("What is being tried")
    return Text("Results so far") if any(one.is_result for one in found.solved) else heading


def _has(found: Bulletin, part: str) -> bool:
    if part == "solved":
        return bool(found.solved or found.running)
    return bool(getattr(found, part))
