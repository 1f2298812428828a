"""A planner's file as it was understood, in rows."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from ppl.errors import Problem, Text
from ppl.model.plan import Link, Plan, PlanActivity, Reached
from ppl.reports.plan import import_
from ppl.reports.plan.import_ import PlanImport
from tests.make import TODAY, day
from tests.rules.schedule.networks import activity, link

STEPS = (
    activity("A", 2),
    activity("B", 3, link("A", "policy", type="start-start", lag_share=0.5), planned_start_on=day("2026-02-02")),
    PlanActivity(id="C", title="C", after=(link("A"), link("B", lag_weeks=-1.234))),
    PlanActivity(id="D", title="D", optimistic=2.0, pessimistic=4.0),
    activity("E", 1, actual_start_on=day("2026-01-12"), actual_end_on=day("2026-01-20")),
)


def read(*activities: PlanActivity, **fields: Any) -> PlanImport:
    given: dict[str, Any] = {"starts_on": day("2026-01-05"), "milestones": (Reached(code="m", activity="C"),), **fields}
    plan = Plan(ref="alpha/plan", activities=activities or STEPS, **given)
    typed, rows = {("B", "A"): "1SS+50%"}, {"A": 4, "B": 7}
    levels: dict[int, Literal["error", "remark"]] = {4: "error", 0: "remark", 7: "error"}
    problems = [Problem("x", row, Text("a"), Text("b"), "c", level) for row, level in levels.items()]
    not_read = tuple(import_.row(one, "wat", "doe dit") for one in problems)
    return import_.build(import_.Request("p.xlsx", plan, rows, typed, "habit", not_read), TODAY)


def test_every_activity_stands_with_its_row_its_weeks_and_its_links_as_they_were_typed() -> None:
    found = read()
    assert [(one.row, one.id, one.weeks, one.start_week, one.is_milestone) for one in found.activities] == [
        (4, "A", 2, 0, False),
        (7, "B", 3, 4, False),
        (0, "C", None, pytest.approx(5.766), True),
        (0, "D", 3, 0, False),
        (0, "E", 1, 1, False),
    ]
    (first,), second = found.activities[1].waits_on, found.activities[2].waits_on
    assert (first.activity, first.type, first.lag_share, first.ground, first.typed) == (
        "A", "start-start", 0.5, "policy", "1SS+50%",
    )  # fmt: skip
    assert [(one.activity, one.type, one.lag_weeks, one.typed) for one in second] == [
        ("A", "finish-start", None, None),
        ("B", "finish-start", -1.234, None),
    ]
    assert (found.file, found.links, found.ground, found.starts_on) == ("p.xlsx", 3, "habit", day("2026-01-05"))


def test_the_end_is_that_of_the_goal_else_the_latest() -> None:
    assert (read().goal, read().weeks, read().ends_on) == (None, 7, day("2026-02-23"))
    assert (read(goal="A").weeks, read(goal="A").ends_on, read(starts_on=None).ends_on) == (2, day("2026-01-19"), None)


def said(cell: Any) -> str:
    """A cell of several parts as one text."""
    return "".join(said(part) for part in cell) if isinstance(cell, tuple) else str(cell)


def test_a_row_has_its_links_in_the_planners_notation_and_its_days() -> None:
    rows = [[said(cell) for cell in row] for row in import_.sheet(read()).rows]
    assert rows == [
        ["4", "A", "Activity A", "2", "0.0", "", ""],
        ["7", "B", "Activity B", "3", "4.0", "ASS+50.0%", "not before 2026-02-02"],
        ["", "C", "C", "?", "5.77", "A; BFS-1.23w", "milestone"],
        ["", "D", "D", "3.0", "0.0", "", ""],
        ["", "E", "Activity E", "1", "1.0", "", "began 2026-01-12, ended 2026-01-20"],
    ]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, "A"),
        ({"type": "start-start"}, "ASS"),
        ({"lag_weeks": 2.0}, "AFS+2.0w"),
        ({"type": "start-start", "lag_weeks": -0.5}, "ASS-0.5w"),
        ({"type": "start-start", "lag_share": 0.125, "lag_weeks": 1.0}, "ASS+12.5%+1.0w"),
        ({"type": "start-start", "lag_share": 0.12344}, "ASS+12.34%"),
    ],
)
def test_a_link_is_written_as_a_planner_does(fields: dict[str, Any], shown: str) -> None:
    of = Link(activity="A", ground="habit", **fields)
    assert said(import_.sheet(read(activity("A", 9), activity("B", 1, of))).rows[1][5]) == shown


def test_the_whole_stands_in_a_sentence_below() -> None:
    found = import_.sheet(read())
    assert str(found.note) == (
        "5 activities, 3 links; first day 2026-01-05; 7.0 weeks to the end. 2 not understood, 1 remark."
    )
    third = import_.sheet(read(activity("A", 1 / 3), goal="A", starts_on=None)).note
    assert import_.sheet(read(activity("A", 1 / 3))).rows[0][3] == 0.33
    assert str(third).startswith("1 activity, 0 links; first day ?; 0.33 weeks to A.")
    assert [one.row for one in read().not_read] == [4, 0, 7]
    assert {(one.level, one.what, one.remedy) for one in read().not_read[:2]} == {
        ("error", "wat", "doe dit"),
        ("remark", "wat", "doe dit"),
    }
