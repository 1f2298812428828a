"""What is due and what comes: since when, who acts, why, and which command settles it."""

import datetime
import re
from typing import Any

import msgspec

from ppl.errors import Text
from ppl.model.knowledge import Knowledge
from ppl.reports import values
from ppl.reports.due_report import DueItem, DueShown
from ppl.reports.due_sentences import item_heading, kind_word, reason, said, who
from ppl.reports.sentences import capital
from ppl.reports.values import Sheet
from ppl.rules.due import due
from ppl.rules.due_line import Due

Day = datetime.date
AHEAD = datetime.timedelta(weeks=2)
FIELDS = (
    "kind", "ref", "what", "due_on", "days_late", "role", "why", "settle", "project", "paper_on", "opens_on",
    "says_who",
)  # fmt: skip


class Request(msgspec.Struct, frozen=True):
    """What is due up to a day (else of two weeks); only what a role or body does, or what is of a project."""

    knowledge: Knowledge
    role: str | None = None
    project: str | None = None
    until: Day | None = None


def build(request: Request, today: Day) -> DueShown:
    """What is due, what hurts first on top."""
    until = request.until or today + AHEAD
    found = due(request.knowledge, today, until)
    asked = (one for one in found if _is_asked(request, one))
    return DueShown(today=today, until=until, items=tuple(item(request.knowledge, one) for one in asked))


def item(knowledge: Knowledge, one: Due) -> DueItem:
    """A line of what is due, with its words."""
    project = knowledge.project(one.project) if one.project else None
    name = project.name if project else one.project
    who, asks = _named(knowledge, one.role), _named(knowledge, one.says_who)
    return values.from_record(DueItem, one, who=who, asks=asks, name=name)


def _is_asked(request: Request, one: Due) -> bool:
    return (request.role is None or one.is_for(request.role)) and request.project in (None, one.project)


def _named(knowledge: Knowledge, code: str | None) -> values.Named | None:
    return values.certain(knowledge, role_list(knowledge, code), code) if code else None


def role_list(knowledge: Knowledge, code: str) -> str:
    """The list in which somebody stands who acts: that of the bodies, else that of the roles."""
    return "bodies" if code in knowledge.codes.get("bodies", {}) else "roles"


def record(found: DueShown) -> dict[str, Any]:
    """What a program reads."""
    return {"today": found.today, "until": found.until, "items": [*map(fields_of, found.items)]}


def fields_of(one: DueItem) -> dict[str, Any]:
    """A line with what a program reads of it."""
    return {name: getattr(one, name) for name in FIELDS}


def context(request: Request, found: DueShown) -> dict[str, Any]:
    """What the template sees besides: its rows (`said`)."""
    return {"said": said(found.items, found.today, found.until)}


def sheet(found: DueShown) -> Sheet:
    """A row for each line."""
    rows = [[getattr(one, name) for name in FIELDS] for one in found.items]
    headings = (
        Text("due on"), Text("days late"), Text("kind"), Text("what"), Text("project"), Text("who"), Text("why"),
        Text("papers in by"), Text("command"), Text("record"),
    )  # fmt: skip
    spoken = [
        [
            one.due_on, one.days_late or None, kind_word(one.kind), one.what, one.name, who(one), reason(one),
            one.paper_on,
            one.settle, one.ref,
        ]
        for one in found.items
    ]  # fmt: skip
    return Sheet(FIELDS, rows, spoken=(headings, spoken), title=Text("what is due"))


def events(request: Request, found: DueShown) -> list[tuple[str, Day, Text, Day, Text, int]]:
    """An event for what has a day, on that day; for papers one of its own, since they come first.

    UID, day, title, the day of what is known, what stands with it, which edition: each day has a higher one, so that
    a calendar moves what it has.
    """
    edition = found.today.toordinal()
    each = []
    for one in found.items:
        title = item_heading(one)
        about = Text("{who}: {why}. {command}", who=capital(who(one)), why=reason(one), command=one.settle)
        days = [(one.kind, one.due_on, Text("{what}", what=capital(title)))]
        if one.paper_on and not one.days_late:
            days.append(("papers", one.paper_on, Text("papers in: {what}", what=title)))
        each += [(_uid(kind, one), on, said, found.today, about, edition) for kind, on, said in days if on]
    return each


def _uid(kind: str, one: DueItem) -> str:
    """What names an event for good: its kind and record, of an approval its project too."""
    of = f".{one.project or 'ministry'}" if one.kind == "approval" else ""
    return re.sub(r"[^A-Za-z0-9.-]", ".", f"{kind}.{one.ref}{of}") + "@ppl"
