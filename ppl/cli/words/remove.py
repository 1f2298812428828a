"""`ppl remove REF --reason`: a record taken away; history keeps it."""

from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.options import N_, RefArgument, WriteOptions, desk_of, with_write_options
from ppl.operations.remove import RemoveRequest, remove

HELP = N_("""Take a record away, with the reason in the history; of a project its whole folder.

A record that others refer to stays: change those first. What ended is better kept, with a status.

\b
Example:
  ppl remove langeveld/bottlenecks/dubbel --reason "stond er al als netaansluiting"
""")

Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why; it stands in the history."))]


@with_write_options(reason=Reason)
def command(ctx: typer.Context, ref: RefArgument, options: WriteOptions) -> None:
    desk = desk_of(ctx)
    save(desk, remove, RemoveRequest(desk.ref(ref)), options)
