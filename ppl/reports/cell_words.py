"""What a field of a record says in a table for its readers: codes in words, days and numbers as they are."""

import datetime
from collections.abc import Mapping
from typing import Any

from ppl.errors import Text
from ppl.model.field_words import field_word
from ppl.model.fields import FieldType, Shape, fields, is_absent, plain
from ppl.model.query import NAMING, Row, value_text
from ppl.model.record import Code, Part, Party, choice_words
from ppl.reports.values import NamedCodes

CODES = ("outcome",)  # texts that often are a code with a word of its own


def in_words(of: FieldType, named: Mapping[str, Mapping[str, NamedCodes]], row: Row) -> Any:
    """A field of a record. named: of each record the words of its codes, by field."""
    value = getattr(row.record, of.attribute)
    if value is None or value == ():
        return None
    if of.name in CODES:
        return Text(value)
    return _words(value, of.shape, named.get(row.record.ref, {}).get(of.name, {}))


def _words(value: Any, of: Shape, named: NamedCodes) -> Any:
    if isinstance(value, (datetime.date, bool, int, float)):
        return value
    if isinstance(value, str):
        if isinstance(of.mark, Code) and value in named:
            return named[value]
        return choice_words(of.choices)[value] if value in of.choices else value
    if isinstance(value, Party):
        role = named.get(value.role, value.role)
        return (role, f" ({value.organisation})") if value.organisation else role
    if isinstance(value, tuple) and of.item is not None:
        between = "\n" if of.item.form == "text" and of.item.mark is None else ", "
        cells = [_words(item, of.item, named) for item in value]
        return tuple(part for at, cell in enumerate(cells) for part in ((between, cell) if at else (cell,)))
    return _part(value, named) if isinstance(value, Part) else value_text(plain(value)) or None


def _part(value: Part, named: NamedCodes) -> Any:
    """What names a part; of one that nothing names its fields, each with its word."""
    if any(hasattr(value, name) for name in NAMING):
        return value_text(plain(value))
    found: list[Any] = []
    for f in fields(type(value)):
        held = getattr(value, f.attribute)
        if not is_absent(held, f.default):
            told = f"{held * 100:.12g}%" if f.shape.is_share else _words(held, f.shape, named)
            found += [", " if found else "", field_word(f.name, type(value).__name__), ": ", told]
    return tuple(found)
