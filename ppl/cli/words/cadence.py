"""`ppl cadence`: how well the rhythm of talks was kept."""

import datetime
from typing import Annotated

import typer

from ppl.cli import completion
from ppl.cli.desk import Desk, Moment
from ppl.cli.options import N_, AsOf, Format, Out, OwnLang, Picture, ProjectOption, Style, View, day_of, desk_of
from ppl.cli.show import format_for, read, show
from ppl.errors import Text, UsageError
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Programme
from ppl.model.session import KICKOFF
from ppl.operations.field_values import choice_named, choice_remedy
from ppl.reports.cadence import Request
from ppl.rules.cadence import SCAN

SHOWS = ("cadence",)
HELP = N_("""How well the rhythm of talks was kept: a calendar with a sign for each week, and figures.

Of each project and each kind of talk that the programme asks for (cadences in data/programme/programme.yaml), and of
the kick-off: how many were asked, held in time, late, moved, cancelled and missed, and the longest gap. Days of grace,
recesses and holidays count as they do in ppl due. Of one project it looks back to its first talk, of all a year.

\b
Example:
  ppl cadence
  ppl cadence --project langeveld --from 2025-01-01
  ppl cadence --kind client --format xlsx --out ritme.xlsx
""")

From = Annotated[str | None, typer.Option("--from", metavar="DATE", help=N_("From this day on."))]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help=N_("Up to this day; else up to today."))]
KindOption = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help=N_("Only this kind of talk."), autocompletion=completion.rhythms),
]


def command(
    ctx: typer.Context,
    project: ProjectOption = None,
    kind: KindOption = None,
    first: From = None,
    last: Until = None,
    format: Format = "screen",
    out: Out = None,
    as_of: AsOf = None,
    lang: OwnLang = None,
    picture: Picture = "",
    view: View = False,
    style: Style = None,
) -> None:
    desk = desk_of(ctx)
    format = format_for(desk, format, out, "cadence")
    moment = desk.moment(as_of)
    about = desk.ref(project, moment.folder, kind="project") if project else None
    begin, end = _day(desk, moment, first, "--from"), _day(desk, moment, last, "--until")
    if begin and end and end < begin:
        raise UsageError(Text("--until: {day} lies before {today}", day=end, today=begin), Text("name a later day"))
    knowledge = read(desk, "cadence", moment, about)
    request = Request(knowledge, about, _kind(knowledge, kind) if kind else None, begin, end)
    language = lang or desk.language
    show(desk, "cadence", request, moment, format, language, out=out, picture=picture, view=view, style=style)
    if as_of is None:
        desk.remark_hand_edits()


def _day(desk: Desk, moment: Moment, text: str | None, option: str) -> datetime.date | None:
    """The day that an option names. Raises UsageError for one that is still to come."""
    day = day_of(desk, text, option) if text else None
    if day is not None and day > moment.today:
        what = Text("{option}: {date} is still to come", option=option, date=day)
        raise UsageError(what, Text("name a day that was; what is to come tells ppl due"))
    return day


def _kind(knowledge: Knowledge, name: str) -> str:
    """The kind of talk of a rhythm by its code or its words. Raises UsageError with those that there are."""
    programme = knowledge.one(Programme)
    asked = [one.kind for one in (programme.cadences if programme else ()) if one.kind != SCAN]
    kinds = tuple(dict.fromkeys([*asked, KICKOFF]))
    code, _ = choice_named(name, kinds)
    if code is None:
        what = Text("there is no rhythm of a talk `{kind}`", kind=name)
        raise UsageError(what, choice_remedy(name, kinds))
    return code
