"""What a word wants to write: the records, the message of the commit, and the entry that they came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ppl.errors import Field, Problem, Text

if TYPE_CHECKING:
    from ppl.store.edits import Edit
    from ppl.store.git.message import Message


class Proposal(NamedTuple):
    """What a word wants to write.

    edits: the records; message: what the commit says
    source, text: the entry that it came from (its name and content), so that problems name its lines
    found: problems that the word found itself
    lines: line of each field in an entry that is no YAML (a field without one: the line of what holds it)
    told: what it comes to in words, for a preview that people read; without it they see the difference
    is_kept: the word keeps a draft of its own
    """

    edits: Sequence[Edit]
    message: Message
    source: str = ""
    text: str = ""
    found: Sequence[Problem] = ()
    lines: Mapping[Field, int] | None = None
    told: Callable[[], Iterable[Text | str]] | None = None
    is_kept: bool = False

    def line_of(self, field: Field) -> int:
        """The line of a field in the entry that was sent in; 0 for the entry as a whole."""
        from ppl.yaml import text as yaml_text

        if self.lines is None:
            return yaml_text.line_of(self.text, field)
        return next((self.lines[field[:n]] for n in range(len(field), -1, -1) if field[:n] in self.lines), 0)
