"""`ppl new KIND`: a new record, from assignments, a file, or your editor."""

from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.editor import edited_text
from ppl.cli.entry.input_file import read_entry, sent, spoken
from ppl.cli.options import N_, KindArgument, OwnProject, WriteOptions, desk_of, kind_named, with_write_options
from ppl.cli.typed_text import TypedText
from ppl.errors import Text, UsageError
from ppl.model.escalation import Escalation
from ppl.model.fields import fields as kind_fields
from ppl.model.kinds import Kind
from ppl.operations.entry import Entry
from ppl.operations.new import EnteredRequest, NewRequest, new, new_entered
from ppl.operations.plain_words import in_plain_words
from ppl.store.edits import assign, form

HELP = N_("""Make a new record: from FIELD=VALUE, from a file, or (on a terminal) in your editor.

A value that begins with [ or { is YAML: a list or a mapping. The id follows from the title or the date;
--id gives another.

\b
Example:
  ppl new bottleneck --project langeveld title="Net vol" category=netcongestie status=open opened_on=2026-01-05
  ppl new event --from event.yaml
""")


@with_write_options()
def command(
    ctx: typer.Context,
    kind: KindArgument,
    assignments: Annotated[
        list[str] | None, typer.Argument(metavar="[FIELD=VALUE]...", help=N_("The fields of the record."))
    ] = None,
    project: OwnProject = None,
    id: Annotated[str | None, typer.Option("--id", metavar="ID", help=N_("The id, instead of the usual one."))] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE|-", help=N_("The file with the fields; - reads standard input.")),
    ] = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    of = kind_named(kind)
    place = _place(desk, of, project)
    if of.record is Escalation and source is None and not assignments and desk.is_terminal:
        _escalate(desk, project, options)
        return
    with TypedText(desk, "new") as typed:
        entry = _entry(desk, of, source, bool(assignments), typed)
        fields = entry.fields if entry else {}
        if assignments:
            about = place or (desk.ref(project, kind="project") if project else None)
            plain = in_plain_words(of, assignments, fields, about, desk.folder.existing_refs, desk.today)
            assignments = [spoken(desk).assignment(of.record, one) for one in plain]
            fields = assign(fields, assignments, of)
        request = NewRequest(of.name, place, fields, id or "", entry, tuple(assignments or ()))
        save(desk, new, request, options, has_draft=bool(typed.text))
        if options.dry_run and typed.text:
            desk.keep_text(typed.text, typed.word)


def _escalate(desk: Desk, project: str | None, options: WriteOptions) -> None:
    """Ask for an escalation step by step, show it and write it. Raises UsageError where nothing is open."""
    from ppl.cli.ask import escalation  # the other kinds need no questions
    from ppl.cli.ask.conversation import Conversation
    from ppl.cli.entry.confirm_entry import save_entry
    from ppl.cli.entry.session_input import entry_of

    about = desk.ref(project, kind="project") if project else None
    knowledge = desk.read(kinds={"project", "bottleneck", "bodies", "programme"})
    start = escalation.ladder(knowledge, about, desk.today)
    if not (start.bottlenecks.get(about) if about else start.projects):
        what = Text("no bottleneck is open, and an escalation is about one")
        raise UsageError(what, Text("log one first: ppl log PROJECT, or ppl new bottleneck --project PROJECT"))
    talk = Conversation(desk, "-".join(["escalation", *([about] if about else [])]), "ppl " + " ".join(desk.arguments))
    opening = Text("A question to a table: Enter keeps or skips, - leaves open, < goes a step back, ? explains")
    answers = talk.hold(opening, {}, lambda _: lambda given: escalation.script(start, given))
    entry = entry_of(escalation.fields(start, answers), Escalation)
    request = EnteredRequest("escalation", None, entry)
    save_entry(desk, new_entered, request, lambda name, text: read_entry(desk, name, text, Escalation), options, talk)


def _place(desk: Desk, kind: Kind, project: str | None) -> str | None:
    """The project in whose folder the record will lie. Raises UsageError."""
    if kind.is_fixed:
        what = Text("a programme has one {kind}, and it is there", kind=Text(kind.name))
        raise UsageError(what, Text("ppl set or ppl edit programme/{kind} changes it", kind=kind.name))
    if kind.name == "project" or not kind.in_project:
        return None
    if project is None and len(kind.paths) == 1:
        raise UsageError(Text("a {kind} belongs to a project", kind=Text(kind.name)), Text("add --project PROJECT"))
    return desk.ref(project, kind="project") if project else None


def _entry(desk: Desk, kind: Kind, source: str | None, has_assignments: bool, typed: TypedText) -> Entry | None:
    """What was sent in, or on a terminal what comes back from the editor. Raises UsageError where nothing is given."""
    if source is not None:
        name, text = sent(desk, source)
    elif has_assignments:
        return None
    elif desk.is_terminal:
        name, empty = Text("your text").source, form(kind, {}, desk.words)
        text = edited_text(desk, empty, kind.name)
        typed.text = text if text != empty else ""
    else:
        required = ", ".join(f.name for f in kind_fields(kind.record) if f.is_required)
        what = Text("there is nothing to make a {kind} of", kind=Text(kind.name))
        raise UsageError(what, Text("give FIELD=VALUE or --from FILE; required are {required}", required=required))
    entry = read_entry(desk, name, text, kind.record)
    if not entry.fields:
        required = ", ".join(f.name for f in kind_fields(kind.record) if f.is_required)
        what = Text("nothing was filled in; nothing was written")
        raise UsageError(what, Text("fill in what stands without # before it: {required}", required=required))
    return entry
