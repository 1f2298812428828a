"""What a request changes: the records, the message of the commit, and what to show before it is written."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ppl.errors import Field, Problem, Text
from ppl.operations.entry import Entry
from ppl.store.edits import Edit
from ppl.store.git.message import Message
from ppl.yaml import text as yaml_text


class Proposal(NamedTuple):
    """What a request changes.

    edits: the records as they will be; none where nothing changes
    message: what the commit says
    entry: what somebody sent in, so that problems name its lines
    problems: what is wrong in the entry, besides what the checks find in the records
    summary: what it comes to, in lines that people read; without it they see the difference of the files
    remarks: what is good to know once it is written
    about: what it is, before its fields
    lies_there: the files are like that already, edited by hand
    """

    edits: Sequence[Edit]
    message: Message
    entry: Entry | None = None
    problems: Sequence[Problem] = ()
    summary: Callable[[], Iterable[Text | str]] | None = None
    remarks: Sequence[Text] = ()
    lies_there: bool = False
    about: Text | None = None

    def place(self, edit: Edit, field: Field) -> tuple[str, int, Field]:
        """File, line and field where somebody finds a field: in the entry that was sent in, else in the record."""
        if self.entry is not None and self.entry.name:
            field = edit.place(field)
            return self.entry.name, self.entry.line_of(field), field
        return f"data/{edit.path}", yaml_text.line_of(edit.new or "", field), field
