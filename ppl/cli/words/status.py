"""`ppl status`: the programme or a project on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ppl.cli.options import N_, AsOf, OptionalProject, RecordFormat, desk_of

if TYPE_CHECKING:
    from ppl.cli.desk import Desk
    from ppl.model.knowledge import Knowledge

HELP = N_("""The programme or a project on one screen: what is open, what comes next, lights, milestones.

A session is late when the rhythm of the programme asked for it and the days of grace are over.

\b
Example:
  ppl status
  ppl status langeveld --as-of 2026-06-30
""")

# lessons, scores, plans and interventions stand on no status screen
KINDS = {
    *("programme", "vocabularies", "areas", "bodies", "newsletter"),
    *("project", "session", "bottleneck", "decision", "escalation"),
}

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
    ref = desk.ref(project, desk.at(as_of), kind="project") if project else None
    status = build(read(desk, ref, as_of), desk.today, ref)
    if format == "json":
        desk.show(versioned(status, "ppl/status/1"))
        return
    text = markdown(desk, "reports/status.md.j2", plain(status), lang or desk.language)
    if format == "screen":
        from ppl.render.screen import lines

        text = lines(text)
    desk.show(text)


def read(desk: Desk, project: str | None, as_of: str | None) -> Knowledge:
    """What a status is made of: of one project only its own records, and what all have in common."""
    if project is None:
        return desk.read(as_of, KINDS)
    from ppl.model.knowledge import Knowledge

    own, shared = desk.read(as_of, KINDS, [project]), desk.read(as_of, KINDS, [])
    return Knowledge([*own, *shared], own.refs)
