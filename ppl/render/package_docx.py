"""The package of a document of Word: who it is by, in which language, and its bytes."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from typing import TYPE_CHECKING, Any

from ppl.render.styles_docx import style_of

if TYPE_CHECKING:
    from docx.document import Document as Word

SAME_DAY = struct.pack("<HH", 0, 1 << 5 | 1)  # 1980-01-01 in a zip: the same document gives the same bytes
IN_FILE, IN_LIST = 10, 12  # where a zip keeps the moment, before each file and in the list of all
LENGTHS, LIST_ENTRY = (28, 46)  # in an entry of the list: where the lengths of its texts stand; its own


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
    file = io.BytesIO()
    made.save(file)
    data = bytearray(file.getvalue())
    with zipfile.ZipFile(file) as packed:
        central = packed.start_dir
        for one in packed.infolist():  # packed anew it would take twice as long
            data[one.header_offset + IN_FILE : one.header_offset + IN_FILE + len(SAME_DAY)] = SAME_DAY
            data[central + IN_LIST : central + IN_LIST + len(SAME_DAY)] = SAME_DAY
            central += LIST_ENTRY + sum(struct.unpack_from("<HHH", data, central + LENGTHS))
    return bytes(data)
