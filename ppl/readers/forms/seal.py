"""What a form printed itself, as short marks in its last line: so that what was left untouched changes nothing."""

import hashlib
import re
from typing import NamedTuple

from ppl.readers.rows import ARROW, parts, row

_SEAL = re.compile(r"<!-- ppl-form:((?: [0-9a-f]{6})*) -->")
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
MOST_PLACES = 40


class Seal(NamedTuple):
    """The marks of the lines that a form printed; without its last line (cut off by a mail program) there are none."""

    marks: frozenset[str]
    is_there: bool

    def has(self, text: str) -> bool:
        """Whether the form printed this."""
        return _mark(text) in self.marks

    def split(self, text: str) -> tuple[str | None, str]:
        """What was printed of a line and what was typed behind it; (None, "") where nothing of it was printed."""
        if not self.marks or len(text) > 20_000:
            return None, ""
        if self.has(text):
            return text, ""
        ends = [(m.start(), m.end()) for m in ARROW.finditer(text)]
        ends += [(m.end(), m.end()) for m in re.finditer(r"\):", text)]
        for end, start in sorted(ends)[:MOST_PLACES]:
            if self.has(text[:end]):
                return text[:end].rstrip(), text[start:].strip()
        return None, ""


def seal_of(text: str) -> Seal:
    """The seal in a form's text."""
    found = _SEAL.findall(text)
    return Seal(frozenset(mark for marks in found for mark in marks.split()), bool(found))


def seal_form(form: str) -> str:
    """A printed form with the marks of its own lines at the end."""
    marks: dict[str, None] = {}
    for number, line in enumerate(form.split("\n"), 1):
        one = row(number, line)
        if one.text and (one.is_bullet or line.startswith("# ")):
            marks[_mark(one.text)] = None
            marks[_mark(parts(one.text)[0])] = None
    return f"{form.rstrip()}\n\n<!-- ppl-form: {' '.join(marks)} -->\n"


def _mark(text: str) -> str:
    same = " ".join(text.translate(_SAME).split())
    return hashlib.sha1(same.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:6]
