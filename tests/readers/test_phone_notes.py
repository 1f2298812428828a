"""What people do not mark: who does what by when in a sentence, heads with bars, dictated text, done things."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readers.test_notes import read

DAY = "Waterrijk 26-11-2026\n"  # a Thursday


def fields(text: str) -> dict[str, Any]:
    return read(DAY + text, []).fields


def rest(text: str) -> list[str]:
    return [line for _, line in read(DAY + text, []).rest]


@pytest.mark.parametrize(
    ("line", "owner", "due_on"),
    [
        ("pl belt nb ma", "projectleider", "2026-11-30"),
        ("De projectleider belt maandag de netbeheerder.", "projectleider", "2026-11-30"),
        ("ik bel morgen de wethouder over de kade", "procesmanager", "2026-11-27"),
        ("Ik mail de wethouder vrijdagmiddag", "procesmanager", "2026-11-27"),
        ("planeconoom rekent de kade door voor 4/12", "planeconoom", "2026-12-04"),
        ("projectleider: ik stuur volgende week de raming", "projectleider", "2026-12-04"),
    ],
)
def test_a_sentence_with_who_and_when_is_an_action_without_any_mark(line: str, owner: str, due_on: str) -> None:
    (action,) = fields(line)["actions"]
    assert (action["owner"], action["due_on"]) == (owner, due_on) and rest(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "pl gebeld, grond is rond",
        "nb zegt niks voor q2",
        "De wethouder was maandag ziek.",
        "De projectleider vraagt of het maandag kan.",
        "De netbeheerder komt pas in 2029",
        "Belt de projectleider maandag?",
        "de raad stemt op 17 december in met het plan",
    ],
)
def test_what_was_or_is_asked_is_no_action(line: str) -> None:
    assert [one for one in fields(line).get("actions", []) if not one["text"].startswith("Besluit")] == []
    assert rest(line)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("vorige actie offerte = klaar", "offerte"),
        ("Vorige actie: kaart aanpassen -> gedaan", "kaart aanpassen"),
        ('De openstaande actie "peilen sturen" is afgerond.', "peilen sturen"),
        ("Actie van vorige keer (brief buurt) is al gedaan", "brief buurt"),
    ],
)
def test_an_action_of_an_earlier_talk_is_done(line: str, text: str) -> None:
    (action,) = fields(line)["actions"]
    assert (action["text"], action["status"]) == (text, "done") and rest(line) == []


def test_a_head_with_bars_gives_its_day_its_length_and_its_form() -> None:
    form = read("Datum: 24-11-2026 | Duur: 1 uur | Locatie: Teams\nDe kade is duur.", [])
    assert form.fields == {"held_on": "2026-11-24", "form": "online", "minutes": "60"}
    assert [line for _, line in form.rest] == ["De kade is duur."]
    form = read("Tijd: 10.00 - 11.00 uur | Plaats: gemeentehuis | Datum: 24-11-2026\nDe kade is duur.", [])
    assert form.fields == {"held_on": "2026-11-24", "form": "on-site"}
    assert [line for _, line in form.rest] == ["De kade is duur."]


def test_who_was_there_may_be_somebody_of_an_organisation_and_who_writes() -> None:
    found = fields("Erbij: projectleider, ik, iemand v/d provincie en een collega van het waterschap")
    assert found["attended"] == ["projectleider", "procesmanager", "provincie", "waterschap"]


def test_in_a_mail_i_is_its_sender() -> None:
    mail = "Van: Jolien Verbrakel\nAan: Daan Oudkerk\nVerzonden: 26 november 2026\n\nIk bel maandag nb.\n"
    (action,) = read(mail, [("Jolien Verbrakel", "projectleider")]).fields["actions"]
    assert action["owner"] == "projectleider"
    assert "actions" not in read(mail, []).fields


@pytest.mark.parametrize("label", ["Opmerking", "Toelichting", "Let op", "NB"])
def test_a_remark_below_a_table_or_in_a_list_is_no_action(label: str) -> None:
    table = "## Acties\n| Wat | Wie | Wanneer |\n|---|---|---|\n| Offerte | projectleider | 4-12 |\n"
    for text in (
        f"{table}{label}: de griffie is dicht.",
        f"Acties:\n- projectleider: offerte\n- {label}: het is laat.",
    ):
        assert len(fields(text)["actions"]) == 1
        assert rest(text) and rest(text)[0].startswith(label)


@pytest.mark.parametrize(
    "line", ["- Lights: time amber, money green, quality green", "Lights: time amber, money green"]
)
def test_lights_in_english_are_lights_below_any_heading(line: str) -> None:
    found = fields(f"Actions\n- projectleider: bel, 1-12\n{line}")
    assert len(found["actions"]) == 1
    assert {name: one["light"] for name, one in found["lights"].items()}.items() >= {"time": "amber"}.items()


@pytest.mark.parametrize(
    ("line", "owner"),
    [("bellen (pm/pl)", "procesmanager"), ("bellen [waterschap/pl]", "waterschap"),
     ("bellen (jurist i.s.m. griffie)", "jurist")],
)  # fmt: skip
def test_of_several_between_brackets_the_first_owns_it_and_all_stay_in_the_text(line: str, owner: str) -> None:
    (action,) = fields(f"Acties:\n- {line}")["actions"]
    assert (action["owner"], action["text"]) == (owner, line)


def test_dictated_text_without_points_is_read_in_sentences_and_stays_in_its_order() -> None:
    text = (
        "we spraken over de kade en over de planning van volgend jaar de projectleider belt maandag de netbeheerder "
        "verder is afgesproken dat de kade openbaar blijft ik stuur morgen de planning rond"
    )
    found = fields(text)
    assert [one["owner"] for one in found["actions"]] == ["projectleider", "procesmanager"]
    assert len(found["agreements"]) == 1 and rest(text) == [text[: text.index(" de projectleider belt")]]


def test_abbreviated_colours_are_lights_where_there_are_two_of_them() -> None:
    assert [one["light"] for one in fields("tijd or, geld gr, kwal rd")["lights"].values()] == ["amber", "green", "red"]
    assert "lights" not in fields("we hebben tijd or money nodig")


@pytest.mark.parametrize(
    ("line", "owner", "due_on"),
    [
        ("A1  Projectleider   taxateur inschakelen            3 dec", "projectleider", "2026-12-03"),
        ("2.  kaart rondsturen        pm     4-12", "procesmanager", "2026-12-04"),
        ("archeoloog kan pas in januari -> pm regelt een vervanger <4/12", "procesmanager", "2026-12-04"),
    ],
)
def test_an_action_in_columns_or_behind_an_arrow_is_one(line: str, owner: str, due_on: str) -> None:
    (action,) = fields(f"# Actielijst\n{line}" if "->" not in line else line)["actions"]
    assert (action["owner"], action["due_on"]) == (owner, due_on) and "  " not in action["text"]


def test_a_row_of_a_table_without_an_action_is_none_and_stays_in_words() -> None:
    head = "| Onderwerp | Besproken | Actie | Wie |\n|---|---|---|---|\n"
    text = f"{head}| Bodem | schoon | rapport delen | pl |\n| Parkeren | geen actie | | |\n"
    assert [one["owner"] for one in fields(text)["actions"]] == ["projectleider"]
    assert rest(text) == ["Parkeren: Besproken: geen actie"]


def test_a_label_with_blanks_before_its_colon_and_a_day_that_was_are_understood() -> None:
    found = read("VERSLAG\nDatum   :  donderdag 19 november jl.\nDe kabel is er.\nNB volgende keer 3 december", [])
    assert (found.fields["held_on"], found.fields["next_on"]) == ("2026-11-19", "2026-12-03")
    assert [line for _, line in found.rest] == ["De kabel is er."]


def test_the_cause_of_a_light_stands_behind_it_also_where_more_lights_follow() -> None:
    lights = fields("geld: groen, tijd ORANJE want archeologie, kwal groen")["lights"]
    assert lights["time"] == {"light": "amber", "cause": "archeologie"} and lights["quality"] == {"light": "green"}


def test_the_title_of_a_bottleneck_is_what_is_one_and_not_that_it_is_so_now() -> None:
    (one,) = fields("Liander geeft niets voor 2030, dat is ons grootste probleem nu.")["bottlenecks"]
    assert one["title"] == "Liander geeft niets voor 2030"


@pytest.mark.parametrize(
    ("when", "on"),
    [("vorige week", "2026-11-16..2026-11-22"), ("vorige maand", "2026-10"), ("onlangs", "..2026-11-26")],
)
def test_a_decision_of_last_week_is_not_of_the_day_of_the_talk(when: str, on: str) -> None:
    (decision,) = fields(f"De raad heeft {when} het plan aangehouden.")["decisions"]
    assert (decision["by"], str(decision["decided_on"])) == ("gemeenteraad", on)
