"""`ppl week`: the Monday list on one screen."""

import datetime
from collections import Counter
from typing import Annotated

import typer

from ppl.cli.actor import RoleOption, actor
from ppl.cli.desk import Desk, Moment
from ppl.cli.options import N_, AsOf, Format, Out, OwnLang, day_of, desk_of
from ppl.cli.show import format_for, read, show
from ppl.errors import Text, UsageError
from ppl.reports.week import Request
from ppl.reports.week_report import WaitingNotes
from ppl.rules.turns import monday
from ppl.store.local import notes

SHOWS = ("week",)
HELP = N_("""The Monday list on one screen: what is late, this week's talks with what to raise in each, what is near.

With a talk stand the actions of its project that are late or for this week, decisions that are near, and the
bottlenecks; what stands there stands nowhere else. Below: recaps, approvals and lessons that people wait for, and the
notes that wait on this machine. It follows the rules of ppl due. DATE is any day of the week; of a week to come it
shows what will be late on its Monday if nothing is done. --role leaves what a role or body does itself, and the talks
that it leads or was at the last time.

\b
Example:
  ppl week
  ppl week +1w
  ppl week --role leermanager
  ppl week --format docx --out week.docx
""")

Date = Annotated[str | None, typer.Argument(metavar="[DATE]", help=N_("A day of the week; else today."))]


def command(
    ctx: typer.Context,
    date: Date = None,
    role: RoleOption = None,
    format: Format = "screen",
    out: Out = None,
    as_of: AsOf = None,
    lang: OwnLang = None,
) -> None:
    desk = desk_of(ctx)
    format = format_for(desk, format, out, "week")
    moment = desk.moment(as_of)
    first = _monday(desk, moment, date)
    waiting = _notes(desk) if as_of is None and role is None else ()
    knowledge = read(desk, "week", moment)
    request = Request(knowledge, first, waiting, actor(knowledge, role) if role else None)
    show(desk, "week", request, moment, format, lang or desk.language, out=out)
    if as_of is None:
        desk.remark_hand_edits()


def _monday(desk: Desk, moment: Moment, date: str | None) -> datetime.date:
    """The Monday of the week that is meant. Raises UsageError for one that is past."""
    this = monday(moment.today)
    found = monday(day_of(desk, date, "DATE", is_ahead=True)) if date else this
    if found < this:
        what = Text("the week of {day} is past", day=found)
        raise UsageError(what, Text("look back with --as-of {day}", day=found))
    return found


def _notes(desk: Desk) -> tuple[WaitingNotes, ...]:
    """How many notes wait on this machine, per project."""
    number = Counter(note.project for note in notes.notes(desk.folder, None))
    return tuple(WaitingNotes(project=project, number=many) for project, many in sorted(number.items()))
