"""Notes that wait for a talk, asked about where the talk came in as a file."""

from collections.abc import Sequence
from typing import Any

from ppl.cli.ask.open_lines import NOTE, NOTE_HELP
from ppl.cli.ask.questions import Asker, Question
from ppl.cli.ask.unread_lines import put_in
from ppl.cli.desk import Desk
from ppl.cli.terminal import Terminal
from ppl.errors import Text
from ppl.operations.entry import Entry
from ppl.store.local.notes import Note


def with_notes(desk: Desk, waiting: Sequence[Note], entry: Entry) -> Entry:
    """The entry with the notes that somebody uses. Raises StoppedError."""
    asker = Asker(Terminal(desk))
    fields: dict[str, Any] = dict(entry.fields)
    used: list[str] = []
    for number, note in enumerate(waiting):
        before = ("", Text("Notes since the last talk")) if number == 0 else ()
        key, text = f"note.{note.id}", Text("`{text}`", text=note.text)
        question = Question(key, text, NOTE_HELP, choices=NOTE, shown=Text("keep"), before=before)
        if becomes := asker.insist(question):
            used.append(note.id)
            put_in(desk, asker, fields, becomes, note.text)
    return entry._replace(fields=fields, note_ids=(*entry.note_ids, *used))
