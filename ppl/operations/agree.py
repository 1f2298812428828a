"""The other party agrees with the recap of a session; the day on which that was sent."""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from ppl.errors import DataError, Text, UsageError
from ppl.model.session import Session
from ppl.operations.proposal import Proposal
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message


class AgreeRequest(NamedTuple):
    """session: its ref; role: who agrees; agreed_on, sent_on: the days, as the files hold them."""

    session: str
    role: str
    agreed_on: str
    sent_on: str | None = None


def agree(folder: Folder, today: datetime.date, request: AgreeRequest) -> Proposal:
    """The session with the agreement, where it had none, and the day of sending. Raises UsageError and DataError."""
    before = _before(folder, request.session)
    fields = dict(before.fields or {})
    is_new = not fields.get("agreed_on")
    given = {} if request.sent_on is None else {"sent_on": request.sent_on}
    if is_new:
        given |= {"agreed_on": request.agreed_on, "agreed_by": request.role}
    _refuse_early(request.session, str(fields["held_on"]), given)
    what = f"{request.role} {request.agreed_on}" if is_new else f"sent {request.sent_on}"
    after = {**fields, **given}
    edits = [] if after == fields else [before._replace(fields=after)]
    return Proposal(edits, Message("agree", request.session, what))


def talk_fields(folder: Folder, session: str) -> Mapping[str, Any]:
    """The fields of a session that somebody can agree with. Raises UsageError and DataError where it is none."""
    return _before(folder, session).fields or {}


def _before(folder: Folder, ref: str) -> Edit:
    before = existing_edit(folder, ref)
    if before is None:
        raise UsageError(Text("`{ref}` is gone", ref=ref))
    record, _ = before.record()
    if not isinstance(record, Session):
        raise DataError(Text("{ref} cannot be read", ref=ref), problems=tuple(folder.read_refs([ref])[1]))
    if not record.took_place or record.kind == "fact":
        what = Text("{ref} was no talk: there is nothing to agree with", ref=ref)
        raise UsageError(what, Text("ppl show {ref} tells what it was", ref=ref))
    return before


def _refuse_early(ref: str, held_on: str, given: Mapping[str, str]) -> None:
    for field, option in (("agreed_on", "--on"), ("sent_on", "--sent")):
        if field in given and given[field] < held_on:
            raise UsageError(
                Text("{option} {day} is before the session, held on {held_on}",
                     option=option, day=given[field], held_on=held_on),
                Text("name a day from {held_on} on", held_on=held_on),
            )  # fmt: skip
