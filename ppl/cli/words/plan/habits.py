"""`ppl plan habits`: which habits were questioned, with what result."""

from __future__ import annotations

import typer

from ppl.cli.options import N_, AsOf, Lang, RecordFormat, desk_of

HELP = N_("""Over all projects: which habit links were questioned, what that won in weeks, what went wrong because of
it, who still waits, and whose plan never had the habit.

ppl plan what-if --save keeps such a fact in the plan, under `questioned`; when its outcome is known it is filled in
there (observed_weeks, incidents, or outcome=restored) with ppl set or ppl edit.

\b
Example:
  ppl plan habits
  ppl set waterrijk/plan questioned.1.observed_weeks=30 --reason "ontwerp was klaar bij de vaststelling"
""")

KINDS = {"programme", "project", "plan", "plan-template"}


def command(
    ctx: typer.Context,
    format: RecordFormat = "screen",
    as_of: AsOf = None,
    lang: Lang = None,
) -> None:
    from ppl.cli.plan_input import show
    from ppl.model.plan import Plan
    from ppl.model.project import Project
    from ppl.reports.plan_habits import build
    from ppl.rules.schedule.planned import of_plan

    desk = desk_of(ctx)
    knowledge = desk.read(as_of, KINDS)
    found = []
    for project in knowledge.of(Project):
        plan = knowledge.get(f"{project.ref}/plan")
        if isinstance(plan, Plan):
            found.append(of_plan(knowledge, plan, project))
    show(desk, build(found), "plan-habits", format, lang)
