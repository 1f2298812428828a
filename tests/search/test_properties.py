"""What holds of any search: a document finds itself, -without leaves out, and the answer is the same every time."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from ppl.search import ranking
from ppl.search.corpus import MemoryCorpus
from ppl.search.document import Document, analysis
from ppl.search.mistyped import distance
from ppl.search.question import question
from ppl.search.synonyms import Synonyms
from ppl.search.words import EMPTY, words
from tests.search.made import document, refs
from tests.search.test_corpus import standing

_WORDS = (
    "gemeente woning woningen huurwoning corporatie stroomnet aansluiting besluit besluiten raad sloop brief huurder "
    "huurders geluid spoor weg brug grond bodem water plan planning vergunning beroep bezwaar rechter"
)
WORDS = st.sampled_from(_WORDS.split())
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@st.composite
def bases(draw: st.DrawFn) -> list[Document]:
    """Up to eight documents, each with a word of its own."""
    texts = draw(st.lists(TEXTS, min_size=2, max_size=8))
    return [
        document(f"lessons/d{n}", f"Titel {n}", f"{text} eigenwoord{chr(97 + n) * 5}") for n, text in enumerate(texts)
    ]


@given(bases(), st.data())
def test_a_document_finds_itself_by_a_word_of_its_own(base: list[Document], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(base) - 1))
    assert refs(base, f"eigenwoord{chr(97 + at) * 5}")[0] == f"lessons/d{at}"


@given(bases(), TEXTS, WORDS)
def test_what_is_left_out_is_never_found(base: list[Document], asked: str, without: str) -> None:
    of = {one.ref: {word for piece in one.pieces for word in words(piece.text)} for one in base}
    assert all(without not in of[ref] for ref in refs(base, f"{asked} -{without}"))


@given(bases(), TEXTS)
def test_the_answer_does_not_depend_on_the_order_of_the_documents(base: list[Document], asked: str) -> None:
    assert refs(base, asked) == refs(list(reversed(base)), asked) == refs(base, asked)


@given(bases(), TEXTS, st.integers(1, 8), st.booleans())
def test_the_best_few_are_the_first_of_all(base: list[Document], asked: str, most: int, is_picky: bool) -> None:
    base = [one._replace(links=(f"lessons/d{len(one.ref + one.pieces[-1].text) % 8}",)) for one in base]
    kept = (lambda ref: ref[-1] in "02468") if is_picky else None
    with patch.object(ranking, "LINKED_BEST", 2):
        every = ranking.search(MemoryCorpus(base), question(asked), Synonyms(()), kept)
        few = ranking.search(MemoryCorpus(base), question(asked), Synonyms(()), kept, most)
    assert few.hits == every.hits[:most]
    assert few.total == every.total == len(every.hits)


@given(st.text(max_size=60))
def test_any_text_is_a_question(text: str) -> None:
    refs([document("a", "Een plan", "voor een woning")], text)
    assert isinstance(question(text).is_empty, bool)


@given(bases())
def test_what_an_index_keeps_of_a_document_depends_on_it_alone(base: list[Document]) -> None:
    alone = [list(analysis(one)) for one in base]
    assert alone == [list(analysis(one)) for one in reversed(base)][::-1]
    corpus = MemoryCorpus(base)
    for one, occurrences in zip(base, alone, strict=True):
        for word, part, places in occurrences:
            assert (one.ref, part, places) in standing(corpus, word)


@given(WORDS, st.data())
def test_one_letter_more_is_a_distance_of_one(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word)))
    assert distance(word, word[:at] + "q" + word[at:], 2) == 1
    assert distance(word, word, 2) == 0


def test_the_small_words_are_in_one_spelling() -> None:
    assert {word for word in EMPTY if words(word) != [word]} == set()
