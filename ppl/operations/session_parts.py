"""Whole records in the entry of a session, where the stored session has references: made, or changed by their id."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ppl.errors import Field, Text, near, nearest
from ppl.model.bottleneck import CLOSED
from ppl.model.fields import fields
from ppl.model.ids import is_id, name_fault, new_id
from ppl.model.kinds import KIND, Kind, path_for, ref_of_path
from ppl.model.record import Record
from ppl.operations.naming import ref_fault
from ppl.operations.session_draft import SessionDraft, as_list, id_of
from ppl.partial_date import by, day_as_held
from ppl.store.edits import Edit

PARTS = {"bottlenecks": "bottleneck", "interventions": "intervention", "lessons": "lesson", "decisions": "decision"}


def session_parts(draft: SessionDraft, name: str, sent: Any) -> Iterator[tuple[Field, str]]:
    """The ids that the field `name` of the session will hold, each with its place in the entry."""
    kind = KIND[PARTS[name]]
    seen: set[str] = set()
    for place, item in enumerate(sent if isinstance(sent, list) else [sent]):
        at: Field = (name, place)
        if item is None:
            continue
        ref = _reference(draft, kind, item, at) if isinstance(item, str) else _record(draft, kind, item, at)
        if ref is None:
            continue
        if ref in seen:
            what = Text("`{id}` stands in this entry twice", id=id_of(ref))
            draft.flaw(at, what, Text("put the two together"), "double")
        seen.add(ref)
        yield at, id_of(ref)


def in_order(values: Mapping[str, Any], of: type[Record]) -> dict[str, Any]:
    """The fields in the order of their class; those that it does not know come last."""
    order = _order(of)
    return dict(sorted(values.items(), key=lambda pair: order.get(pair[0], len(order))))


@cache
def _order(of: type[Record]) -> dict[str, int]:
    return {field.name: place for place, field in enumerate(fields(of))}


def _named(draft: SessionDraft, kind: Kind, name: str) -> str | None:
    """The ref of the record that an id or a ref names; None where there is none."""
    own = ref_of_path(path_for(kind, draft.project, name.rpartition("/")[2] or "-"))
    return next((ref for ref in (name, own) if ref in draft), None)


def _reference(draft: SessionDraft, kind: Kind, name: str, at: Field) -> str | None:
    ref = _named(draft, kind, name)
    if ref is None:
        _note_unknown(draft, kind, name, at)
    return ref


def _note_unknown(draft: SessionDraft, kind: Kind, name: str, at: Field) -> str | None:
    """Note that nothing has this name; the ref of what may be meant."""
    place = path_for(kind, draft.project, "-").rpartition("/")[0]
    known = [path.rpartition("/")[2].removesuffix(".yaml") for path in draft.folder.tree.paths(place + "/")]
    draft.flaw(
        at,
        Text("there is no {kind} `{id}` in {place}", kind=Text(kind.name), id=name, place=place),
        nearest(name, known, Text("give a title instead of an id for a new one"), cutoff=0.5),
    )
    meant = near(name, known, cutoff=0.5)
    return ref_of_path(path_for(kind, draft.project, meant[0])) if meant else None


def _record(draft: SessionDraft, kind: Kind, item: Any, at: Field) -> str | None:
    if not isinstance(item, Mapping):
        what = Text("one {kind} is a mapping of its fields", kind=Text(kind.name))
        draft.flaw(at, what, Text("write `- title: ...`, or `- id: ...` to change one"), "type")
        return None
    given = item.get("id")
    if not isinstance(given, str):
        return _new(draft, kind, item, at)
    own = ref_of_path(path_for(kind, draft.project, given))
    ref = next((ref for ref in (given, own) if ref in draft), None)
    if ref is not None:
        return _changed(draft, ref, item, at)
    if "title" not in item and not (kind.name == "decision" and "kind" in item):
        meant = _note_unknown(draft, kind, given, (*at, "id"))
        if meant and meant in draft.folder.existing_refs and meant not in draft.edits:
            _changed(draft, meant, item, at)  # what else is wrong in it is said in the same round
        return None
    fault = name_fault(given) or (
        ref_fault(draft.folder, own) if is_id(given) else Text("`{id}` cannot be the name of a file", id=given)
    )
    if fault is not None:
        draft.flaw((*at, "id"), fault, Text("use letters, digits and hyphens, or leave the id out"), "type")
        return None
    return _new(draft, kind, item, at, given)


def _new(draft: SessionDraft, kind: Kind, item: Mapping[str, Any], at: Field, id: str = "") -> str | None:
    made = _completed(draft, kind, {name: value for name, value in item.items() if name != "id"})
    id = id or new_id(kind, made, draft.held_on or draft.today)
    if not id:
        what = Text("a new {kind} needs a title", kind=Text(kind.name))
        draft.flaw((*at, "title"), what, Text("add `title: ...`, or `id: ...` to change one"), "missing")
        return None
    ref = draft.new_ref(kind, draft.project if kind.in_project else None, id)
    draft.edits[ref] = Edit(ref, made, None, at)
    return ref


def _changed(draft: SessionDraft, ref: str, item: Mapping[str, Any], at: Field) -> str:
    before = draft.record(ref)
    assert before is not None and before.fields is not None
    changes: dict[str, Any] = {
        name: _merged(before.fields.get(name), value) for name, value in item.items() if name != "id"
    }
    if item.get("status") in CLOSED and "closed_on" not in item and draft.held_on:
        changes["closed_on"] = draft.held_on
    if before.fields.get("status") in CLOSED and item.get("status") not in (None, *CLOSED):
        changes = {**_reopened(before.fields), **changes}
    after = {name: value for name, value in {**before.fields, **changes}.items() if value is not None}
    draft.edits[ref] = Edit(ref, after, before.old, at)
    return ref


def _reopened(before: Mapping[str, Any]) -> dict[str, Any]:
    """What is no longer so of a bottleneck that is open again; how it was solved is what was tried."""
    solved = before.get("resolution")
    tried = [*as_list(before.get("tried")), *([solved] if solved else [])]
    return {"closed_on": None, "resolution": None, "tried": tried or None}


def _completed(draft: SessionDraft, kind: Kind, item: dict[str, Any]) -> dict[str, Any]:
    """A new record with what follows from the session: the day, where it was found, a first status."""
    session, held_on = draft.session, draft.held_on
    by_kind: dict[str, dict[str, Any]] = {
        "bottleneck": {"status": "open", "opened_on": held_on, "found_in": id_of(session)},
        "intervention": {"started_on": held_on},
        "lesson": {
            "status": "raw",
            "kind": "observation",
            "from": {"project": draft.project, "session": session} if draft.project else None,
            "noted_on": held_on,
        },
        "decision": {"decided_on": _decided_on(item, held_on)},
    }
    follows = by_kind[kind.name]
    if kind.name == "bottleneck" and item.get("status") in CLOSED:
        follows["closed_on"] = held_on
    known = {name: value for name, value in follows.items() if value is not None}
    return in_order({**known, **item}, kind.record)


def _decided_on(item: Mapping[str, Any], held_on: str | None) -> str | None:
    """The day of a decision that names none: what a talk was told of the municipality was decided by then."""
    if item.get("kind") != "municipal" or held_on is None or day_as_held(held_on) == held_on:
        return held_on
    return by(day_as_held(held_on)).isoformat()


def _merged(before: Any, sent: Any) -> Any:
    """A field that is a mapping keeps what the entry does not name: an effect seen earlier, when weeks are added."""
    if not (isinstance(before, Mapping) and isinstance(sent, Mapping)):
        return sent
    return {name: value for name, value in {**before, **sent}.items() if value is not None} or None
