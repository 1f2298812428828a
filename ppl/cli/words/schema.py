"""`ppl schema KIND`: the JSON Schema of a kind of record."""

from typing import Annotated

import typer

from ppl.cli import completion
from ppl.cli.desk import Desk
from ppl.cli.options import N_, desk_of, kind_named
from ppl.errors import Text
from ppl.model.kinds import KINDS
from ppl.render import json, table
from ppl.store import json_schema

HELP = N_("""Print the JSON Schema of a kind of record, so that editors complete and check while typing.

Without KIND it lists the kinds, and where their files lie.

\b
Example:
  ppl schema lesson > lesson.schema.json
""")


def _called(desk: Desk, name: str) -> str:
    """A kind by its word in the reader's language, and by the name that files and words use."""
    word = desk.words(Text(name))
    return name if word == name else f"{word} ({name})"


def command(
    ctx: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help=N_("The kind of record."), autocompletion=completion.kinds)
    ] = None,
) -> None:
    desk = desk_of(ctx)
    if kind is None:
        rows = [[_called(desk, k.name), ", ".join(f"data/{path}" for path in k.paths)] for k in KINDS]
        desk.show(table.aligned([desk.words(Text("kind")), desk.words(Text("files"))], rows, desk.width))
        return
    of = kind_named(kind)
    desk.show(json.text(json_schema.schema(of.record, of.name)))
