"""Fields of a record changed by assignments, such as `status=done`."""

import datetime
from typing import NamedTuple

from ppl.errors import Text, UsageError
from ppl.model.kinds import project_of
from ppl.operations.field_keys import assigned_problems, misspelt
from ppl.operations.field_values import Spoken
from ppl.operations.plain_words import in_plain_words
from ppl.operations.proposal import Proposal
from ppl.store.edits import assign, existing_edit, part_path
from ppl.store.folder import Folder
from ppl.store.git.message import Message


class SetRequest(NamedTuple):
    """ref: the record, behind # a part of it; assignments: `FIELD=VALUE`, `FIELD=` or `FIELD+=VALUE`."""

    ref: str
    assignments: tuple[str, ...]


def set_fields(folder: Folder, today: datetime.date, request: SetRequest) -> Proposal:
    """The record with its fields changed. Raises UsageError for what cannot be assigned."""
    ref, _, part = request.ref.partition("#")
    before = existing_edit(folder, ref)
    if before is None or before.fields is None:
        raise UsageError(Text("`{ref}` is gone", ref=ref))
    assignments, spoken = request.assignments, Spoken(folder, today)
    if part:
        path = part_path(before.fields, part, ref)
        assignments = tuple(f"{path}.{assignment}" for assignment in assignments)
    project = project_of(ref)
    assignments = in_plain_words(before.kind, assignments, before.fields, project, folder.existing_refs, today)
    assignments = tuple(spoken.assignment(before.kind.record, assignment) for assignment in assignments)
    fields = assign(before.fields, assignments, before.kind)
    names = ", ".join(assignment.partition("=")[0].rstrip("+") for assignment in request.assignments)
    edits = [] if fields == before.fields else [before._replace(fields=fields)]
    flaws = misspelt(before.kind.record, before.fields, assignments)
    return Proposal(edits, Message("set", request.ref, names), problems=assigned_problems(before.path, flaws))
