"""A document as a mail: two parts that say the same, style in each element, pictures inside, the same bytes."""

from __future__ import annotations

import email
import email.policy
import importlib.util
import re
from email.message import EmailMessage

import pytest

from ppl.errors import DataError, Text
from ppl.render import eml, ics
from ppl.render.mail_text import mail_text
from ppl.render.marked import blocks
from tests.make import TODAY
from tests.render.test_pages import MANY, WHOLE, Elements, document


def mail(content: bytes) -> EmailMessage:
    found = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def html(content: bytes) -> str:
    body = mail(content).get_body(("html",))
    assert body is not None
    return str(body.get_content())


def text(content: bytes) -> str:
    body = mail(content).get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_mail_is_a_draft_of_text_and_of_html_with_its_pictures() -> None:
    content = eml.render(document(WHOLE))
    found = mail(content)
    assert (found["X-Unsent"], found["Subject"], found["Content-Language"]) == ("1", "Voortgang nu", "nl")
    assert found["Date"] is found["From"] is found["To"] is None
    kinds = [part.get_content_type() for part in found.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"]
    assert content.isascii() and b"\n" not in content.replace(b"\r\n", b"")
    assert len({eml.render(document(WHOLE)) for _ in range(3)}) == 1
    marks = re.findall(rb'boundary="(.+?)"', content)
    assert len(set(marks)) == len(marks) == 2


def test_each_picture_is_inside_with_its_words_and_its_size() -> None:
    content = eml.render(document(WHOLE))
    (image,) = [attrs for tag, attrs in Elements(html(content)).tags if tag == "img"]
    (part,) = [part for part in mail(content).walk() if part.get_content_type() == "image/png"]
    assert image["src"] == "cid:" + part["Content-ID"].strip("<>")
    assert (image["alt"], image["width"], image["height"]) == ("De lichten", "552", "315")
    assert part.get_content_disposition() == "inline" and part.get_filename() == "lights.png"
    assert part.get_content().startswith(b"\x89PNG")


def test_style_stands_in_the_elements_and_rules_for_dark_and_narrow_screens_in_the_head() -> None:
    page = html(eml.render(document(WHOLE)))
    found = Elements(page)
    assert found.open == []
    for tag in ("h1", "h2", "p", "li", "th", "td", "a", "blockquote"):
        assert all("style" in attrs for name, attrs in found.tags if name == tag), tag
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.S)
    assert "(prefers-color-scheme: dark)" in style and "(max-width: 620px)" in style
    assert "var(" not in page and "<link" not in page and "url(" not in page
    tables = [attrs for tag, attrs in found.tags if tag == "table"]
    assert [one.get("role") for one in tables] == ["presentation", "presentation", None]
    assert "max-width: 600px" in str(tables[1]["style"]) and '<table role="presentation" width="600"' in page
    assert [tag for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)] == ["h1", "h2", "h3"]
    assert ("html", {"lang": "nl"}) in found.tags and ("div", {"role": "main"}) in found.tags


@pytest.mark.parametrize(("columns", "size"), [(5, "14px"), (6, "12px"), (8, "12px")])
def test_the_letters_of_a_wide_table_are_smaller_so_that_its_last_column_is_seen(columns: int, size: str) -> None:
    row = "| woord " * columns + "|\n"
    page = html(eml.render(document("# Kop\n\n" + row + "| --- " * columns + "|\n" + row)))
    look = re.search(r'<table[^>]*style="([^"]*)"[^>]*>\s*<thead>', page)
    assert look and f"font-size: {size}" in look[1]


def test_the_line_beside_the_subject_is_the_first_that_says_something() -> None:
    page = html(eml.render(document("# Titel\n\nHallo,\n\n" + "woord " * 40)))
    (said,) = re.findall(r'<div class="preheader"[^>]*>(.*?)</div>', page)
    assert said.startswith("woord woord") and said.endswith("woord…") and len(said) <= 111
    assert 'aria-hidden="true"' in page and "display: none" in page
    assert '<div class="preheader"' not in html(eml.render(document("# Titel\n\nHallo,")))


def test_the_plain_text_says_all_without_marks() -> None:
    said = text(eml.render(document(WHOLE)))
    assert said.startswith(
        "Een alinea met vet en een link <https://x.nl/a>.\n\nStand\n\n  - een\n    weken: 2\n  - twee"
    )
    assert "  - een\n    - twee\n\n  1. eerst\n\nMeer\n\n    citaat\n\n    code\n" in said
    assert re.search(r"\n-- \nProgramma · stand op \S.* · \w+ abc1234\n$", said)
    assert not re.search(r"[*#|]|chart:", said)


def test_plain_text_has_short_lines_and_whole_addresses() -> None:
    address = "https://x.nl/" + "a" * 90
    said = mail_text(blocks(f"{'woord ' * 60}\n\n[hier]({address})\n\n<{address}>\n\n- a  \n  b\n\n1. x\n\n---\n"))
    assert max(len(line) for line in said.splitlines() if address not in line) <= 76
    assert said.count(address) == 2 and "  - a\n    b\n" in said and "  1. x\n" in said and "-----" in said
    one = mail_text(blocks("| a | b | |\n|---|---|---|\n| 1 |  | *3* |\n"))
    assert one == "  - a: 1\n    3\n"


def test_a_draft_says_so_in_its_subject_and_above_the_text() -> None:
    content = eml.render(document(WHOLE, is_draft=True))
    assert mail(content)["Subject"] == "Concept: Voortgang nu"
    assert text(content).startswith("CONCEPT\n\n") and ">Concept</p>" in html(content)


def test_a_letter_has_an_address_and_nothing_of_the_head_of_a_page() -> None:
    known = document(MANY, is_draft=True, parts={"letter"}, to=[("Voornaam Verzonnen", "naam@gemeente.example")])
    content = eml.render(known)
    assert mail(content)["To"] == "Voornaam Verzonnen <naam@gemeente.example>"
    assert mail(content)["Subject"] == "Lang" and "abc1234" not in text(content) + html(content)


NEXT = ("next.alpha.s1@ppl", TODAY, "Gesprek", TODAY, "Zoals afgesproken.", 2)


def test_a_calendar_goes_with_it() -> None:
    known = document(WHOLE, to_events=lambda: [NEXT], has_calendar=True)
    content = eml.render(known)
    found = mail(content)
    assert found.get_content_type() == "multipart/mixed" and content == eml.render(known)
    (file,) = found.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("agenda.ics", "text/calendar")
    assert file["Content-Type"].params["method"] == "PUBLISH"
    assert file.get_payload(decode=True) == ics.render(known)
    with pytest.raises(DataError, match="no next talk"):
        eml.render(document(WHOLE, has_calendar=True))


def test_without_what_draws_pictures_the_mail_has_none_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    there = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "typst" else there(name))
    heard: list[Text] = []
    content = eml.render(document(WHOLE, remark=heard.append))
    assert "<img" not in html(content) and "multipart/related" not in content.decode()
    (said,) = map(str, heard)
    assert said.startswith("the pictures are left out: drawing them needs a package") and 'pip install ".[pdf]"' in said


def test_without_what_lays_out_a_mail_it_is_plain_text_and_says_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    heard: list[Text] = []
    known = document(WHOLE, to_events=lambda: [NEXT], has_calendar=True, remark=heard.append)
    found = mail(content := eml.render(known))
    assert [part.get_content_type() for part in found.walk()] == ["multipart/mixed", "text/plain", "text/calendar"]
    assert found["X-Unsent"] == "1" and found["Subject"] == "Voortgang nu" and len(text(content)) > 100
    (said,) = map(str, heard)
    assert said.startswith("the mail is plain text") and 'pip install ".[mail]"' in said
