"""How much of each part fits on one page: the longest parts give way first, with how many are left out."""

import datetime
from collections.abc import Sequence
from math import ceil
from typing import Any, NamedTuple

from ppl.errors import Joined, Styled, Text
from ppl.reports.sentences import Item, Phrase, Row, joined
from ppl.reports.values import Named

LINES = 50  # of a page of A4, below its title and above its last sentence
SIGNS = 94  # of a line
HEADING = 2.6  # lines that a heading takes
DATE = 16  # signs of a day in words


class Part(NamedTuple):
    """A part of a page.

    least: how many stay in any case; is_counted: how many are left out is said; names: by which they are named instead
    """

    heading: Text
    each: tuple[Any, ...]
    least: int = 1
    is_counted: bool = True
    names: tuple[str, ...] = ()


def one_page(parts: Sequence[Part], taken: float = 0) -> list[Part]:
    """The parts in which something stands, shortened so that they fit on a page together.

    taken: lines that stand there already. Of the parts that can give way the one that takes most room loses its last
    item, until all fits; a part of which but one would be left out stays whole.
    """
    shown = [len(part.each) for part in parts]
    while sum(map(_lines, parts, shown)) + taken > LINES:
        able = [at for at, part in enumerate(parts) if shown[at] > part.least]
        if not able:
            break
        shown[max(able, key=lambda at: (_lines(parts[at], shown[at]), at))] -= 1
    return [_shortened(part, most) for part, most in zip(parts, shown, strict=True) if part.each and most]


def _shortened(part: Part, most: int) -> Part:
    left = len(part.each) - most
    if not left or not part.is_counted:
        return part._replace(each=part.each[:most])
    more: Text = Text("and {number} more", number=left)
    if part.names:
        more = Text("Besides: {what}", what=joined(*part.names[most:], between="; "))
    return part._replace(each=(*part.each[:most], Item(more)))


def _lines(part: Part, most: int) -> float:
    """About how many lines a part takes with so many of its items."""
    if not part.each or not most:
        return 0
    left = len(part.each) - most if part.is_counted else 0
    more = ceil(signs(part.names[most:]) / SIGNS) if left and part.names else left and 1
    return HEADING + sum(map(_lines_of, part.each[:most])) + more


def _lines_of(one: Any) -> int:
    if isinstance(one, Item):
        return ceil(signs(one.text) / SIGNS) + sum(ceil(signs(each) / SIGNS) for each in one.below)
    if isinstance(one, Row):
        return ceil((signs(one.label) + signs(one.text)) / SIGNS)
    return ceil(signs(one) / SIGNS)


def signs(said: Phrase | Sequence[Any]) -> int:
    """About how many signs a phrase, or several after each other, takes in any language."""
    if isinstance(said, str):
        return len(said)
    if isinstance(said, Text):
        return len(said.source) + sum(map(signs, said.values.values()))
    if isinstance(said, Styled):
        return signs(said.value)
    if isinstance(said, Joined):
        return sum(signs(each) + len(said.between) for each in said.items)
    if isinstance(said, Named):
        return len(said.nl)
    if isinstance(said, datetime.date):
        return DATE
    return sum(signs(each) + 1 for each in said) if isinstance(said, tuple) else len(str(said))
