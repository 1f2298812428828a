"""`ppl action move`: what was agreed gets another day."""

import datetime
from collections.abc import Sequence
from typing import Annotated

import typer

from ppl.cli import completion
from ppl.cli.desk import Desk
from ppl.cli.entry.settle_input import settle
from ppl.cli.options import N_, ProjectOption, WriteOptions, day_of, desk_of, with_write_options
from ppl.errors import Text, UsageError
from ppl.readers import days

HELP = N_("""Give actions another day; DATE is the last that is typed, as 2026-12-01, 1-12, friday or +2w.

The day that was agreed first is kept, and each move with its day and reason: ppl action list tells how often an action
was moved. A move ends no agreement with the recap of the talk, but the other party does not know of it yet: ppl says
so. Without a ref or a day you are asked, on a terminal.

\b
Example:
  ppl action move
  ppl action move langeveld/sessions/2026-11-20-weekly#a1 +2w --reason "de adviseur is ziek"
  ppl action move 2026-11-20-weekly#a1 2026-11-20-weekly#a2 vrijdag --yes
""")

LONGEST = 4  # words of a day


@with_write_options()
def command(
    ctx: typer.Context,
    named: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REF... DATE]", help=N_("The actions, then the new day."), autocompletion=completion.actions
        ),
    ] = None,
    project: ProjectOption = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    refs, day = _taken_apart(desk, named or ())
    given = {"on": day.isoformat()} if day else {}
    if options.reason:
        given["because"] = options.reason
    settle(desk, "moved", refs, given, ("on",), options, project)


def _taken_apart(desk: Desk, named: Sequence[str]) -> tuple[Sequence[str], datetime.date | None]:
    """The refs, and the day behind them, of one word or of several (`wo 25-11`). Raises UsageError."""
    for size in range(min(LONGEST, len(named)), 0, -1):
        said = " ".join(named[-size:])
        if days.due(said, desk.today) is not None:
            day = day_of(desk, said, "DATE", is_due=True)
            if day < desk.today:
                what = Text("{option}: {day} lies before {today}", option="DATE", day=day, today=desk.today)
                raise UsageError(what, Text("a new day is one to come"))
            return named[:-size], day
    last = named[-1] if named else ""
    if len(named) > 1 and "#" not in last and (days.meant(last, desk.today) or days.unreal(last)):
        day_of(desk, last, "DATE", is_due=True)  # says what is wrong with it
    return named, None
