"""A bulletin is approved by the projects that it shows, and sent when all have; what was sent stays."""

from __future__ import annotations

import datetime

import pytest

from ppl.errors import DataError, UsageError
from ppl.operations import checking
from ppl.operations.newsletter import (
    ApproveRequest,
    SendRequest,
    approve_newsletter,
    send_newsletter,
    stored_newsletter,
)
from ppl.operations.proposal import Proposal
from ppl.operations.set import SetRequest, set_fields
from ppl.store.edits import Edit
from ppl.store.git.message import Message
from tests.operations.base import DAY, NET, TALK, Base

BULLETIN = f"""\
number: 1
period: {{from: 2026-01-01, to: 2026-01-31}}
audience: programme
status: draft
language: nl
items:
  - heading: In dit nummer
    text: Over twee projecten.
  - heading: Project in beeld
    text: Waterrijk bespreekt het net.
    refs: [{TALK}]
"""
FILE = "newsletters/1.yaml"
AGREES = ApproveRequest(1, "waterrijk", "projectleider", DAY)


@pytest.fixture
def draft(base: Base) -> Base:
    """A knowledge base with a bulletin that shows Waterrijk, whose talk is not public."""
    agreed = "visibility: programme\nagreed_on: 2026-01-09\nagreed_by: projectleider\n"
    base.write(f"projects/{TALK}.yaml", base.text(TALK) + agreed)
    base.write(FILE, BULLETIN)
    return base


def send(base: Base, on: datetime.date = DAY) -> None:
    base.put_in(send_newsletter(base.folder, DAY, SendRequest(1, on)))


def test_with_the_last_approval_it_is_approved_and_can_be_sent(draft: Base) -> None:
    with pytest.raises(DataError, match="shows waterrijk, and there is no approval yet"):
        send(draft)
    proposal = draft.put_in(approve_newsletter(draft.folder, DAY, AGREES))
    assert proposal.message.what == "waterrijk approves, projectleider 2026-03-01; approved by all"
    assert not approve_newsletter(draft.folder, DAY, AGREES).edits
    send(draft)
    assert (draft.fields("newsletters/1")["status"], draft.fields("newsletters/1")["sent_on"]) == ("sent", "2026-03-01")


def test_a_bulletin_of_two_projects_is_approved_when_both_have(draft: Base) -> None:
    draft.write(FILE, BULLETIN.replace("Over twee projecten.", "Zandhoek begint."))
    first = draft.put_in(approve_newsletter(draft.folder, DAY, AGREES))
    assert first.message.what == "waterrijk approves, projectleider 2026-03-01"
    assert draft.fields("newsletters/1")["status"] == "draft"
    last = draft.put_in(approve_newsletter(draft.folder, DAY, AGREES._replace(project="zandhoek")))
    assert last.message.what.endswith("; approved by all")
    assert [one["project"] for one in draft.fields("newsletters/1")["approved"]] == ["waterrijk", "zandhoek"]


@pytest.mark.parametrize("more", ["status: sent\n", "status: approved\nsent_on: 2026-02-01\n"])
def test_a_bulletin_was_sent_by_its_status_or_its_day(draft: Base, more: str) -> None:
    draft.write(FILE, BULLETIN.replace("status: draft\n", more))
    with pytest.raises(DataError, match="was sent and stays as it is"):
        send(draft)


def test_what_a_bulletin_shows_is_listed_where_another_project_is_named(draft: Base) -> None:
    def remedy() -> str:
        with pytest.raises(UsageError) as refused:
            approve_newsletter(draft.folder, DAY, AGREES._replace(project="duinrand"))
        return str(refused.value.remedy)

    assert remedy() == "it shows waterrijk"
    draft.write(FILE, BULLETIN.replace(f"    refs: [{TALK}]\n", "").replace("Waterrijk", "Iemand"))
    assert remedy() == "it shows no project at all"


def test_another_answer_replaces_the_one_before(draft: Base) -> None:
    draft.put_in(approve_newsletter(draft.folder, DAY, AGREES))
    later = AGREES._replace(role="wethouder", on=DAY + datetime.timedelta(days=1))
    draft.put_in(approve_newsletter(draft.folder, DAY, later))
    [approval] = draft.fields("newsletters/1")["approved"]
    assert (approval["project"], approval["role"], approval["on"]) == ("waterrijk", "wethouder", "2026-03-02")
    with pytest.raises(UsageError, match="waterrijk approved on 2026-03-02, after it was sent"):
        send(draft)


def test_an_approval_is_for_the_text_that_was_seen(draft: Base) -> None:
    [shown] = stored_newsletter(draft.folder, 1).shown
    draft.put_in(approve_newsletter(draft.folder, DAY, AGREES._replace(seen=f" {shown.digest.upper()} ")))
    draft.write(FILE, draft.text("newsletters/1").replace("bespreekt het net", "is klaar"))
    with pytest.raises(DataError, match="changed since it approved on 2026-03-01"):
        send(draft)
    with pytest.raises(DataError, match=f"changed since the one with mark {shown.digest}"):
        approve_newsletter(draft.folder, DAY, AGREES._replace(seen=shown.digest))


def test_an_approval_from_before_there_were_marks_keeps_counting(draft: Base) -> None:
    draft.write(FILE, BULLETIN + "approved:\n  - {project: waterrijk, role: projectleider, 'on': 2026-02-01}\n")
    send(draft)
    assert draft.fields("newsletters/1")["status"] == "sent"


def test_a_project_added_by_hand_must_approve_too(draft: Base) -> None:
    draft.put_in(approve_newsletter(draft.folder, DAY, AGREES))
    draft.write(FILE, draft.text("newsletters/1").replace("Over twee projecten.", "Ook Zandhoek gaat goed."))
    with pytest.raises(DataError, match="shows zandhoek"):
        send(draft)
    with pytest.raises(UsageError, match="does not show duinrand"):
        approve_newsletter(draft.folder, DAY, AGREES._replace(project="duinrand"))


def test_what_its_readers_may_not_see_is_neither_approved_nor_sent(draft: Base) -> None:
    base_text = draft.text("newsletters/1")
    for hidden, what in (
        (base_text.replace(f"[{TALK}]", f"[{TALK}, lessons/weg]"), "tells of lessons/weg, and no record has that name"),
        (base_text.replace(f"[{TALK}]", f"[{TALK}, {NET}]"), "which is for the client only now"),
    ):
        draft.write(FILE, hidden)
        with pytest.raises(DataError, match=what):
            approve_newsletter(draft.folder, DAY, AGREES)
        with pytest.raises(DataError, match=what):
            send(draft)


def test_no_word_changes_what_was_sent_but_a_reference_follows_its_record(draft: Base) -> None:
    draft.put_in(approve_newsletter(draft.folder, DAY, AGREES))
    send(draft)

    def refused(edits: list[Edit], undoes: str = "") -> bool:
        proposal = Proposal(edits, Message("set", "newsletters/1", "x", undoes=undoes))
        return any(problem.check == "sent" for problem in checking.problems(draft.folder, DAY, proposal))

    def set_to(*assignments: str) -> list[Edit]:
        return [*set_fields(draft.folder, DAY, SetRequest("newsletters/1", assignments)).edits]

    for assignment in ("items.2.text=Anders.", "sent_on=2026-01-01", "status=draft", "audience=public"):
        assert refused(set_to(assignment)), assignment
        assert not refused(set_to(assignment), undoes="abc")
    assert refused([Edit("newsletters/1", None, draft.text("newsletters/1"))])
    assert not refused(set_to("items.2.refs=waterrijk", "tags+=verstuurd"))


def test_no_other_word_marks_as_sent_what_may_not_go_out(draft: Base) -> None:
    def problems(*assignments: str) -> list[str]:
        proposal = set_fields(draft.folder, DAY, SetRequest("newsletters/1", assignments))
        return [str(problem.what) for problem in checking.problems(draft.folder, DAY, proposal)]

    assert problems("status=sent", "sent_on=2026-03-01") == [
        "newsletter 1 shows waterrijk, and there is no approval yet"
    ]
    assert problems("sent_on=2026-03-01") and not problems("tags+=klaar")
    draft.put_in(approve_newsletter(draft.folder, DAY, AGREES))
    assert problems("status=sent", "sent_on=2026-03-01") == []


def test_what_was_sent_stays_as_it_is(draft: Base) -> None:
    draft.put_in(approve_newsletter(draft.folder, DAY, AGREES))
    send(draft)
    for again in (lambda: send(draft), lambda: approve_newsletter(draft.folder, DAY, AGREES)):
        with pytest.raises(DataError, match="newsletter 1 was sent and stays as it is"):
            again()
    with pytest.raises(UsageError, match="there is no newsletter 7"):
        stored_newsletter(draft.folder, 7)
