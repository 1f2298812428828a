"""`ppl plan import`: a plan from a planner's own file."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.either_order import file_and_project
from ppl.cli.language import translated
from ppl.cli.options import N_, Format, ProjectArgument, WriteOptions, day_of, desk_of, with_write_options
from ppl.cli.show import screen_text, show
from ppl.errors import DataError, Text, UsageError, disk_words
from ppl.model.lists import Vocabularies
from ppl.model.plan import Ground
from ppl.model.programme import Programme
from ppl.operations.plan_import import ImportPlanRequest, import_plan, refuse_another
from ppl.planners.import_settings import ImportSettings
from ppl.planners.plan_from_tasks import ImportedPlan, imported_plan
from ppl.planners.reading import read
from ppl.reports.plan.import_ import Request, row

SHOWS = ("plan-import",)
HELP = N_("""Take a planner's own file as the plan of a project: a CSV file, an Excel workbook (.xlsx), or what
MS Project or ProjectLibre saved as XML. Columns are found by their headings, Dutch or English: number, activity,
duration (6 wkn, 30d, 1,5 mnd), predecessors (12FS+2w, 7SS+50%, 9EB), begin, end, percentage done, who.

Why an activity waits no planner's file says, so every link comes in as a habit: these are the ones to question
(ppl plan earlier). What a plan cannot hold, or ppl does not understand, is told with its row; with --dry-run you see
the whole outcome first. Rows that are not understood stop the import, unless --partly leaves them out.

\b
Example:
  ppl plan import waterrijk planning.xlsx --dry-run
  ppl plan import waterrijk planning.csv --goal 20
  ppl plan import waterrijk planning.xml --replace --reason "nieuwe planning van de gemeente"
""")


@with_write_options()
def command(
    ctx: typer.Context,
    project: ProjectArgument,
    source: Annotated[str, typer.Argument(metavar="FILE", help=N_("A .csv, .xlsx or MS Project XML file."))],
    starts_on: Annotated[
        str | None,
        typer.Option("--starts-on", metavar="DATE", help=N_("First day of the plan; else the earliest in the file.")),
    ] = None,
    goal: Annotated[
        str | None, typer.Option("--goal", metavar="ID", help=N_("The activity that the plan leads to."))
    ] = None,
    ground: Annotated[
        Literal["habit", "policy", "contract", "season", "statute"],
        typer.Option("--ground", help=N_("The ground of links of which the file does not say why.")),
    ] = "habit",
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help=N_("The sheet of the workbook, where it has several."))
    ] = None,
    unit: Annotated[
        Literal["weeks", "days", "months"] | None,
        typer.Option("--unit", help=N_("What a duration without a unit counts.")),
    ] = None,
    week_days: Annotated[
        Literal["5", "7"] | None, typer.Option("--week-days", help=N_("Days that count as a week."))
    ] = None,
    month_weeks: Annotated[
        float | None, typer.Option("--month-weeks", metavar="N", help=N_("Weeks that count as a month."))
    ] = None,
    partly: Annotated[
        bool, typer.Option("--partly", help=N_("Take what is understood, without the rows and cells that are not."))
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help=N_("In place of the plan that is there; needs a reason."))
    ] = False,
    *,
    options: WriteOptions,
    format: Format = "screen",
) -> None:
    desk = desk_of(ctx)
    if replace and not options.reason:
        raise UsageError(Text("--replace needs a reason"), Text("--reason TEXT; it stands in the history"))
    file, of = file_and_project(source, project)
    ref = desk.ref(str(of), desk.folder, "project")
    if not options.dry_run:
        refuse_another(desk.folder, ref, replace)
    understood = _understood(
        desk, file, sheet, _asked(desk, file, ground, starts_on, goal, unit, week_days, month_weeks)
    )
    _refuse_wrong(understood, partly or options.dry_run)
    lines = tuple(row(problem, desk.words(problem.what), desk.words(problem.remedy)) for problem in understood.problems)
    request = Request(understood.name, understood.plan, understood.rows, understood.typed, ground, lines)
    preview = screen_text(desk, "plan-import", request, desk.language).splitlines()
    desk.show_problems(understood.problems)
    if options.dry_run:
        show(desk, "plan-import", request, None, format, desk.language)
        desk.remark(Text("nothing was written (--dry-run)"))
        return
    proposal = save(desk, import_plan, ImportPlanRequest(ref, understood, file.name, preview, replace), options)
    for remark in proposal.remarks:
        desk.remark(remark)


def _refuse_wrong(found: ImportedPlan, takes_rest: bool) -> None:
    """Raises DataError, with all that there is to say, where something is not understood and the rest will not do."""
    wrong = [problem for problem in found.problems if problem.is_error]
    if wrong and not takes_rest:
        what = Text("nothing was written; rows or cells that are not understood: {number}", number=len(wrong))
        remedy = Text("correct them in the file, or take the rest with --partly; --dry-run shows what was understood")
        raise DataError(what, remedy, found.problems)


def _understood(desk: Desk, file: Path, sheet: str | None, asked: ImportSettings) -> ImportedPlan:
    """The plan in the file. Raises UsageError or DataError where it cannot be read."""
    try:
        data = desk.input.read(str(file))
    except OSError as error:
        what = Text("{file} cannot be read: {why}", file=str(file), why=disk_words(error))
        raise UsageError(what, Text("name a .csv, .xlsx or MS Project XML file that is there")) from None
    return imported_plan(read(file.name, data, sheet), asked)


def _asked(
    desk: Desk,
    file: Path,
    ground: Ground,
    starts_on: str | None,
    goal: str | None,
    unit: str | None,
    week_days: str | None,
    month_weeks: float | None,
) -> ImportSettings:
    """What the options and the programme say about how the file is to be read."""
    if month_weeks is not None and not 1 <= month_weeks <= 5:
        raise UsageError(Text("a month has no {number} weeks", number=month_weeks), Text("give 4 or 4.33"))
    lists = desk.folder.read_refs(["programme/programme", "programme/vocabularies"])[0]
    programme, vocabularies = lists.one(Programme), lists.one(Vocabularies)
    language = programme.language if programme else desk.language
    return ImportSettings(
        today=desk.today,
        words=lambda text: translated(text, language),
        source=file.name,
        ground=ground,
        starts_on=day_of(desk, starts_on, "--starts-on", is_ahead=True) if starts_on else None,
        goal=goal,
        days=float(week_days) if week_days else None,
        months=month_weeks,
        bare="" if unit is None else unit.removesuffix("s"),
        roles=programme.roles if programme else (),
        phases=vocabularies.phases if vocabularies else (),
    )
