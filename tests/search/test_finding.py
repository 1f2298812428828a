"""What a search finds: forms, compounds both ways, typing errors, synonyms, phrases, and nothing where nothing fits."""

import pytest

from ppl.search import evidence
from ppl.search.expansion import By
from ppl.search.passage import passage, reasons
from ppl.search.synonyms import Group
from tests.search.made import document, found, refs

NOISE = [
    document(f"lessons/ruis-{n}", f"Iets over punt {n}", f"Hier staat wat er bij stap {n} gebeurt.") for n in range(30)
]
HUUR = document("lessons/huur", "Bouw huurwoningen", "De corporatie verhuurt ze voor een lage huur.")
NET = document("lessons/net", "Wacht niet", "Vraag de aansluiting op het stroomnet op tijd aan.")
BEROEP = document("lessons/beroep", "Reken op beroep", "De Raad van State doet uitspraak over het plan.")
STAAT = document("lessons/staat", "De staat van de raad", "Van de raad is de staat bekend.")
SLOOP = document("lessons/sloop", "Spreek huurders", "De sloopbrief kwam te vroeg.", codes=["themes:participatie"])
ALL = [*NOISE, HUUR, NET, BEROEP, STAAT, SLOOP]


@pytest.mark.parametrize(
    ("asked", "ref"),
    [
        ("woning", "lessons/huur"),
        ("huurwoning", "lessons/huur"),
        ("corporaties", "lessons/huur"),
        ("stroomnetaansluiting", "lessons/net"),
        ("stroomnetaansluitingen", "lessons/net"),
        ("aansluitingen", "lessons/net"),
        ("strommnet", "lessons/net"),
        ("aansluitnig", "lessons/net"),
        ("stroomnetaansluitng", "lessons/net"),
        ("stroomntaansluiting", "lessons/net"),
        ("STROOMNET!", "lessons/net"),
        ("uitspraken", "lessons/beroep"),
    ],
)
def test_a_word_finds_its_forms_compounds_parts_and_what_was_mistyped(asked: str, ref: str) -> None:
    assert refs(ALL, asked)[0] == ref


def test_both_parts_of_a_compound_together_come_before_one_of_them() -> None:
    more = [document("lessons/een", "Over de aansluiting", "De aansluiting van de straat."), *ALL]
    assert refs(more, "stroomnetaansluiting")[0] == "lessons/net"


def test_what_was_mistyped_is_said() -> None:
    answer = found(ALL, "strommnet")
    assert answer.mistyped == {"strommnet": "stroomnet"}
    assert found(ALL, "stroomnet").mistyped == {}


def test_a_synonym_finds_what_others_called_otherwise() -> None:
    group = Group(("elektriciteitsnet", "stroomnet", "grid"))
    assert refs(ALL, "elektriciteitsnet") == []
    assert refs(ALL, "elektriciteitsnetten", group) == ["lessons/net"]
    assert refs(ALL, "the grid", group) == ["lessons/net"]


def test_words_of_several_words_are_synonyms_too() -> None:
    group = Group(("van de hand doen", "bouwen"))
    assert refs(ALL, "huizen van de hand te doen", group) == ["lessons/huur"]
    assert refs(ALL, "vonnis", Group(("vonnis", "doet uitspraak"))) == ["lessons/beroep"]


def test_a_word_of_a_code_finds_what_has_the_code() -> None:
    group = Group(("Participatie", "inspraakavond"), "themes:participatie")
    assert refs(ALL, "inspraakavonden", group) == ["lessons/sloop"]


def test_the_parts_of_a_compound_may_have_synonyms() -> None:
    assert refs(ALL, "huurhuis", Group(("huis", "woning")))[0] == "lessons/huur"


def test_a_phrase_stands_word_for_word() -> None:
    assert refs(ALL, '"raad van state"') == ["lessons/beroep"]
    assert refs(ALL, '"van de raad"') == ["lessons/staat"]


def test_a_word_with_a_minus_is_left_out_in_all_its_forms() -> None:
    assert "lessons/huur" in refs(ALL, "huurder huurwoning")
    assert "lessons/huur" not in refs(ALL, "huurder huurwoning -corporaties")


@pytest.mark.parametrize("asked", ["kwantumcomputer", "xyzzy", "kernfusie reactor", "beroep -uitspraak"])
def test_nothing_is_found_where_nothing_fits(asked: str) -> None:
    assert refs(ALL, asked) == []


def test_a_document_that_tells_of_one_small_thing_of_many_is_no_answer() -> None:
    assert refs(ALL, "kwantumfysica deeltjesversneller supergeleiding plan") == []


def test_a_document_that_tells_of_all_comes_before_one_that_tells_of_one() -> None:
    one = document("lessons/een", "Huurders, huurders", "Huurders en nog eens huurders.")
    assert refs([one, *ALL], "huurders sloopbrief")[0] == "lessons/sloop"


def test_what_a_good_answer_names_is_lifted() -> None:
    pair = [document("a", "Iets anders", "Over geur."), document("b", "Ook iets", "Over geur.", links=["c"]),
            document("c", "Nog iets", "Over geur.")]  # fmt: skip
    assert refs([*pair, *NOISE], "geur")[-1] == "a"


def test_a_common_word_brings_no_document_by_itself_where_a_rare_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    base = [*NOISE, NET, *(document(f"lessons/u{n}", f"Nummer {n}", "De uitspraak.") for n in range(6))]
    assert len(refs(base, "stroomnet uitspraak")) == 7
    monkeypatch.setattr(evidence, "COMMON", 5)
    assert refs(base, "stroomnet uitspraak") == ["lessons/net"]
    assert len(refs(base, "uitspraak")) == 6


def test_only_what_is_kept_is_found() -> None:
    answer = found(ALL, "huurwoning huurders", is_kept=lambda ref: ref == "lessons/sloop")
    assert [hit.ref for hit in answer.hits] == ["lessons/sloop"]


def test_the_passage_is_the_one_that_answers_and_its_words_are_marked() -> None:
    long = "Dit is een eerste zin over iets heel anders. " * 12
    one = document("lessons/lang", "Wacht niet", long + "Vraag de aansluiting op het stroomnet aan. Daarna niets.")
    [hit] = found([one, *NOISE], "stroomnetaansluitingen").hits
    shown = passage(one, hit.matches)
    assert shown is not None
    assert [shown.text[start:end] for start, end in shown.marks] == ["aansluiting", "stroomnet"]
    assert shown.text.startswith("… ")
    assert shown.field == "context"


def test_words_next_to_each_other_are_one_mark_and_those_of_a_phrase_only_where_it_stands() -> None:
    one = document("x", "Iets", "Van de gemeente. De Raad van State is van het Rijk.")
    [hit] = found([one, *NOISE], '"raad van state"').hits
    shown = passage(one, hit.matches)
    assert shown is not None
    assert [shown.text[start:end] for start, end in shown.marks] == ["Raad van State"]


@pytest.mark.parametrize(
    ("asked", "groups", "by", "word"),
    [
        ("huurwoningen", (), By.ITSELF, "huurwoningen"),
        ("huurwoning", (), By.FORM, "huurwoningen"),
        ("woningen", (), By.COMPOUND, "huurwoningen"),
        ("strommnet", (), By.TYPING, "stroomnet"),
        ("stroomnetaansluiting", (), By.PART, "stroomnet"),
        ("grid", (Group(("grid", "stroomnet")),), By.SYNONYM, "stroomnet"),
        ("inspraak", (Group(("Participatie", "inspraak"), "themes:participatie"),), By.CODE, "themes:participatie"),
        ('"raad van state"', (), By.PHRASE, "raad van state"),
    ],
)
def test_why_something_was_found_is_said(asked: str, groups: tuple[Group, ...], by: By, word: str) -> None:
    hit = found(ALL, asked, *groups).hits[0]
    why = reasons(next(one for one in ALL if one.ref == hit.ref), hit.matches)
    assert (why[0].by, why[0].found) == (by, word)
