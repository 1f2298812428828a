"""The entry of a session, with whole records where the stored session has references, taken apart into records."""

from collections.abc import Container, Mapping
from typing import Any, NamedTuple

from ppl.errors import DataError
from ppl.model.fields import field_named
from ppl.model.ids import free_ref, new_id
from ppl.model.kinds import KIND
from ppl.model.session import Session
from ppl.operations.session_actions import session_actions
from ppl.operations.session_draft import SessionDraft, alike, text_of
from ppl.operations.session_parts import PARTS, in_order, session_parts
from ppl.store.codec import Flaw
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder


class SessionRecords(NamedTuple):
    """What an entry comes to.

    session: ref of the session; edits: all records written, the session first
    flaws: what is wrong, by its place in the entry; is_known: the same entry was logged before
    """

    session: str
    edits: list[Edit]
    flaws: list[Flaw]
    is_known: bool = False


def session_records(folder: Folder, project: str | None, fields: Mapping[str, Any], today: str) -> SessionRecords:
    """The records that an entry makes and changes. `project` is None for a session of the programme as a whole."""
    kind = KIND["session"]
    draft = SessionDraft(folder, project, fields, today)
    id = new_id(kind, fields, today)
    seen: set[str] = set()  # `2026-11-20-weekly` and its twins `-2`, `-3` ...: sync gives such a number too
    while (ref := free_ref(kind, project, id, seen)) in folder.claimed_refs:
        if (before := existing_edit(folder, ref)) is not None and is_same(fields, before, PARTS):
            return SessionRecords(ref, [], draft.flaws, is_known=True)
        seen.add(ref)
    draft.session = free_ref(kind, project, id, draft.claimed)
    stored: dict[str, Any] = {}
    for name, value in in_order(fields, Session).items():
        if name in PARTS or name == "actions":
            items = session_parts(draft, name, value) if name in PARTS else session_actions(draft, value)
            value = []
            for number, (at, item) in enumerate(items):
                draft.places[name, number] = at
                value.append(item)
        if value not in (None, [], {}):
            stored[name] = value
    if "role" not in stored and (role := _role(folder, fields.get("kind"))):
        stored = in_order({**stored, "role": role}, Session)
    session = Edit(draft.session, stored, None, (), draft.places)
    return SessionRecords(draft.session, [session, *draft.edits.values()], draft.flaws)


def _role(folder: Folder, kind: object) -> str | None:
    """The role that the programme's rhythm makes responsible for this kind of session."""
    try:
        programme = existing_edit(folder, "programme/programme")
    except DataError:
        return None
    cadences = programme.fields.get("cadences") if programme and programme.fields else None
    for cadence in cadences if isinstance(cadences, list) else ():
        if isinstance(cadence, dict) and cadence.get("kind") == kind:
            return cadence.get("role")
    return None


def is_same(sent: Mapping[str, Any], before: Edit, embedded: Container[str]) -> bool:
    """Whether a session of this day and kind holds what is sent; what happened to it later does not count."""
    held = before.fields or {}
    for name, value in sent.items():
        if name in embedded:
            listed = value if isinstance(value, list) else [value]
            if len(listed) != len(held.get(name) or ()):
                return False
        elif name == "actions":
            texts = [alike(text_of(a)) for a in value if text_of(a)] if isinstance(value, list) else []
            if texts != [alike(text_of(a)) for a in held.get("actions") or ()]:
                return False
        elif value is not None and held.get(name) != value and not _equal(name, held.get(name), value):
            return False
    return True


def _equal(name: str, one: Any, other: Any) -> bool:
    f = field_named(Session, name)
    of_list = f is not None and f.shape.form == "list"
    return of_list and (one == [other] or other == [one])
