"""`ppl plan new`: a first plan from a template and a few answers."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal

import typer

from ppl.cli import completion
from ppl.cli.ask.conversation import Conversation
from ppl.cli.ask.plan_settings import script
from ppl.cli.ask.questions import Answers
from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.options import N_, ProjectArgument, WriteOptions, day_of, desk_of, with_write_options
from ppl.errors import Text, UsageError, one_of
from ppl.model.plan import Plan
from ppl.model.programme import PlanTemplate
from ppl.model.project import Project
from ppl.operations.plan_new import NewPlanRequest, answer_in_words, new_plan, refuse_second
from ppl.reports.sentences import count
from ppl.rules.schedule.drafting import drafted
from ppl.rules.schedule.milestones import before_facts, with_facts
from ppl.rules.schedule.planned import template_of

HELP = N_("""Make a first plan from a template and a few answers: whose land, which route, an appeal or not, and the
first day. On a terminal they are asked, unless an option says it. What is not answered gets a default, and the
plan says which answers are assumed. Milestones that the project has reached become actual ends.

The plan waits on what law, seasons, contracts and policy ask. With --order usual it also keeps the habits, so that
ppl plan earlier can question them one by one; without it they stay known as the usual order, to compare with.

\b
Example:
  ppl plan new waterrijk --template woningbouw --land municipal --starts-on 2026-03-02
  ppl plan new waterrijk --template woningbouw --order usual --no-appeal
""")


@with_write_options()
def command(
    ctx: typer.Context,
    project: ProjectArgument,
    template: Annotated[
        str,
        typer.Option(
            "--template",
            metavar="NAME",
            help=N_("The template, a file of programme/plans."),
            autocompletion=completion.plan_templates,
        ),
    ] = "woningbouw",
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
        Literal["parallel", "usual"] | None, typer.Option("--order", help=N_("Without the habits, or with them."))
    ] = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    ref = desk.ref(project, desk.folder, "project")
    of = _project(desk, ref)
    refuse_second(desk.folder, ref)
    chosen = _template(desk, template)
    settings = {
        "land": land or "",
        "route": route or "",
        "appeal": "" if appeal is None else ("yes" if appeal else "no"),
        "starts_on": day_of(desk, starts_on, "--starts-on", is_ahead=True).isoformat() if starts_on else "",
        "order": order or "",
    }
    known = {"starts_on": ((of.starts_on if of else None) or desk.today).isoformat()}
    answers, talk = _talk(desk, ref, of, settings, known) if desk.is_terminal else ({}, None)
    given = {name: answers.get(name) or value or known.get(name, "") for name, value in settings.items()}
    begin = datetime.date.fromisoformat(given["starts_on"])
    chosen = _template(desk, chosen.routes.get(given["route"], template))
    plan = drafted(chosen, given, begin, "usual" if given["order"] == "usual" else "parallel")
    plan = with_facts(plan, of) if of else plan
    save(desk, new_plan, NewPlanRequest(ref, plan), options)
    if talk is not None and not options.dry_run:
        talk.end()
    _tell(desk, plan)
    if not options.dry_run:
        _tell_next(desk, ref)


def _tell_next(desk: Desk, ref: str) -> None:
    """What to do with the new plan."""
    desk.remark(Text("it is assumed until somebody goes over it: ppl plan checked {project}", project=ref))
    what = Text(
        "see it: ppl plan show {project}; turns an answer out otherwise: ppl remove {project}/plan, then ppl plan "
        "new {project} with that answer",
        project=ref,
    )
    desk.remark(what)


def _tell(desk: Desk, plan: Plan) -> None:
    """What of the plan nobody answered, and what has no day yet though something after it was reached."""
    for name in plan.assumed:
        about, value = answer_in_words(name, plan.answers[name])
        desk.remark(Text("assumed, because nobody answered it yet: {name} is {value}", name=about, value=value))
    if before := before_facts(plan):
        ids = ", ".join(one.id for one in before)
        desk.remark(
            count(
                Text("{number} activity comes before what was reached, and has no actual date yet: {ids}", ids=ids),
                Text("{number} activities come before what was reached, and have no actual dates yet: {ids}", ids=ids),
                len(before),
            )
        )


def _project(desk: Desk, ref: str) -> Project | None:
    found = desk.read(kinds={"project"}, projects={ref}).get(ref)
    return found if isinstance(found, Project) else None


def _talk(
    desk: Desk, ref: str, of: Project | None, settings: Mapping[str, str], known: Mapping[str, str]
) -> tuple[Answers, Conversation]:
    """The questions that the options left open, each answer kept at once. Ends the command when it is broken off."""
    talk = Conversation(desk, f"plan-new-{ref}", f"ppl plan new {ref}")
    opening = Text(
        "First plan of {name}: Enter takes what stands in brackets, < goes a step back, ? explains",
        name=of.name if of else ref,
    )
    asked = [name for name, value in settings.items() if not value]
    begin = datetime.date.fromisoformat(known["starts_on"])
    return talk.hold(opening, {}, lambda _: script(known, asked, begin, desk.today)), talk


def _template(desk: Desk, name: str) -> PlanTemplate:
    """A template of the knowledge base. Raises UsageError, naming those that there are."""
    knowledge = desk.read(kinds={"plan-template"})
    found = template_of(knowledge, name)
    if found is None:
        names = [plan_template.id for plan_template in knowledge.of(PlanTemplate)]
        raise UsageError(
            Text("there is no plan template `{name}`", name=name),
            one_of(name, names)
            if names
            else Text("put one in data/programme/plans/; ppl init --from starter brings woningbouw"),
        )
    return found
