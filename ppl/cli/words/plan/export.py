"""`ppl plan export`: the plan in a file for a planner's program, or its milestones for a calendar."""

from typing import Annotated, Literal

import typer

from ppl.cli.desk import Desk
from ppl.cli.language import translated
from ppl.cli.options import N_, AsOf, Out, PlanProject, desk_of
from ppl.cli.out_format import out_format
from ppl.cli.plan_input import InVariant, NoCalendar, PlanFile, read_plan
from ppl.cli.show import Written, write
from ppl.errors import Text, UsageError, with_extra
from ppl.model.fields import changed
from ppl.planners.calendar_out import milestones_of
from ppl.planners.left_behind import left_behind
from ppl.planners.mspdi_out import mspdi_of
from ppl.planners.plan_rows import Moment, Outgoing, Timed
from ppl.planners.sheets_out import csv_of, workbook_of
from ppl.render.ics import Event, calendar
from ppl.reports.plan.parts import calendar_remarks
from ppl.reports.plan.times import plan_shown
from ppl.reports.sentences import count
from ppl.rules.schedule.planned import Planned
from ppl.rules.schedule.variants import Variant, varied

FORMAT_OF = {".csv": "csv", ".xlsx": "xlsx", ".xml": "mspdi", ".ics": "ics"}
HELP = N_("""The plan in a file for others: CSV for a Dutch Excel, an Excel workbook (xlsx), XML for MS Project and
ProjectLibre (mspdi), or its milestones for a calendar (ics).

ppl plan import takes the file back with the same ids, titles, durations and links, and with the ground of each link.
What a format cannot hold is told on stderr. Begin and end are computed; change durations and links, not those.

\b
Example:
  ppl plan export waterrijk --out planning.xlsx
  ppl plan export waterrijk --format csv --variant serial
  ppl plan export --plan plan.yaml --format mspdi --out planning.xml
""")


def command(
    ctx: typer.Context,
    project: PlanProject = None,
    plan: PlanFile = None,
    format: Annotated[
        Literal["csv", "xlsx", "mspdi", "ics"] | None,
        typer.Option("--format", help=N_("What kind of file; else as the name of the file says, or csv.")),
    ] = None,
    out: Out = None,
    variant: InVariant = "planned",
    no_calendar: NoCalendar = False,
    lang: Annotated[
        Literal["nl", "en"] | None, typer.Option("--lang", help=N_("Language of the headings; else Dutch."))
    ] = None,
    as_of: AsOf = None,
) -> None:
    desk = desk_of(ctx)
    made = out_format(out, format, FORMAT_OF, "csv") if out is not None else format or "csv"
    if made == "xlsx" and out is None and desk.shows_on_terminal:
        raise UsageError(Text("a workbook cannot be shown on a screen"), Text("name a file with --out"))
    found = read_plan(desk, project, plan, desk.moment_or_none(as_of))
    going = _outgoing(desk, found, variant, not no_calendar, lang or "nl")
    data = _made(going, made, found.project or "plan")
    for remark in calendar_remarks(found, not no_calendar):
        desk.remark(remark)
    if unchecked := found.plan.unchecked:
        named = found.project or "PROJECT"
        desk.remark(
            count(
                Text("assumed: nobody has gone over {number} activity: ppl plan checked {project}", project=named),
                Text("assumed: nobody has gone over {number} activities: ppl plan checked {project}", project=named),
                unchecked,
            )
        )
    for told in left_behind(going, made):
        desk.remark(told)
    if out is None and desk.shows_on_terminal:
        desk.show(data.decode())
    elif out is None:
        desk.show_bytes(data)
    else:
        write(desk, [Written(out, data, Text("written to {file}", file=str(out)))])


def _outgoing(desk: Desk, planned: Planned, variant: Variant, with_calendar: bool, lang: str) -> Outgoing:
    """The plan with its days, in a variant."""
    shown = plan_shown(planned, planned.schedule(variant, with_calendar=with_calendar), variant)
    activities = planned.plan.activities if variant == "planned" else varied(planned.activities, variant)
    timed = tuple(
        Timed(one, when.weeks, when.start_on, when.end_on)
        for one, when in zip(activities, shown.activities, strict=True)
    )
    reached = {milestone.activity for milestone in shown.milestones}
    moments = [
        Moment(milestone.code, milestone.title or desk.words(Text(milestone.code)), milestone.on, milestone.law)
        for milestone in shown.milestones
    ]
    moments += [
        Moment(one.activity.id, one.activity.title, one.start_on)
        for one in timed
        if one.weeks == 0 and one.activity.id not in reached
    ]
    own = changed(planned.plan, milestones=planned.milestones)
    return Outgoing(
        _named(planned, lang), own, timed, tuple(moments), planned.starts_on, shown.goal, desk.today, lang == "nl"
    )


def _named(planned: Planned, lang: str) -> str:
    """What the plan is called; one that nobody has gone over is called assumed."""
    name = planned.name or planned.project or "plan"
    return f"{name} ({translated(Text('assumed'), lang)})" if planned.plan.unchecked else name


def _made(going: Outgoing, format: str, project: str) -> bytes:
    """The file in a format. Raises UsageError where a package lacks."""
    try:
        if format == "csv":
            return csv_of(going)
        if format == "xlsx":
            return workbook_of(going)
        if format == "mspdi":
            return mspdi_of(going)
        return calendar(going.name, [Event(*one) for one in milestones_of(going, project)])
    except ModuleNotFoundError:
        what = Text("writing {format} needs a package that is not installed", format=format)
        raise UsageError(what, with_extra("office")) from None
