"""A bulletin that was made: who must agree approves what it shows of them, and it is sent."""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from ppl.errors import DataError, PplError, Text, UsageError
from ppl.model.knowledge import Knowledge
from ppl.model.newsletter import Newsletter
from ppl.model.programme import Programme
from ppl.model.record import Ref
from ppl.operations.proposal import Proposal
from ppl.rules.approval import Shown, ministry, missing, shown, withheld, withheld_text
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message
from ppl.yaml import text as yaml_text

MINISTRY = Text("the ministry")
CALLED = ("ministry", "ministerie", "client", "opdrachtgever")  # what people type for it
READ = ("number", "period", "audience", "language", "programme", "status", "sent_on")


class ApproveRequest(NamedTuple):
    """A project agrees to be shown, or the ministry with all of it.

    number: of the bulletin; project: empty for the ministry; role: who agrees, on which day
    seen: the mark of the texts that it saw, where somebody gives that; else it agrees with them as they are
    """

    number: int
    project: str
    role: str
    on: datetime.date
    seen: str | None = None


class SendRequest(NamedTuple):
    """number: of the bulletin; on: the day on which it was sent."""

    number: int
    on: datetime.date


class Stored(NamedTuple):
    """A stored bulletin, with all records and the projects that it shows."""

    newsletter: Newsletter
    knowledge: Knowledge
    shown: list[Shown]

    @property
    def asked(self) -> list[Shown]:
        """The projects that it shows, and for one that everybody reads the ministry."""
        whole = ministry(self.newsletter)
        return [*self.shown, *([whole] if whole else [])]

    def named(self, project: str, day: datetime.date) -> str | Text:
        """What somebody who is asked is called: a project by its id, the ministry by its name of that day."""
        if project:
            return project
        programme = self.knowledge.one(Programme)
        return programme.client.name_on(day) if programme else MINISTRY


def stored_newsletter(folder: Folder, number: int) -> Stored:
    """The bulletin with this number and what it rests on. Raises UsageError."""
    knowledge, _ = folder.read()
    newsletter = _with_number(knowledge, number)
    return Stored(newsletter, knowledge, shown(knowledge, newsletter))


def _with_number(knowledge: Knowledge, number: int) -> Newsletter:
    for newsletter in knowledge.of(Newsletter):
        if newsletter.number == number:
            return newsletter
    what = Text("there is no newsletter {number} that can be read", number=number)
    last = max((newsletter.number for newsletter in knowledge.of(Newsletter)), default=None)
    remedy = Text("the last one is {number}; ppl list newsletter shows which there are", number=last)
    raise UsageError(what, remedy if last is not None else Text("ppl newsletter makes one"))


def refuse_sent(newsletter: Newsletter) -> None:
    """Raises DataError: what was sent stays as it was sent."""
    if newsletter.status == "sent" or newsletter.sent_on:
        raise DataError(*sent_text(newsletter.number))


def sent_text(number: int | str) -> tuple[Text, Text]:
    """Says that a bulletin was sent, and what to do instead."""
    return (
        Text("newsletter {number} was sent and stays as it is", number=number),
        Text("tell in the next number what has to be put right: ppl newsletter; a leak goes out with ppl redact"),
    )


def is_changed_after_sending(edit: Edit) -> bool:
    """Whether an edit changes what the readers of a bulletin got; a reference may follow its record."""
    if edit.kind.name != "newsletter" or edit.old is None or not _was_sent(edit):
        return False
    return edit.fields is None or _read_by_all(yaml_text.read(edit.old)) != _read_by_all(edit.fields)


def refusal_to_send(folder: Folder, today: datetime.date, edit: Edit) -> tuple[Text, Text] | None:
    """Why a bulletin that an edit marks as sent may not go out, and what to do: the same gate for every word."""
    if edit.kind.name != "newsletter" or edit.fields is None or not _is_sent(edit.fields) or _was_sent(edit):
        return None
    newsletter, _ = edit.record()
    if not isinstance(newsletter, Newsletter):
        return None
    others, _ = folder.read()
    knowledge = Knowledge([*(record for record in others if record.ref != newsletter.ref), newsletter], others.refs)
    stored = Stored(newsletter, knowledge, shown(knowledge, newsletter))
    try:
        refuse_withheld(stored)
        _refuse_unapproved(stored, newsletter.sent_on or today)
    except PplError as refusal:
        return refusal.what, refusal.remedy or Text("ppl newsletter {number} --sent", number=newsletter.number)
    return None


def _is_sent(fields: Mapping[str, Any]) -> bool:
    return fields.get("status") == "sent" or bool(fields.get("sent_on"))


def _was_sent(edit: Edit) -> bool:
    try:
        return edit.old is not None and _is_sent(yaml_text.read(edit.old))
    except yaml_text.YamlError:
        return False


def _read_by_all(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Of a bulletin's fields those that its readers got, and that it was sent."""
    items = [item for item in fields.get("items") or () if isinstance(item, Mapping)]
    texts = [(item.get("heading"), item.get("text")) for item in items]
    return {**{name: fields.get(name) for name in READ}, "items": texts}


def refuse_withheld(stored: Stored) -> None:
    """Raises DataError where an item tells of what the bulletin's readers may not see (any more)."""
    for hidden in withheld(stored.knowledge, stored.newsletter):
        remedy = Text("take that text and its ref out (ppl edit {ref})", ref=stored.newsletter.ref)
        raise DataError(withheld_text(stored.newsletter, hidden), remedy)


def shown_of(stored: Stored, project: str) -> Shown:
    """What the bulletin shows of a project, or of the ministry. Raises UsageError where that is nothing."""
    for one in stored.asked:
        if one.project == project:
            return one
    if not project:
        what = Text(
            "newsletter {number} is not for everybody: the ministry is not asked", number=stored.newsletter.number
        )
        raise UsageError(what, Text("who is asked: ppl newsletter {number} --ask", number=stored.newsletter.number))
    listed = ", ".join(one.project for one in stored.shown)
    what = Text("newsletter {number} does not show {project}", number=stored.newsletter.number, project=project)
    raise UsageError(what, Text("it shows {listed}", listed=listed) if listed else Text("it shows no project at all"))


def approve_newsletter(folder: Folder, today: datetime.date, request: ApproveRequest) -> Proposal:
    """The bulletin with the approval of a project or the ministry; approved when the last one has. Raises PplError."""
    number, project, role, on, seen = request
    stored = stored_newsletter(folder, number)
    newsletter = stored.newsletter
    refuse_sent(newsletter)
    one = shown_of(stored, project)
    refuse_withheld(stored)
    if seen and seen.strip().lower() != one.digest:
        raise DataError(
            Text("the text about {project} changed since the one with mark {digest}", project=project, digest=seen)
            if project
            else Text("the texts changed since those with mark {digest}", digest=seen),
            Text(
                "ask again: ppl newsletter {number} --ask --project {project}", number=number, project=word_for(project)
            ),
        )
    before, old = _before(folder, newsletter)
    given = {"role": role, "on": on.isoformat(), "digest": one.digest}
    new: dict[str, Any] = {**old, **_with_approval(stored, old, project, given)}
    is_last = all(other.project == one.project or not other.must_approve for other in stored.asked)
    what = f"{project or 'ministry'} approves, {role} {on.isoformat()}"
    if is_last and newsletter.status == "draft":
        new["status"] = "approved"
        what += "; approved by all"
    edits = [] if new == old else [before._replace(fields=new)]
    return Proposal(edits, Message("newsletter", newsletter.ref, what))


def _with_approval(stored: Stored, old: Mapping[str, Any], project: str, given: dict[str, str]) -> dict[str, Any]:
    """The field that holds the approvals, with one more, or a newer one of who approved before."""
    if not project:
        before = old.get("client_approval")
        return {"client_approval": {**(before if isinstance(before, Mapping) else {}), **given}}
    approved = [*(old.get("approved") or ())]
    place = next((place for place, known in enumerate(approved) if _target(stored, known) == project), None)
    if place is None:
        approved.append({"project": project, **given})
    else:
        approved[place] = {**approved[place], "project": project, **given}
    return {"approved": approved}


def word_for(project: str) -> str | Text:
    """What a command calls who is asked: a project by its id, the ministry by a word."""
    return project or Text("ministry")


def send_newsletter(folder: Folder, today: datetime.date, request: SendRequest) -> Proposal:
    """The bulletin as sent. Raises DataError while somebody who must agree has not."""
    stored = stored_newsletter(folder, request.number)
    refuse_sent(stored.newsletter)
    refuse_withheld(stored)
    _refuse_unapproved(stored, request.on)
    before, old = _before(folder, stored.newsletter)
    after = before._replace(fields={**old, "status": "sent", "sent_on": request.on.isoformat()})
    return Proposal([after], Message("newsletter", stored.newsletter.ref, f"sent {request.on.isoformat()}"))


def outdated(one: Shown) -> Text:
    """Says that somebody approved another text than the one that stands there now."""
    day = one.approval.on if one.approval else ""
    if not one.project:
        return Text("asked again: the texts changed since the ministry approved on {day}", day=day)
    return Text(
        "asked again: the text about {project} changed since it approved on {day}", project=one.project, day=day
    )


def _before(folder: Folder, newsletter: Newsletter) -> tuple[Edit, Mapping[str, Any]]:
    before = existing_edit(folder, newsletter.ref)
    assert before is not None and before.fields is not None
    return before, before.fields


def _target(stored: Stored, approval: Any) -> str | None:
    value = str(approval.get("project")) if isinstance(approval, Mapping) else ""
    return stored.knowledge.target(value, Ref(("project",)), stored.newsletter)


def _refuse_unapproved(stored: Stored, day: datetime.date) -> None:
    newsletter, number = stored.newsletter, stored.newsletter.number
    if changed := [one for one in stored.asked if one.must_approve and one.is_outdated]:
        raise DataError(
            outdated(changed[0]),
            Text("ppl newsletter {number} --ask --project {project}, and record the answer with --approve {project}",
                 number=number, project=word_for(changed[0].project)),
        )  # fmt: skip
    still = missing(stored.asked)
    if projects := [one for one in still if one]:
        raise DataError(
            Text("newsletter {number} shows {projects}, and there is no approval yet", number=number,
                 projects=", ".join(projects)),
            Text("ask with --ask, and record the answer with --approve {project}; or take the items out",
                 project=projects[0]),
        )  # fmt: skip
    if still:
        raise DataError(
            Text("newsletter {number} is for everybody, and there is no approval yet of {ministry}", number=number,
                 ministry=stored.named("", day)),
            Text("ppl newsletter {number} --ask --project {project}, and record the answer with --approve {project}",
                 number=number, project=word_for("")),
        )  # fmt: skip
    given = [*((one.project, one.on) for one in newsletter.approved)]
    if newsletter.client_approval is not None and newsletter.audience == "public":
        given.append(("", newsletter.client_approval.on))
    if late := [(who, on) for who, on in given if on > day]:
        raise UsageError(
            Text(
                "{project} approved on {day}, after it was sent", project=stored.named(late[0][0], day), day=late[0][1]
            ),
            Text("give the day of sending: ppl newsletter {number} --sent DATE", number=number),
        )
