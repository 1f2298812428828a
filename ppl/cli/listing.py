"""A list of records or of what stands in them, as `ppl list` and `ppl action list` show it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ppl.cli.desk import Desk
from ppl.cli.show import format_for, show
from ppl.errors import Text
from ppl.model.items import LISTABLE, Item
from ppl.model.knowledge import Knowledge
from ppl.model.query import named_in, vocabularies
from ppl.operations.field_keys import english_sort, refuse_misspelt
from ppl.operations.field_values import Spoken, refuse_unknown_choice
from ppl.render.formats import FORMAT
from ppl.reports.list import Request, code_marks
from ppl.rules.check_links import code_lists
from ppl.store.indexed_corpus import IndexFailedError


class Listing(NamedTuple):
    """What somebody asks: the name of a kind, of which project, the options as they were typed."""

    kind: str
    project: str | None
    where: Sequence[str]
    matching: str | None
    sort: str | None
    format: str
    out: Path | None
    as_of: str | None


def show_list(desk: Desk, asked: Listing) -> None:
    """Show it. Raises UsageError for a condition or an order that the kind does not know."""
    format = format_for(desk, asked.format, asked.out, "list")
    of, name, where, sort = LISTABLE[asked.kind], asked.kind, asked.where, asked.sort
    moment = desk.moment(asked.as_of)
    place = desk.ref(asked.project, moment.folder, kind="project") if asked.project else None
    spoken = Spoken(moment.folder, moment.today)
    where = [spoken.assignment(of.record, condition) for condition in where]
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
    corpus = moment.folder.corpus() if asked.matching is not None and not is_item else None
    within = (
        moment.folder.read_refs(["programme/vocabularies"])[0]
        if corpus or is_item
        else desk.read(moment)
        if asked.matching
        else None
    )
    request = Request(knowledge, name, where, sort, asked.matching, within, corpus, in_full, place)
    try:
        show(desk, "list", request, moment, format, desk.language, out=asked.out)
    except IndexFailedError:
        moment.folder.forget_index()
        request = Request(
            knowledge, name, where, sort, asked.matching, desk.read(moment), in_full=in_full, project=place
        )
        show(desk, "list", request, moment, format, desk.language, out=asked.out)
