"""Which documents answer a question best."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from ppl.search.corpus import Corpus
from ppl.search.expansion import PARTS_TOO, WHOLE, By, Concept, Way, concepts, forms
from ppl.search.question import Question
from ppl.search.standing import Places, Standing, of_phrase, of_words
from ppl.search.synonyms import Synonyms

SATURATION, BY_SIZE, BY_TITLE = 2.5, 0.5, 0.3  # BM25's k1 and b; b for the title
RARE = 0.85  # how much a rare word counts for more
OTHERS = 0.4  # of the other ways in which a document tells of the same thing
COVERED, COVERED_POWER = 0.5, 1.5  # how much it counts that all is found that is asked
NEAR, NEAR_PLACES = 0.8, 4  # what it adds that two words stand together, and how near that is
LINKED, LINKED_BEST = 0.2, 25  # what a document passes on to those that it names; how many do
IN_CODES, IN_LISTS, NUMBER = 1.2, 1.1, 0.5  # words of vocabularies, words with synonyms, bare numbers
LEAST_COVERED = 0.25  # of what is asked; a document that tells of no more answers nothing
COMMON = 2_000  # documents from which on a word brings no document by itself, where others do


class Match(NamedTuple):
    """A thing that is asked and that a document tells of; ways: how, the best first; score: what it adds."""

    concept: Concept
    ways: tuple[Way, ...]
    score: float


class Hit(NamedTuple):
    """A document that answers. score: higher is better, to compare within one question; matches: the best first."""

    ref: str
    score: float
    matches: tuple[Match, ...]


class Found(NamedTuple):
    """What a question found. mistyped: words that stand nowhere, each with the one that was looked for instead."""

    hits: list[Hit]
    mistyped: dict[str, str]


class _Told(NamedTuple):
    """Where a concept is told of: per document its match, and its places; rarity: how rare it is."""

    concept: Concept
    matches: dict[str, Match]
    places: dict[str, Places]
    rarity: float


def search(
    corpus: Corpus, asked: Question, synonyms: Synonyms, is_kept: Callable[[str], bool] = lambda ref: True
) -> Found:
    """The documents that answer a question, the best first; none where none does.

    is_kept: whether a document may be among them, by its ref
    """
    things = concepts(corpus, asked, synonyms)
    allowed = _with_phrases(corpus, asked)
    hits = _linked(corpus, _scored(corpus, things, asked, allowed))
    gone = left_out(corpus, asked)
    kept = [hit for hit in hits if hit.ref not in gone and is_kept(hit.ref)]
    mistyped = {thing.asked: way.said for thing in things for way in thing.ways[:1] if way.by is By.TYPING}
    return Found(sorted(kept, key=lambda hit: (-round(hit.score, 6), hit.ref)), mistyped)


def _with_phrases(corpus: Corpus, asked: Question) -> set[str] | None:
    """The documents in which all phrases stand; None where no phrase is asked."""
    found: set[str] | None = None
    for phrase in asked.phrases:
        refs = set(of_phrase(corpus, [(word,) for word in phrase], among=found).refs())
        found = refs if found is None else found & refs
    return found


def left_out(corpus: Corpus, asked: Question) -> set[str]:
    """The documents that have what the question is without."""
    found: set[str] = set()
    for said in asked.without:
        if len(said) == 1:
            found |= set(of_words(corpus, forms(corpus, said[0])).refs())
        else:
            found |= set(of_phrase(corpus, [(word,) for word in said]).refs())
    return found


def _scored(corpus: Corpus, things: Sequence[Concept], asked: Question, allowed: Collection[str] | None) -> list[Hit]:
    told = [*_all_told(corpus, things, allowed)]
    rarity: dict[int, float] = dict.fromkeys(range(-len(asked.phrases), 0), 0.0)
    matches: dict[str, list[Match]] = defaultdict(list)
    for one in told:
        rarity[one.concept.place] = max(rarity.get(one.concept.place, 0.0), one.rarity * one.concept.worth)
        for ref, match in one.matches.items():
            matches[ref].append(match)
    total = sum(rarity.values()) or 1.0
    unknown = _unknown(corpus, told, asked, rarity)
    near = _nearness(told, rarity)
    sizes = corpus.sizes(matches.keys())
    hits = []
    for ref, of in matches.items():
        covered = _covered(of, rarity)
        if covered / (total + unknown) <= LEAST_COVERED:
            continue
        score = sum(match.score for match in of) + near.get(ref, 0.0)
        score *= sizes[ref].worth * (1 - COVERED + COVERED * (covered / total) ** COVERED_POWER)
        hits.append(Hit(ref, score, tuple(sorted(of, key=lambda match: -match.score))))
    return hits


def _unknown(corpus: Corpus, told: Sequence[_Told], asked: Question, rarity: Mapping[int, float]) -> float:
    """How much is asked of which nothing is known, or only a part: as much as of a word that stands once."""
    parts = Counter(one.concept.place for one in told if one.concept.is_part)
    known = {place for place, number in parts.items() if number > 1}
    for one in told:
        thing = one.concept
        if not thing.is_part and any(way.by in WHOLE for way in thing.ways):
            known |= set(range(thing.place, thing.place + thing.span))
    rare = _rarity(corpus, 1)
    return sum(
        max(0.0, rare - rarity.get(at, 0.0))
        for at in asked.telling
        if at not in known and not asked.words[at].isdigit()
    )


def _covered(matches: Sequence[Match], rarity: Mapping[int, float]) -> float:
    """How much of what is asked a document tells of."""
    best: dict[int, float] = {}
    for match in matches:
        place = match.concept.place
        best[place] = max(best.get(place, 0.0), max(way.worth for way in match.ways) * match.concept.worth)
    return sum(rarity[place] * min(1.0, worth) for place, worth in best.items())


def _all_told(corpus: Corpus, things: Sequence[Concept], allowed: Collection[str] | None) -> Iterator[_Told]:
    """Each concept with where it is told of; common words are sought among the documents of the rare ones."""
    common = [any(sum(corpus.frequency(way.words).values()) > COMMON for way in thing.ways) for thing in things]
    done = {at: _told(corpus, thing, allowed) for at, thing in enumerate(things) if not common[at]}
    found = {ref for one in done.values() for ref in one.matches} or allowed
    for at, thing in enumerate(things):
        yield done[at] if at in done else _told(corpus, thing, found)


def _told(corpus: Corpus, thing: Concept, among: Collection[str] | None) -> _Told:
    worth = thing.worth * _weight(thing)
    scores: dict[str, list[tuple[float, Way]]] = defaultdict(list)
    places: dict[str, Places] = {}
    own = rarest = 0.0
    usual, usual_title = corpus.usual_size
    for way in thing.ways:
        standing = _standing(corpus, way, among)
        if not standing.places:
            continue
        rarity = _rarity(corpus, len(standing.places))
        rarest = max(rarest, rarity * way.worth)
        if way.by in (By.ITSELF, By.FORM) and not own:
            own = rarity
        for ref, size in corpus.sizes(standing.refs()).items():
            number = standing.number(ref, 1 / (1 - BY_TITLE + BY_TITLE * size.title / usual_title))
            share = number / (number + SATURATION * (1 - BY_SIZE + BY_SIZE * size.whole / usual))
            scores[ref].append((worth * way.worth * rarity * share * (SATURATION + 1), way))
            for part, at in standing.places[ref].items():
                places.setdefault(ref, {}).setdefault(part, []).extend(at)
    matches = {}
    for ref, each in scores.items():
        each.sort(key=lambda one: -one[0])
        score = each[0][0] + OTHERS * sum(more for more, _ in each[1:3])
        matches[ref] = Match(thing, tuple(way for _, way in each), score)
    return _Told(thing, matches, places, (own or rarest) * _weight(thing))


def _weight(thing: Concept) -> float:
    """What a thing counts for by what is known of it: words of the trade for more, a bare number for less."""
    if thing.asked.isdigit():
        return NUMBER
    by = {way.by for way in thing.ways}
    return IN_CODES if By.CODE in by else IN_LISTS if By.SYNONYM in by else 1.0


def _standing(corpus: Corpus, way: Way, among: Collection[str] | None) -> Standing:
    if way.each:
        return of_phrase(corpus, way.each, 1 if way.by is By.PHRASE else NEAR_PLACES, among)
    return of_words(corpus, way.words, among)


def _rarity(corpus: Corpus, number: int) -> float:
    """How much it says that a word is there which stands in so many documents."""
    return float(log(1 + max(0.5, corpus.number - number + 0.5) / (number + 0.5)) ** RARE)


def _nearness(told: Sequence[_Told], rarity: Mapping[int, float]) -> dict[str, float]:
    """What it adds that things which are asked one after the other stand near each other."""
    found: dict[str, float] = defaultdict(float)
    for one, other in pairwise(told):
        both = [one.concept, other.concept]
        if both[0].place == both[1].place and not all(thing.is_part and thing.worth > PARTS_TOO for thing in both):
            continue
        worth = NEAR * min(rarity[thing.place] * (thing.worth if thing.is_part else 1.0) for thing in both)
        for ref in one.places.keys() & other.places.keys():
            if _is_near(one.places[ref], other.places[ref]):
                found[ref] += worth
    return found


def _is_near(one: Places, other: Places) -> bool:
    for part in one.keys() & other.keys():
        there = set(other[part])
        if any(at + step in there for at in one[part] for step in range(-NEAR_PLACES, NEAR_PLACES + 1)):
            return True
    return False


def _linked(corpus: Corpus, hits: list[Hit]) -> list[Hit]:
    """The hits, those with more that good ones name or are named by."""
    best = sorted(hits, key=lambda hit: (-hit.score, hit.ref))[:LINKED_BEST]
    scores = {hit.ref: hit.score for hit in hits}
    more: dict[str, float] = defaultdict(float)
    for ref, document in corpus.documents([hit.ref for hit in best]).items():
        for other in document.links:
            if other in scores and other != ref:
                more[other] = max(more[other], LINKED * scores[ref])
                more[ref] = max(more[ref], LINKED * scores[other])
    return [hit._replace(score=hit.score + more[hit.ref]) if hit.ref in more else hit for hit in hits]
