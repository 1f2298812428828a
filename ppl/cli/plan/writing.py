"""Writing the plan of a project: one preview, one commit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ppl.cli.saving import Proposal, save
from ppl.errors import DataError, Text
from ppl.model.plan import Plan
from ppl.store import codec
from ppl.store.edits import Edit, existing
from ppl.store.message import Message

if TYPE_CHECKING:
    from ppl.cli.desk import Desk
    from ppl.store.folder import Folder


def save_plan(
    desk: Desk,
    project: str,
    change: Callable[[Plan], Plan],
    word: str,
    what: str,
    reason: str | None,
    dry_run: bool,
    yes: bool,
    with_edits: bool,
) -> None:
    """Change the plan as it stands under the lock. Raises DataError where there is none that can be read."""
    ref = f"{project}/plan"

    def build(folder: Folder) -> Proposal:
        before = existing(folder, ref)
        record = before.record()[0] if before is not None else None
        if before is None or not isinstance(record, Plan):
            raise DataError(
                Text("{project} has no plan that can be read", project=project), Text("ppl check tells why")
            )
        message = Message(word, ref, what, reason=reason or "")
        after = before._replace(fields=codec.raw(change(record)))
        return Proposal([] if after.new == before.old else [after], message)

    if not save(desk, build, dry_run=dry_run, yes=yes, with_edits=with_edits).edits:
        desk.remark(Text("nothing changes"))


def new_plan(desk: Desk, project: str, plan: Plan, what: str, reason: str | None, dry_run: bool, yes: bool) -> None:
    """Write the first plan of a project. Raises DataError where it has one."""
    ref = f"{project}/plan"

    def build(folder: Folder) -> Proposal:
        if existing(folder, ref) is not None:
            raise DataError(
                Text("{project} has a plan already", project=project),
                Text(
                    "ppl plan show {project}; ppl remove {ref} takes it away, history keeps it",
                    project=project,
                    ref=ref,
                ),
            )
        return Proposal([Edit(ref, codec.raw(plan))], Message("plan new", ref, what, reason=reason or ""))

    save(desk, build, dry_run=dry_run, yes=yes)
