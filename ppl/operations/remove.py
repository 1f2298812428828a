"""A record taken away; of a project its whole folder."""

import datetime
from collections.abc import Collection
from typing import NamedTuple

from ppl.errors import DataError, Text, UsageError
from ppl.model.kinds import kind_of_path, path_of_ref, project_of
from ppl.model.knowledge import Knowledge
from ppl.model.references import references
from ppl.operations.proposal import Proposal
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message


class RemoveRequest(NamedTuple):
    """ref: the record."""

    ref: str


def remove(folder: Folder, today: datetime.date, request: RemoveRequest) -> Proposal:
    """The record gone. Raises UsageError for what is not removed, DataError while others refer to it."""
    ref = request.ref
    kind = kind_of_path(path_of_ref(ref) or "")
    if kind is None or kind.is_fixed or "#" in ref:
        what = Text("`{ref}` is not removed as a whole", ref=ref)
        raise UsageError(what, Text("ppl edit {ref} takes a part away", ref=ref.partition("#")[0]))
    gone = [ref] if kind.name != "project" else [other for other in folder.refs() if project_of(other) == ref]
    refuse_references(folder, ref, gone)
    return Proposal([Edit(one, None, folder.text(one)) for one in gone], Message("remove", ref, kind.name))


def refuse_references(folder: Folder, ref: str, gone: Collection[str]) -> None:
    """Raises DataError where records that stay refer to records that go; `ref` names what goes."""
    records, _ = folder.read()
    knowledge = Knowledge(records, {*folder.refs(), *gone})  # what goes may be gone already
    left = [reference.ref for reference in references(knowledge, frozenset(gone)) if reference.ref not in gone]
    if left:
        what = Text("`{ref}` is still referred to by {listed}", ref=ref, listed=", ".join(dict.fromkeys(left)))
        raise DataError(what, Text("take these references away first (ppl set, ppl edit)"))
