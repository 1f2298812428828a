"""Refs that a record cannot have, since their files would not lie, or not alone, on every system."""

from collections.abc import Iterator, Sequence

from ppl.errors import Text, UsageError
from ppl.model.ids import is_id, length_fault, name_fault, own_id, path_fault
from ppl.model.kinds import Kind, path_of_ref
from ppl.store.edits import Edit
from ppl.store.folder import Folder


def refuse_id(kind: Kind, id: str) -> None:
    """Raises UsageError where somebody typed what is the id of no record, and says what is wrong with it."""
    if fault := name_fault(id):
        raise UsageError(fault, Text("choose another id"))
    if not is_id(id):
        what = Text("`{id}` cannot be the id of a {kind}", id=id, kind=Text(kind.name))
        raise UsageError(what, Text("use lower-case letters, digits and hyphens"))


def refuse_ref(folder: Folder, ref: str) -> None:
    """Raises UsageError where a new record cannot have this ref that somebody typed."""
    fault = ref_fault(folder, ref)
    if fault is not None:
        raise UsageError(fault, Text("choose another id"))


def ref_fault(folder: Folder, ref: str) -> Text | None:
    """Why a new record cannot have this ref, besides that it is there already; None where it can."""
    if fault := path_fault(path_of_ref(ref) or ""):
        return fault
    twin = folder.twin_of(ref)
    return Text("`{ref}` differs in capitals only from {other}, which is there", ref=ref, other=twin) if twin else None


def ref_faults(folder: Folder, edits: Sequence[Edit]) -> Iterator[tuple[Edit, Text]]:
    """New records whose refs would be wrong, whatever made them; what moves does not answer for what it was before."""
    gone = [edit.path for edit in edits if edit.fields is None]
    ids = {own_id(path)[1] for path in gone}
    longest = max(map(len, gone), default=0)
    made: dict[str, str] = {}
    for edit in edits:
        if edit.fields is None or edit.old is not None:
            continue
        path = edit.path
        is_moved = bool(gone) and edit.kind.name != "project" and own_id(path)[1] in ids
        fault = ref_fault(folder, edit.ref) if not is_moved else length_fault(path) if len(path) > longest else None
        first = made.setdefault(path.lower(), edit.ref)
        if fault is None and first != edit.ref:
            fault = Text("`{ref}` differs in capitals only from {other}, which is there", ref=edit.ref, other=first)
        if fault is not None:
            yield edit, fault
