"""Another id for a record: its file gets that name, and every reference follows."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from ppl.errors import Text, UsageError
from ppl.model.kinds import RESERVED, kind_of_path, path_of_ref, project_of
from ppl.model.references import references, renamed
from ppl.operations.naming import refuse_id, refuse_ref
from ppl.operations.proposal import Proposal
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message
from ppl.store.merge.references import with_value


class RenameRequest(NamedTuple):
    """ref: the record; id: its new one, bare or as a full ref."""

    ref: str
    id: str


def rename(folder: Folder, today: datetime.date, request: RenameRequest) -> Proposal:
    """The record under its new ref, which the message names. Raises UsageError where it cannot have that id."""
    old, new = request.ref, _new_ref(request)
    refs = folder.refs()
    if new in refs:
        raise UsageError(Text("`{ref}` is there already", ref=new), Text("choose another id"))
    refuse_ref(folder, new)
    names = {old: new}
    if project_of(old) == old:
        names |= {ref: new + ref.removeprefix(old) for ref in refs if project_of(ref) == old}
    return Proposal(_edits(folder, names), Message("rename", new, f"was {old}", renamed=((old, new),)))


def _new_ref(request: RenameRequest) -> str:
    old, id = request
    kind = kind_of_path(path_of_ref(old) or "")
    if kind is None or kind.is_fixed or kind.name == "plan" or "#" in old:
        raise UsageError(Text("the file of `{ref}` has a fixed name", ref=old))
    place = "" if kind.name == "project" else old.rpartition("/")[0]
    bare = id.removeprefix(place + "/") if place else id
    new = f"{place}/{bare}" if place else bare
    found = kind_of_path(path_of_ref(new) or "")
    refuse_id(kind, bare)
    if bare in RESERVED or found is None or found.name != kind.name:
        what = Text("`{id}` cannot be the id of a {kind}", id=id, kind=Text(kind.name))
        raise UsageError(what, Text("use lower-case letters, digits and hyphens"))
    return new


def _edits(folder: Folder, names: Mapping[str, str]) -> list[Edit]:
    """The moved records and those that refer to them."""
    knowledge, _ = folder.read_referring(names)
    changed: dict[str, Edit] = {}
    for reference in references(knowledge, frozenset(names)):
        value = renamed(reference.value, reference.target, names)
        if value != reference.value:
            edit = changed.get(reference.ref) or existing_edit(folder, reference.ref)
            assert edit is not None and edit.fields is not None
            changed[reference.ref] = edit._replace(fields=with_value(edit.fields, reference.field, value))
    edits: list[Edit] = []
    modes = folder.modes(names)
    for old, new in names.items():
        text = folder.text(old)
        edit = changed.pop(old, None)
        after = text if edit is None else edit.new
        before = existing_edit(folder, old)
        fields = edit.fields if edit is not None else before.fields if before is not None else {}
        edits += [Edit(new, fields, None, text=after, mode=modes[old]), Edit(old, None, text)]
    return edits + list(changed.values())
