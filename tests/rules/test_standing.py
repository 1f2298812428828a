"""What is open is said once, for the questions of a talk, its form, status and recap."""

from __future__ import annotations

from ppl.model.bottleneck import Bottleneck
from ppl.rules import standing
from tests import make
from tests.make import TODAY, day


def test_an_intervention_is_open_until_it_is_done_or_dropped() -> None:
    known = make.knowledge(
        make.project(),
        make.intervention("running", status="running", started_on=day("2026-01-05")),
        make.intervention("seen", status="running", started_on=day("2026-01-06"), observed=make.observed()),
        make.intervention("planned", status="planned", started_on=day("2026-06-01")),
        make.intervention("later", status="running", started_on=day("2026-06-01")),
        make.intervention("done", status="done", observed=make.observed()),
        make.intervention("dropped", status="dropped"),
    )
    assert [one.id for one in standing.open_interventions(known, "alpha", TODAY)] == ["running", "seen", "planned"]


def test_an_intervention_without_a_status_ends_with_the_effect_that_was_seen() -> None:
    known = make.knowledge(make.intervention("i1", status=None), make.intervention("i2", status=None,
                           observed=make.observed()))  # fmt: skip
    assert [one.id for one in standing.open_interventions(known, "alpha", TODAY)] == ["i1"]


def test_open_bottlenecks_come_oldest_first_and_risks_last() -> None:
    def one(id: str, status: str, opened_on: str) -> Bottleneck:
        return make.bottleneck(id, status=status, opened_on=day(opened_on))

    known = make.knowledge(
        one("risk", "risk", "2025-01-01"),
        one("new", "open", "2026-02-01"),
        one("old", "mitigated", "2025-06-01"),
        one("later", "open", "2026-06-01"),
        one("closed", "resolved", "2025-06-01"),
        make.bottleneck("elsewhere", "beta", status="open"),
    )
    assert [found.id for found in standing.open_bottlenecks(known, "alpha", TODAY)] == ["old", "new", "risk"]
