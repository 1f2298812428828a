"""What a style or a template of paper of a knowledge base may not do: read files, load packages, fetch from elsewhere.

They are looked at as text, before anything reads them: what could hide one of these words is refused as well.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ppl.errors import Text


class Fault(NamedTuple):
    """What a line must not hold. why: in words"""

    line: int
    why: Text


_FETCHES = Text("`{word}` would fetch something from elsewhere, and a page loads nothing")
_CSS: tuple[tuple[str, Text], ...] = (
    (r"</\s*style", Text("`{word}` would end the style, and what follows would be page")),
    (r"@import|(?<![\w-])(?:url|src|(?:-webkit-)?image-set)\(", _FETCHES),
    (r"\{[{%#]", Text("`{word}` would be read as a template: a style is plain text (put a blank between the signs)")),
    (r"\\(?:0{0,4}[0-7][0-9a-f](?![0-9a-f])|[g-z])", Text("`{word}` writes a letter as a code, which can hide a word")),
)
_FILES = Text("`{word}` reads a file, and a template of paper reads none")
_TYPST: tuple[tuple[str, Text], ...] = (
    (r"@(?:preview|local)\b", Text("`{word}` is a package, and a template of paper loads none")),
    (
        r"(?<![\w-])(?:import|include|plugin)(?![\w-])",
        Text("`{word}` loads other code, and a template of paper loads none (nor may the word stand in a comment)"),
    ),
    (r"(?<![\w-])read(?![\w-])", _FILES),
    (r"(?<![\w-])(?:image|json|csv|toml|yaml|xml|cbor|bibliography)\s*\(\s*\"", _FILES),
    (r"(?<![\w-])(?:theme|syntaxes)\s*:", _FILES),
    (
        r"(?<![\w-])(?:eval|std)(?![\w-])",
        Text("`{word}` could run what stands in a record (nor may the word stand in a comment)"),
    ),
)
_RULES = {".css": _CSS, ".typ": _TYPST}


def fault(name: str, text: str) -> Fault | None:
    """The first line of a style or a template of paper that reaches outside; None for a sound one, or another file."""
    rules = _RULES.get(name[name.rfind(".") :], ())
    first: Fault | None = None
    for pattern, why in rules:
        match = re.search(pattern, text, re.IGNORECASE if rules is _CSS else 0)
        if match is None:
            continue
        line = text.count("\n", 0, match.start()) + 1
        if first is None or line < first.line:
            word = " ".join(match[0].split())
            first = Fault(line, Text(why.source, word=word))
    return first
