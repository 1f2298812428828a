"""`ppl action done`: what was agreed is done."""

from typing import Annotated

import typer

from ppl.cli import completion
from ppl.cli.entry.settle_input import settle
from ppl.cli.options import N_, ProjectOption, WriteOptions, desk_of, past_day_of, with_write_options

HELP = N_("""Say that actions are done: today, or on another day (--on), with what came out of it (--result).

REF is that of ppl action list: a talk, an event or an escalation, and behind # the action. The name of the talk alone
will do, or a project or talk in which one action is open. Without one you choose, on a terminal, from what is
open. What was agreed stays as it is, also where the recap was agreed with.

\b
Example:
  ppl action done
  ppl action done langeveld/sessions/2026-11-20-weekly#a1 --on gisteren
  ppl action done 2026-11-20-weekly#a1 2026-11-23-learning#a2 --yes
  ppl action done langeveld --result "de netbeheerder belt terug"
""")

ActionArguments = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[REF...]", help=N_("The actions; without one you choose."), autocompletion=completion.actions
    ),
]


@with_write_options()
def command(
    ctx: typer.Context,
    refs: ActionArguments = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=N_("The day on which it was done; else today."))
    ] = None,
    result: Annotated[str | None, typer.Option("--result", metavar="TEXT", help=N_("What came out of it."))] = None,
    project: ProjectOption = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    given = {"on": past_day_of(desk, on, "--on").isoformat()} if on else {}
    if result and result.strip():
        given["result"] = result.strip()
    settle(desk, "done", refs or (), given, (), options, project)
