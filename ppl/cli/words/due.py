"""`ppl due`: everything that is due, since when, and what comes."""

from typing import Annotated

import typer

from ppl.cli.actor import RoleOption, actor
from ppl.cli.options import N_, AsOf, Format, Out, OwnLang, ProjectOption, day_of, desk_of
from ppl.cli.show import format_for, read, show
from ppl.errors import Text, UsageError
from ppl.reports.due import Request

SHOWS = ("due",)
HELP = N_("""What is due, since when, and what comes: talks by the rhythm, actions, milestones, decisions, recaps.

What hurts first stands on top: what is late, by how much hangs on it, then by day. Each line says who acts, why, and
which command settles it; once that is done the line is gone. A decision counts from the day on which the papers for
its meeting must be in. Recesses, holidays and days of grace come from the calendar and the rhythm in data/programme.

\b
Example:
  ppl due
  ppl due --role projectleider --project langeveld
  ppl due --until +8w --format ics --out agenda.ics
""")

Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help=N_("Up to this day; else two weeks ahead."))]


def command(
    ctx: typer.Context,
    role: RoleOption = None,
    project: ProjectOption = None,
    until: Until = None,
    format: Format = "screen",
    out: Out = None,
    as_of: AsOf = None,
    lang: OwnLang = None,
) -> None:
    desk = desk_of(ctx)
    format = format_for(desk, format, out, "due")
    moment = desk.moment(as_of)
    about = desk.ref(project, moment.folder, kind="project") if project else None
    last = day_of(desk, until, "--until", is_ahead=True) if until else None
    if last is not None and last < moment.today:
        what = Text("--until: {day} lies before {today}", day=last, today=moment.today)
        raise UsageError(what, Text("name a later day, or look back with --as-of"))
    knowledge = read(desk, "due", moment)
    request = Request(knowledge, actor(knowledge, role) if role else None, about, last)
    show(desk, "due", request, moment, format, lang or desk.language, out=out)
    if as_of is None:
        desk.remark_hand_edits()
