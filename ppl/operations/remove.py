"""A record taken away; of a project its whole folder."""

import datetime
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from ppl.errors import DataError, Field, Text, UsageError
from ppl.model.kinds import kind_of_path, path_of_ref, project_of
from ppl.model.knowledge import Knowledge
from ppl.model.references import references
from ppl.operations.proposal import Proposal
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message


class RemoveRequest(NamedTuple):
    """ref: the record; unlinks: whether references to it go too."""

    ref: str
    unlinks: bool = False


def remove(folder: Folder, today: datetime.date, request: RemoveRequest) -> Proposal:
    """The record gone. Raises UsageError for what is not removed, DataError while others refer to it."""
    ref = request.ref
    kind = kind_of_path(path_of_ref(ref) or "")
    if kind is None or kind.is_fixed or "#" in ref:
        what = Text("`{ref}` is not removed as a whole", ref=ref)
        raise UsageError(what, Text("ppl edit {ref} takes a part away", ref=ref.partition("#")[0]))
    gone = [ref] if kind.name != "project" else [other for other in folder.refs() if project_of(other) == ref]
    edits = [Edit(one, None, folder.text(one)) for one in gone]
    if request.unlinks:
        edits += _unlinked(folder, gone)
    else:
        remedy = Text('ppl remove {ref} --unlink --reason "..." takes these references along; or change them first',
                      ref=ref)  # fmt: skip
        refuse_references(folder, ref, gone, remedy)
    return Proposal(edits, Message("remove", ref, kind.name))


def _unlinked(folder: Folder, gone: Collection[str]) -> list[Edit]:
    """The records that refer to what goes, without these references. What cannot do without one is found afterwards."""
    fields_of: dict[str, list[Field]] = {}
    for reference in references(folder.read_referring(gone)[0], frozenset(gone)):
        if reference.ref not in gone:
            fields_of.setdefault(reference.ref, []).append(reference.field)
    edits = []
    for ref, fields in fields_of.items():
        before = existing_edit(folder, ref)
        if before is not None and before.fields is not None:
            edits.append(before._replace(fields=_without(before.fields, fields)))
    return edits


def _without(value: Any, fields: Sequence[Field]) -> Any:
    """A value of YAML without what stands at these places; a list or mapping that is empty then goes too."""
    inner: dict[Any, list[Field]] = {}
    for step, *rest in fields:
        inner.setdefault(step, []).append(tuple(rest))
    items = list(enumerate(value)) if isinstance(value, list) else list(value.items())
    kept = []
    for key, item in items:
        if key in inner and () not in inner[key]:
            item = _without(item, inner[key])
        if key not in inner or (() not in inner[key] and item):
            kept.append((key, item))
    return [item for _, item in kept] if isinstance(value, list) else dict(kept)


def refuse_references(folder: Folder, ref: str, gone: Collection[str], remedy: Text) -> None:
    """Raises DataError where records that stay refer to records that go; `ref` names what goes."""
    records, _ = folder.read_referring(gone)
    knowledge = Knowledge(records, {*folder.refs(), *gone})  # what goes may be gone already
    left = [reference.ref for reference in references(knowledge, frozenset(gone)) if reference.ref not in gone]
    if left:
        what = Text("`{ref}` is still referred to by {listed}", ref=ref, listed=", ".join(dict.fromkeys(left)))
        raise DataError(what, remedy)
