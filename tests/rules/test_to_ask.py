"""What to ask in a talk: what passed, what is to be judged anew, what nobody wrote down; and not what is known."""

from __future__ import annotations

from typing import Any

from ppl.model.record import Record
from ppl.model.scan import Precondition
from ppl.rules.due import due
from ppl.rules.to_ask import Ask, to_ask
from tests import make
from tests.make import TODAY, day

FULL = make.project(leader="projectleider", commitments=("Wij doen mee.",), milestones=(make.milestone(
    planned_on=day("2026-09-01")),))  # fmt: skip
LIT = make.session(lights=make.lights())


def asks(*records: Record, by: str = "2026-03-16") -> list[tuple[str, str]]:
    every = {one.ref: one for one in (FULL, LIT, *records)}
    known = make.knowledge(make.programme(), *every.values())
    project = known.project("alpha")
    assert project is not None
    lines = tuple(one for one in due(known, TODAY, day(by)) if one.project == "alpha")
    return [(one.kind, one.ref) for one in to_ask(known, project, lines, TODAY, day(by)) if one.kind != "confirmation"]


def test_of_what_is_known_nothing_is_asked() -> None:
    owned = make.bottleneck(owner="jurist", critical_path_weeks=3.0)
    told = make.intervention(started_on=day("2025-01-05"), observed=make.observed())
    assert asks(owned, told) == []


def test_a_milestone_that_passed_without_a_fact_is_asked_about() -> None:
    project = make.project(**{**of(FULL), "milestones": (make.milestone("m", planned_on=day("2026-02-01")),)})
    assert asks(project) == [("milestone", "alpha#m")]


def of(project: Any) -> dict[str, Any]:
    return {"leader": project.leader, "commitments": project.commitments, "milestones": project.milestones}


def test_an_effect_is_asked_for_some_weeks_after_it_began_and_not_of_what_is_planned_or_dropped() -> None:
    assert asks(make.intervention(started_on=day("2026-02-02"))) == [("effect", "alpha/interventions/i1")]
    assert asks(make.intervention(started_on=day("2026-02-03"))) == []
    for status in ("planned", "dropped"):
        assert asks(make.intervention(started_on=day("2026-01-02"), status=status)) == []
    assert asks(make.intervention(started_on=None, status="done")) == [("effect", "alpha/interventions/i1")]


def test_lights_are_asked_for_where_there_are_none_or_they_are_old() -> None:
    assert asks(make.session()) == [("lights", "alpha")]
    assert asks(make.session(held_on=day("2026-01-19"), lights=make.lights())) == []
    assert asks(make.session(held_on=day("2026-01-18"), lights=make.lights())) == [("light", "alpha")]
    followed = make.project(**{**of(FULL), "status": "reference"})
    assert asks(followed, make.session()) == []


def test_a_light_that_should_be_green_again_by_the_day_of_the_talk_is_asked_about() -> None:
    red = make.light("red", recovers_by=day("2026-03-16"))
    lit = make.session(lights=type(make.lights())(time=red))
    assert asks(lit) == [("recovery", "alpha")]
    assert asks(lit, by="2026-03-15") == []


def test_blanks_that_matter_are_asked_once_for_each_record() -> None:
    assert asks(make.bottleneck()) == [("both", "alpha/bottlenecks/b1")]
    assert asks(make.bottleneck(owner="jurist")) == [("weeks", "alpha/bottlenecks/b1")]
    assert asks(make.bottleneck(critical_path_weeks=2.0)) == [("owner", "alpha/bottlenecks/b1")]
    assert asks(make.session(lights=make.lights(), actions=(make.action(owner="jurist"),))) == [
        ("action", "alpha/sessions/s1#a1")
    ]
    bare = make.project(milestones=(make.milestone("m"),), preconditions=(Precondition(code="brief"),))
    assert asks(bare) == [
        ("day", "alpha#m"), ("leader", "alpha"), ("commitments", "alpha"), ("preconditions", "alpha")
    ]  # fmt: skip
    assert ("plan", "alpha") in asks(make.project())


def test_the_questions_of_the_day_go_before_the_blanks() -> None:
    asked = Ask("effect", "alpha/interventions/i1", "Ingreep i1", day("2026-01-05"))
    known = make.knowledge(make.programme(), FULL, LIT, make.bottleneck(), make.intervention(started_on=asked.on))
    kinds = [one.kind for one in to_ask(known, FULL, (), TODAY, TODAY)]
    assert kinds == ["effect", "both"]
