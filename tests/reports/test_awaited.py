"""A milestone of which only the baseline has a day: late once that passed, in every report, and next before that."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ppl.model.knowledge import Knowledge
from ppl.partial_date import partial_date
from ppl.reports import standing
from ppl.reports.pictures import milestones as picture
from ppl.rules import changes, due_projects, progress
from ppl.rules.standing import deadlines, overdue
from tests import make
from tests.make import TODAY, day
from tests.reports.rendered import report, screen


def known(on: datetime.date, **fields: Any) -> Knowledge:
    one = make.milestone("huis", title="Eerste woning klaar", baseline_on=on)
    project = make.project(milestones=(one,), status="active", lot="lot-1", visibility="public", **fields)
    return make.knowledge(make.programme(), project)


def test_a_baseline_that_passed_is_late_by_one_rule_wherever_it_is_told() -> None:
    kb = known(day("2026-01-05"))
    project = kb.project("alpha")
    assert project is not None and progress.days_late(project.milestones[0], TODAY) == 56
    assert [one.text for one in overdue(kb, project, TODAY)] == ["Eerste woning klaar"]
    (due,) = due_projects.promised(kb, TODAY)
    assert (due.days_late, str(due.why.source)[:12]) == (56, "the baseline")
    drawn = picture.milestones("x", TODAY, [("", standing.milestones(project, TODAY))])
    assert drawn is not None and [one.late_days for one in drawn.groups[0].marks] == [56]
    assert [one.kind for one in changes.changes(kb, project, day("2025-12-01"), TODAY)] == ["missed"]
    for text in (report(kb, "project", "project", "alpha"), report(kb, "programme", "client"), screen(kb, "alpha")):
        assert "Eerste woning klaar" in text and "8 weken te laat" in text


def test_what_is_known_in_part_is_late_at_least() -> None:
    text = report(known(partial_date("2023")), "project", "project", "alpha")
    assert "minstens 113 weken te laat" in text.replace("\u00a0", " ")


@pytest.mark.parametrize(("fields", "late"), [({"planned_on": day("2026-06-01")}, 0), ({"actual_on": TODAY}, 0)])
def test_a_plan_or_what_was_reached_counts_before_the_baseline(fields: dict[str, Any], late: int) -> None:
    one = make.milestone(baseline_on=day("2025-01-01"), **fields)
    assert progress.days_late(one, TODAY) == late


def test_before_its_day_a_baseline_is_the_next_milestone_and_of_what_is_over_nothing_is_late() -> None:
    kb = known(day("2026-06-01"))
    project = kb.project("alpha")
    assert project is not None and [one.kind for one in deadlines(kb, project, TODAY)] == ["milestone"]
    assert "Eerste woning klaar" in report(kb, "programme", "client").partition("##")[2]
    one = make.milestone(baseline_on=day("2026-01-05"))
    (state,) = standing.milestones(make.project(status="withdrawn", milestones=(one,)), TODAY)
    assert (state.late_days, state.has_passed) == (0, True)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Vooral door ‘Kabel ligt dwars’.", "Dat knelpunt is sindsdien gesloten, op 20 februari 2026."),
        ("Door ‘Kabel ligt dwars’ en ‘Geld is op’.", "Sindsdien is ‘Kabel ligt dwars’ gesloten, op 20 februari 2026."),
    ],
)
def test_a_judgement_does_not_say_a_title_twice(said: str, expected: str) -> None:
    judged = make.on_track("attention", because=said)
    kb = make.knowledge(
        make.programme(), make.project(),
        make.bottleneck("b1", title="Kabel ligt dwars", status="resolved", closed_on=day("2026-02-20")),
        make.bottleneck("b2", title="Geld is op"),
        make.session(on_track=judged, held_on=day("2026-02-10")),
    )  # fmt: skip
    assert expected in report(kb, "project", "project", "alpha").replace("\u00a0", " ")
