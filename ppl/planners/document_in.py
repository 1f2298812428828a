"""The tables in a Word document (.docx): the texts of their cells, as somebody reads them."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ppl.errors import DataError, Text
from ppl.planners.mspdi_xml import is_named, whole_tree
from ppl.planners.table import LARGEST, MEGABYTE, MOST_COLUMNS, Row, Table, refuse_large, refuse_long
from ppl.readers.package import BROKEN

PART = "word/document.xml"
_AROUND = ("sdt", "sdtContent", "ins", "customXml", "smartTag", "hyperlink", "fldSimple", "moveTo")


def is_document(data: bytes) -> bool:
    """Whether a file is a Word document, whatever its name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return PART in archive.namelist()
    except BROKEN:
        return False


def read(name: str, data: bytes) -> list[Table]:
    """The tables of a document, those within a cell left out. Raises DataError for what is no document."""
    refuse_large(name, len(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if (size := archive.getinfo(PART).file_size) > LARGEST:
                what = Text("{file} unpacks to {size} MB, and that is not read", file=name, size=size // MEGABYTE)
                raise DataError(what, Text("put the table in a document of its own"))
            part = archive.read(PART)
    except (*BROKEN, KeyError) as flaw:
        what = Text("{file} cannot be read as a document: {why}", file=name, why=str(flaw) or "?")
        raise DataError(what, Text("save it again as .docx (an old .doc or a locked file is not read)")) from None
    root = whole_tree(name, part, Text("save it again as .docx, from Word or LibreOffice"))
    found = []
    for number, table in enumerate(_tables(root), 1):
        title = f"{name}[{number}]"
        rows = [*_children(table, "tr")]
        refuse_long(title, len(rows))
        found.append(Table(title, tuple(Row(place, _cells(row)) for place, row in enumerate(rows, 1))))
    return found


def _tables(element: Element) -> Iterator[Element]:
    """The tables below it, the outermost only."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if is_named(one, "tbl"):
            yield one
        else:
            waiting.extend(reversed(one))


def _children(element: Element, name: str) -> Iterator[Element]:
    """The elements with this name directly below it, or within what Word puts around them."""
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        if is_named(one, name):
            yield one
        elif any(is_named(one, around) for around in _AROUND):
            waiting.extend(reversed(one))


def _cells(row: Element) -> tuple[str, ...]:
    """The texts of a row; a cell over several columns is followed by empty ones."""
    found: list[str] = []
    for cell in _children(row, "tc"):
        found.append("\n".join(text for one in _children(cell, "p") if (text := _text(one))))
        span = next((one for one in cell.iter() if is_named(one, "gridSpan")), None)
        number = next((value for key, value in (span.items() if span is not None else ()) if key.endswith("val")), "1")
        found += [""] * (min(int(number), MOST_COLUMNS) - 1 if number.isdecimal() else 0)
    return tuple(found[:MOST_COLUMNS])


def _text(paragraph: Element) -> str:
    """What stands in a paragraph; what was deleted with changes tracked is not among it (it has another name)."""
    parts = []
    waiting = list(reversed(paragraph))
    while waiting:
        one = waiting.pop()
        if is_named(one, "t"):
            parts.append(one.text or "")
        elif is_named(one, "tab") or is_named(one, "br") or is_named(one, "cr"):
            parts.append(" ")
        elif not (is_named(one, "pPr") or is_named(one, "rPr") or is_named(one, "moveFrom")):
            waiting.extend(reversed(one))
    return "".join(parts).strip()
