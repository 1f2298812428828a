"""`ppl plan chance`: what ranges of durations make of the end."""

from __future__ import annotations

from typing import Annotated

import typer

from ppl.cli.options import N_, AsOf, Lang, RecordFormat, desk_of
from ppl.cli.plan_input import NoCalendar, PlanFile, PlanProject, To, taken, warn
from ppl.errors import Text, UsageError

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
    format: RecordFormat = "screen",
    as_of: AsOf = None,
    lang: Lang = None,
) -> None:
    from ppl.cli.plan_input import show
    from ppl.reports.plan_chance import build
    from ppl.rules.schedule.simulation import simulate

    desk = desk_of(ctx)
    if not 1 <= runs <= 1_000_000:
        raise UsageError(Text("{runs} runs cannot be done", runs=runs), Text("ask for 1 to 1,000,000"))
    if seed < 0:
        raise UsageError(Text("{seed} is no seed", seed=seed), Text("give a whole number of 0 or more"))
    found = taken(desk, project, plan, as_of)
    schedule = found.schedule("planned", to, with_calendar=not no_calendar)
    try:
        drawn = simulate(schedule, runs, seed)
    except ModuleNotFoundError:
        raise UsageError(
            Text("drawing durations needs numpy, and that is not installed"), Text('pip install "ppl[plan]" brings it')
        ) from None
    warn(desk, found, not no_calendar)
    shown = build(found, schedule, drawn, within or found.goal_weeks)
    show(desk, shown, "plan-chance", format, lang, weeks_now=shown.weeks)
