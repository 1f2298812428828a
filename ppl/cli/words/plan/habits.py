"""`ppl plan habits`: which habits were questioned, with what result."""

import typer

from ppl.cli.options import N_, AsOf, Format, OwnLang, desk_of
from ppl.cli.show import read, show
from ppl.reports.plan.habits import Request

SHOWS = ("plan-habits",)
HELP = N_("""Over all projects: which habit links were questioned, what that won in weeks, what went wrong because of
it, who still waits, and whose plan never had the habit.

ppl plan what-if --save keeps such a fact in the plan, under `questioned`; when its outcome is known it is filled in
there (observed_weeks, incidents, or outcome=restored) with ppl set or ppl edit.

\b
Example:
  ppl plan habits
  ppl set waterrijk/plan questioned.1.observed_weeks=30 --reason "ontwerp was klaar bij de vaststelling"
""")


def command(ctx: typer.Context, format: Format = "screen", as_of: AsOf = None, lang: OwnLang = None) -> None:
    desk = desk_of(ctx)
    moment = desk.moment(as_of)
    show(desk, "plan-habits", Request(read(desk, "plan-habits", moment)), moment, format, lang or desk.language)
