"""Several changes of one text, each made alone, put in at once."""

from collections.abc import Iterable


def together(text: str, variants: Iterable[str | None]) -> str | None:
    """The text with what each variant changed; None where one is missing, or two change the same place."""
    pieces: list[tuple[int, int, str]] = []
    for variant in variants:
        if variant is None:
            return None
        start = _alike(text, variant)
        end = min(_alike(text[::-1], variant[::-1]), min(len(text), len(variant)) - start)
        pieces.append((start, len(text) - end, variant[start : len(variant) - end]))
    pieces.sort()
    found: list[str] = []
    place = 0
    for start, stop, new in pieces:
        if start < place or (start == place and found):
            return None
        found += [text[place:start], new]
        place = stop
    return "".join([*found, text[place:]])


def _alike(one: str, other: str) -> int:
    """With how many characters both begin."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
