"""A text that others wrote stays a text: in every field of every kind, in every report, in every format."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Sequence
from email.message import EmailMessage
from functools import cache
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pypdf
import pytest
from markdown_it import MarkdownIt

from ppl.operations.received import received
from ppl.render.document import Document, Surface
from ppl.render.formats import FORMAT, FORMATS, formats_for
from ppl.reports.catalog import REPORT, REPORTS
from ppl.visible import visible
from tests.make import TODAY
from tests.reports.planted import documents
from tests.share import share_of

HOSTILE = (
    "# Kop <script>alert(1)</script> <img src=x onerror=y> &lt;b> | cel | [klik](javascript:alert(1)) ![p](https://x.nl/p)",
    "javascript:alert(1)//\x1b[31m\x1b]0;t\x07 \x9b2J\u202e\u2066 `` ` [a\nb]: data:x [a b] <https://x.nl>",
    "https://x.nl/a)\n[x](vbscript:y) \u2028# kop\x85## kop\r### kop\n::error file=x::y",
    "- punt\n\n> citaat\n\n```\ncode\n\n---\n\n| a | b |\n|---|---|\n| c | d |\n\n<div>\n",
    "=1+1\t@SUM(A1) [klik](https://x.nl) \\",
    "1. een\n\n    code\n\n<!-- x --> {x} {0.__class__} {{ 7*7 }} {% raw %} ~~~",
    '\x00# kop\x00\n=====\n**vet *schuin __x__ \\](javascript:z) \ufeff\u200b\U000e0041 \ud800" onload="x',
)
HARMLESS = tuple(f"tekst {'abcdefg'[at] * (len(text) - 7)}a" for at, text in enumerate(HOSTILE))
LAYOUT = ("heading_open", "html_block", "html_inline", "fence", "code_block", "hr", "blockquote_open", "image")
TABLE = ("table_open", "tr_open", "td_open", "th_open")
SLOW = ("docx", "pdf", "png")  # to make or to read
COLOURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^;]*;(?:https?://[^\x1b]*)?\x1b\\")


@cache
def planted(is_hostile: bool, lang: str) -> list[tuple[str, Document]]:
    """Each report with its document, of all that there is."""
    return list(documents(HOSTILE if is_hostile else HARMLESS, lang))


@cache
def rendered(format: str, is_hostile: bool = True) -> list[tuple[str, bytes]]:
    """Report and content of all that can be made in a format; of a slow one those of a drawn share."""
    found = planted(is_hostile, "nl")
    return [
        (name, FORMAT[format].render(document))
        for name, document in (share_of(found, 3) if format in SLOW else found)
        if format in formats_for(REPORT[name].offers)
        and (document.charts or not FORMAT[format].is_picture)
        and (document.to_events() or format != "ics")
    ]


def of(format: str, is_hostile: bool = True) -> list[tuple[str, str]]:
    return [(name, content.decode()) for name, content in rendered(format, is_hostile)]


def test_every_report_and_every_format_is_looked_at() -> None:
    assert {name for name, _ in planted(True, "nl")} == {report.name for report in REPORTS}
    assert {name for report in REPORTS for name in formats_for(report.offers)} == {format.name for format in FORMATS}


PACKED = ("docx", "xlsx")
BINARY = (*PACKED, "pdf", "png")


@pytest.mark.parametrize("format", [format.name for format in FORMATS if format.name not in ("eml", *BINARY)])
def test_nothing_that_steers_or_hides_is_in_it(format: str) -> None:
    for name, text in of(format):
        said = text.removeprefix("\ufeff").replace("\r\n", "\n")  # what spreadsheets want
        assert visible(said) == said, (name, format)


def test_markdown_has_the_layout_that_it_has_with_harmless_texts() -> None:
    for (name, hostile), (same, harmless) in zip(of("md"), of("md", is_hostile=False), strict=True):
        assert name == same
        is_listed = name in ("show", "newsletter", "newsletter-ask", "check")  # a row for each find
        kinds = LAYOUT if is_listed else (*LAYOUT, *TABLE, "bullet_list_open")
        assert shape(hostile, kinds) == shape(harmless, kinds), name  # in another order, where it goes by name


def shape(markdown: str, kinds: Sequence[str]) -> Counter[tuple[str, str]]:
    """Its layout, and the addresses of its links where they are not of the web."""
    reader = MarkdownIt("commonmark").enable("table")
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    tokens = [t for token in reader.parse(markdown) for t in (token, *(token.children or ()))]
    links = [(t.type, str(t.attrs["href"])) for t in tokens if t.type == "link_open"]
    return Counter(
        [
            *((t.type, t.tag) for t in tokens if t.type in kinds),
            *(link for link in links if not link[1].startswith(("https://x.nl", "#"))),
        ]
    )


def test_a_link_is_there_only_where_an_address_is_asked_or_a_bulletin_was_edited() -> None:
    for name, text in of("md"):
        if name in ("recap", "history", "list", "form", "questions", "status") or name.startswith("plan-"):
            assert not re.search(r"(?<!\\)\]\((?!#)", text), name


def test_a_mail_has_one_subject_and_no_html_but_its_own() -> None:
    plain = {tag for _, content in rendered("eml", is_hostile=False) for tag in Tags(mail_parts(content)[1]).found}
    looks = ("em", "strong", "code", "ul", "ol", "li", "p")
    marked = {(tag, "style") for tag in looks} | {("a", "href", "style"), ("br",)}
    marked |= {tag[:1] for tag in marked} | {("ol", "start", "style")}
    for name, content in rendered("eml"):
        mail = email.message_from_bytes(content, policy=email.policy.default)
        assert set(mail.keys()) <= {"X-Unsent", "Subject", "To", "MIME-Version", "Content-Type", "Content-Language"}
        text, html = mail_parts(content)
        assert Tags(html).found <= plain | marked, name
        assert not re.search(r'(?:href|src)="(?!https?://|#|cid:)', html), name
        for said in (text, html):
            assert visible(said.replace("\r\n", "\n")) == said.replace("\r\n", "\n"), name


def mail_parts(content: bytes) -> list[str]:
    """The plain text and the HTML of a mail."""
    mail = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    bodies = [mail.get_body((kind,)) for kind in ("plain", "html")]
    return [body.get_content() for body in bodies if body is not None]


class Tags(HTMLParser):
    """The tags of a page with the names of their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, *(name for name, _ in attrs)))


def test_a_page_has_no_elements_but_its_own_and_leads_to_the_web_only() -> None:
    plain = {tag for _, text in of("html", is_hostile=False) for tag in Tags(text).found}
    marked = {("em",), ("strong",), ("code",), ("a", "href"), ("br",), ("ul",), ("ol",), ("ol", "start"), ("li",)}
    for name, text in of("html"):
        assert Tags(text).found <= plain | marked, name
        assert not re.search(r'(?:href|src)="(?!https?://|#|data:image/svg)', text), name


def test_a_pdf_is_tagged_and_does_nothing() -> None:
    for name, content in rendered("pdf"):
        pdf = pypdf.PdfReader(io.BytesIO(content))
        root: Any = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "nl-NL", name
        assert not re.search(rb"/JavaScript|/Launch|/OpenAction|/EmbeddedFile|/SubmitForm", content), name
        notes: list[Any] = [note.get_object() for page in pdf.pages for note in page.get("/Annots", ())]
        addresses = [str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})]
        assert [one for one in addresses if not one.startswith(("http://", "https://"))] == [], name


def test_a_picture_has_no_elements_but_its_own() -> None:
    for (name, hostile), (_, harmless) in zip(of("svg"), of("svg", is_hostile=False), strict=True):
        found, known = (
            [(e.tag, *sorted(e.attrib)) for e in ET.fromstring(text).iter()] for text in (hostile, harmless)
        )
        assert found == known, name


def test_json_holds_the_texts_themselves() -> None:
    said = "".join(json.dumps(json.loads(text), ensure_ascii=False) for _, text in of("json"))
    for text in HOSTILE:
        assert json.dumps(text, ensure_ascii=False)[1:-1] in said


def test_no_cell_is_a_formula() -> None:
    for name, text in of("csv"):
        for row in csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"):
            assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))], name


@pytest.mark.parametrize("format", PACKED)
def test_a_document_and_a_workbook_hold_the_words_and_nothing_that_acts(format: str) -> None:
    for name, content in rendered(format):
        if "form" in REPORT[name].offers:
            found = received(f"form.{format}", content, TODAY)
            assert found is not None and visible(found.text) == found.text, (name, format)
            assert len(found.text.split("\n")) > 3, name  # which texts it holds is a matter of chance
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {one: archive.read(one) for one in archive.namelist()}
        said = b"".join(parts.values())
        assert not re.search(rb"vbaProject|<f>|<f |attachedTemplate|oleObject", said), (name, format)
        targets = re.findall(rb'Target="([^"]*)" TargetMode="External"', said)
        assert [one for one in targets if not one.startswith((b"http://", b"https://"))] == [], (name, format)
        fields = {each.split()[0] for each in re.findall(rb"<w:instrText[^>]*>([^<]*)", said)}
        assert fields <= {b"PAGE", b"NUMPAGES", b"TOC"}, (name, format)
        if format == "docx":
            text = "".join(ET.fromstring(parts["word/document.xml"]).itertext())
            assert visible(text) == text, name


def test_a_report_with_a_sheet_is_a_page_whose_cells_run_nothing_and_hold_what_a_csv_holds() -> None:
    as_csv = [(name, text) for name, text in of("csv")]
    books = [(name, content) for name, content in rendered("xlsx") if "sheet" in REPORT[name].offers]
    assert [name for name, _ in books] == [name for name, _ in as_csv]
    assert {name for name, _ in books} == {report.name for report in REPORTS if "sheet" in report.offers}
    for (name, content), (_, text) in zip(books, as_csv, strict=True):
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=";"))
        page: Any = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        cells = [cell for row in page.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}, name
        assert page.freeze_panes == "B2" and page.auto_filter.ref.endswith(str(len(rows))), name
        assert all(cell.font.b for cell in page[1]), name
        assert page.page_setup.orientation == "landscape" and page.sheet_properties.pageSetUpPr.fitToPage, name
        widths = [page.column_dimensions[cell.column_letter].width for cell in page[1]]
        assert all(9 <= width <= 61 for width in widths), (name, widths)
        risky = [
            cell for cell in cells if isinstance(cell.value, str) and cell.value.lstrip()[:1] in ("=", "+", "-", "@")
        ]
        assert [cell.coordinate for cell in risky if not cell.quotePrefix or cell.number_format != "@"] == [], name


def test_a_github_annotation_is_one_command_a_problem() -> None:
    ((_, hostile),) = of("github")
    assert all(
        re.match(r"::(error|warning) file=[^:]*,line=\d+,title=ppl [\w-]+::", row) for row in hostile.splitlines()
    )


def test_a_terminal_gets_colours_and_links_to_the_web_only() -> None:
    for name, document in documents(HOSTILE, "en"):
        if "screen" in formats_for(REPORT[name].offers):
            surface = Surface(100, 100, is_terminal=True, has_colour=True)
            text = FORMAT["screen"].render(document._replace(surface=surface)).decode()
            left = COLOURS.sub("", text)
            assert visible(left) == left, name
