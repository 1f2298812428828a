"""`ppl note PROJECT "..."`: a note between two talks, that waits for the next session."""

import datetime
from typing import Annotated

import typer

from ppl.cli import completion
from ppl.cli.desk import Desk
from ppl.cli.options import N_, DryRun, Yes, desk_of
from ppl.cli.typed_text import TypedText
from ppl.errors import StoreError, Text, UsageError, nearest
from ppl.operations.unregistered_names import looks_like, unknown_people
from ppl.partial_date import in_figures
from ppl.store.local import notes
from ppl.visible import fitted, on_one_line, pasted

HELP = N_("""Keep a note between two talks; it comes up in the next log and form of that project.

Notes are no records: they wait on this computer, readable for you alone, until you use or drop them. From any
folder: set PPL_ROOT to the knowledge base. TEXT may be - for standard input; without it ppl asks.

\b
Example:
  ppl note langeveld "actie: netbeheerder bellen voor vrijdag"
  ppl note langeveld --list
  ppl note --drop n3f2a
""")


def command(
    ctx: typer.Context,
    project: Annotated[
        str | None,
        typer.Argument(
            metavar="PROJECT",
            help=N_("The project, or programme for the programme as a whole."),
            autocompletion=completion.projects,
        ),
    ] = None,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT...]", help=N_("What to note; - reads standard input."))
    ] = None,
    is_list: Annotated[bool, typer.Option("--list", help=N_("Show the notes that wait."))] = False,
    dropped: Annotated[
        list[str] | None, typer.Option("--drop", metavar="ID", help=N_("Take this note away; may be repeated."))
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    desk = desk_of(ctx)
    place = _place(desk, project)
    if dropped:
        _drop(desk, place, dropped, dry_run, yes)
    if is_list:
        found = notes.notes(desk.folder, place)
        rows = "".join(_line(desk, note.id, note.at, note.text, "" if place else note.project) for note in found)
        desk.show(_fit(desk, rows))
        if not found:
            desk.remark(Text("no notes wait"))
    if is_list or dropped:
        return
    if place is None and desk.is_terminal and not yes:
        from ppl.cli.ask.which_project import asked_project  # whoever names the project needs no question

        place = asked_project(desk, "note")
    if place is None:
        raise UsageError(Text("say for which project the note is"), Text('for example: ppl note langeveld "..."'))
    text = _text(desk, place, " ".join(words or ()), not yes)
    for name in unknown_people(desk.folder, text):
        desk.remark(Text("{what}: write the role instead", what=looks_like(name)))
    if dry_run:
        desk.show(_line(desk, "-", desk.now, text, place))
        desk.remark(Text("nothing was written (--dry-run)"))
        return
    with TypedText(desk, "note") as typed:
        typed.text = text
        note = notes.keep(desk.folder, place, text, desk.now)
    desk.input.settle()
    desk.show(note.id)
    number = len(notes.notes(desk.folder, place))
    desk.remark(Text("kept for the next session of {project}; notes that wait: {number}", project=place, number=number))


def _place(desk: Desk, project: str | None) -> str | None:
    if project in (None, "programme"):
        return project
    if " " in project:
        raise UsageError(Text("say for which project the note is"), Text('for example: ppl note langeveld "..."'))
    return desk.ref(project, kind="project")


def _drop(desk: Desk, place: str | None, ids: list[str], dry_run: bool, yes: bool) -> None:
    """Take notes away; on a terminal after a question, since a note stands nowhere else. Raises UsageError."""
    found = {note.id: note for note in notes.notes(desk.folder, place)}
    _refuse_unknown(ids, list(found))
    rows = "".join(_line(desk, note.id, note.at, note.text, note.project) for note in map(found.__getitem__, ids))
    if dry_run:
        desk.show(rows)
        desk.remark(Text("nothing was written (--dry-run)"))
        return
    if desk.is_terminal and not yes:
        desk.remark(rows.rstrip("\n"))
        if not desk.agreed(Text("Drop this?")):
            raise StoreError(Text("nothing was written"))
    notes.drop(desk.folder, ids)
    desk.remark(Text("dropped: {ids}", ids=", ".join(ids)))


def _text(desk: Desk, project: str, typed: str, can_ask: bool) -> str:
    """What to note: as typed, from standard input, or asked for. Raises UsageError where there is nothing."""
    if typed == "-":
        typed = desk.input.read().decode("utf-8", "replace").removeprefix("\ufeff")
    elif not typed and can_ask and desk.is_terminal:
        from ppl.cli.ask.one_line import typed_line  # a note behind the project needs no questions

        typed = typed_line(desk, Text("Note for {project}:", project=project), "note")
    if not typed.strip():
        what = Text("there is nothing to note")
        raise UsageError(what, Text('write it behind the project, or - to read it: ppl note P "..."'))
    return pasted(typed).strip()


def _refuse_unknown(ids: list[str], known: list[str]) -> None:
    unknown = [id for id in ids if id not in known]
    if unknown:
        what = Text("there is no note `{id}`", id=", ".join(unknown))
        there_are = Text("there are: {names}", names=", ".join(known)) if known else Text("no notes wait")
        raise UsageError(what, nearest(unknown[0], known, there_are, cutoff=0.8))


def _line(desk: Desk, id: str, at: datetime.datetime, text: str, project: str) -> str:
    shown = " ".join(on_one_line(text).split())
    moment = in_figures(at.date(), desk.language) + (f" {at:%H:%M}" if at.time() != datetime.time() else "")
    return "  ".join(part for part in (id, moment, project, shown) if part) + "\n"


def _fit(desk: Desk, rows: str) -> str:
    """The lines of notes, on a terminal broken between words."""
    return fitted(rows.rstrip("\n"), desk.width) + "\n" if desk.shows_on_terminal else rows
