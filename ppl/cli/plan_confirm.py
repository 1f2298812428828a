"""Writing the plan of a project: one preview, one commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import typer

from ppl.cli.confirm import save
from ppl.errors import DataError, Text, UsageError
from ppl.model.plan import Plan
from ppl.operations.proposal import Proposal
from ppl.store import codec
from ppl.store.edits import Edit, existing
from ppl.store.git.message import Message

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
    told: Callable[[Plan], Iterable[Text | str]] | None = None,
) -> None:
    """Change the plan as it stands under the lock. Raises DataError where there is none that can be read.

    told: what the changed plan comes to, for the preview; without it the difference of the file is shown
    """
    ref = f"{project}/plan"

    def build(folder: Folder) -> Proposal:
        before = existing(folder, ref)
        record = before.record()[0] if before is not None else None
        if before is None or not isinstance(record, Plan):
            raise DataError(
                Text("{project} has no plan that can be read", project=project), Text("ppl check tells why")
            )
        message = Message(word, ref, what, reason=reason or "")
        new = change(record)
        after = before._replace(fields=codec.raw(new))
        shown = None if told is None else lambda: told(new)
        return Proposal([] if after.new == before.old else [after], message, told=shown)

    if not agreed_save(desk, build, ref, dry_run, yes, with_edits).edits:
        desk.remark(Text("nothing changes"))


def new_plan(
    desk: Desk,
    project: str,
    plan: Plan,
    what: str,
    reason: str | None,
    dry_run: bool,
    yes: bool,
    told: Callable[[], Iterable[Text | str]],
) -> None:
    """Write the first plan of a project. Raises DataError where it has one."""
    ref = f"{project}/plan"

    def build(folder: Folder) -> Proposal:
        refuse_second(project, existing(folder, ref) is not None)
        message = Message("plan new", ref, what, reason=reason or "")
        return Proposal([Edit(ref, codec.raw(plan))], message, told=told)

    agreed_save(desk, build, ref, dry_run, yes)


def refuse_second(project: str, has_plan: bool) -> None:
    """Raises DataError where a project has a plan already."""
    if has_plan:
        raise DataError(
            Text("{project} has a plan already", project=project),
            Text(
                "ppl plan show {project}; ppl remove {ref} takes it away, history keeps it",
                project=project,
                ref=f"{project}/plan",
            ),
        )


def agreed_save(
    desk: Desk, build: Callable[[Folder], Proposal], ref: str, dry_run: bool, yes: bool, with_edits: bool = False
) -> Proposal:
    """Save with a preview in words. Raises UsageError where somebody wants to change it as text first."""
    from ppl.cli.preview import EditAsText
    from ppl.cli.terminal import StoppedError

    try:
        return save(desk, build, dry_run=dry_run, yes=yes, with_edits=with_edits)
    except EditAsText:
        raise UsageError(
            Text("nothing was written"), Text("write it first; then ppl edit {ref} opens it", ref=ref)
        ) from None
    except StoppedError as stopped:
        desk.remark(Text("nothing was written"))
        raise typer.Exit(stopped.exit_code) from None
