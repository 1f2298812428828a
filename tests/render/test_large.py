"""What is larger than a page or a column: a picture of hundreds of rows, a word without end. Nothing of it is lost."""

from __future__ import annotations

import io
from typing import Any

import docx
import pypdf
import pytest
from pypdf.generic import ContentStream

from ppl.render import docx as word
from ppl.render import pdf
from tests.render.test_pages import Shown, document

TALL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 900" width="100" height="900">'
    '<text x="1" y="20" font-family="Noto Sans">boven</text>'
    '<text x="1" y="890" font-family="Noto Sans">onder</text></svg>'
)
PICTURE = "# Kop\n\n![De planning](chart:lights)\n"


@pytest.fixture
def tall(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Shown, "svg", lambda self, name: TALL)


def heights(content: bytes) -> list[float]:
    """How high on its page everything is drawn, in points."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    steps = [step for page in pages for step in ContentStream(page["/Contents"].get_object(), None).operations]
    return [float(given[5]) for given, operator in steps if operator == b"cm"]


@pytest.mark.usefixtures("tall")
def test_a_picture_higher_than_a_page_is_made_to_fit_on_it_in_a_pdf() -> None:
    found = heights(pdf.render(document(PICTURE)))
    assert len(found) > len("boven") + len("onder")
    assert all(0 < height < 842 for height in found)


@pytest.mark.usefixtures("tall")
def test_a_picture_higher_than_a_page_is_made_to_fit_on_it_in_word() -> None:
    found = docx.Document(io.BytesIO(word.render(document(PICTURE))))
    shown: Any = found.inline_shapes[0]
    section: Any = found.sections[0]
    assert shown.height < section.page_height - section.top_margin - section.bottom_margin
    assert abs(shown.height / shown.width - 9) < 0.1


def test_all_of_a_word_without_end_stands_on_the_pages() -> None:
    content = pdf.render(document("# Kop\n\n| a | b |\n| --- | --- |\n| " + "x" * 10_000 + " | y |\n"))
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    assert sum(page.extract_text().count("x") for page in pages) == 10_000
    assert len(pages) > 1


def test_an_address_and_a_picture_are_left_as_they_are() -> None:
    run = {"text": "a" * 50, "url": "https://voorbeeld.nl/" + "a" * 90, "is_break": False}
    found = pdf.breakable({"blocks": [run], "pictures": {"x": "a" * 90}})
    assert found["pictures"] == {"x": "a" * 90}
    assert found["blocks"][0]["url"] == run["url"]
    assert found["blocks"][0]["text"].replace("\u200b", "") == run["text"] != found["blocks"][0]["text"]
