"""`ppl plan drift`: weeks won and lost per milestone, and what stood beside each jump."""

from typing import Annotated

import typer

from ppl.cli.desk import Moment
from ppl.cli.options import N_, AsOf, Format, OwnLang, ProjectArgument, day_of, desk_of
from ppl.cli.plan_input import read_plan
from ppl.cli.show import read, show
from ppl.model.kinds import KIND, path_for
from ppl.model.plan import Plan
from ppl.reports.plan.drift import Request
from ppl.rules.schedule.drift import Edition
from ppl.store.git.history import versions
from ppl.store.record_files import decode_record

SHOWS = ("plan-drift",)
HELP = N_("""How the plan moved: per milestone the weeks won and lost since the baseline, and since a day; every version
of the plan that moved one, with its reason and with the sessions, bottlenecks and interventions of the days before
it; and a forecast from what has happened up to today.

\b
Example:
  ppl plan drift waterrijk
  ppl plan drift waterrijk --since 2026-07-01 --format md
""")


def command(
    ctx: typer.Context,
    project: ProjectArgument,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help=N_("Also against the plan of that day."))
    ] = None,
    format: Format = "screen",
    as_of: AsOf = None,
    lang: OwnLang = None,
) -> None:
    desk = desk_of(ctx)
    moment = desk.moment(as_of)
    plan = read_plan(desk, project, None, moment)
    assert plan.project is not None
    knowledge = read(desk, "plan-drift", moment, plan.project)
    editions = _editions(moment, plan.project)
    request = Request(knowledge, plan, editions, day_of(desk, since, "--since") if since else None)
    show(desk, "plan-drift", request, moment, format, lang or desk.language)


def _editions(moment: Moment, project: str) -> list[Edition]:
    """The versions of the plan in git; one that cannot be read is left out."""
    path = path_for(KIND["plan"], project, "plan")
    found = []
    for version in versions(moment.folder, f"{project}/plan", moment.commit or "HEAD"):
        plan = decode_record(KIND["plan"], path, version.data)[0] if version.data is not None else None
        if isinstance(plan, Plan):
            found.append(Edition(version.at.date(), version.commit, version.reason or version.subject, plan))
    return found
