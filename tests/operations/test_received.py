"""Files of others: what is broken, locked, old or far too large is refused with a remedy, and nothing in them acts."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping

import pytest

from ppl.errors import DataError
from ppl.operations.received import received
from ppl.readers.word_text import word_text
from tests.make import TODAY

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(files: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def document(body: str, **more: str | bytes) -> bytes:
    return package({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>', **more})


def paragraph(text: str, form: str = "", style: str = "") -> str:
    return f"<w:p><w:pPr>{form}</w:pPr><w:r><w:rPr>{style}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("verslag.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        ("verslag.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        ("lijst.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        ("mail.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Outlook"),
        ("verslag.pdf", b"%PDF-1.7", "PDF"),
        ("verslag.rtf", b"{\\rtf1", "RTF"),
        ("verslag.docx", b"geen zip", "cannot be opened"),
        ("verslag.docx", b"PK\x03\x04" + b"\0" * 40, "cannot be opened"),
        ("verslag.odt", package({"content.xml": "<x/>"}), "no document of Word"),
        ("verslag.docx", document("<w:p>"), "cannot be read"),
        ("verslag.docx", package({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "DOCTYPE"),
        ("verslag.docx", package({"word/document.xml": "<x/>".encode("utf-16")}), "cannot be read"),
        ("verslag.docx", document("", **{"word/media/a.bmp": b"\0" * 21_000_000}), "21 MB"),
        ("lijst.xlsx", package({"xl/workbook.xml": "<x/>", "xl/a": b"\0" * 21_000_000}), "21 MB"),
        ("lijst.xlsx", package({"xl/workbook.xml": "<x/>"}), "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(name: str, data: bytes, said: str) -> None:
    with pytest.raises(DataError) as caught:
        received(name, data, TODAY)
    assert said in str(caught.value) and caught.value.remedy is not None


def test_text_is_none_of_these() -> None:
    assert received("notes.txt", b"De kabel is besproken.", TODAY) is None


def test_a_document_gives_its_headings_lists_and_tables() -> None:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("bellen", "pl", "1-12"))
    data = document(
        paragraph("Besluiten", '<w:pStyle w:val="Kop2"/>')
        + paragraph("Akkoord", '<w:numPr><w:ilvl w:val="1"/></w:numPr>')
        + paragraph("Acties", style="<w:b/>")
        + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    )
    assert word_text("x.docx", data).split("\n") == ["# Besluiten", "  - Akkoord", "**Acties**", "bellen | pl | 1-12"]


def test_what_was_deleted_hidden_or_said_beside_it_is_not_read() -> None:
    data = document(
        "<w:p><w:ins><w:r><w:t>Nieuw</w:t></w:r></w:ins><w:del><w:r><w:delText>oud</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>weg</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>stil</w:t></w:r>"
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r></w:p>",
        **{"word/vbaProject.bin": b"macro", "word/comments.xml": b"<x>opmerking</x>"},
    )
    assert word_text("x.docx", data) == "Nieuw"


@pytest.mark.parametrize(
    "body",
    ["<w:tbl><w:tr><w:tc>" * 3_000 + "</w:tc></w:tr></w:tbl>" * 3_000, "<w:sdt>" * 20_000 + "</w:sdt>" * 20_000,
     paragraph("x " * 200_000), paragraph("x") * 30_000, "<w:p>" * 5_000 + "</w:p>" * 5_000],
    ids=["tables", "wrappers", "long", "many", "nested"],
)  # fmt: skip
def test_a_document_that_goes_deep_or_on_for_ever_is_read_in_time(body: str) -> None:
    began = time.process_time()
    received("x.docx", document(body), TODAY)
    assert time.process_time() - began < 4


def test_a_formula_without_its_outcome_is_refused_with_its_cell() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B2"] = "Wat is er besproken?", "=A1&A1"
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(DataError) as caught:
        received("lijst.xlsx", file.getvalue(), TODAY)
    assert "B2" in str(caught.value.problems[0].what)


def test_a_sheet_that_is_no_form_becomes_rows() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (("wat", "wie", "wanneer"), ("bellen\nen mailen", "pl", None)):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    found = received("lijst.xlsx", file.getvalue(), TODAY)
    assert found is not None and found.text.split("\n") == ["wat | wie | wanneer", "bellen; en mailen | pl"]
