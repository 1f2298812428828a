"""A plan as a sheet for a spreadsheet: CSV for a Dutch Excel, or a workbook (xlsxwriter, of the extra `office`)."""

import datetime
import io
from typing import Any

from ppl.partial_date import PartialDate, partial_date
from ppl.planners.plan_rows import Outgoing, heading, used
from ppl.planners.workbook_in import PLAN_SHEET
from ppl.spreadsheet import DAY_FORMAT, csv_bytes, neutral, workbook

DAYS = ("start", "end", "not_before", "actual_start", "actual_end")
FIGURES = ("weeks", "optimistic", "likely", "pessimistic", "weeks_short")
WIDTHS = {"id": 7, "law": 28, **dict.fromkeys(("title", "reason", "basis"), 44),
          **dict.fromkeys(("waits", "ground", "owner", "hours"), 20)}  # fmt: skip


def csv_of(plan: Outgoing) -> bytes:
    """The plan as CSV: semicolons, a byte order mark, decimal commas, Windows line ends."""
    rows = list(plan.rows())
    names = used(rows)
    cells = (
        [neutral(_day(row.get(name, ""), plan.dutch) if name in DAYS else row.get(name, "")) for name in names]
        for row in rows
    )
    return csv_bytes([[heading(name, plan.dutch) for name in names], *cells])


def workbook_of(plan: Outgoing) -> bytes:
    """The plan as a workbook: days as days, figures as figures; the same plan on the same day gives the same bytes.

    A second sheet holds what the plan says as a whole. Raises ModuleNotFoundError without xlsxwriter.
    """
    rows = list(plan.rows())
    names = used(rows)
    made = io.BytesIO()
    book = workbook(made, plan.name, plan.today)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {
        "day": book.add_format({"num_format": DAY_FORMAT, "align": "left", "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        "figure": book.add_format({"valign": "top"}),
    }
    sheet = book.add_worksheet("Planning")
    sheet.freeze_panes(1, 2)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{_letter(len(names))}{len(rows) + 1}"})
    for column, name in enumerate(names):
        sheet.set_column(column, column, WIDTHS.get(name, 12))
        sheet.write_string(0, column, heading(name, plan.dutch), head)
        for number, row in enumerate(rows, 1):
            if row.get(name):
                _write(sheet, number, column, name, row[name], formats)
    fields = book.add_worksheet(PLAN_SHEET)
    fields.set_column(0, 1, 30)
    for number, (name, value) in enumerate(plan.fields().items()):
        fields.write_string(number, 0, name)
        fields.write_string(number, 1, neutral(value), formats["text"])
    book.close()
    return made.getvalue()


def _write(sheet: Any, row: int, column: int, name: str, text: str, formats: dict[str, Any]) -> None:
    if name in DAYS and _is_whole(text):
        sheet.write_datetime(row, column, datetime.datetime.fromisoformat(text), formats["day"])
    elif name in FIGURES:
        sheet.write_number(row, column, float(text.replace(",", ".")), formats["figure"])
    else:
        sheet.write_string(row, column, neutral(text), formats["text"])


def _day(text: str, dutch: bool) -> str:
    return f"{text[8:10]}-{text[5:7]}-{text[:4]}" if dutch and _is_whole(text) else text


def _is_whole(text: str) -> bool:
    """Whether a date in a cell is known in full; one that is known in part stands there as it is known."""
    return bool(text) and not isinstance(partial_date(text), PartialDate)


def _letter(number: int) -> str:
    """The letters of a column, from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
