"""What stands where in a bulletin, and what comes first."""

from __future__ import annotations

from ppl.model.record import Record
from ppl.reports.newsletter import Bulletin, build
from tests import make
from tests.make import TODAY, day


def bulletin(*records: Record) -> Bulletin:
    found = build(make.knowledge(*records), None, TODAY, "public")
    assert found is not None
    return found


def public(*records: Record) -> list[Record]:
    """A project with a public event, and more."""
    return [make.project(), make.project("beta"), make.session(kind="fact", held_on=day("2026-02-10")), *records]


def test_an_intervention_is_told_once_with_its_effect_where_that_is_known() -> None:
    seen = make.intervention("seen", observed=make.observed())
    found = bulletin(*public(seen, make.intervention("new")))
    assert found.picture is not None
    assert [one.title for one in found.picture.attempts] == ["Interventie new"]
    assert [one.title for one in found.solved] == ["Interventie seen"]


def test_an_effect_in_the_picture_waits_for_the_next_bulletin() -> None:
    found = bulletin(*public(make.intervention("seen", observed=make.observed())))
    assert found.picture is not None and [one.title for one in found.picture.attempts] == ["Interventie seen"]
    assert found.solved == ()


def test_what_was_solved_goes_before_what_helped_and_each_project_has_its_turn() -> None:
    done = {"status": "resolved", "resolution": "Een accu.", "closed_on": day("2026-01-20")}
    found = bulletin(
        *public(
            make.intervention("new", "alpha"),
            make.intervention("late", "beta", observed=make.observed(on="2026-02-25")),
            make.bottleneck("early", "beta", **done),
            make.bottleneck("own", "alpha", **done),
        )
    )
    assert [one.title for one in found.solved] == ["Knelpunt own", "Knelpunt early", "Interventie late"]


def test_a_project_followed_from_outside_waits_until_there_is_no_other_news() -> None:
    outside = [
        make.project("gamma", status="reference"),
        make.session("s9", "gamma", kind="fact", held_on=day("2026-02-27")),
        make.bottleneck("b9", "gamma", status="resolved", closed_on=day("2026-02-27")),
    ]
    found = bulletin(*public(*outside))
    assert found.picture is not None and found.picture.name == "Project alpha" and found.solved == ()
    alone = bulletin(*outside)
    assert alone.picture is not None and alone.picture.name == "Project gamma"


def test_the_lesson_is_about_what_stands_in_the_way_of_the_project_in_the_picture() -> None:
    lessons = [
        make.lesson("a", categories=("stikstof",), noted_on=day("2026-02-20")),
        make.lesson("b", categories=("stikstof", "netcongestie"), noted_on=day("2026-02-19")),
        make.lesson("c", categories=("netcongestie",), noted_on=day("2026-01-01")),
    ]
    found = bulletin(*public(make.bottleneck(category="netcongestie"), *lessons))
    assert found.lesson is not None and found.lesson.title == "Les c"


def test_of_lessons_that_fit_alike_the_one_for_the_lot_and_the_phase_of_the_project_is_told() -> None:
    lessons = [
        make.lesson("a", categories=("stikstof",), lots=("lot-2",)),
        make.lesson("b", categories=("stikstof",), lots=("lot-1",)),
        make.lesson("c", categories=("stikstof",), lots=("lot-1",), phase="ontwerp"),
    ]
    project = make.project(phase="ontwerp")
    event = make.session(kind="fact", held_on=day("2026-02-10"))
    found = bulletin(project, event, make.bottleneck(category="stikstof"), *lessons)
    assert found.lesson is not None and found.lesson.title == "Les c"


def test_a_meeting_tells_what_came_of_it_rather_than_what_was_asked() -> None:
    held = make.event(held_on=day("2026-02-12"), questions=("Hoe dan?",), evaluation="Begin klein.")
    found = bulletin(*public(held))
    assert [one.facts for one in found.other] == [("Begin klein.",)]
