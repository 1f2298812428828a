"""An agreement: not before the talk, not of what was no talk, not twice."""

from __future__ import annotations

import pytest

from ppl.errors import DataError, UsageError
from ppl.operations.agree import AgreeRequest, agree, talk_fields
from tests.operations.base import DAY, TALK, Base


def test_an_agreement_is_two_fields(base: Base) -> None:
    proposal = base.put_in(agree(base.folder, DAY, AgreeRequest(TALK, "projectleider", "2026-01-07")))
    assert str(proposal.message).startswith(f"agree {TALK}: projectleider 2026-01-07\n")
    assert base.text(TALK).endswith("\nagreed_on: 2026-01-07\nagreed_by: projectleider\n")


def test_what_was_agreed_stays_and_the_day_of_sending_can_be_added(base: Base) -> None:
    base.put_in(agree(base.folder, DAY, AgreeRequest(TALK, "projectleider", "2026-01-07")))
    again = AgreeRequest(TALK, "wethouder", "2026-01-08")
    assert not agree(base.folder, DAY, again).edits
    proposal = base.put_in(agree(base.folder, DAY, again._replace(sent_on="2026-01-06")))
    assert proposal.message.what == "sent 2026-01-06"
    fields = base.fields(TALK)
    assert (fields["sent_on"], fields["agreed_on"], fields["agreed_by"]) == (
        "2026-01-06", "2026-01-07", "projectleider")  # fmt: skip


@pytest.mark.parametrize("days", [("2026-01-04", None), ("2026-01-07", "2026-01-04")])
def test_no_day_lies_before_the_talk(base: Base, days: tuple[str, str | None]) -> None:
    with pytest.raises(UsageError, match="before the session, held on 2026-01-05"):
        agree(base.folder, DAY, AgreeRequest(TALK, "projectleider", *days))


def test_the_day_of_the_talk_itself_counts(base: Base) -> None:
    assert agree(base.folder, DAY, AgreeRequest(TALK, "projectleider", "2026-01-05", "2026-01-05")).edits


def test_a_public_event_has_nothing_to_agree_with(base: Base) -> None:
    base.write(f"projects/{TALK}.yaml", base.text(TALK).replace("kind: weekly", "kind: fact"))
    with pytest.raises(UsageError, match="nothing to agree with"):
        talk_fields(base.folder, TALK)


@pytest.mark.parametrize("more", ["status: cancelled\nbecause: ziekte\n", "status: moved\nbecause: raad\n"])
def test_a_talk_that_was_not_held_has_nothing_to_agree_with(base: Base, more: str) -> None:
    base.write(f"projects/{TALK}.yaml", base.text(TALK) + more)
    with pytest.raises(UsageError, match="nothing to agree with"):
        talk_fields(base.folder, TALK)


def test_what_is_gone_or_cannot_be_read_is_refused(base: Base) -> None:
    with pytest.raises(UsageError, match="gone"):
        talk_fields(base.folder, "waterrijk/sessions/2026-01-06-weekly")
    base.write(f"projects/{TALK}.yaml", "kind: weekly\nheld_on: ooit\n")
    with pytest.raises(DataError) as refused:
        talk_fields(base.folder, TALK)
    assert refused.value.problems
