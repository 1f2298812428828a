"""Where words stand: the documents in which any of some words do, or all of them next to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from ppl.search.corpus import Corpus

Places = dict[int, list[int]]  # by part


def of_words(corpus: Corpus, words: Iterable[str]) -> set[int]:
    """The documents in which any of these words stands."""
    return {document for word in words for _, found in corpus.tallies(word) for document in found}


def of_phrase(
    corpus: Corpus, words: Sequence[Collection[str]], within: int = 1, among: Collection[int] | None = None
) -> dict[int, Places]:
    """Where words stand in their order, each at most so many places behind the one before: of each document.

    words: for each place in the phrase the words that are good there
    """
    kept = of_words(corpus, words[0]) if words else set()
    for each in words[1:]:
        kept &= of_words(corpus, each)
    if among is not None:
        kept = {document for document in kept if document in among}
    chains: dict[tuple[int, int], list[int]] = {}
    for place, each in enumerate(words):
        here: dict[tuple[int, int], list[int]] = defaultdict(list)
        for word in each:
            for document, part, places in corpus.postings(word, kept):
                here[document, part] += places
        if place == 0:
            chains = here
        else:
            chains = {key: ends for key, before in chains.items() if (ends := _behind(before, here.get(key), within))}
        kept = {document for document, _ in chains}
    found: dict[int, Places] = {}
    for (document, part), places in chains.items():
        found.setdefault(document, {})[part] = places
    return found


def _behind(before: Collection[int], here: Iterable[int] | None, within: int) -> list[int]:
    ends = {end + step for end in before for step in range(1, within + 1)}
    return [at for at in here or () if at in ends]
