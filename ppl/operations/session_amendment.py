"""A logged session corrected: only what the correction names changes, and an agreement on the old text ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ppl.errors import Field, Text
from ppl.model.kinds import KIND, project_of
from ppl.operations.session_records import EMBEDDED, Apart
from ppl.store.codec import Flaw, marked_plain
from ppl.store.edits import Edit, existing
from ppl.store.folder import Folder
from ppl.yaml import edit as yaml_edit

UNSHARED = ("lights", "on_track", "feasible_in_term", "views", "opinions", "hours", "minutes", "tags", "visibility",
            "sources", "sent_on", "agreed_on", "agreed_by", "state", "role", "amended")  # fmt: skip


class Amended(NamedTuple):
    """What a correction comes to.

    edits: the records written, the session first (none: nothing changes); flaws: what is wrong, by its place in
    the correction; changed: the fields of the session that change; is_agreement_ended: the other party had agreed
    with what now changes
    """

    edits: list[Edit]
    flaws: list[Flaw]
    changed: tuple[str, ...]
    is_agreement_ended: bool = False


def amended(
    folder: Folder, ref: str, sent: Mapping[str, Any], today: str, text: str | None = None, because: str = ""
) -> Amended:
    """The session with the fields that `sent` names; a field that is empty there is taken away.

    Actions: with the id of one of this session it is changed, without an id it is added. Bottlenecks and the
    other records that belong to the session are changed by their id or added by their title, as in `ppl log`.
    Where `text` is given, that is the whole session as somebody wrote it, and `sent` its fields.
    The session keeps that it was corrected: when, why (`because`), and which fields.
    """
    before = existing(folder, ref)
    assert before is not None and before.fields is not None
    held = before.fields
    apart = Apart(folder, project_of(ref), {**_told(held), **sent}, today)
    apart.session = ref
    after = dict(sent) if text is not None else _merged(apart, held, sent)
    after = {name: value for name, value in after.items() if value not in (None, [], {})}
    changed = tuple(name for name in {**held, **after} if held.get(name) != after.get(name))
    is_same_agreement = "agreed_on" not in changed and bool(held.get("agreed_on"))
    ended = is_same_agreement and any(name not in UNSHARED for name in changed)
    if ended:
        after = {name: value for name, value in after.items() if name not in ("agreed_on", "agreed_by")}
    others = [edit for edit in apart.edits.values() if edit.ref != ref]
    if fields := _corrected(changed, others):
        kept = {"on": today, "because": because, "fields": fields}
        after["amended"] = [*_list(after.get("amended")), {name: value for name, value in kept.items() if value}]
    if text is not None:
        text = yaml_edit.edited(text, marked_plain(before.kind.record, after))
    session = [Edit(ref, after, before.old, (), apart.places, text)] if after != held else []
    return Amended([*session, *others], apart.flaws, changed, ended)


def _corrected(changed: tuple[str, ...], others: list[Edit]) -> list[str]:
    """What a correction touches, by the session's fields; a bottleneck that belongs to it counts as bottlenecks."""
    field = {kind: name for name, kind in EMBEDDED.items()}
    touched = (field.get(edit.kind.name) for edit in others if edit.new != edit.old)
    return [*dict.fromkeys(name for name in (*changed, *touched) if name and name != "amended")]


def _merged(apart: Apart, held: Mapping[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
    """What stands there, with what was sent in its place."""
    after = dict(held)
    for name, value in sent.items():
        if name in EMBEDDED:
            ids = [id for _, id in apart.embedded(name, KIND[EMBEDDED[name]])] if value else []
            after[name] = [*(_list(held.get(name))), *(id for id in ids if id not in _list(held.get(name)))]
        elif name == "actions":
            after[name] = [*_actions(apart, _list(held.get(name)), _list(value))]
        elif name == "lights" and isinstance(value, Mapping) and isinstance(held.get(name), Mapping):
            after[name] = {k: v for k, v in {**held[name], **value}.items() if v is not None}
        else:
            after[name] = value
    return after


def _told(held: Mapping[str, Any]) -> dict[str, Any]:
    return {name: held[name] for name in ("kind", "held_on") if name in held}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _actions(apart: Apart, held: list[Any], sent: list[Any]) -> Iterator[Any]:
    changes: dict[str, Mapping[str, Any]] = {}
    new: list[tuple[int, Any]] = []
    known = {str(a.get("id")) for a in held if isinstance(a, Mapping)}
    for place, item in enumerate(sent):
        id = str(item.get("id") or "").rpartition("#")[2] if isinstance(item, Mapping) else ""
        if id in known:
            changes[id] = item
        elif id and "text" not in item:
            apart.flaw(
                ("actions", place, "id"),
                Text("this session has no action `{id}`", id=id),
                Text("it has {listed}; add `text: ...` for a new action", listed=", ".join(sorted(known)) or "-"),
            )
        else:
            new.append((place, {"text": item} if isinstance(item, str) else item))
    for action in held:
        change = changes.get(str(action.get("id")) if isinstance(action, Mapping) else "")
        if change is None:
            yield action
            continue
        told = {name: value for name, value in change.items() if name != "id"}
        if told.get("status") == "done" and "done_on" not in told:
            told["done_on"] = apart.today
        yield {k: v for k, v in {**action, **apart.moved(action, told)}.items() if v is not None}
    number = len(held)
    for index, (place, item) in enumerate(new, len(held)):
        if isinstance(item, Mapping) and not item.get("id"):
            number += 1
            while f"a{number}" in known:
                number += 1
            known.add(f"a{number}")
            item = {"id": f"a{number}", **item}
        at: Field = ("actions", index)
        apart.places[at] = ("actions", place)
        yield item
