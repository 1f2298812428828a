"""A logged session corrected: only what the correction names changes, and an agreement on the old text ends."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ppl.errors import Field, Text, nearest
from ppl.model.kinds import project_of
from ppl.operations.category_terms import category_terms
from ppl.operations.entry import Entry
from ppl.operations.proposal import Proposal
from ppl.operations.session_actions import ActionNumbers, change_earlier, changed_action
from ppl.operations.session_draft import SessionDraft, alike, as_list, id_of, text_of
from ppl.operations.session_parts import PARTS, session_parts
from ppl.operations.summary import summary_lines
from ppl.store.codec import marked_plain
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message
from ppl.yaml import edit as yaml_edit

# fields that the other party did not agree with, since a recap does not hold them
UNSHARED = ("lights", "on_track", "feasible_in_term", "views", "opinions", "hours", "minutes", "tags", "visibility",
            "sources", "sent_on", "agreed_on", "agreed_by", "agreed_note", "state", "role", "amended")  # fmt: skip
AGREEMENT = ("agreed_on", "agreed_by", "agreed_note")
PREVIEWED = Text("    the agreement no longer holds: what was agreed changes, so a new recap is needed")
WRITTEN = Text("the agreement was on the old text and no longer holds; send the recap again")


class AmendRequest(NamedTuple):
    """A correction.

    session: its ref; entry: the fields that change, an empty one is taken away; because: why
    is_whole: the text of the entry is the whole session as somebody wrote it
    """

    session: str
    entry: Entry
    because: str = ""
    is_whole: bool = False


def amend(folder: Folder, today: datetime.date, request: AmendRequest) -> Proposal:
    """The session with the fields that the entry names, which keeps when it was corrected, why, and which fields.

    Actions: with the id of one of this session it is changed, with that of an earlier one (`session#id`) it is
    changed there, without an id it is added. Bottlenecks and the other records that belong to the session are
    changed by their id or added by their title, as in `ppl log`.
    """
    before = existing_edit(folder, request.session)
    assert before is not None and before.fields is not None
    old, sent = before.fields, request.entry.fields
    known = {name: old[name] for name in ("kind", "held_on") if name in old}
    draft = SessionDraft(folder, project_of(request.session), {**known, **sent}, today.isoformat())
    draft.session = request.session
    new = dict(sent) if request.is_whole else _merged(draft, old, sent)
    new = {name: value for name, value in new.items() if value not in (None, [], {})}
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    ends_agreement = (
        bool(old.get("agreed_on")) and "agreed_on" not in changed and any(name not in UNSHARED for name in changed)
    )
    if ends_agreement:
        new = {name: value for name, value in new.items() if name not in AGREEMENT}
    others = [edit for edit in draft.edits.values() if edit.ref != request.session]
    if fields := _corrected(changed, others):
        note = {"on": today.isoformat(), "because": request.because, "fields": fields}
        new["amended"] = [*as_list(new.get("amended")), {name: value for name, value in note.items() if value}]
    text = None
    if request.is_whole:
        text = yaml_edit.edit_text(request.entry.text, marked_plain(before.kind.record, new))
    session = [Edit(request.session, new, before.old, (), draft.places, text)] if new != old else []
    edits = [*session, *others]
    what = ", ".join(changed) or ", ".join(id_of(edit.ref) for edit in edits)
    return Proposal(
        edits,
        Message("amend", request.session, what, reason=request.because),
        request.entry,
        request.entry.problems(draft.flaws),
        lambda: (*summary_lines(edits, lambda: category_terms(folder)), *([PREVIEWED] if ends_agreement else [])),
        [WRITTEN] if session and old.get("agreed_on") and not new.get("agreed_on") else [],
    )


def _corrected(changed: Iterable[str], others: Iterable[Edit]) -> list[str]:
    """What a correction touches, by the session's fields; a bottleneck that belongs to it counts as bottlenecks."""
    field = {kind: name for name, kind in PARTS.items()}
    touched = (field.get(edit.kind.name) for edit in others if edit.new != edit.old)
    return [*dict.fromkeys(name for name in (*changed, *touched) if name and name != "amended")]


def _merged(draft: SessionDraft, old: Mapping[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
    """What stands there, with what was sent in its place."""
    new = dict(old)
    for name, value in sent.items():
        if name in PARTS:
            ids = [id for _, id in session_parts(draft, name, value)] if value else []
            known = as_list(old.get(name))
            new[name] = [*known, *(id for id in ids if id not in known)]
        elif name == "actions":
            new[name] = [*_actions(draft, as_list(old.get(name)), as_list(value))]
        elif name == "lights" and isinstance(value, Mapping) and isinstance(old.get(name), Mapping):
            new[name] = {k: v for k, v in {**old[name], **value}.items() if v is not None}
        else:
            new[name] = value
    return new


def _actions(draft: SessionDraft, old: list[Any], sent: list[Any]) -> Iterator[Any]:
    changes: dict[str, Mapping[str, Any]] = {}
    new: list[tuple[int, Any]] = []
    known = {str(action.get("id")) for action in old if isinstance(action, Mapping)}
    texts = {alike(text_of(action)): str(action.get("id")) for action in old if isinstance(action, Mapping)}
    for place, item in enumerate(sent):
        session, _, id = str(item.get("id") or "").rpartition("#") if isinstance(item, Mapping) else ("", "", "")
        if session and id_of(session) != id_of(draft.session) and "text" not in item:
            change_earlier(draft, item, ("actions", place))
        elif id in known:
            changes[id] = item
        elif not id and (same := texts.get(alike(text_of(item)))) is not None:
            told = item.items() if isinstance(item, Mapping) else ()
            changes.setdefault(same, {name: value for name, value in told if name != "text"})  # a capital is no change
        elif id and "text" not in item:
            what = Text("this session has no action `{id}`", id=id)
            remedy = Text("it has {listed}; add `text: ...` for a new action", listed=", ".join(sorted(known)) or "-")
            draft.flaw(("actions", place, "id"), what, nearest(id, known, remedy, cutoff=0.8))
        else:
            new.append((place, {"text": item} if isinstance(item, str) else item))
    for action in old:
        change = changes.get(str(action.get("id")) if isinstance(action, Mapping) else "")
        yield action if change is None else changed_action(action, change, draft.today)
    numbers = ActionNumbers(known, after=len(old))
    for index, (place, item) in enumerate(new, len(old)):
        at: Field = ("actions", index)
        draft.places[at] = ("actions", place)
        yield numbers.numbered(item)
