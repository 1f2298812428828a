"""The entry of a session in a filled-in form or in pasted notes."""

from collections.abc import Mapping

from ppl.cli.ask.open_points import session_kind
from ppl.cli.ask.unread_lines import with_unread
from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.errors import DataError, Text
from ppl.model.knowledge import Knowledge
from ppl.operations.entry import Entry
from ppl.readers.forms import session as form_reader
from ppl.readers.notes import session as notes_reader


def read_form_or_notes(desk: Desk, name: str, text: str, given: Mapping[str, str], project: str | None) -> Entry:
    """The entry in a text; what no reader recognises is asked about on a terminal, else it joins the summary.

    given: fields that the options said (kind, held_on); without them the rhythm and today fill in.
    Raises DataError where it says nothing of a talk.
    """
    known, _ = desk.folder.read_refs(["programme/programme", "programme/vocabularies", *([project] if project else [])])
    words = form_reader.words_of(known)
    if form_reader.is_form(text):
        form = form_reader.read(text, words, desk.today)
        notes = tuple(form_reader.noted(text))
    else:
        form, notes = notes_reader.read(text, words, desk.today, _names(known, project)), ()
    fields = {**given, **{k: v for k, v in form.fields.items() if v not in (None, "", [], {})}}
    if not form.fields and not form.rest:
        raise DataError(Text("{file} says nothing of a talk", file=name), Text("fill in what was discussed"))
    if form.rest:
        try:
            fields = with_unread(desk, fields, form.rest)
        except StoppedError:
            if name != "<stdin>":  # what was pasted is kept in a draft, and that is said
                desk.remark(Text("broken off: nothing was written; {file} stays as it is", file=name))
            raise
    if "kind" not in fields:
        fields["kind"] = session_kind(desk, project)
        desk.remark(Text("the notes name no kind of talk: {kind}", kind=Text(str(fields["kind"]))))
    if "held_on" not in fields:
        fields["held_on"] = desk.today.isoformat()
        desk.remark(Text("the notes name no day: {day}", day=str(fields["held_on"])))
    return Entry(name, text, fields, form.lines, note_ids=notes)


def _names(knowledge: Knowledge, project: str | None) -> list[str]:
    """What people call a project: its name, its code, its municipality."""
    found = knowledge.project(project) if project else None
    return [found.name, found.id.replace("-", " "), *found.municipality] if found else []
