"""`ppl set REF FIELD=VALUE`: change fields, and nothing else in the file."""

from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.options import N_, RefArgument, WriteOptions, desk_of, with_write_options
from ppl.errors import Text
from ppl.operations.set import SetRequest, set_fields

HELP = N_("""Change fields of a record; comments, order and quotes in its file stay.

FIELD is a dotted path (homes.min); FIELD= clears it; FIELD+=VALUE adds to a list. Behind # a part is meant.

\b
Example:
  ppl set langeveld homes.max=160 --reason "nieuwe variant"
  ppl set langeveld/sessions/2026-01-05-weekly#a1 status=done done_on=2026-01-12
  ppl set langeveld/bottlenecks/net tried+="gesprek met de netbeheerder"
""")


@with_write_options()
def command(
    ctx: typer.Context,
    ref: RefArgument,
    assignments: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help=N_("What becomes what."))],
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    request = SetRequest(desk.ref(ref), tuple(assignments))
    if not save(desk, set_fields, request, options).edits:
        desk.remark(Text("nothing changes"))
