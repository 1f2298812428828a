"""A form in Markdown as rows, each with what it is, for formats that are filled in: a document, a sheet."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ppl.render.plain import spoken

Style = Literal["title", "part", "text", "question", "item", "heads", "cells"]
_RULE = re.compile(r"\|(?:\s*-+\s*\|)+\s*")


class FormRow(NamedTuple):
    """A row. cells: of a table, of which the first row has the heads."""

    style: Style
    text: str
    cells: tuple[str, ...] = ()


def form_rows(markdown: str) -> Iterator[FormRow]:
    """Its title, parts, sentences, questions (in bold), what is open (as items of a list) and tables, as plain text."""
    is_table = False
    for line in markdown.splitlines():
        if line.startswith("|") and not _RULE.fullmatch(line):
            cells = tuple(spoken(cell.strip()) for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1])
            yield FormRow("cells" if is_table else "heads", cells[0], cells)
            is_table = True
            continue
        is_table = is_table and line.startswith("|")
        if line.startswith("# "):
            yield FormRow("title", spoken(line[2:]))
        elif line.startswith("## "):
            yield FormRow("part", spoken(line[3:]))
        elif line.startswith("**") and line.endswith("**"):
            yield FormRow("question", spoken(line[2:-2]))
        elif line.startswith("- "):
            yield FormRow("item", spoken(line[2:]))
        elif line.strip() and not line.startswith("|"):
            yield FormRow("text", spoken(line))


def choices(head: str) -> list[str]:
    """What may be filled in below a head that lists it between brackets: `Now (not, partly, fully)`."""
    match = re.search(r"\(([^()]*,[^()]*)\)\s*$", head)
    return [one.strip() for one in match[1].split(",")] if match else []
