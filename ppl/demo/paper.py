"""Records as YAML text, quickly: the same bytes as `yaml_text.to_text`, for the simple shapes that a programme has.

ruamel.yaml needs about 3 ms a record, which at 50,000 records is all the time there is. What is not plainly simple
(quotes, line breaks, empty lists, odd signs) goes to `yaml_text.to_text`.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from ppl.model.fields import Shape
from ppl.model.record import Record
from ppl.store import codec
from ppl.store.codec import UNQUOTED, is_unquoted, shapes
from ppl.yaml import text as yaml_text
from ppl.yaml.ambiguities import is_ambiguous
from ppl.yaml.text import LONG, Plain

WIDTH = LONG + 8  # where yaml_text lets ruamel.yaml break a line
_SAFE = re.compile(
    r"[A-Za-zÀ-ÖØ-öø-ÿ0-9][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\U00010000-\U0010ffff\ud800-\udfff]*"
)
_PRINTABLE = re.compile(
    r"[-A-Za-z0-9À-ÖØ-öø-ÿ*(‘][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\U00010000-\U0010ffff\ud800-\udfff]*"
)
_INDICATED = re.compile(r": |:$| #")


class _NotSimpleError(Exception):
    """A shape that is left to yaml_text."""


class _Piece(NamedTuple):
    """A field as it was written: its value, and its text (of a list: its head, then each item)."""

    value: Any
    texts: list[str]


class Sheets:
    """The texts of records; of one that was written a short while ago, only what changed is written anew.

    most: records that are remembered, those written longest ago being forgotten first
    """

    def __init__(self, most: int = 4000) -> None:
        self._most = most
        self._known: dict[str, dict[str, _Piece]] = {}

    def text_of(self, ref: str, cls: type[Record], fields: Mapping[str, Any]) -> str:
        """The text of a record's file, as `Edit.new` gives it for a new one."""
        before = self._known.pop(ref, {})
        try:
            of = shapes(cls)
            now = {name: _piece(name, value, of.get(name), before.get(name)) for name, value in fields.items()}
        except _NotSimpleError:
            return yaml_text.to_text(codec.marked_plain(cls, fields))
        self._known[ref] = now
        if len(self._known) > self._most:
            del self._known[next(iter(self._known))]
        return "".join([text for piece in now.values() for text in piece.texts]) or "{}\n"


def _piece(name: str, value: Any, of: Shape | None, before: _Piece | None) -> _Piece:
    if before is not None and before.value == value:
        return before
    rows: list[str] = []
    if not isinstance(value, list) or not value:
        _field(name, value, of, 0, "", rows)
        return _Piece(value, ["\n".join(rows) + "\n"])
    held = before if before is not None and isinstance(before.value, list) else _Piece([], [])
    texts = [f"{_key(name)}:\n"]
    for place, item in enumerate(value):
        if place < len(held.value) and held.value[place] == item:
            texts.append(held.texts[1 + place])
        else:
            rows = []
            _items([item], of.item if of else None, 0, rows)
            texts.append("\n".join(rows) + "\n")
    return _Piece(value, texts)


def _mapping(value: Mapping[str, Any], of: Mapping[str, Shape], indent: int, head: str, rows: list[str]) -> None:
    """Append a mapping. head: what stands before its first key instead of the indentation (a list's dash)."""
    if not value:
        raise _NotSimpleError
    for key, item in value.items():
        _field(key, item, of.get(key), indent, head, rows)
        head = ""


def _field(key: str, value: Any, of: Shape | None, indent: int, head: str, rows: list[str]) -> None:
    """Append one field of a mapping; what it holds is marked as codec.marked_plain does."""
    start = (head or " " * indent) + _key(key) + ":"
    if isinstance(value, str):
        _text(value, of, f"{start} ", indent + 2, rows)
        return
    if not value:
        raise _NotSimpleError
    rows.append(start)
    if isinstance(value, dict):
        _mapping(value, _inner(of, value), indent + 2, "", rows)
    elif isinstance(value, (list, tuple)):
        _items(value, of.item if of else None, indent, rows)
    else:
        raise _NotSimpleError


def _items(items: Sequence[Any], of: Shape | None, indent: int, rows: list[str]) -> None:
    """Append a list that is the value of a key at this indentation."""
    dash = " " * (indent + 2) + "- "
    for item in items:
        if isinstance(item, str):
            _text(item, of, dash, indent + 4, rows)
        elif isinstance(item, dict):
            _mapping(item, _inner(of, item), indent + 4, dash, rows)
        else:
            raise _NotSimpleError


def _inner(of: Shape | None, value: Mapping[str, Any]) -> Mapping[str, Shape]:
    """The shapes of what a mapping holds: of a part its fields; of a table the same for every key."""
    if of is None:
        return {}
    if of.part is not None:
        return shapes(of.part)
    return dict.fromkeys(value, of.item) if of.item is not None else {}


@lru_cache(maxsize=4096)
def _key(key: str) -> str:
    style = _style(key)
    if style == "folded" or (style == "quoted" and "'" in key):
        raise _NotSimpleError
    return key if style == "plain" else f"'{key}'"


@lru_cache(maxsize=65536)
def _style(text: str) -> str:
    """How a text stands there: plain, quoted or folded. Raises _NotSimpleError where that is not plainly so."""
    if not _SAFE.fullmatch(text) or text[-1] == " " or "  " in text:
        raise _NotSimpleError
    if len(text) > LONG:
        return "folded"
    return "quoted" if _INDICATED.search(text) or is_ambiguous(text) else "plain"


def _text(text: str, of: Shape | None, head: str, inner: int, rows: list[str]) -> None:
    """Append a text behind its head, broken where ruamel.yaml would break it. inner: indentation of further lines."""
    if of is not None and of.form in UNQUOTED and is_unquoted(text, of.form):
        text = Plain(text.strip())
    if isinstance(text, Plain):
        if not text or " " in text:
            raise _NotSimpleError
        rows.append(head + text)
        return
    if "\n" in text:
        _literal(text.split("\n"), head, " " * inner, rows)
        return
    style = _style(text)
    if style == "folded":
        rows.append(f"{head}>-")
        _folded(text.split(" "), " " * inner, rows)
    elif style == "quoted":
        if "'" in text or len(head) + len(text) + 2 > WIDTH:
            raise _NotSimpleError
        rows.append(f"{head}'{text}'")
    elif len(head) + len(text) <= WIDTH:
        rows.append(head + text)
    else:
        _plain(text.split(" "), head, " " * inner, rows)


def _literal(lines: list[str], head: str, margin: str, rows: list[str]) -> None:
    """A text of several lines."""
    if not all(line and _PRINTABLE.fullmatch(line) for line in lines) or lines[0][0] in " .":
        raise _NotSimpleError
    rows.append(f"{head}|-")
    rows += [margin + line for line in lines]


def _folded(words: list[str], margin: str, rows: list[str]) -> None:
    """A line of a folded text ends behind the first word that reaches past the width."""
    row = margin
    for place, word in enumerate(words):
        if place and len(row) > WIDTH:
            rows.append(row)
            row = margin + word
        else:
            row += (" " if place else "") + word
    rows.append(row)


def _plain(words: list[str], head: str, margin: str, rows: list[str]) -> None:
    """A line of a plain text ends before the word that would reach past the width, with a space left behind."""
    row = head
    for place, word in enumerate(words):
        if place and len(row) >= WIDTH:
            rows.append(row)
            row = margin + word
            continue
        row += " " if place else ""
        if len(row) + len(word) > WIDTH and len(row) > len(margin):
            rows.append(row)
            row = margin
        row += word
    rows.append(row)
