"""What a talk is prepared with: it agrees with what is due and with the Monday list, and shows no more than may be."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given

from ppl.model.knowledge import Audience, Knowledge
from ppl.model.learning import Question
from ppl.model.lesson import Consent, Origin
from ppl.model.project import OVER, Agreement, Project
from ppl.model.record import Party, Record
from ppl.rules.due import due
from ppl.rules.preparation import Kind, Preparation, about, of_programme, preparation, seen, side
from ppl.rules.standing import open_actions
from ppl.rules.to_ask import OF_LINES
from ppl.rules.turns import monday
from ppl.rules.week import AHEAD, week
from tests import make
from tests.make import TODAY, day
from tests.rules.test_due import ALPHA, RHYTHM, bases

KINDS: tuple[Kind, ...] = ("weekly", "learning", "progress", "client")


def prepared(known: Knowledge, kind: Kind = "weekly", project: str = "alpha") -> Preparation:
    reader = seen(known, kind, project)
    whole = reader.project(project)
    assert whole is not None
    return preparation(known, reader, whole, kind, TODAY)


def of(*records: Record, kind: Kind = "weekly") -> Preparation:
    every = {one.ref: one for one in (make.programme(*RHYTHM), ALPHA, *records)}
    return prepared(make.knowledge(*every.values()), kind)


def refs(found: Preparation) -> list[str]:
    """All that the page tells, besides of others."""
    return [*(one.ref for one in found.tasks), *(one.ref for one in found.coming), *(one.ref for one in found.asks)]


@given(bases())
def test_what_the_monday_list_raises_in_a_talk_stands_on_its_page(knowledge: Knowledge) -> None:
    raised = {
        one.line.project: [line for line in one.raised if _may_know(knowledge, line.ref, one.line.project)]
        for one in week(knowledge, TODAY, monday(TODAY)).talks
        if one.line.project
    }
    for project, lines in raised.items():
        found = prepared(knowledge, project=str(project))
        told = set(refs(found))
        assert {one.ref for one in lines if one.kind != "grant"} <= told


def _may_know(knowledge: Knowledge, ref: str, project: str | None) -> bool:
    record = knowledge.get(ref.partition("#")[0])
    return record is not None and knowledge.is_visible(record, Audience("project", project))


@given(bases())
def test_nothing_is_late_or_asked_that_is_not_due_and_nothing_stands_twice(knowledge: Knowledge) -> None:
    lines = {(one.kind, one.ref): one for one in due(knowledge, TODAY, TODAY + 26 * AHEAD)}
    for project in knowledge.of(Project):
        if project.status in OVER:
            continue
        for kind in KINDS:
            found = prepared(knowledge, kind, project.id)
            for one in found.coming:
                assert lines[one.kind, one.ref].days_late == one.days_late
            for task in found.tasks:
                assert task.days_late == max(0, (TODAY - task.due_on).days if task.due_on else 0)
            for ask in found.asks:
                assert ask.kind not in OF_LINES or (ask.kind, ask.ref) in lines
            every: list[Any] = [*found.tasks, *found.coming, *found.asks]
            told = [(type(one), one.ref, getattr(one, "kind", ""), getattr(one, "text", "")) for one in every]
            assert len(told) == len(set(told))
            assert {one.ref for one in found.coming}.isdisjoint(one.ref for one in found.asks)


@given(bases())
def test_of_a_project_the_same_is_due_as_in_all_records(knowledge: Knowledge) -> None:
    whole = {one for one in due(knowledge, TODAY, TODAY + AHEAD) if one.project == "alpha" and one.kind != "approval"}
    own = about(knowledge, "alpha", knowledge)
    assert {one for one in due(own, TODAY, TODAY + AHEAD) if one.project == "alpha" and one.kind != "approval"} == whole


def test_open_actions_are_those_of_the_status_each_on_its_side() -> None:
    talk = make.session(actions=(
        make.action("a1", owner="procesmanager", due_on=day("2026-02-27")), make.action("a2", owner="netbeheerder"),
        make.action("a3"), make.action("a4", owner=Party(role="bureau")), make.action("a5", status="done"),
    ))  # fmt: skip
    found = of(talk, make.project(agreements=(Agreement(text="Zo.", owner="leermanager", due_on=day("2026-03-20")),)))
    sides = [(one.ref.rpartition("#")[2], one.side, one.days_late) for one in found.tasks]
    assert sides == [
        ("a1", "bureau", 3), ("agreements.1", "bureau", 0), ("a2", "municipality", 0), ("a3", "municipality", 0),
        ("a4", "bureau", 0),
    ]  # fmt: skip
    known = make.knowledge(ALPHA, talk)
    assert {one.ref for one in open_actions(known, TODAY, "alpha")} < {one.ref for one in found.tasks}


def test_nobody_and_everybody_else_is_on_the_side_of_the_municipality() -> None:
    known = make.knowledge(make.programme(*RHYTHM))
    assert side(known, None) == side(known, "ontwikkelaar") == side(known, "projectleider") == "municipality"
    assert side(known, "opdrachtgever") == side(known, "begeleidingsgroep") == "ministry"
    assert side(known, "leermanager") == side(known, "bureau") == "bureau"


def test_whether_the_recap_was_agreed_to_is_known() -> None:
    assert of(make.session(agreed_on=TODAY)).open_recap is None
    waiting = of(make.session(sent_on=day("2026-02-24")))
    assert waiting.open_recap is not None and waiting.open_recap.kind == "confirmation"
    assert not [one for one in waiting.asks if one.kind == "confirmation"]
    other = of(make.session(), make.session("l", kind="learning", sent_on=day("2026-02-24"), held_on=day("2026-02-20")))
    assert [one.text for one in other.asks if one.kind == "confirmation"] == ["learning"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_talk_that_its_readers_may_not_read_says_nothing_of_what_was_agreed(kind: Kind) -> None:
    talk = make.session(kind=kind, visibility=None, agreements=("Geheim.",), lights=make.lights(), agreed_on=TODAY)
    found = of(talk, kind=kind)
    assert found.last is None or found.has_recap or not found.last.agreements
    if kind == "progress":
        assert found.last is not None and not found.has_recap


def test_what_is_settled_is_gone_and_nothing_else() -> None:
    late = make.milestone("m", planned_on=day("2026-02-01"))
    talk = make.session(actions=(make.action(due_on=day("2026-02-01"), owner="jurist"),), agreed_on=TODAY)
    before = of(make.project(milestones=(late,)), talk)
    reached = make.project(milestones=(make.milestone("m", planned_on=day("2026-02-01"), actual_on=TODAY),))
    after = of(reached, talk)
    assert [one for one in refs(before) if one not in refs(after)] == ["alpha#m"]


def test_a_talk_on_learning_has_what_was_learned_what_waits_and_the_agenda() -> None:
    yes = Consent(role="projectleider", on=TODAY)
    own = make.lesson("own", from_=Origin(project="alpha"), noted_on=day("2026-02-01"), status="checked", consent=yes,
                      themes=("energie",))  # fmt: skip
    waits = make.lesson("waits", from_=Origin(project="alpha"), noted_on=day("2026-01-01"), status="checked")
    questions = [Question(ref=f"questions/{id}", question="Hoe?", theme=theme) for id, theme in (
        ("a", "mobiliteit"), ("b", "energie"))]  # fmt: skip
    found = of(own, waits, *questions, kind="learning")
    assert [one.id for one in found.learned] == ["own"]
    assert [one.ref for one in found.to_confirm] == ["lessons/waits"]
    assert [one.id for one in found.questions] == ["b", "a"]
    assert not of(own, waits, *questions).learned


def test_the_ministry_is_told_what_is_asked_of_it() -> None:
    advice = make.decision(kind="advice", communicated_on=None, decided_on=day("2026-02-01"), by="bureau")
    known = make.knowledge(make.programme(*RHYTHM), ALPHA, advice, make.decision("c", kind="municipal", by="college",
                           decided_on=day("2026-02-01"), review_on=day("2026-03-10")))  # fmt: skip
    found = of_programme(known, seen(known, "client", None), TODAY)
    assert [one.kind for one in found.coming] == ["advice"]


def test_the_day_that_somebody_names_is_the_day() -> None:
    known = make.knowledge(make.programme(*RHYTHM), ALPHA)
    found = preparation(known, seen(known, "weekly", "alpha"), ALPHA, "weekly", TODAY, day("2026-03-05"))
    assert (found.talk.on, found.talk.is_agreed) == (datetime.date(2026, 3, 5), True)
