"""What an entry of a session fills in by itself, recognises, and says of what it cannot place."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from ppl.model.kinds import KIND
from ppl.operations.log import LogRequest, log
from ppl.operations.proposal import Proposal
from ppl.operations.session_actions import ActionNumbers, changed_action
from ppl.operations.session_draft import SessionDraft
from ppl.operations.session_records import is_same
from ppl.store.edits import Edit
from tests.operations.base import DAY, NET, TALK, Base, entry

WEEKLY = "kind: weekly\nheld_on: 2026-02-02\n"
SESSION = "waterrijk/sessions/2026-02-02-weekly"


def proposed(base: Base, more: str, project: str | None = "waterrijk") -> Proposal:
    return log(base.folder, DAY, LogRequest(project, entry(WEEKLY + more)))


def logged(base: Base, more: str, project: str | None = "waterrijk") -> dict[str, dict[str, Any]]:
    """The records that an entry makes or changes, by their refs, as they then stand in their files."""
    proposal = base.put_in(proposed(base, more, project))
    return {edit.ref: base.fields(edit.ref) for edit in proposal.edits}


def flaws(base: Base, more: str) -> list[tuple[int, str, str]]:
    """What is wrong in an entry: the line in it, what, and what to do."""
    return [(one.line, str(one.what), str(one.remedy)) for one in proposed(base, more).problems]


# what follows from the talk


def test_what_is_new_gets_its_day_its_place_and_a_first_status_from_the_talk(base: Base) -> None:
    made = logged(
        base,
        "bottlenecks: [{title: Kabel, category: netcongestie}]\n"
        "interventions: [{title: Bellen, expected: {effect: Sneller}}]\n"
        "lessons: [{title: Bel eerst}]\n"
        "decisions: [{kind: stop, by: projectleider, outcome: stop, reasons: [x]}]\n",
    )
    assert made["waterrijk/bottlenecks/kabel"] == {
        "title": "Kabel", "category": "netcongestie", "status": "open", "opened_on": "2026-02-02",
        "found_in": "2026-02-02-weekly",
    }  # fmt: skip
    assert made["waterrijk/interventions/bellen"]["started_on"] == "2026-02-02"
    assert made["lessons/bel-eerst"] == {
        "title": "Bel eerst", "status": "raw", "kind": "observation", "noted_on": "2026-02-02",
        "from": {"project": "waterrijk", "session": SESSION},
    }  # fmt: skip
    assert made["waterrijk/decisions/2026-02-02-stop"]["decided_on"] == "2026-02-02"
    own = logged(Base(), "lessons: [{title: Bel, status: checked, noted_on: 2026-01-01, from: {source: Krant}}]\n")
    assert (own["lessons/bel"]["status"], own["lessons/bel"]["from"]) == ("checked", {"source": "Krant"})
    without = proposed(Base(), "lessons: [{title: Bel}]\n", project=None)
    assert "from" not in (without.edits[1].fields or {})


def test_a_decision_of_the_municipality_without_its_day_was_taken_by_the_day_of_the_talk(base: Base) -> None:
    made = logged(
        base,
        "decisions:\n- {kind: municipal, outcome: vastgesteld}\n"
        "- {kind: municipal, outcome: verleend, decided_on: 2026-01-20}\n",
    )
    assert made["waterrijk/decisions/2026-02-02-municipal"]["decided_on"] == "..2026-02-02"
    assert made["waterrijk/decisions/2026-01-20-municipal"]["decided_on"] == "2026-01-20"


def test_the_role_is_that_of_the_rhythm_of_this_kind_unless_it_is_given(base: Base) -> None:
    assert logged(base, "")[SESSION]["role"] == "procesmanager"
    learning = log(base.folder, DAY, LogRequest("waterrijk", entry("kind: learning\nheld_on: 2026-02-03\n")))
    assert (learning.edits[0].fields or {})["role"] == "leermanager"
    table = log(base.folder, DAY, LogRequest("waterrijk", entry("kind: table\nheld_on: 2026-02-03\n")))
    assert "role" not in (table.edits[0].fields or {})
    assert logged(Base(), "role: leermanager\n")[SESSION]["role"] == "leermanager"
    base.write("programme/programme.yaml", "name: [\n")
    assert "role" not in (proposed(base, "summary: x\n").edits[0].fields or {})


def test_a_known_record_is_named_by_its_id_or_its_ref_and_an_empty_item_is_passed_over(base: Base) -> None:
    made = logged(base, f"bottlenecks: [{NET.rpartition('/')[2]}, null, {{title: Nieuw, category: netcongestie}}]\n")
    assert made[SESSION]["bottlenecks"] == ["netaansluiting", "nieuw"]
    assert logged(Base(), f"bottlenecks: [{NET}]\n")[SESSION]["bottlenecks"] == ["netaansluiting"]
    assert logged(Base(), f"bottlenecks: [{{id: {NET}, owner: leermanager}}]\n")[NET]["owner"] == "leermanager"


def test_a_record_keeps_its_day_of_closing_where_it_is_given_and_is_closed_only_by_its_status(base: Base) -> None:
    given = logged(base, "bottlenecks: [{id: netaansluiting, status: resolved, closed_on: 2026-01-20}]\n")
    assert given[NET]["closed_on"] == "2026-01-20"
    assert "closed_on" not in logged(Base(), "bottlenecks: [{id: netaansluiting, status: waiting}]\n")[NET]
    assert "id" not in logged(Base(), "bottlenecks: [{id: netaansluiting, owner: leermanager}]\n")[NET]


@pytest.mark.parametrize(
    ("more", "flaw"),
    [
        (
            "bottlenecks: [netaansluitin]\n",
            (3, "there is no bottleneck `netaansluitin` in projects/waterrijk/bottlenecks",
             "did you mean `netaansluiting`?"),
        ),
        (
            "bottlenecks: [heel iets anders]\n",
            (3, "there is no bottleneck `heel iets anders` in projects/waterrijk/bottlenecks",
             "give a title instead of an id for a new one"),
        ),
        (
            "bottlenecks: [{id: heel-iets-anders, status: open}]\n",
            (3, "there is no bottleneck `heel-iets-anders` in projects/waterrijk/bottlenecks",
             "give a title instead of an id for a new one"),
        ),
        (
            "bottlenecks: [{id: 'a b', title: Kabel, category: netcongestie}]\n",
            (3, "`a b` cannot be the name of a file", "use letters, digits and hyphens, or leave the id out"),
        ),
        (
            "bottlenecks:\n- {category: netcongestie}\n",
            (4, "a new bottleneck needs a title", "add `title: ...`, or `id: ...` to change one"),
        ),
        (
            "bottlenecks:\n- netaansluiting\n- {id: netaansluiting}\n",
            (5, "`netaansluiting` stands in this entry twice", "put the two together"),
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_placed_is_told_with_its_line_and_what_to_do(
    base: Base, more: str, flaw: tuple[int, str, str]
) -> None:
    assert flaws(base, more) == [flaw]


def test_a_new_record_may_bring_its_own_id_and_a_decision_needs_no_title(base: Base) -> None:
    made = logged(base, "bottlenecks: [{id: eigen, title: Kabel, category: netcongestie}]\n")
    assert "id" not in made["waterrijk/bottlenecks/eigen"]
    decided = "decisions: [{id: eigen, kind: stop, by: projectleider, outcome: stop, reasons: [x]}]\n"
    assert "waterrijk/decisions/eigen" in logged(Base(), decided)
    assert flaws(Base(), "decisions: [{id: eigen, outcome: stop}]\n")[0][1].startswith("there is no decision `eigen`")


# actions


def test_new_actions_get_the_numbers_that_are_free() -> None:
    numbers = ActionNumbers(["a1", "a3"])
    assert [numbers.numbered({"text": "x"})["id"] for _ in range(3)] == ["a2", "a4", "a5"]
    assert numbers.numbered({"id": "eigen"}) == {"id": "eigen"}
    assert ActionNumbers([], after=2).numbered({"text": "x"})["id"] == "a3"
    assert numbers.numbered("los") == "los"


@pytest.mark.parametrize(
    ("change", "more"),
    [
        ({"status": "done"}, {"status": "done", "done_on": "2026-02-02"}),
        ({"status": "done", "done_on": "2026-01-20"}, {"status": "done", "done_on": "2026-01-20"}),
        ({"status": "waiting"}, {"status": "waiting"}),
        (
            {"due_on": "2026-02-09", "because": "ziek"},
            {
                "due_on": "2026-02-09",
                "because": "ziek",
                "moved_from": "2026-01-12",
                "moves": [{"on": "2026-02-02", "from": "2026-01-12", "because": "ziek"}],
            },
        ),
        ({"due_on": "2026-01-12"}, {}),
        ({"due_on": "2026-02-09", "moved_from": "2026-01-01"}, {"due_on": "2026-02-09", "moved_from": "2026-01-01"}),
        ({"id": "anders", "result": "Gebeld"}, {"result": "Gebeld"}),
    ],
)
def test_a_changed_action_remembers_its_day_and_when_it_was_done(change: dict[str, str], more: dict[str, str]) -> None:
    action = {"id": "a1", "text": "Bellen", "due_on": "2026-01-12"}
    assert changed_action(action, change, "2026-02-02") == {**action, **more}


def test_a_move_of_before_is_the_first_of_the_moves() -> None:
    moved = {"id": "a1", "text": "Bellen", "due_on": "2026-02-09", "moved_from": "2026-01-12", "because": "ziek"}
    again = changed_action(moved, {"due_on": "2026-02-16"}, "2026-02-10")
    assert again["moves"] == [
        {"from": "2026-01-12", "because": "ziek"}, {"on": "2026-02-10", "from": "2026-02-09"}
    ]  # fmt: skip


def test_an_emptied_field_of_an_action_is_taken_away() -> None:
    action = {"id": "a1", "text": "Bellen", "due_on": "2026-01-12"}
    assert changed_action(action, {"due_on": None}, None) == {
        "id": "a1", "text": "Bellen", "moved_from": "2026-01-12", "moves": [{"from": "2026-01-12"}],
    }  # fmt: skip
    assert changed_action(action, {"status": "done"}, None) == {**action, "status": "done"}


def test_of_actions_of_one_name_the_open_one_is_meant_and_of_none_open_the_only_one(base: Base) -> None:
    text = base.text(TALK)
    base.write(f"projects/{TALK}.yaml", text.replace("text: Netbeheerder bellen", "text: Bellen\n    status: done"))
    assert logged(base, "actions: [{id: a1, result: Gelukt}]\n")[TALK]["actions"][0]["result"] == "Gelukt"
    both = Base()
    both.put_in(
        log(both.folder, DAY, LogRequest("waterrijk", entry("kind: learning\nheld_on: 2026-01-20\nactions: [x]\n")))
    )
    both.write(f"projects/{TALK}.yaml", text.replace("text: Netbeheerder bellen", "text: Bellen\n    status: done"))
    changed = logged(both, "actions: [{id: a1, result: Gelukt}]\n")
    assert list(changed) == [SESSION, "waterrijk/sessions/2026-01-20-learning"]
    assert flaws(Base(), "actions: [{id: a9, status: done}]\n") == [
        (3, "no earlier session has an action `a9`", "add `text: ...` for a new action")
    ]


# the same entry twice


@pytest.mark.parametrize(
    ("sent", "is_known"),
    [
        ({"summary": "Kort"}, True),
        ({"summary": "Lang"}, False),
        ({"summary": None}, True),
        ({"hours": "2"}, False),
        ({"facts": "Feit"}, True),
        ({"facts": ["Feit"]}, True),
        ({"facts": ["Feit", "Nog een"]}, False),
        ({"summary": ["Kort"]}, False),
        ({"bottlenecks": [{"title": "x"}]}, True),
        ({"bottlenecks": {"title": "x"}}, True),
        ({"bottlenecks": []}, False),
        ({"bottlenecks": ["a", "b"]}, False),
        ({"lessons": []}, True),
        ({"actions": ["Bellen", {"text": "Schrijven"}]}, True),
        ({"actions": ["Bellen", {"id": "a7", "status": "done"}, "Schrijven"]}, True),
        ({"actions": ["Bellen"]}, False),
        ({"actions": "Bellen"}, False),
    ],
)
def test_an_entry_is_known_where_the_session_holds_what_it_says(sent: dict[str, Any], is_known: bool) -> None:
    held = {
        "summary": "Kort",
        "facts": ["Feit"],
        "bottlenecks": ["x"],
        "actions": [{"id": "a1", "text": "Bellen", "status": "done"}, {"id": "a2", "text": "Schrijven"}],
        "agreed_on": "2026-02-05",
    }
    assert is_same(sent, Edit(SESSION, held, ""), {"bottlenecks", "lessons"}) is is_known
    assert is_same({"facts": ["Feit"]}, Edit(SESSION, {"facts": "Feit"}, ""), ()) is True


class Counted(set[str]):
    """The refs that there are, and how often somebody looked."""

    looks = 0

    def __contains__(self, ref: object) -> bool:
        self.looks += 1
        return super().__contains__(ref)


def test_many_records_with_one_id_each_look_once_for_their_number() -> None:
    there = Counted({"waterrijk/decisions/2026-11-20-municipal"})
    draft = SessionDraft(SimpleNamespace(claimed_refs=there), "waterrijk", {}, "2026-11-20")  # type: ignore[arg-type]
    for number in range(2, 302):
        ref = draft.new_ref(KIND["decision"], "waterrijk", "2026-11-20-municipal")
        assert ref == f"waterrijk/decisions/2026-11-20-municipal-{number}"
        draft.edits[ref] = Edit(ref, {}, None)
    assert there.looks < 2 * 300
