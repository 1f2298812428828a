"""A picture of a document as PNG, for Word, mail and slides. Needs typst, of the extra `pdf`."""

from __future__ import annotations

from ppl.render import svg, typeset
from ppl.render.document import Document


def render(document: Document) -> bytes:
    """The picture that was asked for, else the first."""
    return png(svg.render(document).decode())


def png(drawing: str, ppi: float = 144) -> bytes:
    """An SVG as PNG with so many points to an inch; the same SVG gives the same bytes.

    Raises ModuleNotFoundError without typst, of the extra `pdf`.
    """
    return typeset.png(drawing, ppi)
