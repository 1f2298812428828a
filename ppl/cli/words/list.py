"""`ppl list KIND`: records of a kind, filtered and sorted."""

from typing import Annotated

import typer

from ppl.cli.listing import Listing, show_list
from ppl.cli.options import N_, AsOf, Format, ListableArgument, Out, ProjectOption, Sort, Where, desk_of, listable_named

SHOWS = ("list",)
HELP = N_("""List records of a kind, or what stands in records, with the fields that tell them apart.

--where compares a field (a dotted path) with a value, by = != < <= > or >=; of a list one item must fit; without
a value it asks for records without that field. --sort takes a field; with a minus before it the last comes first.
--matching keeps what answers a question, as ppl search does, the best first.

What stands in records has kinds too: action, agreement, commitment, milestone, light, partner, grant, precondition,
activity, use (of a lesson), body, area. Each has the ref that other words take, such as SESSION#a1.

\b
Example:
  ppl list bottleneck --where status=open --sort -opened_on
  ppl list lesson --where categories=netcongestie --format csv
  ppl list law --where "check_again_on<=today"
  ppl list action --where status=open --out acties.xlsx
  ppl list lesson --matching "huurders sloop" --where status=shared
""")


def command(
    ctx: typer.Context,
    kind: ListableArgument,
    project: ProjectOption = None,
    where: Where = None,
    matching: Annotated[
        str | None, typer.Option("--matching", metavar="WORDS", help=N_("Only what answers this, the best first."))
    ] = None,
    sort: Sort = None,
    format: Format = "screen",
    out: Out = None,
    as_of: AsOf = None,
) -> None:
    name = listable_named(kind).name
    show_list(desk_of(ctx), Listing(name, project, where or (), matching, sort, format, out, as_of))
