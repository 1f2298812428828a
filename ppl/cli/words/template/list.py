"""`ppl template list`: the templates of this knowledge base, and which of them are trusted here."""

import json
from collections.abc import Sequence
from typing import Annotated, Any, Literal

import typer

from ppl.cli.desk import Desk
from ppl.cli.options import N_, desk_of
from ppl.errors import Joined, Text
from ppl.operations.template import NO_TEMPLATES, Standing, State, standings
from ppl.operations.template_catalog import Overridable, overridable
from ppl.render.overrides import FOLDER, unchanged_copies
from ppl.render.table import aligned
from ppl.store.names import readable_path

HELP = N_("""The knowledge base's own templates: which are trusted on this machine, and how they differ.

A file below templates/ with the name of a shipped one takes its place once you trust its text. What is not trusted, or
was changed since, is not used: ppl takes its own and says so. --all shows every template that you can make your own,
and what it is for.

\b
Example:
  ppl template list
  ppl template list --all
  ppl template list --format json
""")

STATES: dict[State, Text] = {
    "trusted": Text("trusted"),
    "not trusted": Text("not trusted"),
    "changed since": Text("changed since"),
    "refused": Text("refused"),
}


def command(
    ctx: typer.Context,
    format: Annotated[Literal["screen", "json"], typer.Option("--format", help=N_("How it is shown."))] = "screen",
    with_all: Annotated[bool, typer.Option("--all", help=N_("Also the shipped ones, with what each is for."))] = False,
) -> None:
    desk = desk_of(ctx)
    found = standings(desk.folder)
    if format == "json":
        items = [_item(desk, one) for one in found]
        if with_all:
            items += [_shipped_item(desk, one) for one in _shipped_only(found)]
        desk.show(json.dumps({"schema": "ppl/templates/1", "items": items}, ensure_ascii=False, indent=2))
    elif with_all:
        _show_all(desk, found)
    elif found:
        headings = [
            desk.words(word) for word in (Text("template"), Text("how it stands"), Text("against the shipped one"))
        ]
        desk.show(aligned(headings, [_row(desk, one) for one in found], desk.width))
    if not found:
        desk.remark(NO_TEMPLATES)
    if format == "screen" and (copies := unchanged_copies(desk.folder.root)):
        desk.remark(Text("copied and not changed yet: {listed}", listed=Joined(tuple(copies))))
    if not with_all and format == "screen":
        desk.remark(Text("what can be overridden: ppl template list --all; to begin one: ppl template copy NAME"))


def _show_all(desk: Desk, found: Sequence[Standing]) -> None:
    """Every template with what it is for: the shipped ones, and those of the knowledge base."""
    headings = [desk.words(word) for word in (Text("template"), Text("here"), Text("what it is for"))]
    rows = [
        *((readable_path(one.template.name) or FOLDER, STATES[one.state], _purpose(one)) for one in found),
        *((one.name, Text("shipped"), one.purpose) for one in _shipped_only(found)),
    ]
    rows.sort(key=lambda row: row[0])
    desk.show(aligned(headings, [[row[0], desk.words(row[1]), desk.words(row[2])] for row in rows], desk.width))


def _shipped_only(found: Sequence[Standing]) -> list[Overridable]:
    names = {one.template.name for one in found}
    return [one for one in overridable() if one.name not in names]


def _purpose(one: Standing) -> Text:
    known = {shipped.name: shipped.purpose for shipped in overridable()}
    return known.get(one.template.name, Text("no such shipped template"))


def _shipped_item(desk: Desk, one: Overridable) -> dict[str, Any]:
    return {
        "name": one.name,
        "state": "shipped",
        "digest": None,
        "is_shipped": True,
        "added": 0,
        "removed": 0,
        "refusal": None,
        "purpose": desk.words(one.purpose),
    }


def _row(desk: Desk, one: Standing) -> list[str]:
    return [readable_path(one.template.name) or FOLDER, desk.words(STATES[one.state]), desk.words(_against(one))]


def _against(one: Standing) -> Text | str:
    if (why := one.template.refusal) is not None:
        return Text("line {line}: {why}", line=one.template.line, why=why) if one.template.line else why
    if not one.is_shipped:
        return Text("no such shipped template")
    return Text("+{added} and -{removed} lines", added=one.added, removed=one.removed)


def _item(desk: Desk, one: Standing) -> dict[str, Any]:
    refusal = one.template.refusal
    return {
        "name": one.template.name,
        "state": one.state,
        "digest": None if refusal is not None else one.template.digest,
        "is_shipped": one.is_shipped,
        "added": one.added,
        "removed": one.removed,
        "refusal": None if refusal is None else desk.words(refusal),
        "purpose": desk.words(_purpose(one)) if one.is_shipped else None,
    }
