"""`ppl plan show`: a plan as a Gantt chart and a table, with what each activity waits on."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from ppl.cli.options import N_, AsOf, RecordFormat, desk_of
from ppl.cli.plan.taking import NoCalendar, PlanFile, PlanProject, To, taken, warn

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
    variant: Annotated[
        Literal["planned", "serial", "usual", "no-habit", "short"],
        typer.Option("--variant", help=N_("In another order, or with pressure-cooker durations.")),
    ] = "planned",
    no_calendar: NoCalendar = False,
    format: RecordFormat = "screen",
    as_of: AsOf = None,
) -> None:
    from ppl.cli.rendering import versioned
    from ppl.reports.plan import build

    desk = desk_of(ctx)
    found = taken(desk, project, plan, as_of)
    shown = build(found, found.schedule(variant, to, with_calendar=not no_calendar), variant)
    warn(desk, found, not no_calendar)
    if format == "json":
        desk.show(versioned(shown, "ppl/plan/1"))
