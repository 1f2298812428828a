"""The sentences of an item of loose notes."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ppl.readers.rows import Item, joined

SENTENCE = re.compile(
    r"(?<=[.!?])\s+(?=[A-Z\[*\"'])"
    r"|(?<=[a-z]{5}[.!?])(?<!event\.)\s+(?=(?:de|het|een|we|wij|ze|zij|er|dit|dat)\s)"
    r"|(?<=[a-z]{2}[.!?])\s+(?=(?:we|wij)\s(?:spraken|spreken|hebben)\s(?:\w+\s){0,2}af"
    r"|(?:er\s)?(?:is\s)?(?:afgesproken|besloten)\b|(?:actie|besluit|afspraak|knelpunt|risico)\b)"
    r"|(?<!\s)\s+en\s+(?=(?:afgesproken|besloten)\s(?:om|dat)\s)|(?<=;)\s+(?=(?i:afgesproken|besloten|actie|besluit|afspraak|risico|knelpunt)\b)"
)


def sentences(item: Item) -> Iterator[str]:
    """The sentences of an item; a bullet below it begins a new one."""
    begun = [place for place, each in enumerate(item.below) if each.is_bullet and _is_whole(item, place)]
    for first, last in pairwise([-1, *begun, len(item.below)]):
        rows = [item.row, *item.below[:last]] if first < 0 else item.below[first:last]
        *pieces, end = SENTENCE.split(joined(rows))
        yield from (piece if piece.endswith((".", "!", "?", ";")) else f"{piece}." for piece in pieces)
        yield end


def _is_whole(item: Item, place: int) -> bool:
    """Whether what stands above a nested bullet is a sentence that has ended."""
    above = item.below[place - 1] if place else item.row
    return above.text.endswith((".", "!", "?"))
