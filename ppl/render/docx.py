"""A form as a document of Word, to be filled in below its questions. Needs python-docx, of the extra `office`."""

import datetime
import io
import zipfile

from ppl.render.document import Document
from ppl.render.form_rows import form_rows

SAME_DAY = (1980, 1, 1, 0, 0, 0)  # in a zip: the same form gives the same bytes


def render(document: Document) -> bytes:
    """The form of a document. Raises ModuleNotFoundError without python-docx."""
    import docx
    from docx.oxml.ns import qn

    made = docx.Document()
    facts = made.core_properties
    facts.author, facts.comments, facts.language = "", "", document.language
    facts.created = facts.modified = datetime.datetime.combine(datetime.date(2000, 1, 1), datetime.time())
    fonts = made.styles["Normal"].element.get_or_add_rPr()
    language = fonts.makeelement(qn("w:lang"), {qn("w:val"): "nl-NL" if document.language == "nl" else "en-GB"})
    fonts.append(language)
    is_open = False
    for style, text in form_rows(document.markdown("docx")):
        if is_open and style == "question":
            made.add_paragraph()
        if style == "title":
            facts.title = text[:250]
            made.add_heading(text, 1)
        elif style == "question":
            made.add_heading(text, 2)
            is_open = True
        elif style == "item":
            made.add_paragraph(f"{text} ", style="List Bullet")
        else:
            made.add_paragraph(text)
    made.add_paragraph()
    file = io.BytesIO()
    made.save(file)
    return _same(file.getvalue())


def _same(data: bytes) -> bytes:
    """A package without the moment at which it was made."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            entry = zipfile.ZipInfo(one.filename, SAME_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(one))
    return file.getvalue()
