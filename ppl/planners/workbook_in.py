"""A planning in an Excel workbook (.xlsx). Needs openpyxl, of the extra `office`."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from ppl.errors import DataError, Text, UsageError, nearest
from ppl.planners.remarks import Remarks
from ppl.planners.table import MEGABYTE, MOST_COLUMNS, MOST_ROWS, Row, Table, refuse_large, refuse_long, refuse_tags
from ppl.readers.package import BROKEN
from ppl.spreadsheet import unneutral

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

UNPACKED = 100 * MEGABYTE
MOST_MERGED = 200_000  # cells within merged ranges, each of which openpyxl makes a cell of its own
_MERGED = re.compile(rb"mergeCell\s[^>]*?ref\s*=\s*[\"']\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})")
PLAN_SHEET = "ppl"


def read(name: str, data: bytes, sheet: str | None = None, unpacked: int = UNPACKED) -> list[Table]:
    """The sheets of a workbook with something on them; with `sheet` that one. unpacked: the bytes that it may hold.

    Raises DataError for what is no workbook, UsageError where it has no such sheet, ModuleNotFoundError without
    openpyxl.
    """
    import warnings

    import openpyxl

    refuse_large(name, len(data))
    _refuse_bomb(name, data, unpacked)
    _refuse_merged(name, _sheets(data))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that no planning needs: styles, drawings, checks on cells
            values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(data)) if b"<f" in _sheets(data) else values
    except Exception as flaw:  # openpyxl raises whatever a broken file makes it meet
        raise _unreadable(name, str(flaw)) from None
    names = [worksheet.title for worksheet in values.worksheets]
    if sheet is not None:
        chosen = next((one for one in names if one.strip().casefold() == sheet.strip().casefold()), None)
        if chosen is None:
            what = Text("{file} has no sheet `{sheet}`", file=name, sheet=sheet)
            raise UsageError(what, nearest(sheet, names, Text("it has {listed}", listed=", ".join(names))))
        names = [chosen]
    fields = _fields(values[PLAN_SHEET]) if PLAN_SHEET in values.sheetnames else ()
    found = [_table(name, values[one], formulas[one], fields) for one in names if one != PLAN_SHEET or sheet]
    return [one for one in found if any(not row.is_empty for row in one.rows)]


def _table(name: str, sheet: Worksheet, formulas: Worksheet, fields: tuple[tuple[str, str], ...]) -> Table:
    title = f"{name}[{sheet.title.strip()}]"
    refuse_long(title, min(sheet.max_row, MOST_ROWS + 1) if sheet.max_column > 1 or sheet["A1"].value else 0)
    rows: list[Row] = []
    remarks = Remarks(title)
    shared = _shared(sheet)
    for number, cells in enumerate(sheet.iter_rows(max_col=min(sheet.max_column, MOST_COLUMNS)), 1):
        texts, levels = [], []
        for cell in cells:
            texts.append(unneutral(_text(cell)))
            levels.append(int(getattr(cell.alignment, "indent", 0) or 0) if cell.has_style else 0)
            if cell.value is None and formulas is not sheet and formulas[cell.coordinate].value is not None:
                what = Text("cell {cell} holds a formula whose outcome is not in the file", cell=cell.coordinate)
                remedy = Text("open the workbook in Excel or LibreOffice, save it, and import it again")
                remarks.error(number, what, remedy)
        outline = sheet.row_dimensions[number].outlineLevel if number in sheet.row_dimensions else 0
        rows.append(Row(number, tuple(texts), int(outline or 0), tuple(levels), shared.get(number, {})))
    return Table(title, tuple(rows), tuple(remarks.problems), fields)


def _shared(sheet: Worksheet) -> dict[int, dict[int, str]]:
    """Per row, per column, the text of the cell above that is merged with it."""
    found: dict[int, dict[int, str]] = {}
    for area in sheet.merged_cells.ranges:
        if area.min_col == area.max_col and (text := unneutral(_text(sheet.cell(area.min_row, area.min_col)))):
            for number in range(area.min_row + 1, area.max_row + 1):
                found.setdefault(number, {})[area.min_col - 1] = text
    return found


def _text(cell: Any) -> str:
    """What the cell shows, as far as it matters: days as ISO, shares with %, figures with the words of their format."""
    value, format = cell.value, str(cell.number_format or "")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return f"{value.total_seconds() / 3600:.12g} h"
    if isinstance(value, (int, float)):
        if "%" in format:
            return f"{value * 100:.12g}%"
        literal = re.search(r'[0#?]\s*(?:\\ )?"([^"]+)"', format) or re.search(r"[0#?](?:\\(.))+", format)
        shown = repr(value) if isinstance(value, int) or not value.is_integer() else str(int(value))
        return f"{shown} {literal[1].strip()}" if literal and literal[1].strip() else shown
    return str(value)


def _fields(sheet: Worksheet) -> tuple[tuple[str, str], ...]:
    """What our own second sheet says of the plan as a whole: a name and a value in each row."""
    rows = (row for row in sheet.iter_rows(max_row=50, max_col=2) if len(row) == 2)
    pairs = ((_text(name), unneutral(_text(value))) for name, value in rows)
    return tuple((name.strip(), value) for name, value in pairs if name.strip() and value)


def _refuse_bomb(name: str, data: bytes, most: int) -> None:
    """Raises DataError for what is not a zip, is far more than a planning, or declares entities in its XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(one.file_size for one in archive.infolist())
            if size > most:
                what = Text("{file} unpacks to {size} MB, and that is no planning", file=name, size=size // MEGABYTE)
                raise DataError(what, Text("save the sheet with the planning in a workbook of its own"))
            tags = 0
            for one in archive.infolist():
                if one.filename.endswith((".xml", ".rels")):
                    part = archive.read(one)
                    tags += part.count(b"<")
                    if b"<!DOCTYPE" in part[:4096]:
                        raise _unreadable(name, "DOCTYPE")
            refuse_tags(name, tags)
    except BROKEN as flaw:
        raise _unreadable(name, str(flaw)) from None


def _refuse_merged(name: str, sheets: bytes) -> None:
    """Raises DataError where merged ranges hold more cells than any planning has."""
    cells = 0
    for left, top, right, bottom in _MERGED.findall(sheets):
        cells += (abs(_number(right) - _number(left)) + 1) * (abs(int(bottom) - int(top)) + 1)
    if cells > MOST_MERGED:
        what = Text("{file} merges {number} cells, and that is no planning", file=name, number=cells)
        raise DataError(
            what, Text("unmerge them in the spreadsheet (keep merged headings to a row), or save it as CSV")
        )


def _number(column: bytes) -> int:
    """The number of a column from its letters."""
    found = 0
    for letter in column.upper():
        found = found * 26 + letter - 64
    return found


def _sheets(data: bytes) -> bytes:
    """The XML of all sheets."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(one) for one in archive.namelist() if one.startswith("xl/worksheets/"))


def _unreadable(name: str, why: str) -> DataError:
    what = Text("{file} cannot be read as a workbook: {why}", file=name, why=why or "?")
    return DataError(what, Text("save it again as .xlsx (an old .xls or a locked file is not read), or as CSV"))
