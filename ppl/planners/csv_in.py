"""A planning in a CSV file: its encoding and its separator are found, not asked."""

import csv
import io
from collections.abc import Callable, Sequence
from itertools import islice

from ppl.errors import DataError, Text
from ppl.planners.columns import FIRST_ROWS, columns
from ppl.planners.table import MOST_COLUMNS, Row, Table, refuse_large, refuse_long
from ppl.spreadsheet import unneutral

SEPARATORS = (";", "\t", ",", "|")


def planning_headings(table: Table) -> int:
    """How many columns of a table have a heading that means something in a planning."""
    found = columns(table)
    return 0 if found is None else len(found.place)


def read(name: str, data: bytes, headings: Callable[[Table], int] = planning_headings) -> Table:
    """The rows of a CSV file. Raises DataError where it is no text, or too large.

    headings: how many columns of a table mean something to whoever reads it
    """
    refuse_large(name, len(data))
    text = _text(name, data)
    separator, text, first = _separator(text, headings)
    rows: list[Row] = []
    lines = list(io.StringIO(text, newline=""))
    begin = 0
    try:
        reader = csv.reader(lines, delimiter=separator)
        for number, cells in enumerate(reader, first):
            refuse_long(name, len(rows))
            if reader.line_num > begin + 1 or reader.line_num == len(lines):
                _refuse_open_quote(name, number, lines[begin : reader.line_num], separator)
            begin = reader.line_num
            rows.append(Row(number, tuple(unneutral(cell.replace("\r\n", "\n")) for cell in cells[:MOST_COLUMNS])))
    except csv.Error as flaw:
        what = Text("{file} cannot be read as CSV: {why}", file=name, why=str(flaw))
        raise DataError(what, Text("save it again from the spreadsheet, as CSV or as .xlsx")) from None
    return Table(name, tuple(rows))


def _refuse_open_quote(name: str, number: int, lines: Sequence[str], separator: str) -> None:
    """Raises DataError where a quotation mark that is not closed, or not where its cell ends, made rows into a text."""
    try:
        list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        if len(lines) > 1 or sum(line.count('"') for line in lines) % 2:
            raise _open_quote(name, number) from None


def _open_quote(name: str, number: int) -> DataError:
    what = Text("row {row} of {file} opens a quotation mark that takes in the rows below it", row=number, file=name)
    return DataError(what, Text('close it, or write it twice where it belongs to the text (""); or save it as .xlsx'))


def _text(name: str, data: bytes) -> str:
    """The text: UTF-8 with or without its mark, UTF-16 with one, else as Windows writes it."""
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError(Text("{file} is no text", file=name), Text("name a .csv, .xlsx or MS Project XML (.xml) file"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _separator(text: str, headings: Callable[[Table], int]) -> tuple[str, str, int]:
    """What stands between the cells, the text, and its first row.

    Excel's own first line says it (sep=;), else the separator is that under which most headings mean something.
    """
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return first[4], rest, 2
    return max(SEPARATORS, key=lambda mark: (headings(_first_rows(text, mark)), -SEPARATORS.index(mark))), text, 1


def _first_rows(text: str, mark: str) -> Table:
    """The first rows where this mark separates the cells; none where it cannot."""
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), FIRST_ROWS))
    except csv.Error:
        rows = []
    return Table("", tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, 1)))
