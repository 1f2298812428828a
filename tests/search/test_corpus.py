"""What every index must answer, as the one in memory does; `assert_alike` holds another one to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ppl.search.corpus import Corpus, MemoryCorpus, Tally
from ppl.search.document import Document, size
from ppl.search.question import question
from ppl.search.ranking import search
from ppl.search.stems import english_stem, stem
from ppl.search.synonyms import Synonyms
from tests.search.made import document

BASE = [
    document("a", "Huurwoningen", "De gemeente bouwt huizen. Een huis kost geld.", links=["b"]),
    document("b", "Het stroomnet", "De aansluiting op het stroomnet; objections are heard.", codes=["themes:energie"]),
    document("c", "Café’s", "Foto's van bewonerscafés in de gemeente."),
]
ASKED = (
    "huis",
    "woning",
    "stroomnetaansluiting",
    "objection",
    "cafe",
    "foto -huis",
    '"op het stroomnet"',
    "gemeentes",
    "strommnet",
)


def assert_alike(one: Corpus, base: Sequence[Document] = BASE, asked: Sequence[str] = ASKED) -> None:
    """That an index of these documents answers as one in memory does, and so finds the same in the same order."""
    other = MemoryCorpus(base)
    words = sorted(other.words)
    assert (one.number, one.usual_size) == (other.number, other.usual_size)
    assert dict(one.frequency([*words, "nergens"])) == dict(other.frequency(words))
    for word in words:
        assert set(one.of_stem(stem(word))) == set(other.of_stem(stem(word)))
        assert set(one.of_english_stem(english_stem(word))) == set(other.of_english_stem(english_stem(word)))
        if len(word) > 3:
            assert set(one.containing(word[:4])) == set(other.containing(word[:4]))
        for among in (None, {base[0].ref}):
            assert standing(one, word, among) == standing(other, word, among)
        assert tallied(one, word) == tallied(other, word)
    refs = {each.ref for each in base}
    numbers = one.numbers({*refs, "weg"})
    assert {ref: one.sizes([number])[number] for ref, number in numbers.items()} == {e.ref: size(e) for e in base}
    assert dict(one.documents({*refs, "weg"})) == {each.ref: each for each in base}
    for text in asked:
        answers = [search(corpus, question(text), Synonyms(())) for corpus in (one, other)]
        assert [(hit.ref, round(hit.score, 6)) for hit in answers[0].hits] == [
            (hit.ref, round(hit.score, 6)) for hit in answers[1].hits
        ]
        assert answers[0].mistyped == answers[1].mistyped


def standing(corpus: Corpus, word: str, among: Collection[str] | None = None) -> set[tuple[str, int, tuple[int, ...]]]:
    """Where a word stands: ref, part and places."""
    some = None if among is None else set(corpus.numbers(among).values())
    found = [*corpus.postings(word, some)]
    refs = corpus.refs([posting.document for posting in found])
    return {(refs[document], part, tuple(at)) for document, part, at in found}


def tallied(corpus: Corpus, word: str) -> set[tuple[str, Tally]]:
    """How often a word stands in which part of which document."""
    found = [(document, tally) for tally, documents in corpus.tallies(word) for document in documents]
    refs = corpus.refs([document for document, _ in found])
    return {(refs[document], tally) for document, tally in found}


def test_an_index_in_memory_answers_what_every_index_must() -> None:
    assert_alike(MemoryCorpus(reversed(BASE)))


def test_a_word_has_all_its_forms_and_what_resembles_it() -> None:
    corpus = MemoryCorpus(BASE)
    assert set(corpus.of_stem(stem("huis"))) == {"huis", "huizen"}
    assert "stroomnet" in corpus.resembling("strommnet")
    assert set(corpus.containing("cafe")) == {"cafes", "bewonerscafes"}
    assert corpus.of_english_stem(english_stem("objection")) == ["objections"]


def test_an_empty_index_answers_nothing() -> None:
    corpus = MemoryCorpus([])
    assert (corpus.number, search(corpus, question("huis"), Synonyms(())).hits) == (0, [])
