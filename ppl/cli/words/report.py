"""`ppl report`: what a reader needs to know of a project or the programme, in a format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import typer

from ppl.cli.desk import Desk
from ppl.cli.options import N_, AsOf, Lang, desk_of
from ppl.errors import StoreError, Text, UsageError

HELP = N_("""Report on a project, its plan or the programme, as its reader may see it.

REPORT is project or plan (with the project's id behind it) or programme. The plan has a picture: --format svg
gives it alone, and --out FILE writes it beside the report. The audience is applied to the records
themselves: what it may not see is nowhere in the report.

\b
Example:
  ppl report project langeveld
  ppl report programme --audience public --out voortgang.md
  ppl report plan langeveld --out planning.md
""")


class Format(NamedTuple):
    """A format of reports: how it is made from the data, or from the Markdown that its template gave."""

    name: str
    from_markdown: Callable[[str], str] | None


def _screen(text: str) -> str:
    from ppl.cli.rendering import on_screen

    return on_screen(text)


FORMATS: tuple[Format, ...] = (
    Format("screen", _screen),
    Format("md", str),
    Format("json", None),
    Format("svg", None),
)

FormatName = Literal["screen", "md", "json", "svg"]
AudienceName = Literal["internal", "project", "client", "programme", "public"]


def _completed_projects(ctx: typer.Context, incomplete: str) -> list[str]:
    return [ref for ref in desk_of(ctx).known_refs() if "/" not in ref and ref.startswith(incomplete)]


def command(
    ctx: typer.Context,
    report: Annotated[
        Literal["project", "plan", "programme"],
        typer.Argument(metavar="REPORT", help=N_("project, plan or programme.")),
    ],
    project: Annotated[
        str | None,
        typer.Argument(
            metavar="PROJECT",
            help=N_("The project, for a report on a project or its plan."),
            autocompletion=_completed_projects,
        ),
    ] = None,
    format: Annotated[FormatName, typer.Option("--format", help=N_("How it is shown."))] = "screen",
    audience: Annotated[
        AudienceName | None, typer.Option("--audience", help=N_("Who reads it; else the report's own reader."))
    ] = None,
    as_of: AsOf = None,
    lang: Lang = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help=N_("Write it to this file instead of the screen."))
    ] = None,
) -> None:
    desk = desk_of(ctx)
    made = _made(
        desk, report, project, format if out is None or format != "screen" else "md", audience, as_of, lang, out
    )
    if out is None:
        desk.show(made.text)
        return
    if made.picture is not None:
        _written(out.with_suffix(".svg"), made.picture)
        desk.remark(Text("picture written to {file}", file=str(out.with_suffix(".svg"))))
    _written(out, made.text)
    desk.remark(Text("written to {file}", file=str(out)))


class Made(NamedTuple):
    """A report in its format; picture: the file that goes beside it, where it has one."""

    text: str
    picture: str | None = None


def _made(
    desk: Desk,
    name: str,
    project: str | None,
    format: str,
    audience: AudienceName | None,
    as_of: str | None,
    lang: str | None,
    out: Path | None,
) -> Made:
    from ppl.cli.rendering import language_of, markdown, plain, versioned
    from ppl.model.knowledge import Audience
    from ppl.reports.catalog import REPORT
    from ppl.reports.plan_page import PlanPage

    report = REPORT[name]
    level = audience or report.audience
    ref = _project(desk, report.needs_project, project, level, as_of)
    whole = desk.read(as_of)
    knowledge = whole.for_audience(Audience(level, ref))
    found = report.build(knowledge, desk.today, ref)
    if format == "json":
        return Made(versioned(found, report.schema))
    data: dict[str, Any] = {"report": plain(found), "audience": level}
    spoken = language_of(whole, lang)
    picture = None
    if report.name == "plan":
        assert isinstance(found, PlanPage)
        from urllib.parse import quote

        from ppl.cli.plan_screen import chart_in_markdown, drawing

        if format == "svg":
            return Made(drawing(desk, found, spoken))
        if out is not None:
            picture = drawing(desk, found, spoken)
            data["picture"] = quote(out.with_suffix(".svg").name)
        else:
            data["chart"] = chart_in_markdown(desk, found, spoken)
    elif format == "svg":
        raise UsageError(Text("this report has no picture"), Text("ppl report plan PROJECT --format svg has one"))
    text = markdown(desk, report.template, data, spoken)
    made = next(one for one in FORMATS if one.name == format).from_markdown
    assert made is not None
    return Made(made(text), picture)


def _project(desk: Desk, is_needed: bool, project: str | None, level: str, as_of: str | None) -> str | None:
    if is_needed and project is None:
        raise UsageError(
            Text("a report on a project needs the project"), Text("for example: ppl report project langeveld")
        )
    if not is_needed and project is not None:
        raise UsageError(
            Text("the report on the programme is about all projects"),
            Text("ppl report project {project} is about one", project=project),
        )
    if not is_needed and level == "project":
        raise UsageError(
            Text("the report on the programme has no single project as its reader"),
            Text("choose --audience client, programme or public"),
        )
    return desk.ref(project, desk.at(as_of), kind="project") if project else None


def _written(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StoreError(
            Text("{file} cannot be written: {why}", file=str(out), why=error.strerror or str(error)),
            Text("name another file with --out"),
        ) from None
