"""The picture of a document that was asked for, else its first, as SVG."""

from ppl.render.document import Document


def render(document: Document) -> bytes:
    """One picture."""
    return document.svg(document.picture or document.charts[0]).encode()
