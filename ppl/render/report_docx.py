"""A report as a document of Word: headings, lists and tables in styles, pictures with their words, in a house style."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ppl.errors import Text, UsageError
from ppl.render import house_style
from ppl.render.document import Document
from ppl.render.marked import Block, Run
from ppl.render.package_docx import describe
from ppl.render.page import Page, page

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

HEADINGS = 6
TABLE_SIZE = 9  # points, as in its style
TABLE, DRAFT = "ppl table", "ppl draft"


def filled(document: Document) -> Word:
    """The report of a document, on the styles of the organisation where it has one (`document.style`)."""
    found = page(document, "docx")
    made = based_on(document.style)
    describe(made, found.title, found.locale, document.about.on)
    return _Writer(made, found).written()


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


class _Writer:
    """A document of Word that is being written, from a page."""

    def __init__(self, made: Word, found: Page) -> None:
        self.made = made
        self.page = found
        section = made.sections[-1]
        self.width = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
        margins = int(section.top_margin or 0) + int(section.bottom_margin or 0)
        self.height = int(((int(section.page_height or 0) - margins) or self.width) * BESIDE_CAPTION)
        self.bookmarks = 0
        self.styles = {style.name: style.style_id for style in made.styles}

    def written(self) -> Word:
        """All of the page."""
        from ppl.render import fields_docx

        if self.page.draft:
            self._paragraph(DRAFT).add_run(self.page.draft)
        self._paragraph("Title").add_run(self.page.title)
        if self.page.contents:
            fields_docx.add_contents(self.made, self.page)
        for block in self.page.blocks:
            self.block(block, 0)
        fields_docx.add_page_numbers(self.made, self.page)
        return self.made

    def _paragraph(self, style: str) -> Paragraph:
        """A new paragraph in a style: by its id, which python-docx would look for each time anew."""
        paragraph = self.made.add_paragraph()
        if style != "Normal":
            paragraph._p.style = self.styles[style]
        return paragraph

    def block(self, block: Block, depth: int) -> None:
        """One block; depth: the number of lists that it stands in."""
        match block["kind"]:
            case "heading":
                style = f"Heading {min(max(1, block['level'] - 1), HEADINGS)}"
                self._bookmarked(self._runs(self._paragraph(style), block["runs"]), block["anchor"])
            case "paragraph":
                self._runs(self._paragraph(self._beside(depth)), block["runs"])
            case "list":
                self._list(block, depth)
            case "table":
                self._table(block)
            case "picture":
                self._picture(block)
            case "code":
                for line in block["text"].splitlines():
                    self._runs(self._paragraph("Normal"), [_code(line)])
            case "quote":
                for each in block["blocks"]:
                    self.block(each, depth)
            case "rule":
                self._paragraph("Normal")

    @staticmethod
    def _beside(depth: int) -> str:
        """The style of a paragraph that goes on in an item."""
        return "Normal" if depth == 0 else "List Continue" if depth == 1 else f"List Continue {min(depth, 3)}"

    def _list(self, block: Block, depth: int) -> None:
        from ppl.render import fields_docx

        base = "List Number" if block["is_ordered"] else "List Bullet"
        style = base if depth == 0 else f"{base} {min(depth + 1, 3)}"
        number = fields_docx.new_numbering(self.made, style, block["start"]) if block["is_ordered"] else None
        for item in block["items"]:
            if not item or item[0]["kind"] != "paragraph":
                self._paragraph(style)
            for at, each in enumerate(item):
                if at == 0 and each["kind"] == "paragraph":
                    paragraph = self._runs(self._paragraph(style), each["runs"])
                    if number is not None:
                        fields_docx.number(paragraph, number)
                else:
                    self.block(each, depth + 1)

    def _table(self, block: Block) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml.ns import qn
        from docx.shared import Emu, Pt

        rows = [block["heads"], *block["rows"]]
        table = self.made.add_table(rows=len(rows), cols=len(block["heads"]), style=TABLE)
        table.autofit = False
        widths = [Emu(int(self.width * share)) for share in block["widths"]]
        aligned = [getattr(WD_ALIGN_PARAGRAPH, align.upper()) for align in block["aligns"]]
        for at, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
            for cell, runs, width, align in zip(row.cells, texts, widths, aligned, strict=True):
                cell.width = width
                paragraph = self._runs(cell.paragraphs[0], runs)
                paragraph.alignment = align
                if block["scale"] < 1:
                    for run in paragraph.runs:
                        run.font.size = Pt(TABLE_SIZE * block["scale"])
            look = row._tr.get_or_add_trPr()
            look.append(look.makeelement(qn("w:cantSplit"), {}))
            if at == 0:
                look.append(look.makeelement(qn("w:tblHeader"), {}))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        self._paragraph("ppl gap")

    def _picture(self, block: Block) -> None:
        from docx.shared import Emu

        from ppl.render.png import png

        paragraph = self._paragraph("Normal")
        shown = paragraph.add_run().add_picture(io.BytesIO(png(self.page.pictures[block["name"]])), Emu(self.width))
        if shown.height > self.height:
            shown.width, shown.height = Emu(int(shown.width * self.height / shown.height)), Emu(self.height)
        facts = shown._inline.docPr
        facts.set("descr", block["alt"])
        facts.set("name", block["alt"][:60])

    def _runs(self, paragraph: Paragraph, runs: Sequence[Run]) -> Paragraph:
        from ppl.render import fields_docx

        for one in runs:
            text = one["text"]
            if one["url"]:
                run = fields_docx.add_link(paragraph, one["url"], text)
            else:
                run = paragraph.add_run(text)
            run.bold, run.italic = one["bold"] or None, one["italic"] or None
            if one["code"]:
                run.font.name = "Consolas"
            if one["is_break"]:
                run.add_break()
        return paragraph

    def _bookmarked(self, paragraph: Paragraph, name: str) -> None:
        from ppl.render import fields_docx

        self.bookmarks += 1
        fields_docx.add_bookmark(paragraph, fields_docx.bookmark(name), self.bookmarks)


def _code(line: str) -> Run:
    return {"text": line, "bold": False, "italic": False, "code": True, "url": "", "is_break": False}
