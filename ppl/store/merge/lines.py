"""Three versions of lines combined, where the two new ones changed different places (diff3)."""

from collections.abc import Sequence
from difflib import SequenceMatcher


def merged_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """The lines with the changes of both; None where both changed the same place in different ways."""
    found: list[str] = []
    at_base = at_ours = at_theirs = 0
    for begin, end, in_ours, in_theirs in _unchanged(base, ours, theirs):
        piece = _piece(base[at_base:begin], ours[at_ours:in_ours], theirs[at_theirs:in_theirs])
        if piece is None:
            return None
        found += [*piece, *base[begin:end]]
        at_base, at_ours, at_theirs = end, in_ours + end - begin, in_theirs + end - begin
    return found


def _piece(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Sequence[str] | None:
    """What becomes of a place between two that nobody changed."""
    if list(ours) == list(theirs) or list(theirs) == list(base):
        return ours
    return theirs if list(ours) == list(base) else None


def _unchanged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """The stretches of the base that stand in both: where they begin and end, and begin in each; at last the end."""
    mine = SequenceMatcher(None, base, ours, autojunk=False).get_matching_blocks()
    other = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    found: list[tuple[int, int, int, int]] = []
    i = j = 0
    while i < len(mine) and j < len(other):
        one, two = mine[i], other[j]
        begin, end = max(one.a, two.a), min(one.a + one.size, two.a + two.size)
        if begin < end:
            found.append((begin, end, one.b + begin - one.a, two.b + begin - two.a))
        if one.a + one.size < two.a + two.size:
            i += 1
        else:
            j += 1
    return [*found, (len(base), len(base), len(ours), len(theirs))]
