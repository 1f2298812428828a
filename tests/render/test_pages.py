"""A document as a page of HTML, as PDF/UA and as a document of Word: what each promises to who reads or hears it."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppl.errors import TemplateError, UsageError
from ppl.render import docx as word
from ppl.render import html, pdf, plain, report_docx, typeset
from ppl.render.document import About, Document
from ppl.render.overrides import OwnTemplates
from ppl.resources import catalogue
from tests.make import TODAY

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 5" width="9" height="5"><path d="M0 0h9"/></svg>'
AWKWARD = "&<>\"'#$*_[]{}|\\ 👍🏽 שלום 漢字 \U0001fae8 \u0001 \x1b[31m"


class Shown(Document):
    """A document whose Markdown is given."""

    def markdown(self, form: str, **more: Any) -> str:
        """What it is made of."""
        return self.template

    @property
    def charts(self) -> tuple[str, ...]:
        """One picture."""
        return ("lights",)

    def svg(self, name: str) -> str:
        """A small one."""
        return SVG


def document(markdown: str, language: str = "nl", **known: Any) -> Document:
    about = About("Programma", TODAY, "abc1234", is_draft=known.pop("is_draft", False))
    given = {
        "schema": "x/1", "to_record": dict, "to_data": dict, "parts": {"prose"}, "template": markdown,
        "words": lambda text: str(catalogue(language).gettext(text.source).format(**text.values)),
        "translate": catalogue(language).gettext, "language": language, "own": OwnTemplates(),
        "to_about": lambda: about, "heading": "Rapport",
    }  # fmt: skip
    return Shown(**{**given, **known})


WHOLE = """# Voortgang *nu*

Een alinea met **vet** en een [link](https://x.nl/a).

## Stand

![De lichten](chart:lights)

| wat | weken |
| --- | ---: |
| een | 2 |
| twee | 12 |

- een
  - twee

1. eerst

### Meer

> citaat

    code
"""
MANY = "# Lang\n\n" + "".join(f"## Deel {number}\n\ntekst\n\n" for number in range(9))


class Elements(HTMLParser):
    """The tags of a page, its text, and what is not closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.said = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.said += data


def test_a_page_stands_alone_and_tells_a_reader_what_it_is() -> None:
    page = html.render(document(WHOLE)).decode()
    found = Elements(page)
    assert found.open == []
    assert ("html", {"lang": "nl"}) in found.tags
    assert [attrs for tag, attrs in found.tags if tag == "th"] == [{"scope": "col"}, {"scope": "col", "class": "right"}]
    (image,) = [attrs for tag, attrs in found.tags if tag == "img"]
    assert image["alt"] == "De lichten"
    assert str(image["src"]).startswith("data:image/svg+xml;base64,")
    assert [tag for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)] == ["h1", "h2", "h3"]
    assert "Programma · stand op 2 maart 2026 · versie abc1234" in " ".join(found.said.split())
    assert "<link" not in page and "<script" not in page and "url(" not in page


def test_a_page_with_many_chapters_leads_to_each() -> None:
    found = Elements(html.render(document(MANY)).decode())
    targets = {attrs["href"] for tag, attrs in found.tags if tag == "a"}
    assert targets == {f"#{attrs['id']}" for tag, attrs in found.tags if tag == "h2"}
    assert "nav" not in [tag for tag, _ in Elements(html.render(document(WHOLE)).decode()).tags]


def structure(content: bytes) -> Iterator[tuple[str, Any]]:
    """The tags of a PDF in reading order, each with its element."""
    top: Any = pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]

    def walk(element: Any) -> Iterator[tuple[str, Any]]:
        element = element.get_object()
        if not isinstance(element, dict):
            return
        if "/S" in element:
            yield str(element["/S"]), element
        kids = element.get("/K", ())
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from walk(kid) if hasattr(kid, "get_object") or isinstance(kid, dict) else ()

    yield from walk(top["/StructTreeRoot"])


def test_a_pdf_has_title_language_headings_header_cells_and_alternatives() -> None:
    content = pdf.render(document(WHOLE))
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.metadata is not None
    assert reader.metadata.title == "Voortgang nu"
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "nl-NL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid" in str(root["/Metadata"].get_object().get_data())
    tags = [*structure(content)]
    names = [name for name, _ in tags]
    assert names.index("/H1") < names.index("/Table") < names.index("/H2")
    assert (names.count("/TH"), names.count("/TD")) == (2, 4)
    assert [element["/Alt"] for name, element in tags if name == "/Figure"] == ["De lichten"]
    assert [str(one.title) for one in reader.outline if not isinstance(one, list)][-1:] == ["Stand"]
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "Pagina" in text and "versie abc1234" in text and "CONCEPT" not in text


def test_a_draft_says_so_on_its_first_page() -> None:
    draft = document(WHOLE, is_draft=True)
    (page, *_) = pypdf.PdfReader(io.BytesIO(pdf.render(draft))).pages
    assert "CONCEPT" in page.extract_text()
    assert ">Concept<" in html.render(draft).decode()
    assert docx.Document(io.BytesIO(word.render(draft))).paragraphs[0].text == "Concept"


def test_the_same_document_gives_the_same_bytes() -> None:
    for render in (html.render, pdf.render, word.render):
        assert render(document(WHOLE)) == render(document(WHOLE))


def test_a_pdf_says_in_words_what_no_font_has() -> None:
    content = pdf.render(document("# Kop\n\nhier \U00012000 en \U000f0000\n"))
    text = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "[cuneiform sign a]" in text
    assert "[U+F0000]" in text


def test_signs_by_the_thousand_that_no_font_has_are_no_failure() -> None:
    signs = "".join(map(chr, range(0x12000, 0x12000 + 900)))
    assert pdf.render(document(f"# Kop\n\n{signs}\n")).startswith(b"%PDF")


def test_a_template_of_paper_that_is_wrong_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "shipped_text", lambda name: "#let x = (")
    with pytest.raises(TemplateError, match=r"page\.typ"):
        pdf.render(document(WHOLE))


def test_a_template_of_paper_reads_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "shipped_text", lambda name: '#read("/etc/hostname")')
    with pytest.raises(TemplateError):
        pdf.render(document(WHOLE))


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def test_a_document_of_word_has_styles_header_rows_alternatives_and_language() -> None:
    found = opened(word.render(document(WHOLE)))
    styles = {paragraph.text: paragraph.style.name for paragraph in found.paragraphs}
    assert styles["Voortgang nu"] == "Title"
    assert (styles["Stand"], styles["Meer"]) == ("Heading 1", "Heading 2")
    assert (styles["een"], styles["twee"], styles["eerst"]) == ("List Bullet", "List Bullet 2", "List Number")
    (table,) = found.tables
    assert [row._tr.trPr.find(f"{W}tblHeader") is not None for row in table.rows] == [True, False, False]
    picture = found.element.body.find(".//{*}docPr")
    assert picture.get("descr") == "De lichten"
    assert found.styles["Normal"].element.rPr.find(f"{W}lang").get(f"{W}val") == "nl-NL"
    assert (found.core_properties.title, found.core_properties.author) == ("Voortgang nu", "")
    links = [one.target_ref for one in found.part.rels.values() if one.is_external]
    assert links == ["https://x.nl/a"]


def test_a_long_document_of_word_begins_with_contents_that_lead_to_its_chapters() -> None:
    found = opened(word.render(document(MANY)))
    anchors = [link.get(f"{W}anchor") for link in found.element.body.iter(f"{W}hyperlink")]
    marks = [mark.get(f"{W}name") for mark in found.element.body.iter(f"{W}bookmarkStart")]
    assert anchors == marks
    assert len(anchors) == 9
    begins = [one.get(f"{W}fldCharType") for one in found.element.body.iter(f"{W}fldChar")]
    assert begins == ["begin", "separate", "end"]


def test_two_numbered_lists_both_begin_at_their_own_number() -> None:
    found = opened(word.render(document("# Kop\n\n1. een\n2. twee\n\ntussen\n\n5. vijf\n")))
    numbers = [p._p.pPr.numPr.numId.val for p in found.paragraphs if p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]
    starts = {
        one.numId: one.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val")
        for one in found.part.numbering_part.element.num_lst
        if one.numId in numbers
    }
    assert (starts[numbers[0]], starts[numbers[2]]) == ("1", "5")


def house_style() -> bytes:
    made = docx.Document()
    made.styles["Heading 1"].font.name = "Rijk"
    made.styles["List Bullet"].delete()
    made.add_paragraph("Voorbeeldtekst van de huisstijl")
    made.sections[0].footer.paragraphs[0].text = "Voet van de organisatie"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize("title", ["Voortgang", "Voortgang van Programma"])
def test_the_head_of_each_page_says_programme_day_state_and_draft_and_its_foot_the_number(title: str) -> None:
    told = ("Programma", "2 maart 2026", "abc1234", "Concept")
    shown = document(f"# {title}\n\nTekst.\n", is_draft=True)
    section = opened(word.render(shown)).sections[0]
    assert all(one in section.header.paragraphs[0].text for one in told)
    assert section.footer.paragraphs[0].text == "Pagina 1 van 1"
    lines = [
        " ".join(line.split())
        for line in pypdf.PdfReader(io.BytesIO(pdf.render(shown))).pages[0].extract_text().splitlines()
        if line.strip()
    ]
    assert any(all(one in line for one in told[1:]) for line in lines)
    assert "Pagina 1 van 1" in lines


def test_where_a_house_style_has_a_header_the_foot_says_what_the_document_is() -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Kop van de organisatie"
    file = io.BytesIO()
    made.save(file)
    section = opened(word.render(document("# Kop\n", style=("huisstijl.docx", file.getvalue())))).sections[0]
    assert section.header.paragraphs[0].text == "Kop van de organisatie"
    assert "abc1234" in section.footer.paragraphs[0].text


def test_a_house_style_gives_its_styles_and_footer_and_none_of_its_text() -> None:
    found = opened(word.render(document(WHOLE, style=("huisstijl.docx", house_style()))))
    assert found.styles["Heading 1"].font.name == "Rijk"
    assert "Voorbeeldtekst" not in "".join(paragraph.text for paragraph in found.paragraphs)
    assert found.sections[0].footer.paragraphs[0].text == "Voet van de organisatie"
    assert [p.style.name for p in found.paragraphs if p.text == "een"] == ["List Bullet"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"geen Word", b"%PDF-1.7"])
def test_a_house_style_that_is_no_document_of_word_is_refused_with_the_way_out(content: bytes) -> None:
    with pytest.raises(UsageError) as refused:
        report_docx.based_on(("stijl.docx", content))
    assert "stijl.docx" in str(refused.value.what)
    assert refused.value.remedy is not None


def heavy() -> str:
    text, cell = plain.inline(AWKWARD), plain.cell(AWKWARD)
    return f"# {text}\n\n{text} {'x' * 10_000}\n\n| a |\n| --- |\n| {cell} |\n"


@pytest.mark.parametrize("markdown", [heavy(), "", "# \n", "#\n\n![](chart:lights)\n"])
def test_any_text_comes_through_every_format(markdown: str) -> None:
    found = document(markdown)
    assert Elements(html.render(found).decode()).open == []
    assert pdf.render(found).startswith(b"%PDF")
    assert opened(word.render(found)).paragraphs


@settings(max_examples=25)
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_text_is_said_as_it_is(one: str, other: str) -> None:
    markdown = f"# {plain.inline(one)}\n\n{plain.inline(other)}\n"
    found = document(markdown)
    assert Elements(html.render(found).decode()).open == []
    assert pdf.render(found).startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(word.render(found))) as package:
        ET.fromstring(package.read("word/document.xml"))


def test_a_sign_is_named_as_unicode_does() -> None:
    assert typeset.in_words("\U0001f600") == "[grinning face]"
    assert typeset.in_words("\U000f0000") == "[U+F0000]"
