"""`ppl plan chance`: what ranges of durations make of the end."""

from typing import Annotated

import typer

from ppl.cli.options import N_, AsOf, Format, OwnLang, PlanProject, desk_of
from ppl.cli.plan_input import NoCalendar, PlanFile, To, read_plan
from ppl.cli.show import show
from ppl.errors import Text, UsageError
from ppl.reports.plan.chance import Request

SHOWS = ("plan-chance",)
HELP = N_("""What ranges of durations (optimistic, likely, pessimistic) make of the day on which the goal is reached: a
range of weeks, and the activities that drive it.

A percentage for the term of the lot (or --within) is given only where no mere guess holds the goal; else it says
which durations to ask about first. The same seed gives the same runs. Durations are drawn independently of each
other, which makes the range narrower than life is.

\b
Example:
  ppl plan chance waterrijk
  ppl plan chance waterrijk --within 104 --runs 50000 --seed 7 --format json
""")


def command(
    ctx: typer.Context,
    project: PlanProject = None,
    plan: PlanFile = None,
    within: Annotated[
        float | None, typer.Option("--within", metavar="WEEKS", help=N_("The term; else that of the project's lot."))
    ] = None,
    runs: Annotated[int, typer.Option("--runs", metavar="N", help=N_("How many times to draw."))] = 10_000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help=N_("Where the drawing begins."))] = 1,
    to: To = None,
    no_calendar: NoCalendar = False,
    format: Format = "screen",
    as_of: AsOf = None,
    lang: OwnLang = None,
) -> None:
    desk = desk_of(ctx)
    if not 1 <= runs <= 1_000_000:
        raise UsageError(Text("{runs} runs cannot be done", runs=runs), Text("ask for 1 to 1,000,000"))
    if seed < 0:
        raise UsageError(Text("{seed} is no seed", seed=seed), Text("give a whole number of 0 or more"))
    moment = desk.moment_or_none(as_of)
    request = Request(read_plan(desk, project, plan, moment), runs, seed, within, to, not no_calendar)
    show(desk, "plan-chance", request, moment, format, lang or desk.language)
