"""`ppl remove REF --reason`: a record taken away; history keeps it."""

from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.options import N_, RefArgument, WriteOptions, desk_of, with_write_options
from ppl.operations.remove import RemoveRequest, remove

HELP = N_("""Take a record away, with the reason in the history; of a project its whole folder.

A record that others refer to stays, unless --unlink takes those references along. What ended is better kept, with a
status.

\b
Example:
  ppl remove langeveld/bottlenecks/dubbel --reason "stond er al als netaansluiting"
  ppl remove dubbel --unlink --reason "per ongeluk vastgelegd"
""")

Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why; it stands in the history."))]


@with_write_options(reason=Reason)
def command(
    ctx: typer.Context,
    ref: RefArgument,
    unlink: Annotated[bool, typer.Option("--unlink", help=N_("Take references to it out of other records."))] = False,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    save(desk, remove, RemoveRequest(desk.ref(ref), unlink), options)
