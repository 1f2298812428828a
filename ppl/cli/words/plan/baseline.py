"""`ppl plan baseline`: keep the plan as it was agreed first, once."""

from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.options import N_, ProjectArgument, WriteOptions, desk_of, with_write_options
from ppl.cli.plan_input import read_plan
from ppl.errors import Text
from ppl.operations.plan_baseline import BaselineRequest, refuse_baseline, set_baseline
from ppl.reports.plan.parts import calendar_remarks

HELP = N_("""Keep the plan as it stands as its baseline: first and last day of every activity, and every milestone.

A baseline is set once. ppl plan drift counts from it. To set it anew needs --again and a reason; the history keeps
the one before.

\b
Example:
  ppl plan baseline waterrijk
  ppl plan baseline waterrijk --again --because "raad koos een andere variant"
""")


@with_write_options(reason=None)
def command(
    ctx: typer.Context,
    project: ProjectArgument,
    again: Annotated[bool, typer.Option("--again", help=N_("Set it anew."))] = False,
    because: Annotated[
        str | None, typer.Option("--because", metavar="TEXT", help=N_("Why; it stands with the baseline."))
    ] = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    plan = read_plan(desk, project, None)
    assert plan.project is not None
    request = BaselineRequest(plan.project, again, because)
    refuse_baseline(plan.plan, request)
    for remark in calendar_remarks(plan):
        desk.remark(remark)
    if not save(desk, set_baseline, request, options._replace(reason=because)).edits:
        desk.remark(Text("nothing changes"))
