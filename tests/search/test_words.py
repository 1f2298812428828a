"""Words in one spelling, their stems, and a question taken apart."""

import pytest

from ppl.search.question import Question, question
from ppl.search.stems import bones, english_stem, irregular, skeleton, stem
from ppl.search.words import tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café’s en foto's", ["cafes", "en", "fotos"]),
        ("de m.e.r.-beoordeling", ["de", "mer", "beoordeling"]),
        ("18.000 woningen", ["18000", "woningen"]),
        ("BOPA", ["bopa"]),
        ("coördinatieregeling", ["coordinatieregeling"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_words_are_looked_for_without_capitals_accents_and_apostrophes(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_token_says_where_its_word_stands() -> None:
    text = "De café’s: twee."
    assert [text[token.start : token.end] for token in tokens(text)] == ["De", "café’s", "twee"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("woning", "woningen"), ("besluit", "besluiten"), ("huis", "huizen"), ("raad", "raden"), ("slopen", "gesloopt")],
)
def test_forms_of_a_dutch_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("geluid", "luid"), ("geent", "en"), ("effen", "geeft"), ("gebied", "bied")]
)
def test_words_that_mean_something_else_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


FORMS = "participatie participaties organisatie vastgesteld vaststellen volgen gevolg huizen bomen besloten idee ideeen"


@pytest.mark.parametrize("word", FORMS.split())
def test_the_sieve_before_the_stemmer_lets_a_word_through_to_its_stem(word: str) -> None:
    assert skeleton(word).startswith(bones(stem(word))) or word in irregular(stem(word))


def test_english_words_have_stems_of_their_own() -> None:
    assert english_stem("appeals") == english_stem("appeal")


def test_a_question_is_taken_apart() -> None:
    asked = question(
        'huurders "raad van state" -sloop -"oude wet" status:open fase:"na de bouw"', {"status", "fase"}.__contains__
    )
    assert asked == Question(
        ("huurders",),
        (("raad", "van", "state"),),
        (("sloop",), ("oude", "wet")),
        (("status", "open"), ("fase", "na de bouw")),
    )


def test_curly_quotes_are_quotes_and_a_colon_in_a_text_is_none_of_a_field() -> None:
    assert question("“raad van state”").phrases == (("raad", "van", "state"),)
    assert question("om 10:30 uur", lambda name: False).words == ("om", "10", "30", "uur")


def test_a_hyphen_inside_a_word_leaves_nothing_out() -> None:
    assert question("mer-beoordeling").without == ()


def test_a_question_of_small_words_alone_asks_for_them() -> None:
    assert question("hoe en wat").telling == [0, 1, 2]
    assert question("hoe lang duurt het").telling == [1, 2]


def test_a_quote_that_is_not_closed_goes_to_the_end() -> None:
    assert question('"raad van').phrases == (("raad", "van"),)
    assert question('""').is_empty
