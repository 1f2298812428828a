"""Chapters on paper: one that asks for it has a page of its own, and none begins low on a page."""

from __future__ import annotations

import io
from typing import Any

import docx
import pypdf
import pytest

from ppl.render import docx as word
from ppl.render import html, pdf
from tests.render.test_pages import W, document


def pages(markdown: str) -> list[str]:
    """The text of each page of a PDF."""
    return [one.extract_text() for one in pypdf.PdfReader(io.BytesIO(pdf.render(document(markdown)))).pages]


def rows(number: int) -> str:
    return "\n".join(f"- Regel {at} van dit hoofdstuk" for at in range(1, number + 1))


@pytest.mark.parametrize(("number", "expected"), [(5, 1), (50, 1), (58, 1), (90, 2)])
def test_a_chapter_with_a_page_of_its_own_is_set_smaller_where_it_then_fits(number: int, expected: int) -> None:
    found = pages(f"# Titel\n\nVooraf\n\n***\n\n## Lang\n\n{rows(number)}\n\n***\n\n## Kort\n\nSlot\n")
    assert len(found) == expected + 2
    assert "Lang" in found[1] and "Regel 1 " in found[1] and "Vooraf" not in found[1]
    assert f"Regel {number} " in found[expected] and "Slot" in found[-1] and "Kort" in found[-1]


@pytest.mark.parametrize("number", range(41, 49))
def test_a_chapter_begins_on_the_next_page_where_little_room_is_left(number: int) -> None:
    found = pages(f"# Titel\n\n{rows(number)}\n\n## Laag\n\n{rows(9).replace('Regel', 'Punt')}\n")
    (at,) = (at for at, page in enumerate(found) if "Laag" in page)
    assert "Punt 3" in found[at]


def test_a_rule_above_a_heading_is_a_new_page_in_word_and_print_and_no_other_rule_is() -> None:
    markdown = "# Titel\n\n***\n\nTekst\n\n***\n\n## Nieuw\n\nTekst\n\n## Verder\n\nTekst\n"
    page = html.render(document(markdown)).decode()
    assert '<h2 id="nieuw" class="page">' in page and '<h2 id="verder">' in page and page.count("<hr>") == 1
    made: Any = docx.Document(io.BytesIO(word.render(document(markdown))))
    breaks = {one.text: one._p.find(f"{W}pPr/{W}pageBreakBefore") is not None for one in made.paragraphs if one.text}
    assert breaks["Nieuw"] and not breaks["Verder"]
