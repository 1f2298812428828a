"""`ppl prepare PROJECT`: one page before a talk, that can be sent as it is."""

from typing import Annotated, Literal

import typer

from ppl.cli import completion
from ppl.cli.desk import Desk, Moment
from ppl.cli.letter import addressed
from ppl.cli.options import N_, AsOf, Format, Lang, Out, Style, View, day_of, desk_of
from ppl.cli.show import format_for, language_of, read, show
from ppl.errors import Text, UsageError
from ppl.model.knowledge import Knowledge
from ppl.model.project import FOLLOWED
from ppl.reports.prepare import OF_PROJECT, Request, kind_of_talk, reader_role
from ppl.rules.preparation import Kind

SHOWS = ("prepare",)
PROGRAMME = "programme"
HELP = N_("""One page before a talk, that can be sent as it is: what was agreed, what is open, what comes, what to ask.

It holds what who comes to the talk may read, and no more. Without --kind it is the next talk: weekly, on learning, or
the half-yearly talk on progress with the ministry. `programme`, or --kind client, is the catch-up with the ministry;
with a project, as far as it is about that. What other projects solved or learned stands there with the reason why it
fits. An eml file opens as a draft in your mail program.

\b
Example:
  ppl prepare langeveld
  ppl prepare langeveld --kind learning --on friday
  ppl prepare langeveld --format eml --out voorbereiding.eml
  ppl prepare programme
""")


def command(
    ctx: typer.Context,
    project: Annotated[
        str | None,
        typer.Argument(
            metavar="PROJECT",
            help=N_("The project, or `programme` for the catch-up with the ministry."),
            autocompletion=completion.projects_or_programme,
        ),
    ] = None,
    kind: Annotated[
        Literal["weekly", "learning", "client", "progress"] | None,
        typer.Option("--kind", help=N_("The kind of talk; else the next one.")),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=N_("The day of the talk; else the one that was agreed."))
    ] = None,
    format: Format = "screen",
    out: Out = None,
    as_of: AsOf = None,
    lang: Lang = None,
    view: View = False,
    style: Style = None,
) -> None:
    desk = desk_of(ctx)
    format = format_for(desk, format, out, "prepare")
    moment = desk.moment(as_of)
    ref = _place(desk, project, kind, moment)
    day = day_of(desk, on, "--on", is_ahead=True) if on else None
    if day is not None and day < moment.today:
        what = Text("--on: {day} lies before {today}", day=day, today=moment.today)
        raise UsageError(what, Text("name a later day, or look back with --as-of"))
    knowledge = read(desk, "prepare", moment, ref)
    meant = kind or kind_of_talk(knowledge, ref, moment.today)
    names, to = addressed(desk, "prepare", format, ref, reader_role(meant))
    request = Request(knowledge, ref, meant, day, names)
    show(desk, "prepare", request, moment, format, language_of(knowledge, lang), out=out, view=view, style=style, to=to)
    _remark(desk, knowledge, ref, meant)


def _place(desk: Desk, project: str | None, kind: Kind | None, moment: Moment) -> str | None:
    """The project that is meant, None for the programme. Raises UsageError."""
    if project is None and kind == "client":
        return None
    if project is None and desk.is_terminal:
        from ppl.cli.ask.which_project import asked_project  # whoever names the project needs no question

        project = asked_project(desk, "prepare", has_programme=kind is None)
    if project is None:
        remedy = Text("name the project, or `programme`: ppl prepare PROJECT")
        raise UsageError(Text("which talk?"), remedy)
    return None if project == PROGRAMME else desk.ref(project, moment.folder, kind="project")


def _remark(desk: Desk, knowledge: Knowledge, ref: str | None, kind: str) -> None:
    """What there is to say to who sends the page, besides."""
    known = knowledge.project(ref) if ref else None
    if known is not None and known.status == FOLLOWED:
        desk.remark(
            Text("{project} is followed from outside: the programme has no rhythm of talks with it", project=ref)
        )
    if known is not None and kind not in OF_PROJECT:
        desk.remark(Text("for the ministry: do not send it to the project"))
