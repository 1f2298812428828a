"""`ppl remove REF --reason`: a record taken away; history keeps it."""

from __future__ import annotations

from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.options import N_, DryRun, RefArgument, WithEdits, Yes, desk_of
from ppl.errors import DataError, Text, UsageError
from ppl.model.kinds import kind_of_path, path_of_ref, project_of
from ppl.operations.proposal import Proposal
from ppl.rules.references import references
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message

HELP = N_("""Take a record away, with the reason in the history; of a project its whole folder.

A record that others refer to stays: change those first. What ended is better kept, with a status.

\b
Example:
  ppl remove langeveld/bottlenecks/dubbel --reason "stond er al als netaansluiting"
""")


def command(
    ctx: typer.Context,
    ref: RefArgument,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why; it stands in the history."))],
    dry_run: DryRun = False,
    yes: Yes = False,
    with_edits: WithEdits = False,
) -> None:
    desk = desk_of(ctx)
    full = desk.ref(ref)
    path = path_of_ref(full)
    kind = kind_of_path(path or "")
    assert kind is not None
    if kind.is_fixed or "#" in full:
        raise UsageError(
            Text("`{ref}` is not removed as a whole", ref=full),
            Text("ppl edit {ref} takes a part away", ref=full.partition("#")[0]),
        )

    def build(folder: Folder) -> Proposal:
        gone = [full] if kind.name != "project" else [r for r in folder.refs() if project_of(r) == full]
        knowledge, _ = folder.read()
        left = [r for r in references(knowledge, frozenset(gone)) if r.ref not in gone]
        if left:
            listed = ", ".join(dict.fromkeys(r.ref for r in left))
            raise DataError(
                Text("`{ref}` is still referred to by {listed}", ref=full, listed=listed),
                Text("take these references away first (ppl set, ppl edit)"),
            )
        edits = [Edit(r, None, folder.text(r)) for r in gone]
        return Proposal(edits, Message("remove", full, kind.name, reason=reason))

    save(desk, build, dry_run=dry_run, yes=yes, with_edits=with_edits)
