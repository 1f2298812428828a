"""`ppl plan earlier`: the fewest habits to question, what each wins, and what becomes the next bottleneck."""

from typing import Annotated, Literal

import typer

from ppl.cli.options import N_, AsOf, Format, OwnLang, PlanProject, day_of, desk_of
from ppl.cli.plan_input import NoCalendar, PlanFile, To, read_plan
from ppl.cli.show import show
from ppl.reports.plan.earlier import Request

SHOWS = ("plan-earlier",)
HELP = N_("""Can it be earlier? The fewest habit links to question, the weeks that each wins, what that risks and
who must agree, and what becomes the next bottleneck once they are gone.

With --target the smallest set that reaches that day; without it the link that wins most, again and again. What
law, a season, a contract or policy asks is never questioned. Without a target a plan in which no habit is left is
looked at in its usual order: there the habits are that it has left behind (--from usual asks for that too).

\b
Example:
  ppl plan earlier waterrijk
  ppl plan earlier waterrijk --target 2028-03-01
  ppl plan earlier --plan plan.yaml --from usual --no-calendar --format json
""")


def command(
    ctx: typer.Context,
    project: PlanProject = None,
    plan: PlanFile = None,
    target: Annotated[
        str | None, typer.Option("--target", metavar="DATE", help=N_("The day on which the goal must be reached."))
    ] = None,
    weeks: Annotated[
        float | None, typer.Option("--weeks", metavar="N", help=N_("The same as a number of weeks from the start."))
    ] = None,
    base: Annotated[
        Literal["planned", "usual"] | None,
        typer.Option("--from", help=N_("From the plan as it stands, or from its usual order.")),
    ] = None,
    to: To = None,
    no_calendar: NoCalendar = False,
    format: Format = "screen",
    as_of: AsOf = None,
    lang: OwnLang = None,
) -> None:
    desk = desk_of(ctx)
    moment = desk.moment_or_none(as_of)
    found = read_plan(desk, project, plan, moment)
    request = Request(
        found, day_of(desk, target, "--target", is_ahead=True) if target else None, weeks, base, to, not no_calendar
    )
    show(desk, "plan-earlier", request, moment, format, lang or desk.language)
