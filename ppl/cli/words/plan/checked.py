"""`ppl plan checked`: somebody has gone over what a template assumed."""

from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.options import N_, ProjectArgument, WriteOptions, desk_of, with_write_options
from ppl.cli.words.people import role_meant
from ppl.errors import Text
from ppl.operations.plan_settle import CheckedRequest, check_plan

HELP = N_("""Say that somebody of the project has gone over activities that came from a template: their duration, and
what they wait on. Without activities: over all of them.

Until then a plan from a template is assumed, and every report, picture and export says so.

\b
Example:
  ppl plan checked waterrijk A01 A02 A03
  ppl plan checked waterrijk --by projectleider
""")

OWN = "projectleider"


@with_write_options()
def command(
    ctx: typer.Context,
    project: ProjectArgument,
    activities: Annotated[
        list[str] | None, typer.Argument(metavar="ACTIVITY", help=N_("Ids of activities; none means all."))
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="ROLE", help=N_("The role that went over them."))] = OWN,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    ref = desk.ref(project, desk.folder, "project")
    request = CheckedRequest(ref, tuple(activities or ()), role_meant(desk, by) if by != OWN else by)
    if not save(desk, check_plan, request, options).edits:
        desk.remark(Text("nothing changes"))
