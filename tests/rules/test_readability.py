"""How a text reads: by its sentences, its words and the vowel groups in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.rules.readability import Language, Readability, Sentence, measured, sentences, syllables, words


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("huis", 1), ("bouwen", 2), ("woningen", 3), ("nieuw", 1), ("mooie", 2), ("eeuwen", 2), ("ideeën", 3),
        ("geïnteresseerd", 5), ("coördinatie", 5), ("één", 1), ("bijzonder", 3), ("gemeente", 3), ("theater", 3),
        ("financieel", 4), ("kwaliteit", 3), ("ruimtelijke", 4), ("projectleider", 4), ("2026", 1), ("mln", 1),
        ("IJsselmeer", 3), ("foei", 1), ("cafés", 2),
    ],
)  # fmt: skip
def test_the_vowel_groups_of_a_dutch_word_are_its_syllables(word: str, number: int) -> None:
    assert syllables(word) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [("house", 1), ("table", 2), ("planned", 1), ("started", 2), ("project", 2), ("the", 1), ("naïve", 1), ("mln", 1)],
)
def test_the_vowel_groups_of_an_english_word_are_its_syllables(word: str, number: int) -> None:
    assert syllables(word, "en") == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("De raad stemt in. De bouw begint.", 2),
        ("Het plan telt ca. 1.500 woningen, d.w.z. meer dan nu.", 1),
        ("Zie art. 5 van de wet. Daar staat het.", 2),
        ("**Wat staat in de weg?** Geluid van het spoor.", 2),
        ("- De eerste\n- De tweede\n\nDe derde", 3),
        ("De bouw begint\nin 2027.", 1),
        ("# Kop\n\nEen zin.", 1),
        ("Bron: [Gemeente. Pagina](https://voorbeeld.nl).", 0),
        ("Lees [het hele plan](https://voorbeeld.nl/a.b.c) vandaag.", 1),
        ("", 0),
    ],
)
def test_a_sentence_ends_where_a_reader_stops(text: str, number: int) -> None:
    assert len(sentences(text)) == number


def test_a_number_and_a_word_with_a_hyphen_are_one_word() -> None:
    assert words("Het NOVEX-gebied telt 1.500 foto's, en 30% is klaar.") == [
        "Het", "NOVEX-gebied", "telt", "1.500", "foto's", "en", "30", "is", "klaar",
    ]  # fmt: skip


def test_the_figure_is_that_of_flesch_douma() -> None:
    found = measured(["De gemeente bouwt hier nieuwe woningen."], "nl")  # 6 words, 1+3+1+1+2+3 = 11 syllables
    assert (found.words, found.sentences) == (6, 1)
    assert found.score == round(206.835 - 0.93 * 6 - 77 * 11 / 6)


def test_an_english_text_has_the_reading_ease_of_flesch() -> None:
    found = measured(["The town plans new homes."], "en")  # 5 words, 5 syllables
    assert found.score == round(206.835 - 1.015 * 5 - 84.6)
    two = measured(["The town plans new homes.", "It builds."], "en")
    assert (two.score, two.words, two.sentences) == (round(206.835 - 1.015 * 7 / 2 - 84.6), 7, 2)


def test_easy_words_read_better_than_difficult_ones() -> None:
    easy = measured(["De stad bouwt. Er komen huizen. Dat gaat snel."], "nl")
    words = "De gebiedsontwikkelingsovereenkomst faciliteert onvermijdelijk de organisatorische randvoorwaarden."
    hard = measured([words], "nl")
    assert easy.score is not None and hard.score is not None and easy.score > hard.score
    assert (easy.level, hard.level) == ("very-easy", "hard")


def test_the_three_longest_sentences_of_over_twenty_words_are_named() -> None:
    texts = [" ".join(["woord"] * number) + "." for number in (20, 21, 30, 25, 22)]
    assert measured(["woord " * 20, "woord " * 21], "nl").longest == (Sentence(("woord " * 21).strip(), 21),)
    found = measured(["\n\n".join(texts)], "nl")
    assert [one.words for one in found.longest] == [30, 25, 22]
    assert found.longest[0].beginning == "woord woord woord woord woord woord woord woord …"


@pytest.mark.parametrize(("number", "fits"), [(299, False), (300, True), (600, True), (601, False)])
def test_a_bulletin_has_300_to_600_words(number: int, fits: bool) -> None:
    assert measured(["woord " * number], "nl").fits is fits


def test_a_text_without_words_has_no_figure() -> None:
    found = measured(["", "***"], "nl")
    assert (found.score, found.level, found.words) == (None, None, 0)


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (100, "very-easy"), (80, "very-easy"), (79, "easy"), (60, "easy"), (59, "fairly-hard"), (45, "fairly-hard"),
        (44, "hard"), (0, "hard"), (None, None),
    ],
)  # fmt: skip
def test_a_score_has_its_word(score: int | None, level: str | None) -> None:
    assert Readability(score, 1, 1, ()).level == level


def test_a_sentence_of_nine_words_is_shown_whole_and_of_a_longer_one_the_first_eight() -> None:
    nine = "een twee drie vier vijf zes zeven acht negen"
    assert Sentence(nine, 9).beginning == nine
    assert Sentence(f"{nine} tien", 10).beginning == "een twee drie vier vijf zes zeven acht …"


SHORT = "art nr nrs ca bijv bv incl excl resp evt dhr mevr mw drs ir mr prof dr blz vs"


@pytest.mark.parametrize("word", SHORT.split())
def test_a_full_stop_behind_a_short_form_ends_no_sentence(word: str) -> None:
    assert len(sentences(f"Zie {word}. Vijf van de wet.")) == len(sentences(f"Zie ({word}. Vijf).")) == 1
    assert len(sentences(f"Zie {word}! Vijf van de wet.")) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Een zin\n# Kop\nNog een zin", ["Een zin", "Nog een zin"]),
        ("1. Een\n2) Twee\n* Drie\n+ Vier\n  en meer", ["Een", "Twee", "Drie", "Vier en meer"]),
        ("Zo. nu verder. Klaar", ["Zo. nu verder.", "Klaar"]),
        ("Echt waar?! Ja. \u201cNee.\u201d Klaar.", ["Echt waar?!", "Ja.", "\u201cNee.\u201d", "Klaar."]),
        ("Meneer J. Jansen, d.w.z. De baas.", ["Meneer J. Jansen, d.w.z. De baas."]),
        ("**Vet** en `code` en \\*ster\\*.", ["Vet en code en ster."]),
        ("![Beeld](a.png) van [het plan](b).", ["Beeld van het plan."]),
        ("Een zin.\n\nBronnen: a. B.\n\nSources: c.\n\nDe bron: d.", ["Een zin.", "De bron: d."]),
        ("... \n\n- \n\nJa", ["Ja"]),
    ],
)
def test_a_text_falls_apart_in_the_sentences_that_a_reader_sees(text: str, said: list[str]) -> None:
    assert [one.text for one in sentences(text)] == said


@given(st.lists(st.text(max_size=40), max_size=4), st.sampled_from(("nl", "en")))
def test_any_text_is_measured(texts: list[str], language: Language) -> None:
    found = measured(texts, language)
    assert found.words >= found.sentences >= len(found.longest)
    assert (found.score is None) == (found.words == 0)
