"""A project's new id, noted before its commit: what waits for it outside the records follows, after a crash too."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ppl.errors import StoreError, Text
from ppl.store.edits import Edit
from ppl.store.files import replace_file
from ppl.store.folder import Folder
from ppl.store.local import notes, register

NAME = "renamed.json"


class Renaming(NamedTuple):
    """A project that gets another id. within: where its knowledge base lies in the repository; by_sync: whether it
    came from others, so that another project may have the old id now
    """

    old: str
    new: str
    within: str
    by_sync: bool = False


def renaming_in(folder: Folder, edits: Iterable[Edit]) -> Renaming | None:
    """The project that these edits give another id, or (taking that back) its old one; None where they do not."""
    projects = [edit for edit in edits if edit.kind.name == "project"]
    gone = [edit.ref for edit in projects if edit.fields is None]
    made = [edit.ref for edit in projects if edit.fields is not None and edit.old is None]
    return Renaming(gone[0], made[0], folder.git.prefix) if len(gone) == len(made) == 1 else None


def in_order(renamings: Iterable[Renaming]) -> list[Renaming]:
    """Each behind the one that makes its new id free; those that go round are left out."""
    left, found = list(renamings), []
    while ready := [one for one in left if all(one.new != other.old for other in left)]:
        found += ready
        left = [one for one in left if one not in ready]
    return found


def note_renaming(folder: Folder, renaming: Renaming) -> None:
    """Note it before it is committed. Raises OSError."""
    _put(_place(folder), [*_noted(folder), renaming])


def follow_renamings(folder: Folder) -> list[Text]:
    """Let the register and the waiting notes follow where the new id is committed; what was done, to be said.

    Call it within `writing()`. A renaming that never happened is forgotten; what disk or register refuse is tried
    again by the next command that writes.
    """
    noted = _noted(folder)
    if not noted:
        return []
    said: list[Text] = []
    left = []
    for renaming in noted:
        is_own = renaming.within == folder.git.prefix
        is_there = renaming.new in folder.existing_refs
        if is_own and is_there and (renaming.by_sync or renaming.old not in folder.existing_refs):
            try:
                said += _follow(folder, renaming)
            except StoreError as error:
                said.append(error.what)
                left.append(renaming)
        elif not is_own:
            left.append(renaming)
    _put(_place(folder), left)
    return said


def _follow(folder: Folder, renaming: Renaming) -> list[Text]:
    said = []
    old, new = renaming.old, renaming.new
    if register.place(folder.environment).is_file() and register.rename(folder, old, new):
        said.append(Text("the register of names says {project} now", project=new))
    if number := notes.rename(folder, old, new):
        said.append(Text("notes that wait for {project} now: {number}", project=new, number=number))
    return said


def _place(folder: Folder) -> Path:
    return folder.git.own_folder / NAME


def _noted(folder: Folder) -> list[Renaming]:
    """What is noted; what cannot be read counts as nothing."""
    try:
        found = [Renaming(*item) for item in json.loads(_place(folder).read_bytes())]
    except (OSError, ValueError, TypeError):
        return []
    return [renaming for renaming in found if all(isinstance(part, str) for part in renaming[:3])]


def _put(place: Path, renamings: list[Renaming]) -> None:
    if renamings:
        replace_file(place, json.dumps(renamings).encode(), lasting=True)
    else:
        place.unlink(missing_ok=True)
