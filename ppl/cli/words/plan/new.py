"""`ppl plan new`: a first plan from a template and a few answers."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal

import typer

from ppl.cli import completion
from ppl.cli.ask.conversation import Conversation
from ppl.cli.ask.plan_settings import Past, script
from ppl.cli.ask.questions import Answers
from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.options import N_, ProjectArgument, WriteOptions, day_of, desk_of, with_write_options
from ppl.errors import Text, UsageError, one_of
from ppl.model.plan import Plan
from ppl.model.programme import PlanTemplate
from ppl.model.project import Project
from ppl.operations.plan_new import NewPlanRequest, answer_in_words, new_plan, refuse_second
from ppl.partial_date import PartialDate, last_day
from ppl.reports.sentences import count
from ppl.rules.schedule.drafting import drafted, known_of
from ppl.rules.schedule.milestones import before_facts, done_by_then, ended, undated, with_facts
from ppl.rules.schedule.planned import Planned, of_plan, template_of

HELP = N_("""Make a first plan from a template and a few answers: whose land, which route, an appeal or not, and the
first day. On a terminal they are asked, unless an option says it. What is not answered gets a default, and the
plan says which answers are assumed. Milestones that the project has reached become actual ends.

The plan waits on what law, seasons, contracts and policy ask. With --order usual it also keeps the habits, so that
ppl plan earlier can question them one by one; without it they stay known as the usual order, to compare with.

\b
Example:
  ppl plan new waterrijk --template woningbouw --land municipal --starts-on 2026-03-02
  ppl plan new waterrijk --route permit --procedure extended
  ppl plan new waterrijk --template woningbouw --order usual --no-appeal
""")
ROUTE = N_("A change of the environment plan, or a permit that deviates from it.")
PROCEDURE = N_("How a permit is prepared: regular (8 weeks, 6 more at most) or extended (26 weeks).")


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
    route: Annotated[Literal["plan", "permit"] | None, typer.Option("--route", help=ROUTE)] = None,
    procedure: Annotated[Literal["regular", "extended"] | None, typer.Option("--procedure", help=PROCEDURE)] = None,
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
        "procedure": procedure or "",
        "appeal": "" if appeal is None else ("yes" if appeal else "no"),
        "starts_on": day_of(desk, starts_on, "--starts-on", is_ahead=True).isoformat() if starts_on else "",
        "order": order or "",
    }
    settings |= _answered(desk, chosen, of, settings) if of else {}
    known = {"starts_on": last_day((of.starts_on if of else None) or desk.today).isoformat()}
    past = _past(desk, drafted(chosen, settings, None), of) if of else Past()
    answers, talk = _talk(desk, ref, of, settings, known, past) if desk.is_terminal else ({}, None)
    given = {name: answers.get(name) or value or known.get(name, "") for name, value in settings.items()}
    begin = datetime.date.fromisoformat(given["starts_on"])
    chosen = _template(desk, chosen.routes.get(given["route"], template))
    plan = drafted(chosen, given, begin, "usual" if given["order"] == "usual" else "parallel")
    plan = _with_past(desk, plan, of, past, answers) if of else plan
    save(desk, new_plan, NewPlanRequest(ref, plan), options)
    if talk is not None and not options.dry_run:
        talk.end()
    is_asked = bool(answers.get("starts_on") or settings["starts_on"])
    _tell(desk, ref, plan, plan.starts_on if is_asked else of.starts_on if of else None)
    if not options.dry_run:
        _tell_next(desk, ref)


def _answered(desk: Desk, template: PlanTemplate, of: Project, settings: Mapping[str, str]) -> dict[str, str]:
    """The answers that no option gives and a fact of the project does, each told."""
    found = {name: answer for name, answer in known_of(template, of).items() if not settings.get(name)}
    for name in found:
        about, value = answer_in_words(name, found[name])
        desk.remark(Text("{name}: {value}, as the project's record says", name=about, value=value))
    return found


def _past(desk: Desk, plan: Plan, of: Project) -> Past:
    """What is not known of what was, by the milestones of the project."""
    found = _planned(desk, plan, of)
    return Past(undated(found, of, desk.today), tuple(before_facts(found.plan)))


def _with_past(desk: Desk, plan: Plan, of: Project, past: Past, answers: Answers) -> Plan:
    """The plan with what the milestones say, and what was answered about those without a day; the rest is told."""
    days = {id: datetime.date.fromisoformat(day) for _, id in past.undated if (day := answers.get(f"ended.{id}"))}
    found = _planned(desk, plan, of)
    plan = ended(found.plan, days)
    plan = done_by_then(plan) if answers.get("before") == "yes" else plan
    _tell_undated(desk, found._replace(plan=plan), of)
    return plan


def _planned(desk: Desk, plan: Plan, of: Project) -> Planned:
    """The plan with what the project's milestones say of it."""
    found = of_plan(desk.read(kinds={"vocabularies", "plan-template"}), plan, of)
    return found._replace(plan=with_facts(found, of))


def _tell_undated(desk: Desk, of: Planned, project: Project) -> None:
    """The milestones that may have been reached, and of which nobody gave a day; and how to fill them."""
    for milestone, activity in undated(of, project, desk.today):
        values = {"title": milestone.title, "activity": activity, "ref": f"{project.ref}#{milestone.code}"}
        desk.remark(Text("no day is known on which it was reached: {title} ({activity})", **values))
        desk.remark(
            Text(
                "  once it is: ppl set {ref} actual_on=DATE; ppl plan accept-milestones {project}",
                project=project.ref,
                **values,
            )
        )


def _tell_next(desk: Desk, ref: str) -> None:
    """What one may do with the plan now."""
    desk.remark(Text("it is assumed until somebody goes over it: ppl plan checked {project}", project=ref))
    what = Text(
        "see it: ppl plan show {project}; turns an answer out otherwise: ppl remove {project}/plan, then ppl plan "
        "new {project} with that answer",
        project=ref,
    )
    desk.remark(what)


def _tell(desk: Desk, ref: str, plan: Plan, begin: datetime.date | None) -> None:
    """What of the plan nobody answered, and what has no day yet though something after it was reached.

    begin: what was known of its first day
    """
    if isinstance(begin, PartialDate):
        what = Text("the plan begins on {last}, the last day that {known} can be: --starts-on DATE gives another",
                    last=plan.starts_on, known=begin)  # fmt: skip
        desk.remark(what)
    if begin is None:
        what = Text("nobody gave a first day, so the plan begins today: --starts-on DATE, or starts_on in its file")
        desk.remark(what)
    for name in plan.assumed:
        about, value = answer_in_words(name, plan.answers[name])
        desk.remark(Text("assumed, because nobody answered it yet: {name} is {value}", name=about, value=value))
    if before := before_facts(plan):
        ids, first = ", ".join(before), next(iter(before))
        desk.remark(
            count(
                Text("{number} activity comes before what was reached, and has no actual date yet: {ids}", ids=ids),
                Text("{number} activities come before what was reached, and have no actual dates yet: {ids}", ids=ids),
                len(before),
            )
        )
        values = {"ref": f"{ref}/plan#{first}", "day": before[first]}
        desk.remark(Text("  was it done by then: ppl set {ref} actual_end_on=..{day}", **values))


def _project(desk: Desk, ref: str) -> Project | None:
    found = desk.read(kinds={"project"}, projects={ref}).get(ref)
    return found if isinstance(found, Project) else None


def _talk(
    desk: Desk, ref: str, of: Project | None, settings: Mapping[str, str], known: Mapping[str, str], past: Past
) -> tuple[Answers, Conversation]:
    """The questions that the options left open, each answer kept at once. Ends the command when it is broken off."""
    talk = Conversation(desk, f"plan-new-{ref}", f"ppl plan new {ref}")
    opening = Text(
        "First plan of {name}: Enter takes what stands in brackets, < goes a step back, ? explains",
        name=of.name if of else ref,
    )
    asked = [name for name, value in settings.items() if not value]
    if settings["route"] == "plan":
        asked.remove("procedure")
    begin = datetime.date.fromisoformat(known["starts_on"])
    return talk.hold(opening, {}, lambda _: script(known, asked, begin, desk.today, past)), talk


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
