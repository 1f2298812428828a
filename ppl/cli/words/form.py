"""`ppl form session PROJECT`: a form to fill in anywhere, with what is open; `ppl log --from` takes it back."""

from typing import Annotated, Literal

import typer

from ppl.cli.desk import Desk
from ppl.cli.options import N_, Format, Lang, Out, ProjectArgument, day_of, desk_of
from ppl.cli.show import language_of, show
from ppl.errors import Text
from ppl.model.session import SessionKind
from ppl.readers import words
from ppl.readers.forms.seal import seal_form
from ppl.render.formats import FORMAT
from ppl.reports.catalog import REPORT
from ppl.reports.form import PROGRAMME, NoteLine, Request, Words
from ppl.store.local import notes

SHOWS = ("form",)
HELP = N_("""Print a form for a session, with what is open; ppl log --from takes it back.

The form is Markdown with headings, in Dutch or English: fill it in on a phone, in a mail or in an editor. What
you leave as it was changes nothing. The notes of ppl note that wait stand in it.

\b
Example:
  ppl form session langeveld --out form.md
  ppl log langeveld --from form.md
""")


def command(
    ctx: typer.Context,
    form: Annotated[Literal["session"], typer.Argument(metavar="FORM", help=N_("Which form: session."))],
    project: ProjectArgument,
    kind: Annotated[SessionKind, typer.Option("--kind", help=N_("The kind of session."))] = "weekly",
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=N_("The day of the session; else today."))
    ] = None,
    lang: Lang = None,
    format: Format = "screen",
    out: Out = None,
) -> None:
    desk = desk_of(ctx)
    place = project if project == PROGRAMME else desk.ref(project, kind="project")
    request, language = form_asked(
        desk, place, kind, (day_of(desk, on, "--on") if on else desk.today).isoformat(), lang
    )
    show(desk, "form", request, None, format, language, out=out, seal=seal_form)
    if out is not None and not FORMAT[format].is_for_programs:
        desk.remark(Text("fill it in, then: ppl log {project} --from {file}", project=place, file=str(out)))


def form_asked(desk: Desk, project: str, kind: str, held_on: str, lang: str | None = None) -> tuple[Request, str]:
    """What is asked of the form of a session, and its language. `project` may be `programme`."""
    projects = [] if project == PROGRAMME else [project]
    knowledge = desk.read(None, REPORT["form"].needs.kinds, projects, with_shared=True)
    language = language_of(knowledge, lang)
    headings, head, labels, states, aspects = (
        words.shown(table, language)
        for table in (words.HEADINGS, words.HEADER, words.LABELS, words.STATES, words.LIGHTS)
    )
    labels = {name.replace(".", "_"): word for name, word in labels.items()}
    lines = [NoteLine(id=n.id, on=n.at.date().isoformat(), text=n.text) for n in notes.notes(desk.folder, project)]
    said = Words(headings, head, labels, states, aspects)
    return Request(knowledge, project, kind, held_on, said, lines), language
