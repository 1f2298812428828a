"""`ppl plan earlier`: the fewest habits to question, what each wins, and what becomes the next bottleneck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ppl.cli.options import N_, AsOf, Lang, RecordFormat, day_of, desk_of
from ppl.cli.plan_input import NoCalendar, PlanFile, PlanProject, To, taken, warn
from ppl.errors import Text, UsageError

if TYPE_CHECKING:
    from ppl.rules.schedule.planned import Planned

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
    format: RecordFormat = "screen",
    as_of: AsOf = None,
    lang: Lang = None,
) -> None:
    from ppl.cli.plan_input import show
    from ppl.reports.plan_earlier import build
    from ppl.rules.schedule.earlier import earlier, habits

    desk = desk_of(ctx)
    found = taken(desk, project, plan, as_of)
    now = found.schedule(base or "planned", to, with_calendar=not no_calendar)
    if base is None and target is None and weeks is None and not habits(now):
        now = found.schedule("usual", to, with_calendar=not no_calendar)
        base = "usual" if habits(now) else "planned"
    shown = build(found, earlier(now, _target(found, target, weeks)), base or "planned")
    warn(desk, found, not no_calendar)
    links = sum(len(step.questions) for step in shown.steps)
    show(desk, shown, "plan-earlier", format, lang, weeks_now=shown.weeks, next_chain=shown.next, links=links)


def _target(found: Planned, day: str | None, weeks: float | None) -> int | None:
    """The target in ticks from the start of the plan. Raises UsageError."""
    from ppl.rules.schedule import ticks

    if weeks is not None and day is not None:
        raise UsageError(Text("--target and --weeks are two ways to say the same"), Text("give one of them"))
    if weeks is not None:
        return ticks.of_weeks(weeks)
    if day is None:
        return None
    on = day_of(day, "--target")
    if found.starts_on is None:
        raise UsageError(
            Text("the plan has no first day, so no day can be reached"), Text("give it starts_on, or use --weeks")
        )
    return ticks.between(found.starts_on, on)
