"""`ppl undo`: the last change taken back, as a new commit."""

from __future__ import annotations

from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.options import N_, DryRun, Reason, WithEdits, Yes, desk_of
from ppl.errors import DataError, StoreError, Text
from ppl.model.kinds import kind_of_path, ref_of_path
from ppl.operations.proposal import Proposal
from ppl.rules.references import references
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message, parsed
from ppl.store.tree import DATA
from ppl.yaml import text as yaml_text

HELP = N_("""Take the last change back, or that of COMMIT, as a new commit: nothing is rewritten.

Undone again and again it goes further back. Where a later change stands in the way it says which.

\b
Example:
  ppl undo --reason "verkeerd project"
  ppl undo 4f1d2c3a
""")


def command(
    ctx: typer.Context,
    commit: Annotated[
        str | None, typer.Argument(metavar="[COMMIT]", help=N_("The commit to take back; else the last change."))
    ] = None,
    reason: Reason = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    with_edits: WithEdits = False,
) -> None:
    desk = desk_of(ctx)

    def build(folder: Folder) -> Proposal:
        undone = folder.git.commit_at(commit) if commit else _last(folder)
        subject = folder.git.subject(undone)
        edits = _edits(folder, undone)
        _refuse_loose_ends(folder, edits)
        message = Message("undo", undone[:8], subject, reason=reason or "", undoes=undone)
        return Proposal(edits, message)

    save(desk, build, dry_run=dry_run, yes=yes, with_edits=with_edits)


def _last(folder: Folder) -> str:
    """The last commit that changed records and was not taken back yet."""
    undone: set[str] = set()
    for id, text in folder.git.messages(DATA):
        said = parsed(text)
        if said and said.undoes:
            undone.add(said.undoes)
        elif id not in undone:
            return id
    raise StoreError(Text("there is nothing to take back"))


def _edits(folder: Folder, commit: str) -> list[Edit]:
    """What puts every record back as it was before a commit. Raises StoreError where later changes are in the way."""
    edits = []
    for path, before, after in folder.git.changed(commit, DATA):
        path = path.removeprefix(DATA)
        if kind_of_path(path) is None:
            continue
        ref = ref_of_path(path)
        now = folder.text(ref)
        if now != (None if after is None else after.decode("utf-8")):
            later = folder.git.last_commit(DATA + path)
            raise StoreError(
                Text("{ref} was changed again after it ({commit})", ref=ref, commit=later or "-"),
                Text("take that back first: ppl undo {commit}; or mend it with ppl edit {ref}", commit=later, ref=ref),
            )
        text = None if before is None else before.decode("utf-8")
        fields = None if text is None else yaml_text.read(text)
        edits.append(Edit(ref, fields, now, text=text))
    if not edits:
        raise StoreError(
            Text("{commit} changed no records", commit=commit[:8]), Text("ppl history shows which commits did")
        )
    return edits


def _refuse_loose_ends(folder: Folder, edits: list[Edit]) -> None:
    """A record that others refer to by now cannot be taken back alone."""
    gone = frozenset(edit.ref for edit in edits if edit.fields is None)
    if not gone:
        return
    own = {edit.ref for edit in edits}
    knowledge, _ = folder.read()
    for reference in references(knowledge, gone):
        if reference.ref not in own:
            raise DataError(
                Text("{ref} refers to {target} by now", ref=reference.ref, target=reference.target),
                Text("take that reference away first, then undo"),
            )
