"""How a project stands follows from its latest sessions, never from later ones."""

import datetime

import pytest

from ppl.model.project import Move
from ppl.model.session import Lights, Session
from ppl.rules import progress
from tests import make
from tests.make import TODAY, day


def test_the_latest_light_counts_per_aspect() -> None:
    known = make.knowledge(
        make.project(),
        make.session("s1", held_on=day("2026-01-05"), lights=make.lights("amber", "green", "red")),
        make.session("s2", held_on=day("2026-02-02"), lights=Lights(time=make.light("red"))),
        make.session("s3", held_on=day("2026-03-20"), lights=make.lights()),
    )
    found = {lit.aspect: (lit.light.light, lit.on, lit.before) for lit in progress.lights(known, "alpha", TODAY)}
    assert found == {
        "time": ("red", day("2026-02-02"), "amber"),
        "money": ("green", day("2026-01-05"), None),
        "quality": ("red", day("2026-01-05"), None),
    }


def test_the_judgement_tells_what_it_was_before() -> None:
    known = make.knowledge(
        make.session("s1", held_on=day("2026-01-05"), on_track=make.on_track("critical")),
        make.session("s2", held_on=day("2026-02-02"), on_track=make.on_track("attention")),
    )
    found = progress.judgement(known, "alpha", TODAY)
    assert found is not None and (found.on_track.judgement, found.before) == ("attention", "critical")


def test_weeks_won_compare_the_baseline_with_what_was_reached() -> None:
    reached = make.milestone(baseline_on=day("2026-06-01"), planned_on=day("2026-05-01"), actual_on=day("2026-05-18"))
    assert progress.weeks_won(reached) == 2.0


def test_without_a_baseline_the_first_planned_date_counts() -> None:
    moved = make.milestone(
        planned_on=day("2026-06-15"),
        moves=(
            Move(on=day("2026-02-01"), from_=day("2026-06-08"), to=day("2026-06-15")),
            Move(on=day("2026-01-01"), from_=day("2026-06-01"), to=day("2026-06-08")),
        ),
    )
    assert progress.weeks_won(moved) == -2.0


def test_weeks_won_are_unknown_where_a_date_is_missing() -> None:
    assert progress.weeks_won(make.milestone(actual_on=TODAY)) is None
    assert progress.weeks_won(make.milestone(planned_on=TODAY)) is None
    assert progress.weeks_won(make.milestone(baseline_on=TODAY)) is None


def test_open_actions_are_overdue_after_their_day() -> None:
    known = make.knowledge(
        make.session(
            actions=(
                make.action("a1", due_on=day("2026-03-02")),
                make.action("a2", due_on=day("2026-02-27"), status="waiting"),
                make.action("a3", due_on=day("2026-02-01"), status="done"),
                make.action("a4"),
            )
        )
    )
    found = [(t.action.id, t.late_days) for t in progress.tasks(known, TODAY, "alpha")]
    assert found == [("a2", 3), ("a1", 0), ("a4", 0)]


def test_the_next_session_is_the_first_day_agreed_from_today_on() -> None:
    known = make.knowledge(
        make.session("s1", held_on=day("2026-02-16"), next_on=day("2026-02-23")),
        make.session("s2", held_on=day("2026-02-23"), next_on=day("2026-03-02")),
    )
    assert progress.next_session(known, "alpha", TODAY) == TODAY


def next_of(*more: Session) -> datetime.date | None:
    held = make.session("s1", held_on=day("2026-02-23"), next_on=day("2026-03-04"))
    return progress.next_session(make.knowledge(make.project(), held, *more), "alpha", TODAY)


def test_the_next_session_is_not_one_that_was_cancelled() -> None:
    gone = make.session("s2", held_on=day("2026-03-04"), status="cancelled", because="ziek", next_on=day("2026-03-05"))
    assert next_of() == day("2026-03-04")
    assert next_of(gone) is None


def test_a_public_event_that_is_to_come_is_not_the_next_session() -> None:
    event = make.session("f1", kind="fact", held_on=day("2026-03-03"))
    assert next_of(event) == day("2026-03-04")
    assert next_of(make.session("s2", kind="table", held_on=day("2026-03-03"))) == day("2026-03-03")


def test_the_next_session_is_on_the_day_to_which_it_was_moved() -> None:
    away = make.session("s2", held_on=day("2026-03-04"), status="moved", because="x", next_on=day("2026-03-06"))
    again = make.session("s3", held_on=day("2026-03-06"), status="moved", because="x", next_on=day("2026-03-12"))
    assert next_of(away) == day("2026-03-06")
    assert next_of(away, again) == day("2026-03-12")


def test_a_cancelled_talk_of_another_kind_leaves_the_agreed_one_where_both_were_agreed() -> None:
    other = make.session("s0", kind="learning", held_on=day("2026-02-20"), next_on=day("2026-03-04"))
    gone = make.session("s2", kind="learning", held_on=day("2026-03-04"), status="cancelled", because="ziek")
    assert next_of(other, gone) == day("2026-03-04")


def test_a_session_that_was_held_today_is_not_the_next_one() -> None:
    known = make.knowledge(
        make.session("s1", held_on=day("2026-02-23"), next_on=TODAY),
        make.session("s2", held_on=TODAY, next_on=day("2026-03-09")),
    )
    assert progress.next_session(known, "alpha", TODAY) == day("2026-03-09")


@pytest.mark.parametrize(
    ("before", "light", "word"),
    [("green", "red", "worse"), ("amber", "green", "better"), ("red", "red", "same"), (None, "red", None)],
)
def test_a_light_is_better_worse_or_the_same(before: str | None, light: str, word: str | None) -> None:
    assert progress.change(light, before) == word


def test_a_corrected_date_is_neither_won_nor_lost() -> None:
    wrong = Move(on=day("2026-01-01"), from_=day("2025-06-01"), to=day("2026-06-01"), kind="correction")
    slip = Move(on=day("2026-02-01"), from_=day("2026-06-01"), to=day("2026-06-15"), kind="slip")
    assert progress.weeks_won(make.milestone(planned_on=day("2026-06-15"), moves=(wrong, slip))) == -2.0
    assert progress.weeks_won(make.milestone(planned_on=day("2026-06-01"), moves=(wrong,))) is None


def test_a_bottleneck_that_was_closed_no_longer_ages() -> None:
    closed = make.bottleneck(status="resolved", closed_on=day("2026-01-15"))
    assert progress.age_days(closed, TODAY) == 10
    assert progress.age_days(make.bottleneck(), TODAY) == 56


def test_deadlines_lie_today_or_later_and_come_in_order() -> None:
    project = make.project(milestones=(make.milestone(planned_on=day("2026-05-01")), make.milestone("oud")))
    known = make.knowledge(
        project,
        make.bottleneck(),
        make.escalation(),
        make.session(actions=(make.action(due_on=day("2026-02-01")), make.action("a2", due_on=day("2026-03-05")))),
    )
    found = [(d.on.isoformat(), d.kind) for d in progress.deadlines(known, project, TODAY)]
    assert found == [("2026-03-05", "action"), ("2026-04-01", "escalation"), ("2026-05-01", "milestone")]
