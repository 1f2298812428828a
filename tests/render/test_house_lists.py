"""A house style that knows no lists and no title: they are there all the same."""

from __future__ import annotations

import io
import warnings
from typing import Any

import docx
import pytest

from ppl.render import docx as word
from tests.render.test_pages import WHOLE, document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def found() -> Any:
    made = docx.Document()
    for style in [style for style in made.styles if (style.name or "").startswith(("List", "Title"))]:
        style.delete()
    made.styles["Footer"].element.name_val = "Voettekst"
    for key, one in [*made.part.rels.items()]:
        if one.reltype.endswith("/numbering"):
            made.part.drop_rel(key)
            made.part.rels.pop(key, None)
    content = io.BytesIO()
    made.save(content)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return docx.Document(io.BytesIO(word.render(document(WHOLE, style=("huisstijl.docx", content.getvalue())))))


@pytest.mark.parametrize(("style", "mark"), [("List Bullet", "•"), ("List Bullet 2", "–"), ("List Number", "%1.")])
def test_a_list_has_its_marks_in_a_house_style_without_lists(found: Any, style: str, mark: str) -> None:
    number = found.styles[style].element.pPr.numPr.numId.val
    lists = found.part.numbering_part.element
    kind = next(one for one in lists.num_lst if one.numId == number).abstractNumId.val
    abstract = next(one for one in lists.findall(f"{W}abstractNum") if one.get(f"{W}abstractNumId") == str(kind))
    assert abstract.find(f"{W}lvl/{W}lvlText").get(f"{W}val") == mark
    assert lists[0].tag == f"{W}abstractNum" and lists[-1].tag == f"{W}num"


def test_a_title_is_larger_than_the_text_where_a_house_style_has_none(found: Any) -> None:
    assert found.styles["Title"].font.size.pt > 15
