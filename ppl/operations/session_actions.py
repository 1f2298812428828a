"""The actions of an entry: new ones get an id, one with the id of an earlier session changes where it stands."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import Any

from ppl.errors import DataError, Field, Text, near, nearest
from ppl.model.kinds import KIND, path_for, ref_of_path
from ppl.model.session import OPEN_ACTION
from ppl.operations.session_draft import SessionDraft, id_of
from ppl.store.edits import Edit, existing_edit
from ppl.yaml import text as yaml_text


def session_actions(draft: SessionDraft, sent: Any) -> Iterator[tuple[Field, Any]]:
    """The actions that the session will hold, each with its place in the entry; those of earlier sessions change."""
    items = sent if isinstance(sent, list) else [sent]
    numbers = ActionNumbers(str(item["id"]) for item in items if isinstance(item, Mapping) and item.get("id"))
    for place, item in enumerate(items):
        at: Field = ("actions", place)
        if isinstance(item, str):
            item = {"text": item}
        if isinstance(item, Mapping) and item.get("id") and "text" not in item:
            change_earlier(draft, item, at)
        else:
            yield at, numbers.numbered(item)


class ActionNumbers:
    """Ids for new actions: a1, a2 ... where they are free. after: how many numbers are passed over at first."""

    def __init__(self, ids: Iterator[str] | Collection[str], after: int = 0) -> None:
        self._ids = set(ids)
        self._number = after

    def numbered(self, action: Any) -> Any:
        """The action with an id, where it is a mapping without one."""
        if not isinstance(action, Mapping) or action.get("id"):
            return action
        self._number += 1
        while f"a{self._number}" in self._ids:
            self._number += 1
        self._ids.add(f"a{self._number}")
        return {"id": f"a{self._number}", **action}


def changed_action(action: Mapping[str, Any], change: Mapping[str, Any], on: str | None) -> dict[str, Any]:
    """An action after a change: what is done is done on a day, and another date keeps those before it. on: the day."""
    change = {name: value for name, value in change.items() if name != "id"}
    if change.get("status") == "done" and "done_on" not in change and on:
        change["done_on"] = on
    due_on = action.get("due_on")
    if "due_on" in change and due_on and change["due_on"] != due_on and not {"moved_from", "moves"} & change.keys():
        change["moved_from"] = due_on
        change["moves"] = _moves(action, {"on": on, "from": due_on, "because": change.get("because")})
    return {name: value for name, value in {**action, **change}.items() if value is not None}


def _moves(action: Mapping[str, Any], move: Mapping[str, Any]) -> list[Any]:
    """The moves of an action with one more; a second one on a day corrects the first."""
    moves = action.get("moves")
    if not isinstance(moves, list):  # a file that has only the day before
        before = {"from": action.get("moved_from"), "because": action.get("because")}
        moves = [_filled(before)] if before["from"] else []
    last = moves[-1] if moves and isinstance(moves[-1], Mapping) else {}
    if last.get("on") and last["on"] == move["on"]:
        return [*moves[:-1], _filled({**last, **_filled({"because": move["because"]})})]
    return [*moves, _filled(move)]


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def change_earlier(draft: SessionDraft, item: Mapping[str, Any], at: Field) -> None:
    """Change an action of an earlier session: `session#id`, or an id that only one of them has."""
    name = str(item["id"])
    session, _, id = name.rpartition("#")
    found = _sessions_with(draft, id, id_of(session))
    if len(found) == 1:
        _change(draft, found[0], id, item, at)
    else:
        meant, remedy = _near_session(draft, session, id)
        listed = ", ".join(f"{id_of(one.ref)}#{id}" for one in found)
        draft.flaw(
            (*at, "id"),
            Text("more than one earlier session has an open action `{id}`", id=id)
            if found
            else Text("no earlier session has an action `{id}`", id=name),
            Text("say which: {listed}", listed=listed) if found else remedy,
        )
        if not found and meant is not None:
            _change(draft, meant, id, item, at)  # what else is wrong in it is said in the same round


def _change(draft: SessionDraft, stored: Edit, id: str, item: Mapping[str, Any], at: Field) -> None:
    ref = stored.ref
    before = draft.edits.get(ref, stored)
    assert before.fields is not None
    actions = [
        changed_action(action, item, draft.held_on) if action.get("id") == id else action
        for action in before.fields["actions"]
    ]
    draft.edits[ref] = Edit(ref, {**before.fields, "actions": actions}, before.old, at)


def _near_session(draft: SessionDraft, session: str, id: str) -> tuple[Edit | None, Text]:
    """What may be meant by `session#id` of which the session is not there: the session that has it, and the remedy."""
    paths = draft.folder.tree.paths(path_for(KIND["session"], draft.project, "-").rpartition("/")[0] + "/")
    sessions = [id_of(ref_of_path(path)) for path in paths] if session else []
    known = {one: f"{one}#{id}" for one in sessions if one != id_of(session)}
    meant = near(id_of(session), known, cutoff=0.85)
    has_it = _sessions_with(draft, id, meant[0]) if meant else []
    remedy = nearest(id_of(session), known, Text("add `text: ...` for a new action"), cutoff=0.85)
    return (has_it[0] if has_it else None), remedy


def _sessions_with(draft: SessionDraft, id: str, session: str = "") -> list[Edit]:
    """Earlier sessions (or just this one) that have an action of this id: those where it is open, else all."""
    kind = KIND["session"]
    if session:
        ref = ref_of_path(path_for(kind, draft.project, session))
        with suppress(DataError):
            stored = existing_edit(draft.folder, ref)
            return [stored] if stored is not None and any(a.get("id") == id for a in _actions_of(stored)) else []
        return []
    tree = draft.folder.tree
    place = path_for(kind, draft.project, "-").rpartition("/")[0]
    every: list[tuple[Edit, bool]] = []
    for path, data in tree.read(tree.paths(place + "/")):
        if id.encode() not in data:  # spares reading the YAML of most sessions
            continue
        with suppress(yaml_text.YamlError):
            text, ref = yaml_text.decode(data), ref_of_path(path)
            stored = Edit(ref, draft.folder.parsed(ref, text), text)
            states = [action.get("status") for action in _actions_of(stored) if action.get("id") == id]
            if states:
                every.append((stored, states[-1] in OPEN_ACTION))
    return [one for one, is_open in every if is_open] or [one for one, _ in every]


def _actions_of(session: Edit) -> list[dict[str, Any]]:
    return [action for action in (session.fields or {}).get("actions") or () if isinstance(action, dict)]
