"""`ppl report`: what a reader needs to know of a project or the programme, in a format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import typer

from ppl.cli.desk import Desk
from ppl.cli.options import N_, AsOf, Lang, desk_of
from ppl.errors import StoreError, Text, UsageError

HELP = N_("""Report on a project or the programme, as its reader may see it.

REPORT is project (with the project's id behind it) or programme. The audience is applied to the records
themselves: what it may not see is nowhere in the report.

\b
Example:
  ppl report project langeveld
  ppl report programme --audience public --out voortgang.md
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
)

FormatName = Literal["screen", "md", "json"]
AudienceName = Literal["internal", "project", "client", "programme", "public"]


def _completed_projects(ctx: typer.Context, incomplete: str) -> list[str]:
    return [ref for ref in desk_of(ctx).known_refs() if "/" not in ref and ref.startswith(incomplete)]


def command(
    ctx: typer.Context,
    report: Annotated[
        Literal["project", "programme"], typer.Argument(metavar="REPORT", help=N_("project or programme."))
    ],
    project: Annotated[
        str | None,
        typer.Argument(
            metavar="PROJECT",
            help=N_("The project, for a report on a project."),
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
    text = _text(desk, report, project, format if out is None or format != "screen" else "md", audience, as_of, lang)
    if out is None:
        desk.show(text)
        return
    _written(out, text)
    desk.remark(Text("written to {file}", file=str(out)))


def _text(
    desk: Desk,
    name: str,
    project: str | None,
    format: str,
    audience: AudienceName | None,
    as_of: str | None,
    lang: str | None,
) -> str:
    from ppl.cli.rendering import language_of, markdown, plain, versioned
    from ppl.model.knowledge import Audience
    from ppl.reports.catalog import REPORT

    report = REPORT[name]
    level = audience or report.audience
    ref = _project(desk, report.needs_project, project, level, as_of)
    whole = desk.read(as_of)
    knowledge = whole.for_audience(Audience(level, ref))
    found = report.build(knowledge, desk.today, ref)
    made = next(f for f in FORMATS if f.name == format).from_markdown
    if made is None:
        return versioned(found, report.schema)
    data: dict[str, Any] = {"report": plain(found), "audience": level}
    return made(markdown(desk, report.template, data, language_of(whole, lang)))


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
