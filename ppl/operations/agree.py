"""The other party agrees with the recap of a session, or that a lesson is told to others; the day of sending."""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from ppl.errors import DataError, Text, UsageError
from ppl.model.lesson import Lesson
from ppl.model.record import Record
from ppl.model.session import Session
from ppl.operations.proposal import Proposal
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message

R = TypeVar("R", bound=Record)


class AgreeRequest(NamedTuple):
    """session: its ref; role: who agrees; agreed_on, sent_on: the days, as the files hold them; note: what they add."""

    session: str
    role: str
    agreed_on: str
    sent_on: str | None = None
    note: str | None = None


class ConsentRequest(NamedTuple):
    """lesson: its ref; role: who consents; on: the day, as the files hold it; note: what they add."""

    lesson: str
    role: str
    on: str
    note: str | None = None


def agree(folder: Folder, today: datetime.date, request: AgreeRequest) -> Proposal:
    """The session with the agreement, where it had none, and the day of sending. Raises UsageError and DataError."""
    before = _before(folder, request.session)
    fields = dict(before.fields or {})
    is_new = not fields.get("agreed_on")
    given = {} if request.sent_on is None else {"sent_on": request.sent_on}
    if is_new:
        given |= {"agreed_on": request.agreed_on, "agreed_by": request.role}
        given |= {"agreed_note": request.note} if request.note else {}
    _refuse_early(request.session, str(fields["held_on"]), given)
    what = f"{request.role} {request.agreed_on}" if is_new else f"sent {request.sent_on}"
    after = {**fields, **given}
    edits = [] if after == fields else [before._replace(fields=after)]
    return Proposal(edits, Message("agree", request.session, what))


def consent(folder: Folder, today: datetime.date, request: ConsentRequest) -> Proposal:
    """The lesson with the consent of its project, where it had none. Raises UsageError and DataError."""
    before = _lesson(folder, request.lesson)
    fields = dict(before.fields or {})
    noted_on = str(fields["noted_on"])
    if request.on < noted_on:
        raise UsageError(
            Text("--on {day} is before the lesson was noted, on {noted_on}", day=request.on, noted_on=noted_on),
            Text("name a day from {held_on} on", held_on=noted_on),
        )
    given = {"role": request.role, "on": request.on, **({"note": request.note} if request.note else {})}
    edits = [] if fields.get("consent") else [before._replace(fields={**fields, "consent": given})]
    return Proposal(edits, Message("agree", request.lesson, f"{request.role} {request.on}"))


def lesson_fields(folder: Folder, lesson: str) -> Mapping[str, Any]:
    """The fields of a lesson that a project can consent to. Raises UsageError and DataError where it is none."""
    return _lesson(folder, lesson).fields or {}


def _stored(folder: Folder, ref: str, kind: type[R]) -> tuple[Edit, R]:
    """What stands in the file of a record. Raises UsageError where it is gone, DataError where it cannot be read."""
    before = existing_edit(folder, ref)
    if before is None:
        raise UsageError(Text("`{ref}` is gone", ref=ref))
    record, _ = before.record()
    if not isinstance(record, kind):
        raise DataError(Text("{ref} cannot be read", ref=ref), problems=tuple(folder.read_refs([ref])[1]))
    return before, record


def _lesson(folder: Folder, ref: str) -> Edit:
    before, record = _stored(folder, ref, Lesson)
    if record.from_.source is not None or not (record.from_.project or record.from_.session):
        what = Text("{ref} comes from a public source: nobody needs to consent", ref=ref)
        raise UsageError(what, Text("ppl show {ref} tells where it comes from", ref=ref))
    if record.status == "withdrawn":
        raise UsageError(Text("{ref} was withdrawn: it is told to nobody", ref=ref))
    return before


def talk_fields(folder: Folder, session: str) -> Mapping[str, Any]:
    """The fields of a session that somebody can agree with. Raises UsageError and DataError where it is none."""
    return _before(folder, session).fields or {}


def _before(folder: Folder, ref: str) -> Edit:
    before, record = _stored(folder, ref, Session)
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
