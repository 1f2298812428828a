"""`ppl rename REF NEW`: another id; references follow."""

from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.options import N_, RefArgument, WriteOptions, desk_of, with_write_options
from ppl.errors import StoreError, Text
from ppl.operations.rename import RenameRequest, rename
from ppl.store.local import notes, register

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
    old = desk.ref(ref)
    proposal = save(desk, rename, RenameRequest(old, new), options)
    if "/" not in old and not options.dry_run:
        _rename_outside(desk, old, proposal.message.ref)


def _rename_outside(desk: Desk, old: str, new: str) -> None:
    """What waits or is registered for a project outside the records goes along with its id."""
    try:
        if register.place(desk.environment).is_file() and register.rename(desk.folder, old, new):
            desk.remark(Text("the register of names says {project} now", project=new))
        if number := notes.rename(desk.folder, old, new):
            desk.remark(Text("notes that wait for {project} now: {number}", project=new, number=number))
    except StoreError as error:  # the commit is there: no reason to end as if it were not
        desk.remark(error.what)
