"""The plain text of a mail, from the blocks of its document: short lines, no marks, addresses in full."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from ppl.render.marked import Block, Run

WIDTH = 76


def mail_text(blocks: Sequence[Block]) -> str:
    """Blocks as plain text in lines of at most 76 characters; a picture is left out."""
    return "\n\n".join(_blocks(blocks)) + "\n"


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if block["kind"] != "picture" and (text := _block(block)):
            yield text


def _block(block: Block) -> str:
    match block["kind"]:
        case "heading" | "paragraph":
            return _wrapped(said(block["runs"]))
        case "list":
            return "\n".join(_items(block))
        case "table":
            return "\n".join(_rows(block))
        case "code":
            return textwrap.indent(block["text"], "    ")
        case "quote":
            return textwrap.indent("\n\n".join(_blocks(block["blocks"])), "    ")
        case _:
            return "-" * 20


def _rows(block: Block) -> Iterator[str]:
    """The rows of a table, which few mail programs show in columns: a cell, and the others behind their heads."""
    first, *heads = [said(head) for head in block["heads"]]
    for cells in block["rows"]:
        name, *others = [" ".join(said(cell).split()) for cell in cells]
        is_named = name and len(block["rows"]) > 1
        yield _wrapped(name if is_named else f"{first}: {name}", "  - ", "    ")
        for head, cell in zip(heads, others, strict=True):
            if cell:
                yield _wrapped(f"{head}: {cell}" if head else cell, "    ", "      ")


def _items(block: Block) -> Iterator[str]:
    """The items of a list, each behind its sign; what stands below one is set in."""
    for place, item in enumerate(block["items"], block["start"]):
        sign = f"  {place}. " if block["is_ordered"] else "  - "
        has_own = bool(item) and item[0]["kind"] == "paragraph"
        yield _wrapped(said(item[0]["runs"]) if has_own else "", sign, " " * len(sign))
        for text in _blocks(item[has_own:]):
            yield textwrap.indent(text, "  ")


def said(runs: Sequence[Run]) -> str:
    """Runs as plain text: the address of a link behind its words, a new line where one was made."""
    found, place = "", 0
    while place < len(runs):
        url, text = runs[place]["url"], ""
        while place < len(runs) and runs[place]["url"] == url:
            text += runs[place]["text"] + "\n" * runs[place]["is_break"]
            place += 1
        found += f"{text} <{url}>" if url and text.strip() != url else text
    return found


def _wrapped(text: str, first: str = "", later: str = "") -> str:
    """A text in lines, its own new lines kept; an address is never broken."""
    rows = [" ".join(row.split()) for row in text.split("\n")]
    found: list[str] = []
    for row in rows:
        found += textwrap.wrap(
            row, WIDTH, initial_indent=later if found else first, subsequent_indent=later,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
    return "\n".join(found) or first.rstrip()
