"""Pasted notes: headings, and lines that begin with actie, besluit, knelpunt, afspraak, les and the like."""

import datetime
import re
from collections.abc import Collection
from typing import NamedTuple

from ppl.readers import talk
from ppl.readers.entry_fields import Context, Gathered
from ppl.readers.forms.seal import seal_of
from ppl.readers.forms.session import Form, finished, heading_in, numbered, put
from ppl.readers.notes.head import head
from ppl.readers.rows import items, row
from ppl.readers.words import SECTION, Words, opening

_QUOTE = re.compile(r"^(?:[ \t]*>)+ ?")
NEEDS_COLON = ("held_on", "next", "attended")
Line = tuple[int, str]


class Piece(NamedTuple):
    """Lines that belong together.

    key: what they are about; None where nothing says so; indent: of a line with a keyword, -1 otherwise
    typed: that line as it was typed
    """

    key: str | None
    lines: list[Line]
    indent: int = -1
    typed: str = ""


def read(text: str, words: Words, today: datetime.date, project: Collection[str] = ()) -> Form:
    """The entry that loose notes hold; each line that says nothing of what it is goes to `rest`. Never raises.

    project: names by which the project is known, to recognise a first line that only says which talk it was
    """
    lines = [(number, _QUOTE.sub("", line)) for number, line in numbered(text)]
    top = head(lines, today, project)
    gathered = Gathered(Context.of(words, top.day or today, seal_of(""), is_loose=True))
    if top.day is not None:
        gathered.put("held_on", top.day.isoformat(), top.line, "")
    for piece in _pieces([line for line in lines if line[0] not in top.spent]):
        _read(gathered, piece)
    if top.kind is not None and top.line in top.spent and "kind" not in gathered.fields:
        gathered.put("kind", top.kind, top.line, "")
    return finished(gathered)


def _pieces(lines: list[Line]) -> list[Piece]:
    """The notes cut at headings and keywords. A paragraph below a list belongs to nothing again."""
    found = [Piece(None, [])]
    section: str | None = None
    is_after_blank = has_bullets = False
    for number, line in lines:
        one = row(number, line)
        opened = _opened(number, line)
        if not line.strip():
            is_after_blank = True
            found[-1].lines.append((number, line))
            continue
        if opened is not None:
            found.append(opened)
            if opened.indent < 0:
                section, has_bullets = opened.key, False
        elif 0 <= found[-1].indent < one.indent:
            found[-1].lines.append((number, line))
        else:
            if is_after_blank and has_bullets and not one.is_bullet and not one.indent:
                section = None
            if found[-1].indent >= 0 or found[-1].key != section:
                found.append(Piece(section, []))
            found[-1].lines.append((number, line))
            has_bullets = has_bullets or one.is_bullet
        is_after_blank = False
    return found


def _opened(number: int, line: str) -> Piece | None:
    """The piece that a heading or a keyword opens; None for any other line."""
    if (title := heading_in(line)) is not None:
        key = SECTION.get(title[0] or "", title[0])
        return Piece(key, [] if key else [(number, line)])
    one = row(number, line)
    found = opening(one.text)
    if found is None or (not found[2] and (found[0] in NEEDS_COLON or not found[1])):
        return None
    key, text = found[0], found[1].strip()
    if not text:
        return Piece(key, [])
    box = f"[{one.mark}] " if one.mark else ""
    return Piece(key, [(number, f"{' ' * one.indent}- {box}{text}")], one.indent, one.text)


def _read(gathered: Gathered, piece: Piece) -> None:
    before, known = len(gathered.rest), len(gathered.lines)
    if piece.key in (None, "notes"):
        for item in items(piece.lines):
            if not talk.head(gathered, item):
                gathered.leave(item.line, item.whole)
    elif piece.key == "held_on":
        for item in items(piece.lines):
            gathered.leave(item.line, item.whole)
    else:
        put(gathered, piece.key or "", piece.lines)
    if piece.typed and len(gathered.lines) == known:
        number, text = piece.lines[0][0], row(*piece.lines[0]).text
        gathered.rest[before:] = [
            (line, piece.typed + said.removeprefix(text)) if line == number and said.startswith(text) else (line, said)
            for line, said in gathered.rest[before:]
        ]
