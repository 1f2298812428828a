"""Inputs that went wrong on the way: real ones with bytes turned, pieces cut, doubled or of another, and odd signs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random

SIGNS = (
    "\t", "\0", "\r", "\n", "\x0b", "\x1b[2J", "\x85", "\u00a0", "\u2028", "\ufeff", "\u202e", "\U0001f600", "é",
    "e\u0301", "²", "٣", "①", "&", "&a ", "*a", "!", "!!int ", "%", "@", "`", "<", ">", "|", "|2\n", ">-\n", "-",
    "- ", "? ", ": ", ":",
    "#", " #", "{", "}", "[", "]", "[[[", ",", ";", '"', "'", "\\", "\\x", "\n---\n", "\n...\n", "<<: ", "<<<<<<< x\n",
    "=======\n", "~", "null", "<!--", "-->", "<!DOCTYPE x>", "&lt;", "<![CDATA[", "</", "/>", "## ", "- [ ] ", "- [x] ",
    " | ", " -> ", "(", ")", "+", "=", "sep=", "%+d", "  ", " " * 60,
)  # fmt: skip
FIGURES = (
    "", "0", "-1", "00", "²", "٣", "1e9", "1e400", "-1e400", "nan", "inf", "0x1f", "1_0", "1,5", "1.5.1", "99999999999",
    "9" * 40, "9" * 400, "9" * 5000, "0." + "0" * 400 + "1", "1:30",
)  # fmt: skip
DAYS = (
    "0001-01-01",
    "9999-12-31",
    "0000-00-00",
    "2026-02-30",
    "2026-W53",
    "31-12-9999",
    "1-1-1",
    "٢٠٢٦-٠١-٠١",
    "2026-1-1",
)
_FIGURE = re.compile(rb"\d+(?:[.,]\d+)?")
_ELEMENT = re.compile(rb"<(\w+)(?: [^<>]*)?>[^<>]*</\1>")
_HELD = re.compile(rb"(?<=>)[^<>\n]+(?=</)")
_DAY = re.compile(rb"\d{4}-\d\d-\d\d|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}")
Change = Callable[[Random, bytes, bytes], bytes]


def mutated(random: Random, data: bytes, other: bytes) -> bytes:
    """The input with one to five changes, some of them pieces of another one."""
    changes = XML_CHANGES if data.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml") and random.random() < 0.8 else CHANGES
    for _ in range(random.choice((1, 1, 2, 3, 5))):
        data = random.choice(changes)(random, data, other)
    return data


def mutated_archive(random: Random, data: bytes, other: bytes) -> bytes:
    """A zip in which a file went wrong, or the bytes of the zip itself."""
    if random.random() < 0.2:
        return _turn(random, data, other)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(io.BytesIO(other)) as archive:
        spare = archive.read(random.choice(archive.namelist()))
    inner = [name for name in files if re.search("worksheets|haredStrings|word/document", name)]
    name = random.choice(inner if random.random() < 0.7 else sorted(files))
    files[name] = mutated(random, files[name], spare)
    if random.random() < 0.05:
        del files[random.choice(sorted(files))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _span(random: Random, data: bytes, most: int = 200) -> tuple[int, int]:
    begin = random.randint(0, len(data))
    return begin, min(len(data), begin + random.randint(1, most))


def _turn(random: Random, data: bytes, other: bytes) -> bytes:
    """A few bytes are others."""
    found = bytearray(data)
    for _ in range(random.randint(1, 4)):
        if found:
            found[random.randrange(len(found))] = random.randrange(256)
    return bytes(found)


def _cut(random: Random, data: bytes, other: bytes) -> bytes:
    begin, end = _span(random, data)
    return data[:begin] + data[end:]


def _end(random: Random, data: bytes, other: bytes) -> bytes:
    """The file breaks off."""
    return data[: random.randint(0, len(data))]


def _double(random: Random, data: bytes, other: bytes) -> bytes:
    begin, end = _span(random, data)
    return data[:end] + data[begin:end] * random.choice((1, 1, 1, 50)) + data[end:]


def _insert(random: Random, data: bytes, other: bytes) -> bytes:
    place = random.randint(0, len(data))
    return data[:place] + random.choice(SIGNS).encode() * random.choice((1, 1, 1, 2, 60)) + data[place:]


def _splice(random: Random, data: bytes, other: bytes) -> bytes:
    begin, end = _span(random, other, 600)
    place, behind = _span(random, data)
    return data[:place] + other[begin:end] + data[random.choice((place, behind)) :]


def _rows(random: Random, data: bytes, other: bytes) -> bytes:
    """A line goes to another place, or has another margin."""
    rows = data.split(b"\n")
    row = rows.pop(random.randrange(len(rows)))
    margin = random.choice((b"", b" ", b"  ", b"\t", b"- "))
    rows.insert(random.randint(0, len(rows)), margin + (row.lstrip() if random.random() < 0.5 else row))
    return b"\n".join(rows)


def _figure(random: Random, data: bytes, other: bytes) -> bytes:
    return _put(random, data, _FIGURE, FIGURES)


def _day(random: Random, data: bytes, other: bytes) -> bytes:
    return _put(random, data, _DAY, DAYS)


def _held(random: Random, data: bytes, other: bytes) -> bytes:
    """An element of XML holds something odd, still as XML."""
    odd = [text for text in (*SIGNS, *FIGURES, *DAYS) if text.isprintable() and not text.startswith(("&", "<"))]
    return _put(random, data, _HELD, odd)


def _element(random: Random, data: bytes, other: bytes) -> bytes:
    """An element of XML is gone, stands twice, or has given its place to another."""
    matches = list(_ELEMENT.finditer(data))
    if not matches:
        return data
    match, another = random.choice(matches), random.choice(matches)
    return data[: match.start()] + random.choice((b"", match[0] * 2, another[0])) + data[match.end() :]


def _put(random: Random, data: bytes, pattern: re.Pattern[bytes], odd: Sequence[str]) -> bytes:
    """The same, with something odd where one of its figures or days stands."""
    matches = list(pattern.finditer(data))
    if not matches:
        return data
    match = random.choice(matches)
    return data[: match.start()] + random.choice(odd).encode() + data[match.end() :]


CHANGES: tuple[Change, ...] = (_turn, _cut, _end, _double, _insert, _insert, _splice, _rows, _figure, _figure, _day)
XML_CHANGES: tuple[Change, ...] = (_held, _held, _held, _element, _element, _figure, _day)
