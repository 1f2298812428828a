"""The entry of a session as somebody sent it in: YAML, a filled-in form, or pasted notes."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from ppl.cli.desk import Desk
from ppl.cli.entry.input_file import decoded, read_entry, sent_bytes
from ppl.cli.entry.some_lines import only
from ppl.errors import DataError, Text, UsageError
from ppl.model.record import Part
from ppl.model.session import Session
from ppl.operations.entry import Entry
from ppl.operations.field_keys import in_english
from ppl.store.codec import marked_plain
from ppl.yaml import text as yaml_text

MADE_BY_OTHERS = ("eml", "msg", "docx", "docm", "doc", "xlsx", "xlsm", "xls", "odt", "ods", "pdf", "rtf")
OF_OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")


def is_yaml(name: str, text: str) -> bool:
    """Whether a text is YAML with fields of a session, rather than a form or notes."""
    ending = name.lower().rpartition(".")[2]
    if ending in ("md", "markdown", "txt", *MADE_BY_OTHERS):
        return False
    if ending in ("yaml", "yml", "json") or not text.strip():
        return True
    try:
        return any(key in Session.__struct_fields__ for key in yaml_text.read(text)) or _has_dutch_items(text)
    except yaml_text.YamlError:
        return re.search(r"^(kind|held_on):", text, re.M) is not None


def _has_dutch_items(text: str) -> bool:
    """Whether items of lists have Dutch keys, as in `- wie: netbeheerder`: notes have headings, never such items."""
    return any(key.is_inner for key in in_english(text, Session)[1])


def read_session(desk: Desk, name: str, text: str, given: Mapping[str, str], project: str | None) -> Entry:
    """The entry in a text. given: fields that the options said (kind, held_on). Raises DataError with the line."""
    if is_yaml(name, text):
        entry = read_entry(desk, name, text, Session)
        return entry._replace(fields={**given, **entry.fields})
    from ppl.cli.entry.session_text import read_form_or_notes  # YAML needs neither their readers nor questions

    return read_form_or_notes(desk, name, text, given, project)


def sent_session(
    desk: Desk, source: str, given: Mapping[str, str], project: str | None, chosen: Callable[[str], str | None]
) -> Entry:
    """The entry in a file or a pipe. chosen: which lines of its text, None for all. Raises DataError and UsageError."""
    name, data = sent_bytes(desk, source)
    if not data.strip() and not name.lower().endswith((".yaml", ".yml", ".json")):
        raise DataError(Text("{file} says nothing of a talk", file=name), Text("fill in what was discussed"))
    text = _text_of_others(desk, name, data)
    whole = decoded(name, data) if text is None else text
    if (lines := chosen(whole)) is not None:
        text = only(whole, lines)
    if text is None:
        entry = read_session(desk, name, decoded(name, data), given, project)
    else:
        from ppl.cli.entry.session_text import read_form_or_notes

        entry = read_form_or_notes(desk, name, text, given, project)
    for field, value in given.items():
        if entry.fields.get(field) != value:
            what = Text("{file} says {field}: {value}", file=name, field=field, value=str(entry.fields.get(field)))
            raise UsageError(what, Text("leave the option out, or correct the file"))
    return entry


def _text_of_others(desk: Desk, name: str, data: bytes) -> str | None:
    """The text of a mail, a document or a workbook; None where the bytes are text. Raises DataError and UsageError."""
    is_named = name.lower().rpartition(".")[2] in MADE_BY_OTHERS
    if not is_named and not data.startswith(OF_OTHERS) and b"mime-version:" not in data[:20_000].lower():
        return None
    from ppl.operations.received import received  # text needs none of their readers

    found = received(name, data, desk.today)
    for remark in found.remarks if found else ():
        desk.remark(remark)
    return found.text if found else None


def entry_of(fields: dict[str, Any], kind: type[Part] = Session, is_typed: bool = True) -> Entry:
    """An entry that was made here, with the text that a file of it would hold. is_typed: in answer to questions"""
    return Entry("", yaml_text.to_text(marked_plain(kind, fields)), fields, is_typed=is_typed)
