"""A picture as PNG, for Word, mail and slides: drawn by typst with its own fonts, so the same anywhere. Needs typst."""

from __future__ import annotations

from ppl.render import svg
from ppl.render.document import Document

_PAGE = b'#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image(bytes(sys.inputs.svg), format: "svg")'


def render(document: Document) -> bytes:
    """The picture that was asked for, else the first."""
    return png(svg.render(document).decode())


def png(drawing: str, ppi: float = 144) -> bytes:
    """An SVG as PNG with so many points to an inch; the same SVG gives the same bytes.

    Raises ModuleNotFoundError without typst, of the extra `pdf`.
    """
    import typst

    made = typst.compile(_PAGE, format="png", ppi=ppi, ignore_system_fonts=True, sys_inputs={"svg": drawing})
    assert isinstance(made, bytes)
    return made
