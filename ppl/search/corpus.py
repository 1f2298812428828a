"""What is looked through: the few questions that a search puts to an index, and an index in memory that answers."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from ppl.search.document import Document, Size, analysis, size
from ppl.search.stems import bones, english_stem, irregular, skeleton, stem

MOST_WORDS = 500  # in which a piece of a word stands


# in which parts of a document a word stands (their places in PARTS), and how often in each
Tally = tuple[tuple[int, int], ...]


class Posting(NamedTuple):
    """Where a word stands in one document (its number): the part (its place in PARTS), and the places in it."""

    document: int
    part: int
    places: Sequence[int]


class Corpus(Protocol):
    """Documents that can be looked through.

    Whoever keeps an index answers these, each from the rows of the words that are asked for. An index keeps, per
    document, what `analysis` gives and its `size`; per word, in how many documents it stands, its `stem` and
    `english_stem`; and the sums of the sizes. All words are in one spelling (`words.words`). A document is known by a
    number, which means nothing outside the index.
    """

    @property
    def number(self) -> int:
        """The number of documents."""
        ...

    @property
    def usual_size(self) -> tuple[float, float]:
        """The mean size of a document, and of its title, in words."""
        ...

    def frequency(self, words: Collection[str]) -> Mapping[str, int]:
        """Of each of these words that stands anywhere, in how many documents it does."""
        ...

    def of_stem(self, stem: str) -> Collection[str]:
        """The words with this Dutch stem."""
        ...

    def of_english_stem(self, stem: str) -> Collection[str]:
        """The words with this English stem."""
        ...

    def containing(self, piece: str) -> Collection[str]:
        """The words in which these letters stand, four or more; of more than 500 the most frequent."""
        ...

    def resembling(self, word: str) -> Collection[str]:
        """Words that may be meant by one that was mistyped: of about its length, with letters in common."""
        ...

    def tallies(self, word: str) -> Iterable[tuple[Tally, Iterable[int]]]:
        """How often a word stands in a document, each time with documents in which it stands so often."""
        ...

    def postings(self, word: str, among: Collection[int] | None = None) -> Iterable[Posting]:
        """Where a word stands, in all documents or only in these."""
        ...

    def refs(self, documents: Collection[int]) -> Mapping[int, str]:
        """The refs of documents, and perhaps of others."""
        ...

    def numbers(self, refs: Collection[str]) -> Mapping[str, int]:
        """The numbers of the documents with these refs, of those that there are."""
        ...

    def sizes(self, documents: Collection[int]) -> Mapping[int, Size]:
        """The sizes of documents, and perhaps of others."""
        ...

    def documents(self, refs: Collection[str]) -> Mapping[str, Document]:
        """The documents themselves, for what is shown of them."""
        ...


def resembles(word: str, other: str) -> bool:
    """Whether a word may be what was meant by another: of about its length, with letters in common."""
    grams = {word[at : at + 2] for at in range(len(word) - 1)}
    common = sum(other[at : at + 2] in grams for at in range(len(other) - 1))
    return abs(len(other) - len(word)) <= 2 and common * 2 >= len(grams) - 2


class MemoryCorpus:
    """Documents in memory, for one question; tests/search/test_corpus.py holds other indexes to its answers."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.ref: document for document in documents}
        self._refs = dict(enumerate(self._documents))
        self._numbers = {ref: number for number, ref in self._refs.items()}
        self._postings: dict[str, dict[int, list[Posting]]] = defaultdict(dict)
        self._sizes = {number: size(self._documents[ref]) for number, ref in self._refs.items()}
        for number, ref in self._refs.items():
            for word, part, places in analysis(self._documents[ref]):
                self._postings[word].setdefault(number, []).append(Posting(number, part, places))
        self._frequency = {word: len(found) for word, found in self._postings.items()}
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        skeletons: set[tuple[str, str]] = set()
        for word in self._frequency:
            skeletons.add((skeleton(word), word))
            self._by_beginning[word[:3]].append(word)
        self._by_skeleton = sorted(skeletons)
        self._stems: dict[str, list[str]] = {}

    @property
    def words(self) -> Collection[str]:
        """All words."""
        return self._frequency.keys()

    @property
    def number(self) -> int:
        return len(self._documents)

    @cached_property
    def usual_size(self) -> tuple[float, float]:
        number = max(1, len(self._sizes))
        return (
            sum(each.whole for each in self._sizes.values()) / number or 1.0,
            sum(each.title for each in self._sizes.values()) / number or 1.0,
        )

    def frequency(self, words: Collection[str]) -> Mapping[str, int]:
        return {word: self._frequency[word] for word in words if word in self._frequency}

    def of_stem(self, stem_: str) -> Collection[str]:
        if stem_ not in self._stems:
            found = dict.fromkeys(self._beginning_so(bones(stem_)))
            regular = [word for word in found if stem(word) == stem_]
            others = (word for word in irregular(stem_) if word in self._frequency)
            self._stems[stem_] = [*dict.fromkeys([*regular, *others])]
        return self._stems[stem_]

    def _beginning_so(self, begun: str) -> Iterator[str]:
        """The words whose consonants begin like this, with few more: they may have the stem of these."""
        for at in range(bisect_left(self._by_skeleton, (begun, "")), len(self._by_skeleton)):
            found, word = self._by_skeleton[at]
            if not found.startswith(begun):
                return
            if len(found) <= len(begun) + 5:
                yield word

    def of_english_stem(self, stem_: str) -> Collection[str]:
        return [word for word in self._by_beginning[stem_[:3]] if english_stem(word) == stem_]

    def containing(self, piece: str) -> Collection[str]:
        found = [word for word in self._frequency if piece in word]
        return sorted(found, key=lambda word: (-self._frequency[word], word))[:MOST_WORDS]

    def resembling(self, word: str) -> Collection[str]:
        return sorted(other for other in self._frequency if resembles(word, other))

    def tallies(self, word: str) -> Iterable[tuple[Tally, Iterable[int]]]:
        found: dict[Tally, list[int]] = defaultdict(list)
        for number, held in self._postings.get(word, {}).items():
            found[tuple(sorted((part, len(places)) for _, part, places in held))].append(number)
        return found.items()

    def postings(self, word: str, among: Collection[int] | None = None) -> Iterable[Posting]:
        found = self._postings.get(word, {})
        asked = found if among is None else (number for number in among if number in found)
        return [posting for number in asked for posting in found[number]]

    def refs(self, documents: Collection[int]) -> Mapping[int, str]:
        return self._refs

    def numbers(self, refs: Collection[str]) -> Mapping[str, int]:
        return {ref: self._numbers[ref] for ref in refs if ref in self._numbers}

    def sizes(self, documents: Collection[int]) -> Mapping[int, Size]:
        return self._sizes

    def documents(self, refs: Collection[str]) -> Mapping[str, Document]:
        return {ref: self._documents[ref] for ref in refs if ref in self._documents}
