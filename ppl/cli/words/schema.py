"""`ppl schema KIND`: the JSON Schema of a kind of record."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from ppl.cli.kind_argument import kind_named
from ppl.cli.options import N_, desk_of
from ppl.errors import Text
from ppl.model.kinds import KINDS
from ppl.store import json_schema

HELP = N_("""Print the JSON Schema of a kind of record, so that editors complete and check while typing.

Without KIND it lists the kinds, and where their files lie.

\b
Example:
  ppl schema lesson > lesson.schema.json
""")


def _completed(incomplete: str) -> list[str]:
    return [kind.name for kind in KINDS if kind.name.startswith(incomplete)]


def command(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="[KIND]", help=N_("The kind of record."), autocompletion=_completed),
    ] = None,
) -> None:
    desk = desk_of(ctx)
    if kind is None:
        from ppl.render import table

        rows = [[k.name, ", ".join(f"data/{path}" for path in k.paths)] for k in KINDS]
        desk.show(table.aligned([desk.words(Text("kind")), desk.words(Text("files"))], rows, desk.width))
        return
    of = kind_named(kind)
    desk.show(json.dumps(json_schema.schema(of.record, of.name), ensure_ascii=False, indent=2))
