"""A correction changes what it names, keeps that it was made, and ends an agreement on what it changes."""

from __future__ import annotations

import pytest

from ppl.operations.amend import AmendRequest, amend
from ppl.operations.proposal import Proposal
from tests.operations.base import DAY, TALK, Base, entry

AGREED = "lights:\n  time: {light: green}\nagreed_on: 2026-01-08\nagreed_by: projectleider\n"


@pytest.fixture
def agreed(base: Base) -> Base:
    """A knowledge base with a session that the project leader agreed with."""
    base.write(f"projects/{TALK}.yaml", base.text(TALK) + AGREED)
    return base


def proposed(base: Base, text: str, because: str = "reactie") -> Proposal:
    return amend(base.folder, DAY, AmendRequest(TALK, entry(text), because))


def test_what_the_other_party_never_saw_can_change_without_ending_the_agreement(agreed: Base) -> None:
    proposal = agreed.put_in(proposed(agreed, "hours: 2\nlights:\n  money: {light: green}\n"))
    fields = agreed.fields(TALK)
    assert fields["agreed_on"] == "2026-01-08" and not proposal.remarks
    assert fields["lights"] == {"time": {"light": "green"}, "money": {"light": "green"}}


def test_what_it_saw_ends_the_agreement_and_both_previews_say_so(agreed: Base) -> None:
    proposal = agreed.put_in(proposed(agreed, "summary: Over de kabel gesproken.\n"))
    assert "agreed_on" not in agreed.fields(TALK) and "agreed_by" not in agreed.fields(TALK)
    assert [str(remark) for remark in proposal.remarks] == [
        "the agreement was on the old text and no longer holds; send the recap again"
    ]
    assert proposal.summary is not None
    assert "    the agreement no longer holds: what was agreed changes, so a new recap is needed" in [
        str(line) for line in proposal.summary()
    ]
    assert not agreed.put_in(proposed(agreed, "summary: Over de kabel.\n")).remarks


@pytest.mark.parametrize(
    "text",
    [
        "lights: {money: {light: green}}", "on_track: {judgement: critical}", "feasible_in_term: {judgement: feasible}",
        "views: {projectleider: {on_track: {judgement: critical}}}", "opinions: [x]", "hours: 2", "minutes: 30",
        "tags: [x]", "visibility: project", "sources: [x]", "sent_on: 2026-01-07", "state: x", "role: leermanager",
        "agreed_by: leermanager",
    ],
)  # fmt: skip
def test_an_agreement_holds_while_only_what_a_recap_does_not_hold_changes(agreed: Base, text: str) -> None:
    proposal = agreed.put_in(proposed(agreed, text + "\n"))
    assert agreed.fields(TALK)["agreed_on"] == "2026-01-08" and not proposal.remarks
    assert agreed.fields(TALK)["amended"][0]["fields"] == [text.partition(":")[0]]


@pytest.mark.parametrize("text", ["facts: [x]", "next_on: 2026-02-01", "agreements: [x]", "attended: [leermanager]"])
def test_an_agreement_ends_with_whatever_else_changes(agreed: Base, text: str) -> None:
    agreed.put_in(proposed(agreed, text + "\n"))
    assert "agreed_on" not in agreed.fields(TALK)


def test_an_agreement_that_is_given_anew_holds(agreed: Base) -> None:
    proposal = agreed.put_in(proposed(agreed, "summary: Anders.\nagreed_on: 2026-02-01\n"))
    assert agreed.fields(TALK)["agreed_on"] == "2026-02-01" and not proposal.remarks


def test_an_empty_field_is_taken_away_and_a_correction_says_when_why_and_what(agreed: Base) -> None:
    agreed.put_in(proposed(agreed, "summary:\n"))
    assert "summary" not in agreed.fields(TALK)
    agreed.put_in(proposed(agreed, "minutes: 30\n", because=""))
    assert agreed.fields(TALK)["amended"] == [
        {"on": "2026-03-01", "because": "reactie", "fields": ["summary"]},
        {"on": "2026-03-01", "fields": ["minutes"]},
    ]


def test_what_stands_there_already_changes_nothing(agreed: Base) -> None:
    assert not proposed(agreed, "summary: Over de netaansluiting gesproken.\n").edits


def test_actions_are_changed_by_their_id_and_added_without_one(agreed: Base) -> None:
    agreed.put_in(proposed(agreed, "actions:\n- {id: a1, due_on: 2026-01-19}\n- {id: a2, status: done}\n- Bellen\n"))
    first, second, third = agreed.fields(TALK)["actions"]
    assert (first["due_on"], first["moved_from"]) == ("2026-01-19", "2026-01-12")
    assert (second["status"], second["done_on"]) == ("done", "2026-03-01")
    assert third == {"id": "a3", "text": "Bellen"}


def test_an_action_that_differs_by_a_capital_or_a_point_is_not_added_again(agreed: Base) -> None:
    before = agreed.fields(TALK)["actions"]
    text = str(before[0]["text"])
    same = f"actions:\n  - text: '{text.upper()}.'\n    result: klaar\n  - '{text.lower()}'\n"
    agreed.put_in(proposed(agreed, same))
    after = agreed.fields(TALK)["actions"]
    assert [one["text"] for one in after] == [one["text"] for one in before] and after[0]["result"] == "klaar"


def test_an_unknown_action_is_named_with_its_line_and_those_that_there_are(agreed: Base) -> None:
    [problem] = proposed(agreed, "summary: x\nactions:\n  - {id: a7, status: done}\n").problems
    assert (problem.path, problem.line) == ("entry.yaml", 3)
    assert (str(problem.what), str(problem.remedy)) == (
        "this session has no action `a7`", "it has a1, a2; add `text: ...` for a new action")  # fmt: skip


def test_records_of_the_session_are_added_and_corrected_with_it(agreed: Base) -> None:
    agreed.put_in(proposed(agreed, "bottlenecks:\n  - {title: Stikstof bij de weg, category: netcongestie}\n"))
    ref = "waterrijk/bottlenecks/stikstof-bij-de-weg"
    assert agreed.fields(TALK)["bottlenecks"] == ["stikstof-bij-de-weg"]
    assert (agreed.fields(ref)["found_in"], agreed.fields(ref)["opened_on"]) == ("2026-01-05-weekly", "2026-01-05")
    proposal = agreed.put_in(proposed(agreed, "bottlenecks:\n  - {id: stikstof-bij-de-weg, description: Een weg.}\n"))
    assert [one["fields"] for one in agreed.fields(TALK)["amended"]] == [["bottlenecks"], ["bottlenecks"]]
    assert [edit.ref for edit in proposal.edits] == [TALK, ref]


def test_a_session_that_was_written_anew_keeps_its_text(agreed: Base) -> None:
    text = agreed.text(TALK).replace("Over de netaansluiting gesproken.", "Over de kabel.   # zo gezegd")
    agreed.put_in(amend(agreed.folder, DAY, AmendRequest(TALK, entry(text), "reactie", is_whole=True)))
    assert "summary: Over de kabel.   # zo gezegd\n" in agreed.text(TALK)
    assert "agreed_on" not in agreed.fields(TALK) and agreed.fields(TALK)["amended"][0]["because"] == "reactie"
