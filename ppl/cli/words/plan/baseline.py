"""`ppl plan baseline`: keep the plan as it was agreed first, once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ppl.cli.options import N_, DryRun, ProjectArgument, WithEdits, Yes, desk_of
from ppl.errors import Text, UsageError

if TYPE_CHECKING:
    from ppl.model.plan import Plan

HELP = N_("""Keep the plan as it stands as its baseline: first and last day of every activity, and every milestone.

A baseline is set once. ppl plan drift counts from it. To set it anew needs --again and a reason; the history keeps
the one before.

\b
Example:
  ppl plan baseline waterrijk
  ppl plan baseline waterrijk --again --because "raad koos een andere variant"
""")


def command(
    ctx: typer.Context,
    project: ProjectArgument,
    again: Annotated[bool, typer.Option("--again", help=N_("Set it anew."))] = False,
    because: Annotated[
        str | None, typer.Option("--because", metavar="TEXT", help=N_("Why; it stands with the baseline."))
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    with_edits: WithEdits = False,
) -> None:
    from ppl.cli.plan_confirm import save_plan
    from ppl.cli.plan_input import read_plan
    from ppl.model.fields import changed
    from ppl.reports.plan_parts import calendar_remarks
    from ppl.rules.schedule.drift import baseline

    desk = desk_of(ctx)
    found = read_plan(desk, project, None)
    assert found.project is not None
    _refuse(found.plan, again, because)
    for remark in calendar_remarks(found):
        desk.remark(remark)
    if found.starts_on is None:
        raise UsageError(
            Text("a baseline needs days"), Text("ppl set {ref} starts_on=DATE", ref=f"{found.project}/plan")
        )

    def kept(plan: Plan) -> Plan:
        return changed(plan, baseline=baseline(found._replace(plan=plan), desk.today, because))

    what = "baseline set again" if found.plan.baseline else "baseline"
    save_plan(desk, found.project, kept, "plan baseline", what, because, dry_run, yes, with_edits, _told)


def _told(plan: Plan) -> Iterator[Text | str]:
    """What is kept, for the preview: the days of the milestones."""
    kept = plan.baseline
    assert kept is not None
    titles = {one.code: one.title or one.code for one in plan.milestones}
    titles["goal"] = next((one.title for one in plan.activities if one.id == plan.goal), "-")
    yield Text("+ baseline: {number} activities, {weeks} weeks", number=len(kept.ends), weeks=f"{kept.weeks or 0:.0f}")
    for code, day in sorted(kept.milestones.items(), key=lambda one: one[1]):
        yield f"    {titles.get(code, code)}: {day}"


def _refuse(plan: Plan, again: bool, because: str | None) -> None:
    if plan.baseline is not None and not again:
        raise UsageError(
            Text("the baseline was set on {day} and stays as it is", day=plan.baseline.set_on),
            Text('to set it anew: --again --because "..."'),
        )
    if plan.baseline is not None and not because:
        raise UsageError(Text("a baseline that is set again needs a reason"), Text('add --because "..."'))
