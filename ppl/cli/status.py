"""`ppl status`: the programme or a project on one screen."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from ppl.cli.options import N_, AsOf, OptionalProject, RecordFormat, desk_of

HELP = N_("""The programme or a project on one screen: what is open, what comes next, lights, milestones.

A session is late when the rhythm of the programme asked for it and the days of grace are over.

\b
Example:
  ppl status
  ppl status langeveld --as-of 2026-06-30
""")

Lang = Annotated[Literal["nl", "en"] | None, typer.Option("--lang", help=N_("Language of the screen; else your own."))]


def command(
    ctx: typer.Context,
    project: OptionalProject = None,
    format: RecordFormat = "screen",
    as_of: AsOf = None,
    lang: Lang = None,
) -> None:
    from ppl.cli.rendering import markdown, plain, versioned
    from ppl.reports.status import build

    desk = desk_of(ctx)
    knowledge = desk.read(as_of)
    ref = desk.ref(project, desk.at(as_of), kind="project") if project else None
    status = build(knowledge, desk.today, ref)
    if format == "json":
        desk.show(versioned(status, "ppl/status/1"))
        return
    text = markdown(desk, "reports/status.md.j2", plain(status), lang or desk.language)
    if format == "screen":
        from ppl.render.screen import lines

        text = lines(text)
    desk.show(text)
