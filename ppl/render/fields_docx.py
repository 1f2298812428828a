"""What python-docx has no words for: page numbers and the numbering of lists in a document of Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ppl.render.body_docx import SPACES, field_begin, field_end, run
from ppl.render.page import Page
from ppl.render.styles_docx import style_of

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.section import _Footer, _Header
    from docx.text.paragraph import Paragraph

SMALL = '<w:sz w:val="16"/>'


def add_margins(made: Word, page: Page) -> None:
    """A header with what the document is and a footer with which page of how many; a house style's own stay.

    Where only the header is the house style's, the footer says all of it.
    """
    section = made.sections[-1]
    header, footer = (
        _free(made, part, style) for part, style in ((section.header, "Header"), (section.footer, "Footer"))
    )
    named = (page.programme,) if page.programme not in page.facts else ()
    facts = tuple(filter(None, (*named, *page.facts, page.draft)))
    if header is not None and facts:
        _add(header, run(" · ".join(facts), SMALL))
        facts = ()
    if footer is None:
        return
    said = " · ".join((*facts, f"{page.words['page']} "))
    number, of = (field_begin(code) + run("1", SMALL) + field_end() for code in ("PAGE", "NUMPAGES"))
    _add(footer, run(said, SMALL), number, run(f" {page.words['of']} ", SMALL), of)


def _free(made: Word, part: _Header | _Footer, style: str) -> Paragraph | None:
    """The paragraph of a header or footer to write in, at its right; None where it holds something."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if any(paragraph.text.strip() for paragraph in part.paragraphs) or part.tables:
        return None
    paragraph: Paragraph = part.paragraphs[0]
    paragraph.style = style_of(made, style)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def new_numbering(made: Word, style: str, start: int) -> int | None:
    """A numbering of its own for a list, so that it begins anew; None where its style has none."""
    from docx.oxml.ns import qn

    look = style_of(made, style).element.pPr
    if look is None or look.numPr is None or look.numPr.numId is None:
        return None
    numbering = made.part.numbering_part.element
    used = next((one for one in numbering.num_lst if one.numId == look.numPr.numId.val), None)
    if used is None:
        return None
    own = numbering.add_num(used.abstractNumId.val)
    override = own.add_lvlOverride(ilvl=0)
    override.add_startOverride(start)
    return int(own.get(qn("w:numId")))


def _add(paragraph: Paragraph, *inside: str) -> None:
    """Put pieces of XML behind what a paragraph holds."""
    from docx.oxml import parse_xml

    for element in list(parse_xml(f'<w:p xmlns:w="{SPACES["w"]}">{"".join(inside)}</w:p>')):
        paragraph._p.append(element)
