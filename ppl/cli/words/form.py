"""`ppl form session|scan PROJECT`: a form to fill in anywhere, with what is open; --from takes it back."""

import datetime
from typing import Annotated, Literal

import typer

from ppl.cli.desk import Desk, Moment
from ppl.cli.language import translated
from ppl.cli.options import N_, AsOf, Format, Lang, Out, PartOption, ProjectArgument, day_of, desk_of
from ppl.cli.out_format import is_given
from ppl.cli.show import format_for, language_of, show
from ppl.errors import Text, UsageError
from ppl.model.knowledge import Knowledge
from ppl.model.scan import ScanPart
from ppl.model.session import SessionKind
from ppl.readers import words
from ppl.readers.forms import printed, scan
from ppl.readers.forms.seal import seal_form
from ppl.render.formats import FORMAT
from ppl.reports import questions, scan_form
from ppl.reports.catalog import REPORT
from ppl.reports.form import PROGRAMME, NoteLine, Request, Words
from ppl.store.local import notes

SHOWS = ("form", "questions", "scan-form")
IN_CODES = ("screen", "md", "json")
HELP = N_("""Print a form for a session or a scan, with what is known; ppl log or ppl scan --from takes it back.

The form is Markdown with headings, in Dutch or English: fill it in on a phone, in a mail or in an editor. What
you leave as it was changes nothing. The notes of ppl note that wait stand in it.

For a colleague who has no ppl: eml is a draft for your mail program with six plain questions, without codes; docx
and xlsx are the same form for Word and Excel, text shows it here. Save the reply as .eml, or the form as it came back.

The form of a scan holds every point with its last answer, without what is internal; what is left empty stays as it was.

\b
Example:
  ppl form session langeveld --out form.md
  ppl log langeveld --from form.md
  ppl form session langeveld --format eml --out vragen.eml
  ppl log langeveld --from antwoord.eml
  ppl form scan langeveld --out scan.docx
  ppl scan langeveld --from scan.docx
""")


def command(
    ctx: typer.Context,
    form: Annotated[
        Literal["session", "scan"], typer.Argument(metavar="FORM", help=N_("Which form: session or scan."))
    ],
    project: ProjectArgument,
    kind: Annotated[SessionKind, typer.Option("--kind", help=N_("The kind of session."))] = "weekly",
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=N_("The day of the session or scan; else today."))
    ] = None,
    part: PartOption = None,
    lang: Lang = None,
    format: Format = "screen",
    out: Out = None,
    as_of: AsOf = None,
) -> None:
    desk = desk_of(ctx)
    _refuse_odd(desk, form, project, part)
    if form == "scan" and not is_given(desk, "--format"):
        format = "md" if out else "text"
    format = format_for(desk, format, out, *(SHOWS[-1:] if form == "scan" else SHOWS[:-1]))
    moment = desk.moment(as_of)
    before = moment if as_of else None
    place = project if project == PROGRAMME else desk.ref(project, moment.folder, kind="project")
    held_on = day_of(desk, on, "--on") if on else moment.today
    if form == "scan":
        request, language = scan_asked(desk, place, held_on, lang, before, part)
        show(desk, "scan-form", request, moment, format, language, out=out)
    elif _is_plain(format):
        asked, language = questions_asked(desk, place, kind, held_on, lang, before)
        show(desk, "questions", asked, moment, format, language, out=out)
    else:
        printed_form, language = form_asked(desk, place, kind, held_on.isoformat(), lang, before)
        show(desk, "form", printed_form, moment, format, language, out=out, seal=seal_form)
    if out is None or FORMAT[format].is_for_programs:
        return
    word = "scan" if form == "scan" else "log"
    if format == "eml":
        what = Text("send it; save the reply as .eml, then: ppl {word} {project} --from reply.eml")
    else:
        what = Text("fill it in, then: ppl {word} {project} --from {file}")
    desk.remark(Text(what.source, word=word, project=place, file=str(out)))


def _refuse_odd(desk: Desk, form: str, project: str, part: str | None) -> None:
    """Options that belong to the other form. Raises UsageError."""
    if form == "session" and part is not None:
        raise UsageError(Text("--part is for the form of a scan"), Text("ppl form scan PROJECT --part method"))
    if form == "scan" and is_given(desk, "--kind"):
        raise UsageError(Text("--kind is for the form of a session"), Text("leave it out"))
    if form == "scan" and project == PROGRAMME:
        raise UsageError(Text("a scan is of a project"), Text("name one: ppl form scan PROJECT"))


def _is_plain(format: str) -> bool:
    """Whether it shows the six plain questions: all but what is filled in with an editor, or read by a program."""
    return format not in IN_CODES


def form_asked(
    desk: Desk, project: str, kind: str, held_on: str, lang: str | None = None, before: Moment | None = None
) -> tuple[Request, str]:
    """What is asked of the form of a session, and its language. `project` may be `programme`.

    before: a moment that has been: notes wait now, so that none stand in it
    """
    knowledge = _known(desk, project, "form", before)
    language = language_of(knowledge, lang)
    headings, head, labels, states, aspects = (
        words.shown(table, language)
        for table in (words.HEADINGS, words.HEADER, words.LABELS, words.STATES, words.LIGHTS)
    )
    labels = {name.replace(".", "_"): word for name, word in labels.items()}
    waiting = notes.notes(desk.folder, project) if before is None else ()
    lines = [NoteLine(id=n.id, on=n.at.date().isoformat(), text=n.text) for n in waiting]
    said = Words(headings, head, labels, states, aspects)
    return Request(knowledge, project, kind, held_on, said, lines), language


def questions_asked(
    desk: Desk, project: str, kind: str, held_on: datetime.date, lang: str | None = None, before: Moment | None = None
) -> tuple[questions.Request, str]:
    """What is asked of the plain form of a session, and its language. `project` may be `programme`."""
    knowledge = _known(desk, project, "questions", before)
    language = language_of(knowledge, lang)
    request = questions.Request(
        knowledge=knowledge,
        project=project,
        kind=words.shown(words.STATES, language).get(kind, translated(Text(kind), language)),
        held_on=held_on,
        title=printed.spoken({"title": printed.TITLE}, language)["title"],
        questions=printed.spoken(printed.QUESTIONS, language),
        sentences=printed.spoken(printed.SENTENCES, language),
    )
    return request, language


def scan_asked(
    desk: Desk, project: str, on: datetime.date, lang: str | None, before: Moment | None, part: ScanPart | None
) -> tuple[scan_form.Request, str]:
    """What is asked of the form of a scan, and its language."""
    knowledge = _known(desk, project, "scan-form", before)
    language = language_of(knowledge, lang)
    at = 0 if language == "nl" else 1
    request = scan_form.Request(
        knowledge=knowledge,
        project=project,
        on=on,
        choices={one: {code: pair[at] for code, (pair, _) in words.items()} for one, words in scan.WORDS.items()},
        texts={one: pair[at] for one, pair in scan.TEXTS.items()},
        sentences=printed.spoken(scan.SENTENCES, language),
        part=part,
    )
    return request, language


def _known(desk: Desk, project: str, report: str, before: Moment | None) -> Knowledge:
    projects = [] if project == PROGRAMME else [project]
    return desk.read(before, REPORT[report].needs.kinds, projects, with_shared=True)
