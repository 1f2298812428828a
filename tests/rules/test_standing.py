"""What is open is said once, for the questions of a talk, its form, status and recap."""

from __future__ import annotations

from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.project import Agreement
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


def test_days_that_passed_without_their_fact_are_overdue_and_never_to_come() -> None:
    project = make.project(
        starts_on=day("2025-01-06"),
        goal_weeks=52,
        milestones=(
            make.milestone("missed", planned_on=day("2026-02-01")),
            make.milestone("reached", planned_on=day("2026-02-01"), actual_on=day("2026-02-08")),
            make.milestone("today", planned_on=TODAY),
        ),
        agreements=(
            Agreement(text="Open", due_on=day("2026-02-02")),
            Agreement(text="Done", due_on=day("2026-02-02"), done_on=TODAY),
        ),
    )
    known = make.knowledge(
        project,
        make.decision(id="review", kind="selection", decided_on=day("2025-02-03"), review_on=day("2026-02-04")),
        make.session(feasible_in_term=make.feasible(check_on=day("2026-02-27"))),
        make.bottleneck(),
        make.escalation(status="submitted", decide_by=day("2026-02-03")),
    )
    assert [(one.kind, str(one.on)[5:]) for one in standing.overdue(known, project, TODAY)] == [
        ("term", "01-05"), ("milestone", "02-01"), ("agreement", "02-02"), ("escalation", "02-03"),
        ("review", "02-04"), ("check", "02-27"),
    ]  # fmt: skip
    assert [one.kind for one in standing.deadlines(known, project, TODAY)] == ["milestone"]


def test_a_term_is_not_late_for_who_reached_all_or_is_not_guided() -> None:
    reached = (make.milestone(actual_on=TODAY),)
    missed = (make.milestone(planned_on=day("2026-01-05")),)
    for fields in ({"milestones": reached}, {"status": "stopped", "milestones": missed}, {"status": "intake"}):
        project = make.project(goal_on=day("2026-01-05"), **fields)
        assert standing.overdue(make.knowledge(project), project, TODAY) == []


def test_a_decision_is_looked_at_again_by_a_later_one_on_the_same() -> None:
    first = make.decision(id="first", kind="selection", decided_on=day("2025-02-03"), review_on=day("2026-02-04"))
    project = make.project()

    def overdue(*later: Decision) -> int:
        return len(standing.overdue(make.knowledge(project, first, *later), project, TODAY))

    assert overdue() == 1
    assert overdue(make.decision(id="go", kind="go-no-go", decided_on=day("2026-02-10"))) == 0
    assert overdue(make.decision(id="advice", kind="advice", decided_on=day("2026-02-10"))) == 1
    assert overdue(make.decision(id="raad", kind="municipal", decided_on=day("2026-02-10"))) == 1
