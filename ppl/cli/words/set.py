"""`ppl set REF FIELD=VALUE`: change fields, and nothing else in the file."""

from __future__ import annotations

from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.options import N_, DryRun, Reason, RefArgument, WithEdits, Yes, desk_of
from ppl.errors import Text, UsageError
from ppl.operations.proposal import Proposal
from ppl.store.edits import assigned, existing, part_of
from ppl.store.folder import Folder
from ppl.store.git.message import Message

HELP = N_("""Change fields of a record; comments, order and quotes in its file stay.

FIELD is a dotted path (homes.min); FIELD= clears it; FIELD+=VALUE adds to a list. Behind # a part is meant.

\b
Example:
  ppl set langeveld homes.max=160 --reason "nieuwe variant"
  ppl set langeveld/sessions/2026-01-05-weekly#a1 status=done done_on=2026-01-12
  ppl set langeveld/bottlenecks/net tried+="gesprek met de netbeheerder"
""")


def command(
    ctx: typer.Context,
    ref: RefArgument,
    assignments: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help=N_("What becomes what."))],
    reason: Reason = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    with_edits: WithEdits = False,
) -> None:
    desk = desk_of(ctx)
    full = desk.ref(ref)

    def build(folder: Folder) -> Proposal:
        whole, _, part = full.partition("#")
        before = existing(folder, whole)
        if before is None or before.fields is None:
            raise UsageError(Text("`{ref}` is gone", ref=whole))
        meant = list(assignments)
        if part:
            name, place = part_of(before.fields, part, whole)
            meant = [f"{name}.{place + 1}.{assignment}" for assignment in assignments]
        after = before._replace(fields=assigned(before.fields, meant, before.kind))
        if after.new == before.old:
            return Proposal([], Message("set", full, ""))
        names = ", ".join(assignment.partition("=")[0].rstrip("+") for assignment in assignments)
        return Proposal([after], Message("set", full, names, reason=reason or ""))

    if not save(desk, build, dry_run=dry_run, yes=yes, with_edits=with_edits).edits:
        desk.remark(Text("nothing changes"))
