"""What somebody sends in as a file or through a pipe."""

from pathlib import Path
from typing import Any

from ppl.cli.desk import Desk
from ppl.errors import DataError, Problem, Text, UsageError, disk_words, nearest
from ppl.model.record import Part
from ppl.operations.entry import Entry
from ppl.operations.field_values import Spoken
from ppl.yaml import text as yaml_text


def sent(desk: Desk, source: str) -> tuple[str, str]:
    """The name and the text of a file, or of standard input for `-`. Raises UsageError or DataError."""
    name, data = sent_bytes(desk, source)
    return name, decoded(name, data)


def sent_bytes(desk: Desk, source: str) -> tuple[str, bytes]:
    """The name and the bytes of a file, or of standard input for `-`. Raises UsageError."""
    name = "<stdin>" if source == "-" else source
    try:
        return name, desk.input.read(source)
    except OSError as error:
        what = Text("{file} cannot be read: {why}", file=name, why=disk_words(error))
        otherwise = Text("name a file that is there, or - for standard input")
        raise UsageError(what, nearest(source, _beside(source), otherwise, cutoff=0.75)) from None


def decoded(name: str, data: bytes) -> str:
    """The text in bytes. Raises DataError with the line."""
    try:
        return yaml_text.decode(data)
    except yaml_text.YamlError as error:
        raise _unreadable(name, error) from None


def spoken(desk: Desk) -> Spoken:
    """What people mean by their words here; outside a knowledge base without its codes."""
    return Spoken(desk.folder if desk.root_or_none is not None else None, desk.today)


def _beside(source: str) -> list[str]:
    """The files that lie where this one would; none where that cannot be said."""
    folder = Path(source).parent
    try:
        return [str(folder / place.name) for place in folder.iterdir() if place.is_file()]
    except OSError:
        return []


def read_entry(desk: Desk, name: str, text: str, kind: type[Part], keep_empty: bool = False) -> Entry:
    """The entry in a text with the fields of this class; keys and values as people say them too. Raises DataError."""
    text, _ = spoken(desk).text(text, kind)
    return Entry(name, text, read_mapping(name, text, keep_empty))


def read_mapping(name: str, text: str, keep_empty: bool = False) -> dict[str, Any]:
    """The fields in a text; those left empty are left out, or None. Raises DataError with the line."""
    try:
        return {key: value for key, value in yaml_text.read(text).items() if keep_empty or value is not None}
    except yaml_text.YamlError as error:
        raise _unreadable(name, error) from None


def _unreadable(name: str, error: yaml_text.YamlError) -> DataError:
    what = Text("nothing was written: the entry cannot be read")
    return DataError(what, problems=(Problem(name, error.line, error.what, error.remedy, "yaml"),))
