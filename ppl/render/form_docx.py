"""A form as a document of Word, to be filled in below its questions, or in the cells of its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ppl.render.document import Document
from ppl.render.form_rows import FormRow, form_rows
from ppl.render.package_docx import describe

if TYPE_CHECKING:
    from docx.document import Document as Word

WIDTHS = {3: (5.6, 4.4, 7.0), 4: (5.4, 4.2, 2.8, 4.6)}  # centimetres of the columns of a table, by their number
MARGIN = 2.0


def filled(document: Document) -> Word:
    """The form of a document. Raises ModuleNotFoundError without python-docx."""
    import docx

    made = docx.Document()
    rows = [*form_rows(document.markdown("docx"))]
    title = next((row.text for row in rows if row.style == "title"), "")
    describe(made, title, "nl-NL" if document.language == "nl" else "en-GB")
    if any(row.style == "heads" for row in rows):
        _narrow(made)
    is_open, table = False, None
    for row in rows:
        style, text = row.style, row.text
        if is_open and style == "question":
            made.add_paragraph()
        if style in ("heads", "cells"):
            table = _table(made, row) if style == "heads" or table is None else table
            if style == "cells":
                _row(table, row)
        elif style == "title":
            made.add_heading(text, 1)
        elif style == "part":
            made.add_heading(text, 2)
        elif style == "question":
            made.add_heading(text, 2)
            is_open = True
        elif style == "item":
            made.add_paragraph(f"{text} ", style="List Bullet")
        else:
            made.add_paragraph(text)
    made.add_paragraph()
    return made


def _narrow(made: Word) -> None:
    """Margins that leave a table room."""
    from docx.shared import Cm

    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(MARGIN)


def _table(made: Word, heads: FormRow) -> Any:
    """A table with its heads, which return on each page."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table = made.add_table(rows=1, cols=len(heads.cells))
    table.style = "Table Grid"
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, heads.cells, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for column, width in zip(table.columns, WIDTHS.get(len(heads.cells), ()), strict=False):
        column.width = Cm(width)
    _widths(table.rows[0])
    return table


def _row(table: Any, row: FormRow) -> None:
    """A row that no page breaks."""
    from docx.oxml import OxmlElement

    made = table.add_row()
    for cell, text in zip(made.cells, row.cells, strict=False):
        cell.text = text
    made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    _widths(made)


def _widths(row: Any) -> None:
    from docx.shared import Cm

    for cell, width in zip(row.cells, WIDTHS.get(len(row.cells), ()), strict=False):
        cell.width = Cm(width)
