"""Whether a document of Word may lend its styles: it runs nothing, and takes nothing from elsewhere."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile

from ppl.errors import Text

LARGEST = 100 * 2**20  # unpacked
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ACTS = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|MACROBUTTON)\b")
_HEADING = re.compile(r"heading [1-3]", re.IGNORECASE)


def fault(content: bytes) -> Text | None:
    """Why the styles of a document of Word are not taken; None where they may, or where it is no such document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(one.file_size for one in package.infolist()) > LARGEST:
                return Text("it is larger than {number} MB when unpacked", number=LARGEST // 2**20)
            parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
            names = package.namelist()
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError):
        return None
    if any("vbaproject" in name.lower() for name in names) or b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        return Text("it holds macros")
    if odd := next((name for name in names if re.search(r"/(?:embeddings|activeX)/", name)), None):
        return Text("it holds an embedded object: {name}", name=odd)
    try:
        return next(filter(None, (_fault_of_part(name, text) for name, text in parts.items())), None)
    except ET.ParseError as error:
        return Text("a part of it cannot be read: {why}", why=str(error))


def _fault_of_part(name: str, text: bytes) -> Text | None:
    if name.endswith(".rels"):
        for one in ET.fromstring(text):
            sort = one.get("Type", "").rpartition("/")[2]
            if one.get("TargetMode") != "External" or sort == "hyperlink":
                continue
            where = one.get("Target", "")
            if sort == "attachedTemplate":
                return Text("it is tied to a template elsewhere: {where}", where=where)
            return Text("it takes something from elsewhere ({sort}): {where}", sort=sort, where=where)
    elif name.startswith("word/") and name != "word/document.xml":  # of that only the page is kept
        root = ET.fromstring(text)
        said = "".join(one.text or "" for one in root.iter(f"{W}instrText"))
        said += " ".join(one.get(f"{W}instr", "") for one in root.iter(f"{W}fldSimple"))
        if found := _ACTS.search(said):
            return Text("it has a field that fetches or runs something: {name} ({part})", name=found[1], part=name)
    return None


def has_headings(content: bytes) -> bool:
    """Whether a document of Word has the styles of headings; what is no such document has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            root = ET.fromstring(package.read("word/styles.xml"))
    except (zipfile.BadZipFile, OSError, KeyError, ET.ParseError):
        return False
    names = {one.get(f"{W}val", "").lower() for one in root.iter(f"{W}name")}
    return sum(bool(_HEADING.fullmatch(name)) for name in names) == 3
