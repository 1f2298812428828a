"""A file that somebody sent in as text, whatever program made it: a mail, a document of Word, a workbook of Excel."""

import datetime
import io
import zipfile
from collections.abc import Iterable
from typing import NamedTuple

from ppl.errors import DataError, Text, UsageError, with_extra
from ppl.planners import workbook_in
from ppl.readers.forms.questions import is_questions
from ppl.readers.forms.scan import is_scan
from ppl.readers.mail import is_mail, read_mail
from ppl.readers.package import BROKEN
from ppl.readers.sheet_text import sheet_text
from ppl.readers.word_text import BODY, MEGABYTE, UNPACKED, word_text

OFFICE = ("docx", "docm", "xlsx", "xlsm")
READ_AS_TEXT = ("eml", *OFFICE)
_OLE = b"\xd0\xcf\x11\xe0"
_OTHERS = {
    b"%PDF": Text("{file} is a PDF, which is not read"),
    b"{\\rtf": Text("{file} is rich text (RTF), which is not read"),
}


class Received(NamedTuple):
    """The text of a file. remarks: what was done with it."""

    text: str
    remarks: tuple[Text, ...] = ()


def received(name: str, data: bytes, today: datetime.date) -> Received | None:
    """What a mail, a document or a workbook says; None for bytes that are none of those, such as text.

    Raises DataError for one that is broken, locked, old or far too large, UsageError where a package lacks.
    """
    ending = name.lower().rpartition(".")[2]
    _refuse_others(name, ending, data)
    if is_mail(name, data):
        return _of_mail(name, data, today)
    if ending in OFFICE or data.startswith(b"PK\x03\x04"):
        return Received(_of_package(name, data))
    return None


def _of_mail(name: str, data: bytes, today: datetime.date) -> Received:
    """A mail as pasted; a form that is attached to it stands below what its writer typed."""
    mail = read_mail(name, data, today)
    if mail.is_automatic:
        what = Text("{file} was sent by a program (somebody is out of office): nobody answered", file=name)
        raise DataError(what, Text("wait for the reply itself"))
    forms = []
    for attached, content in mail.attached:
        if attached.lower().rpartition(".")[2] not in OFFICE:
            continue
        text = _of_package(attached, content)
        if is_questions(text) or is_scan(text):
            forms.append((attached, text))
    if len(forms) != 1:
        return Received(mail.pasted, tuple(_left(mail.attached)))
    attached, text = forms[0]
    others = [one for one in mail.attached if one[0] != attached]
    whole = mail._replace(text=f"{mail.answer}\n\n{text}").pasted
    return Received(whole, (Text("the form is read from {file}, which is attached", file=attached), *_left(others)))


def _left(attached: Iterable[tuple[str, bytes]]) -> list[Text]:
    """That attached files are not read."""
    names = [name for name, _ in attached]
    return [Text("attached and not read: {listed}", listed=", ".join(names))] if names else []


def _of_package(name: str, data: bytes) -> str:
    """The text of a document or workbook, by what is in it. Raises DataError and UsageError."""
    inside = _members(name, data)
    if BODY in inside:
        return word_text(name, data)
    if "xl/workbook.xml" in inside:
        return _of_workbook(name, data)
    what = Text("{file} is no document of Word and no workbook of Excel", file=name)
    raise DataError(what, Text("save it as .docx or .xlsx, or paste its text into a file .txt"))


def _of_workbook(name: str, data: bytes) -> str:
    try:
        tables = workbook_in.read(name, data, unpacked=UNPACKED)
    except ModuleNotFoundError:
        what = Text("reading {file} needs a package that is not installed", file=name)
        raise UsageError(what, with_extra("office")) from None
    if problems := tuple(problem for table in tables for problem in table.problems):
        raise DataError(Text("nothing was written: {file} cannot be read whole", file=name), problems=problems)
    return "\n\n".join(sheet_text([row.cells for row in table.rows]) for table in tables)


def _members(name: str, data: bytes) -> frozenset[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(one.file_size for one in archive.infolist())
            found = frozenset(archive.namelist())
    except BROKEN as flaw:
        what = Text("{file} cannot be opened: {why}", file=name, why=str(flaw) or "?")
        raise DataError(what, Text("save it again, or paste its text into a file .txt")) from None
    if size > UNPACKED:
        what = Text("{file} unpacks to {size} MB, and that is no form", file=name, size=size // MEGABYTE)
        raise DataError(what, Text("paste what counts into a file .txt"))
    return found


def _refuse_others(name: str, ending: str, data: bytes) -> None:
    """Raises DataError for what is locked with a password, or from before 2007, or of another program."""
    if data.startswith(_OLE) and ending != "msg":
        if ending in OFFICE:
            what = Text("{file} is locked with a password", file=name)
            raise DataError(what, Text("take the password off (File, Info) and save it again"))
        what = Text("{file} is in a format of before 2007 (.doc, .xls), which is not read", file=name)
        raise DataError(what, Text("open it and save it as .docx or .xlsx"))
    for start, what in _OTHERS.items():
        if data.startswith(start):
            named = Text(what.source, file=name)
            raise DataError(named, Text("save it as .docx or .xlsx, or paste its text into a file .txt"))
