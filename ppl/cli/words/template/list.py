"""`ppl template list`: the templates of this knowledge base, and which of them are trusted here."""

import json
from typing import Annotated, Any, Literal

import typer

from ppl.cli.desk import Desk
from ppl.cli.options import N_, desk_of
from ppl.errors import Text
from ppl.operations.template import NO_TEMPLATES, Standing, State, standings
from ppl.render.overrides import FOLDER
from ppl.render.table import aligned
from ppl.store.names import readable_path

HELP = N_("""The knowledge base's own templates: which are trusted on this machine, and how they differ.

A file below templates/ with the name of a shipped one takes its place once you trust its text. What is not trusted, or
was changed since, is not used: ppl takes its own and says so.

\b
Example:
  ppl template list
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
) -> None:
    desk = desk_of(ctx)
    found = standings(desk.folder)
    if format == "json":
        items = [_item(desk, one) for one in found]
        desk.show(json.dumps({"schema": "ppl/templates/1", "items": items}, ensure_ascii=False, indent=2))
    elif found:
        headings = [
            desk.words(word) for word in (Text("template"), Text("how it stands"), Text("against the shipped one"))
        ]
        desk.show(aligned(headings, [_row(desk, one) for one in found], desk.width))
    if not found:
        desk.remark(NO_TEMPLATES)


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
    }
