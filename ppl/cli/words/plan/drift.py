"""`ppl plan drift`: weeks won and lost per milestone, and what stood beside each jump."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ppl.cli.options import N_, AsOf, Lang, ProjectArgument, RecordFormat, day_of, desk_of
from ppl.errors import Text, UsageError

if TYPE_CHECKING:
    from ppl.cli.desk import Desk
    from ppl.rules.schedule.drift import Edition

HELP = N_("""How the plan moved: per milestone the weeks won and lost since the baseline, and since a day; every version
of the plan that moved one, with its reason and with the sessions, bottlenecks and interventions of the days before
it; and a forecast from what has happened up to today.

\b
Example:
  ppl plan drift waterrijk
  ppl plan drift waterrijk --since 2026-07-01 --format md
""")

KINDS = {"project", "plan", "session", "bottleneck", "intervention"}


def command(
    ctx: typer.Context,
    project: ProjectArgument,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help=N_("Also against the plan of that day."))
    ] = None,
    format: RecordFormat = "screen",
    as_of: AsOf = None,
    lang: Lang = None,
) -> None:
    from ppl.cli.plan_input import show, taken, warn
    from ppl.reports.plan_drift import build

    desk = desk_of(ctx)
    found = taken(desk, project, None, as_of)
    assert found.project is not None
    if found.starts_on is None:
        raise UsageError(Text("a plan without a first day has no days that could move"), Text("give it starts_on"))
    knowledge = desk.read(as_of, KINDS, {found.project})
    shown = build(
        knowledge, found, _editions(desk, found.project, as_of), desk.today, day_of(since, "--since") if since else None
    )
    warn(desk, found)
    if found.plan.baseline is None:
        desk.remark(Text("no baseline yet: ppl plan baseline {project} sets it", project=found.project))
    show(desk, shown, "plan-drift", format, lang)


def _editions(desk: Desk, project: str, as_of: str | None) -> list[Edition]:
    """The versions of the plan in git; one that cannot be read is left out."""
    from ppl.model.kinds import kind_of_path, path_of_ref
    from ppl.model.plan import Plan
    from ppl.rules.schedule.drift import Edition
    from ppl.store.folder import decoded
    from ppl.store.git.history import versions

    start = desk.folder.git.commit_at(as_of) if as_of else "HEAD"
    path = path_of_ref(f"{project}/plan")
    assert path is not None
    kind = kind_of_path(path)
    assert kind is not None
    found = []
    for version in versions(desk.folder, f"{project}/plan", start):
        plan = decoded(kind, path, version.data)[0] if version.data is not None else None
        if isinstance(plan, Plan):
            found.append(Edition(version.at.date(), version.commit, version.reason or version.subject, plan))
    return found
