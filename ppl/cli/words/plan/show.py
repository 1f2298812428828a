"""`ppl plan show`: a plan as a Gantt chart and a table, with what each activity waits on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ppl.cli.options import N_, AsOf, RecordFormat, desk_of
from ppl.cli.plan_input import NoCalendar, PlanFile, PlanProject, To, taken, warn
from ppl.errors import Text

if TYPE_CHECKING:
    from ppl.cli.desk import Desk
    from ppl.rules.schedule.cpm import Schedule

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
    shows_all: Annotated[
        bool, typer.Option("--all", help=N_("Every activity of a long plan, not only what matters first."))
    ] = False,
    lang: Annotated[Literal["nl", "en"] | None, typer.Option("--lang", help=N_("Its language; else your own."))] = None,
) -> None:
    from ppl.reports.plan import build

    desk = desk_of(ctx)
    found = taken(desk, project, plan, as_of)
    schedule = found.schedule(variant, to, with_calendar=not no_calendar)
    warn(desk, found, not no_calendar)
    _say_conflicts(desk, schedule)
    if format == "json":
        from ppl.cli.rendering import versioned

        desk.show(versioned(build(found, schedule, variant), "ppl/plan/1"))
        return
    from ppl.cli.plan_screen import as_markdown, on_screen
    from ppl.reports.plan_page import seen

    shown = seen(found, schedule, variant, desk.today)
    language = lang or desk.language
    desk.show(as_markdown(desk, shown, language) if format == "md" else on_screen(desk, shown, language, shows_all))


def _say_conflicts(desk: Desk, schedule: Schedule) -> None:
    """Say which planned dates cannot be met, and which chain makes that so."""
    from ppl.reports.plan import conflicts

    for one in conflicts(schedule):
        desk.remark(
            Text(
                "{activity} cannot start on {planned}: {chain} takes until {possible}",
                activity=one.activity,
                planned=one.planned_on,
                chain=" → ".join(one.chain),
                possible=one.possible_on,
            )
        )
