"""What was agreed begins as a sentence; a decision whose day is to come was not taken."""

from __future__ import annotations

import datetime

import pytest

from ppl.readers.settled import competent, planned, said_agreement, taken_on
from ppl.readers.words import Names

NEAR = datetime.date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dat de gemeente belt", "De gemeente belt"),
        ("Afgesproken dat de gemeente de planning rondstuurt", "De gemeente stuurt de planning rond"),
        ("We hebben afgesproken dat partijen overleggen", "Partijen overleggen"),
        ("Afspraak: dat de datum blijft staan", "De datum blijft staan"),
        ("afgesproken: elke week bellen", "Elke week bellen"),
        ("we zijn het eens: dat de parkeerkelder eruit gaat", "we zijn het eens: dat de parkeerkelder eruit gaat"),
        ("dat de parkeerkelder eruit gaat", "De parkeerkelder gaat eruit"),
        ("Dat we elke week bellen", "We bellen elke week"),
        ("agreed that the city calls", "The city calls"),
        ("dat", "dat"),
        ("nog een afspraak", "nog een afspraak"),
        ("afspraken nakomen", "afspraken nakomen"),
        ("elke week bellen", "elke week bellen"),
    ],
)
def test_an_agreement_begins_with_what_was_agreed(text: str, said: str) -> None:
    assert said_agreement(text) == said


@pytest.mark.parametrize(
    ("text", "rest", "on"),
    [
        ("college stelt vast op 15 december", "college stelt vast", "2026-12-15"),
        ("het college besluit op 15 december over de grond", "het college besluit over de grond", "2026-12-15"),
        ("wordt vastgesteld op 2 maart", "wordt vastgesteld", "2027-03-02"),
        ("het college neemt voor 1 januari een besluit", "het college neemt een besluit", "2027-01-01"),
        ("de raad zal op 3-3-2027 stemmen", "de raad zal stemmen", "2027-03-03"),
    ],
)
def test_a_decision_with_a_day_to_come_is_planned(text: str, rest: str, on: str) -> None:
    assert planned(text, NEAR) == (rest, datetime.date.fromisoformat(on), False)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("college heeft 1 december 2026 de nota vastgesteld", "2026-12-01"),
        ("grondexploitatie vastgesteld (3-12)", "2026-12-03"),
        ("nota vast (B&W, 3-12)", "2026-12-03"),
        ("heeft de nota vastgesteld op 3 december", "2026-12-03"),
    ],
)
def test_a_decision_told_as_taken_on_a_day_after_the_talk_is_to_come_and_that_is_said(text: str, on: str) -> None:
    found = planned(text, NEAR)
    assert found is not None and found == (text, datetime.date.fromisoformat(on), True)
    assert taken_on(text, NEAR) is None and "has a day after the talk" in str(found.remark)


@pytest.mark.parametrize("text", ["start bouw na de zomer (1-9-2027)", "nota vastgesteld op 15 november",
                                  "de start is 1 maart 2027"])  # fmt: skip
def test_a_day_of_what_is_decided_about_makes_no_decision_to_come(text: str) -> None:
    assert planned(text, NEAR) is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Vergunning kap geweigerd (24-11)", "college"),
        ("kapvergunning verleend", "college"),
        ("Omgevingsplan gewijzigd vastgesteld", "gemeenteraad"),
        ("nota vastgesteld", None),
        ("krediet verhoogd", None),
        ("ontwerp omgevingsplan vastgesteld", None),
    ],
)
def test_who_decides_of_old_is_known_of_a_permit_and_a_plan(text: str, who: str | None) -> None:
    roles = Names({"college": ("college", "", ()), "gemeenteraad": ("gemeenteraad", "", ())})
    assert competent(text, roles) == who
    assert competent(text, Names({})) is None


@pytest.mark.parametrize(
    "text",
    [
        "college akkoord", "raad stemt in met start bouw op 1 maart 2027", "heeft op 15 november ingestemd",
        "raad gaat akkoord met het plan, start op 1 maart", "besloten om op 1 maart te beginnen", "wij gaan door",
        "college stelt vast op 15 november", "uitstel tot 15 december", "we gaan op 15 december open",
        "ministerie verlengt per 1 januari",
    ],
)  # fmt: skip
def test_a_decision_about_a_day_to_come_was_taken(text: str) -> None:
    assert planned(text, NEAR) is None


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Het college heeft de nota vastgesteld op 24 november.", "2026-11-24"),
        ("De raad heeft de kaders gewijzigd vastgesteld op 17-11", "2026-11-17"),
        ("De vergunning is verleend op 3 december 2025.", "2025-12-03"),
        ("De raad heeft de kaders vastgesteld op 1 december.", None),  # three days to come, or a year ago: not said
        ("Besloten op 24 november te beginnen", None),
    ],
)
def test_a_decision_was_taken_on_the_day_with_which_its_sentence_ends(text: str, on: str | None) -> None:
    assert taken_on(text, NEAR) == (datetime.date.fromisoformat(on) if on else None)
