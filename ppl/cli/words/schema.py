"""`ppl schema KIND`: the fields of a kind of record, for people as a table, for editors as JSON Schema."""

from collections.abc import Iterator
from typing import Annotated, Literal

import typer

from ppl.cli import completion
from ppl.cli.desk import Desk
from ppl.cli.options import FORMAT_HELP, N_, desk_of, kind_named
from ppl.errors import Text
from ppl.model.field_words import field_word
from ppl.model.fields import descriptions, fields
from ppl.model.kinds import KINDS, Kind
from ppl.render import json, table
from ppl.store import json_schema

HELP = N_("""Show the fields of a kind of record: on a terminal as a table, elsewhere as JSON Schema, with which editors
complete and check while typing.

Without KIND it lists the kinds, and where their files lie.

\b
Example:
  ppl schema lesson
  ppl schema lesson --format json > lesson.schema.json
""")


def command(
    ctx: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help=N_("The kind of record."), autocompletion=completion.kinds)
    ] = None,
    format: Annotated[Literal["screen", "json"] | None, typer.Option("--format", help=FORMAT_HELP)] = None,
) -> None:
    desk = desk_of(ctx)
    if kind is None:
        rows = [[k.name, ", ".join(f"data/{path}" for path in k.paths)] for k in KINDS]
        desk.show(table.aligned([desk.words(Text("kind")), desk.words(Text("files"))], rows, desk.width))
        return
    of = kind_named(kind)
    if format == "screen" or (format is None and desk.shows_on_terminal):
        headings = [desk.words(Text("field")), desk.words(Text("name")), desk.words(Text("what it is"))]
        desk.show(table.aligned(headings, [*_rows(desk, of)], min(desk.width, 120), wraps=True))
        desk.show(desk.words(Text("* must be filled in; ppl new {kind} makes one", kind=of.name)))
        return
    desk.show(json.text(json_schema.schema(of.record, of.name)))


def _rows(desk: Desk, of: Kind) -> Iterator[list[str]]:
    """A row for each field: its name in files, what people call it, what it is."""
    said = descriptions(of.record)
    for field in fields(of.record):
        mark = "*" if field.is_required else ""
        meaning = desk.words(Text(said[field.name])) if field.name in said else ""
        yield [field.name + mark, desk.words(field_word(field.name, of.name)), meaning]
