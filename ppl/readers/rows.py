"""Lines of a form or note as items: bullets or none, boxes, lines that go on, nested bullets."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

INDENT = 2
_ROW = re.compile(
    r"(?P<indent>[ \t]*)(?P<bullet>(?:[-*+•–·▪◦‣●○■➢\uf0b7\uf0a7](?=\s|$)|o(?=\t)|\d{1,3}[.)](?=\s|$)|[a-z]\)(?=\s)"
    r"|(?=\[[ xXvV-]?\]\s)|(?=[☐☑☒✓✔])))?\s*"
    r"(?P<box>\[\s?[xXvV~-]?\s?\](?=\s|$)|[☐☑☒✓✔])?\s*(?P<text>.*)",
    re.S,
)
_MARKS = {"x": "x", "v": "x", "☑": "x", "✓": "x", "✔": "x", "-": "-", "~": "-", "☒": "-"}
ARROW = re.compile(r"[-–—=]+>|→|➔|➜")


class Row(NamedTuple):
    """A line. mark: what stands in its box: `x` done, `-` dropped, a space for an empty box, nothing without."""

    line: int
    indent: int
    is_bullet: bool
    mark: str
    text: str


class Item(NamedTuple):
    """A line with the lines that belong to it."""

    row: Row
    below: list[Row]

    @property
    def line(self) -> int:
        return self.row.line

    @property
    def text(self) -> str:
        return self.row.text

    @property
    def whole(self) -> str:
        """All that stands here, on one line."""
        return joined([self.row, *self.below])


def row(line: int, text: str) -> Row:
    """A line of text taken apart."""
    match = _ROW.fullmatch(text)
    assert match is not None
    box = (match["box"] or "").strip("[]").strip().lower()
    mark = _MARKS.get(box, " ") if match["box"] else ""
    indent = len(match["indent"].expandtabs(4))
    return Row(line, indent, match["bullet"] is not None, mark, match["text"].strip())


def joined(rows: Iterable[Row]) -> str:
    """Rows as one text: what goes on behind a space, a nested bullet behind a semicolon."""
    text = ""
    for each in rows:
        if not each.text:
            continue
        if text:
            text += "; " if each.is_bullet and text[-1] not in ":;,.!?" else " "
        text += each.text
    return text


def items(lines: Iterable[tuple[int, str]]) -> Iterator[Item]:
    """The items that lines make up.

    A bullet opens one, deeper bullets and indented lines belong to it; so does a line right below a bullet. Lines
    without bullets are one item each.
    """
    current: Item | None = None
    base = 0
    is_after_blank = False
    for number, text in lines:
        if not text.strip():
            is_after_blank = True
            continue
        one = row(number, text)
        if current is None:
            base = one.indent
        if current is not None and _belongs(one, current, base, is_after_blank):
            current.below.append(one)
        else:
            if current is not None:
                yield current
            current = Item(one, [])
            base = min(base, one.indent) if one.is_bullet else base
        is_after_blank = False
    if current is not None:
        yield current


def _belongs(row: Row, current: Item, base: int, is_after_blank: bool) -> bool:
    if row.indent >= base + INDENT and row.indent > current.row.indent:
        return True
    return not row.is_bullet and current.row.is_bullet and not is_after_blank


def parts(text: str, sign: str = "|") -> list[str]:
    """A text at each sign that has no backslash before it."""
    return [part.strip() for part in re.split(r"(?<!\\)" + re.escape(sign), text)]


def arrow(text: str) -> tuple[str, str]:
    """What stands before and behind the first `->`."""
    match = ARROW.search(text)
    return (text.strip(), "") if match is None else (text[: match.start()].strip(), text[match.end() :].strip())
