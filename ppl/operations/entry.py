"""An entry: fields that somebody sent in, with the text that they stand in, so that problems name its lines."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from ppl.errors import Field, Joined, Problem, Text
from ppl.model.field_words import field_word
from ppl.model.fields import shape_along
from ppl.model.kinds import KIND
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

    @property
    def has_keys(self) -> bool:
        """Whether its text is YAML, with keys that a problem can name; else it is told of in words."""
        return self.lines is None

    def problems(self, flaws: Iterable[Flaw]) -> list[Problem]:
        """Flaws of the fields as problems with their lines."""
        found = []
        for flaw in flaws:
            level: Literal["error", "remark"] = "remark" if flaw.level == "remark" else "error"
            what, remedy = flaw.what, flaw.remedy
            if not self.has_keys:
                what, remedy = in_words("session", flaw.field, what, remedy, flaw.check)
            found.append(Problem(self.name, self.line_of(flaw.field), what, remedy, flaw.check, level, flaw.field))
        return found


def in_words(kind: str, field: Field, what: Text, remedy: Text, check: str) -> tuple[Text, Text]:
    """What is wrong in a record of a kind and what to do, where no key stands: the field as people call it."""
    if "field" not in what.values:
        return what, remedy
    steps = tuple(step + 1 if isinstance(step, int) else field_word(step, kind) for step in field)
    what = Text(what.source, **{**what.values, "field": Joined(steps, " › ")})
    of = shape_along(KIND[kind].record, field)
    if check != "missing" or of is None:
        return what, remedy
    listed = Joined(tuple(Text(choice) for choice in of.choices), ", ")
    return what, Text("add it: {listed}", listed=listed) if of.choices else Text("add it")
