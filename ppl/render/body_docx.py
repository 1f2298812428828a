"""The body of a document of Word as XML text, read once: piece by piece python-docx takes several times as long."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from ppl.render.marked import Block, Run
from ppl.render.marked import text as plain_text

LONGEST_BOOKMARK = 40  # what Word takes
HEADINGS = 6
TABLE_SIZE = 9  # points, as in its style
TABLE, DRAFT = "ppl table", "ppl draft"
EMU_OF_A_TWIP = 635
SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_APART = re.compile("([\t\n])")
_SIGNS = {"\t": "<w:tab/>", "\n": "<w:br/>"}


class Frame(NamedTuple):
    """What a body is written for.

    styles: the id of each, by name; width: of what stands on a page, in EMU
    link: gives the id of the relation to an address; picture: that of a picture by name, with its size in EMU
    numbering: gives the id of a numbering for one list in a style, that begins at a number; None where it has none
    """

    styles: Mapping[str, str]
    width: int
    link: Callable[[str], str]
    picture: Callable[[str], tuple[str, int, int]]
    numbering: Callable[[str, int], int | None]


class Body:
    """Blocks that become paragraphs and tables; `xml` holds what is written so far."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.xml: list[str] = []
        self.bookmarks = self.pictures = 0

    def paragraph(self, style: str, inside: str, look: str = "") -> None:
        """A paragraph in a style; look: what else is said of it."""
        self.xml.append(self._made(style, inside, look))

    def _made(self, style: str, inside: str, look: str = "") -> str:
        named = "" if style == "Normal" else f'<w:pStyle w:val="{escape(self.frame.styles[style])}"/>'
        said = f"<w:pPr>{named}{look}</w:pPr>" if named or look else ""
        return f"<w:p>{said}{inside}</w:p>"

    def contents(self, heading: str, chapters: Sequence[Block]) -> None:
        """A table of contents, filled already: Word asks nothing, and brings it up to date when it is told to."""
        self.paragraph("TOC Heading", run(heading))
        for at, one in enumerate(chapters):
            begin = field_begin(r'TOC \o "1-1" \h \z \n') if at == 0 else ""
            end = field_end() if at == len(chapters) - 1 else ""
            target = escape(bookmark(one["anchor"]))
            link = f'<w:hyperlink w:anchor="{target}" w:history="1">{run(plain_text(one["runs"]))}</w:hyperlink>'
            self.paragraph("TOC 1", f"{begin}{link}{end}")

    def block(self, block: Block, depth: int = 0) -> None:
        """One block; depth: the number of lists that it stands in."""
        match block["kind"]:
            case "heading":
                look = "<w:pageBreakBefore/>" * block["begins_page"]
                style = f"Heading {min(max(1, block['level'] - 1), HEADINGS)}"
                self.paragraph(style, self._bookmarked(self.runs(block["runs"]), block["anchor"]), look)
            case "paragraph":
                self.paragraph(_beside(depth), self.runs(block["runs"]))
            case "list":
                self._list(block, depth)
            case "table":
                self._table(block)
            case "picture":
                self._picture(block)
            case "code":
                for line in block["text"].splitlines():
                    self.paragraph("Normal", run(line, '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>'))
            case "quote":
                for each in block["blocks"]:
                    self.block(each, depth)
            case "rule":
                self.paragraph("Normal", "")

    def runs(self, runs: Sequence[Run], size: float | None = None) -> str:
        """Runs in their looks; size: in points, where it is not that of the style."""
        return "".join(self._run(one, size) for one in runs)

    def _run(self, one: Run, size: float | None) -> str:
        look = '<w:rStyle w:val="Hyperlink"/>' if one["url"] else ""
        look += '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>' if one["code"] else ""
        look += "<w:b/>" * one["bold"] + "<w:i/>" * one["italic"]
        look += f'<w:sz w:val="{round(size * 2)}"/>' if size else ""
        made = run(one["text"], look, "<w:br/>" * one["is_break"])
        if not one["url"]:
            return made
        return f'<w:hyperlink r:id="{self.frame.link(one["url"])}" w:history="1">{made}</w:hyperlink>'

    def _bookmarked(self, inside: str, anchor: str) -> str:
        self.bookmarks += 1
        begin = f'<w:bookmarkStart w:id="{self.bookmarks}" w:name="{escape(bookmark(anchor))}"/>'
        return f'{begin}{inside}<w:bookmarkEnd w:id="{self.bookmarks}"/>'

    def _list(self, block: Block, depth: int) -> None:
        base = "List Number" if block["is_ordered"] else "List Bullet"
        style = base if depth == 0 else f"{base} {min(depth + 1, 3)}"
        number = self.frame.numbering(style, block["start"]) if block["is_ordered"] else None
        look = "" if number is None else f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        for item in block["items"]:
            if not item or item[0]["kind"] != "paragraph":
                self.paragraph(style, "")
            for at, each in enumerate(item):
                if at == 0 and each["kind"] == "paragraph":
                    self.paragraph(style, self.runs(each["runs"]), look)
                else:
                    self.block(each, depth + 1)

    def _table(self, block: Block) -> None:
        widths = [int(self.frame.width * share) // EMU_OF_A_TWIP for share in block["widths"]]
        aligns = ["" if one == "left" else f'<w:jc w:val="{one}"/>' for one in block["aligns"]]
        size = TABLE_SIZE * block["scale"] if block["scale"] < 1 else None

        def row(cells: Sequence[Sequence[Run]], is_head: bool) -> str:
            made = "".join(
                f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr>'
                f"{self._made('Normal', self.runs(runs, size), align)}</w:tc>"
                for runs, width, align in zip(cells, widths, aligns, strict=True)
            )
            return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * is_head}</w:trPr>{made}</w:tr>"

        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        self.xml.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{escape(self.frame.styles[TABLE])}"/><w:tblW w:type="auto" w:w="0"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" '
            'w:noHBand="0" w:noVBand="1" w:val="04A0"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
            f"{row(block['heads'], True)}{''.join(row(cells, False) for cells in block['rows'])}</w:tbl>"
        )
        self.paragraph("ppl gap", "")

    def _picture(self, block: Block) -> None:
        relation, width, height = self.frame.picture(block["name"])
        self.pictures += 1
        alt, name = (escape(one) for one in (clean(block["alt"]), clean(block["alt"])[:60]))
        facts = f'id="{self.pictures}" name="{name}"'
        size = f'cx="{width}" cy="{height}"'
        self.paragraph(
            "Normal",
            f'<w:r><w:drawing><wp:inline><wp:extent {size}/><wp:docPr {facts} descr="{alt}"/><wp:cNvGraphicFramePr>'
            '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
            f'<a:graphicData uri="{SPACES["pic"]}"><pic:pic><pic:nvPicPr><pic:cNvPr {facts}/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"/>'
            "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
        )

    def whole(self) -> Any:
        """All that was written, as elements of python-docx."""
        from docx.oxml import parse_xml

        spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in SPACES.items())
        return parse_xml(f"<w:body {spaces}>{''.join(self.xml)}</w:body>")


def run(text: str, look: str = "", behind: str = "") -> str:
    """A run of text in a look; a tab and a new line are Word's own."""
    said = "".join(
        _SIGNS.get(part) or f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>'
        for part in _APART.split(clean(text))
        if part
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{said}{behind}</w:r>"


def clean(text: str) -> str:
    """A text without what XML does not know."""
    return _NO_XML.sub("", text)


def field_begin(code: str) -> str:
    """What Word fills in itself begins: the number of a page, contents."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code, quote=False)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end() -> str:
    """What Word fills in itself ends."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def bookmark(anchor: str) -> str:
    """The name of a bookmark: letters, digits and underscores, a letter first."""
    return ("b_" + re.sub(r"\W", "_", anchor))[:LONGEST_BOOKMARK]


def _beside(depth: int) -> str:
    """The style of a paragraph that goes on in an item."""
    return "Normal" if depth == 0 else "List Continue" if depth == 1 else f"List Continue {min(depth, 3)}"
