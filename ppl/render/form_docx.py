"""A form as a document of Word, to be filled in below its questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ppl.render.document import Document
from ppl.render.form_rows import form_rows
from ppl.render.package_docx import describe

if TYPE_CHECKING:
    from docx.document import Document as Word


def filled(document: Document) -> Word:
    """The form of a document. Raises ModuleNotFoundError without python-docx."""
    import docx

    made = docx.Document()
    rows = [*form_rows(document.markdown("docx"))]
    title = next((text for style, text in rows if style == "title"), "")
    describe(made, title, "nl-NL" if document.language == "nl" else "en-GB")
    is_open = False
    for style, text in rows:
        if is_open and style == "question":
            made.add_paragraph()
        if style == "title":
            made.add_heading(text, 1)
        elif style == "question":
            made.add_heading(text, 2)
            is_open = True
        elif style == "item":
            made.add_paragraph(f"{text} ", style="List Bullet")
        else:
            made.add_paragraph(text)
    made.add_paragraph()
    return made
