"""Markdown on a screen: as lines of at most 80 characters, or dressed by rich on a terminal."""

import re
import textwrap

from ppl.render.plain import spoken

WIDTH = 80
_LABELLED = re.compile(r"- \*\*(.+?)\*\* *(.*)")


def lines(markdown: str, width: int = WIDTH) -> str:
    """Markdown of headings, paragraphs and labelled lists as plain text: readable without colour, no long lines."""
    rows = markdown.splitlines()
    labels = [spoken(m[1]) for row in rows if (m := _LABELLED.match(row))]
    column = min(max((len(label) for label in labels), default=0), 18) + 4
    found: list[str] = []
    for row in rows:
        found += _row(row, column, width)
    return "\n".join(found) + "\n"


def _row(row: str, column: int, width: int) -> list[str]:
    if row.startswith("# "):
        return [*(title := _wrapped(spoken(row[2:]), "", "", width)), "=" * max(len(line) for line in title)]
    if row.startswith("#"):
        return _wrapped(spoken(row.lstrip("# ")), "", "", width)
    if match := _LABELLED.match(row):
        label = spoken(match[1])
        if len(label) > column - 4:
            return [f"  {label}", *_wrapped(spoken(match[2]), " " * column, " " * column, width)]
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
