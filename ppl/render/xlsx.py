"""A document as a workbook: its form, or its sheet. Needs xlsxwriter, of the extra `office`."""

import datetime
import io

from ppl.render import form_workbook, sheet_workbook
from ppl.render.document import Document
from ppl.spreadsheet import workbook

SAME_DAY = datetime.date(2000, 1, 1)  # the same document gives the same bytes


def render(document: Document) -> bytes:
    """The document. Raises ModuleNotFoundError without xlsxwriter."""
    title, fill = (form_workbook if "form" in document.parts else sheet_workbook).content(document)
    made = io.BytesIO()
    book = workbook(made, title, SAME_DAY)
    fill(book)
    book.close()
    return made.getvalue()
