"""The package of a document of Word: who it is by, in which language, and its bytes."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING, Any

from ppl.render.styles_docx import style_of

if TYPE_CHECKING:
    from docx.document import Document as Word

SAME_DAY = (1980, 1, 1, 0, 0, 0)  # in a zip: the same document gives the same bytes


def describe(made: Word, title: str, language: str, on: datetime.date | None = None) -> None:
    """Give a document its title, language and day, and the name of nobody.

    language: with its country; on: the day that it bears
    """
    facts = made.core_properties
    facts.author, facts.comments, facts.last_modified_by = "", "", ""
    facts.title, facts.language = title[:250], language
    facts.created = facts.modified = datetime.datetime.combine(on or datetime.date(2000, 1, 1), datetime.time())
    set_language(style_of(made, "Normal").element, language)


def set_language(style: Any, language: str) -> None:
    """Set the language in which a style's text is read out and checked."""
    from docx.oxml.ns import qn

    look = style.get_or_add_rPr()
    for old in look.findall(qn("w:lang")):
        look.remove(old)
    look.append(look.makeelement(qn("w:lang"), {qn("w:val"): language, qn("w:eastAsia"): language}))


def package(made: Word) -> bytes:
    """The bytes of a document, without the moment at which they were made."""
    file, same = io.BytesIO(), io.BytesIO()
    made.save(file)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(same, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            entry = zipfile.ZipInfo(one.filename, SAME_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(one))
    return same.getvalue()
