"""Dutch is complete: every sentence that a user may see is in the catalogue, and the compiled one is the same."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from ppl.cli.terms import terms

TOP = Path(__file__).parent.parent
FOLDER = TOP / "ppl" / "locale" / "nl" / "LC_MESSAGES"
KEYWORDS = {"Text": None, "N_": None, "_": None}


def sources() -> Iterator[tuple[str, str]]:
    """Every English sentence with the file that it stands in."""
    for folder, methods in (("ppl", [("**.py", "python")]), ("templates", [("**.j2", "jinja2")])):
        for name, _, message, _, _ in extract_from_dir(TOP / folder, methods, keywords=KEYWORDS):
            if isinstance(message, str) and message:
                yield message, f"{folder}/{name}"
    for term in terms():
        yield term, "ppl/cli/terms.py"


@pytest.fixture(scope="module")
def dutch() -> Catalog:
    with open(FOLDER / "ppl.po", "rb") as file:
        return read_po(file, locale="nl")


def test_every_sentence_has_its_dutch(dutch: Catalog) -> None:
    known = {message.id for message in dutch if message.id and message.string and not message.fuzzy}
    assert {place: text for text, place in sources() if text not in known} == {}


def test_a_translation_fills_in_nothing_that_the_source_does_not_have(dutch: Catalog) -> None:
    for message in dutch:
        if message.id and isinstance(message.id, str):
            assert _names(str(message.string)) <= _names(message.id), message.id


def _names(text: str) -> set[str]:
    try:
        return {name.partition("!")[0] for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:  # a text with braces of its own, never filled in
        return set()


def test_dutch_says_je_to_its_reader_everywhere(dutch: Catalog) -> None:
    said = [str(message.string) for message in dutch] + [(TOP / "templates/init/readme.md").read_text("utf-8")]
    assert [text for text in said if re.search(r"(?<!-)\b[Uu]w?\b", text.replace("branch -u", ""))] == []


def test_only_the_words_for_a_disk_that_refuses_read_what_the_system_says() -> None:
    """The system says it in English; `disk_words` in the reader's language."""
    said = {
        path.relative_to(TOP).as_posix()
        for path in TOP.glob("ppl/**/*.py")
        if re.search(r"(?<!os)\.strerror", path.read_text("utf-8"))
    }
    assert said == {"ppl/errors.py"}


def test_the_compiled_catalogue_is_up_to_date(dutch: Catalog) -> None:
    with open(FOLDER / "ppl.mo", "rb") as file:
        compiled = read_mo(file)
    written = {m.id: m.string for m in dutch if m.id and m.string}
    assert {m.id: m.string for m in compiled if m.id} == written
