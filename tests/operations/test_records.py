"""What the words for every kind of record change: set, new, edit, rename, remove."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.errors import DataError, StoreError, UsageError
from ppl.operations.edit import EditRequest, edit
from ppl.operations.new import NewRequest, new
from ppl.operations.remove import RemoveRequest, remove
from ppl.operations.rename import RenameRequest, rename
from ppl.operations.set import SetRequest, set_fields
from tests.operations.base import DAY, NET, TALK, Base

EVENT = {"title": "Uitwisseling", "kind": "exchange", "held_on": "2026-04-01"}


def assign(base: Base, ref: str, *assignments: str) -> list[str]:
    """The refs that an assignment changes."""
    return [one.ref for one in base.put_in(set_fields(base.folder, DAY, SetRequest(ref, assignments))).edits]


def test_a_part_is_set_behind_its_sign(base: Base) -> None:
    assert assign(base, f"{TALK}#a2", "status=done", "done_on=2026-01-20") == [TALK]
    assert [one.get("status") for one in base.fields(TALK)["actions"]] == [None, "done"]


def test_fields_are_added_changed_and_cleared(base: Base) -> None:
    assign(base, NET, "tried+=gebeld", "tried+=[geschreven, gemaild]")
    assign(base, NET, "tried.1=gebeld met het loket")
    assert base.fields(NET)["tried"] == ["gebeld met het loket", "geschreven", "gemaild"]
    assign(base, NET, "tried.3=")
    assert base.fields(NET)["tried"] == ["gebeld met het loket", "geschreven"]
    assign(base, NET, "tried=")
    assert "tried" not in base.fields(NET)
    assert "title:    Netaansluiting komt te laat      # van de netbeheerder\n" in base.text(NET)


def test_a_path_into_nothing_makes_it_and_clears_it_again(base: Base) -> None:
    assign(base, "waterrijk", "homes.min=100", "homes.max=200")
    assert base.fields("waterrijk")["homes"] == {"min": "100", "max": "200"}
    assign(base, "waterrijk", "homes.min=", "homes.max=")
    assert "homes" not in base.fields("waterrijk")


def test_what_stands_there_already_changes_nothing(base: Base) -> None:
    assert assign(base, NET, "category=netcongestie") == []
    told = set_fields(base.folder, DAY, SetRequest(NET, ("status=waiting", "tried+=gebeld"))).message
    assert (told.ref, told.what) == (NET, "status, tried")


@pytest.mark.parametrize(
    ("ref", "assignment", "said"),
    [
        (NET, "status", "does not say which field becomes what"),
        (NET, "title.x=y", "leads into a single value"),
        (TALK, "actions.a9.status=done", "there is no item `a9` in `actions.a9.status`"),
        (f"{TALK}#a9", "status=done", "has no part `a9`"),
        (f"{NET}#a1", "status=done", "has no part `a1`"),
        ("waterrijk/bottlenecks/weg", "status=open", "is gone"),
    ],
)
def test_what_cannot_be_assigned_is_refused(base: Base, ref: str, assignment: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        assign(base, ref, assignment)


def test_a_new_record_gets_a_free_ref_and_a_double_one_is_refused(base: Base) -> None:
    first = base.put_in(new(base.folder, DAY, NewRequest("event", None, EVENT)))
    assert first.message.ref == "events/2026-04-01-uitwisseling"
    with pytest.raises(UsageError, match="the same event is there already"):
        new(base.folder, DAY, NewRequest("event", None, EVENT))
    other = new(base.folder, DAY, NewRequest("event", None, {**EVENT, "place": "Nergens"}))
    assert other.message.ref == "events/2026-04-01-uitwisseling-2"


ODD_IDS = (
    ("cafe\u0301", "is not in Unicode's form NFC"), ("net.", "ends with a dot"), ("a\x07b", "control marks"),
    ("caf\u00e9", "cannot be the id of a bottleneck"), ("nul", "is a device on Windows"), ("x" * 81, "is too long"),
    ("project", "is the name of a fixed file"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (NewRequest("bottleneck", "waterrijk", {"title": "X"}, "netaansluiting"), "is there already"),
        (NewRequest("project", None, {"name": "Waterrijk"}), "`waterrijk` is there already"),
        (NewRequest("bottleneck", "waterrijk", {}), "no id can be made"),
        (NewRequest("bottleneck", "waterrijk", {"title": "X"}, "../x"), "cannot be the id of a bottleneck"),
        *((NewRequest("bottleneck", "waterrijk", {"title": "X"}, id), said) for id, said in ODD_IDS),
    ],
)
def test_no_record_takes_the_place_of_another(base: Base, request_: NewRequest, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        new(base.folder, DAY, request_)


def test_of_a_plan_or_a_bulletin_there_is_one_of_a_name(base: Base) -> None:
    plan: dict[str, Any] = {"activities": []}
    bulletin: dict[str, Any] = {"number": "1", "audience": "public", "status": "draft"}
    base.write("projects/waterrijk/plan.yaml", "activities: []\n")
    base.write("newsletters/1.yaml", "number: 1\n")
    for request in (NewRequest("plan", "waterrijk", plan), NewRequest("newsletter", None, bulletin)):
        with pytest.raises(UsageError, match="is there already"):
            new(base.folder, DAY, request)


def test_a_reference_follows_a_rename_at_any_depth_and_written_as_one_text(base: Base) -> None:
    moves = "milestones:\n- {code: a, title: A, moves: [{on: 2026-01-01, due_to: x}, {on: 2026-01-02, due_to: NET}]}\n"
    base.write("projects/waterrijk/project.yaml", base.text("waterrijk") + moves.replace("NET", NET))
    base.write(f"projects/{TALK}.yaml", base.text(TALK) + "bottlenecks: netaansluiting\n")
    base.put_in(rename(base.folder, DAY, RenameRequest(NET, "stroom")))
    assert [one["due_to"] for one in base.fields("waterrijk")["milestones"][0]["moves"]] == [
        "x",
        "waterrijk/bottlenecks/stroom",
    ]
    assert base.fields(TALK)["bottlenecks"] == "stroom"


def test_an_edit_rests_on_the_text_that_was_opened(base: Base) -> None:
    before = base.text(NET)
    base.put_in(edit(base.folder, DAY, EditRequest(NET, before, before + "resolution: een kabel\n")))
    assert base.text(NET) == before + "resolution: een kabel\n"
    with pytest.raises(StoreError, match="was changed while you were editing"):
        edit(base.folder, DAY, EditRequest(NET, before, "title: x\n"))
    with pytest.raises(DataError, match=f"data/projects/{NET}.yaml:2: "):
        edit(base.folder, DAY, EditRequest(NET, base.text(NET), "title: x\ntitle: y\n"))


def test_a_rename_takes_references_and_the_rest_of_a_project_along(base: Base) -> None:
    base.put_in(rename(base.folder, DAY, RenameRequest(NET, "stroom")))
    assert base.fields("waterrijk/interventions/samen-plannen")["for"] == "stroom"
    full = rename(base.folder, DAY, RenameRequest("waterrijk/bottlenecks/stroom", "waterrijk/bottlenecks/net"))
    assert full.message.ref == "waterrijk/bottlenecks/net"
    proposal = base.put_in(rename(base.folder, DAY, RenameRequest("waterrijk", "waterstad")))
    assert (proposal.message.ref, proposal.message.what) == ("waterstad", "was waterrijk")
    assert not base.tree.paths("projects/waterrijk/")
    assert base.tree.has("projects/waterstad/bottlenecks/stroom.yaml")
    assert "title:    Netaansluiting komt te laat      # van" in base.text("waterstad/bottlenecks/stroom")


@pytest.mark.parametrize(
    ("ref", "id", "said"),
    [
        ("waterrijk", "zandhoek", "`zandhoek` is there already"),
        ("waterrijk", "lessons", "cannot be the id of a project"),
        (NET, "Net Aansluiting", "cannot be the id of a bottleneck"),
        (NET, "zandhoek/bottlenecks/net", "cannot be the id of a bottleneck"),
        ("programme/bodies", "organen", "has a fixed name"),
        (f"{TALK}#a1", "b1", "has a fixed name"),
        *((NET, id, said) for id, said in ODD_IDS),
    ],
)
def test_what_cannot_be_renamed_is_refused(base: Base, ref: str, id: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        rename(base.folder, DAY, RenameRequest(ref, id))


def test_a_record_goes_when_nothing_refers_to_it_and_a_project_as_a_whole(base: Base) -> None:
    with pytest.raises(DataError, match="still referred to by waterrijk/interventions/samen-plannen"):
        remove(base.folder, DAY, RemoveRequest(NET))
    base.put_in(remove(base.folder, DAY, RemoveRequest("waterrijk/interventions/samen-plannen")))
    base.put_in(remove(base.folder, DAY, RemoveRequest(NET)))
    base.put_in(remove(base.folder, DAY, RemoveRequest("zandhoek")))
    assert not base.tree.paths("projects/zandhoek/") and not base.tree.has(f"projects/{NET}.yaml")


@pytest.mark.parametrize("ref", ["programme/bodies", f"{TALK}#a1"])
def test_what_is_not_removed_as_a_whole_is_refused(base: Base, ref: str) -> None:
    with pytest.raises(UsageError, match="not removed as a whole") as refused:
        remove(base.folder, DAY, RemoveRequest(ref))
    assert str(refused.value.remedy) == f"ppl edit {ref.partition('#')[0]} takes a part away"
