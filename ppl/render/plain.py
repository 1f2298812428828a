"""Text of records on its way into Markdown: data stays data, whatever stands in it."""

import re
from functools import lru_cache

from ppl.visible import visible

_BLOCK = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|[-=*_][-=*_\s]*$|`{3,}|~{3,}|\|)")
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")
_OPENS = re.compile(r"(?<!\\)((?:\\\\)*)(<|\||&(?=#?\w+;)|!(?=\[))")
_TICK = re.compile(r"(?<!\\)((?:\\\\)*)`")
_LOOSE_TICK = re.compile(r"``|\\`")
_BRACKET = re.compile(r"(?<!\\)((?:\\\\)*)([\[\]])")
_LAST = re.compile(r"(?<!\\)(?:\\\\)*\\$")
_MARKED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_WEB = re.compile(r"https?://[^\s\\()<>\[\]`\"'|]+", re.IGNORECASE)
_TARGET = re.compile(rf"\]\((?!{_WEB.pattern}\))|\](?=:)", re.IGNORECASE)
_ANY_TARGET = re.compile(r"\](?=[(:])")
_NO_ADDRESS = re.compile(r"[^\w.~:/?#@!$&*+,;=%-]")


@lru_cache(maxsize=4096)
def inline(text: str) -> str:
    """A text on one line: nothing in it begins a heading, list, quote, table or block of HTML, or is a link.

    Emphasis and code stay. Of a link its text and its address are both shown.
    """
    return _inline(_ANY_TARGET.sub(r"]\\", visible(text)))


def cell(text: str) -> str:
    """A text in a cell of a table, where nothing begins a block."""
    return _neutral(_ANY_TARGET.sub(r"]\\", visible(text)))


def _inline(text: str) -> str:
    return _numbered(_BLOCK.sub(_escaped, _neutral(text)))


def _neutral(text: str) -> str:
    line = _OPENS.sub(r"\1\\\2", " ".join(text.split()))
    if line.count("`") % 2 or _LOOSE_TICK.search(line):  # it would make code of what follows
        line = _TICK.sub(r"\1\\`", line)
    return line + "\\" if _LAST.search(line) else line


def _escaped(match: re.Match[str]) -> str:
    return match[1] + "\\" + match[2]


def _numbered(line: str) -> str:
    return _NUMBERED.sub(r"\1\\\2", line)


_EMPHASIS = re.compile(
    r"(?<![\\*_\w])([*_]{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?![*_\w])|(?<![\\*])(\*{1,3})(?=\S)(.+?)(?<=[^\s\\])\3"
)
_STAR = re.compile(r"(?<!\\)((?:\\\\)*)\*")
_APART = re.compile(r"\n[ \t]*\n")


def flat(line: str) -> str:
    """A line of Markdown without emphasis, for between marks of emphasis; a star that makes none stays a star."""
    before = ""
    while "*" in line or "_" in line:
        before, line = line, _EMPHASIS.sub(lambda found: found[2] or found[4], line)
        if line == before:
            break
    return _STAR.sub(r"\1\\*", line)


def unmarked(text: str) -> str:
    """A text on one line without marks of Markdown, for where none can be shown: in a picture."""
    if not any(mark in text for mark in "*_`"):
        return text
    return _TICKS.sub(r"\2", flat(text)).replace("\\*", "*")


_TICKS = re.compile(r"(`+)([^`]+)\1")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which an empty line keeps apart."""
    return [one for one in _APART.split(visible(text)) if one.strip()]


def block(text: str) -> str:
    """A text that may have been edited: paragraphs, lists, emphasis and links to the web stay, the rest does no harm.

    Headings, rules, quotes, tables, code fences and HTML become plain text, so that what follows keeps its place.
    """
    shown = _TARGET.sub(lambda match: "]\\" + match[0][1:], visible(text)).expandtabs(4)
    rows: list[str] = []
    room = 0
    for line in shown.strip().splitlines():
        row, room = _line(line.rstrip(), room)
        room = room if rows else min(room, 3)  # the first may stand behind a label, and then begins no list
        rows.append(row)
    return "\n".join(rows)


_LIST = re.compile(r"^\s*([-+*]|\d{1,9}[.)])\s+")


def _line(line: str, room: int) -> tuple[str, int]:
    """A line, and how far the next may be indented without becoming code; room: how far this one may."""
    if not line:
        return "", room
    indent = " " * min(len(line) - len(line.lstrip()), room)
    if match := _LIST.match(line):
        mark = f"{indent}{match[1]} "
        return mark + _inline(line[match.end() :]), len(mark)
    return indent + _inline(line), len(indent)


def link(name: str, url: str) -> str:
    """A link to the web; only its name where the address is none."""
    shown = _BRACKET.sub(r"\1\\\2", inline(name))
    target = address(url)
    return f"[{shown}]({target})" if target else shown


def address(url: str) -> str:
    """An address as it may stand between the brackets of a link; nothing where it is not a web address on one line."""
    if not re.match(r"https?://[\w\[]", url, re.IGNORECASE) or visible(url) != url or "\n" in url:
        return ""
    return _NO_ADDRESS.sub(_percent, url)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def spoken(markdown: str) -> str:
    """A line of Markdown as words for the screen: no marks, links by their text."""
    text = _LINK.sub(r"\1", markdown).replace("**", "")
    return _MARKED.sub(r"\1", text)
