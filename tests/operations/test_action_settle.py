"""Actions that are settled: what was agreed stays, nothing else changes, one line of what is due goes and no other."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.errors import UsageError
from ppl.operations.action_settle import SettleRequest, settle_actions
from ppl.operations.proposal import Proposal
from ppl.rules.due import due
from ppl.rules.due_line import Due
from ppl.yaml import text as yaml_text
from tests.operations.base import DAY, TALK, Base

FIRST, SECOND = f"{TALK}#a1", f"{TALK}#a2"
EVENT = "events/2026-02-10-uitwisseling"
UNTIL = datetime.date(2030, 1, 1)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def settled(base: Base, becomes: Any, *refs: str, on: str = "2026-03-01", **more: str) -> Proposal:
    return base.put_in(settle_actions(base.folder, DAY, SettleRequest(refs, becomes, day(on), **more)))


def action(base: Base, ref: str) -> dict[str, Any]:
    record, _, id = ref.partition("#")
    found: dict[str, Any] = next(one for one in base.fields(record)["actions"] if one["id"] == id)
    return found


def lines(base: Base, today: datetime.date = DAY) -> list[Due]:
    return [one for one in due(base.folder.read()[0], today, UNTIL) if one.kind == "action"]


def test_what_is_done_has_its_day_and_what_came_out_and_nothing_else_changes(base: Base) -> None:
    before = base.text(TALK)
    proposal = settled(base, "done", FIRST, on="2026-02-28", result="Hij belt terug.")
    assert str(proposal.message).startswith(f"action done {FIRST}: done 2026-02-28\n")
    more = "    status: done\n    done_on: 2026-02-28\n    result: Hij belt terug.\n"
    assert base.text(TALK) == before.replace("    due_on: 2026-01-12\n", "    due_on: 2026-01-12\n" + more)


def test_several_are_one_commit(base: Base) -> None:
    proposal = settled(base, "dropped", FIRST, SECOND, FIRST, because="De raad koos anders.")
    assert str(proposal.message).startswith(f"action drop {TALK}: 2 actions dropped\n")
    assert [(action(base, ref)["status"], action(base, ref)["because"]) for ref in (FIRST, SECOND)] == [
        ("dropped", "De raad koos anders.")
    ] * 2


def test_a_move_keeps_every_day_before_it_with_its_reason(base: Base) -> None:
    settled(base, "moved", FIRST, on="2026-03-09", because="ziek")
    request = SettleRequest((FIRST,), "moved", day("2026-03-20"))
    base.put_in(settle_actions(base.folder, day("2026-03-08"), request))
    assert action(base, FIRST)["moves"] == [
        {"on": "2026-03-01", "from": "2026-01-12", "because": "ziek"}, {"on": "2026-03-08", "from": "2026-03-09"}
    ]  # fmt: skip
    assert (action(base, FIRST)["due_on"], action(base, FIRST)["moved_from"]) == ("2026-03-20", "2026-03-09")
    assert "because" not in action(base, FIRST), "the reason of an earlier move is not that of this one"


def test_a_second_move_on_a_day_corrects_the_first(base: Base) -> None:
    settled(base, "moved", FIRST, on="2026-03-09", because="ziek")
    settled(base, "moved", FIRST, on="2026-03-10")
    assert action(base, FIRST)["moves"] == [{"on": "2026-03-01", "from": "2026-01-12", "because": "ziek"}]
    assert action(base, FIRST)["due_on"] == "2026-03-10"


def test_an_agreement_with_the_recap_holds_and_who_moves_the_day_is_told(base: Base) -> None:
    base.write(f"projects/{TALK}.yaml", base.text(TALK) + "agreed_on: 2026-01-07\nagreed_by: projectleider\n")
    assert not settled(base, "done", SECOND).remarks
    (said,) = settled(base, "moved", FIRST, on="2026-03-09").remarks
    assert "2026-01-12 was agreed" in str(said)
    fields = base.fields(TALK)
    assert fields["agreed_on"] == "2026-01-07" and "amended" not in fields


def test_what_is_settled_already_is_left_and_said_and_the_others_go_on(base: Base) -> None:
    settled(base, "done", FIRST, on="2026-02-27")
    proposal = settled(base, "done", FIRST, SECOND)
    assert [str(one) for one in proposal.remarks] == [f"{FIRST} was done already, on 2026-02-27"]
    assert action(base, FIRST)["done_on"] == "2026-02-27" and action(base, SECOND)["done_on"] == "2026-03-01"
    assert not settled(base, "done", FIRST).edits


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [("done", "moved", "is done"), ("done", "dropped", "is done"), ("dropped", "done", "was dropped")],
)
def test_what_was_settled_otherwise_is_refused_with_how_to_open_it(
    base: Base, first: str, then: str, said: str
) -> None:
    settled(base, first, FIRST)
    with pytest.raises(UsageError, match=said) as refused:
        settled(base, then, SECOND, FIRST)
    assert str(refused.value.remedy) == f"ppl set {FIRST} status=open opens it again"
    assert "status" not in action(base, SECOND), "all or nothing"


def test_nothing_is_done_before_it_was_agreed_and_what_is_not_there_is_refused(base: Base) -> None:
    with pytest.raises(UsageError, match="was agreed on 2026-01-05"):
        settled(base, "done", FIRST, on="2026-01-04")
    with pytest.raises(UsageError, match="has no action `a9`"):
        settled(base, "done", f"{TALK}#a9")
    with pytest.raises(UsageError, match="is gone"):
        settled(base, "done", "waterrijk/sessions/2020-01-01-weekly#a1")
    base.write(f"projects/{TALK}.yaml", base.text(TALK) + "status: cancelled\n")
    with pytest.raises(UsageError, match="was not agreed"):
        settled(base, "done", FIRST)


def test_an_action_of_an_event_that_a_talk_has_too_goes_along(base: Base) -> None:
    same = "  - {id: b7, text: netbeheerder  bellen., owner: projectleider, due_on: 2026-01-12}\n"
    base.write(f"{EVENT}.yaml", f"title: Uitwisseling\nkind: exchange\nheld_on: 2026-02-10\nactions:\n{same}")
    assert [one.ref for one in lines(base)] == [FIRST]
    proposal = settled(base, "moved", f"{EVENT}#b7", on="2026-03-12")
    assert f"{FIRST} says the same and goes along" in map(str, proposal.remarks)
    assert [one.ref for one in lines(base)] == [FIRST], "still one thing"
    settled(base, "done", FIRST)
    assert lines(base) == [] and action(base, f"{EVENT}#b7")["status"] == "done"


DAYS = st.sampled_from([None, "2026-01-12", "2026-02-20", "2026-03-15", "2026-04-01"])
ACTIONS = st.lists(
    st.fixed_dictionaries(
        {"text": st.sampled_from(["Bellen", "Kaart sturen", "Rapport lezen"]), "due_on": DAYS},
        optional={
            "owner": st.sampled_from(["projectleider", "wethouder"]),
            "status": st.sampled_from(["open", "waiting", "done", "dropped"]),
            "moved_from": st.just("2026-01-08"),
        },
    ),
    max_size=4,
)


def record(head: str, actions: list[dict[str, Any]]) -> str:
    held = [{"id": f"a{n}", **{k: v for k, v in one.items() if v}} for n, one in enumerate(actions, 1)]
    return head + (yaml_text.to_text({"actions": held}) if held else "")


@given(ACTIONS, ACTIONS, ACTIONS, st.integers(0, 20), st.sampled_from(["done", "dropped"]))
def test_an_action_that_is_settled_takes_its_line_away_and_no_other(
    first: list[dict[str, Any]], second: list[dict[str, Any]], event: list[dict[str, Any]], which: int, becomes: str
) -> None:
    base = Base()
    base.write(f"projects/{TALK}.yaml", record("kind: weekly\nheld_on: 2026-01-05\n", first))
    base.write(
        "projects/waterrijk/sessions/2026-01-06-contact.yaml", record("kind: contact\nheld_on: 2026-01-06\n", second)
    )
    base.write(f"{EVENT}.yaml", record("title: Uitwisseling\nkind: exchange\nheld_on: 2026-02-10\n", event))
    before = due(base.folder.read()[0], DAY, UNTIL)
    shown = [one for one in before if one.kind == "action"]
    if shown:
        one = shown[which % len(shown)]
        settled(base, becomes, one.ref, because="niet nodig")
        copies = {other.ref for other in shown if other.what == one.what and other.due_on == one.due_on}
        after = due(base.folder.read()[0], DAY, UNTIL)
        assert one.ref not in {line.ref for line in after}
        assert [line for line in before if line.ref not in copies] == [line for line in after if line.ref not in copies]
        assert {line.ref for line in after} <= {line.ref for line in before}, "nothing comes up in its place"


@given(ACTIONS, st.integers(0, 3))
def test_a_line_that_moves_stays_one_line_with_its_new_day(actions: list[dict[str, Any]], which: int) -> None:
    base = Base()
    base.write(f"projects/{TALK}.yaml", record("kind: weekly\nheld_on: 2026-01-05\n", actions))
    before = lines(base)
    if before:
        ref = before[which % len(before)].ref
        settled(base, "moved", ref, on="2026-05-05")
        assert sorted(one.ref for one in lines(base)) == sorted(one.ref for one in before)
        assert next(one for one in lines(base) if one.ref == ref).due_on == day("2026-05-05")
