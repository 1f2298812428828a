"""Notes that wait (`ppl note`) where a talk comes in as a file, and on the screen of status."""

import typer

from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.errors import Text
from ppl.operations.entry import Entry
from ppl.store.local import notes


def with_waiting_notes(desk: Desk, project: str | None, entry: Entry) -> Entry:
    """The entry with the notes that somebody uses, asked on a terminal; without one they are only named.

    Ends the command where somebody stops.
    """
    place = project or "programme"
    waiting = [note for note in notes.notes(desk.folder, place) if note.id not in entry.note_ids]
    if not waiting:
        return entry
    if not desk.is_terminal:
        remark_waiting(desk, place)
        return entry
    from ppl.cli.ask.waiting_notes import with_notes  # without a terminal nothing that asks is needed

    try:
        return with_notes(desk, waiting, entry)
    except StoppedError as stopped:
        desk.remark(Text("nothing was written"))
        raise typer.Exit(stopped.exit_code) from None


def remark_waiting(desk: Desk, project: str | None) -> None:
    """Say which notes wait: how many per project, and how they are shown."""
    number: dict[str, int] = {}
    for note in notes.notes(desk.folder, project):
        number[note.project] = number.get(note.project, 0) + 1
    for place, many in sorted(number.items()):
        what = Text(
            "notes that wait for the next talk of {project}: {number} (ppl note {project} --list)",
            project=place,
            number=many,
        )
        desk.remark(what)
