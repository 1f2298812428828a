"""A document as one page of HTML that stands alone: style and pictures inside, fonts of the system, nothing loaded."""

from __future__ import annotations

import base64
from typing import Any

from ppl.render import markup
from ppl.render.document import Document
from ppl.render.page import page

TEMPLATE = "pages/page.html.j2"


def render(document: Document) -> bytes:
    """The page of a document. Raises TemplateError."""
    data, words = seen(document), document.translate
    text = markup.filled(TEMPLATE, data, translate=words, language=document.language, own=document.own)
    return text.encode()


def seen(document: Document) -> dict[str, Any]:
    """What the template of a page sees."""
    found = page(document, "html")
    pictures = {name: {"address": data_address(svg), "width": 0, "height": 0} for name, svg in found.pictures.items()}
    return {**found._asdict(), "pictures": pictures}


def data_address(svg: str) -> str:
    """A picture as an address that holds it."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
