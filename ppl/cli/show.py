"""Showing a report: what it needs is read, its answer is made into a format, and goes to the screen or into a file."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from ppl.cli import language, paper
from ppl.cli.desk import Desk, Moment
from ppl.cli.glossary import terms
from ppl.cli.out_format import endings, is_given, out_format
from ppl.cli.own_templates import own_templates
from ppl.errors import DataError, StoreError, Text, UsageError, disk_words, one_of, with_extra
from ppl.model.figures import whole
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Programme
from ppl.render.document import Document, Sheet, Surface, template_of
from ppl.render.formats import FORMAT, formats_for
from ppl.reports import data
from ppl.reports.catalog import REPORT, Report
from ppl.resources import catalogue
from ppl.store.files import look_writable, write_named
from ppl.visible import on_one_line

NARROWEST, WIDEST = 60, 160


class Written(NamedTuple):
    """A file that somebody asked for, and what is said when it is there."""

    path: Path
    content: bytes
    said: Text


def read(desk: Desk, name: str, moment: Moment, project: str | None = None) -> Knowledge:
    """What a report needs: of one project its own records, and those that all projects have in common."""
    needs = REPORT[name].needs
    if needs.on_demand:
        knowledge, problems = moment.folder.read_on_demand()
        desk.remark_unread(problems)
        return knowledge
    if project is None or not needs.of_project:
        return desk.read(moment, needs.kinds)
    return desk.read(moment, needs.kinds, [project], with_shared=True)


class Made(NamedTuple):
    """A report that became a format. files: what is written where, its own file last; content: its own bytes"""

    name: str
    request: Any
    build: Any
    content: bytes
    files: tuple[Written, ...] = ()


def show(
    desk: Desk,
    name: str,
    request: Any,
    moment: Moment | None,
    format: str,
    lang: str,
    *,
    out: Path | None = None,
    view: bool = False,
    **more: Any,
) -> Any:
    """Show the answer of a report to a request, in a format and a language, on the screen or in the file `out`.

    view: open its file; more: see `made`. What there is to remark on it goes to stderr.
    Returns the answer. Raises UsageError for a format that makes no sense for this report, StoreError where a
    file cannot be written; then none is.
    """
    if view and out is None:
        out = paper.file_to_view(name, request, "html" if FORMAT[format].is_screen else format)
    found = made(desk, name, request, moment, format, lang, out=out, **more)
    show_made(desk, [found], view)
    return found.build


def show_made(desk: Desk, found: Sequence[Made], view: bool = False, folder: Path | None = None) -> None:
    """Write the files of these reports, all or none; without any their bytes go to the screen. Raises StoreError.

    folder: that they lie in, made where it is not there
    """
    write(desk, [file for one in found for file in one.files], folder)
    for one in found:
        if not one.files:
            desk.show_bytes(one.content)
        elif view:
            paper.open_file(desk, one.files[-1].path)
        module = REPORT[one.name].module
        for remark in module.remarks(one.request, one.build) if hasattr(module, "remarks") else ():
            desk.remark(remark)  # below the answer that it is about


def made(
    desk: Desk,
    name: str,
    request: Any,
    moment: Moment | None,
    format: str,
    lang: str,
    *,
    out: Path | None = None,
    style: Path | None = None,
    more: Mapping[str, Any] | None = None,
    picture: str = "",
    **known: Any,
) -> Made:
    """The answer of a report in a format; nothing is written yet.

    out: its name says the format, unless --format does (see `format_for`); style: a document of Word whose styles it
    takes; more: what its template sees besides; known: fields of its Document (to, seal).
    picture: which of its pictures, for a format of one, else the first. Raises UsageError.
    """
    module = REPORT[name].module
    format = format_for(desk, format, out, name)
    build = module.build(request, moment.today if moment else desk.today)
    known = {"to_about": cache(lambda: paper.about(desk, request, moment, build)), **known}
    if format == "docx":
        known["style"] = paper.style(desk, request, moment, style)
    elif style is not None:
        raise UsageError(Text("--style is for a document of Word"), Text("add --format docx"))
    document = document_of(desk, name, request, build, lang, more or {}, picture=picture, **known)
    if picture or FORMAT[format].is_picture:
        _look_for(desk, document, format)
    files: list[Written] = []
    if out is not None and FORMAT[format].has_pictures_beside:
        document, files = _with_pictures(document, out, is_one=len(REPORT[name].charts) == 1)
    try:
        content = FORMAT[format].render(document)
    except ModuleNotFoundError as missing:
        if (missing.name or "ppl").startswith("ppl"):
            raise
        what = Text("writing {format} needs a package that is not installed", format=format)
        raise UsageError(what, with_extra(FORMAT[format].extra)) from None
    if out is not None:
        files.append(Written(out, content, Text("written to {file}", file=str(out))))
    return Made(name, request, build, content, tuple(files))


def _look_for(desk: Desk, document: Document, format: str) -> None:
    """See that the picture that was asked for can be drawn, and tell of the others. Raises UsageError or DataError."""
    there, name = document.charts, document.picture
    if not FORMAT[format].is_picture:
        raise UsageError(Text("--picture is for one picture alone"), Text("add --format svg or --format png"))
    if name not in there if name else not there:
        what = (
            Text("there is nothing to draw in the picture {name}", name=name)
            if name
            else Text("there is nothing to draw")
        )
        raise DataError(what, one_of(name, there) if there else Text("ask for the report itself, without --format"))
    if not name and there[1:]:
        desk.remark(Text("the first picture of this report; the others: --picture {names}", names=", ".join(there[1:])))


def _with_pictures(document: Document, out: Path, is_one: bool) -> tuple[Document, list[Written]]:
    """A document whose pictures are files beside its own, each with its name behind that of the file.

    is_one: the report never has more than one, which is called as the file is, unless it is drawn in parts
    """
    addresses, files = {}, []
    for name in document.charts:
        stem = out.stem if is_one and len(document.charts) == 1 else f"{out.stem}-{name}"
        picture = out.with_name(f"{stem}.svg")
        said = Text("picture written to {file}", file=str(picture))
        files.append(Written(picture, document.svg(name).encode(), said))
        addresses[name] = quote(picture.name)
    return document._replace(addresses=addresses), files


def format_for(desk: Desk, format: str, out: Path | None, *names: str) -> str:
    """The format of one of these reports: that of the file where one is named, else the one that was asked for.

    Raises UsageError for a format that makes no sense for them, where --format and the file's name disagree, or where
    its ending is of none of their formats.
    """
    known = [*dict.fromkeys(one for name in names for one in formats_for(REPORT[name].offers))]
    if format not in known:
        what = Text("this report cannot be shown as {format}", format=format)
        raise UsageError(what, one_of(format, known))
    if out is None and FORMAT[format].is_binary and desk.shows_on_terminal:
        what = Text("{format} is a file, and nothing for a screen", format=format)
        raise UsageError(what, Text("name it: --out {file}", file=f"{names[0]}.{format}"))
    if out is None:
        return format
    given = format if is_given(desk, "--format") and not FORMAT[format].is_screen else None
    usual = "md" if FORMAT[format].is_screen else format
    return out_format(out, given, endings(known), usual)


def screen_text(desk: Desk, name: str, request: Any, lang: str, **known: Any) -> str:
    """The answer of a report as it stands on the user's own screen, for a preview or an editor."""
    build = REPORT[name].module.build(request, desk.today)
    return FORMAT["screen"].render(document_of(desk, name, request, build, lang, {}, **known)).decode()


def document_of(
    desk: Desk, name: str, request: Any, found: Any, lang: str, more: Mapping[str, Any], **known: Any
) -> Document:
    """The answer of a report on its way to a format."""
    report = REPORT[name]
    module = report.module
    source = module.source(request) if hasattr(module, "source") else None
    heading = module.heading(found) if hasattr(module, "heading") else report.title

    @cache
    def to_data() -> Mapping[str, Any]:
        seen = data.plain(found)
        context = module.context(request, found) if hasattr(module, "context") else {}
        return {**seen, "report": seen, **context, **more}

    return Document(
        schema=report.schema,
        to_record=cache(lambda: data.json(module.record(found) if hasattr(module, "record") else found)),
        to_data=to_data,
        parts=report.offers,
        template=report.template,
        words=lambda text: language.translated(text, lang),
        translate=catalogue(lang).gettext,
        language=lang,
        own=own_templates(desk),
        to_sheet=cache(lambda: Sheet(*module.sheet(found))) if hasattr(module, "sheet") else None,
        source=source,
        to_events=cache(lambda: module.events(request, found) if hasattr(module, "events") else ()),
        heading=on_one_line(language.translated(heading, lang)),
        to_pictures=cache(lambda: pictures(report, found)),
        is_page=report.is_page,
        is_for_others=report.is_for_others,
        is_set_on_paper=report.is_set_on_paper,
        terms=terms(request, lang),
        is_log=report.is_log,
        is_markdown=report.is_markdown,
        remark=desk.remark,
        surface=surface(desk),
        **known,
    )


def pictures(report: Report, answer: Any) -> dict[str, Any]:
    """The data of the pictures of a report, by name, in its order; only those for which there are data."""
    if not report.charts:
        return {}
    known = report.module.pictures(answer)
    return {name: data.plain(known[name]) for one in report.charts for name in known if template_of(name) == one}


def surface(desk: Desk) -> Surface:
    """Where the user looks: a terminal, or a pipe that takes as many characters as COLUMNS says, else 80."""
    is_terminal = desk.shows_on_terminal
    given = whole(desk.environment.get("COLUMNS", ""))
    width = desk.width if is_terminal else 80 if given is None else given
    has_colour = is_terminal and not desk.environment.get("NO_COLOR")  # no-color.org
    return Surface(max(NARROWEST, min(width, WIDEST)), desk.width, is_terminal, has_colour)


def write(desk: Desk, files: Sequence[Written], folder: Path | None = None) -> None:
    """Write files that somebody asked for, and say so; none where one of them cannot be. Raises StoreError.

    folder: that is made where it is not there
    """
    at = folder
    try:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        for path, *_ in files:
            at = path
            look_writable(path)
        for path, content, said in files:
            at = path
            write_named(path, content)
            desk.remark(said)
    except OSError as error:
        remedy = Text("name another file with --out")
        if at is not None and at.is_dir():
            remedy = Text("name a file in it with --out")
        raise StoreError(Text("{file} cannot be written: {why}", file=str(at), why=disk_words(error)), remedy) from None


def language_of(knowledge: Knowledge, lang: str | None) -> str:
    """The language asked for, else that of the programme."""
    programme = knowledge.one(Programme)
    return lang or (programme.language if programme else "nl")
