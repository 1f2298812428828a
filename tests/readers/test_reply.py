"""A reply is a yes only where it says so plainly; in doubt nothing is agreed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.readers.reply import LONGEST, Reply, reply
from ppl.readers.signature import probable_names, without_addresses

YES = [
    "akkoord", "Akkoord, dank!", "AKKOORD.", "prima zo", "Geen opmerkingen", "Helemaal akkoord.",
    "Ik ga akkoord", "Wij gaan hiermee akkoord.", "Ik ben akkoord met het verslag.",
    "Akkoord met het verslag, dank je wel!", "Prima, geen opmerkingen.", "Ok, bedankt", "Oké", "Ja, akkoord.",
    "Klopt helemaal, dank", "Wat mij betreft akkoord", "Akkoord wat mij betreft.\nFijn weekend!",
    "Ik heb geen op- of aanmerkingen.", "Dit klopt.", "Goed verslag, akkoord!", "Agreed, thanks", "No comments",
    "I agree.", "Dank voor het verslag. Akkoord.", "Hiermee akkoord", "Akkoord en dank",
    "Ik ben het ermee eens.", "Geen bezwaar", "Dag Jan, akkoord hoor", "Gelezen en akkoord",
    "Akkoord, Jan de Vries", "Akkoord Jan", "Prima zo, Karin", "Akkoord, groet Jan", "Akkoord, J. de Vries",
    "Akkoord - Jan de Vries, projectleider", "Akkoord,\nJan de Vries\nDorpsstraat 12\n1234 AB Nergenshuizen",
    "Akkoord, Jan de Vries, gemeente Nergenshuizen", "Akkoord, Piet. Postbus 12, 1234 AB Nergenshuizen",
    "akkoord, ik heb niets toe te voegen", "Mee eens.", "Ik heb het gelezen en ben akkoord", "Verder akkoord",
    "Prima verslag, dank je wel!\n\nEls Bakker\nProjectleider\n06-12345678\nT: 030 123 45 67 | e.bakker@example.nl",
    "akkoord, met dank.", "Dank! Klopt allemaal. Groet Sanne", "Ja hoor, dat mag. Succes ermee!",
    "Wat mij betreft mag dit gedeeld worden. Dank voor het opschrijven!", "Deel maar, hoor.",
    "Jullie mogen deze les gerust delen.",
    "Prima zo Ruben. Zie je volgende week!", "Akkoord. We spreken elkaar volgende week.", "Akkoord, fijne dag!",
]  # fmt: skip
REMARKS = [
    ("Akkoord met één aanvulling: de raad is op 12 maart.", "12 maart"),
    ("Akkoord, met één aanvulling:\nde raad is op 12 maart.", "de raad is op 12 maart."),
    ("Akkoord. Graag nog wel de naam van de straat aanpassen.", "de straat"),
    ("Prima, maar de tekening komt een week later.", "een week later"),
    ("Akkoord. Wanneer krijgen we de tekening?", "Wanneer krijgen we de tekening?"),
    ("Akkoord; Jan wil nog weten wie belt", "wie belt"),
    ("Akkoord, Sanne belt nog", "belt nog"),
    ("Ja hoor. Wel staat bij actie 2 de verkeerde datum.", "actie 2"),
]
CONDITION = [
    "Akkoord, mits actie 2 wordt aangepast.", "Onder voorbehoud van de wethouder akkoord",
    "In principe akkoord.", "Akkoord zodra de raad het weet", "Als je actie 2 aanpast is het akkoord.",
    "Akkoord volgt volgende week.", "Akkoord met punt 1, niet met punt 2", "Prima, behalve punt 3",
    "Dat mag als de wethouder het ook goed vindt.", "ok maar dan wel met de kaart erbij",
]  # fmt: skip
NO = [
    "Niet akkoord, de planning klopt niet.", "Nee.", "Hier ben ik het niet mee eens",
    "Ik kan hier niet mee akkoord gaan", "Nog geen akkoord.", "Dit klopt niet", "Ik ben het oneens met actie 2",
    "Akkoord ga ik hier niet mee.", "Akkoord. Alleen klopt punt 3 niet.", "I do not agree",
    "Liever niet, het ligt hier gevoelig.", "Dit mag nog niet gedeeld worden.",
    "De datum is onjuist.", "Dit is niet goed.",
]  # fmt: skip
UNCLEAR = [
    "", "Ik kijk er morgen naar.", "Is dit akkoord?", "Akkoord?", "Ik leg het voor aan de wethouder.", "Dank!",
    "Bij dezen het verslag retour.", "Antwoord dan met ‘akkoord’.", "Zie bijlage", "Groet",
    "Gelezen en doorgestuurd", "Volgens mij is het goed zo ja?", "Het akkoord van de raad is binnen.",
    "Ik zal het akkoord vragen.",
]  # fmt: skip


def test_no_address_is_kept() -> None:
    said = "Stuur het naar Dorpsstraat 12b, 1234 AB Nergenshuizen, niet naar Lange Kerkweg 4-6. 1200 M2 op 3 maart."
    assert without_addresses(said) == "Stuur het naar [adres], niet naar [adres]. 1200 M2 op 3 maart."


def test_a_name_that_stands_alone_may_be_one() -> None:
    assert probable_names("Akkoord, Xantia Bolderman") == ["Xantia Bolderman"]
    assert reply("Akkoord, Xantia Bolderman", ["Xantia Bolderman"]) == Reply("yes")


@pytest.mark.parametrize("text", YES)
def test_a_plain_yes(text: str) -> None:
    assert reply(text) == Reply("yes")


@pytest.mark.parametrize(("text", "remark"), REMARKS)
def test_a_yes_with_a_remark_keeps_the_remark(text: str, remark: str) -> None:
    found = reply(text)
    assert found.verdict == "remarks" and remark in found.remark


@pytest.mark.parametrize("text", CONDITION)
def test_a_yes_under_a_condition_is_no_yes_yet(text: str) -> None:
    assert reply(text) == Reply("condition", text)


@pytest.mark.parametrize("text", NO)
def test_a_no_anywhere_is_a_no(text: str) -> None:
    assert reply(text).verdict == "no"


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_not_plain_is_unclear(text: str) -> None:
    assert reply(text).verdict == "unclear"


def test_a_remark_as_long_as_a_quoted_mail_is_unclear() -> None:
    assert reply("Akkoord. " + "Woord na woord. " * 60).verdict == "unclear"


@given(st.text(max_size=300), st.sampled_from(YES))
def test_nothing_makes_a_no_into_a_yes(text: str, yes: str) -> None:
    assert reply(f"{yes}\nHier ben ik het niet mee eens.\n{text}").verdict == "no"
    assert reply(text + "\n" + "x" * LONGEST + ".").verdict != "yes"


@pytest.mark.parametrize(
    "piece", ["akkoord ", "niet ", "ok, ", "dank ", "hiermee ", "a" * 50, "geen op of ", "ik ben "]
)
def test_a_long_text_is_read_in_no_time(piece: str) -> None:
    begin = time.perf_counter()
    reply(piece * 5000)
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize(
    "text",
    ["AKKOORD NIET", "Akkoord ingetrokken", "Voor akkoord moet je bij mijn collega zijn", "Akkoord komt later",
     "Akkoord, als de datum 1 december wordt", "Akkoord gaat nog even duren", "Akkoord onder protest"],
)  # fmt: skip
def test_what_only_begins_like_a_yes_is_none(text: str) -> None:
    assert reply(text).verdict in ("no", "condition", "unclear")
