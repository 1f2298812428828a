"""The records that an entry of a session makes and changes, while it is being read."""

import re
from collections import Counter
from collections.abc import Container, Mapping
from typing import Any

from ppl.errors import Field, Text
from ppl.model.ids import free_ref
from ppl.model.kinds import Kind
from ppl.store.codec import Flaw
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder


class SessionDraft:
    """What an entry comes to so far. A ref is in it where the record is there, or will be.

    project: None for a session of the programme as a whole; session: its ref; held_on: its day, where it has one
    edits: the records by ref; flaws: what is wrong, by its place in the entry
    places: where the items of the session's lists stand in the entry
    """

    def __init__(self, folder: Folder, project: str | None, fields: Mapping[str, Any], today: str) -> None:
        self.folder = folder
        self.project = project
        self.today = today
        self.held_on = day if isinstance(day := fields.get("held_on"), str) else None
        self.session = ""
        self.edits: dict[str, Edit] = {}
        self.flaws: list[Flaw] = []
        self.places: dict[Field, Field] = {}
        self._uses: Counter[tuple[str, str]] = Counter()
        self._made: set[str] = set()

    def __contains__(self, ref: object) -> bool:
        return ref in self.edits or ref in self.folder.existing_refs

    @property
    def claimed(self) -> Container[str]:
        """Every ref that a new record cannot have."""
        return _Claimed(self)

    def made(self) -> set[str]:
        """The refs of this entry in small letters."""
        if len(self._made) != len(self.edits):
            self._made = {one.lower() for one in self.edits}
        return self._made

    def new_ref(self, kind: Kind, project: str | None, id: str) -> str:
        """A ref for one more new record with this id; of many alike each begins to look behind the one before."""
        self._uses[kind.name, id] += 1
        return free_ref(kind, project, id, self.claimed, self._uses[kind.name, id])

    def record(self, ref: str) -> Edit | None:
        """A record as it will be, else as it stands in its file; None where there is none."""
        return self.edits.get(ref) or existing_edit(self.folder, ref)

    def flaw(self, at: Field, what: Text, remedy: Text, check: str = "reference") -> None:
        """Note what is wrong at a place in the entry."""
        self.flaws.append(Flaw(at, what, remedy, check))


class _Claimed:
    """Every ref that a new record cannot have: claimed in the folder, or in this entry."""

    def __init__(self, draft: SessionDraft) -> None:
        self.draft = draft

    def __contains__(self, ref: object) -> bool:
        return str(ref).lower() in self.draft.made() or ref in self.draft.folder.claimed_refs


def id_of(ref: str) -> str:
    """The id of a record: its ref without the folder."""
    return ref.rpartition("/")[2]


def text_of(action: Any) -> Any:
    """What will be done, by an action in an entry."""
    return action.get("text") if isinstance(action, Mapping) else action


def alike(one: Any) -> Any:
    """What two entries of the same have in common: words, without their capitals and signs."""
    if isinstance(one, Mapping):
        return {name: alike(value) for name, value in one.items()}
    return " ".join(re.findall(r"\w+", one.casefold())) if isinstance(one, str) else one


def as_list(value: Any) -> list[Any]:
    """A list as it is, a single value as a list of one, nothing as an empty list."""
    return value if isinstance(value, list) else [] if value is None else [value]
