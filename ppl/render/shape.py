"""What a template made of its data, looked at: which layout it has, and whether it would run or load anything."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple

from ppl.errors import Text

LAYOUT = ("heading_open", "html_block", "html_inline", "fence", "code_block", "hr", "blockquote_open", "image")
MARKED = {"em", "strong", "code", "a", "br", "ul", "ol", "li", "p", "blockquote", "pre"}  # what a text may bring
_RUNS = ("script", "iframe", "object", "embed", "applet", "base", "link", "form", "foreignobject", "portal")
_LINK = re.compile(r"https?:|mailto:|#|[^:]*$", re.IGNORECASE)  # where a link may lead
_SOURCE = re.compile(r"#|data:image/|cid:|$", re.IGNORECASE)  # what anything else may hold
_FETCHES = re.compile(r"@import|(?<![\w-])(?:url|src|(?:-webkit-)?image-set)\(\s*[\"']?(?!#|data:)", re.IGNORECASE)


class Shape(NamedTuple):
    """What a text is made of; fault: what it would run or fetch."""

    layout: Counter[tuple[str, str]]
    fault: Text | None = None


def of(name: str, text: str) -> Shape:
    """That of what a template of this name made."""
    try:
        if name.endswith(".md.j2"):
            return Shape(of_markdown(text))
        is_page = not name.endswith(".svg.j2")
        why = fault(text, is_page)
        if not is_page and why is not None:
            return Shape(Counter(), why)
        return Shape(of_page(text) if is_page else of_picture(text), why)
    except (ValueError, AssertionError) as error:  # half a character; what HTMLParser does not expect
        return Shape(Counter(), Text("what it makes cannot be read: {why}", why=str(error)))


def of_markdown(text: str) -> Counter[tuple[str, str]]:
    """The layout of Markdown, and the addresses of its links where they are not of the web."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable("table")
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    tokens = [part for token in reader.parse(text) for part in (token, *(token.children or ()))]
    links = [(one.type, str(one.attrs["href"])) for one in tokens if one.type == "link_open"]
    return Counter(
        [
            *((one.type, one.tag) for one in tokens if one.type in LAYOUT),
            *(link for link in links if not link[1].startswith(("http://", "https://", "#"))),
        ]
    )


def of_page(text: str) -> Counter[tuple[str, str]]:
    """The elements of a page with their attributes, each once, but for what a text may bring."""
    found = _Elements(text)
    return Counter({(tag, names): 1 for tag, names in found.shapes if tag not in MARKED})


def of_picture(text: str) -> Counter[tuple[str, str]]:
    """The elements of a picture with their attributes. Raises ET.ParseError where it is no XML."""
    return Counter((one.tag, " ".join(sorted(one.attrib))) for one in ET.fromstring(text).iter())


def fault(text: str, is_page: bool) -> Text | None:
    """What a page or a picture would run or fetch; None where it stands alone. is_page: of HTML, else an SVG"""
    if not is_page:
        if "<!" in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL):
            return Text("it declares a document type or entities, and a picture has none")
        try:
            ET.fromstring(text)
        except ET.ParseError as error:
            return Text("what it makes is no XML: {why}", why=str(error))
    return _Elements(text).fault


class _Elements(HTMLParser):
    """The tags of a page or picture. fault: the first that runs or fetches something"""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.shapes: list[tuple[str, str]] = []
        self.fault: Text | None = None
        self.is_style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shapes.append((tag, " ".join(sorted(name for name, _ in attrs))))
        self.is_style = tag == "style"
        known = dict(attrs)
        if tag in _RUNS or (tag == "meta" and "http-equiv" in known):
            self._say(Text("it has an element <{tag}>, and what it makes stands alone", tag=tag))
        for name, value in attrs:
            said = f'{name}="{value}"'
            if name.startswith("on") or name in ("srcdoc", "srcset", "action", "formaction", "ping"):
                self._say(Text("it has {said}, which runs or fetches something", said=said))
            elif name in ("src", "href", "xlink:href", "poster", "data", "background"):
                if not (_LINK if tag == "a" else _SOURCE).match((value or "").strip()):
                    self._say(Text("it has {said}, which runs or fetches something", said=said))
            elif _FETCHES.search(value or ""):
                self._say(Text("it has {said}, which runs or fetches something", said=said))

    def handle_data(self, data: str) -> None:
        if self.is_style and (found := _FETCHES.search(data)):
            self._say(Text("it has {said}, which runs or fetches something", said=found[0]))

    def _say(self, what: Text) -> None:
        self.fault = self.fault or what
