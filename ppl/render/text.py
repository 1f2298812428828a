"""A letter as plain text."""

from ppl.render.document import Document
from ppl.render.lines import lines


def render(document: Document) -> bytes:
    """The letter of a document, with greeting and names."""
    return lines(document.markdown("text")).encode()
