"""`ppl search WORDS...`: records by what they are about, in one's own words, the best first."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ppl.cli import completion
from ppl.cli.desk import Desk, Moment
from ppl.cli.options import N_, AsOf, Format, Out, OwnLang, ProjectOption, day_of, desk_of, kind_named
from ppl.cli.show import read, show
from ppl.errors import Text, UsageError, one_of
from ppl.model.field_words import field_word
from ppl.model.fields import fields
from ppl.model.kinds import KINDS
from ppl.model.knowledge import Audience, Knowledge
from ppl.operations.field_keys import english_name
from ppl.operations.field_values import Spoken
from ppl.readers.words import Names
from ppl.reports.search import LIMIT, Request
from ppl.search.question import Question, question
from ppl.store.indexed_corpus import IndexFailedError

SHOWS = ("search",)
LISTS = ("programme/vocabularies", "programme/programme", "programme/areas", "programme/bodies")
CONTEXT = {"ignore_unknown_options": True}  # -word leaves out what has it
HELP = N_("""Find records by what they are about, in your own words; the best first, with the passage that answers.

All words are one question, with or without quotes. Other forms of a word count, compounds that it stands in, its
parts, words that mean the same, and what was mistyped. '"raad van state"' must stand there word for word, -word must
not, and status:open asks what stands in a field.

\b
Example:
  ppl search geen plek op het stroomnet
  ppl search huurders sloop -prinsejagt --kind lesson
  ppl search '"raad van state"' status:shared --format json
""")

AudienceName = Literal["internal", "project", "client", "programme", "public"]


def command(
    ctx: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help=N_("What you look for."), autocompletion=completion.terms)
    ],
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help=N_("Only of this kind."), autocompletion=completion.kinds),
    ] = None,
    project: ProjectOption = None,
    category: Annotated[
        str | None,
        typer.Option(
            "--category",
            metavar="CODE",
            help=N_("Only of this category of bottlenecks."),
            autocompletion=completion.categories,
        ),
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option("--theme", metavar="CODE", help=N_("Only of this theme."), autocompletion=completion.themes),
    ] = None,
    phase: Annotated[
        str | None,
        typer.Option("--phase", metavar="CODE", help=N_("Only of this phase."), autocompletion=completion.phases),
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help=N_("Only of this day or later."))] = None,
    audience: Annotated[
        AudienceName, typer.Option("--audience", help=N_("Only what this reader may see."))
    ] = "internal",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help=N_("Show so many."))] = LIMIT,
    format: Format = "screen",
    out: Out = None,
    as_of: AsOf = None,
    lang: OwnLang = None,
) -> None:
    desk = desk_of(ctx)
    _refuse_options(words, ctx)
    query = " ".join(words)
    moment = desk.moment(as_of)
    place = desk.ref(project, moment.folder, kind="project") if project else None
    if audience == "project" and place is None:
        what = Text("to search for a project as its reader the project is needed")
        raise UsageError(what, Text("name it with --project"))
    lists, _ = moment.folder.read_refs(LISTS)
    request = Request(
        lists,
        query,
        _asked(query, moment),
        kind_named(kind).name if kind else None,
        place,
        _codes(lists, bottleneck_categories=category, themes=theme, phases=phase),
        day_of(desk, since, "--since") if since else None,
        limit,
    )
    if request.asked.is_empty:
        raise UsageError(Text("`{query}` has no word to look for", query=query), Text("write what it is about"))
    _show(desk, moment, request, Audience(audience, place if audience == "project" else None), format, lang, out)


def _show(
    desk: Desk, moment: Moment, request: Request, reader: Audience, format: str, lang: str | None, out: Path | None
) -> None:
    """Show the answer: of the index where it can tell all that is asked, else of the records."""

    def records() -> Knowledge:
        return read(desk, "search", moment).for_audience(reader)

    corpus = moment.folder.corpus() if reader.level == "internal" else None
    if corpus is None or request.asks_of_records:
        request = request.over(records(), corpus)
    else:
        desk.remark_unread(corpus.problems())
        request = request.over(request.knowledge, corpus)
    try:
        show(desk, "search", request, moment, format, lang or desk.language, out=out)
    except IndexFailedError:
        moment.folder.forget_index()
        show(desk, "search", request.over(records()), moment, format, lang or desk.language, out=out)


def _refuse_options(words: list[str], ctx: typer.Context) -> None:
    """Raises UsageError for a word with two dashes before it: an option that there is not."""
    for word in words:
        if word.startswith("--") and len(word) > 2:
            known = [name for parameter in ctx.command.params for name in parameter.opts if name.startswith("--")]
            what = Text("there is no option `{option}`", option=word)
            raise UsageError(what, one_of(word.partition("=")[0], known))


def _asked(query: str, moment: Moment) -> Question:
    """The question, with fields and their values by their own names."""
    if ":" not in query:
        return question(query)
    names = {field.name for kind in KINDS for field in fields(kind.record)}

    def own(name: str) -> str:
        found = (english_name(kind.record, name) for kind in KINDS)
        return next((one for one in found if one.partition(".")[0] in names), name)

    asked = question(query, lambda name: own(name).partition(".")[0] in names)
    spoken = Spoken(moment.folder, moment.today)
    return asked._replace(fields=tuple(_own_value(spoken, own(name), value) for name, value in asked.fields))


def _own_value(spoken: Spoken, name: str, value: str) -> tuple[str, str]:
    """A field and its value as files hold them, by the first kind that knows another word for the value."""
    for kind in KINDS:
        if name.partition(".")[0] in {field.name for field in fields(kind.record)}:
            meant = spoken.assignment(kind.record, f"{name}={value}")
            if meant != f"{name}={value}":
                return name, meant.partition("=")[2]
    return name, value


def _codes(knowledge: Knowledge, **asked: str | None) -> tuple[tuple[str, str], ...]:
    """The codes that options name, each with its list. Raises UsageError for one that there is not."""
    found = []
    for vocabulary, value in asked.items():
        if value is None:
            continue
        terms = knowledge.codes.get(vocabulary, {})
        names = Names({code: (term.nl, term.en or "", term.synonyms) for code, term in terms.items()})
        code = value if value in terms else names.code(value)
        if code is None:
            what = Text("`{value}` is none of {list}", value=value, list=field_word(vocabulary))
            raise UsageError(what, one_of(value, terms))
        found.append((vocabulary, code))
    return tuple(found)
