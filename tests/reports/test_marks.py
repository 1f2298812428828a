"""No mark of Markdown is left where a text is read, paragraphs stay, and what belongs together is on one line."""

from __future__ import annotations

import email
import email.message
import email.policy
import re
from functools import cache
from html import unescape

import pytest

from ppl.render.document import Document
from ppl.render.formats import FORMAT, formats_for
from ppl.render.plain import flat, unmarked
from ppl.reports.catalog import REPORT
from ppl.reports.sentences import flowing
from tests.reports.planted import documents

MARKED = (
    "Kop **vet** en *schuin* eind", "**Heel vet**", "Een __dik__ en _dun_ woord", "*Heel schuin*", "**vet** begin",
    "eind **vet**", "***alles*** zo",
)  # fmt: skip
SET = ("Op 8 december, art. 5, 3 km verder, voor € 12 en 5 MW, 'zo' zei lid 2.",) * 7
LEFT = re.compile(r"[^|]{0,40}(?:\*\*|\*\w|\w\*|__|(?<!\w)_\w|\w_(?!\w))[^|]{0,30}")
APART = re.compile(r"8 december|art\. 5|3 km|€ 12|5 MW|lid 2|'zo'")
TYPED = (
    "search",
    "due",
    "list",
    "show",
    "history",
    "check",
    "form",
    "questions",
)  # refs, files and what somebody typed


@cache
def planted(texts: tuple[str, ...]) -> list[tuple[str, Document]]:
    return list(documents(texts, "nl"))


def read(name: str, document: Document, format: str) -> str:
    """What a reader sees of a report in a format, pieces apart by a bar."""
    content = FORMAT[format].render(document).decode()
    if format == "eml":
        mail = email.message_from_string(content, policy=email.policy.default)
        body = mail.get_body(("plain",))
        assert isinstance(body, email.message.EmailMessage)
        return f"{mail['Subject']}|{body.get_content()}"
    content = re.sub(r"<style.*?</style>|<code>.*?</code>|<pre.*?</pre>", "", content, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "|", content))


def all_of(texts: tuple[str, ...], format: str) -> list[tuple[str, str]]:
    return [
        (name, read(name, document, format))
        for name, document in planted(texts)
        if format in formats_for(REPORT[name].offers) and (format != "svg" or document.charts) and name not in TYPED
    ]


@pytest.mark.parametrize("format", ["html", "eml", "svg"])
def test_no_mark_is_left_in_a_report(format: str) -> None:
    assert [(name, left) for name, text in all_of(MARKED, format) for left in LEFT.findall(text)] == []


def test_what_belongs_together_stays_on_one_line_in_every_report() -> None:
    assert [(name, left) for name, text in all_of(SET, "html") for left in APART.findall(text)] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a **b** c", "a b c"), ("**a**", "a"), ("__a__ _b_", "a b"), ("5 * 3", r"5 \* 3"),
        ("een_twee_drie", "een_twee_drie"),
        ("***a***", "a"), ("a**b", r"a\*\*b"), (r"\*a\*", r"\*a\*"), ("**a *b* c**", "a b c"),
    ],
)  # fmt: skip
def test_between_marks_of_emphasis_there_are_no_others(text: str, shown: str) -> None:
    assert flat(text) == shown
    assert unmarked(text) == shown.replace("\\*", "*")


def test_only_a_mark_before_a_line_is_a_bullet() -> None:
    assert flowing("Noord - Zuid is 5 * 3 en **vet** zo") == "Noord - Zuid is 5 * 3 en **vet** zo"
    assert flowing("- een\n- twee") == "Een. Twee."


@pytest.mark.parametrize("texts", [MARKED, SET, ("a",) * 7, tuple("abcdefg")])
def test_every_picture_of_every_report_is_among_the_made_up_ones(texts: tuple[str, ...]) -> None:
    drawn = {(name, chart) for name, document in planted(texts) for chart in document.charts}
    assert drawn == {(report.name, chart) for report in REPORT.values() for chart in report.charts}
