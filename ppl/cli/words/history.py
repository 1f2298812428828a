"""`ppl history [REF]`: who changed what, when, with which command and why."""

from typing import Annotated

import typer

from ppl.cli.desk import Desk, Moment
from ppl.cli.options import N_, AsOf, Format, OptionalRef, Out, desk_of
from ppl.cli.show import show
from ppl.cli.unknown_ref import unknown_ref
from ppl.errors import UsageError
from ppl.model.kinds import path_of_ref
from ppl.reports.history import Request
from ppl.store.git.history import latest_steps, steps
from ppl.store.tree import DATA

SHOWS = ("history",)
LATEST = 20
HELP = N_("""Who changed which field from what to what, when, with which command and why; oldest first.

Without REF the latest changes of the whole knowledge base (20, or --limit). Of a project the whole folder is one time
line. Records that were renamed keep their history; of a record
that was removed, give its full ref.

\b
Example:
  ppl history
  ppl history langeveld
  ppl history langeveld/bottlenecks/netaansluiting --format json
""")


def command(
    ctx: typer.Context,
    ref: OptionalRef = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", help=N_("Only the last N steps."))] = None,
    format: Format = "screen",
    out: Out = None,
    as_of: AsOf = None,
) -> None:
    desk = desk_of(ctx)
    moment = desk.moment(as_of)
    if ref is None:
        latest = latest_steps(moment.folder, LATEST if limit is None else max(limit, 0), moment.commit or "HEAD")
        show(desk, "history", Request("", latest), moment, format, desk.language, out=out)
        return
    full = _ref(desk, ref, moment)
    whole = full.partition("#")[0]
    found = steps(moment.folder, whole + "/" if "/" not in whole else whole, moment.commit or "HEAD")
    if not found:
        raise unknown_ref(ref, whole, moment.folder.refs())
    show(desk, "history", Request(full, found, limit), moment, format, desk.language, out=out)


def _ref(desk: Desk, ref: str, moment: Moment) -> str:
    """The full ref; a full ref that is no longer there is taken as it is, for its history is."""
    try:
        return desk.ref(ref, moment.folder)
    except UsageError:
        path = path_of_ref(ref)
        if path and desk.folder.git.was_there(DATA + path):
            return ref
        raise
