"""`ppl plan accept-milestones`: the plan and the milestones of a project say the same days again."""

from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.options import N_, ProjectArgument, WriteOptions, desk_of, with_write_options
from ppl.errors import Text
from ppl.operations.plan_settle import AcceptRequest, accept_milestones

HELP = N_("""Settle where a milestone of the project and its plan say another day: the plan takes over the milestones.
What was reached becomes an actual end, a planned day the day by which its activity begins.

With --to-project it is the other way: milestones that were not reached take over the day of the plan, each with
the reason of the move. Reports count with the milestones; the plan says how they can be met.

\b
Example:
  ppl plan accept-milestones waterrijk
  ppl plan accept-milestones waterrijk --to-project --because "de raad vergadert later"
""")


@with_write_options(reason=None)
def command(
    ctx: typer.Context,
    project: ProjectArgument,
    to_project: Annotated[
        bool, typer.Option("--to-project", help=N_("The milestones take over the days of the plan."))
    ] = False,
    because: Annotated[
        str | None, typer.Option("--because", metavar="TEXT", help=N_("Why the milestones move; it stands with each."))
    ] = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    ref = desk.ref(project, desk.folder, "project")
    request = AcceptRequest(ref, to_project, because)
    proposal = save(desk, accept_milestones, request, options._replace(reason=because))
    for remark in proposal.remarks:
        desk.remark(remark)
    if not proposal.edits:
        desk.remark(Text("the milestones and the plan agree"))
