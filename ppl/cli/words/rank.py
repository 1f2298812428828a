"""`ppl rank --lot LOT`: the candidates of a lot in order, with the reasons of each place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ppl.cli.desk import Desk
from ppl.cli.options import N_, AsOf, Lang, ListFormat, desk_of
from ppl.errors import Text, UsageError

if TYPE_CHECKING:
    from ppl.reports.ranking import Range, Ranking

HELP = N_("""The candidates of a lot in order, with the reasons of each place.

Points per criterion are its weight times the mean value of the assessors, out of 100 together. Of one
assessor the latest score counts; an agreed score replaces the others. What is not scored yet is a range from
1 to 5, never a zero, so a place may be a range too. A project that fails a knock-out is listed apart.

A ranking is for the bureau and the client only.

\b
Example:
  ppl rank --lot lot-1
  ppl rank --lot lot-1 --format md --audience client > rangschikking.md
""")

KINDS = {"programme", "project", "score", "criteria"}


def command(
    ctx: typer.Context,
    lot: Annotated[str, typer.Option("--lot", metavar="LOT", help=N_("The lot, such as lot-1."))],
    criteria: Annotated[
        str | None,
        typer.Option("--criteria", metavar="ID", help=N_("The criteria set, instead of the one valid on that day.")),
    ] = None,
    format: ListFormat = "screen",
    audience: Annotated[
        str, typer.Option("--audience", metavar="internal|client", help=N_("Who reads it."))
    ] = "internal",
    as_of: AsOf = None,
    lang: Lang = None,
) -> None:
    from ppl.model.knowledge import Audience
    from ppl.reports.ranking import build

    desk = desk_of(ctx)
    level = _reader(audience)
    knowledge = desk.read(as_of, KINDS).for_audience(Audience(level))
    found = build(knowledge, desk.today, lot, criteria)
    _show(desk, found, format, lang)
    if found.without_lot:
        names = ", ".join(one.project for one in found.without_lot)
        desk.remark(Text("without a lot, and so in no ranking: {names}", names=names))


def _reader(audience: str) -> Literal["internal", "client"]:
    if audience in ("internal", "client"):
        return "client" if audience == "client" else "internal"
    raise UsageError(
        Text("a ranking is not for `{audience}`: it compares projects by name", audience=audience),
        Text("choose --audience internal or client"),
    )


def _show(desk: Desk, found: Ranking, format: str, lang: str | None) -> None:
    from ppl.cli.rendering import language_of, markdown, plain, versioned

    if format == "json":
        desk.show(versioned(found, "ppl/ranking/1"))
        return
    if format == "csv":
        from ppl.render import table

        desk.show(table.csv(*_sheet(found)))
        return
    data = {**plain(found), "reasons": format == "md"}
    own = desk.language if format == "screen" else language_of(desk.read(kinds={"programme"}), None)
    text = markdown(desk, "reports/ranking.md.j2", data, lang or own)
    if format == "screen":
        from ppl.render.screen import lines

        text = lines(text)
    desk.show(text)


def _sheet(found: Ranking) -> tuple[list[str], list[list[str]]]:
    """Headings and rows for a spreadsheet: every project of the lot, the lowest and highest points per criterion."""
    codes = list(found.titles)
    bounds = [f"{code} {bound}" for code in codes for bound in ("lowest", "highest")]
    headings = ["outcome", "best", "worst", "project", "name", "status", "lowest", "highest", "complete", *bounds]
    rows = []
    for place in found.places:
        points = [cell for one in place.criteria for cell in _bounds(one.points)]
        named = [place.project, place.name, place.status]
        complete = "yes" if place.is_complete else "no"
        rows.append(["ranked", str(place.best), str(place.worst), *named, *_bounds(place.total), complete, *points])
    apart = [("knocked out", one) for one in found.knocked_out], [("left out", one) for one in found.left_out]
    for outcome, one in (pair for pairs in apart for pair in pairs):
        rows.append([outcome, "", "", one.project, one.name, one.status, *[""] * (3 + len(bounds))])
    return headings, rows


def _bounds(of: Range) -> list[str]:
    """Two numbers as a Dutch spreadsheet reads them."""
    return [f"{number:g}".replace(".", ",") for number in (of.lowest, of.highest)]
