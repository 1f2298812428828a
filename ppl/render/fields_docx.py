"""What python-docx has no words for: contents, page numbers, links, bookmarks and numbering of a document of Word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ppl.render.marked import text
from ppl.render.page import Page
from ppl.render.styles_docx import style_of

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

LONGEST_BOOKMARK = 40  # what Word takes


def bookmark(anchor: str) -> str:
    """The name of a bookmark: letters, digits and underscores, a letter first."""
    return ("b_" + re.sub(r"\W", "_", anchor))[:LONGEST_BOOKMARK]


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Mark a paragraph, so that the contents can lead to it; number: its own in the document."""
    begin = _element("w:bookmarkStart", {"w:id": str(number), "w:name": name})
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, begin)
    paragraph._p.append(_element("w:bookmarkEnd", {"w:id": str(number)}))


def add_contents(made: Word, page: Page) -> None:
    """A table of contents, filled already: Word asks nothing, and brings it up to date when it is told to."""
    made.add_paragraph(page.words["contents"], style="TOC Heading")
    for at, one in enumerate(page.contents):
        paragraph = made.add_paragraph(style="TOC 1")
        if at == 0:
            _begin_field(paragraph, r'TOC \o "1-1" \h \z \n')
        link = _element("w:hyperlink", {"w:anchor": bookmark(one["anchor"]), "w:history": "1"})
        run = paragraph.add_run(text(one["runs"]))
        link.append(run._r)
        paragraph._p.append(link)
        if at == len(page.contents) - 1:
            paragraph.add_run()._r.append(_element("w:fldChar", {"w:fldCharType": "end"}))


def add_page_numbers(made: Word, page: Page) -> None:
    """A footer with what the document is and which page of how many; a house style's own footer stays."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    footer = made.sections[-1].footer
    if any(paragraph.text.strip() for paragraph in footer.paragraphs) or footer.tables:
        return
    paragraph = footer.paragraphs[0]
    paragraph.style = style_of(made, "Footer")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run(" · ".join(filter(None, (page.draft, *page.facts, f"{page.words['page']} "))))
    _add_field(paragraph, "PAGE")
    paragraph.add_run(f" {page.words['of']} ")
    _add_field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size = Pt(8)


def add_link(paragraph: Paragraph, url: str, shown: str) -> Run:
    """A link to the web."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    target = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = _element("w:hyperlink", {"r:id": target, "w:history": "1"})
    run = paragraph.add_run(shown)
    run._r.style = "Hyperlink"
    link.append(run._r)
    paragraph._p.append(link)
    return run


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


def number(paragraph: Paragraph, numbering: int) -> None:
    """Count a paragraph in a numbering."""
    look = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    look.get_or_add_ilvl().val = 0
    look.get_or_add_numId().val = numbering


def _add_field(paragraph: Paragraph, code: str) -> None:
    _begin_field(paragraph, code)
    paragraph.add_run("1")
    paragraph.add_run()._r.append(_element("w:fldChar", {"w:fldCharType": "end"}))


def _begin_field(paragraph: Paragraph, code: str) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", {"w:fldCharType": "begin"}))
    words = _element("w:instrText", {"xml:space": "preserve"})
    words.text = f" {code} "
    paragraph.add_run()._r.append(words)
    paragraph.add_run()._r.append(_element("w:fldChar", {"w:fldCharType": "separate"}))


def _element(name: str, attributes: dict[str, str]) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set("{http://www.w3.org/XML/1998/namespace}space" if key == "xml:space" else qn(key), value)
    return made
