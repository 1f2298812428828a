"""`ppl report`: what a reader needs to know of a project or the programme, in a format."""

import datetime
from typing import Annotated, Literal

import typer

from ppl.cli import completion
from ppl.cli.desk import Desk, Moment
from ppl.cli.options import N_, AsOf, Format, Lang, LotOption, Out, Picture, Style, View, day_of, desk_of
from ppl.cli.show import language_of, read, show
from ppl.cli.words.rank import ranked
from ppl.errors import Text, UsageError
from ppl.model.knowledge import Audience
from ppl.reports.catalog import REPORT, REPORTS, Report

SHOWS = tuple(report.name for report in REPORTS if report.is_page or report.is_of_lot)
HELP = N_("""Report on a project, its plan, the programme or the ranking of a lot, as its reader may see it.

REPORT is project or plan (with the project's id behind it), programme, approach (the way of working, of the
programme or of a project), or ranking (with --lot). What changed is told since the report before: since the last
talk with the ministry, or the last progress talk of a project, and else since half a year ago; --since DATE names
another day. It has pictures: --format svg or png gives one alone (--picture says which), and --out FILE.md writes
them beside it. The audience is applied to the records themselves: what it may not see is nowhere in the report.

\b
Example:
  ppl report project langeveld
  ppl report programme --audience public --out voortgang.md
  ppl report plan langeveld --out planning.md
  ppl report approach langeveld
  ppl report ranking --lot lot-1 --out rangschikking.md
""")

AudienceName = Literal["internal", "project", "client", "programme", "public"]


def command(
    ctx: typer.Context,
    report: Annotated[str, typer.Argument()],
    project: Annotated[
        str | None,
        typer.Argument(
            metavar="PROJECT",
            help=N_("The project, for a report on a project, its plan or its way of working."),
            autocompletion=completion.projects,
        ),
    ] = None,
    format: Format = "screen",
    audience: Annotated[
        AudienceName | None, typer.Option("--audience", help=N_("Who reads it; else the report's own reader."))
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help=N_("From which day on it tells what changed."))
    ] = None,
    lot: LotOption = None,
    as_of: AsOf = None,
    lang: Lang = None,
    out: Out = None,
    picture: Picture = "",
    view: View = False,
    style: Style = None,
) -> None:
    desk = desk_of(ctx)
    known = REPORT[report]
    of_project = known.is_of_project or bool(known.may_be_of_project and project)
    level = audience or ("project" if of_project else known.audience) or "client"
    moment = desk.moment(as_of)
    _refuse_odd(known, project, since, lot)
    if known.is_of_lot:
        whole, request = ranked(desk, lot, moment, level)
    else:
        ref = _project(desk, of_project, project, level, moment)
        whole = read(desk, report, moment, ref)
        changed = {"since": _first_day(desk, since, moment)} if since else {}
        request = known.module.Request(whole.for_audience(Audience(level, ref)), ref, audience=level, **changed)
    show(
        desk,
        report,
        request,
        moment,
        format,
        language_of(whole, lang),
        out=out,
        view=view,
        style=style,
        more={"audience": level},
        picture=picture,
    )


# the choices follow from REPORTS
command.__annotations__["report"] = Annotated[
    Literal[SHOWS], typer.Argument(metavar="REPORT", help=N_("project, plan, programme, approach or ranking."))
]


def _refuse_odd(known: Report, project: str | None, since: str | None, lot: str | None) -> None:
    """Refuse what belongs to another report. Raises UsageError."""
    if since and "since" not in known.module.Request.__struct_fields__:
        what = Text("the report `{report}` does not tell what changed, so it takes no --since", report=known.name)
        raise UsageError(what, Text("leave --since out, or make it of a project or the programme"))
    if lot and not known.is_of_lot:
        what = Text("--lot is for the ranking of a lot")
        raise UsageError(what, Text("leave --lot out, or make it: ppl report ranking --lot LOT"))
    if known.is_of_lot and project:
        what = Text("a ranking is about a lot, not about one project")
        raise UsageError(what, Text("name it: ppl report ranking --lot LOT"))


def _first_day(desk: Desk, since: str, moment: Moment) -> datetime.date:
    """From which day on a report tells what changed. Raises UsageError for one that is still to come."""
    first = day_of(desk, since, "--since")
    if first > moment.today:
        what = Text("--since: {date} is still to come", date=first)
        raise UsageError(what, Text("name a day that was, for example that of the report before"))
    return first


def _project(desk: Desk, is_needed: bool, project: str | None, level: str, moment: Moment) -> str | None:
    if is_needed and not project:
        what = Text("a report on a project needs the project")
        raise UsageError(what, Text("for example: ppl report project langeveld"))
    if not is_needed and project is not None:
        what = Text("the report on the programme is about all projects")
        raise UsageError(what, Text("ppl report project {project} is about one", project=project))
    if not is_needed and level == "project":
        what = Text("the report on the programme has no single project as its reader")
        raise UsageError(what, Text("choose --audience client, programme or public"))
    return desk.ref(project, moment.folder, kind="project") if project else None
