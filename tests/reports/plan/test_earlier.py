"""Which habits to question, and what a change of the plan gives."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ppl.errors import UsageError
from ppl.model.plan import PlanActivity, Reached
from ppl.model.record import Record
from ppl.reports.plan import earlier, what_if
from ppl.reports.plan.earlier_report import EarlierShown
from ppl.rules.schedule.what_if import Change
from tests.make import TODAY, day
from tests.reports.plan.plans import LISTS, START, found
from tests.rules.schedule.networks import activity, link


def sooner(
    *activities: PlanActivity, known: tuple[Record, ...] = (), starts_on: datetime.date | None = START, **ask: Any
) -> EarlierShown:
    one = found(*activities, known=known, starts_on=starts_on)
    return earlier.build(earlier.Request(one, **ask), TODAY)


def test_a_target_is_a_day_or_weeks_and_not_both() -> None:
    shown = sooner(target_on=day("2026-03-09"))
    assert (shown.target_on, shown.target_weeks, shown.is_reached, shown.is_fewest) == (
        day("2026-03-09"),
        9,
        True,
        True,
    )
    assert sooner(target_weeks=9.0).target_on == day("2026-03-09")
    assert (sooner().target_on, sooner().target_weeks, sooner().is_fewest) == (None, None, False)
    with pytest.raises(UsageError, match="two ways"):
        sooner(target_weeks=9.0, target_on=day("2026-03-09"))
    with pytest.raises(UsageError, match="no first day"):
        sooner(starts_on=None, target_on=day("2026-03-09"))


def test_what_decides_once_the_target_is_reached_is_that_of_the_plan_without_these_links_only() -> None:
    shown = sooner(activity("A", 4), activity("B", 6, link("A")), activity("C", 2, link("B")), target_weeks=8.0)
    assert (shown.is_reached, [one.weeks for one in shown.steps], shown.next.path) == (True, [8], ("B", "C"))
    assert shown.best_weeks == 6


def test_a_meeting_that_holds_a_plan_of_one_step_is_told() -> None:
    (one,) = sooner(activity("M", 1, decided_by="raad"), known=LISTS, target_weeks=1.0).held
    assert (one.activity.id, one.by, one.name, one.on) == ("M", "meeting", "Raad", day("2026-03-02"))


def test_each_step_says_what_it_wins_and_how_much_work_is_done_ahead() -> None:
    shown = sooner()
    (step,) = shown.steps
    assert (shown.habits, shown.weeks, shown.best_weeks, shown.best_on) == (1, 12, 8, day("2026-03-02"))
    assert (step.won_weeks, step.weeks, step.goal_on) == (4, 8, day("2026-03-02"))
    (question,) = step.questions
    assert (question.link.activity.id, question.link.waits_on.id, question.link.reason) == ("B", "A", "zo")
    assert (question.ahead_weeks, question.before_weeks) == (4, 4)
    assert (step.next.path, [one.activity.id for one in shown.holds]) == (("B", "C"), ["C"])
    short = sooner(activity("A", 9), activity("B", 2, link("A")))
    assert [(one.ahead_weeks, one.before_weeks) for one in short.steps[0].questions] == [(2, 9)]
    half = sooner(activity("A", 0.5), activity("B", 2, link("A")))
    assert [(one.ahead_weeks, one.before_weeks) for one in half.steps[0].questions] == [(0.5, 0.5)]


def test_a_plan_without_habits_is_asked_about_its_usual_order_unless_a_target_is_given() -> None:
    bare = (activity("A", 4), activity("B", 6, after_serial=(link("A"),)))
    shown = sooner(*bare)
    assert (shown.base, shown.is_drawn_without, shown.habits, shown.weeks) == ("usual", True, 1, 10)
    assert (shown.is_left_behind, shown.unchecked) == (False, 0)
    assert (sooner(*bare, target_weeks=6.0).base, sooner(*bare, base="planned").base) == ("planned", "planned")
    assert sooner(activity("A", 1)).base == "planned"
    both = (activity("A", 4), activity("B", 6, link("A")), activity("C", 1, after_serial=(link("B"),)))
    assert (sooner(*both).base, sooner(*both).is_drawn_without) == ("planned", False)
    assert (sooner(*both, base="usual").base, sooner(*both, base="usual").is_drawn_without) == ("usual", False)


def test_who_does_both_and_the_body_that_decides_must_agree_and_a_court_need_not() -> None:
    def asked(waiting: Any, waited_on: Any, **fields: Any) -> list[str]:
        steps = (activity("A", 4, owner=waited_on, **fields), activity("B", 6, link("A"), owner=waiting))
        return [one.nl for one in sooner(*steps, known=LISTS).steps[0].questions[0].agree]

    assert asked("projectleider", "ecoloog") == ["projectleider", "ecoloog"]
    assert asked("ecoloog", "ecoloog") == ["ecoloog"]
    assert asked("raad-van-state", None) == []
    assert asked(None, "ecoloog", decided_by="raad") == ["ecoloog", "Raad"]
    assert asked("raad", None, decided_by="raad") == ["raad"]
    assert asked("ecoloog", "raad", decided_by="raad") == ["ecoloog", "raad"]


def test_what_holds_the_goal_once_the_habits_are_gone_is_told_with_seasons_and_meetings() -> None:
    steps = (
        activity("A", 4),
        activity("B", 1, link("A", "habit"), decided_by="raad"),
        activity("C", 1, link("B", "statute", law="art. 1"), goal := link("A", "policy")),
        activity("D", 1, decided_by="raad"),
    )
    assert goal.ground == "policy"
    shown = sooner(*steps, known=LISTS, target_weeks=1.0)
    assert not shown.is_reached
    assert [(one.activity.id, one.waits_on.id, one.law) for one in shown.holds] == [("C", "B", "art. 1")]
    assert [(one.activity.id, one.by) for one in shown.held] == [("B", "meeting")]


# what if


def test_a_change_is_told_with_the_link_or_the_duration_that_it_touches() -> None:
    one = found(goal="C", milestones=(Reached(code="m", activity="B"),))
    changes = [Change("drop", "B", "A"), Change("shorten", "C", weeks=1.0), Change("start", "A", on=TODAY)]
    shown = what_if.build(what_if.Request(one, changes), TODAY)
    assert [(each.kind, each.activity.id, each.from_weeks, each.weeks, each.ground) for each in shown.tried] == [
        ("drop", "B", None, None, "habit"),
        ("shorten", "C", 2, 1, None),
        ("start", "A", None, None, None),
    ]
    assert shown.tried[0].waits_on is not None and (shown.tried[0].waits_on.id, shown.tried[0].reason) == ("A", "zo")
    assert (shown.tried[1].waits_on, shown.tried[2].on, shown.goal) == (None, TODAY, "C")
    dropped = what_if.build(what_if.Request(one, changes[:1]), TODAY)
    assert (dropped.before_weeks, dropped.weeks, dropped.won_weeks) == (12, 8, 4)
    assert (dropped.before_on, dropped.goal_on) == (day("2026-03-30"), day("2026-03-02"))
    assert [(each.before.week, each.after.week, each.won_weeks) for each in dropped.milestones] == [(10, 6, 4)]
    assert (dropped.before.path, dropped.next.path, dropped.before.joined) == (("A", "B", "C"), ("B", "C"), ())
