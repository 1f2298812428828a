"""What git runs for a record that both sides changed: its fields combined, as in `ppl sync`.

    python -P -m ppl.store.merge.driver BASE OURS THEIRS PATH SIZE [STYLE [NAME-OF-OURS NAME-OF-BASE NAME-OF-THEIRS]]

SIZE, STYLE (merge.conflictStyle: whether the base stands there too) and the names are those of the conflict marks. The
result replaces OURS. Ends with 0 where all could be combined, with CONFLICT where a field is left to choose; any other
code (also where Python cannot start) says that nothing was written, and git's own text merge is to do it.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from ppl.model.kinds import Kind, kind_of_path
from ppl.store.merge.texts import MergedText, merged_text
from ppl.store.merge.values import Version
from ppl.store.tree import DATA

CONFLICT = 10
UNABLE = 20
WITH_BASE = ("diff3", "zdiff3")

_NAME = re.compile(r"\s*(- |-$|[\w-]+:(\s|$)|#)")


class Marks(NamedTuple):
    """How a conflict is marked: with how many characters, what both sides and the base are called, and in which of
    git's styles (merge.conflictStyle)."""

    size: int = 7
    style: str = ""
    ours: str = "ours"
    base: str = "base"
    theirs: str = "theirs"

    def row(self, sign: str, name: str, newline: str) -> str:
        return sign * self.size + (f" {name}" if name else "") + newline


def main(arguments: Sequence[str]) -> int:
    """Combine three files as git names them; the exit code."""
    base, ours, theirs, path, size, *look = arguments
    kind = kind_within(path)
    if kind is None:
        return UNABLE
    try:
        texts = [Path(file).read_bytes().decode("utf-8") for file in (base, ours, theirs)]
    except UnicodeDecodeError:
        return UNABLE
    found = merged_record(kind, texts[0] or None, texts[1], texts[2], Marks(int(size), *look))
    if found is None:
        return UNABLE
    text, is_whole = found
    beside = Path(f"{ours}.ppl")
    beside.write_bytes(text.encode())
    os.replace(beside, ours)
    return 0 if is_whole else CONFLICT


def merged_record(
    kind: Kind, base: str | None, ours: str, theirs: str, marks: Marks | None = None
) -> tuple[str, bool] | None:
    """The text of both, and whether nothing is left to choose: what is stands between conflict markers.

    None where one of them is not a record that can be read, or where they are probably two that got one id.
    """

    def combined(side: Version | None) -> MergedText | None:
        return merged_text(kind, base, ours, theirs, lambda at: side)

    found = combined(None)
    if found is None or not found.questions:
        return found and (found.text, True)
    if base is None and "*" in kind.paths[0].rpartition("/")[2]:
        return None
    sides: tuple[Version, ...] = ("ours", "theirs", "base")
    rows = [text.text.splitlines(keepends=True) for side in sides if (text := combined(side))]
    if len(rows) < len(sides) or rows[0] == rows[1]:
        return None
    return "".join(_marked(rows[0], rows[1], rows[2], marks or Marks())), False


def _marked(ours: Sequence[str], theirs: Sequence[str], base: Sequence[str], marks: Marks) -> Iterator[str]:
    """The lines of both, where they differ one after the other between markers; with those of the base, where the
    style has them."""
    newline = "\r\n" if any(row.endswith("\r\n") for row in ours) else "\n"
    at_ours = at_theirs = 0
    for begin, end, in_theirs, to_theirs in _differences(ours, theirs):
        yield from ours[at_ours:begin]
        yield marks.row("<", marks.ours, newline)
        yield from _ended(ours[begin:end], newline)
        if marks.style in WITH_BASE:
            yield marks.row("|", marks.base, newline)
            yield from _ended(_counterpart(ours, base, begin, end), newline)
        yield marks.row("=", "", newline)
        yield from _ended(theirs[in_theirs:to_theirs], newline)
        yield marks.row(">", marks.theirs, newline)
        at_ours, at_theirs = end, to_theirs
    yield from ours[at_ours:] or theirs[at_theirs:]


def _counterpart(ours: Sequence[str], base: Sequence[str], begin: int, end: int) -> Sequence[str]:
    """The lines of the base between those that stand around these of ours."""
    blocks = SequenceMatcher(None, ours, base, autojunk=False).get_matching_blocks()
    first = max((one.b + min(one.size, begin - one.a) for one in blocks if one.a < begin), default=0)
    last = next((one.b + max(0, end - one.a) for one in blocks if one.a + one.size > end), len(base))
    return base[first:last]


def _differences(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Where they differ, begin and end in both; lines of one text that differ at two places are one difference."""
    found: list[tuple[int, int, int, int]] = []
    for tag, *places in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        begin, end, in_theirs, to_theirs = places
        if found and not any(_NAME.match(row) for row in ours[found[-1][1] : begin]):
            begin, _, in_theirs, _ = found.pop()
        found.append((begin, end, in_theirs, to_theirs))
    return found


def _ended(rows: Sequence[str], newline: str) -> Iterator[str]:
    """The rows, each with an end of line."""
    for row in rows:
        yield row if row.endswith("\n") else row + newline


def kind_within(path: str) -> Kind | None:
    """The kind of the record at a path within a repository."""
    steps = path.split(DATA)
    return next((kind for n in range(1, len(steps)) if (kind := kind_of_path(DATA.join(steps[n:])))), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
