"""`ppl redact REF FIELD --reason`: a text taken out now, and what history still holds of it."""

import shlex
from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.left_behind import tell_left
from ppl.cli.options import N_, RefArgument, WriteOptions, desk_of, with_write_options
from ppl.cli.show import language_of
from ppl.cli.withheld import refuse_repeated, withheld_text
from ppl.errors import Text
from ppl.operations.redact import RedactRequest, redact, redacted_pieces
from ppl.resources import catalogue

HELP = N_("""Take a text out of a record that should never have been in it, and say what history still holds.

Fields are emptied, or get a mark where something must stand there. --text takes only that text out, of these fields,
or without fields of the whole record with its comments; - reads it from standard input, or asks without showing it. No
commit, draft or message repeats it. A bulletin that was sent is changed too. Taking it out of history is ppl erase.

\b
Example:
  ppl redact langeveld/bottlenecks/net description --reason "naam van een bewoner"
  ppl redact langeveld/bottlenecks/net --text - --everywhere --reason "naam van een bewoner"
""")

MARK = N_("(removed)")  # in round brackets: in YAML, unlike in square ones, it stays a text wherever it is put
Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help=N_("Why, without the text itself; it stands in the history."))
]
TextOption = Annotated[
    str | None, typer.Option("--text", metavar="TEXT|-", help=N_("Only this text; - reads it from standard input."))
]
Fields = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FIELD]...", help=N_("Dotted paths of fields; without one, with --text, all of them.")),
]


@with_write_options(reason=Reason)
def command(
    ctx: typer.Context,
    ref: RefArgument,
    fields: Fields = None,
    text: TextOption = None,
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help=N_("Also out of every other record in which it stands."))
    ] = False,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    withheld = withheld_text(desk, text)
    request = RedactRequest(desk.ref(ref), tuple(fields or ()), mark_of(desk), withheld, everywhere)
    pieces = redacted_pieces(desk.folder, request)
    refuse_repeated(pieces, options.reason)
    if not save(desk, redact, request, options, has_draft=True).edits:
        desk.remark(Text("nothing changes"))
        return
    road = ["--text", "-"] if withheld else [request.ref, *request.fields]
    tell_left(desk, pieces, "ppl erase " + shlex.join(road))


def mark_of(desk: Desk) -> str:
    """What stands in the place of what goes, in the language of the programme."""
    knowledge, _ = desk.folder.read_refs(["programme/programme"])
    return catalogue(language_of(knowledge, None)).gettext(MARK)
