"""`ppl demo`: an invented programme of any size, with its git history."""

from gettext import gettext
from pathlib import Path
from typing import Annotated

import typer

from ppl.cli.elsewhere import folder_outside_clouds
from ppl.cli.options import N_, DryRun, Yes, day_of, desk_of
from ppl.demo.place import Place, refuse_full
from ppl.demo.programme import made
from ppl.errors import Text

HELP = N_("""Make an invented programme with its whole history, to try everything on.

DIR becomes a repository of its own: one commit for each command that would have been given, dated as it would
have been. Municipalities, projects and figures do not exist, and every page says so. The same arguments give
the same commits.

\b
Example:
  ppl demo voorbeeld
  ppl demo klein --projects 2 --weeks 12 --until 2026-06-30
""")


def command(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=N_("The folder; new or empty."))],
    projects: Annotated[
        int, typer.Option("--projects", metavar="N", min=1, max=200, help=N_("Projects under guidance."))
    ] = 8,
    weeks: Annotated[
        int, typer.Option("--weeks", metavar="N", min=8, max=520, help=N_("How long it has lasted."))
    ] = 104,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help=N_("Another number, another programme."))] = 1,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help=N_("Last day; else today."))] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    desk = desk_of(ctx)
    last = day_of(desk, until, "--until") if until else desk.today
    folder = folder_outside_clouds(desk, folder, yes)
    if dry_run:
        refuse_full(folder)
        journal = made(projects, weeks, seed, last, lambda piece: None)
        numbers = {"records": journal.kinds.total(), "commits": journal.commits}
        desk.remark(Text("an invented programme would be made: {records} records in {commits} commits", **numbers))
        desk.remark(Text("nothing was written (--dry-run)"))
        return
    place = Place(folder, desk.environment)
    journal = made(projects, weeks, seed, last, place.take)
    commit = place.finish()
    desk.show(str(folder))
    what = Text(
        "an invented programme: {records} records in {commits} commits, the last one {commit}",
        records=journal.kinds.total(),
        commits=journal.commits,
        commit=commit[:8],
    )
    desk.remark(what)
    desk.remark(", ".join(f"{gettext(kind)}: {number}" for kind, number in journal.kinds.most_common()))
    if journal.tags:
        desk.remark(Text("frozen half years: {names}", names=", ".join(journal.tags)))
    desk.remark(Text("try: cd {folder}; ppl status; ppl report programme; ppl newsletter", folder=str(folder)))
