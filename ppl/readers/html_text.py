"""HTML of a mail as plain text: a line for each block, `> ` before what is quoted, nothing that is not seen."""

import re
from html import unescape

_BLOCKS = """
    address article aside blockquote center div dd dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav
    ol p pre section table tbody tfoot thead tr ul
"""
_BREAKS = frozenset(_BLOCKS.split())
_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"))
_LISTS = frozenset(("ul", "ol", "table"))
_UNSEEN = frozenset(("head", "style", "script", "title", "template", "noscript", "object", "svg"))
_EMPTY = frozenset(("br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "wbr"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_RAW = frozenset(("style", "script"))
_TAG = re.compile(r"<(?:[!?][^<>]*>|(?P<end>/?)(?P<name>[A-Za-z][\w:-]{0,40})(?P<attributes>[^<>]*)>)")
MOST_QUOTES, LONGEST_TAG = 20, 4_000


def html_text(html: str) -> str:
    """The text of a page or a piece of one. Never raises, and takes no longer than its length asks.

    (The parser of Python takes minutes for some broken pages, since it looks to their end at each sign.)
    """
    reader = _Reader()
    last_end = html.rfind("-->")
    place = 0
    while place < len(html):
        if html.startswith("<!--", place) and place < last_end:
            place = html.index("-->", place) + 3
            continue
        match = _TAG.match(html, place)
        if match is None:
            end = html.find("<", place + 1)
            end = len(html) if end < 0 else end
            reader.data(unescape(html[place:end]))
            place = end
            continue
        place = match.end()
        name = (match["name"] or "").lower()
        if not name:
            continue
        if match["end"]:
            reader.end(name)
        else:
            reader.start(name, match["attributes"][:LONGEST_TAG])
            if name in _RAW:  # to its end, or to that of the page
                closed = re.compile(f"</{name}", re.I).search(html, place)
                place = closed.start() if closed else len(html)
    return reader.text()


def _said(attributes: str, name: str) -> str:
    """The value of an attribute, else empty."""
    match = re.search(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", attributes, re.I)
    return unescape(match[1] or match[2] or match[3] or "") if match else ""


class _Line:
    """A line in the making. quotes: how deep it is quoted; says: whether more than blanks stand on it."""

    def __init__(self, quotes: int) -> None:
        self.quotes = quotes
        self.pieces: list[str] = []
        self.says = False

    def add(self, text: str) -> None:
        """One more piece of its text."""
        self.pieces.append(text)
        self.says = self.says or bool(text.strip())


class _Reader:
    """Lines in the making: each with how deep it is quoted."""

    def __init__(self) -> None:
        self._lines = [_Line(0)]
        self._quotes = 0
        self._unseen: tuple[str, int] | None = None
        self._is_kept = 0
        self._lists: list[int | None] = []

    def start(self, tag: str, attributes: str) -> None:
        """A tag that opens an element."""
        if self._unseen is not None:
            if tag == "body" and self._unseen[0] == "head":
                self._unseen = None
            elif tag == self._unseen[0]:
                self._unseen = (tag, self._unseen[1] + 1)
            return
        is_hidden = _HIDDEN.search(_said(attributes, "style")) or re.search(r"\bhidden\b(?!\s*[-:])", attributes)
        if (tag in _UNSEEN or is_hidden) and tag not in _EMPTY:
            self._unseen = (tag, 1)
            return
        named = _said(attributes, "class").lower()
        if tag == "br":
            self._lines.append(_Line(self._quotes))
        elif tag in ("td", "th") and self._lines[-1].says:
            self._add(" | ")
        elif tag in _BREAKS:
            is_close = tag == "p" and "mso" in named  # Word puts each line in one
            self._break(tag in _PARAGRAPHS and not is_close)
        if tag == "blockquote":
            self._quotes = min(self._quotes + 1, MOST_QUOTES)
            self._lines[-1] = _Line(self._quotes)
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._item()
        elif tag == "pre":
            self._is_kept += 1
        elif "gmail_signature" in named:
            self._break(False)
            self._add("--")
            self._break(False)

    def end(self, tag: str) -> None:
        """A tag that closes one."""
        if self._unseen is not None:
            name, depth = self._unseen
            if tag == name:
                self._unseen = None if depth == 1 else (name, depth - 1)
            return
        if tag in _BREAKS:
            self._break(tag in _LISTS)
        if tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)
            self._lines[-1] = _Line(self._quotes)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "pre":
            self._is_kept = max(0, self._is_kept - 1)

    def data(self, data: str) -> None:
        """Text between tags."""
        if self._unseen is not None:
            return
        if self._is_kept:
            first, *more = data.replace("\r\n", "\n").split("\n")
            self._add(first)
            for line in more:
                self._lines.append(_Line(self._quotes))
                self._add(line)
            return
        self._add(re.sub(r"[ \t\r\n\f]+", " ", data))

    def text(self) -> str:
        """What was read, never more than one empty line in a row."""
        lines = ["> " * line.quotes + " ".join("".join(line.pieces).split()) for line in self._lines]
        bare = [line.rstrip() for line in lines]
        kept = [line for place, line in enumerate(bare) if line.strip("> ") or not place or bare[place - 1].strip("> ")]
        return "\n".join(kept).strip("\n")

    def _item(self) -> None:
        held = self._lists[-1] if self._lists else None
        if held is None:
            self._add("- ")
        else:
            self._lists[-1] = held + 1
            self._add(f"{held + 1}. ")

    def _add(self, text: str) -> None:
        self._lines[-1].add(text)

    def _break(self, has_blank: bool) -> None:
        """A new line where something stands on this one, after an empty one where a paragraph begins."""
        if self._lines[-1].says:
            self._lines.append(_Line(self._quotes))
        if has_blank and len(self._lines) > 1 and self._lines[-2].says:
            self._lines.append(_Line(self._quotes))
