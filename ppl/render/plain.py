"""Text of records on its way into Markdown: data stays data, whatever stands in it."""

import re

_BLOCK = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|[-=*_][-=*_\s]*$|`{3,}|~{3,}|\||\[[^\]]*\]:)")
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")
_OPENS = re.compile(r"(?<!\\)((?:\\\\)*)(<|\||&(?=#?\w+;)|!(?=\[))")
_TICK = re.compile(r"(?<!\\)((?:\\\\)*)`")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_MARKED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def inline(text: str) -> str:
    """A text on one line: nothing in it begins a heading, list, quote, table or block of HTML."""
    line = " ".join(_CONTROL.sub("", text).split())
    line = _OPENS.sub(r"\1\\\2", line)
    if len(_TICK.findall(line)) % 2:
        line = _TICK.sub(r"\1\\`", line)
    return _numbered(_BLOCK.sub(_escaped, line))


def _escaped(match: re.Match[str]) -> str:
    return match[1] + "\\" + match[2]


def _numbered(line: str) -> str:
    return _NUMBERED.sub(r"\1\\\2", line)


def block(text: str) -> str:
    """A text that somebody may have edited: paragraphs, lists, emphasis and links stay; the rest does no harm.

    Headings, rules, quotes, tables, code fences and HTML become plain text, so that what follows keeps its place.
    """
    lines = [_line(line.rstrip()) for line in _CONTROL.sub("", text).strip().splitlines()]
    return "\n".join(lines)


_LIST = re.compile(r"^(\s*)([-+*]|\d{1,9}[.)])\s+")


def _line(line: str) -> str:
    if match := _LIST.match(line):
        return match[0] + inline(line[match.end() :]) if line[match.end() :].strip() else ""
    return (" " * (len(line) - len(line.lstrip()) & ~1) if line.startswith("  ") else "") + inline(line)


def address(url: str) -> str:
    """An address as it may stand between the brackets of a link; nothing where it is not a web address."""
    if not re.match(r"https?://", url):
        return ""
    return url.replace("(", "%28").replace(")", "%29").replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")


def spoken(markdown: str) -> str:
    """A line of Markdown as words for the screen: no marks, links by their text."""
    text = _LINK.sub(r"\1", markdown).replace("**", "")
    return _MARKED.sub(r"\1", text)
