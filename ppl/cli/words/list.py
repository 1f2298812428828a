"""`ppl list KIND`: records of a kind, filtered and sorted."""

from typing import Annotated

import typer

from ppl.cli.options import N_, AsOf, Format, ListableArgument, Out, ProjectOption, desk_of, listable_named
from ppl.cli.show import format_for, show
from ppl.errors import Text
from ppl.model.items import Item
from ppl.model.knowledge import Knowledge
from ppl.model.query import named_in, vocabularies
from ppl.operations.field_keys import english_sort, refuse_misspelt
from ppl.operations.field_values import Spoken, refuse_unknown_choice
from ppl.render.formats import FORMAT
from ppl.reports.list import Request, code_marks
from ppl.rules.check_links import code_lists
from ppl.store.indexed_corpus import IndexFailedError

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
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="FIELD=VALUE", help=N_("Only records where this holds; may be repeated.")),
    ] = None,
    matching: Annotated[
        str | None, typer.Option("--matching", metavar="WORDS", help=N_("Only what answers this, the best first."))
    ] = None,
    sort: Annotated[str | None, typer.Option("--sort", metavar="FIELD", help=N_("Order by this field."))] = None,
    format: Format = "screen",
    out: Out = None,
    as_of: AsOf = None,
) -> None:
    desk = desk_of(ctx)
    format = format_for(desk, format, out, "list")
    of = listable_named(kind)
    name = of.name
    moment = desk.moment(as_of)
    place = desk.ref(project, moment.folder, kind="project") if project else None
    spoken = Spoken(moment.folder, moment.today)
    where = [spoken.assignment(of.record, condition) for condition in where or ()]
    sort = sort and english_sort(of.record, sort)
    for named in (*(named_in(one) for one in where), (sort or "").removeprefix("-")):
        if named.partition(".")[0] != "ref":
            what = Text("a {kind} has no field `{name}`", kind=Text(of.name), name=named)
            refuse_misspelt(of.record, named, what)
    for condition in where:
        refuse_unknown_choice(of, condition)
    is_item = isinstance(of, Item)
    kinds = of.kinds if isinstance(of, Item) else {name}
    knowledge = desk.read(moment, kinds, {place} if place else None, with_shared=is_item)
    in_full = not (FORMAT[format].is_screen or FORMAT[format].is_for_programs)
    lists, _ = moment.folder.read_refs(code_lists(vocabularies(of, where) | code_marks(name, in_full=in_full)))
    knowledge = Knowledge({**lists.records, **knowledge.records}.values(), knowledge.refs)
    corpus = moment.folder.corpus() if matching is not None and not is_item else None
    within = (
        moment.folder.read_refs(["programme/vocabularies"])[0]
        if corpus or is_item
        else desk.read(moment)
        if matching
        else None
    )
    request = Request(knowledge, name, where, sort, matching, within, corpus, in_full, place)
    try:
        show(desk, "list", request, moment, format, desk.language, out=out)
    except IndexFailedError:
        moment.folder.forget_index()
        request = Request(knowledge, name, where, sort, matching, desk.read(moment), in_full=in_full)
        show(desk, "list", request, moment, format, desk.language, out=out)
