"""Writing a plan that was imported: one preview, one commit; in place of another only where somebody says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ppl.cli.plan_confirm import agreed_save
from ppl.errors import DataError, Text
from ppl.model.plan import Plan
from ppl.operations.proposal import Proposal
from ppl.store import codec
from ppl.store.edits import Edit, existing
from ppl.store.git.message import Message

if TYPE_CHECKING:
    from ppl.cli.desk import Desk
    from ppl.planners.plan_from_tasks import Understood
    from ppl.store.folder import Folder


def refuse_another(folder: Folder, project: str, replace: bool) -> Edit | None:
    """The plan that is there already; raises DataError where it may not be replaced."""
    before = existing(folder, f"{project}/plan")
    if before is not None and not (replace and isinstance(before.record()[0], Plan)):
        raise DataError(
            Text("{project} has a plan already", project=project),
            Text("--replace --reason TEXT puts this one in its place; history keeps the other"),
        )
    return before


def write(
    desk: Desk,
    project: str,
    found: Understood,
    file: str,
    replace: bool,
    reason: str | None,
    yes: bool,
    with_edits: bool,
    told: Callable[[], Iterable[Text | str]],
) -> None:
    """Write a plan that was imported; with `replace` in place of the plan that is there, of which what was found out
    stays. Raises DataError where there is one already."""
    from ppl.planners.renewal import renewed

    ref = f"{project}/plan"
    kept: list[Text] = []

    def build(folder: Folder) -> Proposal:
        before = refuse_another(folder, project, replace)
        message = Message(
            "plan import", ref, f"{len(found.plan.activities)} activities from {file}", reason=reason or ""
        )
        kept.clear()
        if before is None:
            return Proposal([Edit(ref, codec.raw(found.plan))], message, told=told)
        old = before.record()[0]
        assert isinstance(old, Plan)
        new = renewed(found.plan, old, found.assumed)
        if new.grounds:
            kept.append(Text("{number} links keep the ground that the plan had for them", number=new.grounds))
        if new.gone:
            kept.append(Text("no longer in the plan: {ids}", ids=", ".join(new.gone)))
        return Proposal([before._replace(fields=codec.raw(new.plan))], message, told=told)

    agreed_save(desk, build, ref, False, yes, with_edits)
    for remark in kept:
        desk.remark(remark)
