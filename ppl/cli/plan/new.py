"""`ppl plan new`: a first plan from a template and a few answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ppl.cli.options import N_, DryRun, ProjectArgument, Reason, Yes, day_of, desk_of
from ppl.errors import Text, UsageError

if TYPE_CHECKING:
    from ppl.cli.desk import Desk
    from ppl.model.programme import PlanTemplate

HELP = N_("""Make a first plan from a template and a few answers: homes, whose land, which route, an appeal or not, and
the first day. What is not answered gets a default, and the plan says which answers are assumed.

The plan waits on what law, seasons, contracts and policy ask. With --order usual it also keeps the habits, so that
ppl plan earlier can question them one by one; without it they stay known as the usual order, to compare with.

\b
Example:
  ppl plan new waterrijk --template woningbouw --homes 240 --land municipal --starts-on 2026-03-02
  ppl plan new waterrijk --template woningbouw --order usual --no-appeal
""")


def command(
    ctx: typer.Context,
    project: ProjectArgument,
    template: Annotated[
        str, typer.Option("--template", metavar="NAME", help=N_("The template, a file of programme/plans."))
    ] = "woningbouw",
    homes: Annotated[int | None, typer.Option("--homes", metavar="N", help=N_("About how many homes."))] = None,
    land: Annotated[
        Literal["municipal", "private", "mixed"] | None, typer.Option("--land", help=N_("Whose land it is."))
    ] = None,
    route: Annotated[
        Literal["plan", "permit"] | None,
        typer.Option("--route", help=N_("A change of the environment plan, or a permit that deviates from it.")),
    ] = None,
    appeal: Annotated[
        bool | None, typer.Option("--appeal/--no-appeal", help=N_("Whether an appeal is expected."))
    ] = None,
    starts_on: Annotated[
        str | None, typer.Option("--starts-on", metavar="DATE", help=N_("First day; else the project's, else today."))
    ] = None,
    order: Annotated[
        Literal["parallel", "usual"], typer.Option("--order", help=N_("Without the habits, or with them."))
    ] = "parallel",
    reason: Reason = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    from ppl.cli.plan.writing import new_plan
    from ppl.model.project import Project
    from ppl.rules.schedule.drafting import drafted

    desk = desk_of(ctx)
    ref = desk.ref(project, desk.folder, "project")
    of = desk.read(kinds={"project"}, projects={ref}).get(ref)
    known = of if isinstance(of, Project) else None
    begin = (
        (day_of(starts_on, "--starts-on") if starts_on else None) or (known.starts_on if known else None) or desk.today
    )
    given = {
        "homes": str(homes) if homes else _homes(known),
        "land": land or "",
        "route": route or "",
        "appeal": "" if appeal is None else ("yes" if appeal else "no"),
    }
    plan = drafted(_template(desk, template), given, begin, order)
    what = f"{len(plan.activities)} activities from {plan.template}"
    new_plan(desk, ref, plan, what, reason, dry_run, yes)
    for name in plan.assumed:
        desk.remark(
            Text("assumed, because nobody answered it yet: {name} is {value}", name=name, value=plan.answers[name])
        )


def _template(desk: Desk, name: str) -> PlanTemplate:
    """A template of the knowledge base. Raises UsageError, naming those that there are."""
    from ppl.model.programme import PlanTemplate
    from ppl.rules.schedule.planned import template_of

    knowledge = desk.read(kinds={"plan-template"})
    found = template_of(knowledge, name)
    if found is None:
        names = ", ".join(one.id for one in knowledge.of(PlanTemplate))
        raise UsageError(
            Text("there is no plan template `{name}`", name=name), Text("choose from: {names}", names=names)
        )
    return found


def _homes(project: object) -> str:
    """The homes of the project, where it says so."""
    homes = getattr(project, "homes", None)
    number = getattr(homes, "max", None) or getattr(homes, "min", None)
    return str(number) if number else ""
