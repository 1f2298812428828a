"""The form of a scan that came back, from a mail, a document or a sheet."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.readers.forms.scan import Asked, Form, in_codes, is_scan, read

DAY = datetime.date(2026, 7, 8)
ASKED = (
    Asked("method", "vroeg", ("Vroeg samenwerken", "Cooperate early", "vroeg", "stap 1")),
    Asked("method", "eerder", ("Blijven vragen: kan het eerder?", "Keep asking: can it be earlier?", "eerder")),
    Asked("preconditions", "opdracht", ("Bestuurlijke opdracht", "Executive brief", "opdracht")),
    Asked("preconditions", "mandaat", ("Mandaat per beslissing", "Mandate", "mandaat")),
    Asked("assignment", "leading_task", ("Welke opgave is leidend?", "Which task leads?", "leading_task")),
    Asked("assignment", "time", ("Dimensie tijd", "Dimension time", "Tijd", "time")),
)
MAIL = """\
Hoi,

Hierbij. Groet van de projectleider

Op 1 juli schreef het bureau:
> Dag van de scan: 6 juli 2026
>
> 1. Wordt de methode toegepast?
>
>   - 1.1 Vroeg samenwerken (laatst: deels, 12 januari 2026; alle vakken (op een
>     na)) – antwoord: volledig, alle vakken zitten
> elke week aan tafel
>   - 1.2 Blijven vragen: kan het eerder? – antwoord:
> 2. Wat in orde moet zijn
>
>   - 2.1 Bestuurlijke opdracht – antwoord:
ja, besluit van 1 juli

>   - 2.2 Mandaat per beslissing – antwoord: n.v.t.
> 3. De opdracht ontleed
>
>   - 3.1 Welke opgave is leidend? – antwoord:

Wonen, en dan parkeren.

>   - 3.2 Dimensie tijd – antwoord:

Met vriendelijke groet,
"""
SAID = {
    "on": "2026-07-06",
    "method": {"vroeg": {"applied": "fully", "example": "alle vakken zitten elke week aan tafel"}},
    "preconditions": [
        {"code": "opdracht", "status": "met", "evidence": "besluit van 1 juli"},
        {"code": "mandaat", "status": "n-a"},
    ],
    "assignment": {"leading_task": "Wonen, en dan parkeren."},
}


def form(text: str) -> Form:
    return read("formulier", text, ASKED, DAY)


def test_answers_of_a_mail_stand_behind_or_below_their_point() -> None:
    found = form(MAIL)
    assert (found.fields, found.problems) == (SAID, [])
    assert is_scan(MAIL)
    assert found.lines[("method", "vroeg")] == 10


@pytest.mark.parametrize("last", ["deels, 12 januari 2026; soms", ""])
def test_rows_of_a_table_have_the_answer_behind_the_last_one(last: str) -> None:
    rows = (
        "# 1. Wordt de methode toegepast?\nPunt | Laatst | Nu (niet, deels, volledig) | Voorbeeld\n"
        f"1.1 Vroeg samenwerken | {last} | Volledig | elke week; aan tafel\n1.2 Blijven vragen: kan het eerder?\n"
        "2. Wat in orde moet zijn\nPunt | Laatst | Nu (in orde, open, n.v.t.) | Hoe we dat weten\n"
        f"2.1 Bestuurlijke opdracht | {last} | nee\n2.2 Mandaat per beslissing | {last}\n"
        f"3. De opdracht\n3.1 Welke opgave is leidend? | {last} | Wonen.; Parkeren.\n3.2 Dimensie tijd\n"
    )
    assert form(rows).fields == {
        "method": {"vroeg": {"applied": "fully", "example": "elke week; aan tafel"}},
        "preconditions": [{"code": "opdracht", "status": "open"}],
        "assignment": {"leading_task": "Wonen. Parkeren."},
    }


def test_numbers_alone_will_do_and_words_in_both_languages() -> None:
    found = form("1.2 niet, wij wachten op de raad\n2.1 in order\n1.1 Cooperate early: partly\n3.2 haast\n")
    assert found.fields == {
        "method": {"eerder": {"applied": "not", "example": "wij wachten op de raad"}, "vroeg": {"applied": "partly"}},
        "preconditions": [{"code": "opdracht", "status": "met"}],
        "assignment": {"time": "haast"},
    }


def test_what_is_not_understood_is_told_with_its_line() -> None:
    text = (
        "dag van de scan: 31 juli 20266\n1.1 Vroeg samenwerken – antwoord: misschien\n"
        "2.9 Iets anders – antwoord: ja\n2.1 Bestuurlijke opdracht | | | besluit\n"
    )
    found = form(text)
    assert [(one.line, one.path) for one in found.problems] == [(n, "formulier") for n in (1, 2, 3, 4)]
    assert not found.fields


def test_a_form_that_is_left_alone_says_nothing() -> None:
    empty = MAIL
    for said in (
        "volledig, alle vakken zitten\n> elke week aan tafel",
        "ja, besluit van 1 juli",
        "n.v.t.",
        "Wonen, en dan parkeren.",
    ):
        empty = empty.replace(said, "")
    assert form(empty).fields == {"on": "2026-07-06"}
    assert not form(empty).problems


def test_yaml_may_say_it_in_plain_words() -> None:
    given = {
        "method": {"vroeg": "deels, soms", "eerder": {"toegepast": "ja"}},
        "preconditions": [{"code": "mandaat", "status": "nee"}],
    }
    assert in_codes(given) == {
        "method": {"vroeg": {"applied": "partly", "example": "soms"}, "eerder": {"applied": "fully"}},
        "preconditions": [{"code": "mandaat", "status": "open"}],
    }
    assert in_codes({"method": "x", "preconditions": [3]}) == {"method": "x", "preconditions": [3]}


@given(st.text(max_size=200), st.integers(0, len(MAIL)))
def test_any_text_is_read_without_a_fault(text: str, place: int) -> None:
    found = form(MAIL[:place] + text + MAIL[place:])
    assert set(found.fields) <= {"on", "method", "preconditions", "assignment"}
