"""What reports say of bottlenecks and interventions, in one line and in full."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.reports import bottleneck_sentences
from ppl.reports.bottleneck import InterventionState
from ppl.reports.values import Named
from tests import make
from tests.make import TODAY, day
from tests.reports import rendered
from tests.reports.test_sentences import bottleneck, english

OWNER = Named(code="projectleider", nl="projectleider")
EARLY = day("2026-01-05")


def test_a_bottleneck_in_one_line_and_in_full() -> None:
    one = bottleneck(sphere="region", description="Vol", opened_on=EARLY, homes_affected=2, critical_path_weeks=1.0)
    assert english(bottleneck_sentences.bottleneck(one)) == (
        "**Grond** (land positions; open, found on 5 January 2026; sphere: region). Vol. "
        "It costs 1 week on the critical path. 2 homes wait on it."
    )
    closed = bottleneck("accepted", closed_on=TODAY, opened_on=EARLY)
    assert (
        english(bottleneck_sentences.bottleneck(closed))
        == "**Grond** (land positions; accepted, closed on 2 March 2026)."
    )
    risk = bottleneck_sentences.bottleneck_in_full(bottleneck("risk", opened_on=EARLY, tried=("a",), causes=("b", "c")))
    assert english(risk.text) == "**Grond** (land positions; found on 5 January 2026)."
    assert [english(line) for line in risk.below] == ["Caused by: b; c.", "Tried: a."]


def test_a_closed_bottleneck_is_told_lately_in_full_and_later_in_a_word() -> None:
    one = bottleneck("resolved", closed_on=EARLY, extra_cost=9.0, homes_affected=2, description="Vol")
    assert english(bottleneck_sentences.closed_bottleneck(one)) == (
        "**Grond** (land positions; resolved, closed on 5 January 2026). It touched 2 homes. Extra cost: € 9. Vol."
    )
    solved = bottleneck("resolved", resolution="Accu", description="Vol")
    assert (
        english(bottleneck_sentences.closed_bottleneck(solved))
        == "**Grond** (land positions; resolved). Resolution: Accu."
    )
    assert english(bottleneck_sentences.long_closed(one)) == "Grond (land positions; 5 January 2026)"


def test_the_nature_of_a_bottleneck_is_what_is_known_of_it() -> None:
    one = bottleneck(
        depth="cause", breadth="integral", dimension=Named(code="c", nl="Cultuur", en="Culture"), owner=OWNER
    )
    found = bottleneck_sentences.nature(one)
    assert english(found) == "Nature: cause; integral; dimension: culture; owner: projectleider."
    assert bottleneck_sentences.nature(bottleneck()) is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": "risk", "chance": 0.0}, "Chance: 0%."),
        ({"status": "risk", "risk_weeks": 2.0}, "If it comes true it costs 2 weeks."),
        ({"critical_path_weeks": 2.0, "weeks_basis": "estimate", "estimated_on": EARLY},
         "It costs 2 weeks on the critical path (estimate, 5 January 2026)."),
        ({"status": "accepted", "critical_path_weeks": 1.0}, "It cost 1 week on the critical path."),
        ({"homes_affected": 1}, "1 home waits on it."),
        ({}, ""),
    ],
)  # fmt: skip
def test_the_weight_of_a_bottleneck(fields: dict[str, Any], said: str) -> None:
    assert english(bottleneck_sentences.weight(bottleneck(**fields))) == said


@pytest.mark.parametrize(
    ("status", "ended", "number", "is_told"),
    [
        ("done", None, 6, True),
        ("done", None, 7, False),
        ("planned", None, 7, True),
        ("running", None, 7, True),
        ("resolved", "2026-01-05", 7, True),
        ("resolved", "2026-01-04", 7, False),
    ],
)
def test_what_is_told_in_full_is_few_goes_on_or_ended_lately(
    status: str, ended: str | None, number: int, is_told: bool
) -> None:
    assert bottleneck_sentences.is_recent(status, day(ended) if ended else None, EARLY, number) is is_told
    assert bottleneck_sentences.is_recent("done", TODAY, None, 7) is False


def intervention(**fields: Any) -> InterventionState:
    return InterventionState(**{"ref": "i", "title": "Bel", "started_on": EARLY, "status": "running", **fields})


@pytest.mark.parametrize(
    ("fields", "line", "below"),
    [
        ({}, "**Bel** (running, since 5 January 2026).", []),
        ({"status": "planned", "purpose": "Kabel"}, "**Bel** (planned, named on 5 January 2026). For: Kabel.", []),
        ({"expected_weeks": 1.0}, "**Bel** (running, since 5 January 2026).", ["Expected: That would win 1 week."]),
        ({"expected": "Snel", "expected_weeks": 2.0}, "**Bel** (running, since 5 January 2026).",
         ["Expected: Snel. That would win 2 weeks."]),
        ({"observed": "Sneller", "observed_on": TODAY, "evidence": "Gezien"},
         "**Bel** (running, since 5 January 2026).",
         ["Observed on 2 March 2026: Sneller. Evidence: Gezien."]),
        ({"observed_weeks": -1.0, "status": "done"}, "**Bel** (done, begun on 5 January 2026).",
         ["Observed: 1 week lost."]),
        ({"status": "done"}, "**Bel** (done, begun on 5 January 2026).", ["Observed: not established yet."]),
    ],
)  # fmt: skip
def test_an_intervention_in_full(fields: dict[str, Any], line: str, below: list[str]) -> None:
    found = bottleneck_sentences.intervention_in_full(intervention(**fields))
    assert (english(found.text), [english(one) for one in found.below]) == (line, below)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "**Bel** (running, since 5 January 2026)."),
        ({"observed": "Snel"}, "**Bel** (running, since 5 January 2026). Observed: Snel."),
        ({"kind": Named(code="k", nl="Overleg", en="Talk")}, "**Bel** (talk; running, since 5 January 2026)."),
        ({"status": "planned"}, "**Bel** (planned, named on 5 January 2026)."),
        ({"status": "dropped"}, "**Bel** (dropped, begun on 5 January 2026)."),
        ({"status": "done", "is_from_before": True}, "**Bel** (done, begun on 5 January 2026, before the guidance)."),
        ({"is_from_before": True}, "**Bel** (running, since 5 January 2026, before the guidance began)."),
        ({"is_broken_off": True}, "**Bel** (broken off, begun on 5 January 2026)."),
        ({"observed": "Snel", "observed_weeks": 2.0, "observed_on": TODAY},
         "**Bel** (running, since 5 January 2026). Observed: Snel. 2 weeks won (2 March 2026)."),
    ],
)  # fmt: skip
def test_an_intervention_in_one_line(fields: dict[str, Any], said: str) -> None:
    assert english(bottleneck_sentences.intervention(intervention(**fields))) == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"observed_weeks": 2.0, "expected_weeks": 1.0}, "Bel: 2 weeks won (1 week expected)"),
        ({"observed": "Snel.", "expected_weeks": 2.0}, "Bel: Snel (2 weeks expected)"),
    ],
)
def test_an_intervention_of_before_tells_what_it_brought(fields: dict[str, Any], said: str) -> None:
    assert english(bottleneck_sentences.past_intervention(intervention(**fields))) == said


def test_paragraphs_of_a_description_stay_paragraphs() -> None:
    told = "De kabel komt later.\nDat kost tijd.\n\n  De netbeheerder zoekt een noodkabel\n \nEr is hoop"
    known = make.knowledge(make.project(), make.bottleneck(description=told, tried=("Gebeld",)))
    text = rendered.report(known, "project", "client", "alpha", "en")
    assert (
        "De kabel komt later. Dat kost tijd.\n\n  De netbeheerder zoekt een noodkabel.\n\n  Er is hoop.\n"
        "  - Tried: Gebeld.\n"
    ) in text
