"""A change taken back, as a new change: every record of that commit as it was before it."""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ppl.errors import DataError, StoreError, Text
from ppl.model.kinds import kind_of_path, ref_of_path
from ppl.model.references import references
from ppl.operations.proposal import Proposal
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.store.git.lookback import FileChange
from ppl.store.git.message import Message, parse
from ppl.store.tree import DATA
from ppl.yaml import text as yaml_text

MARK = f"{DATA}programme/programme.yaml"


class UndoRequest(NamedTuple):
    """commit: the one to take back; empty: the last that changed records and was not taken back yet."""

    commit: str = ""


def undo(folder: Folder, today: datetime.date, request: UndoRequest) -> Proposal:
    """The records as before a commit. Raises StoreError and DataError where later changes are in the way.

    What founded the knowledge base stays: without its programme no word, undo included, would find it any more.
    """
    commit = folder.git.commit_at(request.commit) if request.commit else _last(folder)
    subject = folder.git.subject(commit)
    changed = folder.git.changed(commit, DATA)
    if any(path == MARK and before is None for path, before, _, _ in changed):
        what = Text(
            "that commit founded the knowledge base, and nothing is left without it: {subject}", subject=subject
        )
        raise StoreError(
            what, Text("ppl remove REF takes one record away; another knowledge base begins with ppl init")
        )
    edits = _edits(folder, commit, changed)
    _refuse_loose_ends(folder, edits)
    about = Text("takes back {commit}: {subject}", commit=commit[:8], subject=subject)
    return Proposal(edits, Message("undo", commit[:8], subject, undoes=commit), about=about)


def _last(folder: Folder) -> str:
    undone: set[str] = set()
    for id, text in folder.git.messages(DATA):
        if id in undone:  # what an undo took back counts again where that undo was taken back itself
            continue
        message = parse(text)
        if not (message and message.undoes):
            return id
        undone.add(message.undoes)
    raise StoreError(Text("there is nothing to take back"))


def _edits(folder: Folder, commit: str, changed: Iterable[FileChange]) -> list[Edit]:
    edits = []
    for path, before, after, mode in changed:
        path = path.removeprefix(DATA)
        if kind_of_path(path) is None:
            continue
        ref = ref_of_path(path)
        now = folder.text(ref)
        if now != (None if after is None else after.decode("utf-8")):
            later = folder.git.last_commit(DATA + path)
            if later and commit.startswith(later):
                what = Text("{files} has edits that are not committed", files=f"{DATA}{path}")
                raise StoreError(what, Text("ppl save commits them; or mend it with ppl edit {ref}", ref=ref))
            raise StoreError(_changed_later(folder, ref, commit, later), _remedy(folder, ref, later))
        text = None if before is None else before.decode("utf-8")
        edits.append(Edit(ref, None if text is None else yaml_text.read(text), now, text=text, mode=mode))
    if not edits:
        what = Text("{commit} changed no records", commit=commit[:8])
        raise StoreError(what, Text("ppl history shows which commits did"))
    return edits


def _changed_later(folder: Folder, ref: str, commit: str, later: str | None) -> Text:
    """What stands in the way: a later change, or a sync that brought the work of others into the same record."""
    if later is None or not folder.git.is_merge(later):
        return Text("{ref} was changed again after it ({commit})", ref=ref, commit=later or "-")
    return Text(
        "`{subject}` is not alone in {ref} any more: a sync combined it with the work of others ({commit})",
        subject=folder.git.subject(commit),
        ref=ref,
        commit=later,
    )


def _remedy(folder: Folder, ref: str, later: str | None) -> Text:
    """What to do about a later change of a record; what combines two lines of work cannot be taken back as one."""
    if later is None or folder.git.is_merge(later):
        return Text("mend it with ppl edit {ref}; ppl history {ref} shows what was changed", ref=ref)
    return Text("take that back first: ppl undo {commit}; or mend it with ppl edit {ref}", commit=later, ref=ref)


def _refuse_loose_ends(folder: Folder, edits: Sequence[Edit]) -> None:
    """A record that others refer to by now cannot be taken back alone."""
    gone = frozenset(edit.ref for edit in edits if edit.fields is None)
    if not gone:
        return
    own = {edit.ref for edit in edits}
    knowledge, _ = folder.read_referring(gone)
    for reference in references(knowledge, gone):
        if reference.ref not in own:
            what = Text("{ref} refers to {target} by now", ref=reference.ref, target=reference.target)
            raise DataError(what, Text("take that reference away first, then undo"))
