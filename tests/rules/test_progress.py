"""How a project stands follows from its latest sessions, never from later ones."""

import datetime

import pytest

from ppl.model.project import Agreement, Move
from ppl.model.session import Lights, Session
from ppl.rules import progress, standing
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


def test_the_light_before_is_the_one_of_the_talk_just_before() -> None:
    colours = {"2026-01-05": "green", "2026-02-02": "amber", "2026-03-02": "red"}
    talks = [make.session(on, held_on=day(on), lights=Lights(time=make.light(c))) for on, c in colours.items()]
    assert [lit.before for lit in progress.lights(make.knowledge(*talks), "alpha", day("2026-03-20"))] == ["amber"]


def test_the_judgement_tells_what_it_was_before() -> None:
    known = make.knowledge(
        make.session("s1", held_on=day("2026-01-05"), on_track=make.on_track("critical")),
        make.session("s2", held_on=day("2026-02-02"), on_track=make.on_track("attention")),
    )
    found = progress.judgement(known, "alpha", TODAY)
    assert found is not None and (found.on_track.judgement, found.before) == ("attention", "critical")


def test_weeks_won_compare_the_baseline_with_what_was_reached() -> None:
    reached = make.milestone(baseline_on=day("2026-06-01"), planned_on=day("2026-05-01"), actual_on=day("2026-05-18"))
    assert progress.weeks_won(reached, TODAY) == 2.0


def test_without_a_baseline_the_first_planned_date_counts() -> None:
    moved = make.milestone(
        planned_on=day("2026-06-15"),
        moves=(
            Move(on=day("2026-02-01"), from_=day("2026-06-08"), to=day("2026-06-15")),
            Move(on=day("2026-01-01"), from_=day("2026-06-01"), to=day("2026-06-08")),
        ),
    )
    assert progress.weeks_won(moved, TODAY) == -2.0


def test_weeks_won_are_unknown_where_a_date_is_missing() -> None:
    assert progress.weeks_won(make.milestone(actual_on=TODAY), TODAY) is None
    assert progress.weeks_won(make.milestone(planned_on=TODAY), TODAY) is None
    assert progress.weeks_won(make.milestone(baseline_on=TODAY), TODAY) is None


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
    found = [(t.action.id, t.late_days) for t in standing.open_actions(known, TODAY, "alpha")]
    assert found == [("a2", 3), ("a1", 0), ("a4", 0)]


def test_the_next_session_is_the_first_day_agreed_from_today_on() -> None:
    known = make.knowledge(
        make.session("s1", held_on=day("2026-02-16"), next_on=day("2026-02-23")),
        make.session("s2", held_on=day("2026-02-23"), next_on=day("2026-03-02")),
    )
    assert standing.next_session(known, "alpha", TODAY) == TODAY


def next_of(*more: Session) -> datetime.date | None:
    held = make.session("s1", held_on=day("2026-02-23"), next_on=day("2026-03-04"))
    return standing.next_session(make.knowledge(make.project(), held, *more), "alpha", TODAY)


def test_a_newer_day_for_the_next_session_takes_the_place_of_the_older_one() -> None:
    newer = make.session("s2", held_on=day("2026-03-01"), next_on=day("2026-03-09"))
    assert next_of(newer) == day("2026-03-09")
    other_kind = make.session("s3", kind="learning", held_on=day("2026-03-01"), next_on=day("2026-03-09"))
    assert next_of(other_kind) == day("2026-03-04")


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
    assert standing.next_session(known, "alpha", TODAY) == day("2026-03-09")


@pytest.mark.parametrize(
    ("before", "light", "word"),
    [("green", "red", "worse"), ("amber", "green", "better"), ("red", "red", "same"), (None, "red", None)],
)
def test_a_light_is_better_worse_or_the_same(before: str | None, light: str, word: str | None) -> None:
    assert progress.change(light, before) == word


def test_a_corrected_date_is_neither_won_nor_lost() -> None:
    wrong = Move(on=day("2026-01-01"), from_=day("2025-06-01"), to=day("2026-06-01"), kind="correction")
    slip = Move(on=day("2026-02-01"), from_=day("2026-06-01"), to=day("2026-06-15"), kind="slip")
    assert progress.weeks_won(make.milestone(planned_on=day("2026-06-15"), moves=(wrong, slip)), TODAY) == -2.0
    assert progress.weeks_won(make.milestone(planned_on=day("2026-06-01"), moves=(wrong,)), TODAY) is None


def test_a_bottleneck_that_was_closed_no_longer_ages() -> None:
    closed = make.bottleneck(status="resolved", closed_on=day("2026-01-15"))
    assert standing.age_days(closed, TODAY) == 10
    assert standing.age_days(make.bottleneck(), TODAY) == 56


def test_a_closed_bottleneck_without_its_day_and_an_open_one_age_until_today() -> None:
    assert standing.age_days(make.bottleneck(status="accepted"), TODAY) == 56
    assert standing.age_days(make.bottleneck(closed_on=day("2026-01-15")), TODAY) == 56


def deadlines_on(on: str) -> list[tuple[str, str, str]]:
    """The kind, text and ref of every deadline of a project of which everything is due on one day."""
    due = day(on)
    project = make.project(
        milestones=(make.milestone("start", planned_on=due), make.milestone("oud", planned_on=due, actual_on=due)),
        agreements=(Agreement(text="Brief", due_on=due), Agreement(text="Klaar", due_on=due, done_on=due)),
    )
    known = make.knowledge(
        project,
        make.project("beta"),
        make.bottleneck(),
        make.bottleneck(project="beta"),
        make.escalation(decide_by=due),
        make.escalation("e2", decide_by=due, answered_on=day("2026-02-20")),
        make.escalation("e3", decide_by=due, bottlenecks=("beta/bottlenecks/b1",)),
        make.escalation("e4", decide_by=due, status="draft"),
        make.escalation("e5"),
        make.decision(review_on=due),
        make.decision("d2", "beta", review_on=due),
        make.session(
            actions=(make.action(due_on=due), make.action("a2", due_on=due, status="done"), make.action("a3")),
            feasible_in_term=make.feasible("conditional", condition="De kabel", check_on=due),
        ),
    )
    found = standing.deadlines(known, project, TODAY)
    return [(one.kind, one.text, one.ref) for one in found if one.on == due]


def test_what_is_due_today_is_a_deadline_and_what_was_due_yesterday_or_is_ready_is_not() -> None:
    assert deadlines_on("2026-03-02") == [
        ("action", "Doe a1", "alpha/sessions/s1#a1"),
        ("agreement", "Brief", "alpha"),
        ("check", "De kabel", "alpha"),
        ("escalation", "Wie betaalt de kabel?", "escalations/e1"),
        ("milestone", "Mijlpaal start", "alpha#start"),
        ("review", "select", "alpha/decisions/d1"),
    ]
    assert deadlines_on("2026-03-01") == []


def test_only_what_was_submitted_is_an_escalation_of_its_bottlenecks() -> None:
    known = make.knowledge(
        make.bottleneck(),
        make.bottleneck("b2"),
        make.bottleneck(project="beta"),
        make.escalation("e0", status="draft"),
        make.escalation("e1", bottlenecks=("alpha/bottlenecks/b1", "alpha/bottlenecks/b2", "beta/bottlenecks/b1")),
        make.escalation("e2", status="answered"),
        make.escalation("e3", status="withdrawn"),
        make.escalation("e4", bottlenecks=("beta/bottlenecks/b1", "alpha/bottlenecks/weg")),
    )
    found = {ref: [one.id for one in sent] for ref, sent in standing.escalations(known, "alpha").items()}
    assert found == {"alpha/bottlenecks/b1": ["e1", "e2"], "alpha/bottlenecks/b2": ["e1"]}


def test_the_sessions_that_were_held_are_those_up_to_today_the_newest_first() -> None:
    known = make.knowledge(
        make.session("s1", held_on=day("2026-02-02")),
        make.session("s3", held_on=TODAY),
        make.session("s2", held_on=TODAY),
        make.session("s4", held_on=day("2026-03-03")),
        make.session("s5", held_on=day("2026-02-20"), status="cancelled"),
        make.session("s6", "beta"),
    )
    assert [one.id for one in progress.held(known, "alpha", TODAY)] == ["s3", "s2", "s1"]


def test_the_first_judgement_has_none_before_it_and_without_any_there_is_none() -> None:
    known = make.knowledge(make.session("s1", on_track=make.on_track("critical")), make.session("s2"))
    found = progress.judgement(known, "alpha", TODAY)
    assert found is not None
    assert (found.on_track.judgement, found.on, found.before) == ("critical", day("2026-02-23"), None)
    assert progress.judgement(make.knowledge(make.session()), "alpha", TODAY) is None


def test_the_latest_word_on_the_term_counts() -> None:
    known = make.knowledge(
        make.session("s1", held_on=day("2026-01-05"), feasible_in_term=make.feasible()),
        make.session("s2", held_on=day("2026-02-02"), feasible_in_term=make.feasible("infeasible")),
        make.session("s3"),
    )
    found = progress.feasibility(known, "alpha", TODAY)
    assert found is not None and (found.feasible.judgement, found.on) == ("infeasible", day("2026-02-02"))
    assert progress.feasibility(make.knowledge(make.session()), "alpha", TODAY) is None


def test_weeks_won_have_one_decimal_and_the_baseline_goes_before_a_move() -> None:
    move = Move(on=day("2026-01-01"), from_=day("2026-09-01"), to=day("2026-06-11"))
    assert (
        progress.weeks_won(make.milestone(baseline_on=day("2026-06-01"), planned_on=day("2026-06-11")), TODAY) == -1.4
    )
    base = make.milestone(baseline_on=day("2026-06-01"), planned_on=day("2026-06-08"), moves=(move,))
    assert progress.weeks_won(base, TODAY) == -1.0
    untold = Move(on=day("2025-01-01"), to=day("2026-09-01"))
    assert progress.weeks_won(make.milestone(planned_on=day("2026-08-25"), moves=(untold, move)), TODAY) == 1.0
    kept = make.milestone(planned_on=day("2026-06-01"), actual_on=day("2026-05-25"))
    assert progress.weeks_won(kept, TODAY) == 1.0


def test_open_actions_of_all_projects_come_by_their_day_and_those_without_one_last() -> None:
    known = make.knowledge(
        make.session("s1", actions=(make.action("a2", due_on=TODAY), make.action("a1"))),
        make.session("s0", "beta", held_on=TODAY, actions=(make.action("a1", due_on=TODAY),)),
        make.session("s2", held_on=day("2026-03-03"), actions=(make.action(),)),
        make.session("s3", status="cancelled", actions=(make.action(),)),
    )
    assert [one.ref for one in standing.open_actions(known, TODAY)] == [
        "alpha/sessions/s1#a2",
        "beta/sessions/s0#a1",
        "alpha/sessions/s1#a1",
    ]
    assert [one.ref for one in standing.open_actions(known, TODAY, "beta")] == ["beta/sessions/s0#a1"]


@pytest.mark.parametrize("kind", ["fact", "contact"])
def test_a_public_event_or_a_call_on_the_agreed_day_does_not_take_its_place(kind: str) -> None:
    assert next_of(make.session("s2", kind=kind, held_on=day("2026-03-04"), next_on=None)) == day("2026-03-04")
    past = make.session("s1", held_on=day("2026-02-23"), next_on=TODAY)
    known = make.knowledge(past, make.session("s2", kind=kind, held_on=TODAY))
    assert standing.next_session(known, "alpha", TODAY) == TODAY


def test_a_talk_of_another_kind_on_the_agreed_day_takes_its_place() -> None:
    agreed = make.session("s1", held_on=day("2026-02-23"), next_on=TODAY)
    known = make.knowledge(agreed, make.session("s2", kind="learning", held_on=TODAY))
    assert standing.next_session(known, "alpha", TODAY) is None


def test_what_a_talk_to_come_agrees_is_not_agreed_yet() -> None:
    later = make.session("s2", held_on=day("2026-03-20"), next_on=day("2026-03-10"))
    assert standing.next_session(make.knowledge(later), "alpha", TODAY) == day("2026-03-20")
    past = make.session("s1", held_on=day("2026-02-23"), next_on=day("2026-03-01"))
    assert standing.next_session(make.knowledge(past), "alpha", TODAY) is None


def test_deadlines_lie_today_or_later_and_come_in_order() -> None:
    project = make.project(milestones=(make.milestone(planned_on=day("2026-05-01")), make.milestone("oud")))
    known = make.knowledge(
        project,
        make.bottleneck(),
        make.escalation(),
        make.session(actions=(make.action(due_on=day("2026-02-01")), make.action("a2", due_on=day("2026-03-05")))),
    )
    found = [(d.on.isoformat(), d.kind) for d in standing.deadlines(known, project, TODAY)]
    assert found == [("2026-03-05", "action"), ("2026-04-01", "escalation"), ("2026-05-01", "milestone")]


def test_a_day_that_passed_without_its_fact_is_late_and_nothing_is_won_on_it() -> None:
    missed = make.milestone(baseline_on=day("2026-06-01"), planned_on=day("2026-02-23"))
    assert (progress.weeks_won(missed, TODAY), progress.days_late(missed, TODAY)) == (None, 7)
    assert progress.weeks_won(missed, day("2026-02-23")) == 14.0  # on the day itself it can still be reached
    reached = make.milestone(baseline_on=day("2026-06-01"), planned_on=day("2026-02-23"), actual_on=TODAY)
    assert (progress.weeks_won(reached, TODAY), progress.days_late(reached, TODAY)) == (13.0, 0)
    assert progress.days_late(make.milestone(), TODAY) == 0


def test_the_term_of_the_plan_phase_is_a_day_or_weeks_from_the_start() -> None:
    known = make.knowledge()
    assert progress.term_ends_on(known, make.project(starts_on=TODAY, goal_weeks=2)) == day("2026-03-16")
    assert progress.term_ends_on(known, make.project(starts_on=TODAY, goal_weeks=2, goal_on=TODAY)) == TODAY
    assert progress.term_ends_on(known, make.project(goal_weeks=2)) is None
