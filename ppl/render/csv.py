"""A sheet as CSV: a Dutch spreadsheet opens it at a double click, and a program reads it by the names of its fields."""

from typing import Any

from ppl.render.document import Document
from ppl.render.table import cell, is_number
from ppl.spreadsheet import csv_bytes, neutral


def render(document: Document) -> bytes:
    """The sheet of a document: decimal commas, days as 2026-01-31, and no text that is taken for a formula."""

    def text(value: Any) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        found = cell(value, ",", document.language, document.words)
        return found if is_number(value) else neutral(found)

    sheet = document.sheet
    return csv_bytes([text(value) for value in row] for row in (sheet.headings, *sheet.rows))
