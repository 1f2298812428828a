"""Deeds without a name or a day, decisions with who and when, items with letters, days without a number."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ppl.readers.days import due
from ppl.readers.words import Names
from tests.readers.test_notes import WORDS, read

DAY = "Waterrijk 26-11-2026\n"  # a Thursday
ROLES = Names(WORDS.roles, has_short=True)


def fields(text: str) -> dict[str, Any]:
    return read(DAY + text, []).fields


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("gem levert stukken v 2/12", {"owner": "vakafdelingen", "due_on": "2026-12-02"}),
        ("Gemeente: inspraak voorbereiden, voor 4 december", {"owner": "vakafdelingen", "due_on": "2026-12-04"}),
        ("- actie gem.: stukken leveren", {"owner": "vakafdelingen"}),
        ("| Actie | Wie |\n|---|---|\n| Stukken leveren | gemeente |", {"owner": "vakafdelingen"}),
        ("De ontwikkelaar zoekt uit of een batterij past.", {"owner": "ontwikkelaar"}),
        ("Wij sturen de raming uiterlijk vrijdag 4 december.", {"due_on": "2026-12-04"}),
        ("Jan de Groot stuurt de raming vrijdag 4 december.", {"due_on": "2026-12-04"}),
        ("Jan de Groot belt de netbeheerder", {}),
        ("acties\npl --> brief", {"owner": "projectleider"}),
    ],
)
def test_somebody_does_something(line: str, action: dict[str, str]) -> None:
    (found,) = fields(line)["actions"]
    assert {name: value for name, value in found.items() if name != "text"} == action
    assert "[naam]" not in found["text"] and "|" not in found["text"]


@pytest.mark.parametrize(
    "line",
    [
        "De gemeente levert 200 woningen.",
        "De gemeente stuurt op kwaliteit.",
        "We gaan maandag naar de raad.",
        "Jan de Groot vindt de kade te duur.",
        "Jan de Groot was er vrijdag niet bij.",
    ],
)
def test_what_is_so_is_no_action(line: str) -> None:
    assert "actions" not in fields(line)


@pytest.mark.parametrize(
    ("line", "decision"),
    [
        ("besluit B&W 24/11: krediet verhoogd", {"by": "college", "decided_on": "2026-11-24"}),
        ("besluit wethouder: het parkje blijft", {"by": "wethouder"}),
        ("besl stuurgr: 40% sociaal", {}),
        ("Besluit (24-11-2026): krediet verhoogd", {"decided_on": "2026-11-24"}),
        ("Vergunning kap geweigerd (24-11)", {"by": "college", "decided_on": "2026-11-24"}),
        ("De omgevingsvergunning is verleend op 24 november.", {"by": "college", "decided_on": "2026-11-24"}),
        ("Nota van uitgangspunten vastgesteld (24-11)", {"decided_on": "2026-11-24"}),
    ],
)
def test_a_decision_says_who_took_it_and_when(line: str, decision: dict[str, str]) -> None:
    (found,) = fields(line)["decisions"]
    assert {name: value for name, value in found.items() if name in ("by", "decided_on")} == decision


@pytest.mark.parametrize(
    "line",
    [
        "Wat ons ophoudt is vooral het ontbreken van ruimte.",
        "Vitens heeft geen ruimte, dat is echt een probleem.",
        "Zorgpunt blijft de levertijd van trafo's.",
        "kosten sanering onbekend → KNELPUNT",
        "WAAR LOPEN WE TEGENAAN?\n- de levertijd",
    ],
)
def test_what_holds_up_is_a_bottleneck(line: str) -> None:
    assert len(fields(line)["bottlenecks"]) == 1


@pytest.mark.parametrize(
    "line", ["We zijn het erover eens dat de norm blijft.", "Iedereen is het eens dat de norm blijft."]
)
def test_to_be_of_one_mind_is_an_agreement(line: str) -> None:
    assert fields(line)["agreements"] == ["De norm blijft."]


@pytest.mark.parametrize(
    "line",
    ["Volgende week woensdag zitten we weer bij elkaar.", "vlg bellen wo 2/12", "**Volgend overleg** 2 december"],
)
def test_the_next_time_is_said_in_many_ways(line: str) -> None:
    assert fields(line)["next_on"] == "2026-12-02"


def test_items_with_letters_are_items() -> None:
    found = fields("a) besluit wethouder: het park blijft;\nb) afspraak: elke week bellen;\nc) actie pl: bellen;")
    assert [one["outcome"] for one in found["decisions"]] == ["het park blijft"]
    assert found["agreements"] == ["elke week bellen"] and found["actions"][0]["text"] == "bellen"


def test_the_second_of_two_who_do_it_is_not_lost() -> None:
    (found,) = fields("acties\n- pl en pm: naar de provincie")["actions"]
    assert found == {"text": "naar de provincie (pl en pm)", "owner": "projectleider"}


@pytest.mark.parametrize(
    ("text", "day"),
    [("half december", (2026, 12, 15)), ("voor het weekend", (2026, 11, 27)), ("vóór kerst", (2026, 12, 24)),
     ("liefst voor 4 december", (2026, 12, 4)), ("eind van het jaar", (2026, 12, 31))],
)  # fmt: skip
def test_a_day_by_which_is_said_without_its_number(text: str, day: tuple[int, int, int]) -> None:
    assert due(text, datetime.date(2026, 11, 26)) == datetime.date(*day)


def test_before_the_weekend_is_a_friday_to_come() -> None:
    assert due("voor het weekend", datetime.date(2026, 11, 29)) == datetime.date(2026, 12, 4)


@pytest.mark.parametrize(("text", "role"), [("wsch", "waterschap"), ("B&W", "college"), ("prvnc", "provincie")])
def test_a_role_may_be_shortened_to_its_consonants(text: str, role: str) -> None:
    assert (ROLES.code(text) or ROLES.abbreviated(text)) == role


def test_a_chat_with_its_text_below_the_speaker_says_who_does_it() -> None:
    chat = (
        "[25-11-2026 13:02] Bo Kuik (projectleider)\nik vraag morgen de offerte op\n"
        "[25-11-2026 13:03] Ans Vos\nprima\n[25-11-2026 13:04] Ans Vos\n👍 volgende keer dinsdag 1-12\n"
    )
    found = read(chat, []).fields
    assert found["actions"] == [{"text": "vraag de offerte op", "owner": "projectleider", "due_on": "2026-11-26"}]
    assert found["next_on"] == "2026-12-01"


def test_two_who_do_something_in_one_sentence_are_two_actions() -> None:
    found = fields("De projectleider belt maandag de netbeheerder en de procesmanager stuurt dinsdag de kaart.")
    assert [(one["owner"], one["due_on"]) for one in found["actions"]] == [
        ("projectleider", "2026-11-30"), ("procesmanager", "2026-12-01")]  # fmt: skip


def test_what_was_agreed_at_the_end_of_a_sentence_is_an_agreement() -> None:
    form = read(f"{DAY}We hebben de schets besproken en afgesproken om elke week te bellen. Tot zover.", [])
    assert form.fields["agreements"] == ["om elke week te bellen."]
    assert [text for _, text in form.rest] == ["We hebben de schets besproken. Tot zover."]


def test_who_signs_a_mail_is_who_says_i() -> None:
    mail = (
        "Van: Bo Kuik <bo@x.example>\nVerzonden: donderdag 26 november 2026 9:00\nOnderwerp: terugkoppeling\n\n"
        "Ik stuur de notitie voor 4 december.\n\nGroet,\nBo Kuik\nProjectleider gemeente Nergenshuizen\n"
    )
    assert read(mail, []).fields["actions"] == [
        {"text": "stuur de notitie", "owner": "projectleider", "due_on": "2026-12-04"}
    ]


@pytest.mark.parametrize(
    ("line", "is_name"),
    [("Elke vrijdag delen we de kaart.", False), ("Elke stuurt de kaart.", True), ("Ad 2: de kaart is klaar.", False),
     ("Ben het eens met de kaart.", False), ("Ben belt de provincie.", True), ("Ben de Wit heeft de kaart.", True)],
)  # fmt: skip
def test_a_first_name_that_is_also_a_word_is_a_name_where_somebody_does_something(line: str, is_name: bool) -> None:
    form = read(DAY + line, [])
    said = str(form.fields) + str(form.rest)
    assert (line.split()[0] not in said) == is_name, said


def test_a_numbered_heading_does_not_run_into_the_text_below_it() -> None:
    assert [text for _, text in read(f"{DAY}# 1. Bespreking\nDe kade is duur.", []).rest] == [
        "Bespreking",
        "De kade is duur.",
    ]


@pytest.mark.parametrize(
    ("line", "is_name"),
    [
        ("De winkel van Bart Smit gaat dicht.", False),
        ("Dirk van den Broek wil een grotere supermarkt.", False),
        ("Het bouwbedrijf Jan de Groot levert de kozijnen.", False),
        ("De firma Karin de Wit tekent.", False),
        ("Bart Smits tekent de overeenkomst.", True),
        ("Het huis van Karin de Wit blijft.", True),
    ],
)
def test_a_firm_that_is_called_as_a_person_is_nobody(line: str, is_name: bool) -> None:
    form = read(DAY + line, [])
    assert ("[naam]" in str(form.fields) + str(form.rest)) == is_name


def test_how_somebody_was_there_is_no_organisation_and_a_municipality_is_one() -> None:
    found = fields("Aanwezig: projectleider (vz), procesmanager (via Teams), jurist gemeente, ontwikkelaar (Bouw BV)")
    assert found["attended"] == [
        "projectleider", "procesmanager", {"role": "jurist", "organisation": "gemeente"},
        {"role": "ontwikkelaar", "organisation": "Bouw BV"},
    ]  # fmt: skip


def test_headings_that_somebody_marked_as_quoted_are_headings() -> None:
    found = fields(
        "Hoi Bo,\n\n> Afspraken\n- elke week bellen\n\n"
        "> Acties\nA1 pl: brief, voor vrijdag\nA2 nb / tekening\n\nGr, Ans\n"
    )
    assert found["agreements"] == ["elke week bellen"]
    assert [(one["text"], one["owner"]) for one in found["actions"]] == [
        ("brief", "projectleider"), ("tekening", "netbeheerder")]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "held_on", "next_on"), [("Waterrijk bila wethouder 25 nov\nnxt: 2/12 9:00", "2026-11-25", "2026-12-02")]
)
def test_a_talk_of_two_has_its_day(text: str, held_on: str, next_on: str) -> None:
    found = read(text, []).fields
    assert (found["held_on"], found["next_on"]) == (held_on, next_on)


def test_a_chat_says_when_who_will_do_what_and_what_is_a_bottleneck() -> None:
    chat = (
        "25/11/2026, 16:08 - Ans Vos: en ik mail maandag de kosten\n"
        "25/11/2026, 16:09 - Bo Kuik: oja: de aansluiting schuift naar 2030!! Knelpunt dus\n"
        "25/11/2026, 16:10 - Ans Vos: pff\n"
    )
    found = read(chat, []).fields
    assert found["actions"] == [{"text": "mail de kosten", "due_on": "2026-11-30"}]
    assert [one["title"] for one in found["bottlenecks"]] == ["de aansluiting schuift naar 2030"]


@pytest.mark.parametrize(
    "line",
    [
        "De kapvergunning is nog niet verleend.",
        "Als de vergunning verleend is, gaan we door.",
        "De nota is vastgesteld.",
        "Vergunning wordt verleend op 24 november.",
    ],
)
def test_what_was_not_granted_or_says_no_day_and_nobody_is_no_decision(line: str) -> None:
    assert "decisions" not in fields(line)


def test_who_is_assumed_to_have_decided_is_said_at_the_line() -> None:
    found = read(DAY + "Vergunning kap geweigerd (24-11)", [])
    assert [(line, str(what)) for line, what in found.remarks] == [
        (2, "`Vergunning kap geweigerd (24-11)`: who decided is not said, and assumed to be: college")
    ]


@pytest.mark.parametrize(
    "line",
    ["besl.: geen", "afspr.: n.v.t.", "- Besluit: nog niets", "**Besluit** geen", "Knelpunten: geen bijzonderheden"],
)
def test_a_label_with_nothing_behind_it_is_not_kept(line: str) -> None:
    found = read(f"{DAY}{line}\nHet dossier is binnen.", [])
    assert [text for _, text in found.rest] == ["Het dossier is binnen."]


def test_an_appointment_to_make_is_something_to_do() -> None:
    found = fields("Actiepunten\n- [ ] afspraak inplannen met de netbeheerder\n- besluit voorbereiden, 4 december")
    assert [one["text"] for one in found["actions"]] == [
        "afspraak inplannen met de netbeheerder", "besluit voorbereiden",
    ]  # fmt: skip
    assert "agreements" not in found


@pytest.mark.parametrize("listed", ["1) {}\n2) {}", "1. {}\n2. {}", "1. {}\n2. {}\n\n6. Rondvraag\nGeen"])
def test_a_list_below_a_numbered_heading_is_what_the_heading_says(listed: str) -> None:
    found = fields("3. Stand\nHet loopt.\n\n5. Acties\n" + listed.format("Raming nabellen - pl", "Zaal huren (pm)"))
    assert [(one["text"], one["owner"]) for one in found["actions"]] == [
        ("Raming nabellen", "projectleider"), ("Zaal huren", "procesmanager"),
    ]  # fmt: skip


def test_a_list_that_was_saved_as_csv_is_a_table() -> None:
    found = fields("Actie;Wie;Wanneer;Status\nRaming bijwerken;pl;4-12-2026;open\nZaal huren;pm;27-11-2026;gereed")
    assert found["actions"] == [
        {"text": "Raming bijwerken", "owner": "projectleider", "due_on": "2026-12-04"},
        {"text": "Zaal huren", "owner": "procesmanager", "due_on": "2026-11-27", "status": "done",
         "done_on": "2026-11-26"},
    ]  # fmt: skip


def test_what_the_council_decided_is_a_decision_whoever_tells_it() -> None:
    told = "De pl zei dat de gemeenteraad op 24 november het plan gewijzigd heeft vastgesteld. de buren wachten af."
    (found,) = fields(told)["decisions"]
    assert (found["by"], found["decided_on"]) == ("gemeenteraad", "2026-11-24")
    assert found["outcome"].rstrip(".") == "De gemeenteraad heeft op 24 november het plan gewijzigd vastgesteld"


def test_what_a_speaker_tells_in_a_chat_is_no_deed_of_theirs() -> None:
    found = fields(
        "[26-11-2026 09:12] Jan de Groot: morgen iedereen. even update\n"
        "[26-11-2026 09:13] Jan de Groot: college heeft dinsdag de nota vastgesteld 🎉\n"
        "[26-11-2026 09:14] Els Bakker: top! ik pak de publicatie op, voor 4 dec\n"
        "[26-11-2026 09:15] Els Bakker: ok, bespreken we 7 dec om 10 uur"
    )
    assert [one["text"] for one in found["actions"]] == ["pak de publicatie op"]
    assert [one["decided_on"] for one in found["decisions"]] == ["2026-11-24"]


def test_a_mail_that_only_sends_another_one_on_is_that_other_one() -> None:
    head = "Van: Jan de Groot\nVerzonden: vrijdag 27 november 2026 16:40\nAan: Els Bakker\nOnderwerp: "
    found = read(
        f"{head}FW: terugkoppeling\n\nTer info, zie onder. Kun jij dit alsjeblieft in het systeem zetten voor mij?\n\n"
        f"-----Oorspronkelijk bericht-----\n{head}terugkoppeling\n\nEls,\n\n- Besloten: fase 1 start in maart\n"
        "- Volgende keer: 10-12\n- De proefsleuven kosten zes weken meer dan iedereen had gedacht bij de start.",
        [],
    ).fields
    assert found["next_on"] == "2026-12-10" and len(found["decisions"]) == 1


def test_a_decision_and_an_action_stand_as_somebody_would_write_them() -> None:
    found = fields(
        "We hebben besloten dat fase 2 later start.\n"
        "- pm checkt bij de netbeheerder of het tracé kan schuiven; uiterlijk 4/12"
    )
    assert found["decisions"][0]["outcome"] == "Fase 2 start later."
    assert found["actions"][0]["text"].endswith("kan schuiven")


def test_who_says_i_need_not_say_so_where_the_owner_stands() -> None:
    form = read(f"{DAY}Acties\n- Ik stuur de planning rond | pm | 4 december", [])
    assert form.fields["actions"] == [
        {"text": "stuur de planning rond", "owner": "procesmanager", "due_on": "2026-12-04"}
    ]


def test_what_chafes_is_a_bottleneck_and_what_must_be_there_by_a_day_an_action() -> None:
    found = fields("**Wat schuurt**\n- parkeernorm\n\n**Vervolg**\njurist: advies over Didam, uiterlijk 9 dec.")
    assert [one["title"] for one in found["bottlenecks"]] == ["parkeernorm"]
    assert found["actions"] == [{"text": "advies over Didam", "owner": "jurist", "due_on": "2026-12-09"}]
