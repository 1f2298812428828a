"""A document laid out for paper or a browser: its blocks, its pictures, and what its head says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ppl.errors import Text
from ppl.render import marked
from ppl.render.document import Document
from ppl.render.marked import Block
from ppl.render.wording import Wording

LONG = 8  # with so many chapters a document begins with its contents


class Page(NamedTuple):
    """What HTML, PDF and Word make of a document.

    blocks: all behind the title; contents: the headings that a table of contents lists, of a long document
    pictures: SVG by name; facts: what the head says (programme, day, state); draft: the word for one that is one
    programme: its name, which the facts leave out where the title has it
    words: what the page says itself, in the reader's language
    """

    title: str
    language: str
    blocks: list[Block]
    contents: list[Block]
    pictures: Mapping[str, str]
    facts: list[str]
    draft: str
    words: Mapping[str, str]
    programme: str = ""

    @property
    def locale(self) -> str:
        """The language with its country, as office programs ask for it."""
        return "nl-NL" if self.language == "nl" else "en-GB"


def page(document: Document, form: str) -> Page:
    """A document laid out for a format of this name."""
    addresses = {name: f"{marked.PICTURE}{name}" for name in document.charts}
    found = marked.paged(marked.blocks(document.markdown(form, pictures=addresses)))
    own = marked.title(found)
    title = own or document.heading
    if own:
        del found[0]
    about, words = document.about, document.words
    facts = [about.programme] if about.programme and about.programme not in title else []
    if about.on is not None:
        facts.append(
            words(Text("as it was on {date}", date=str(Wording(document.translate, document.language).date(about.on))))
        )
    if about.state:
        facts.append(words(Text("state {state}", state=about.state)))
    chapters = marked.chapters(found)
    used = {block["name"] for block in found if block["kind"] == "picture"}
    return Page(
        title=title,
        language=document.language,
        blocks=found,
        contents=chapters if len(chapters) >= LONG else [],
        pictures={name: document.svg(name) for name in document.charts if name in used},
        facts=facts,
        draft=words(Text("Draft")) if about.is_draft else "",
        words={
            "contents": words(Text("Contents")),
            "page": words(Text("Page")),
            "of": words(Text("of")),
            "table": words(Text("Table")),
        },
        programme=about.programme,
    )
