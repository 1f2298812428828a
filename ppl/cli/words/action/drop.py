"""`ppl action drop`: what was agreed is no longer needed."""

import typer

from ppl.cli.entry.settle_input import settle
from ppl.cli.options import N_, ProjectOption, WriteOptions, desk_of, with_write_options
from ppl.cli.words.action.done import ActionArguments

HELP = N_("""Say that actions are no longer needed, and why (--reason): it stands with the action and in the history.

They stay where they were agreed, and are never due again. Without a ref or a reason you are asked, on a
terminal.

\b
Example:
  ppl action drop
  ppl action drop langeveld/sessions/2026-11-20-weekly#a1 --reason "de raad heeft anders besloten"
""")


@with_write_options()
def command(
    ctx: typer.Context, refs: ActionArguments = None, project: ProjectOption = None, *, options: WriteOptions
) -> None:
    desk = desk_of(ctx)
    given = {"because": options.reason} if options.reason else {}
    settle(desk, "dropped", refs or (), given, ("because",), options, project)
