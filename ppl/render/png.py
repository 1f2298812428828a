"""A picture of a document as PNG, for Word, mail and slides. Needs typst, of the extra `pdf`."""

from __future__ import annotations

from collections.abc import Mapping

from ppl.render import svg, typeset
from ppl.render.document import Document

PPI = 144  # points to an inch, of a picture beside text


def render(document: Document) -> bytes:
    """The picture that was asked for, else the first."""
    return png(svg.render(document).decode())


def png(drawing: str, ppi: float = PPI) -> bytes:
    """An SVG as PNG with so many points to an inch; the same SVG gives the same bytes.

    Raises ModuleNotFoundError without typst, of the extra `pdf`.
    """
    return pngs({"": drawing}, ppi)[""]


def pngs(drawings: Mapping[str, str], ppi: float = PPI) -> dict[str, bytes]:
    """The same of several, by name."""
    return typeset.pngs(drawings, ppi)
