"""An entry of a session comes to the records that it makes and changes, or says what is wrong in it."""

from __future__ import annotations

import pytest

from ppl.operations import checking
from ppl.operations.log import LogRequest, log
from ppl.operations.proposal import Proposal
from tests.operations.base import DAY, TALK, Base, entry

WEEKLY = "kind: weekly\nheld_on: 2026-02-02\n"
EFFECT = "interventions:\n  - {id: samen-plannen, observed: {effect: zij lezen samen, on: 2026-02-02}}\n"


def proposed(base: Base, text: str, project: str | None = "waterrijk") -> Proposal:
    return log(base.folder, DAY, LogRequest(project, entry(text)))


def wrong(base: Base, text: str) -> list[str]:
    """What is wrong in an entry."""
    found = checking.problems(base.folder, DAY, proposed(base, text))
    return [str(problem.what) for problem in found if problem.is_error]


def test_the_message_counts_what_came_out_of_the_talk(base: Base) -> None:
    text = f"{WEEKLY}actions: [Bellen, Schrijven]\nlessons:\n  - {{title: Bel eerst}}\n"
    assert str(proposed(base, text).message).startswith("log waterrijk: weekly 2026-02-02, 2 actions, 1 lesson\n")
    missed = proposed(base, f"{WEEKLY}status: cancelled\nbecause: ziekte\n", project=None)
    assert str(missed.message).startswith("log programme: weekly 2026-02-02, cancelled\n")
    assert missed.edits[0].ref == "programme/sessions/2026-02-02-weekly"


def test_an_entry_that_changes_earlier_actions_is_recognised(base: Base) -> None:
    text = f"{WEEKLY}actions:\n- {{id: a1, status: done}}\n- {{id: a2, due_on: 2026-02-20}}\n- Rooster maken\n"
    base.put_in(proposed(base, text))
    again = proposed(base, text)
    assert (again.edits, again.message.ref) == ([], "waterrijk/sessions/2026-02-02-weekly")
    first, second = base.fields(TALK)["actions"]
    assert (first["status"], first["done_on"]) == ("done", "2026-02-02")
    assert second["due_on"] == "2026-02-20" and "moved_from" not in second


def test_an_entry_is_recognised_where_another_talk_of_that_day_has_its_id(base: Base) -> None:
    """As after a sync: the same talk logged by two people, of which one became `-2`."""
    for text in (f"{WEEKLY}summary: Eerst\n", f"{WEEKLY}summary: Daarna\n"):
        base.put_in(proposed(base, text))
    again = proposed(base, f"{WEEKLY}summary: Daarna\n")
    assert (again.edits, again.message.ref) == ([], "waterrijk/sessions/2026-02-02-weekly-2")
    assert proposed(base, f"{WEEKLY}summary: Anders\n").edits[0].ref == "waterrijk/sessions/2026-02-02-weekly-3"


def test_of_two_open_actions_of_a_name_the_session_says_which(base: Base) -> None:
    base.put_in(proposed(base, f"{WEEKLY}actions: [Rooster maken]\n"))
    later = "kind: weekly\nheld_on: 2026-02-09\nactions:\n- {id: ID, status: done}\n"
    proposal = proposed(base, later.replace("ID", "a1"))
    [problem] = proposal.problems
    assert str(problem.what) == "more than one earlier session has an open action `a1`"
    assert str(problem.remedy) == "say which: 2026-01-05-weekly#a1, 2026-02-02-weekly#a1"
    base.put_in(proposed(base, later.replace("ID", "2026-02-02-weekly#a1")))
    assert not proposed(base, later.replace("ID", "a1").replace("02-09", "02-16")).problems
    second = proposed(base, later.replace("ID", "2026-01-05-weekly#a2").replace("02-09", "02-16"))
    assert [edit.ref for edit in second.edits] == ["waterrijk/sessions/2026-02-16-weekly", TALK]
    assert wrong(base, later.replace("ID", "2026-02-02-weekly#a7").replace("02-09", "02-16")) == [
        "no earlier session has an action `2026-02-02-weekly#a7`"
    ]


def test_weeks_seen_later_do_not_erase_the_effect_seen_before(base: Base) -> None:
    """Of `expected` and `observed` only what an entry names changes; an empty value is taken away."""
    ref = "waterrijk/interventions/samen-plannen"
    base.put_in(proposed(base, WEEKLY + EFFECT))
    later = "interventions:\n  - {id: samen-plannen, observed: {weeks: 3, on: 2026-02-09}}\n"
    base.put_in(proposed(base, "kind: weekly\nheld_on: 2026-02-09\n" + later))
    assert base.fields(ref)["observed"] == {"effect": "zij lezen samen", "on": "2026-02-09", "weeks": "3"}
    last = "interventions:\n  - {id: samen-plannen, observed: {weeks: }}\n"
    base.put_in(proposed(base, "kind: weekly\nheld_on: 2026-02-16\n" + last))
    assert base.fields(ref)["observed"] == {"effect": "zij lezen samen", "on": "2026-02-09"}


def test_a_bottleneck_that_the_talk_closes_gets_its_day_new_or_known(base: Base) -> None:
    text = (
        f"{WEEKLY}bottlenecks:\n  - {{id: netaansluiting, status: resolved, resolution: tijdelijk}}\n"
        "  - {title: Was snel weg, category: netcongestie, status: accepted}\n"
    )
    base.put_in(proposed(base, text))
    for id in ("netaansluiting", "was-snel-weg"):
        assert base.fields(f"waterrijk/bottlenecks/{id}")["closed_on"] == "2026-02-02"


@pytest.mark.parametrize(
    "more",
    [
        "bottlenecks: {title: x}", "bottlenecks: [[x]]", "bottlenecks: ['']", "bottlenecks: ['../../../x']",
        "bottlenecks: [netaansluiting, netaansluiting]", "bottlenecks: [{category: netcongestie}]",
        "actions: {a: b}", "actions: [[x]]", "actions: [{id: [x]}]", "lessons: [{id: [x]}]",
        "lessons: [{id: ../../x, title: y}]", "interventions: [{id: weg, status: done}]",
        "decisions: [{id: 'a b', kind: stop, by: x, outcome: y, reasons: z}]",
    ],
)  # fmt: skip
def test_odd_shapes_are_told_and_never_a_crash(base: Base, more: str) -> None:
    assert wrong(base, f"{WEEKLY}{more}\n")


@pytest.mark.parametrize(
    "text", ["kind: [a]\nheld_on: {a: b}\n", "kind: '../x'\nheld_on: 2026-02-02\n", "summary: x\n"]
)
def test_an_entry_without_a_kind_and_a_day_is_told(base: Base, text: str) -> None:
    assert wrong(base, text)
