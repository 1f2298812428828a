"""Rows as text: aligned columns for a screen, or a Markdown table; and what a cell says."""

import datetime
from collections.abc import Callable, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import Any

from ppl.errors import Text
from ppl.partial_date import PartialDate, in_figures, partial_date
from ppl.render import plain
from ppl.visible import visible

LEAST = 20
YES, NO = Text("yes"), Text("no")
BY, BETWEEN = Text("by {date}"), Text("between {first} and {last}")


def aligned(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int, *, wraps: bool = False) -> str:
    """Columns side by side within `width` characters; the widest give way first, the first one never.

    What does not fit its column is cut, or with `wraps` goes on below. Where the widest would have less than LEAST
    characters, the first column stands on a line of its own above the others; these and their headings go on below.
    """
    cells = [[" ".join(cell.split()) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(headings))]
    beside = _fitted(widths[1:], width - widths[0] - 2)
    fits = sum(beside) + 2 * len(beside) + widths[0] <= width
    if fits and (beside == widths[1:] or max(beside, default=LEAST) >= LEAST):
        found = [line for row in cells for line in _lines(row, [widths[0], *beside], wraps)]
    else:
        words = [max(map(len, heading.split()), default=0) for heading in cells[0]]
        below = [max(word, *(len(row[i]) for row in cells[1:]), 0) for i, word in enumerate(words)]
        below = _fitted(below[1:], width - 2)
        found = []
        for row in cells:
            found += [row[0], *(f"  {line}" for line in _lines(row[1:], below, wraps=True))]
    return "".join(f"{line}".rstrip() + "\n" for line in found)


def _fitted(widths: Sequence[int], width: int) -> list[int]:
    """Widths of columns that together fit, as far as 8 characters for each allow it."""
    found = list(widths)
    while sum(found) + 2 * (len(found) - 1) > width and max(found, default=0) > 8:
        found[found.index(max(found))] -= 1
    return found


def _lines(row: Sequence[str], widths: Sequence[int], wraps: bool) -> list[str]:
    """A row: on one line, or where its cells may go on below on as many as the longest needs."""
    if not wraps:
        return ["  ".join(_cut(cell, size).ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip()]
    columns = [wrap(cell, size, break_on_hyphens=False) or [""] for cell, size in zip(row, widths, strict=True)]
    return [
        "  ".join(part.ljust(size) for part, size in zip(parts, widths, strict=True)).rstrip()
        for parts in zip_longest(*columns, fillvalue="")
    ]


def _cut(cell: str, size: int) -> str:
    return cell if len(cell) <= size else cell[: size - 1] + "…"


def markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [_row(headings), _row(["---"] * len(headings)), *(_row(row) for row in rows)]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(plain.cell(cell) for cell in cells) + " |"


def cell(value: Any, decimal: str, language: str, words: Callable[[Text], str], is_screen: bool = False) -> str:
    """A cell as text.

    A number gets this decimal mark, a Text its words, a name in two languages (`nl` and `en`) the one of the
    reader, a tuple its parts one behind the other; yes or no for a truth, nothing for None. On a screen a day stands
    as its reader writes it.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return words(YES if value else NO)
    if isinstance(value, float):
        return f"{value:.12g}".replace(".", decimal)
    if isinstance(value, tuple):
        return "".join(cell(part, decimal, language, words, is_screen) for part in value)
    if isinstance(value, datetime.date):
        return _day(value, language, words) if is_screen else value.isoformat()
    if isinstance(value, Text):
        return visible(words(value))
    return visible(str((getattr(value, language, None) or value.nl) if hasattr(value, "nl") else value))


def _day(day: datetime.date, language: str, words: Callable[[Text], str]) -> str:
    """A day in figures; of one by which, or between which, something was: with the words that say so."""
    first, is_between, last = day.known.partition("..") if isinstance(day, PartialDate) else ("", "", "")
    if not is_between:
        return in_figures(day, language)
    begin, end = (in_figures(partial_date(one), language) if one else "" for one in (first, last))
    return words(Text(BETWEEN.source, first=begin, last=end) if first else Text(BY.source, date=end))


def is_number(value: Any) -> bool:
    """Whether a cell is a number, and no truth."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)
