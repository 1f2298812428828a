"""Words that mean the same, from lists that the programme keeps as data."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ppl.search.stems import bones, english_stem, irregular, skeleton, stem
from ppl.search.words import EMPTY, words

_PLURALS = ("", "s", "n", "en")


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
        self._entries: list[tuple[str, tuple[str, ...], Group]] = []
        for group in groups:
            for said in group.words:
                if taken := tuple(words(said)):
                    self._entries.append((skeleton(taken[0]), taken, group))
        self._entries.sort(key=lambda entry: entry[0])
        self._by_word: dict[str, list[tuple[tuple[str, ...], Group]]] = {}
        for _, taken, group in self._entries:
            self._by_word.setdefault(taken[0], []).append((taken, group))

    def __contains__(self, word: object) -> bool:
        """Whether a group has this word, alone, or with the ending of a plural."""
        assert isinstance(word, str)
        singular = (word[: len(word) - len(end)] for end in _PLURALS if word.endswith(end))
        return any(len(entry) == 1 for one in singular for entry, _ in self._by_word.get(one, ()))

    def meant(self, asked: Sequence[str]) -> Iterator[Meant]:
        """The groups that the words of a question name, singular or plural, together or as one word."""
        for start, first in enumerate(asked):
            if first in EMPTY and start + 1 == len(asked):
                continue
            for entry, group in self._beginning(first):
                if (end := _end(asked, start, entry)) is not None:
                    yield Meant(start, end, entry, group, _others(group, entry))

    def _beginning(self, word: str) -> Iterator[tuple[tuple[str, ...], Group]]:
        """The entries that begin with a form of this word."""
        of = stem(word)
        begun = bones(of)
        seen = {word, *irregular(of)}
        for form in seen:
            yield from self._by_word.get(form, ())
        if len(word) < 3:
            return
        for at in range(bisect_left(self._entries, begun, key=lambda entry: entry[0]), len(self._entries)):
            found, entry, group = self._entries[at]
            if not found.startswith(begun):
                return
            if len(found) <= len(begun) + 5 and entry[0] not in seen and is_same(word, entry[0]):
                yield entry, group


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
    if len(typed) < 3 or len(known) < 3 or typed[0] != known[0]:
        return False
    return stem(typed) == stem(known) or english_stem(typed) == english_stem(known)
