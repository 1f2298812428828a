"""HTML of a mail as plain text: a line for each block, `> ` before what is quoted, nothing that is not seen."""

import re
from html.parser import HTMLParser

_BLOCKS = """
    address article aside blockquote center div dd dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav
    ol p pre section table tbody tfoot thead tr ul
"""
_BREAKS = frozenset(_BLOCKS.split())
_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"))
_UNSEEN = frozenset(("head", "style", "script", "title", "template", "noscript", "object", "svg"))
_EMPTY = frozenset(("br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "wbr"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
MOST_QUOTES = 20


def html_text(html: str) -> str:
    """The text of a page or a piece of one. Never raises."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except (AssertionError, ValueError):  # what the parser of Python makes of broken declarations
        reader.handle_data(re.sub(r"<[^<>]{0,2000}>", " ", reader.rawdata))
    return reader.text()


class _Reader(HTMLParser):
    """Lines in the making: each with how deep it is quoted."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[int, str]] = [(0, "")]
        self._quotes = 0
        self._unseen: tuple[str, int] | None = None
        self._is_kept = 0
        self._lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen is not None:
            if tag == "body" and self._unseen[0] == "head":
                self._unseen = None
            elif tag == self._unseen[0]:
                self._unseen = (tag, self._unseen[1] + 1)
            return
        said = dict(attrs)
        is_hidden = _HIDDEN.search(said.get("style") or "") is not None or "hidden" in said
        if (tag in _UNSEEN or is_hidden) and tag not in _EMPTY:
            self._unseen = (tag, 1)
            return
        if tag == "br":
            self._lines.append((self._quotes, ""))
        elif tag in ("td", "th") and self._lines[-1][1].strip():
            self._add(" | ")
        elif tag in _BREAKS:
            is_close = tag == "p" and "mso" in (said.get("class") or "").lower()  # Word puts each line in one
            self._break(tag in _PARAGRAPHS and not is_close)
        if tag == "blockquote":
            self._quotes = min(self._quotes + 1, MOST_QUOTES)
            self._lines[-1] = (self._quotes, "")
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._item()
        elif tag == "pre":
            self._is_kept += 1
        elif "gmail_signature" in (said.get("class") or ""):
            self._break(False)
            self._add("--")
            self._break(False)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen is not None:
            name, depth = self._unseen
            if tag == name:
                self._unseen = None if depth == 1 else (name, depth - 1)
            return
        if tag in _BREAKS:
            self._break(False)
        if tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)
            self._lines[-1] = (self._quotes, "")
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "pre":
            self._is_kept = max(0, self._is_kept - 1)

    def handle_data(self, data: str) -> None:
        if self._unseen is not None:
            return
        if self._is_kept:
            first, *more = data.replace("\r\n", "\n").split("\n")
            self._add(first)
            self._lines += [(self._quotes, line) for line in more]
            return
        self._add(re.sub(r"[ \t\r\n\f]+", " ", data))

    def text(self) -> str:
        """What was read, never more than one empty line in a row."""
        lines = ["> " * quotes + " ".join(line.split()) for quotes, line in self._lines]
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
        quotes, line = self._lines[-1]
        self._lines[-1] = (quotes, line + text)

    def _break(self, has_blank: bool) -> None:
        """A new line where something stands on this one, after an empty one where a paragraph begins."""
        if self._lines[-1][1].strip(" \u00a0"):
            self._lines.append((self._quotes, ""))
        if has_blank and len(self._lines) > 1 and self._lines[-2][1].strip():
            self._lines.append((self._quotes, ""))
