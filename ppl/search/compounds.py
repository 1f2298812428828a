"""Compounds, both ways: a word in longer ones (woning in huurwoningen), and a long one in its parts."""

from __future__ import annotations

from collections.abc import Collection, Container

from ppl.search.corpus import Corpus
from ppl.search.stems import stem
from ppl.search.words import EMPTY, PREFIXES

SHORTEST = 3  # letters of a part
SHORTEST_HELD = 4  # letters of a word that is looked for in others
LINKS = ("", "s", "e", "en", "n", "er")  # what Dutch puts between two parts
MOST = 60


def holding(
    corpus: Corpus, word: str, same: Collection[str], also: Container[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The compounds in which a word is the last part, and those that begin with it; what is left must be a word too.

    also: words that are good parts too
    """
    heads: dict[str, list[str]] = {}
    modifiers: dict[str, list[str]] = {}
    for own in sorted({word, stem(word), *same}, key=len):
        if len(own) < SHORTEST_HELD:
            continue
        for other in corpus.containing(own):
            if other in same or other in heads or other in modifiers:
                continue
            at = other.rfind(own)
            if at > 0 and (other[at:] in same or (len(other) - at <= len(own) + 4 and stem(other[at:]) == stem(word))):
                heads[other] = _without_link(other[:at])
            elif other.startswith(own):
                modifiers[other] = [
                    other[len(own) + len(link) :] for link in LINKS if other[len(own) :].startswith(link)
                ]
    rests = {rest for found in (heads, modifiers) for each in found.values() for rest in each if len(rest) >= SHORTEST}
    rests -= PREFIXES
    known = {*corpus.frequency(rests), *(rest for rest in rests if rest in also)}

    def kept(found: dict[str, list[str]]) -> tuple[str, ...]:
        return tuple(other for other, each in found.items() if any(rest in known for rest in each))[:MOST]

    return kept(heads), kept(modifiers)


def parts(corpus: Corpus, word: str, also: Container[str] = ()) -> tuple[str, ...]:
    """The two parts of a compound that are words of the documents themselves; nothing where there are none such.

    also: words that are good parts too
    """
    splits = []
    for at in range(SHORTEST, len(word) - SHORTEST + 1):
        for left in _without_link(word[:at]):
            if len(left) >= SHORTEST and left not in PREFIXES and word[at:] not in EMPTY:
                splits.append((left, word[at:]))
    every = {part for split in splits for part in split}
    known = {**{part: 1 for part in every if part in also}, **corpus.frequency(every)}
    found = []
    for left, right in splits:
        if left not in known and right not in known:
            continue
        each = [known.get(left) or _of_stem(corpus, left), known.get(right) or _of_stem(corpus, right)]
        if all(each):
            found.append((min(len(left), len(right)), len(left) + len(right), min(each), (left, right)))
    return max(found)[-1] if found else ()


def known_part(corpus: Corpus, word: str, also: Container[str] = ()) -> tuple[str, ...]:
    """The longest beginning or end of a word that is one itself and the greater half; nothing where there is none."""
    least = max(SHORTEST_HELD + 1, (len(word) + 1) // 2)
    found = {word[:at] for at in range(least, len(word) - 1)} | {word[at:] for at in range(2, len(word) - least + 1)}
    known = {*corpus.frequency(found), *(part for part in found if part in also)} - PREFIXES
    return (max(known, key=lambda part: (len(part), part)),) if known else ()


def _of_stem(corpus: Corpus, word: str) -> int:
    return sum(corpus.frequency(corpus.of_stem(stem(word))).values()) if len(word) > SHORTEST else 0


def _without_link(left: str) -> list[str]:
    return [left[: len(left) - len(link)] for link in LINKS if left.endswith(link)]
