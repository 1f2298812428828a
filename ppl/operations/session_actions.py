"""The actions of an entry: new ones get an id, one with the id of an earlier session changes where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ppl.errors import Field, Text
from ppl.model.kinds import path_for, ref_of_path
from ppl.store.edits import Edit
from ppl.yaml import text as yaml_text

if TYPE_CHECKING:
    from ppl.operations.session_records import Apart


def actions(apart: Apart) -> Iterator[tuple[Field, Any]]:
    """The actions that the session will hold, each with its place in the entry; those of earlier sessions change."""
    sent = apart.sent["actions"]
    used = {str(a["id"]) for a in sent if isinstance(a, Mapping) and a.get("id")} if isinstance(sent, list) else set()
    number = 0
    for place, item in enumerate(sent if isinstance(sent, list) else [sent]):
        at: Field = ("actions", place)
        if isinstance(item, str):
            item = {"text": item}
        if not isinstance(item, Mapping):
            yield at, item
        elif item.get("id") and "text" not in item:
            _change(apart, item, at)
        else:
            if not item.get("id"):
                number += 1
                while f"a{number}" in used:
                    number += 1
                used.add(f"a{number}")
                item = {"id": f"a{number}", **item}
            yield at, item


def _change(apart: Apart, item: Mapping[str, Any], at: Field) -> None:
    name = str(item["id"])
    session, _, id = name.rpartition("#")
    found = _sessions_with(apart, id, id_of(session))
    if len(found) != 1:
        listed = ", ".join(f"{id_of(one.ref)}#{id}" for one in found)
        apart.flaw(
            (*at, "id"),
            Text("more than one earlier session has an open action `{id}`", id=id)
            if found
            else Text("no earlier session has an action `{id}`", id=name),
            Text("say which: {listed}", listed=listed) if found else Text("add `text: ...` for a new action"),
        )
        return
    ref = found[0].ref
    before = apart.edits.get(ref, found[0])
    assert before.fields is not None
    change = {k: v for k, v in item.items() if k != "id"}
    if change.get("status") == "done" and "done_on" not in change and apart.held_on:
        change["done_on"] = apart.held_on
    actions = [
        {k: v for k, v in {**a, **moved(a, change)}.items() if v is not None} if a.get("id") == id else a
        for a in before.fields["actions"]
    ]
    apart.edits[ref] = Edit(ref, {**before.fields, "actions": actions}, before.old, at)


def moved(action: Mapping[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """A later date remembers the one before."""
    due = action.get("due_on")
    if "due_on" in change and due and change["due_on"] != due and "moved_from" not in change:
        return {**change, "moved_from": due}
    return change


def _sessions_with(apart: Apart, id: str, session: str = "") -> list[Edit]:
    """Earlier sessions (or just this one) that have an action of this id: those where it is open, else all."""
    if session:
        ref = ref_of_path(path_for(apart.kind, apart.project, session))
        with suppress(yaml_text.YamlError):
            stored = apart.held(apart.folder, ref)
            return [stored] if stored is not None and any(a.get("id") == id for a in _actions_of(stored)) else []
        return []
    folder = path_for(apart.kind, apart.project, "-").rpartition("/")[0]
    every: list[tuple[Edit, bool]] = []
    for path, data in apart.folder.tree.read(apart.folder.tree.paths(folder + "/")):
        if id.encode() not in data:
            continue
        with suppress(yaml_text.YamlError):
            text = yaml_text.decoded(data)
            stored = Edit(ref_of_path(path), yaml_text.read(text), text)
            states = [action.get("status") for action in _actions_of(stored) if action.get("id") == id]
            if states:
                every.append((stored, states[-1] in (None, "open", "waiting")))
    return [one for one, is_open in every if is_open] or [one for one, _ in every]


def _actions_of(session: Edit) -> list[dict[str, Any]]:
    return [a for a in (session.fields or {}).get("actions") or () if isinstance(a, dict)]


def id_of(ref: str) -> str:
    """The name of a record without where it stands."""
    return ref.rpartition("/")[2]
