"""The entry of a session, with whole records where the stored session has references, taken apart into records."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from ppl.errors import Field, Text
from ppl.model.fields import fields
from ppl.model.ids import free_ref, is_id, new_id
from ppl.model.kinds import KIND, Kind, path_for, path_of_ref, ref_of_path
from ppl.model.record import Record
from ppl.model.session import Session
from ppl.operations.known_session import is_same
from ppl.operations.session_actions import actions, id_of, moved
from ppl.store.codec import Flaw
from ppl.store.edits import Edit, existing
from ppl.store.folder import Folder
from ppl.yaml import text as yaml_text

EMBEDDED = {
    "bottlenecks": "bottleneck",
    "interventions": "intervention",
    "lessons": "lesson",
    "decisions": "decision",
}
CLOSING = ("resolved", "accepted")
Held = Callable[[Folder, str], Edit | None]


class Entry(NamedTuple):
    """What an entry comes to.

    session: ref of the session; edits: all records written, the session first; flaws: what is wrong, by its
    place in the entry; is_known: the same entry was logged before
    """

    session: str
    edits: list[Edit]
    flaws: list[Flaw]
    is_known: bool = False


def taken_apart(
    folder: Folder, project: str | None, sent: Mapping[str, Any], today: str, held: Held = existing
) -> Entry:
    """The records that an entry makes and changes. `project` is None for a session of the programme as a whole.

    held: how a record is found as it stands, for who holds the records already and need not read them again
    """
    return Apart(folder, project, sent, today, held).entry()


class Apart:
    """An entry on its way to records: what it makes and changes, and what is wrong in it."""

    moved = staticmethod(moved)

    def __init__(
        self, folder: Folder, project: str | None, sent: Mapping[str, Any], today: str, held: Held = existing
    ) -> None:
        self.folder = folder
        self.held = held
        self.project = project
        self.sent = sent
        self.today = today
        self.flaws: list[Flaw] = []
        self.edits: dict[str, Edit] = {}
        self.held_on = sent.get("held_on") if isinstance(sent.get("held_on"), str) else None
        self.kind = KIND["session"]
        self.taken = _Taken(folder, self.edits)
        self.places: dict[Field, Field] = {}

    def entry(self) -> Entry:
        id = new_id(self.kind, self.sent, self.today)
        first = ref_of_path(path_for(self.kind, self.project, id))
        if (before := self.held(self.folder, first)) is not None and is_same(self.sent, before, EMBEDDED):
            return Entry(first, [], self.flaws, is_known=True)
        self.session = free_ref(self.kind, self.project, id, self.taken)
        stored: dict[str, Any] = {}
        for name in self._ordered():
            value = self.sent[name]
            if name in EMBEDDED:
                value = [*self.embedded(name, KIND[EMBEDDED[name]])]
            elif name == "actions":
                value = [*actions(self)]
            if name in EMBEDDED or name == "actions":
                value, origins = [v for _, v in value], [at for at, _ in value]
                self.places.update({(name, i): at for i, at in enumerate(origins)})
            if value not in (None, [], {}):
                stored[name] = value
        if "role" not in stored and (role := self._role()):
            stored = _placed(stored, "role", role)
        session = Edit(self.session, stored, None, (), self.places)
        return Entry(self.session, [session, *self.edits.values()], self.flaws)

    def _ordered(self) -> list[str]:
        known = _places(Session)
        return sorted(self.sent, key=lambda name: known.get(name, len(known)))

    def flaw(self, at: Field, what: Text, remedy: Text, check: str = "reference") -> None:
        self.flaws.append(Flaw(at, what, remedy, check))

    # records inside the session

    def embedded(self, name: str, kind: Kind) -> Iterator[tuple[Field, str]]:
        """The references that the session will hold, each with its place in the entry."""
        sent = self.sent[name]
        seen: set[str] = set()
        for place, item in enumerate(sent if isinstance(sent, list) else [sent]):
            at: Field = (name, place)
            if item is None:
                continue
            ref = self._reference(kind, item, at) if isinstance(item, str) else self._record(kind, item, at)
            if ref is None:
                continue
            if ref in seen:
                self.flaw(
                    at,
                    Text("`{id}` stands in this entry twice", id=id_of(ref)),
                    Text("put the two together"),
                    "double",
                )
            seen.add(ref)
            yield at, id_of(ref)

    def _reference(self, kind: Kind, value: str, at: Field) -> str | None:
        for ref in (value, ref_of_path(path_for(kind, self.project, value.rpartition("/")[2] or "-"))):
            if ref in self.taken:
                return ref
        self._unknown(kind, value, at)
        return None

    def _unknown(self, kind: Kind, value: str, at: Field) -> None:
        folder = path_for(kind, self.project, "-").rpartition("/")[0]
        known = [path.rpartition("/")[2].removesuffix(".yaml") for path in self.folder.tree.paths(folder + "/")]
        near = difflib.get_close_matches(value, known, n=1, cutoff=0.5)
        self.flaw(
            at,
            Text("there is no {kind} `{id}` in {place}", kind=Text(kind.name), id=value, place=folder),
            Text("did you mean `{near}`?", near=near[0])
            if near
            else Text("give a title instead of an id for a new one"),
        )

    def _record(self, kind: Kind, item: Any, at: Field) -> str | None:
        if not isinstance(item, Mapping):
            self.flaw(
                at,
                Text("one {kind} is a mapping of its fields", kind=Text(kind.name)),
                Text("write `- title: ...`, or `- id: ...` to change one"),
                "type",
            )
            return None
        given = item.get("id")
        if isinstance(given, str):
            ref = next((r for r in (given, ref_of_path(path_for(kind, self.project, given))) if r in self.taken), None)
            if ref is not None:
                return self._change(ref, item, at)
            if not self._is_whole(kind, item):
                self._unknown(kind, given, (*at, "id"))
                return None
            if not is_id(given):
                self.flaw(
                    (*at, "id"),
                    Text("`{id}` cannot be the name of a file", id=given),
                    Text("use letters, digits and hyphens, or leave the id out"),
                    "type",
                )
                return None
        made = self._filled(kind, {k: v for k, v in item.items() if k != "id"})
        id = given if isinstance(given, str) else new_id(kind, made, self.held_on or self.today)
        if not id:
            self.flaw(
                (*at, "title"),
                Text("a new {kind} needs a title", kind=Text(kind.name)),
                Text("add `title: ...`, or `id: ...` to change one"),
                "missing",
            )
            return None
        ref = free_ref(kind, self.project if kind.in_project else None, id, self.taken)
        self.edits[ref] = Edit(ref, made, None, at)
        return ref

    def _is_whole(self, kind: Kind, item: Mapping[str, Any]) -> bool:
        return "title" in item or (kind.name == "decision" and "kind" in item)

    def _change(self, ref: str, item: Mapping[str, Any], at: Field) -> str:
        before = self.edits.get(ref) or self.held(self.folder, ref)
        assert before is not None and before.fields is not None
        after = {**before.fields, **{k: _together(before.fields.get(k), v) for k, v in item.items() if k != "id"}}
        if item.get("status") in CLOSING and "closed_on" not in item and self.held_on:
            after["closed_on"] = self.held_on
        self.edits[ref] = Edit(ref, {k: v for k, v in after.items() if v is not None}, before.old, at)
        return ref

    def _filled(self, kind: Kind, item: dict[str, Any]) -> dict[str, Any]:
        """What follows from the session: the day, where it was found, a first status."""
        id = id_of(self.session)
        follows: dict[str, Any] = {
            "bottleneck": {"status": "open", "opened_on": self.held_on, "found_in": id},
            "intervention": {"started_on": self.held_on},
            "lesson": {
                "status": "raw",
                "kind": "observation",
                "from": {"project": self.project, "session": self.session} if self.project else None,
                "noted_on": self.held_on,
            },
            "decision": {"decided_on": self.held_on},
        }[kind.name]
        if kind.name == "bottleneck" and item.get("status") in CLOSING:
            follows["closed_on"] = self.held_on
        known = _places(kind.record)
        whole = {**{k: v for k, v in follows.items() if v is not None}, **item}
        return dict(sorted(whole.items(), key=lambda pair: known.get(pair[0], len(known))))

    # the session itself

    def _role(self) -> str | None:
        """The role that the programme's rhythm makes responsible for this kind of session."""
        text = self.folder.text("programme/programme")
        try:
            cadences = yaml_text.read(text).get("cadences") if text else None
        except yaml_text.YamlError:
            return None
        for cadence in cadences if isinstance(cadences, list) else ():
            if isinstance(cadence, dict) and cadence.get("kind") == self.sent.get("kind"):
                return cadence.get("role")
        return None


class _Taken:
    """The refs that exist, those of this entry among them."""

    def __init__(self, folder: Folder, edits: Mapping[str, Edit]) -> None:
        self.folder = folder
        self.edits = edits

    def __contains__(self, ref: object) -> bool:
        if ref in self.edits:
            return True
        path = path_of_ref(str(ref))
        return path is not None and self.folder.tree.has(path)


def _placed(stored: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    """The mapping with one more field, at its place in the order of the class."""
    known = _places(Session)
    whole = {**stored, name: value}
    return dict(sorted(whole.items(), key=lambda pair: known.get(pair[0], len(known))))


@cache
def _places(cls: type[Record]) -> dict[str, int]:
    """The fields of a class by name, numbered in their order."""
    return {f.name: place for place, f in enumerate(fields(cls))}


def _together(held: Any, sent: Any) -> Any:
    """A field that is a mapping keeps what the entry does not name: an effect seen earlier, when weeks are added."""
    if not (isinstance(held, Mapping) and isinstance(sent, Mapping)):
        return sent
    return {k: v for k, v in {**held, **sent}.items() if v is not None} or None
