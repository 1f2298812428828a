"""The styles of a document of Word: our own look, or what a house style lacks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ppl.render.numbering_docx import mark_style

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.styles.style import ParagraphStyle

ACCENT, FAINT, ALARM, HAIR = "1F3F66", "595959", "8C1D40", "B8C2CC"
FONT = "Calibri"
SIZES = {"Title": 22, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11, "Heading 4": 11, "Heading 5": 11}
BASES = {
    **{f"Heading {level}": "Normal" for level in range(1, 7)},
    "Title": "Normal",
    "List Bullet": "Normal",
    "List Bullet 2": "List Bullet",
    "List Bullet 3": "List Bullet",
    "List Number": "Normal",
    "List Number 2": "List Number",
    "List Number 3": "List Number",
    "List Continue": "Normal",
    "List Continue 2": "Normal",
    "List Continue 3": "Normal",
    "Header": "Normal",
    "Footer": "Normal",
    "TOC Heading": "Normal",
    "TOC 1": "Normal",
    "ppl draft": "Normal",
    "ppl gap": "Normal",
}


def dress(made: Word) -> None:
    """Give a new document our own look: A4, a plain sans serif, dark blue headings."""
    from docx.shared import Mm, Pt, RGBColor

    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(23)
    section.top_margin, section.bottom_margin = Mm(23), Mm(21)
    complete(made)
    normal = style_of(made, "Normal")
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.12
    for name, size in SIZES.items():
        style = style_of(made, name)
        _without_theme(style)
        style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), True, False
        style.font.color.rgb = RGBColor.from_string(ACCENT)
        style.paragraph_format.space_before = Pt(0 if name == "Title" else 14)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Bullet 2", "List Number"):
        style_of(made, name).paragraph_format.space_after = Pt(3)


def complete(made: Word) -> None:
    """Add the styles that a document lacks, so that each block finds its own."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    known = {style.name for style in made.styles}
    for name, base in BASES.items():
        if name not in known:
            style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = style_of(made, base)
            _shape(made, style)
    if "Hyperlink" not in known:
        link = made.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.underline, link.font.color.rgb = True, RGBColor.from_string(ACCENT)
    if "ppl table" not in known:
        _add_table_style(made)
    contents = style_of(made, "TOC Heading")
    if contents.base_style is not None and contents.base_style.name != "Normal":
        contents.font.size = Pt(11)
    gap = style_of(made, "ppl gap")
    gap.font.size, gap.paragraph_format.space_after = Pt(4), Pt(2)


def _shape(made: Word, style: ParagraphStyle) -> None:
    """What a style that was not there looks like."""
    from docx.shared import Mm, Pt, RGBColor

    name = style.name or ""
    if name.startswith("Heading"):
        style.font.bold, style.paragraph_format.keep_with_next = True, True
        level = style.element.get_or_add_pPr()
        level.append(_tag("w:outlineLvl", {"w:val": str(int(name[-1]) - 1)}))
    elif name.startswith("List"):
        depth = int(name[-1]) if name[-1].isdigit() else 1
        if name.startswith("List Continue"):
            style.paragraph_format.left_indent = Mm(6 * depth)
        else:
            mark_style(made, style, name.startswith("List Number"), depth)
    elif name == "Title":
        style.font.bold, style.font.size, style.paragraph_format.keep_with_next = True, Pt(SIZES["Title"]), True
    elif name in ("Header", "Footer"):
        style.font.size, style.font.color.rgb = Pt(8.5), RGBColor.from_string(FAINT)
    elif name == "ppl draft":
        style.font.bold, style.font.all_caps, style.font.color.rgb = True, True, RGBColor.from_string(ALARM)
    elif name == "TOC Heading":
        style.font.bold, style.font.color.rgb = True, RGBColor.from_string(ACCENT)
    elif name == "TOC 1":
        style.paragraph_format.space_after = Pt(1)


def _add_table_style(made: Word) -> None:
    """A table with thin lines between its rows, its first row in bold above a thick one."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    style: Any = made.styles.add_style("ppl table", WD_STYLE_TYPE.TABLE)
    style.base_style = next((one for one in made.styles if one.name == "Normal Table"), None)
    style.font.size = Pt(9)
    space = style.element.get_or_add_pPr()
    space.append(_tag("w:spacing", {"w:before": "20", "w:after": "20", "w:line": "240", "w:lineRule": "auto"}))
    look = _tag("w:tblPr", {})
    borders = _tag("w:tblBorders", {})
    for side in ("top", "bottom", "insideH"):
        borders.append(_tag(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": HAIR}))
    look.append(borders)
    margins = _tag("w:tblCellMar", {})
    for side in ("left", "right"):
        margins.append(_tag(f"w:{side}", {"w:w": "80", "w:type": "dxa"}))
    look.append(margins)
    style.element.append(look)
    first = _tag("w:tblStylePr", {"w:type": "firstRow"})
    run = _tag("w:rPr", {})
    run.append(_tag("w:b", {}))
    run.append(_tag("w:color", {"w:val": ACCENT}))
    first.append(run)
    cell, lines = _tag("w:tcPr", {}), _tag("w:tcBorders", {})
    lines.append(_tag("w:bottom", {"w:val": "single", "w:sz": "8", "w:space": "0", "w:color": ACCENT}))
    cell.append(lines)
    first.append(cell)
    style.element.append(first)


def _without_theme(style: ParagraphStyle) -> None:
    """Take the fonts of a theme away, which win over the one that is named."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    if fonts is not None:
        style.element.rPr.remove(fonts)


def style_of(made: Word, name: str) -> Any:
    """The style of this name; a program may have called it otherwise, and kept its id."""
    from docx.styles import BabelFish
    from docx.styles.style import StyleFactory

    inside, id_ = BabelFish.ui2internal(name), name.replace(" ", "")
    found = [one for one in made.styles.element.style_lst if one.styleId == id_ or one.name_val in (name, inside)]
    return StyleFactory(next((one for one in found if one.name_val in (name, inside)), found[0]))


def _tag(name: str, attributes: dict[str, str]) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made
