"""The tables in a Word document (.docx): the texts of their cells, as somebody reads them."""

import io
import zipfile

from ppl.planners.table import MOST_COLUMNS, Row, Table, refuse_large, refuse_long
from ppl.readers.package import BROKEN
from ppl.readers.word_text import BODY, word_tables


def is_document(data: bytes) -> bool:
    """Whether a file is a Word document, whatever its name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return BODY in archive.namelist()
    except BROKEN:
        return False


def read(name: str, data: bytes) -> list[Table]:
    """The tables of a document, those within a cell left out. Raises DataError for what is no document."""
    refuse_large(name, len(data))
    found = []
    for number, rows in enumerate(word_tables(name, data), 1):
        title = f"{name}[{number}]"
        refuse_long(title, len(rows))
        found.append(Table(title, tuple(Row(place, tuple(row[:MOST_COLUMNS])) for place, row in enumerate(rows, 1))))
    return found
