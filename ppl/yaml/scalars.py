"""Values as the YAML text of one line: plain, quoted, in brackets."""

import re
from typing import Any

from ppl.yaml.ambiguities import is_ambiguous
from ppl.yaml.text import LONG, PRINTABLE, Plain, dump

_SURELY_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*")


def fits_a_line(value: Any) -> bool:
    return value is None or (isinstance(value, str) and "\n" not in value)


def scalar(value: str | None, style: str | None, in_flow: bool) -> str:
    """A text, number or absence on one line, in the quotes that stood there before where it is a text."""
    if value is None:
        return "null"
    if not isinstance(value, Plain) and PRINTABLE.fullmatch(value):
        if style == "'":
            return "'" + value.replace("'", "''") + "'"
        if style == '"':
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return flow([value])[1:-1] if in_flow else one_line(value)


def one_line(value: str) -> str:
    """A text on one line, plain where YAML reads it back as that text."""
    if len(value) <= LONG and _SURELY_PLAIN.fullmatch(value) and not is_ambiguous(value):
        return str(value)  # what the emitter would make of it, in a thousandth of the time
    piece: str = flow({"k": value})[1:-1].removeprefix("k:").strip()
    plain_in_block: str = dump({"k": value}, False).removeprefix("k:").strip() if len(value) <= LONG else piece
    return plain_in_block if "\n" not in plain_in_block and not plain_in_block.startswith((">", "|")) else piece


def flow(value: Any) -> str:
    """A value in brackets."""
    return dump(value, True).strip()


def item(value: Any) -> str:
    """A list of one item in block style, the dash in the first column."""
    rows = dump([value], False).rstrip("\n").split("\n")
    margin = len(rows[0]) - len(rows[0].lstrip())
    return "\n".join(row[margin:] for row in rows) + "\n"


def comment_row(rows: list[str]) -> int:
    """The line of these behind which a comment can stand: the first or the last, and where that is of a text in lines
    the head of that text."""
    if len(rows) > 1 and re.search(r"(:|^-|[|>][-+0-9]*)$", rows[0]):
        return 0
    for number in range(len(rows) - 2, 0, -1):
        deeper = re.compile(r"\s*$|" + re.match(r" *", rows[number])[0] + " ")  # type: ignore[index]
        if re.search(r"(^|[ :-])[|>][-+0-9]*$", rows[number]) and all(map(deeper.match, rows[number + 1 :])):
            return number
    return len(rows) - 1
