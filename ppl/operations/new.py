"""A new record of any kind."""

import datetime
from typing import Any, NamedTuple

from ppl.errors import Text, UsageError
from ppl.model.ids import free_ref, new_id
from ppl.model.kinds import KIND, path_for, ref_of_path
from ppl.operations.category_terms import category_terms
from ppl.operations.entry import Entry
from ppl.operations.field_keys import assigned_problems, misspelt
from ppl.operations.naming import refuse_id, refuse_ref
from ppl.operations.proposal import Proposal
from ppl.operations.summary import summary_lines
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message

ALONE = ("plan", "project", "newsletter")  # a second one of the same name is a mistake


class NewRequest(NamedTuple):
    """A record to make.

    kind: its name; project: in whose folder it will lie; id: instead of the usual one
    entry: the file that the fields came from; assignments: those that were typed
    """

    kind: str
    project: str | None
    fields: dict[str, Any]
    id: str = ""
    entry: Entry | None = None
    assignments: tuple[str, ...] = ()


class EnteredRequest(NamedTuple):
    """A record to make of an entry that may still be changed as text. project: in whose folder it will lie"""

    kind: str
    project: str | None
    entry: Entry


def new_entered(folder: Folder, today: datetime.date, request: EnteredRequest) -> Proposal:
    """The record of an entry. Raises as `new` does."""
    proposal = new(folder, today, NewRequest(request.kind, request.project, request.entry.fields, "", request.entry))
    return proposal._replace(summary=lambda: summary_lines(proposal.edits, lambda: category_terms(folder)))


def new(folder: Folder, today: datetime.date, request: NewRequest) -> Proposal:
    """The record under a free ref. Raises UsageError where it is there already, or no id can be made."""
    kind, project, fields = KIND[request.kind], request.project, request.fields
    if request.id:
        refuse_id(kind, request.id)
    id = request.id or new_id(kind, fields, today.isoformat())
    if not id:
        what = Text("no id can be made for this {kind}", kind=Text(kind.name))
        raise UsageError(what, Text("give a title, or --id with letters, digits and hyphens"))
    ref = ref_of_path(path_for(kind, project, id)) if request.id else free_ref(kind, project, id, ())
    if request.id:
        refuse_ref(folder, ref)
    if ref in folder.existing_refs:
        if request.id or kind.name in ALONE:
            raise UsageError(Text("`{ref}` is there already", ref=ref), Text("ppl edit {ref} changes it", ref=ref))
        before = existing_edit(folder, ref)
        if before is not None and before.fields == fields:
            raise UsageError(Text("the same {kind} is there already: {ref}", kind=Text(kind.name), ref=ref))
    if not request.id:
        ref = free_ref(kind, project, id, folder.claimed_refs)
    edit = Edit(ref, fields)
    sent = request.entry.fields if request.entry else {}
    flaws = misspelt(kind.record, sent, request.assignments)
    return Proposal([edit], Message("new", ref, kind.name), request.entry, assigned_problems(edit.path, flaws))
