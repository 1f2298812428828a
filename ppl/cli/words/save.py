"""`ppl save [REF...]`: commit edits made by hand."""

from typing import Annotated

import typer

from ppl.cli import completion
from ppl.cli.confirm import save
from ppl.cli.options import N_, WriteOptions, desk_of, with_write_options
from ppl.errors import DataError
from ppl.operations.save import SaveRequest, save_edits

HELP = N_("""Commit what you changed by hand in the files of records, once it is checked.

Without REF everything that waits; with `langeveld/` all of that project. Files that are no records stay as they are.
Without REF a link or a pipe in the place of a record is named, and the rest is saved (exit code 3).

\b
Example:
  ppl save
  ppl save langeveld/plan -m "mijlpalen na het overleg van dinsdag"
""")


@with_write_options()
def command(
    ctx: typer.Context,
    refs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REF]...", help=N_("The records; else all that wait."), autocompletion=completion.refs),
    ] = None,
    message: Annotated[
        str | None, typer.Option("--message", "-m", metavar="TEXT", help=N_("What was done; else ppl says it."))
    ] = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    waiting = desk.folder.hand_edits()
    chosen = tuple(
        ref if ref in waiting or ref.endswith("/") else desk.ref(ref).partition("#")[0] for ref in refs or ()
    )
    refused = {} if chosen else desk.folder.refusals(waiting)
    save(desk, save_edits, SaveRequest(chosen, message or ""), options, has_draft=True)
    if refused:
        desk.show_problems(refused.values())
        raise typer.Exit(DataError.exit_code)
