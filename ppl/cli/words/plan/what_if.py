"""`ppl plan what-if`: try a change and see what it gives; written only with --save."""

from typing import Annotated

import typer

from ppl.cli.confirm import save as save_to_records
from ppl.cli.desk import Desk
from ppl.cli.options import N_, AsOf, Format, OwnLang, PlanProject, WriteOptions, day_of, desk_of, with_write_options
from ppl.cli.plan_input import NoCalendar, PlanFile, To, read_plan
from ppl.cli.show import show
from ppl.errors import Text, UsageError
from ppl.operations.plan_what_if import WhatIfRequest, save_what_if
from ppl.reports.plan.what_if import Request
from ppl.rules.schedule.what_if import Change

SHOWS = ("plan-what-if",)
HELP = N_("""Try a change: weeks won or lost, the new critical path and the next bottleneck. Nothing is written.

--shorten A15=16 gives an activity another duration in weeks; --overlap A31:A28 lets A31 start together with A28
instead of after it (A31:A28=50% when half of A28 is done); --drop A31:A28 lets A31 not wait on A28 at all;
--start A17=2027-05-20 lets it start on that day at the earliest. Each may be given more than once.

With --save the change is written to the plan, and every link that was questioned is kept there as a fact, so that
other projects can see what came of it. What law or a season asks cannot be saved away.

\b
Example:
  ppl plan what-if waterrijk --shorten A15=16 --drop A31:A28
  ppl plan what-if waterrijk --overlap A31:A28=50% --save --because "architect al gekozen"
""")

Pairs = list[str] | None


@with_write_options(reason=None)
def command(
    ctx: typer.Context,
    project: PlanProject = None,
    plan: PlanFile = None,
    shorten: Annotated[Pairs, typer.Option("--shorten", metavar="ID=WEEKS", help=N_("Another duration."))] = None,
    overlap: Annotated[
        Pairs, typer.Option("--overlap", metavar="ID:ID[=N%]", help=N_("Start with the other, or after a share of it."))
    ] = None,
    drop: Annotated[Pairs, typer.Option("--drop", metavar="ID:ID", help=N_("Wait on the other no more."))] = None,
    start: Annotated[Pairs, typer.Option("--start", metavar="ID=DATE", help=N_("Not before that day."))] = None,
    to: To = None,
    no_calendar: NoCalendar = False,
    save: Annotated[bool, typer.Option("--save", help=N_("Write the change to the plan."))] = False,
    because: Annotated[
        str | None,
        typer.Option("--because", metavar="TEXT", help=N_("Why; it stands with the fact and in the history.")),
    ] = None,
    *,
    options: WriteOptions,
    format: Format = "screen",
    lang: OwnLang = None,
    as_of: AsOf = None,
) -> None:
    desk = desk_of(ctx)
    if save and as_of is not None:
        what = Text("--save writes to the plan as it is, and --as-of is about how it was")
        raise UsageError(what, Text("leave one of the two out"))
    changes = _changes(desk, shorten or [], overlap or [], drop or [], start or [])
    moment = desk.moment(as_of) if as_of else None
    found = read_plan(desk, project, plan, moment)
    request = Request(found, changes, to, not no_calendar)
    shown = show(desk, "plan-what-if", request, moment, format, lang or desk.language)
    if save:
        _save(desk, WhatIfRequest(found.project or "", tuple(changes), shown.won_weeks, because), options)


def _changes(desk: Desk, shorten: list[str], overlap: list[str], drop: list[str], start: list[str]) -> list[Change]:
    """The changes that the options ask. Raises UsageError."""
    found = [Change("shorten", id, weeks=_weeks(value)) for id, value in (_split(text, "=") for text in shorten)]
    for text in overlap:
        pair, _, share = text.partition("=")
        activity, waited_on = _split(pair, ":")
        found.append(Change("overlap", activity, waited_on, share=_share(share) if share else None))
    found += [Change("drop", *_split(text, ":")) for text in drop]
    found += [
        Change("start", id, on=day_of(desk, value, "--start", is_ahead=True))
        for id, value in (_split(text, "=") for text in start)
    ]
    if not found:
        what = Text("what should change?")
        raise UsageError(what, Text("--shorten ID=WEEKS, --overlap ID:ID, --drop ID:ID or --start ID=DATE"))
    return found


def _split(text: str, by: str) -> tuple[str, str]:
    left, found, right = text.partition(by)
    if not (left and found and right):
        raise UsageError(
            Text("`{text}` cannot be read", text=text),
            Text("write it as A15=16") if by == "=" else Text("write it as A31:A28, the one that waits first"),
        )
    return left.strip(), right.strip()


def _weeks(text: str) -> float:
    try:
        weeks = float(text.replace(",", "."))
    except ValueError:
        weeks = -1.0
    if not 0 <= weeks < 10_000:
        raise UsageError(Text("`{text}` is not a number of weeks", text=text), Text("write it as 16 or 2.5"))
    return weeks


def _share(text: str) -> float:
    try:
        share = float(text.removesuffix("%").replace(",", ".")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise UsageError(Text("`{text}` is not a share", text=text), Text("write it as 50% or 0.5"))
    return share


def _save(desk: Desk, request: WhatIfRequest, options: WriteOptions) -> None:
    """Write the changes to the plan of the project. Raises UsageError where it has none, or may not be changed so."""
    if not request.project:
        raise UsageError(Text("--save writes to the plan of a project"), Text("name the project instead of --plan"))
    if not save_to_records(desk, save_what_if, request, options._replace(reason=request.because)).edits:
        desk.remark(Text("nothing changes"))
