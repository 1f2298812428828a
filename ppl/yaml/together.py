"""Several changes of one text, each with its place, put in at once."""

from collections.abc import Iterable

Piece = tuple[int, int, str]


def together(text: str, pieces: Iterable[Piece]) -> str | None:
    """The text with each piece in place of what stands from its first to its last character; None where two meet."""
    found: list[str] = []
    place = 0
    for start, stop, new in sorted(_least(text, piece) for piece in pieces):
        if start < place or (start == place and found):
            return None
        found += [text[place:start], new]
        place = stop
    return "".join([*found, text[place:]])


def _least(text: str, piece: Piece) -> Piece:
    """The piece without what it has in common with the text at its begin and end."""
    start, stop, new = piece
    old = text[start:stop]
    least = min(len(old), len(new))
    before = next((n for n in range(least) if old[n] != new[n]), least)
    behind = next((n for n in range(least - before) if old[-1 - n] != new[-1 - n]), least - before)
    return start + before, stop - behind, new[before : len(new) - behind]
