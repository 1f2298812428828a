"""Markdown on a screen: as lines, of prose at most 100 characters, or dressed by rich on a terminal."""

import re
import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ppl.render.plain import spoken
from ppl.render.table import aligned

WIDTH, PROSE, LABEL = 80, 100, 28
FENCE = "```"
_CELLS = re.compile(r"(?<!\\)\|")
_LABELLED = re.compile(r"- \*\*(.+?)\*\* *(.*)")
_COMMAND = re.compile(r"( {4,})`([^`]+)`")  # a command on a line of its own


def lines(markdown: str, width: int = WIDTH) -> str:
    """Markdown of headings, paragraphs and labelled lists as plain text: readable without colour, no long lines."""
    rows = list(_without_tables(markdown.splitlines(), width))
    width = min(width, PROSE)
    labels = [spoken(m[1]) for row in rows if isinstance(row, str) and (m := _LABELLED.match(row))]
    most = LABEL if width >= WIDTH else LABEL - 10
    column = max((len(label) for label in labels if len(label) <= most), default=0) + 4
    found: list[str] = []
    below = column  # where what stands below an item begins: in the column of a labelled one, else under its text
    for row in rows:
        if isinstance(row, _Aligned):
            found += row.lines
            continue
        if row.startswith("- "):
            below = column if _LABELLED.match(row) else 4
        found += _row(row, below if row.startswith("  - ") else column, width)
    return "\n".join(found) + "\n"


class _Aligned(NamedTuple):
    """A table, or what was fenced, as lines of the screen."""

    lines: list[str]


def _without_tables(rows: list[str], width: int) -> Iterator[str | _Aligned]:
    """The rows, each table among them as aligned columns of the whole width, and what is fenced as it stands."""
    fenced = False
    for mark, group in groupby(rows, lambda row: row[:1] if row.startswith("|") else row[:3] if row == FENCE else ""):
        if mark == FENCE:
            fenced = not fenced
            continue
        if fenced:
            yield _Aligned([row.rstrip() for row in group])
            continue
        if not mark:
            yield from group
            continue
        inside = (row.strip().removeprefix("|").removesuffix("|") for row in group)
        cells = [[spoken(cell.strip()) for cell in _CELLS.split(row)] for row in inside]
        headings, found = cells[0], [row for row in cells[1:] if not all(set(cell) <= {"-", ":"} for cell in row)]
        yield _Aligned(aligned(headings, found, width, wraps=True).splitlines())


def _row(row: str, column: int, width: int) -> list[str]:
    if match := _COMMAND.fullmatch(row):
        return [match[1] + match[2]]  # whole, so that it can be copied
    if row.startswith("# "):
        return [*(title := _wrapped(spoken(row[2:]), "", "", width)), "=" * max(len(line) for line in title)]
    if row.startswith("#"):
        return _wrapped(spoken(row.lstrip("# ")), "", "", width)
    if match := _LABELLED.match(row):
        label = spoken(match[1])
        if len(label) > column - 4:
            head = _wrapped(label, "  ", "  ", width)
            return [*head, *_wrapped(spoken(match[2]), " " * column, " " * column, width)]
        return _wrapped(spoken(match[2]), f"  {label:<{column - 3}} ", " " * column, width)
    if row.startswith(("- ", "  - ")):
        indent = "  " if row.startswith("- ") else " " * column
        return _wrapped(spoken(row.lstrip("- ")), f"{indent}- ", f"{indent}  ", width)
    return _wrapped(spoken(row), "", " " * (len(row) - len(row.lstrip())), width)


def _wrapped(text: str, first: str, later: str, width: int) -> list[str]:
    wrapped = textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=later, break_long_words=True, break_on_hyphens=False
    )
    return [line.rstrip() for line in wrapped] or [first.rstrip()]


def dressed(markdown: str, width: int) -> str:
    """Markdown as rich shows it on a terminal."""
    import io

    from rich.console import Console
    from rich.markdown import Markdown

    out = io.StringIO()
    console = Console(file=out, width=min(width, 100), force_terminal=True)
    console.print(Markdown(markdown))
    return out.getvalue()
