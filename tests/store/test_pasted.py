"""Pasted notes become an entry; what is not understood is left, and nothing is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ppl.readers.forms.session import Form
from ppl.readers.notes import session
from tests.store.form_text import TODAY, WORDS, line_of, lines_of_any_kind, lost_lines, missing


def read(text: str) -> Form:
    return session.read(text, WORDS, TODAY)


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("actie: bel de gemeente", "actions", [{"text": "bel de gemeente"}]),
        ("Actie bel de gemeente", "actions", [{"text": "bel de gemeente"}]),
        ("- **Actiepunt 3:** bel", "actions", [{"text": "bel"}]),
        ("2. actie - bel", "actions", [{"text": "bel"}]),
        ("ACTION: call", "actions", [{"text": "call"}]),
        ("besluit: wij gaan door", "decisions", [{"kind": "municipal", "outcome": "wij gaan door"}]),
        ("Decision we go on", "decisions", [{"kind": "municipal", "outcome": "we go on"}]),
        ("afspraak: elke week bellen", "agreements", ["elke week bellen"]),
        ("Agreement: call weekly", "agreements", ["call weekly"]),
        (
            "Les: Bel op tijd. Anders niet.",
            "lessons",
            [{"title": "Bel op tijd", "advice": "Bel op tijd. Anders niet."}],
        ),
        ("knelpunt: te veel stikstof", "bottlenecks", [{"title": "te veel stikstof", "category": "stikstof"}]),
        ("Knelpunt: geen animo", "bottlenecks", [{"title": "geen animo", "category": "anders"}]),
        ("Knelpunt: kabel [vol stroomnet]", "bottlenecks", [{"title": "kabel", "category": "netcongestie"}]),
        ("risk: nobody", "bottlenecks", [{"title": "nobody", "category": "anders", "status": "risk"}]),
        ("Volgende afspraak: vrijdag 6 maart", "next_on", "2026-03-06"),
        ("next: 2026-03-11", "next_on", "2026-03-11"),
        ("Aanwezig: projectleider en grid operator", "attended", ["projectleider", "netbeheerder"]),
        ("Datum: 2 maart 2026", "held_on", "2026-03-02"),
        ("Vorm: online", "form", "online"),
    ],
)
def test_a_line_says_what_it_is_by_its_first_word(line: str, field: str, value: object) -> None:
    form = read(line)
    assert form.fields[field] == value
    assert form.rest == []
    assert line_of(form, (field,)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "goed",
        "stand",
        "lesgeven is leuk",
        "Next week koffie",
        "besluiteloos",
        "gewoon een zin",
        "actie:",
        "present were all of us",
    ],
)
def test_what_only_looks_like_a_keyword_is_left(line: str) -> None:
    form = read(line)
    assert form.fields == {}
    assert [text for _, text in form.rest] == ([] if line == "actie:" else [line])


def test_headings_gather_what_stands_below_them_and_a_paragraph_after_a_list_is_left() -> None:
    form = read("Acties:\n- bel\n- mail | projectleider\n\nVerder koffie.\n\n# Feiten\nhet is zo\n")
    assert form.fields == {
        "actions": [{"text": "bel"}, {"text": "mail", "owner": "projectleider"}],
        "facts": ["het is zo"],
    }
    assert form.rest == [(5, "Verder koffie.")]


@pytest.mark.parametrize(
    ("text", "held_on", "rest"),
    [
        ("27 februari 2026\nactie: x", "2026-02-27", []),
        ("Verslag Waterrijk, 27-02-2026", "2026-02-27", [(1, "Verslag Waterrijk, 27-02-2026")]),
        ("# Gesprek\nvrijdag 27 februari", "2026-02-27", [(1, "Gesprek")]),
        ("actie: bel voor 1 december 2026", None, []),
        ("Opening van het huis op 1 mei 2027", None, [(1, "Opening van het huis op 1 mei 2027")]),
    ],
)
def test_a_date_in_the_first_lines_is_the_day_of_the_talk(text: str, held_on: str | None, rest: list[object]) -> None:
    form = read(text)
    assert form.fields.get("held_on") == held_on
    assert form.rest == rest


def test_days_are_counted_from_the_day_of_the_talk() -> None:
    form = read("2026-02-26\nactie: bel (voor vrijdag)")
    assert form.fields["actions"] == [{"text": "bel", "due_on": "2026-02-27"}]


def test_a_decision_with_all_that_its_record_needs_is_one() -> None:
    form = read("Besluiten\n- gemeentelijk besluit: vastgesteld\n  door: college\n  reden: het past\n")
    assert form.fields["decisions"] == [
        {"kind": "municipal", "by": "college", "reasons": ["het past"], "outcome": "vastgesteld"}
    ]


def test_a_bottleneck_is_a_fact_where_no_category_fits() -> None:
    form = session.read("knelpunt: geen animo", WORDS._replace(categories={}), TODAY)
    assert form.fields == {"facts": ["Knelpunt: geen animo"]}


def test_a_name_that_is_no_role_is_left() -> None:
    form = read("aanwezig: projectleider, iemand anders")
    assert form.fields == {"attended": ["projectleider"]}
    assert form.rest == [(1, "Aanwezig: iemand anders")]


@pytest.mark.parametrize("head", ["datum", "dag", "d.d.", "aanwezig", "volgende keer", "vorm", "samenvatting"])
@pytest.mark.parametrize("said", ["qz0woord", "60", "rood"])
def test_what_stands_below_a_heading_of_one_line_is_not_lost(head: str, said: str) -> None:
    text = f"\n\n\n{head}: {said} \n  - qz1woord \n    qz2woord"
    assert missing(read(text), [said, "qz1woord", "qz2woord"]) == []


@given(lines_of_any_kind())
@example(("\n\n\ndatum: qz0woord \n  - qz1woord ", ["qz0woord", "qz1woord"]))
def test_every_word_of_pasted_notes_is_in_the_fields_or_in_the_rest(made: tuple[str, list[str]]) -> None:
    text, words = made
    form = read(text)
    assert missing(form, words) == []
    assert lost_lines(form, text) == []


@given(st.text())
def test_no_text_is_refused(text: str) -> None:
    assert lost_lines(read(text), text) == []


@given(st.binary())
def test_nor_is_any_file(data: bytes) -> None:
    for text in (data.decode("utf-8", "replace"), data.decode("latin-1")):
        assert lost_lines(read(text), text) == []


@pytest.mark.parametrize(
    "text",
    [
        "actie: " + "x" * 1_000_000,
        "actie: " + " " * 500_000 + "x",
        "besluit " + " " * 300_000 + "x",
        "knelpunt: " + "[" * 100_000,
        "- netaansluiting (open, " + "): " * 100_000,
        "actie: " + "-> " * 100_000,
        "actie: " + "@a " * 50_000,
        "aanwezig: " + "en " * 50_000,
        "\n".join(" " * n + "- x" for n in range(1_000)),
        "voor " * 100_000,
        "> " * 100_000,
        "1 december " * 20_000,
        "*_" * 200_000 + "actie",
    ],
    ids=lambda text: text[:12],
)
def test_long_lines_and_deep_lists_take_no_time(text: str) -> None:
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("line", "day", "kind"),
    [
        ("Weekgesprek Waterrijk 2 maart 2026", "2026-03-02", "weekly"),
        ("# Waterrijk, ma 2 maart", "2026-03-02", None),
        ("2026-03-02 - voortgangsgesprek project Waterrijk (gemeente Nergenshuizen)", "2026-03-02", "progress"),
        ("Notes of the weekly talk, 2026-03-02", "2026-03-02", "weekly"),
        ("Gesprek d.d. 2 mrt", "2026-03-02", None),
    ],
)
def test_a_first_line_that_only_says_which_talk_it_was_is_no_summary(line: str, day: str, kind: str | None) -> None:
    form = session.read(f"{line}\nHet net is vol.\n", WORDS, TODAY, ["Waterrijk", "Nergenshuizen"])
    assert form.fields == {"held_on": day, **({"kind": kind} if kind else {})}
    assert form.rest == [(2, "Het net is vol.")]


def test_a_title_with_the_project_alone_is_recognised_too() -> None:
    form = session.read("Waterrijk\n2 maart 2026\nHet net is vol.\n", WORDS, TODAY, ["Waterrijk"])
    assert (form.fields, form.rest) == ({"held_on": "2026-03-02"}, [(3, "Het net is vol.")])


@pytest.mark.parametrize(
    "line",
    [
        "Waterrijk 2 maart: net is vol",
        "2 maart belde de netbeheerder",
        "Gesprek 2 maart over Zandhoek",
        "Weekgesprek 2 maart, 20% klaar",
        "Weekgesprek 2 maart 14.00",
    ],
)
def test_a_first_line_that_says_more_is_kept_whole(line: str) -> None:
    form = session.read(line, WORDS, TODAY, ["Waterrijk"])
    assert form.fields.pop("kind", "weekly") == "weekly"
    assert form.fields == {"held_on": "2026-03-02"}
    assert form.rest == [(1, line)]
