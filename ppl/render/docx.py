"""A document of Word: a report with real styles, or a form to fill in. Needs python-docx, of the extra `word`."""

from __future__ import annotations

from ppl.render import form_docx, package_docx, report_docx
from ppl.render.document import Document


def render(document: Document) -> bytes:
    """A document as a package of Word. Raises ModuleNotFoundError without python-docx, UsageError for a bad style."""
    filled = form_docx.filled if "form" in document.parts else report_docx.filled
    return package_docx.package(filled(document))
