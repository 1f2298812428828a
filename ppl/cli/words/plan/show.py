"""`ppl plan show`: a plan as a Gantt chart and a table, with what each activity waits on."""

from typing import Annotated

import typer

from ppl.cli.options import N_, AsOf, Format, Out, OwnLang, PlanProject, desk_of
from ppl.cli.plan_input import InVariant, NoCalendar, PlanFile, To, read_plan
from ppl.cli.show import format_for, show
from ppl.render.formats import FORMAT
from ppl.reports.plan.show import Request

SHOWS = ("plan-show",)
HELP = N_("""The plan in time: a Gantt chart, a table, and per activity what keeps it from starting earlier.

Weeks count from the first day of the plan. Slack is what an activity may slip without moving the goal; an
activity without slack is critical. Calendars move an activity only where it names a window, or is decided by a
body whose meetings are known.

\b
Example:
  ppl plan show waterrijk
  ppl plan show waterrijk --to A28 --no-calendar --format json
  ppl plan show --plan plan.yaml --variant serial
""")


def command(
    ctx: typer.Context,
    project: PlanProject = None,
    plan: PlanFile = None,
    to: To = None,
    variant: InVariant = "planned",
    no_calendar: NoCalendar = False,
    format: Format = "screen",
    out: Out = None,
    as_of: AsOf = None,
    shows_all: Annotated[
        bool, typer.Option("--all", help=N_("Every activity of a long plan, not only what matters first."))
    ] = False,
    lang: OwnLang = None,
) -> None:
    desk = desk_of(ctx)
    moment = desk.moment_or_none(as_of)
    format = format_for(desk, format, out, "plan-show")
    is_brief = FORMAT[format].is_screen and not shows_all
    request = Request(read_plan(desk, project, plan, moment), variant, to, not no_calendar, is_brief)
    show(desk, "plan-show", request, moment, format, lang or desk.language, out=out, more={"part": "all"})
