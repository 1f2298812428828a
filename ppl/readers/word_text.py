"""A document of Word (.docx) as lines of text: headings, lists and tables, without comments and what was deleted.

Only its text is read: no macro runs, no link is followed, and no library but Python's own is needed.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from ppl.errors import DataError, Text
from ppl.readers.package import BROKEN

MEGABYTE = 1_000_000
UNPACKED, MOST_DEEP, MOST_COLUMNS = 20 * MEGABYTE, 60, 200
BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_HEADING = re.compile(r"(?:heading|kop|title|titel|subtitle|ondertitel)\s?-?\d?", re.I)
_UNREAD = frozenset(
    (f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_W}pPr", f"{_W}instrText", f"{_W}tblPr", f"{_W}sdtPr", f"{_W}object",
     "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)  # fmt: skip


def word_text(name: str, data: bytes) -> str:
    """The text of a document, a line for each paragraph and each row of a table (cells with ` | ` between).

    name: of its file. Raises DataError for what is not one, or unpacks to far more than minutes, with a remedy.
    """
    root = _root(name, data)
    body = root.find(f"{_W}body")
    lines = list(_blocks(root if body is None else body, 0))
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def word_tables(name: str, data: bytes) -> list[list[list[str]]]:
    """The rows of each table of a document, those within a cell left out; a cell over several columns has empty ones.

    Raises DataError as `word_text`.
    """
    tables = _within(_root(name, data), f"{_W}tbl")
    return [[[*_cells(row)] for row in _within(table, f"{_W}tr")] for table in tables]


def _cells(row: ElementTree.Element) -> Iterator[str]:
    for cell in _within(row, f"{_W}tc"):
        texts = ("".join(_pieces(one)).strip() for one in _within(cell, f"{_W}p"))
        yield "\n".join(text for text in texts if text)
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        number = span.get(f"{_W}val", "") if span is not None else ""
        yield from [""] * (min(int(number), MOST_COLUMNS) - 1 if number.isdecimal() else 0)


def _pieces(paragraph: ElementTree.Element) -> Iterator[str]:
    """The texts of a paragraph, without what was deleted."""
    waiting = [*reversed(paragraph)]
    while waiting:
        one = waiting.pop()
        if one.tag == f"{_W}t":
            yield one.text or ""
        elif one.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield " "
        elif one.tag not in _UNREAD:
            waiting += reversed(one)


def _root(name: str, data: bytes) -> ElementTree.Element:
    """The XML of what a document says. Raises DataError."""
    part = unpacked(name, data, BODY)
    try:
        text = part.decode("utf-8-sig")
        if "<!DOCTYPE" in text:
            raise _unreadable(name, "DOCTYPE")
        return ElementTree.fromstring(text.replace(_STRICT, _W.strip("{}")))
    except (ElementTree.ParseError, ValueError) as flaw:
        raise _unreadable(name, str(flaw)) from None


def unpacked(name: str, data: bytes, wanted: str) -> bytes:
    """One file in a package of Office. Raises DataError for what is no such package, or unpacks to over 20 MB."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(one.file_size for one in archive.infolist())
            if size > UNPACKED:
                what = Text("{file} unpacks to {size} MB, and that is no form", file=name, size=size // MEGABYTE)
                raise DataError(what, Text("paste what counts into a file .txt"))
            with archive.open(wanted) as part:
                return part.read(UNPACKED)
    except KeyError:
        raise _unreadable(name, wanted) from None
    except BROKEN as flaw:
        raise _unreadable(name, str(flaw)) from None


def _blocks(element: ElementTree.Element, depth: int) -> Iterator[str]:
    """The lines of paragraphs and tables, in whatever they are wrapped."""
    if depth > MOST_DEEP:
        return
    for child in element:
        if child.tag in _UNREAD:
            continue
        if child.tag == f"{_W}p":
            yield from _paragraph(child)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, depth)
            yield ""
        else:
            yield from _blocks(child, depth + 1)


def _table(table: ElementTree.Element, depth: int) -> Iterator[str]:
    for row in _within(table, f"{_W}tr"):
        cells = ["\n".join(_blocks(cell, depth + 1)).strip() for cell in _within(row, f"{_W}tc")]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and "\n" in filled[0]:
            yield from filled[0].split("\n")  # a box around some text
        elif filled:
            yield " | ".join(re.sub(r"\s*\n\s*", "; ", cell) for cell in cells).rstrip(" |")


def _within(element: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """The nearest elements of a kind, also inside wrappers such as content controls."""
    waiting = [*reversed(element)]
    while waiting:
        one = waiting.pop()
        if one.tag == tag:
            yield one
        elif one.tag not in _UNREAD and one.tag != f"{_W}tbl":
            waiting += reversed(one)


def _paragraph(paragraph: ElementTree.Element) -> Iterator[str]:
    """A paragraph as lines: a heading with `#`, an item of a list with `-`, one that is bold as a whole with `**`."""
    pieces: list[tuple[str, bool]] = []
    waiting = [(child, False) for child in reversed(paragraph)]
    while waiting:
        one, is_bold = waiting.pop()
        if one.tag in _UNREAD:
            continue
        if one.tag == f"{_W}r":
            style = one.find(f"{_W}rPr")
            if style is not None and style.find(f"{_W}vanish") is not None:
                continue
            is_bold = style is not None and _is_on(style.find(f"{_W}b"))
        if one.tag in (f"{_W}p", f"{_W}tbl"):  # a box with text, in its own lines
            pieces.append(("\n", False))
        text = {f"{_W}t": one.text or "", f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
        if one.tag in text:
            pieces.append((text[one.tag], is_bold))
        waiting += [(child, is_bold) for child in reversed(one)]
    whole = "".join(piece for piece, _ in pieces)
    first, *more = (" ".join(line.split(" ")).strip() for line in whole.split("\n"))
    is_bold = bool(whole.strip()) and len(whole) < 80 and all(bold for piece, bold in pieces if piece.strip())
    yield f"{_before(paragraph)}{first}" if first and not is_bold else f"**{first}**" if first else ""
    yield from more


def _is_on(mark: ElementTree.Element | None) -> bool:
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")


def _before(paragraph: ElementTree.Element) -> str:
    """What a paragraph begins with in Markdown: by its style, and by whether it is in a list."""
    form = paragraph.find(f"{_W}pPr")
    if form is None:
        return ""
    style = form.find(f"{_W}pStyle")
    named = style.get(f"{_W}val", "") if style is not None else ""
    if _HEADING.fullmatch(named):
        return "# "  # of one sign: more of them would make it look like the form of ppl
    numbers = form.find(f"{_W}numPr")
    if numbers is None:
        return "- " if re.match(r"(?i)list ?(?:bullet|number)|lijst(?:opsom|nummer)", named) else ""
    level = numbers.find(f"{_W}ilvl")
    deep = level.get(f"{_W}val", "0") if level is not None else "0"
    return "  " * (min(int(deep), 5) if deep.isdigit() else 0) + "- "


def _unreadable(name: str, why: str) -> DataError:
    what = Text("{file} cannot be read as a document of Word: {why}", file=name, why=why or "?")
    return DataError(what, Text("save it again as .docx, or paste its text into a file .txt"))
