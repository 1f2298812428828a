"""References in a record's text that follow what the other side renamed."""

from collections.abc import Container, Mapping
from typing import Any

from ppl.errors import Field
from ppl.model.kinds import kind_of_path, ref_of_path
from ppl.model.knowledge import Knowledge
from ppl.model.references import references, renamed
from ppl.store import codec
from ppl.yaml import edit as yaml_edit
from ppl.yaml import text as yaml_text
from ppl.yaml.text import YamlError


def followed(path: str, text: str, names: Mapping[str, str], refs: Container[str]) -> str:
    """The text of a record with its references to renamed records (old to new ref); refs: all that there are."""
    kind = kind_of_path(path)
    if kind is None or not names:
        return text
    try:
        fields: Any = yaml_text.read(text)
    except YamlError:
        return text
    record, _ = codec.record(kind.record, fields, ref_of_path(path))
    if record is None:
        return text
    new = fields
    for reference in references(Knowledge([record], refs), frozenset(names)):
        new = with_value(new, reference.field, renamed(reference.value, reference.target, names))
    return text if new == fields else yaml_edit.edit_text(text, codec.marked_plain(kind.record, new))


def with_value(fields: Any, field: Field, value: str) -> Any:
    """A copy of the fields with one value replaced; a list written as one text counts as that text."""
    if not field or isinstance(fields, str):
        return value
    step, rest = field[0], field[1:]
    if isinstance(fields, list) and isinstance(step, int):
        return [with_value(item, rest, value) if i == step else item for i, item in enumerate(fields)]
    return {key: with_value(item, rest, value) if key == step else item for key, item in fields.items()}
