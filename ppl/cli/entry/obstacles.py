"""Obstacles of a kick-off that came in as a file: each can be followed as a bottleneck."""

from typing import Any

from ppl.cli.ask.open_points import categories
from ppl.cli.ask.shared import guessed
from ppl.cli.desk import Desk
from ppl.errors import Text
from ppl.operations.entry import Entry
from ppl.operations.session_draft import alike, as_list

OTHER = "anders"


def with_followed(desk: Desk, project: str | None, entry: Entry, is_asked: bool) -> tuple[Entry, list[Text]]:
    """The entry with the obstacles that somebody follows as bottlenecks; and what is to be said, where nobody is asked.

    One that stands among the bottlenecks of the entry already is not asked about.
    """
    if project is None:
        return entry, []
    known: list[Any] = as_list(entry.fields.get("bottlenecks"))
    titles = [alike(one.get("title")) for one in known if isinstance(one, dict)]
    left = [one for one in as_list(entry.fields.get("obstacles")) if isinstance(one, str) and alike(one) not in titles]
    if not left:
        return entry, []
    if not is_asked:
        command = Text("an obstacle is followed as a bottleneck with ppl new bottleneck --project {project}",
                       project=project)  # fmt: skip
        return entry, [command]
    codes = categories(desk)
    code = OTHER if OTHER in codes else next(iter(codes), OTHER)
    followed = [
        {"title": one, "category": guessed(one, codes) or code}
        for one in left
        if desk.agreed(Text("`{title}`: follow it as a bottleneck?", title=one), enter=False)
    ]
    if not followed:
        return entry, []
    return entry._replace(fields={**entry.fields, "bottlenecks": [*known, *followed]}), []
