"""Rows as text: aligned columns for a screen, a Markdown table, or CSV for a Dutch spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence


def aligned(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """Columns side by side within `width` characters; the widest give way first, the first one never."""
    cells = [[" ".join(cell.split()) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(headings))]
    spare = width - 2 * (len(widths) - 1)
    while sum(widths) > spare and max(widths[1:], default=0) > 8:
        widths[widths.index(max(widths[1:]), 1)] -= 1
    lines = []
    for row in cells:
        shown = (_cut(cell, size).ljust(size) for cell, size in zip(row, widths, strict=True))
        lines.append("  ".join(shown).rstrip())
    return "\n".join(lines) + "\n"


def _cut(cell: str, size: int) -> str:
    return cell if len(cell) <= size else cell[: size - 1] + "…"


def markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [_row(headings), _row(["---"] * len(headings)), *(_row(row) for row in rows)]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def csv(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Semicolons and a byte order mark, as a Dutch spreadsheet expects; no cell is taken for a formula."""
    import csv as writer
    import io

    out = io.StringIO()
    sheet = writer.writer(out, delimiter=";", lineterminator="\r\n")
    for row in (headings, *rows):
        sheet.writerow(["'" + cell if cell[:1] in ("=", "+", "-", "@", "\t") else cell for cell in row])
    return "\ufeff" + out.getvalue()
