"""A report as a document of Word: headings, lists and tables in styles, pictures with their words, in a house style."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import TYPE_CHECKING

from ppl.errors import Text, UsageError
from ppl.render import fields_docx, house_style
from ppl.render.body_docx import DRAFT, Body, Frame, run
from ppl.render.document import Document
from ppl.render.package_docx import describe
from ppl.render.page import Page, page
from ppl.render.png import pngs

if TYPE_CHECKING:
    from docx.document import Document as Word

LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def filled(document: Document) -> Word:
    """The report of a document, on the styles of the organisation where it has one (`document.style`)."""
    found = page(document, "docx")
    made = based_on(document.style)
    describe(made, found.title, found.locale, document.about.on)
    _write(made, found)
    return made


def based_on(style: tuple[str, bytes] | None) -> Word:
    """An empty document in a house style (the name and bytes of a .docx), else in our own. Raises UsageError."""
    import docx

    from ppl.render import styles_docx

    if style is None:
        made = docx.Document()
        styles_docx.dress(made)
        return made
    name, data = style
    if (why := house_style.fault(data)) is not None:
        what = Text("the styles of {file} are not used: {why}", file=name, why=why)
        raise UsageError(what, Text("save it in Word as a .docx with styles alone, and look at its template and links"))
    try:
        made = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, SyntaxError) as error:
        what = Text("{file} is no document of Word whose styles can be used: {why}", file=name, why=str(error))
        raise UsageError(what, Text("save it as a .docx (not .dotx or .doc) and name that with --style")) from None
    body = made.element.body
    for part in list(body):
        if not part.tag.endswith("}sectPr"):
            body.remove(part)
    styles_docx.complete(made)
    return made


BESIDE_CAPTION = 0.9  # the part of a page that a picture may take, beside what stands with it


def _write(made: Word, found: Page) -> None:
    """Put all of a page into a document."""
    body = Body(_frame(made, found))
    if found.draft:
        body.paragraph(DRAFT, run(found.draft))
    body.paragraph("Title", run(found.title))
    if found.contents:
        body.contents(found.words["contents"], found.contents)
    for block in found.blocks:
        body.block(block)
    at = len(made.element.body) - 1  # what is said of the pages stands last
    for element in list(body.whole()):
        made.element.body.insert(at, element)
        at += 1
    fields_docx.add_margins(made, found)


def _frame(made: Word, found: Page) -> Frame:
    """What a document has: the room on its pages, its styles, its links and pictures."""
    section = made.sections[-1]
    width = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    margins = int(section.top_margin or 0) + int(section.bottom_margin or 0)
    height = int(((int(section.page_height or 0) - margins) or width) * BESIDE_CAPTION)
    drawn = pngs(found.pictures)

    def picture(name: str) -> tuple[str, int, int]:
        relation, image = made.part.get_or_add_image(io.BytesIO(drawn[name]))
        wide, high = image.scaled_dimensions(width, None)
        return (relation, int(wide * height / high), height) if high > height else (relation, int(wide), int(high))

    return Frame(
        styles={style.name or "": style.style_id for style in made.styles},
        width=width,
        link=cache(lambda url: made.part.relate_to(url, LINK, is_external=True)),
        picture=picture,
        numbering=lambda style, start: fields_docx.new_numbering(made, style, start),
    )
