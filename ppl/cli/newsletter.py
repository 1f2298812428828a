"""`ppl newsletter`: a bulletin from the records of a period, kept as a record that can be edited."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ppl.cli.desk import Desk
from ppl.cli.options import N_, WithEdits, Yes, desk_of
from ppl.cli.saving import Proposal
from ppl.errors import Text, UsageError

if TYPE_CHECKING:
    from ppl.model.newsletter import Item, Newsletter
    from ppl.reports.newsletter import Bulletin
    from ppl.store.folder import Folder

HELP = N_("""Make a bulletin in plain language from the records of a period, and keep it as a draft.

What these readers were told before is not told again. The bulletin is kept as newsletters/NUMBER: edit its
texts there (ppl edit newsletters/1) and show it again with --number. It never holds more than its audience
may see.

\b
Example:
  ppl newsletter
  ppl newsletter --since 2026-07-01 --audience programme --dry-run
  ppl newsletter --number 1
""")

PARTS: tuple[tuple[str, Text], ...] = (
    ("opening", Text("In this issue")),
    ("picture", Text("Project in the picture: {name}")),
    ("lesson", Text("Lesson: {title}")),
    ("solved", Text("What was solved")),
    ("other", Text("From the programme")),
    ("agenda", Text("Agenda")),
)


def command(
    ctx: typer.Context,
    since: Annotated[
        str, typer.Option("--since", metavar="DATE|last", help=N_("First day; last: where the one before ended."))
    ] = "last",
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help=N_("Last day; else today."))] = None,
    audience: Annotated[
        Literal["public", "programme"], typer.Option("--audience", help=N_("Who reads it."))
    ] = "public",
    number: Annotated[
        int | None, typer.Option("--number", metavar="N", help=N_("Show number N again, from its record alone."))
    ] = None,
    lang: Annotated[
        Literal["nl", "en"] | None, typer.Option("--lang", help=N_("Its language; else that of the programme."))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show the bulletin; store nothing."))] = False,
    yes: Yes = False,
    with_edits: WithEdits = False,
) -> None:
    desk = desk_of(ctx)
    if number is not None:
        _show(desk, desk.folder, number, lang)
        return
    first = None if since == "last" else _day(since, "--since")
    last = _day(until, "--until") if until else desk.today
    if first and first > last:
        raise UsageError(Text("{first} is after {last}", first=since, last=last.isoformat()), Text("swap the dates"))
    if dry_run:
        _dry_run(desk, audience, first, last, lang)
        return
    proposal = desk.save(
        lambda folder: _proposal(desk, folder, audience, first, last, lang),
        yes=yes,
        with_edits=with_edits,
        silent=True,
    )
    if not proposal.edits:
        desk.remark(_nothing(last))
        return
    _show(desk, desk.folder, int(proposal.edits[0].ref.rpartition("/")[2]), lang)


def _day(text: str, option: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            Text("{option}: `{value}` is not a date", option=option, value=text), Text("write it as 2026-01-31")
        ) from None


def _nothing(last: datetime.date) -> Text:
    return Text("there is nothing new to tell up to {day}; nothing was stored", day=last.isoformat())


def _dry_run(desk: Desk, audience: Any, first: datetime.date | None, last: datetime.date, lang: str | None) -> None:
    newsletter = _made(desk, desk.folder, audience, first, last, lang)
    if newsletter is None:
        desk.remark(_nothing(last))
        return
    desk.show(_rendered(desk, newsletter, lang))
    desk.remark(Text("nothing was written (--dry-run)"))


def _show(desk: Desk, folder: Folder, number: int, lang: str | None) -> None:
    """A stored bulletin, from its record and nothing else."""
    from ppl.model.newsletter import Newsletter

    knowledge, _ = folder.read(kinds=("newsletter",))
    newsletter = next((n for n in knowledge.of(Newsletter) if n.number == number), None)
    if newsletter is None:
        raise UsageError(
            Text("there is no newsletter {number} that can be read", number=number),
            Text("ppl list newsletter shows which there are"),
        )
    desk.show(_rendered(desk, newsletter, lang))


def _rendered(desk: Desk, newsletter: Newsletter, lang: str | None) -> str:
    from ppl.cli.rendering import markdown
    from ppl.model.fields import plain

    data = {"sent_on": None, "items": [], **plain(newsletter)}
    return markdown(desk, "newsletter/bulletin.md.j2", {"newsletter": data}, lang or newsletter.language or "nl")


def _proposal(
    desk: Desk, folder: Folder, audience: Any, first: datetime.date | None, last: datetime.date, lang: str | None
) -> Proposal:
    from ppl.store import codec
    from ppl.store.edits import Edit
    from ppl.store.message import Message

    newsletter = _made(desk, folder, audience, first, last, lang)
    if newsletter is None:
        return Proposal((), Message("newsletter", "newsletters", ""))
    period = f"{newsletter.period.from_.isoformat()} to {newsletter.period.to.isoformat()}"
    message = Message("newsletter", newsletter.ref, f"draft of {period}, {audience}")
    return Proposal((Edit(newsletter.ref, codec.raw(newsletter)),), message)


def _made(
    desk: Desk, folder: Folder, audience: Any, first: datetime.date | None, last: datetime.date, lang: str | None
) -> Newsletter | None:
    """The newsletter of a period as it would be stored; None where there is nothing to tell."""
    from ppl.cli.rendering import language_of
    from ppl.model.knowledge import Audience
    from ppl.model.newsletter import Newsletter
    from ppl.model.record import Period
    from ppl.reports.newsletter import build
    from ppl.rules import newsletter as rules

    knowledge, _ = folder.read()
    before = knowledge.of(Newsletter)
    first = first or rules.first_day(before, audience)
    if first and first > last:
        return None
    readable = knowledge.for_audience(Audience(audience))
    bulletin = build(readable, first, last, audience, rules.told(before, audience))
    if bulletin is None:
        return None
    language = language_of(knowledge, lang)
    number = max(rules.next_number(before), 1 + max(_numbers(folder), default=0))
    return Newsletter(
        ref=f"newsletters/{number}",
        number=number,
        period=Period(from_=bulletin.since, to=last),
        audience=audience,
        status="draft",
        language="en" if language == "en" else "nl",
        items=tuple(_items(desk, bulletin, language)),
    )


def _numbers(folder: Folder) -> list[int]:
    """The numbers of all newsletters, also of those that cannot be read."""
    ids = [ref.rpartition("/")[2] for ref in folder.refs() if ref.startswith("newsletters/")]
    return [int(id) for id in ids if id.isdigit()]


def _items(desk: Desk, bulletin: Bulletin, lang: str) -> list[Item]:
    from ppl.cli.language import translated
    from ppl.cli.rendering import markdown, plain
    from ppl.model.newsletter import Item

    data = plain(bulletin)
    values = {
        "name": bulletin.picture.name if bulletin.picture else "",
        "title": bulletin.lesson.title if bulletin.lesson else "",
    }
    found = []
    for part, heading in PARTS:
        if part not in ("opening", "agenda") and not _has(bulletin, part):
            continue
        text = markdown(desk, "newsletter/items.md.j2", {"part": part, "bulletin": data}, lang).strip()
        shown = Text("What is being tried") if part == "solved" and not bulletin.solved else heading
        filled = translated(Text(shown.source, **values), lang)
        found.append(Item(heading=filled, text=text, refs=bulletin.refs.get(part, ())))
    return found


def _has(bulletin: Bulletin, part: str) -> bool:
    if part == "solved":
        return bool(bulletin.solved or bulletin.running)
    return bool(getattr(bulletin, part))
