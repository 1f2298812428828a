"""How wide the columns of a table on paper are, and how large its letters: so that it takes as few lines as it can."""

import re
from collections.abc import Sequence

ON_A_LINE = 100  # signs of a table that a page has room for
SMALLEST = 0.78  # the scale of letters below which nobody reads them
BESIDE = 2.4  # signs that the space around a cell takes
BOLD = 1.15  # how much wider a word in the head of a table is, at most
LONGEST = 32  # signs of a word for which a column still makes room; a longer one is broken
LOOKED_AT = 40  # rows that are enough to know what a table says
_STEP = 2  # signs by which a column grows
_JOINT = re.compile(r"(?<=[-/])")


def widths(rows: Sequence[Sequence[str]]) -> tuple[list[float], float]:
    """The part of the width that each column takes (the first row is the head), and the scale of the letters.

    A column has room for its longest word; what is left goes, a little at a time, to the column that saves most lines.
    """
    heads, *cells = rows
    lengths = [[len(head) * BOLD for head in heads]]
    lengths += [[len(cell) * 1.1 for cell in row] for row in cells[:: len(cells) // LOOKED_AT + 1]]
    least = [_longest(column) + BESIDE for column in zip(*rows, strict=True)]
    most = [max(least[at], *(row[at] + BESIDE for row in lengths)) for at in range(len(least))]
    wide = list(least)
    while sum(wide) + _STEP <= ON_A_LINE:
        grown = [(saved, -at) for at, saved in enumerate(_saved(lengths, wide)) if wide[at] < most[at]]
        if not grown:
            break
        wide[-max(grown)[1]] += _STEP
    scale = max(SMALLEST, min(1.0, ON_A_LINE / sum(least)))
    return [round(one / sum(wide), 4) for one in wide], round(scale, 3)


def _longest(column: Sequence[str]) -> float:
    """The signs of the longest word of a column; a blank that holds together is within it, a reference has joints."""
    words = [(word, BOLD if at == 0 else 1.0) for at, cell in enumerate(column) for word in cell.split(" ")]
    pieces = (
        (piece, part) for word, part in words for piece in (_JOINT.split(word) if len(word) > LONGEST / 2 else [word])
    )
    return max(1.0, *(min(len(piece), LONGEST) * part for piece, part in pieces))


def _saved(lengths: Sequence[Sequence[float]], wide: Sequence[float]) -> list[float]:
    """The lines that a table takes less when each column grows; a row is about as high as its highest cell."""
    saved = [0.0] * len(wide)
    for row in lengths:
        high = [_high(one, width) for one, width in zip(row, wide, strict=True)]
        whole = sum(high)
        now = whole ** (1 / 6)
        for at, one in enumerate(row):
            if high[at] > 1:  # what stands on one line saves none
                saved[at] += now - (whole - high[at] + _high(one, wide[at] + _STEP)) ** (1 / 6)
    return saved


def _high(length: float, width: float) -> float:
    """The lines of a cell, raised so that the highest of a row counts nearly alone."""
    return float(max(1.0, length / (width - BESIDE)) ** 6)
