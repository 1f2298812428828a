"""Where a piece of loose notes begins: at a heading, or at a line that says by its first words what it is."""

import re
from typing import NamedTuple

from ppl.readers.notes.headings import heading
from ppl.readers.notes.kickoff import opened as kickoff_opened
from ppl.readers.notes.lights import lights_in
from ppl.readers.notes.openings import NEEDS_COLON, opening
from ppl.readers.notes.sentences import SENTENCE
from ppl.readers.notes.shorthand import each
from ppl.readers.nothing import says_nothing
from ppl.readers.rows import row
from ppl.readers.words import Names

NONE = re.compile(r"(?:geen|n\.?v\.?t\.?|niet|niets|geen bijzonderheden|none|-+)[.!]?", re.I)
_LEADING = re.compile(r"(?:[a-h][.)]\s|[-=]+>|→|➔|➜|»|!{1,3}|>>)\s*")
Line = tuple[int, str]


class Piece(NamedTuple):
    """Lines that belong together.

    key: what they are about, with `/` between where a heading says two things; None where nothing says so
    indent: of a line with a keyword, -1 otherwise; typed: that line as it was typed
    """

    key: str | None
    lines: list[Line]
    indent: int = -1
    typed: str = ""


def _of_kickoff(number: int, line: str) -> Piece | None:
    """The piece of a kick-off that a heading or a keyword opens."""
    if (found := kickoff_opened(line)) is None:
        return None
    one, (key, text) = row(number, line), found
    return Piece(key, [(number, f"{' ' * one.indent}- {text}")], one.indent, one.text) if text else Piece(key, [])


def opened_piece(number: int, line: str, below: str, roles: Names, of_kickoff: bool) -> Piece | None:
    """The piece that a heading or a keyword opens; None for any other line."""
    if of_kickoff and (own := _of_kickoff(number, line)) is not None:
        return own
    if (title := heading(line, below)) is not None:
        key = None if title[0] == "other" else title[0]
        return Piece(key, [] if key else [(number, title[1]), (number, "")])
    one = row(number, line)
    if not below.startswith(" ") and lights_in(one.text)[1]:
        return Piece("lights", [(number, one.text)], one.indent)
    found = opening(_LEADING.sub("", one.text, count=1) if _LEADING.match(one.text) else one.text, roles)
    if found is None or (not found.is_marked and (found.key in NEEDS_COLON or not found.text)):
        return None
    text = found.text.strip()
    if text and (NONE.fullmatch(text) or says_nothing(text)):  # `besl.: geen`
        return Piece(None, [])
    if not text:
        is_alone = (
            one.is_bullet and not re.search(r"(?i)(?:s|en)\W*$", one.text) and row(number, below).indent <= one.indent
        )
        return Piece(None if is_alone else found.key, [])
    if not one.is_bullet and len(SENTENCE.split(text)) > 1 and found.key in ("decisions", "agreements"):
        return None  # a paragraph: sentence by sentence
    box = f"[{one.mark}] " if one.mark else ""
    texts = each(text, roles) if found.key == "actions" else [text]
    return Piece(found.key, [(number, f"{' ' * one.indent}- {box}{said}") for said in texts], one.indent, one.text)
