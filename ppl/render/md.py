"""A document as Markdown; a letter with roles only, since it may be kept and passed on."""

from ppl.render import plan_document
from ppl.render.document import Document


def render(document: Document) -> bytes:
    """The document as Markdown."""
    return plan_document.markdown(document, "md").encode()
