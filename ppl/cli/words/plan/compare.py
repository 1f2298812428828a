"""`ppl plan compare`: in the usual order, as planned, and with every habit dropped."""

import typer

from ppl.cli.options import N_, AsOf, Format, OwnLang, PlanProject, desk_of
from ppl.cli.plan_input import NoCalendar, PlanFile, To, read_plan
from ppl.cli.show import show
from ppl.reports.plan.compare import Request

SHOWS = ("plan-compare",)
HELP = N_("""The same activities in four orders: the usual one after the other, as planned, with every habit dropped,
and that with pressure-cooker durations.

What the plan wins over the usual order is split into other links and shorter work. Hours per party count where the
plan has `hours` or `hours_per_week`; beside them stands what the sources promise.

\b
Example:
  ppl plan compare waterrijk
  ppl plan compare waterrijk --to A28 --no-calendar --format json
""")


def command(
    ctx: typer.Context,
    project: PlanProject = None,
    plan: PlanFile = None,
    to: To = None,
    no_calendar: NoCalendar = False,
    format: Format = "screen",
    as_of: AsOf = None,
    lang: OwnLang = None,
) -> None:
    desk = desk_of(ctx)
    moment = desk.moment_or_none(as_of)
    request = Request(read_plan(desk, project, plan, moment), to, not no_calendar)
    show(desk, "plan-compare", request, moment, format, lang or desk.language)
