"""Markdown as a tree of plain data, which a page, a PDF and a document of Word are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypedDict

from ppl.render.column_widths import widths

if TYPE_CHECKING:
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

PICTURE = "chart:"  # the address of a picture that is drawn for the document
_NO_ANCHOR = re.compile(r"[^\w]+")


class Run(TypedDict):
    """A piece of text in one look; is_break: a new line behind it; url: where it leads to."""

    text: str
    bold: bool
    italic: bool
    code: bool
    url: str
    is_break: bool


class Block(TypedDict):
    """A block, by its kind.

    heading: level, runs, anchor, begins_page (a chapter on a page of its own); paragraph: runs; code: text
    picture: name, alt; rule: nothing more
    list: is_ordered, start, items (each a list of blocks); quote: blocks
    table: heads (a list of runs a column), rows (of such lists), aligns (left, right or center), widths (parts of 1),
    scale (of its letters, 1 or less where its longest words would not fit beside each other)
    """

    kind: Literal["heading", "paragraph", "list", "table", "picture", "code", "quote", "rule"]
    runs: NotRequired[list[Run]]
    level: NotRequired[int]
    anchor: NotRequired[str]
    begins_page: NotRequired[bool]
    text: NotRequired[str]
    name: NotRequired[str]
    alt: NotRequired[str]
    is_ordered: NotRequired[bool]
    start: NotRequired[int]
    items: NotRequired[list[list[Block]]]
    blocks: NotRequired[list[Block]]
    heads: NotRequired[list[list[Run]]]
    rows: NotRequired[list[list[list[Run]]]]
    aligns: NotRequired[list[str]]
    widths: NotRequired[list[float]]
    scale: NotRequired[float]


def blocks(markdown: str) -> list[Block]:
    """The blocks of a text in Markdown: no HTML, of pictures only those that are drawn for it."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    tokens: list[Token] = MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)
    found = _blocks(SyntaxTreeNode(tokens).children)
    _anchor(found)
    return found


def title(found: Sequence[Block]) -> str:
    """The text of the first heading where it stands above all that follows; else empty."""
    first = found[0] if found else None
    return text(first["runs"]) if first and first["kind"] == "heading" and first["level"] == 1 else ""


def text(runs: Sequence[Run]) -> str:
    """Runs as plain text on one line."""
    whole = "".join(run["text"] + " " * run["is_break"] for run in runs)
    return " ".join(filter(None, whole.split(" ")))


def chapters(found: Sequence[Block], deepest: int = 2) -> list[Block]:
    """The headings that a table of contents lists."""
    return [block for block in found if block["kind"] == "heading" and 1 < block["level"] <= deepest]


def paged(found: Sequence[Block]) -> list[Block]:
    """Blocks in which a rule right above a heading has become a new page: on paper nobody needs both."""
    kept: list[Block] = []
    for block in found:
        begins = block["kind"] == "heading" and bool(kept) and kept[-1]["kind"] == "rule"
        if begins:
            kept.pop()
        if block["kind"] == "heading":
            block["begins_page"] = begins
        kept.append(block)
    return kept


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> list[Block]:
    return [block for node in nodes for block in _block(node)]


def _block(node: SyntaxTreeNode) -> Iterator[Block]:
    match node.type:
        case "heading":
            if text(runs := _runs(node)).strip():  # nothing is no heading, and no page may have one
                yield {"kind": "heading", "level": int(node.tag[1:]), "runs": runs}
        case "paragraph":
            yield from _paragraph(node)
        case "bullet_list" | "ordered_list":
            items = [_blocks(item.children) for item in node.children]
            start = int(node.attrs.get("start", 1))
            yield {"kind": "list", "is_ordered": node.type == "ordered_list", "start": start, "items": items}
        case "table":
            yield _table(node)
        case "blockquote":
            yield {"kind": "quote", "blocks": _blocks(node.children)}
        case "code_block" | "fence":
            yield {"kind": "code", "text": node.content.rstrip("\n")}
        case "hr":
            yield {"kind": "rule"}


def _paragraph(node: SyntaxTreeNode) -> Iterator[Block]:
    """A paragraph; pictures in it stand alone, behind it."""
    pictures = [one for one in node.walk() if one.type == "image" and str(one.attrs["src"]).startswith(PICTURE)]
    if runs := _runs(node):
        yield {"kind": "paragraph", "runs": runs}
    for one in pictures:
        name, alt = str(one.attrs["src"]).removeprefix(PICTURE), text([*_inline(one.children, {})])
        yield {"kind": "picture", "name": name, "alt": alt or name}


def _table(node: SyntaxTreeNode) -> Block:
    rows = [row for part in node.children for row in part.children]
    heads, *cells = [[_runs(cell) for cell in row.children] for row in rows]
    aligns = [str(cell.attrs.get("style", "")).removeprefix("text-align:") or "left" for cell in rows[0].children]
    shares, scale = widths([[text(cell) for cell in row] for row in (heads, *cells)])
    return {"kind": "table", "heads": heads, "rows": cells, "aligns": aligns, "widths": shares, "scale": scale}


def _runs(node: SyntaxTreeNode) -> list[Run]:
    found: list[Run] = []
    for inline in node.children:
        found += _inline(inline.children if inline.type == "inline" else [inline], {})
    return found


def _inline(nodes: Sequence[SyntaxTreeNode], look: dict[str, Any]) -> Iterator[Run]:
    for node in nodes:
        match node.type:
            case "text" | "code_inline":
                if node.content:
                    yield _run(node.content, {**look, "code": node.type == "code_inline"})
            case "softbreak":
                yield _run(" ", look)
            case "hardbreak":
                yield _run("", {**look, "is_break": True})
            case "strong":
                yield from _inline(node.children, {**look, "bold": True})
            case "em":
                yield from _inline(node.children, {**look, "italic": True})
            case "link":
                yield from _inline(node.children, {**look, "url": str(node.attrs["href"])})
            case "image" if not str(node.attrs["src"]).startswith(PICTURE):
                yield _run(node.content, look)


def _run(content: str, look: dict[str, Any]) -> Run:
    run: Run = {"text": content, "bold": False, "italic": False, "code": False, "url": "", "is_break": False}
    run.update(look)  # type: ignore[typeddict-item]
    return run


def _anchor(found: Sequence[Block]) -> None:
    """Give each heading a name in the page that no other one has."""
    seen: dict[str, int] = {}
    for block in found:
        if block["kind"] == "heading":
            name = _NO_ANCHOR.sub("-", text(block["runs"]).lower()).strip("-") or "part"
            seen[name] = seen.get(name, 0) + 1
            block["anchor"] = f"{name}-{seen[name]}" if seen[name] > 1 else name
