"""Shorthand of an office: what somebody must do, what was agreed, who was there; and what only looks like it."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.readers.categories import proposed
from ppl.readers.words import Names
from tests.readers.test_notes import read

DAY = "Waterrijk 26-11-2026\n"  # a Thursday


def fields(text: str) -> dict[str, Any]:
    return read(DAY + text, []).fields


def rest(text: str) -> list[str]:
    return [line for _, line in read(DAY + text, []).rest]


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("ap pm notitie net maken zsm", {"text": "notitie net maken zsm", "owner": "procesmanager"}),
        ("AP2 PM vraagt VRO om verlenging", {"text": "vraagt VRO om verlenging", "owner": "procesmanager"}),
        ("AP5 tbd: bezonningsstudie", {"text": "bezonningsstudie"}),
        ("actie ligt bij pl: grondruil", {"text": "grondruil", "owner": "projectleider"}),
        ("op te pakken door pl: brief bewoners", {"text": "brief bewoners", "owner": "projectleider"}),
        ("nog open: offerte bodem (jurist)", {"text": "offerte bodem", "owner": "jurist"}),
        ("pm: terugkoppelen aan VRO zsm", {"text": "terugkoppelen aan VRO zsm", "owner": "procesmanager"}),
        (
            "grex: plec rekent 2 varianten door -> 10/12",
            {"text": "grex: plec rekent 2 varianten door", "owner": "planeconoom", "due_on": "2026-12-10"},
        ),
        ("deadline raming: 4/12 (plec)",
         {"text": "deadline raming", "owner": "planeconoom", "due_on": "2026-12-04"}),
        ("moet de planeconoom nog de grex bijwerken (eind december)",
         {"text": "de grex bijwerken", "owner": "planeconoom", "due_on": "2026-12-31"}),
        ("pl moet de raming nog bijwerken voor 4/12",
         {"text": "de raming nog bijwerken", "owner": "projectleider", "due_on": "2026-12-04"}),
        ("wachten op: advies Q-team", {"text": "wachten op: advies Q-team", "status": "waiting",
                                       "waits_on": "advies Q-team"}),
    ],
)  # fmt: skip
def test_an_action_needs_no_colon(line: str, action: dict[str, str]) -> None:
    assert fields(line)["actions"] == [action]
    assert rest(line) == []


def test_shorthand_below_a_heading_says_who_does_it_too() -> None:
    (action,) = fields("Acties\n- ap pl bellen met school voor 8 dec")["actions"]
    assert (action["text"], action["owner"], action["due_on"]) == ("bellen met school", "projectleider", "2026-12-08")


def test_an_action_that_its_list_says_is_done_is_done_and_each_in_a_line_has_its_own_owner() -> None:
    (done,) = fields("AP3 (afgerond) wsch levert peilbesluit")["actions"]
    assert (done["owner"], done["status"]) == ("waterschap", "done")
    found = fields("Nog te doen: tekening riolering (civiele techniek), offerte sonderingen (pl)")["actions"]
    assert [(one["text"], one["owner"]) for one in found] == [
        ("tekening riolering", "civiele-techniek"),
        ("offerte sonderingen", "projectleider"),
    ]


@pytest.mark.parametrize(
    "line", ["akk op planning v3, m.u.v. de bodem", "akk pl op verslag vorige x", "akkoord met v3"]
)
def test_a_yes_is_an_agreement(line: str) -> None:
    assert fields(line)["agreements"] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "akk wh nog niet binnen",
        "akkoord met planning volgt nog",
        "graag akk op v3",
        "akk op v3?",
        "wh akk met brug laten liggen",
        "college akkoord met startnotitie",
        "ap pl nog niet gedaan",
        "mbt water: ws komt 3/12 met advies",
        "vgd van 18/11 ging niet door",
        "geen akk op v3",
    ],
)
def test_what_leaves_doubt_stays_as_it_stands(line: str) -> None:
    assert not fields(line).keys() & {"actions", "agreements", "decisions", "next_on"}
    assert rest(line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "vgd do 3/12 9u",
        "verg. 3/12",
        "Zien elkaar weer 3 dec.",
        "De volgende bespreking is op donderdag 3 december.",
        "afspr: volgende x schuiven nr 3/12",
    ],
)
def test_the_next_time(line: str) -> None:
    found = fields(line)
    assert found["next_on"] == "2026-12-03" and "actions" not in found


def test_a_day_long_past_is_no_next_time() -> None:
    assert "next_on" not in fields("volgend overleg 12/11") and rest("volgend overleg 12/11")


@pytest.mark.parametrize(
    ("text", "attended", "form"),
    [
        ("gebeld m pl, vr 27/11\n- raad schuift", ["projectleider"], "phone"),
        ("wo 25 nov - waterrijk\npl/pm\nraad schuift", ["projectleider", "procesmanager"], None),
        ("overleg 24/11\naanw pl pm\nraad schuift", ["projectleider", "procesmanager"], None),
    ],
)
def test_who_was_there_in_a_few_letters(text: str, attended: list[str], form: str | None) -> None:
    found = read(text, []).fields
    assert (found["attended"], found.get("form")) == (attended, form)
    assert found["held_on"] and "gebeld" not in str(found)


@pytest.mark.parametrize(
    "title", ["Teams 25-11-2026", "AP-lijst Waterrijk 25-11-2026", "Overleg over Waterrijk 25/11/2026"]
)
def test_a_title_says_the_day(title: str) -> None:
    form = read(f"{title}\nraad schuift", [])
    assert form.fields["held_on"] == "2026-11-25" and [line for _, line in form.rest] == ["raad schuift"]


def test_a_column_for_decisions_and_actions_makes_no_action_of_a_decision() -> None:
    table = (
        "| onderwerp | besluit/actie | wie |\n|---|---|---|\n| Bodem | Rapport opvragen | jurist |\n"
        "| Parkeren | norm 0,8 | |\n| Kabels | besl.: tracé west | |"
    )
    found = fields(table)
    assert [one["text"] for one in found["actions"]] == ["Rapport opvragen (Bodem)"]
    assert [one["outcome"] for one in found["decisions"]] == ["tracé west (Kabels)"]
    assert rest(table) == ["Parkeren: norm 0,8"]


def test_letters_are_lights_where_there_is_more_than_one() -> None:
    lights = fields("t: oranje, g: rood (grex -1,2 mln), k: groen")["lights"]
    assert {aspect: light["light"] for aspect, light in lights.items()} == {
        "time": "amber",
        "money": "red",
        "quality": "green",
    }
    assert "lights" not in fields("k: groen")


def test_who_says_i_in_a_pasted_mail_is_its_sender() -> None:
    head = "Van: gemeente Nergenshuizen, projectleider\nVerzonden: maandag 23 november 2026 16:12\nAan: procesmanager\n"
    (action,) = read(f"{head}Onderwerp: overleg\n\nIk bel zelf volgende week woensdag.", []).fields["actions"]
    assert (action["owner"], action["due_on"]) == ("projectleider", "2026-12-02")


def test_a_paragraph_below_a_list_belongs_to_none_of_it() -> None:
    text = "Afgesproken dus:\n- elke week\n\nIk bel vrijdag de raad.\nDe begroting is krap."
    assert fields(text)["agreements"] == ["elke week"] and rest(text) == ["De begroting is krap."]


def test_a_decision_without_its_day_is_said_to_be_without_one() -> None:
    form = read(f"{DAY}besluit college: krediet verhoogd\nbesluit GS 24/11: ontheffing verleend", [])
    first, second = form.fields["decisions"]
    assert "decided_on" not in first and second["decided_on"] == "2026-11-24"
    (said,) = (what for _, what in form.remarks if "on which day" in what.source)
    assert "krediet verhoogd" in str(said.values)


def test_a_word_that_was_cut_names_its_category() -> None:
    names = Names({"netcongestie": ("netcongestie", "", ("netaansluiting",))})
    assert proposed("netaansl. pas in 2029", names) == "netcongestie"
    assert proposed("netaan pas in 2029", names) is None
