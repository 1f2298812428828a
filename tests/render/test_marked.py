"""Markdown becomes a tree of plain data."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from ppl.render import marked
from ppl.render.marked import Block, Run


def runs(text: str, **look: object) -> list[Run]:
    run: Run = {"text": text, "bold": False, "italic": False, "code": False, "url": "", "is_break": False}
    run.update(look)  # type: ignore[typeddict-item]
    return [run]


def test_each_piece_of_text_has_its_look() -> None:
    (paragraph,) = marked.blocks("een **twee *drie*** `vier` [vijf](https://x.nl)")
    assert paragraph["kind"] == "paragraph"
    looks = [(run["text"], run["bold"], run["italic"], run["code"], run["url"]) for run in paragraph["runs"]]
    assert looks == [
        ("een ", False, False, False, ""),
        ("twee ", True, False, False, ""),
        ("drie", True, True, False, ""),
        (" ", False, False, False, ""),
        ("vier", False, False, True, ""),
        (" ", False, False, False, ""),
        ("vijf", False, False, False, "https://x.nl"),
    ]


def test_lists_lie_in_each_other_and_keep_their_first_number() -> None:
    (found,) = marked.blocks("3. een\n   - twee\n4. drie\n")
    assert (found["is_ordered"], found["start"], len(found["items"])) == (True, 3, 2)
    assert [block["kind"] for block in found["items"][0]] == ["paragraph", "list"]


def test_a_table_has_heads_rows_and_sides() -> None:
    (table,) = marked.blocks("| a | b |\n| --- | ---: |\n| 1 | **2** |\n")
    assert table["heads"] == [runs("a"), runs("b")]
    assert table["rows"] == [[runs("1"), runs("2", bold=True)]]
    assert table["aligns"] == ["left", "right"]


def test_headings_have_names_of_their_own() -> None:
    found = marked.blocks("# Kop\n\n## Stand\n\n### Eén & twee\n\n## Stand\n\n## !!!\n")
    assert [block["anchor"] for block in found] == ["kop", "stand", "eén-twee", "stand-2", "part"]
    assert [marked.text(one["runs"]) for one in marked.chapters(found)] == ["Stand", "Stand", "!!!"]
    assert marked.title(found) == "Kop"


def test_only_a_picture_that_is_drawn_for_the_document_is_one() -> None:
    found = marked.blocks("voor ![de *stand*](chart:lights) ![weg](https://x.nl/a.png) <img src=x>")
    assert [block["kind"] for block in found] == ["paragraph", "picture"]
    assert (found[1]["name"], found[1]["alt"]) == ("lights", "de stand")
    assert marked.text(found[0]["runs"]) == "voor weg <img src=x>"


def test_html_stays_text() -> None:
    (found,) = marked.blocks("<script>alert(1)</script>")
    assert found["kind"] == "paragraph"
    assert marked.text(found["runs"]) == "<script>alert(1)</script>"


@given(st.text())
def test_any_text_becomes_blocks(text: str) -> None:
    kinds = {"heading", "paragraph", "list", "table", "picture", "code", "quote", "rule"}

    def walk(found: list[Block]) -> None:
        for block in found:
            assert block["kind"] in kinds
            for item in block.get("items", []):
                walk(item)
            walk(block.get("blocks", []))

    walk(marked.blocks(text))
