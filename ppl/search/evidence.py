"""What documents tell of what is asked: those in which the same words stand equally often are one class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from math import log
from typing import NamedTuple

from ppl.search.corpus import Corpus, Tally
from ppl.search.document import PART, PARTS, Size
from ppl.search.expansion import By, Concept, Way
from ppl.search.standing import Places, of_phrase

SATURATION, BY_SIZE, BY_TITLE = 2.5, 0.5, 0.3  # BM25's k1 and b; b for the title
RARE = 0.85  # how much a rare word counts for more
OTHERS = 0.4  # of the other ways in which a document tells of the same thing
IN_CODES, IN_LISTS, NUMBER = 1.2, 1.1, 0.5  # words of vocabularies, words with synonyms, bare numbers
COMMON = 2_000  # documents from which on a word brings no document by itself, where others do
NEAR_PLACES = 4  # how near two words are that stand together
_TITLE = PART["title"]


class Match(NamedTuple):
    """A thing that is asked and that a document tells of; ways: how, the best first; score: what it adds."""

    concept: Concept
    ways: tuple[Way, ...]
    score: float


class Told(NamedTuple):
    """Where a concept is told of.

    ways: each way that stands somewhere, with its number among all ways and what it adds at most
    rarity: how rare it is
    """

    concept: Concept
    ways: tuple[tuple[Way, int, float], ...]
    documents: set[int]
    rarity: float


class _Step(NamedTuple):
    """What sets a class apart from the one before: a word of a way (none for a phrase) that stands so often."""

    before: int
    way: int
    word: str
    tally: Tally


class Tallied(NamedTuple):
    """How often a way stands in the documents of a class. title: in the title; rest: elsewhere, by what parts count"""

    title: int
    rest: float
    words: tuple[str, ...]
    parts: frozenset[int]


class Evidence:
    """Where all things that are asked are told of. told: of each thing, in their order"""

    def __init__(self, corpus: Corpus, things: Sequence[Concept], allowed: Collection[int] | None) -> None:
        """allowed: the only documents that count; common words are sought among those with the rare ones"""
        self._corpus = corpus
        self._usual = corpus.usual_size
        self._classes: dict[int, int] = {}  # of each document
        self._steps: list[_Step] = [_Step(0, 0, "", ())]
        self._phrases: dict[int, dict[int, Places]] = {}
        self._ways = 0
        common = [any(sum(corpus.frequency(way.words).values()) > COMMON for way in thing.ways) for thing in things]
        done = {at: self._told(thing, allowed) for at, thing in enumerate(things) if not common[at]}
        found = {document for one in done.values() for document in one.documents} or allowed
        self.told = [done[at] if at in done else self._told(thing, found) for at, thing in enumerate(things)]

    def _told(self, thing: Concept, among: Collection[int] | None) -> Told:
        ways = []
        every: set[int] = set()
        own = rarest = 0.0
        for way in thing.ways:
            self._ways += 1
            documents: set[int] = set()
            for word, tally, some in self._standing(way, among):
                documents.update(some)
                self._set_apart(some, _Step(0, self._ways, word, tally))
            if not documents:
                continue
            rare = rarity(self._corpus, len(documents))
            rarest = max(rarest, rare * way.worth)
            if way.by in (By.ITSELF, By.FORM) and not own:
                own = rare
            ways.append((way, self._ways, thing.worth * _weight(thing) * way.worth * rare * (SATURATION + 1)))
            every |= documents
        return Told(thing, tuple(ways), every, (own or rarest) * _weight(thing))

    def _standing(self, way: Way, among: Collection[int] | None) -> Iterator[tuple[str, Tally, Sequence[int]]]:
        """Each word of a way with how often it stands in which documents; of a phrase as a whole."""
        if not way.each:
            for word in way.words:
                for tally, some in self._corpus.tallies(word):
                    yield word, tally, [*some] if among is None else [one for one in some if one in among]
            return
        found = of_phrase(self._corpus, way.each, 1 if way.by is By.PHRASE else NEAR_PLACES, among)
        self._phrases[self._ways] = found
        counted: dict[Tally, list[int]] = defaultdict(list)
        for document, places in found.items():
            counted[tuple(sorted((part, len(at)) for part, at in places.items()))].append(document)
        for tally, some in counted.items():
            yield "", tally, some

    def _set_apart(self, documents: Iterable[int], step: _Step) -> None:
        """Give documents of which something more is known a class of their own."""
        classes, steps = self._classes, self._steps
        after: dict[int, int] = {}
        for document in documents:
            before = classes.get(document, 0)
            if (own := after.get(before)) is None:
                own = after[before] = len(steps)
                steps.append(step._replace(before=before))
            classes[document] = own

    def classes(self) -> dict[int, list[int]]:
        """The documents of each class."""
        found: dict[int, list[int]] = defaultdict(list)
        for document, own in self._classes.items():
            found[own].append(document)
        return found

    def class_of(self, document: int) -> int | None:
        """The class of a document; None where it tells of nothing that is asked."""
        return self._classes.get(document)

    def tallied(self, of: int) -> dict[int, Tallied]:
        """How often each way stands in the documents of a class."""
        found: dict[int, Tallied] = {}
        while of:
            of, way, word, tally = self._steps[of]
            title, rest, words, parts = found.get(way, (0, 0.0, (), frozenset()))
            for part, number in tally:
                if part == _TITLE:
                    title += number
                else:
                    rest += PARTS[part][1] * number
            parts |= {part for part, _ in tally}
            found[way] = Tallied(title, rest, (*words, word) if word else words, parts)
        return found

    def scores(self, tallied: dict[int, Tallied], size: Size) -> list[list[tuple[float, Way]]]:
        """What each way of each thing adds for a document of this size, the best first. Less for a larger one."""
        usual, usual_title = self._usual
        by_title = PARTS[_TITLE][1] / (1 - BY_TITLE + BY_TITLE * size.title / usual_title)
        saturation = SATURATION * (1 - BY_SIZE + BY_SIZE * size.whole / usual)
        found = []
        for one in self.told:
            each = []
            for way, number, most in one.ways:
                if (held := tallied.get(number)) is not None:
                    often = held.rest + held.title * by_title
                    each.append((most * often / (often + saturation), way))
            each.sort(key=lambda one: -one[0])
            found.append(each)
        return found

    def matches(self, tallied: dict[int, Tallied], size: Size) -> list[Match]:
        """The things that a document of this size tells of."""
        every = zip(self.told, self.scores(tallied, size), strict=True)
        return [Match(one.concept, tuple(way for _, way in each), score_of(each)) for one, each in every if each]

    def places(self, document: int, thing: int, tallied: dict[int, Tallied]) -> Places:
        """Where a document tells of a thing."""
        found: Places = defaultdict(list)
        for way, number, _ in self.told[thing].ways:
            if number not in tallied:
                continue
            if way.each:
                for part, ends in self._phrases[number][document].items():
                    found[part] += ends
            for word in tallied[number].words:
                for _, part, at in self._corpus.postings(word, (document,)):
                    found[part] += at
        return found


def score_of(each: Sequence[tuple[float, Way]]) -> float:
    """What a thing adds of which the ways add this, the best first."""
    return each[0][0] + OTHERS * sum(more for more, _ in each[1:3])


def rarity(corpus: Corpus, number: int) -> float:
    """How much it says that a word is there which stands in so many documents."""
    return float(log(1 + max(0.5, corpus.number - number + 0.5) / (number + 0.5)) ** RARE)


def _weight(thing: Concept) -> float:
    """What a thing counts for by what is known of it: words of the trade for more, a bare number for less."""
    if thing.asked.isdigit():
        return NUMBER
    by = {way.by for way in thing.ways}
    return IN_CODES if By.CODE in by else IN_LISTS if By.SYNONYM in by else 1.0
