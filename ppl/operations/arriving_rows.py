"""The rows of an action list before anything is asked: who is named in them, and what must not enter."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from ppl.operations.arriving import Arrived
from ppl.planners.action_list import ActionRow
from ppl.planners.action_values import Doer
from ppl.readers.notes.names import Mention, mentions
from ppl.readers.words import Names
from ppl.rules.personal_data.finds import finds


def arrived_rows(
    rows: Sequence[ActionRow],
    doers: Mapping[int, Sequence[Doer]],
    roles: Names,
    places: Collection[str] = (),
    known: Iterable[tuple[str, str]] = (),
) -> Arrived:
    """What came in, looked through, each row as a line. doers: by row who its cell says does it.

    places: names of projects and municipalities; known: names of a register, with their roles
    A doer who is no role counts as somebody, whatever they are called.
    """
    lines = [(row.number, cell) for row in rows for cell in row.cells if cell]
    registered = dict(known)
    doing: dict[str, list[tuple[int, str | None]]] = {}
    for number, those in doers.items():
        for one in those:
            if one.name:
                doing.setdefault(one.name, []).append((number, one.role))
    people = mentions(lines, [*registered, *doing], roles, places)
    named = {form for one in people for form in one.forms}
    people += [
        Mention(name, (name,), tuple(number for number, _ in at)) for name, at in doing.items() if name not in named
    ]
    found = [(number, find) for number, line in lines for find in finds(line)]
    return Arrived(lines, [], found, [_whole(one, doing, registered) for one in people], None, "", roles)


def _whole(
    one: Mention, doing: Mapping[str, Sequence[tuple[int, str | None]]], registered: Mapping[str, str]
) -> Mention:
    """The same with each row once, and the role that the register gives, else the cell, else what stands beside."""
    said = [role for form in one.forms for _, role in doing.get(form, ()) if role]
    known = [registered[form] for form in one.forms if form in registered]
    return one._replace(lines=tuple(dict.fromkeys(one.lines)), role=next(iter([*known, *said]), one.role))
