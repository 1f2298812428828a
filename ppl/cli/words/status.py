"""`ppl status`: the programme or a project on one screen."""

import typer

from ppl.cli.entry.waiting_notes import remark_waiting
from ppl.cli.options import N_, AsOf, Format, OptionalProject, Out, OwnLang, desk_of
from ppl.cli.show import read, show
from ppl.reports.status import Request

SHOWS = ("status",)
HELP = N_("""The programme or a project on one screen: what is open, what comes next, lights, milestones.

A session is late when the rhythm of the programme asked for it and the days of grace are over.

\b
Example:
  ppl status
  ppl status langeveld --as-of 2026-06-30
""")


def command(
    ctx: typer.Context,
    project: OptionalProject = None,
    format: Format = "screen",
    out: Out = None,
    as_of: AsOf = None,
    lang: OwnLang = None,
) -> None:
    desk = desk_of(ctx)
    moment = desk.moment(as_of)
    ref = desk.ref(project, moment.folder, kind="project") if project else None
    request = Request(read(desk, "status", moment, ref), ref)
    show(desk, "status", request, moment, format, lang or desk.language, out=out)
    if as_of is None:
        desk.remark_hand_edits()
        if format == "screen" and out is None:
            remark_waiting(desk, ref)
