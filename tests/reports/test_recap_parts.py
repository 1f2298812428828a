"""What stands in which part of a recap, on built recaps."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.model.knowledge import Knowledge
from ppl.model.record import Record
from ppl.model.session import Action
from ppl.reports import recap
from ppl.reports.recap_report import Recap
from tests import make
from tests.make import TODAY, day
from tests.reports.test_recap import TALK, talk


def built(*records: Record) -> Recap:
    return recap.build(recap.Request(make.knowledge(*records), TALK), TODAY)


def parts_of(bottleneck: Record, **fields: Any) -> list[int]:
    """How many bottlenecks are told as found, solved and spoken of."""
    named = {"bottlenecks": ("b1",), **fields}
    found = built(make.project(), talk(**named), bottleneck)
    return [len(found.found), len(found.solved), len(found.spoken)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"closed_on": day("2026-02-23")}, [0, 1, 0]),
        ({"closed_on": day("2026-02-22")}, [0, 0, 1]),
        ({"closed_on": day("2026-02-24")}, [0, 0, 1]),
        ({"closed_on": None}, [0, 0, 1]),
        ({"closed_on": day("2026-02-23"), "status": "mitigated"}, [0, 0, 1]),
        ({"closed_on": day("2026-02-23"), "status": "accepted"}, [0, 1, 0]),
    ],
)
def test_a_bottleneck_was_solved_in_the_talk_of_the_day_on_which_it_was_closed(
    fields: dict[str, Any], expected: list[int]
) -> None:
    assert parts_of(make.bottleneck(**{"status": "resolved", **fields})) == expected


def test_a_bottleneck_was_found_in_the_talk_that_it_names_else_in_that_of_its_day() -> None:
    assert parts_of(make.bottleneck(found_in="s1")) == [1, 0, 0]
    assert parts_of(make.bottleneck(found_in="s0", opened_on=day("2026-02-23"))) == [0, 0, 1]
    assert parts_of(make.bottleneck(opened_on=day("2026-02-23"))) == [1, 0, 0]
    assert parts_of(make.bottleneck(opened_on=day("2026-02-22"))) == [0, 0, 1]
    twice = ("b1", "alpha/bottlenecks/b1")
    assert parts_of(make.bottleneck(), bottlenecks=twice) == [0, 0, 1]


def test_what_is_still_open_is_from_talks_up_to_this_one_of_the_same_project_the_first_due_on_top() -> None:
    def earlier(id: str, on: str, *actions: Action, project: str = "alpha", **fields: Any) -> Record:
        return make.session(id, project, held_on=day(on), actions=actions, **fields)

    known = make.knowledge(
        make.project(),
        talk(),
        earlier("s2", "2026-02-23", make.action("same")),
        earlier("s0", "2026-02-16", make.action("late", due_on=day("2026-02-22")), make.action("done", status="done")),
        earlier("s3", "2026-02-16", make.action("due", due_on=day("2026-02-23"), status="waiting")),
        earlier("s4", "2026-02-24", make.action("later")),
        earlier("s5", "2026-02-16", make.action("off"), status="cancelled"),
        earlier("s6", "2026-02-16", make.action("other"), project="beta"),
    )
    found = recap.build(recap.Request(known, TALK), TODAY).earlier
    assert [(one.text, one.late_days, one.status) for one in found] == [
        ("Doe late", 1, "open"),
        ("Doe due", 0, "waiting"),
        ("Doe same", 0, "open"),
    ]


def test_an_action_is_late_only_while_it_is_open() -> None:
    late: dict[str, Any] = {"due_on": day("2026-02-22")}
    actions = (make.action(**late), make.action("a2", **late, status="done"), make.action("a3"))
    found = built(make.project(), talk(actions=actions))
    assert [one.late_days for one in found.actions] == [1, 0, 0]


def test_an_advice_that_its_reader_may_see_stands_apart_from_the_decisions() -> None:
    advice = make.decision("d2", kind="advice", visibility="project")
    found = built(make.project(), talk(), make.decision(), advice)
    assert [[one.kind for one in part] for part in (found.advice, found.decisions)] == [["advice"], ["selection"]]


def test_a_withdrawn_lesson_is_not_passed_on() -> None:
    lessons = [make.lesson(), make.lesson("eigen", status="withdrawn")]
    assert built(make.project(), talk(), *lessons).lessons == ("Les les",)


def test_who_reads_and_who_writes_are_roles_and_a_project_that_is_hidden_goes_by_its_id() -> None:
    found = built(make.project(), talk(attended=("projectleider",)))
    assert (found.project, found.name, found.programme, found.bureau) == (
        "alpha",
        "Project alpha",
        "Proefprogramma",
        "Bureau",
    )
    assert found.writer is not None
    assert (found.reader.code, found.writer.code) == ("projectleider", "procesmanager")
    assert [one.role.code for one in found.attended] == ["projectleider"]
    assert built(talk()).name == "alpha"
    assert recap.build(recap.Request(Knowledge([make.project(), talk()]), TALK), TODAY).programme == ""


def test_what_an_intervention_should_bring_and_brought_is_told() -> None:
    one = make.intervention(observed=make.observed(), by="projectleider")
    (told,) = built(make.project(), talk(), one).interventions
    assert (told.expected, told.observed, told.by and told.by.role.code) == (
        "Sneller klaar.",
        "Het ging sneller.",
        "projectleider",
    )
    (told,) = built(make.project(), talk(), make.intervention(expected=None)).interventions
    assert (told.expected, told.observed, told.by) == (None, None, None)
