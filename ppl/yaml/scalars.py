"""Values as the YAML text of one line: plain, quoted, in brackets."""

from typing import Any

from ppl.yaml.text import LONG, PRINTABLE, Plain, dump


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
