"""A sheet as CSV for a Dutch spreadsheet."""

import csv
import io
from collections.abc import Sequence

from ppl.render.document import Document
from ppl.visible import visible

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the wide ones in some languages


def render(document: Document) -> bytes:
    """The sheet of a document."""
    return text(*document.cells(",")).encode()


def text(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Semicolons and a byte order mark, as a Dutch spreadsheet expects; no cell is taken for a formula."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in (headings, *rows):
        sheet.writerow(["'" + cell if cell.lstrip()[:1] in FORMULA else cell for cell in map(visible, row)])
    return "\ufeff" + out.getvalue()
