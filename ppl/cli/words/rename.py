"""`ppl rename REF NEW`: another id; references follow."""

from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.options import N_, RefArgument, WriteOptions, desk_of, with_write_options
from ppl.operations.rename import RenameRequest, rename

HELP = N_("""Give a record another id: its file gets that name, and every reference to it follows, in one commit.

\b
Example:
  ppl rename langeveld/bottlenecks/net netaansluiting
""")


@with_write_options()
def command(
    ctx: typer.Context,
    ref: RefArgument,
    new: Annotated[str, typer.Argument(metavar="NEW", help=N_("The new id."))],
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    save(desk, rename, RenameRequest(desk.ref(ref), new), options)
