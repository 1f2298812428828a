"""`ppl undo`: the last change taken back, as a new commit."""

from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.options import N_, WriteOptions, desk_of, with_write_options
from ppl.errors import Text, UsageError
from ppl.operations.undo import UndoRequest, undo

HELP = N_("""Take the last change back, or that of COMMIT, as a new commit: nothing is rewritten.

Undone again and again it goes further back. Where a later change stands in the way it says which.

\b
Example:
  ppl undo --reason "verkeerd project"
  ppl undo 4f1d2c3a
""")


@with_write_options()
def command(
    ctx: typer.Context,
    commit: Annotated[
        str | None, typer.Argument(metavar="[COMMIT]", help=N_("The commit to take back; else the last change."))
    ] = None,
    *,
    options: WriteOptions,
) -> None:
    if commit is not None and not commit.strip():
        raise UsageError(
            Text("no commit was named"), Text("ppl history shows the commits; without one the last counts")
        )
    save(desk_of(ctx), undo, UndoRequest(commit or ""), options)
