"""Words that mean the same, from lists that the programme keeps as data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ppl.search.stems import english_stem, skeleton, stem
from ppl.search.words import EMPTY, words


class Group(NamedTuple):
    """Words that people use for one thing, its own name first.

    code: under which records have it, where it has one; then its words belong to it, and do not mean the same
    """

    words: tuple[str, ...]
    code: str = ""


class Meant(NamedTuple):
    """A group that a question names.

    start, end: by which of its words; typed: what they are in the group's own spelling
    others: the other words of the group, each taken apart; of a group with a code its name alone
    """

    start: int
    end: int
    typed: tuple[str, ...]
    group: Group
    others: tuple[tuple[str, ...], ...]


class Synonyms:
    """The groups, found by the words in them."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._entries: dict[str, list[tuple[tuple[str, ...], Group]]] = defaultdict(list)
        for group in groups:
            for said in group.words:
                if taken := tuple(words(said)):
                    self._entries[taken[0][:2]].append((taken, group))

    def __contains__(self, word: object) -> bool:
        """Whether a group has this word, alone, in whatever form."""
        assert isinstance(word, str)
        return any(len(entry) == 1 and is_same(word, entry[0]) for entry, _ in self._entries.get(word[:2], ()))

    def meant(self, asked: Sequence[str]) -> Iterator[Meant]:
        """The groups that the words of a question name, singular or plural, together or as one word."""
        for start, first in enumerate(asked):
            if first in EMPTY and start + 1 == len(asked):
                continue
            for entry, group in self._entries.get(first[:2], ()):
                if (end := _end(asked, start, entry)) is not None:
                    yield Meant(start, end, entry, group, _others(group, entry))


def _others(group: Group, entry: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    said = group.words[:1] if group.code else group.words
    found = dict.fromkeys(tuple(words(one)) for one in said)
    return tuple(one for one in found if one and one != entry)


def _end(asked: Sequence[str], start: int, entry: tuple[str, ...]) -> int | None:
    """Where words of a question end that are these of a group, `te` between them or not; None where they are not."""
    at = start
    for known in entry:
        if at > start and known != "te" and at < len(asked) and asked[at] == "te":
            at += 1
        if at >= len(asked) or not is_same(asked[at], known):
            return None
        at += 1
    return at


def is_same(typed: str, known: str) -> bool:
    """Whether two words are forms of one."""
    if typed == known:
        return True
    if len(typed) < 3 or len(known) < 3:
        return False
    one, other = skeleton(typed), skeleton(known)
    if not (one.startswith(other) or other.startswith(one)) and skeleton(typed[:4]) != skeleton(known[:4]):
        return False
    return stem(typed) == stem(known) or english_stem(typed) == english_stem(known)
