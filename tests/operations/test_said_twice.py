"""What notes say twice, in a sentence and in a table, is kept once."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.errors import Field
from ppl.operations.said_twice import once
from ppl.readers.forms.session import Form

PL, DAY = "projectleider", "2026-12-04"


def kept(name: str, *items: Any) -> list[Any]:
    found: list[Any] = once(Form({name: [*items]}, {}, [])).fields[name]
    return found


def action(text: str, owner: str | None = PL, due_on: str | None = DAY, **more: str) -> dict[str, Any]:
    said = {"text": text, "owner": owner, "due_on": due_on, **more}
    return {name: value for name, value in said.items() if value}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PL belt de netbeheerder", "netbeheerder bellen"),
        ("De gemeente stuurt de kaart", "Kaart sturen naar de provincie"),
        ("Geeft advies over de kade", "advies geven over kade"),
        ("Netbeheerder bellen", "netbeheerder bellen."),
    ],
)
def test_a_like_action_of_one_owner_and_day_is_kept_once_with_the_longer_text(one: str, other: str) -> None:
    (only,) = kept("actions", action(one), action(other))
    assert only["text"] == (other if "provincie" in other else one)


@pytest.mark.parametrize(
    "other",
    [
        action("Brief sturen naar de provincie"),
        action("Kaart sturen naar het waterschap"),
        action("Kaart 2 sturen naar de provincie"),
        action("Kaart sturen", due_on="2026-12-05"),
        action("Kaart sturen", owner="gemeente"),
        action("Kaart sturen naar de provincie", status="done"),
        action("Kaart sturen naar de provincie", due_on="2026-12-05"),
        {"id": "a1", **action("Kaart sturen naar de provincie")},
    ],
)
def test_what_differs_in_a_word_that_tells_in_owner_day_or_state_stands_by_itself(other: dict[str, Any]) -> None:
    first = action("Kaart sturen naar de provincie")
    assert kept("actions", first, other) == [first, other]


def test_the_same_text_takes_along_an_owner_or_a_day_that_only_one_of_them_says() -> None:
    (only,) = kept("actions", action("Kaart sturen", owner=None), action("kaart sturen", due_on=None))
    assert only == action("Kaart sturen")


def test_agreements_and_decisions_that_differ_by_a_capital_or_a_point_are_kept_once() -> None:
    assert kept("agreements", "We bellen elke week", "we bellen elke week.", "Elke maand") == [
        "We bellen elke week",
        "Elke maand",
    ]
    taken = {"kind": "municipal", "by": "college", "outcome": "nota vastgesteld"}
    assert len(kept("decisions", taken, {**taken, "outcome": "Nota vastgesteld.", "decided_on": DAY})) == 1
    assert len(kept("decisions", taken, {**taken, "by": "gemeenteraad"})) == 2


def test_what_stays_keeps_its_line_and_what_goes_is_said_at_its_own() -> None:
    items = [action("Kaart sturen"), action("kaart sturen"), action("Brief schrijven")]
    lines: dict[Field, int] = {("actions",): 2, ("actions", 0): 2, ("actions", 1): 7, ("actions", 2): 9}
    lines[("actions", 2, "text")] = 9
    found = once(Form({"actions": items}, lines, []))
    assert found.lines == {("actions",): 2, ("actions", 0): 2, ("actions", 1): 9, ("actions", 1, "text"): 9}
    assert [(line, str(what)) for line, what in found.remarks] == [
        (7, "`kaart sturen` was said before; it is kept once")
    ]
