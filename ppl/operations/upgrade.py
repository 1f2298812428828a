"""A knowledge base moved to the edition of the files that this ppl writes."""

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from ppl import __version__
from ppl.errors import Field, Text, UsageError
from ppl.model.kinds import kind_of_path, ref_of_path
from ppl.model.programme import FORMAT
from ppl.operations.proposal import Proposal
from ppl.store.edition import edition, refuse_newer
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder, unreadable
from ppl.store.git.message import Message
from ppl.yaml import text as yaml_text
from ppl.yaml.keys import with_keys
from ppl.yaml.text import YamlError

PROGRAMME = "programme/programme"


def _sources_published(folder: Folder) -> list[Edit]:
    """Sources say since edition 2 when they were published under `date` (`on` before)."""
    found = []
    for path in folder.tree.paths(""):
        edit = existing_edit(folder, ref_of_path(path)) if kind_of_path(path) else None
        if edit is not None and edit.old is not None:
            text, renamed = with_keys(edit.old, _published)
            if renamed:
                found.append(edit._replace(text=text, fields=_read(path, text)))
    return found


def _read(path: str, text: str) -> dict[str, Any]:
    """The fields of a text. Raises DataError with what is wrong in it."""
    try:
        return yaml_text.read(text)
    except YamlError as error:
        raise unreadable(ref_of_path(path), error) from None


def _published(field: Field) -> str | None:
    """The name of a key since edition 2, where it has another."""
    is_of_source = len(field) >= 3 and field[-3] == "sources" and isinstance(field[-2], int)
    return "date" if is_of_source and field[-1] == "on" else None


# what changes in the records from each edition to the next; the mark in programme.yaml follows by itself
STEPS: dict[int, Callable[[Folder], list[Edit]]] = {1: lambda folder: [], 2: _sources_published}


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
