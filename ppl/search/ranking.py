"""Which documents answer a question best."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from heapq import heappop, heappush
from itertools import count, islice, pairwise
from typing import NamedTuple

from ppl.search.corpus import Corpus
from ppl.search.document import Size
from ppl.search.evidence import NEAR_PLACES, Evidence, Match, Tallied, Told, rarity, score_of
from ppl.search.expansion import PARTS_TOO, WHOLE, By, concepts, forms
from ppl.search.question import Question
from ppl.search.standing import Places, of_phrase, of_words
from ppl.search.synonyms import Synonyms

COVERED, COVERED_POWER = 0.5, 1.5  # how much it counts that all is found that is asked
NEAR = 0.8  # what it adds that two words stand together
LINKED, LINKED_BEST = 0.2, 25  # what a document passes on to those that it names; how many do
LEAST_COVERED = 0.25  # of what is asked; a document that tells of no more answers nothing


class Hit(NamedTuple):
    """A document that answers. score: higher is better, to compare within one question; matches: the best first."""

    ref: str
    score: float
    matches: tuple[Match, ...]


class Found(NamedTuple):
    """What a question found.

    hits: the best of the documents that answer; total: how many do
    mistyped: words that stand nowhere, each with the one that was looked for instead
    """

    hits: list[Hit]
    mistyped: dict[str, str]
    total: int


class _Alike(NamedTuple):
    """Documents of one class: they tell of the same, equally often.

    share: what of their score counts, by how much of what is asked they tell of
    near: the pairs of things that may stand together in them, each with what that adds
    """

    documents: list[int]
    tallied: dict[int, Tallied]
    share: float
    near: list[tuple[int, int, float]]


def search(
    corpus: Corpus,
    asked: Question,
    synonyms: Synonyms,
    is_kept: Callable[[str], bool] | None = None,
    most: int | None = None,
) -> Found:
    """The documents that answer a question, the best first; none where none does.

    is_kept: whether a document may be among them, by its ref; None for all
    most: how many are wanted: the others are counted, and weighed as far as it takes to know that these are the best
    """
    things = concepts(corpus, asked, synonyms)
    evidence = Evidence(corpus, things, _with_phrases(corpus, asked))
    answers = _Answers(corpus, evidence, asked)
    gone = left_out(corpus, asked)
    if is_kept is not None:
        answering = [document for one in answers.alike for document in one.documents]
        refs = corpus.refs(answering)
        gone = gone | {document for document in answering if not is_kept(refs[document])}
    total = answers.number
    if gone:
        total -= sum(document in gone for one in answers.alike for document in one.documents)
    mistyped = {thing.asked: way.said for thing in things for way in thing.ways[:1] if way.by is By.TYPING}
    return Found(answers.best(most, gone), mistyped, total)


def _with_phrases(corpus: Corpus, asked: Question) -> set[int] | None:
    """The documents in which all phrases stand; None where no phrase is asked."""
    found: set[int] | None = None
    for phrase in asked.phrases:
        documents = set(of_phrase(corpus, [(word,) for word in phrase], among=found))
        found = documents if found is None else found & documents
    return found


def left_out(corpus: Corpus, asked: Question) -> set[int]:
    """The documents that have what the question is without."""
    found: set[int] = set()
    for said in asked.without:
        if len(said) == 1:
            found |= of_words(corpus, forms(corpus, said[0]))
        else:
            found |= set(of_phrase(corpus, [(word,) for word in said]))
    return found


class _Answers:
    """The documents that answer a question, in their order. number: how many there are"""

    def __init__(self, corpus: Corpus, evidence: Evidence, asked: Question) -> None:
        self._corpus = corpus
        self._evidence = evidence
        rare: dict[int, float] = dict.fromkeys(range(-len(asked.phrases), 0), 0.0)
        for one in evidence.told:
            place = one.concept.place
            rare[place] = max(rare.get(place, 0.0), one.rarity * one.concept.worth if one.ways else 0.0)
        self._rare = rare
        self._total = sum(rare.values()) or 1.0
        unknown = _unknown(corpus, evidence.told, asked, rare)
        self._pairs = [*_pairs(evidence.told, rare)]
        self._known: dict[tuple[int, Size], tuple[float, tuple[Match, ...]]] = {}
        self._by_class: dict[int, _Alike] = {}
        for of, documents in evidence.classes().items():
            tallied = evidence.tallied(of)
            covered = self._covered(tallied)
            if covered / (self._total + unknown) > LEAST_COVERED:
                share = 1 - COVERED + COVERED * (covered / self._total) ** COVERED_POWER
                self._by_class[of] = _Alike(documents, tallied, share, self._near(tallied))
        self.alike = self._by_class.values()
        self.number = sum(len(one.documents) for one in self.alike)

    def _covered(self, tallied: Mapping[int, Tallied]) -> float:
        """How much of what is asked the documents of a class tell of."""
        best: dict[int, float] = {}
        for concept, ways, _, _ in self._evidence.told:
            if worths := [way.worth for way, number, _ in ways if number in tallied]:
                best[concept.place] = max(best.get(concept.place, 0.0), max(worths) * concept.worth)
        return sum(self._rare[place] * min(1.0, worth) for place, worth in best.items())

    def _near(self, tallied: Mapping[int, Tallied]) -> list[tuple[int, int, float]]:
        """The pairs of things that may stand near each other in a class: in one part."""
        if not self._pairs:
            return []
        parts = [
            {part for _, number, _ in ways if number in tallied for part in tallied[number].parts}
            for _, ways, _, _ in self._evidence.told
        ]
        return [pair for pair in self._pairs if parts[pair[0]] & parts[pair[1]]]

    def best(self, most: int | None, gone: Collection[int]) -> list[Hit]:
        """The best so many documents that are not left out: in their order, after those that good ones name or are
        named by got more."""
        hits: dict[int, Hit] = {}
        order = self._in_order()
        for document, hit in islice(order, LINKED_BEST):
            hits[document] = hit
        best = list(hits.values())
        kept = sum(document not in gone for document in hits)
        while (most is None or kept < most) and (next_ := next(order, None)):
            hits[next_[0]] = next_[1]
            kept += next_[0] not in gone
        found = [hit for document, hit in self._linked(best, hits) if document not in gone]
        return sorted(found, key=lambda hit: (-round(hit.score, 6), hit.ref))[:most]

    def _linked(self, best: Sequence[Hit], hits: dict[int, Hit]) -> Iterator[tuple[int, Hit]]:
        """The hits, those with more that good ones name or are named by."""
        documents = self._corpus.documents([hit.ref for hit in best])
        linked = {other for document in documents.values() for other in document.links}
        numbers = self._corpus.numbers(linked)
        sizes = self._corpus.sizes(numbers.values())
        for ref, number in numbers.items():
            alike = self._by_class.get(self._evidence.class_of(number) or 0)
            if number not in hits and alike is not None:
                hits[number] = self._hit(number, ref, sizes[number], alike)
        scores = {hit.ref: hit.score for hit in hits.values()}
        more: dict[str, float] = defaultdict(float)
        for hit in best:
            for other in documents[hit.ref].links if hit.ref in documents else ():
                if other in scores and other != hit.ref:
                    more[other] = max(more[other], LINKED * scores[hit.ref])
                    more[hit.ref] = max(more[hit.ref], LINKED * scores[other])
        for number, hit in hits.items():
            yield number, hit._replace(score=hit.score + more[hit.ref]) if hit.ref in more else hit

    def _in_order(self) -> Iterator[tuple[int, Hit]]:
        """The documents with their hits, the best first, each weighed when it may be the next: what waits is known by
        the most that it can be, first a class, then those in it of one size, then one document."""
        sizes = self._corpus.sizes([document for one in self.alike for document in one.documents])
        waiting: list[tuple[float, str, int, Callable[[], Hit | None], int]] = []
        turn = count()

        def wait(score: float, ref: str, then: Callable[[], Hit | None], document: int = -1) -> None:
            heappush(waiting, (-round(score, 6), ref, next(turn), then, document))

        def split(one: _Alike) -> None:
            of_size: dict[Size, list[int]] = defaultdict(list)
            for document in one.documents:
                of_size[sizes[document]].append(document)
            for size, documents in of_size.items():
                most = self._at_most(one, size)
                wait(most, "", partial(by_ref, one, most, documents))

        def by_ref(one: _Alike, most: float, documents: list[int]) -> None:
            refs = self._corpus.refs(documents)
            proceed(one, most, iter(sorted((refs[document], document) for document in documents)))

        def proceed(one: _Alike, most: float, ordered: Iterator[tuple[str, int]]) -> None:
            if (following := next(ordered, None)) is not None:
                wait(most, following[0], partial(weigh, one, most, *following, ordered))

        def weigh(one: _Alike, most: float, ref: str, document: int, ordered: Iterator[tuple[str, int]]) -> None:
            hit = self._hit(document, ref, sizes[document], one)
            wait(hit.score, hit.ref, lambda: hit, document)
            proceed(one, most, ordered)

        for one in self.alike:
            held = [sizes[document] for document in one.documents]
            least = Size(min(s.whole for s in held), min(s.title for s in held), max(s.worth for s in held))
            wait(self._at_most(one, least), "", partial(split, one))
        while waiting:
            _, _, _, then, document = heappop(waiting)
            if (hit := then()) is not None:
                yield document, hit

    def _at_most(self, one: _Alike, size: Size) -> float:
        """What a document of a class and this size counts for at most; of a larger one it is no more."""
        told = sum(score_of(each) for each in self._evidence.scores(one.tallied, size) if each)
        return (told + sum(worth for _, _, worth in one.near)) * size.worth * one.share

    def _hit(self, document: int, ref: str, size: Size, one: _Alike) -> Hit:
        told, matches = self._told(one, size)
        for thing, other, worth in one.near:
            places = [self._evidence.places(document, each, one.tallied) for each in (thing, other)]
            told += worth if _is_near(*places) else 0.0
        return Hit(ref, told * size.worth * one.share, matches)

    def _told(self, one: _Alike, size: Size) -> tuple[float, tuple[Match, ...]]:
        """What documents of one class and size tell of, the best first, and what it counts for together."""
        if (id(one), size) not in self._known:
            matches = self._evidence.matches(one.tallied, size)
            ordered = tuple(sorted(matches, key=lambda match: -match.score))
            self._known[id(one), size] = sum(match.score for match in matches), ordered
        return self._known[id(one), size]


def _unknown(corpus: Corpus, told: Sequence[Told], asked: Question, rare: Mapping[int, float]) -> float:
    """How much is asked of which nothing is known, or only a part: as much as of a word that stands once."""
    parts = Counter(one.concept.place for one in told if one.concept.is_part)
    known = {place for place, number in parts.items() if number > 1}
    for one in told:
        thing = one.concept
        if not thing.is_part and any(way.by in WHOLE for way in thing.ways):
            known |= set(range(thing.place, thing.place + thing.span))
    most = rarity(corpus, 1)
    return sum(
        max(0.0, most - rare.get(at, 0.0)) for at in asked.telling if at not in known and not asked.words[at].isdigit()
    )


def _pairs(told: Sequence[Told], rare: Mapping[int, float]) -> Iterator[tuple[int, int, float]]:
    """Things that are asked one after the other, with what it adds that they stand near each other."""
    for at, (one, other) in enumerate(pairwise(told)):
        both = [one.concept, other.concept]
        if both[0].place == both[1].place and not all(thing.is_part and thing.worth > PARTS_TOO for thing in both):
            continue
        yield at, at + 1, NEAR * min(rare[thing.place] * (thing.worth if thing.is_part else 1.0) for thing in both)


def _is_near(one: Places, other: Places) -> bool:
    for part in one.keys() & other.keys():
        there = set(other[part])
        if any(at + step in there for at in one[part] for step in range(-NEAR_PLACES, NEAR_PLACES + 1)):
            return True
    return False
