"""A form in Markdown as rows, each with what it is, for formats that are filled in: a document, a sheet."""

from collections.abc import Iterator
from typing import Literal

from ppl.render.plain import spoken

Style = Literal["title", "text", "question", "item"]


def form_rows(markdown: str) -> Iterator[tuple[Style, str]]:
    """Its title, sentences, questions (in bold) and what is open (as items of a list), each as plain text."""
    for line in markdown.splitlines():
        if line.startswith("# "):
            yield "title", spoken(line[2:])
        elif line.startswith("**") and line.endswith("**"):
            yield "question", spoken(line[2:-2])
        elif line.startswith("- "):
            yield "item", spoken(line[2:])
        elif line.strip():
            yield "text", spoken(line)
