"""An entry: fields that somebody sent in, with the text that they stand in, so that problems name its lines."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ppl.errors import Field, Problem
from ppl.store.codec import Flaw
from ppl.yaml import text as yaml_text


class Entry(NamedTuple):
    """Fields that were sent in.

    name, text: the file that they were read from (no name: they were made here)
    lines: line of each field, where the text is not YAML
    is_typed: it was typed here and stands nowhere else; note_ids: the waiting notes that it uses up
    """

    name: str
    text: str
    fields: dict[str, Any]
    lines: Mapping[Field, int] | None = None
    is_typed: bool = False
    note_ids: tuple[str, ...] = ()

    def line_of(self, field: Field) -> int:
        """The line of a field, else of what holds it; 0 for the entry as a whole."""
        if self.lines is None:
            return yaml_text.line_of(self.text, field)
        return next((self.lines[field[:n]] for n in range(len(field), -1, -1) if field[:n] in self.lines), 0)

    def problems(self, flaws: Iterable[Flaw]) -> list[Problem]:
        """Flaws of the fields as problems with their lines."""
        return [
            Problem(
                self.name,
                self.line_of(flaw.field),
                flaw.what,
                flaw.remedy,
                flaw.check,
                "remark" if flaw.level == "remark" else "error",
                flaw.field,
            )
            for flaw in flaws
        ]
