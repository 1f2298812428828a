"""What a spreadsheet takes, of any room that makes one: CSV and workbooks in which no cell is a formula."""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Sequence
from typing import IO, Any

DAY_FORMAT = "dd-mm-yyyy"  # in a Dutch Excel dd-mm-jjjj
# What begins with one of these is a formula to a spreadsheet; a quotation mark before it makes it text.
_FORMULA = re.compile(r"'*(?:[\t\r]|[\s\x00-\x1f\x7f-\x9f\u200b\ufeff]*[=+\-@＝＋－＠])")


def neutral(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: a quotation mark before it, as one types it in Excel."""
    return f"'{text}" if is_formula(text) else text


def unneutral(text: str) -> str:
    """The text as it was before `neutral`."""
    return text[1:] if text.startswith("'") and is_formula(text) else text


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula, or may once somebody opens its cell."""
    return _FORMULA.match(text) is not None


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV that a Dutch Excel opens at a double click: semicolons, a byte order mark, Windows line ends."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=";", lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + made.getvalue().encode("utf-8", "replace")


def workbook(file: IO[bytes], title: str, created: datetime.date) -> Any:
    """A workbook that runs nothing, made on a day. Raises ModuleNotFoundError without xlsxwriter (extra `office`)."""
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title[:250], "created": datetime.datetime.combine(created, datetime.time())})
    return book
