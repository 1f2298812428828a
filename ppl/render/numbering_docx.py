"""The marks of lists in a document of Word: bullets and numbers for styles that have none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as Word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
INDENT = 340  # twentieths of a point for each list that it stands in
_LIST = (
    '<w:abstractNum xmlns:w="{w}" w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl></w:abstractNum>'
)


def mark_style(made: Word, style: Any, is_ordered: bool, depth: int) -> None:
    """Give the paragraphs of a style a bullet, or a number; depth: the number of lists that they stand in, from 1."""
    from docx.oxml import parse_xml

    numbering = _numbering(made)
    place = 1 + max(
        (int(one.get(f"{{{W}}}abstractNumId")) for one in numbering.findall(f"{{{W}}}abstractNum")), default=-1
    )
    form, mark = ("decimal", "%1.") if is_ordered else ("bullet", "•" if depth == 1 else "–")
    added = _LIST.format(w=W, id=place, form=form, mark=mark, left=INDENT * depth, hanging=INDENT)
    numbering.insert(0, parse_xml(added))
    look = style.element.get_or_add_pPr().get_or_add_numPr()
    look.get_or_add_numId().val = numbering.add_num(place).numId


def _numbering(made: Word) -> Any:
    """What holds the lists of a document, made where it has none yet."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.parts.numbering import NumberingPart

    part = made.part
    if not any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in part.rels.values()):
        empty = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="{W}"/>'
        place = PackURI("/word/numbering.xml")
        new = NumberingPart.load(place, CONTENT_TYPE.WML_NUMBERING, empty.encode(), part.package)
        part.relate_to(new, RELATIONSHIP_TYPE.NUMBERING)
    return part.numbering_part.element
