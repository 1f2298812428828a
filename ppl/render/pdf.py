"""A document as PDF/UA-1, set by typst from templates/pages/page.typ. Needs typst, of the extra `pdf`."""

from __future__ import annotations

import re
from typing import Any

from ppl.errors import TemplateError, Text
from ppl.render.document import Document
from ppl.render.overrides import shipped_text
from ppl.render.page import page

TEMPLATE = "pages/page.typ"
_LONG = re.compile(r"\S{40,}")  # a word that may be wider than its column
_PIECE = re.compile(r"\S{1,24}")
_MAY_BREAK = "\u200b"


def render(document: Document) -> bytes:
    """The pages of a document. Raises ModuleNotFoundError without typst, TemplateError where a template is wrong."""
    from ppl.render import typeset

    found, on = breakable(page(document, "pdf")._asdict()), document.about.on
    if (own := document.own.texts(TEMPLATE).get(TEMPLATE)) is not None:
        from ppl.render.child import set_apart

        typeset.look_for()
        return set_apart(TEMPLATE, own, found, on, document.own)
    template = shipped_text(TEMPLATE)
    assert template is not None
    try:
        return typeset.pdf(template, found, on)
    except RuntimeError as error:
        what = Text("{place}: the template cannot be filled: {why}", place=TEMPLATE, why=str(error))
        raise TemplateError(what, Text("mend it, or take it away so that the shipped one is used")) from error


def breakable(of: Any) -> Any:
    """The same data in which a word without end may go on in the next line, so that nothing of it is off the page."""
    if isinstance(of, list):
        return [breakable(one) for one in of]
    if not isinstance(of, dict):
        return of
    found = {key: value if key == "pictures" else breakable(value) for key, value in of.items()}
    if "is_break" in found:
        found["text"] = _LONG.sub(lambda word: _MAY_BREAK.join(_PIECE.findall(word[0])), found["text"])
    return found
