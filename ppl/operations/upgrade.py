"""A knowledge base moved to the edition of the files that this ppl writes."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from ppl import __version__
from ppl.errors import Text, UsageError
from ppl.model.programme import FORMAT
from ppl.operations.proposal import Proposal
from ppl.store.edition import edition, refuse_newer
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message

PROGRAMME = "programme/programme"
# what changes in the records from each edition to the next; the mark in programme.yaml follows by itself
STEPS: dict[int, Callable[[Folder], list[Edit]]] = {1: lambda folder: []}


class UpgradeRequest(NamedTuple):
    """Nothing is asked: the edition is that of this ppl."""


def upgrade(folder: Folder, today: datetime.date, request: UpgradeRequest) -> Proposal:
    """The records in the edition of this ppl. Raises StoreError where they are of a later one."""
    refuse_newer(folder.tree)
    before = edition(folder.tree).format
    message = Message("upgrade", PROGRAMME, f"format {FORMAT}")
    if before == FORMAT:
        return Proposal((), message)
    edits: dict[str, Edit] = {}
    for number in range(before + 1, FORMAT + 1):
        edits |= {edit.ref: edit for edit in STEPS[number](folder)}
    mark = edits.pop(PROGRAMME, None) or existing_edit(folder, PROGRAMME)
    if mark is None or mark.fields is None:
        raise UsageError(Text("`{ref}` is gone", ref=PROGRAMME))
    fields = {"format": str(FORMAT), "needs_ppl": __version__} | {
        name: value for name, value in mark.fields.items() if name not in ("format", "needs_ppl")
    }
    return Proposal([*edits.values(), mark._replace(fields=fields)], message)
