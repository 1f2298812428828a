"""Where words stand: the documents in which any of some words do, or all of them next to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from ppl.search.corpus import Corpus
from ppl.search.document import PART, PARTS

Places = dict[int, list[int]]  # by part
_WORTH = tuple(worth for _, worth in PARTS)
_TITLE = PART["title"]


class Standing(NamedTuple):
    """Where something stands: per document its places, by part."""

    places: dict[str, Places]

    def refs(self) -> Collection[str]:
        return self.places.keys()

    def number(self, ref: str, by_title: float) -> float:
        """How often it stands in a document, each time for what its part counts. by_title: for once in the title"""
        return sum(
            _WORTH[part] * len(at) * (by_title if part == _TITLE else 1.0) for part, at in self.places[ref].items()
        )


def of_words(corpus: Corpus, words: Iterable[str], among: Collection[str] | None = None) -> Standing:
    """Where any of these words stands."""
    found: dict[str, Places] = {}
    for word in words:
        for ref, part, places in corpus.postings(word, among):
            found.setdefault(ref, {}).setdefault(part, []).extend(places)
    return Standing(found)


def of_phrase(
    corpus: Corpus, words: Sequence[Collection[str]], within: int = 1, among: Collection[str] | None = None
) -> Standing:
    """Where words stand in their order, each at most so many places behind the one before.

    words: for each place in the phrase the words that are good there
    """
    chains: dict[tuple[str, int], list[int]] = {}
    kept = among
    for place, each in enumerate(words):
        here: dict[tuple[str, int], list[int]] = defaultdict(list)
        for word in each:
            for ref, part, places in corpus.postings(word, kept):
                here[ref, part] += places
        if place == 0:
            chains = here
        else:
            chains = {key: ends for key, before in chains.items() if (ends := _behind(before, here.get(key), within))}
        kept = {ref for ref, _ in chains}
    found: dict[str, Places] = {}
    for (ref, part), places in chains.items():
        found.setdefault(ref, {})[part] = places
    return Standing(found)


def _behind(before: Collection[int], here: Iterable[int] | None, within: int) -> list[int]:
    ends = {end + step for end in before for step in range(1, within + 1)}
    return [at for at in here or () if at in ends]
