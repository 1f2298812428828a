"""`ppl action list`: what was agreed to do, over all talks and events; what is late first."""

from typing import Annotated

import typer

from ppl.cli import completion
from ppl.cli.listing import Listing, show_list
from ppl.cli.options import N_, AsOf, Format, Out, ProjectOption, Sort, Where, day_of, desk_of
from ppl.errors import Text, UsageError

SHOWS = ("list",)
HELP = N_("""List the actions of all talks, events and escalations, with who does them, by when, and how late they are.

Without more it is what is open, the longest late on top. --late keeps what is past its day, --all takes what was done
or dropped too. It is ppl list action with these choices made: --where, --sort and the formats are the same, and each
line begins with the ref that ppl action done, move and drop take. Without an owner: --where owner=.

\b
Example:
  ppl action list
  ppl action list --late --project langeveld
  ppl action list --owner projectleider --until +1w
  ppl action list --all --where "times_moved>=2" --out acties.xlsx
""")

STANDING = {"open": ("status!=done", "status!=dropped"), "late": ("late_days>=1",), "all": ()}


def command(
    ctx: typer.Context,
    project: ProjectOption = None,
    owner: Annotated[
        str | None,
        typer.Option("--owner", metavar="ROLE", help=N_("Only what this role does."), autocompletion=completion.actors),
    ] = None,
    is_open: Annotated[bool, typer.Option("--open", help=N_("Only what is open; so it is without more."))] = False,
    is_late: Annotated[bool, typer.Option("--late", help=N_("Only what is past its day."))] = False,
    is_all: Annotated[bool, typer.Option("--all", help=N_("What was done or dropped too."))] = False,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help=N_("Only what is due up to this day."))
    ] = None,
    where: Where = None,
    sort: Sort = None,
    format: Format = "screen",
    out: Out = None,
    as_of: AsOf = None,
) -> None:
    desk = desk_of(ctx)
    asked = [name for name, is_asked in (("open", is_open), ("late", is_late), ("all", is_all)) if is_asked]
    if len(asked) > 1:
        listed = ", ".join(f"--{name}" for name in asked)
        raise UsageError(Text("{listed} do not go together", listed=listed), Text("choose one"))
    is_told = any(condition.startswith("status") for condition in where or ())
    conditions = [*STANDING[asked[0] if asked else "all" if is_told else "open"], *(where or ())]
    if owner is not None:
        conditions.append(f"owner={owner}")
    if until is not None:
        conditions.append(f"due_on<={day_of(desk, until, '--until', is_ahead=True, is_due=True)}")
    show_list(desk, Listing("action", project, conditions, None, sort, format, out, as_of))
