"""What others solved or learned: only what fits what is open here, what its reader may see, and each with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.model.knowledge import Audience
from ppl.model.lesson import Consent, Lesson, Origin, Use
from ppl.model.record import Record
from ppl.rules.fitting import MOST, learned_elsewhere, solved_elsewhere
from tests import make
from tests.make import TODAY, day

GRID, OWNERS = "netcongestie", "grondposities"
ALPHA = make.project(phase="ontwerp")
OPEN = make.bottleneck("net", category=GRID, also=(OWNERS,), title="Geen plek op het stroomnet")


def solved(id: str, project: str = "beta", **fields: Any) -> Record:
    given: dict[str, Any] = {
        "category": GRID, "status": "resolved", "closed_on": day("2026-02-01"), "resolution": "Zo.",
        "visibility": "programme", "title": f"Knelpunt {id}",
    }  # fmt: skip
    return make.bottleneck(id, project, **{**given, **fields})


def others(*records: Record) -> list[tuple[str, str, bool]]:
    every = make.knowledge(ALPHA, make.project("beta"), make.project("gamma", phase="ontwerp"), OPEN, *records)
    reader = every.for_audience(Audience("project", "alpha"))
    found = solved_elsewhere(reader, ALPHA, [OPEN], TODAY)
    assert all(one.fits == OPEN for one in found)
    return [(one.bottleneck.id, one.category, one.is_same_phase) for one in found]


def test_what_has_a_category_in_common_fits_and_says_which_and_whether_the_phase_is_the_same() -> None:
    assert others(solved("b")) == [("b", GRID, False)]
    assert others(solved("b", "gamma", category=OWNERS)) == [("b", OWNERS, True)]
    assert others(solved("b", category="stikstof")) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "accepted"},
        {"status": "open", "closed_on": None},
        {"resolution": None},
        {"closed_on": day("2026-03-03")},
        {"visibility": None},
        {"visibility": "client"},
        {"chance": 0.3},
    ],
    ids=str,
)
def test_what_was_not_solved_is_not_told_or_may_not_be_seen_does_not_fit(fields: dict[str, Any]) -> None:
    assert others(solved("b", **fields)) == []


def test_a_risk_that_came_true_and_was_solved_fits() -> None:
    assert others(solved("b", chance=0.3, critical_path_weeks=4.0)) == [("b", GRID, False)]


def test_what_is_most_alike_in_words_goes_first_and_the_next_only_where_it_is_alike_too() -> None:
    near = solved("near", title="Het stroomnet heeft geen plek")
    assert [id for id, *_ in others(solved("far"), near)] == ["near"]
    assert {id for id, *_ in others(near, solved("near2", title="Stroomnet zonder plek"))} == {"near", "near2"}


def test_a_category_of_the_rest_has_nothing_in_common() -> None:
    rest = make.bottleneck("rest", category="anders")
    known = make.knowledge(ALPHA, make.project("beta"), rest, solved("b", category="anders"))
    assert solved_elsewhere(known, ALPHA, [rest], TODAY) == ()


def test_what_worked_stands_with_it() -> None:
    done = make.intervention("i", "beta", for_="b", observed=make.observed("Het ging."), visibility="programme")
    known = make.knowledge(ALPHA, make.project("beta"), OPEN, solved("b"), done)
    (one,) = solved_elsewhere(known, ALPHA, [OPEN], TODAY)
    assert [each.id for each in one.by] == ["i"]


def lesson(id: str = "les", **fields: Any) -> Lesson:
    given: dict[str, Any] = {
        "from_": Origin(project="beta"), "consent": Consent(role="projectleider", on=TODAY), "status": "shared",
        "categories": (GRID,), "noted_on": day("2026-02-01"),
    }  # fmt: skip
    return make.lesson(id, **{**given, **fields})


def learned(*records: Record) -> list[tuple[str, str | None]]:
    reader = make.knowledge(ALPHA, make.project("beta"), OPEN, *records).for_audience(Audience("project", "alpha"))
    return [(one.lesson.id, one.category) for one in learned_elsewhere(reader, ALPHA, [OPEN], TODAY)]


def test_a_lesson_helps_with_a_category_or_is_for_the_phase() -> None:
    phase = lesson("fase", categories=(), phase="ontwerp")
    assert learned(phase, lesson()) == [("les", GRID), ("fase", None)]
    assert learned(lesson("fase", categories=(), phase="realisatie")) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"from_": Origin(project="alpha")},
        {"consent": None},
        {"consent": None, "visibility": "public"},
        {"status": "raw"},
        {"status": "withdrawn"},
        {"noted_on": day("2026-03-03")},
        {"lots": ("lot-2",)},
        {"visibility": "client"},
        {"uses": (Use(project="alpha", on=TODAY, verdict="rejected", because="Past niet."),)},
    ],
    ids=str,
)
def test_a_lesson_that_is_known_here_not_ripe_or_not_to_be_told_is_left_out(fields: dict[str, Any]) -> None:
    assert learned(lesson(**fields)) == []


def test_there_are_three_at_most() -> None:
    many = [lesson(f"l{at}", categories=(), phase="ontwerp") for at in range(6)]
    assert len(learned(*many)) == MOST
