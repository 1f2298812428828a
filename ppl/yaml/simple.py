"""The YAML that nearly every record is written in, read row by row: several times as fast as a whole YAML reader.

Only a text of which the meaning is beyond doubt is read here: block mappings and lists of scalars on one line, plain or
in quotes, texts in lines (`|` and `>`), and lists and mappings of words in brackets on one line. Every other text, and
every wrong one, is left (None) to ppl/yaml/text.py, which reads it as a whole or says what is wrong with it.
"""

import re
from typing import Any

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
QUOTES = ("'", '"')
DEEPEST = 20

_KEY = r"\w[\w./-]{0,99}+"
_PLAIN = r"""(?:[^\s\-?:,\[\]{}\#&*!|<>'"%@`]|-(?=\w))[^\n:\#]*+(?:(?::(?![\ \n])|(?<!\ )\#)[^\n:\#]*+)*+"""
_DEEPER = r"\n\1(?(2)(?(3)\ \ ))\ ++"  # in the next line, deeper than the mapping or list of the row
_WORD = r"""(?:\w[\w./()+&'-]*+(?:\ [\w./()+][\w./()+&'-]*+)*+|"[^"\\\n,]*+"|'[^'\n,]*+')"""
# 1 indentation, 2 dash of an item, 3 key; 4 plain, 5 and 6 in quotes, 7 in brackets, 8 sign of a text in lines, 9 those
_ROW = re.compile(
    rf"""(\ *+)(-\ )?(?:({_KEY}|'{_KEY}'|"{_KEY}"):(?=[\ \n]))?\ *+
    (?:
      (?:((?:(?(3)(?:{_DEEPER})?)){_PLAIN}(?:{_DEEPER}{_PLAIN})*+)
        |(?:'((?:[^'\n]++|''|{_DEEPER}(?=[^'\n]))*+)'
           |"((?:[^"\\\n]++|{_DEEPER}(?=[^"\\\n]))*+)"
           |(\[(?:{_WORD}(?:,\ {_WORD})*+)?\]|\{{(?:{_KEY}:\ {_WORD}(?:,\ {_KEY}:\ {_WORD})*+)?\}})
         )\ *+
      )?
      (?:(?<![^\ \n])\#.*+)?\n
    |([|>]-?)\ *+((?:{_DEEPER}[^\s].*+|\n(?=\n))++)\n
    )""",
    re.VERBOSE,
)
_FOLD = re.compile(r"\n(\n*)")
_ASCII = bytes((10, *range(32, 127)))


class _UnsureError(Exception):
    """What stands here is left to a whole YAML reader."""


def read(text: str) -> dict[str, Any] | None:
    """The mapping in a text, each scalar as the text that stands there; None where this reader does not know it."""
    text = text.replace("\r\n", "\n")
    if text[-1:] != "\n" or not _is_usual(text):
        return None
    try:
        return _mapping(text)
    except _UnsureError:
        return None


def _is_usual(text: str) -> bool:
    """Whether only signs stand in a text that are printed, and ends of lines: no tabs, marks or odd line breaks."""
    try:
        return text.encode().translate(None, _ASCII).decode().isprintable()
    except UnicodeEncodeError:
        return False


def _mapping(text: str) -> dict[str, Any] | None:
    root: dict[str, Any] = {}
    stack: list[tuple[int, Any]] = [(0, root)]  # the mappings and lists that are open, with their columns
    column, here = stack[0]
    waits: str | None = None  # the key whose value may begin in the next row
    value: Any
    match, place, end = _ROW.match, 0, len(text)
    while place < end:
        row = match(text, place)
        if row is None:
            return None
        indent, dash, key, value = row.group(1, 2, 3, 4)
        at, place = len(indent), row.end()
        if key is not None:
            if key[-1] in QUOTES:
                key = key[1:-1]
        elif dash is None:
            if row.lastindex != 1 or (at and text[place - 2] == " "):  # no comment, nor nothing at all
                return None
            continue
        if waits is not None and (at > column or (dash and at == column)):
            stack.append((at, [] if dash else {}))
            here[waits] = stack[-1][1]
            column, here = stack[-1]
        else:
            kind = list if dash else dict
            while column > at or (column == at and type(here) is not kind):
                stack.pop()
                if not stack:
                    return None
                column, here = stack[-1]
            if column != at:
                return None
        if dash and key is not None:
            stack.append((at + 2, {}))
            here.append(stack[-1][1])
            column, here = stack[-1]
        waits = None
        if value is not None:
            if "\n" in value:
                value = " ".join(part.strip(" ") for part in value.lstrip(" \n").split("\n"))
            elif value[-1] == " ":
                value = value.rstrip(" ")
            if value in NULLS:
                value = None
        elif row.lastindex == 3:
            waits = key
        elif row.lastindex == 2:
            return None
        else:
            value = _value(row, column)
        if key is None:
            here.append(value)
        elif key in here or len(stack) > DEEPEST:
            return None
        else:
            here[key] = value
    return root or None


def _value(row: re.Match[str], column: int) -> Any:
    """The value of a row that holds no plain text."""
    single, double, brackets, sign, lines = row.group(5, 6, 7, 8, 9)
    if brackets is not None:
        return _in_brackets(brackets)
    if sign is not None:
        return _in_lines(sign, lines[1:], column)
    return _in_quotes(double if single is None else single.replace("''", "'"))


def _in_quotes(text: str) -> str:
    """A text that may be broken over lines."""
    if "\n" not in text:
        return text
    rows = text.split("\n")
    return " ".join((rows[0].rstrip(" "), *(row.strip(" ") for row in rows[1:-1]), rows[-1].lstrip(" ")))


def _word(text: str) -> str | None:
    """What a word in brackets says."""
    return text[1:-1] if text[0] in QUOTES else None if text in NULLS else text


def _in_brackets(text: str) -> Any:
    """A list or mapping of words."""
    inner = text[1:-1]
    if text[0] == "[":
        return [_word(word) for word in inner.split(", ")] if inner else []
    found: dict[str, str | None] = {}
    for pair in inner.split(", ") if inner else ():
        key, _, word = pair.partition(": ")
        if key in found:
            raise _UnsureError
        found[key] = _word(word)
    return found


def _in_lines(sign: str, lines: str, column: int) -> str:
    """What a text in lines says, of which the first line is not blank; `column` is that of what it belongs to."""
    margin = len(lines) - len(lines.lstrip(" "))
    if margin <= column:  # and where the first line is blank
        raise _UnsureError
    rows = lines.rstrip("\n").split("\n")
    indent = " " * margin
    if not all(row.startswith(indent) or not row for row in rows):
        raise _UnsureError
    rows = [row[margin:] for row in rows]
    end = "" if sign[1:] else "\n"
    if sign[0] == "|":
        return "\n".join(rows) + end
    if any(row[:1] == " " for row in rows):
        raise _UnsureError
    if "" not in rows:
        return " ".join(rows) + end
    return _FOLD.sub(lambda fold: fold[1] or " ", "\n".join(rows)) + end
