"""`ppl rank --lot LOT`: the candidates of a lot in order, with the reasons of each place."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ppl.cli.desk import Desk, Moment
from ppl.cli.options import N_, AsOf, CriteriaOption, Format, Lang, LotOption, Out, desk_of
from ppl.cli.show import format_for, language_of, read, show
from ppl.errors import Text, UsageError, nearest
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.programme import Programme
from ppl.render.formats import FORMAT
from ppl.reports.catalog import REPORT

if TYPE_CHECKING:
    from ppl.reports.ranking import Request

SHOWS = ("ranking",)
HELP = N_("""The candidates of a lot in order, with the reasons of each place.

Points per criterion are its weight times the mean value of the assessors, out of 100 together. Of one
assessor the latest score counts; an agreed score replaces the others. What is not scored yet is a range from
1 to 5, never a zero, so a place may be a range too. A project that fails a knock-out is listed apart, and so is
one that was chosen before; --all ranks those too, and the rejected ones, to look back.

A ranking is for the bureau and the client only.

\b
Example:
  ppl rank --lot lot-1
  ppl rank --lot lot-1 --format md --audience client > rangschikking.md
""")


def command(
    ctx: typer.Context,
    lot: LotOption = None,
    criteria: CriteriaOption = None,
    has_all: Annotated[
        bool, typer.Option("--all", help=N_("Among them also those that were chosen or rejected before."))
    ] = False,
    format: Format = "screen",
    out: Out = None,
    audience: Annotated[
        str, typer.Option("--audience", metavar="internal|client", help=N_("Who reads it."))
    ] = "internal",
    as_of: AsOf = None,
    lang: Lang = None,
) -> None:
    desk = desk_of(ctx)
    format = format_for(desk, format, out, "ranking")
    moment = desk.moment(as_of)
    knowledge, request = ranked(desk, lot, moment, audience, criteria, has_all)
    spoken = desk.language if FORMAT[format].is_screen else language_of(knowledge, None)
    show(desk, "ranking", request, moment, format, lang or spoken, out=out)


def ranked(
    desk: Desk, lot: str | None, moment: Moment, audience: str, criteria: str | None = None, has_all: bool = False
) -> "tuple[Knowledge, Request]":
    """What was read, and the ranking of a lot that is asked for; who is not named a lot is asked for one."""
    level = _reader(audience)
    lot = lot or _asked_lot(desk)
    knowledge = read(desk, "ranking", moment) if level == "internal" else desk.read(moment)  # what none may quote too
    seen = knowledge.for_audience(Audience(level))
    return knowledge, REPORT["ranking"].module.Request(seen, lot, criteria, has_all)


def _asked_lot(desk: Desk) -> str:
    """The lot that somebody chooses. Raises UsageError where nobody can be asked."""
    programme = desk.read(kinds={"programme"}).one(Programme)
    lots = [(one.code, one.title) for one in programme.lots] if programme else []
    if not lots or not desk.is_terminal:
        raise UsageError(Text("which lot?"), Text("name it: ppl rank --lot LOT"))
    from ppl.cli.ask.which_project import asked_of  # only where nobody named it

    return asked_of(desk, "rank", Text("Of which lot"), lots, has_default=len(lots) == 1)


def _reader(audience: str) -> Literal["internal", "client"]:
    if audience in ("internal", "client"):
        return "client" if audience == "client" else "internal"
    what = Text("a ranking is not for `{audience}`: it compares projects by name", audience=audience)
    raise UsageError(what, nearest(audience, ("internal", "client"), Text("choose --audience internal or client")))
