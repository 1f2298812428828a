"""What a word of a question may stand for in the documents: its forms, compounds, synonyms, typing errors."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from ppl.search.compounds import LINKS, SHORTEST_HELD, holding, known_part, parts
from ppl.search.corpus import Corpus
from ppl.search.mistyped import mistyped, mistyped_parts
from ppl.search.question import Question
from ppl.search.stems import english_stem, stem
from ppl.search.synonyms import Synonyms


class By(Enum):
    """Why a word counts as found."""

    ITSELF = "itself"
    FORM = "form"
    COMPOUND = "compound"
    PART = "part"
    SYNONYM = "synonym"
    CODE = "code"
    LIKE = "like"
    TYPING = "typing"
    PHRASE = "phrase"


WHOLE = frozenset({By.ITSELF, By.FORM, By.SYNONYM, By.CODE, By.TYPING, By.PART})  # found as a whole, if otherwise


class Way(NamedTuple):
    """A way in which a word may stand in a document.

    words: words of the index, any of which will do
    worth: what it counts for, of 1
    said: what it is called
    each: where it is several words that stand together: for each of them the words that will do
    """

    words: tuple[str, ...]
    worth: float
    by: By
    said: str = ""
    each: tuple[tuple[str, ...], ...] = ()


class Concept(NamedTuple):
    """A thing that is asked for.

    asked: the word or words of the question that it comes from; worth: what it counts for
    place: of its first word in the question; below 0 for a phrase in quotes
    is_part: whether it is a part of a compound that was asked; span: how many words of the question it takes
    """

    asked: str
    ways: tuple[Way, ...]
    worth: float = 1.0
    place: int = 0
    is_part: bool = False
    span: int = 1


# What each way counts for.
FORM, ENGLISH, SYNONYM, CODE, TYPING = 0.95, 0.6, 0.73, 0.6, 0.7
HEAD, MODIFIER = 0.63, 0.46  # in a compound: huurWONING is one, WONINGbouw is about them
PARTS_ONLY, PARTS_TOO = 0.75, 0.35  # the parts of a compound that was asked, where it stands nowhere itself, or does
PART_ONLY = 0.5  # the only part of one that is known
SHORTEST_LIKE = 6
LIKE = 0.25  # words that begin in the same way: toezegging, toegezegd; oplevering, opleverdatum


def concepts(corpus: Corpus, asked: Question, synonyms: Synonyms) -> list[Concept]:
    """The things that the words of a question ask for, each with the ways in which documents may tell of it."""
    found: list[Concept] = []
    for place, phrase in enumerate(asked.phrases, -len(asked.phrases)):
        said = " ".join(phrase)
        way = Way(phrase, 1.0, By.PHRASE, said, tuple((word,) for word in phrase))
        found.append(Concept(said, (way,), place=place))
    for place in asked.telling:
        found += _of_word(corpus, asked.words[place], place, synonyms)
    for meant in synonyms.meant(asked.words):
        if meant.end - meant.start > 1:
            ways = tuple(_ways_of(corpus, meant.others, meant.group.code))
            said = " ".join(asked.words[meant.start : meant.end])
            found.append(Concept(said, ways, place=meant.start, span=meant.end - meant.start))
    return [concept._replace(ways=_once(concept.ways)) for concept in found if concept.ways]


def _of_word(corpus: Corpus, word: str, place: int, synonyms: Synonyms) -> Iterator[Concept]:
    """What one word asks for: itself, the two parts of a compound, or what it was mistyped for."""
    own = tuple(_own_ways(corpus, word, synonyms))
    also = tuple(_synonym_ways(corpus, word, synonyms))
    is_known = any(way.by in (By.ITSELF, By.FORM) for way in own)
    split = parts(corpus, word, synonyms)
    if is_known and split and min(map(len, split)) < SHORTEST_HELD:
        split = ()
    is_heard_of = is_known or bool(also)
    if not is_heard_of and (meant := mistyped(corpus, word, 1 if split else 2)):
        read = [way._replace(by=By.TYPING) for way in _own_ways(corpus, meant, synonyms) if way.by is not By.LIKE]
        read += _synonym_ways(corpus, meant, synonyms)
        yield Concept(word, tuple(way._replace(worth=way.worth * TYPING) for way in read), place=place)
        return
    if not is_heard_of and not split:
        split = mistyped_parts(corpus, word) or known_part(corpus, word, synonyms)
    if len(split) > 1:
        also += tuple(_of_like_parts(corpus, split, synonyms))
    yield Concept(word, (*own, *also), place=place)
    only = PARTS_ONLY if len(split) > 1 else PART_ONLY
    for part in split:
        ways = tuple(
            way._replace(by=By.PART) if way.by in (By.ITSELF, By.FORM) else way
            for way in _own_ways(corpus, part, synonyms)
        )
        if is_known:
            yield Concept(word, ways, PARTS_TOO, place, is_part=True)
        else:
            yield Concept(word, (*ways, *_synonym_ways(corpus, part, synonyms)), only, place, is_part=True)


def _of_like_parts(corpus: Corpus, split: Sequence[str], synonyms: Synonyms) -> Iterator[Way]:
    """A compound of words that mean the same as the parts of another: huurwoning for huurhuis."""
    each = []
    for part in split:
        others = [other[0] for meant in synonyms.meant([part]) for other in meant.others if len(other) == 1]
        each.append([part, *others])
    made = [left + link + right for left in each[0] for right in each[1] for link in LINKS]
    for word in dict.fromkeys(made):
        if word != "".join(split) and (same := forms(corpus, word)):
            yield Way(same, SYNONYM, By.SYNONYM, same[0])


def _once(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Each way once, in the form that counts for most."""
    found: dict[tuple[str, ...], Way] = {}
    for way in ways:
        if way.words not in found or found[way.words].worth < way.worth:
            found[way.words] = way
    return tuple(found.values())


def forms(corpus: Corpus, word: str) -> tuple[str, ...]:
    """The forms of a word that stand anywhere: itself first, then what has its stem."""
    found = dict.fromkeys([*corpus.frequency([word]), *sorted(corpus.of_stem(stem(word)))])
    return tuple(found)


def _own_ways(corpus: Corpus, word: str, synonyms: Synonyms) -> Iterator[Way]:
    same = forms(corpus, word)
    if same:
        by = By.ITSELF if word in same else By.FORM
        yield Way(same, 1.0 if by is By.ITSELF else FORM, by, same[0])
    elif english := sorted(corpus.of_english_stem(english_stem(word))):
        yield Way(tuple(english), ENGLISH, By.FORM, english[0])
    heads, modifiers = holding(corpus, word, same, synonyms)
    if heads:
        yield Way(heads, HEAD, By.COMPOUND, heads[0])
    if modifiers:
        yield Way(modifiers, MODIFIER, By.COMPOUND, modifiers[0])
    if like := _like(corpus, word, {*same, *heads, *modifiers}):
        yield Way(like, LIKE, By.LIKE, like[0])


def _like(corpus: Corpus, word: str, others: Container[str]) -> tuple[str, ...]:
    """Words that begin as a long one does, for the greater part."""
    if len(word) < SHORTEST_LIKE or word.isdigit():
        return ()
    begun = word[: max(5, len(word) * 3 // 4)]
    found = (other for other in corpus.containing(begun) if other.startswith(begun) and other not in others)
    return tuple(found)


def _synonym_ways(corpus: Corpus, word: str, synonyms: Synonyms) -> Iterator[Way]:
    for meant in synonyms.meant([word]):
        yield from _ways_of(corpus, meant.others, meant.group.code)


def _ways_of(corpus: Corpus, others: Iterable[tuple[str, ...]], code: str) -> Iterator[Way]:
    if code and corpus.frequency([code]):
        yield Way((code,), CODE, By.CODE, code)
    for other in others:
        if len(other) == 1:
            if same := forms(corpus, other[0]):
                yield Way(same, SYNONYM, By.SYNONYM, other[0])
        else:
            each = tuple(forms(corpus, word) for word in other)
            if all(each):
                every = tuple(word for some in each for word in some)
                yield Way(every, SYNONYM, By.SYNONYM, " ".join(other), each)
