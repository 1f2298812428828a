"""A plan that was imported; in place of another only where somebody says so."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from ppl.errors import DataError, Text, count
from ppl.model.plan import Plan
from ppl.operations.proposal import Proposal
from ppl.planners.plan_from_tasks import ImportedPlan
from ppl.planners.renewal import renewed
from ppl.store import codec
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message, counted

MOST = 12  # ids that a remark names


class ImportPlanRequest(NamedTuple):
    """A plan that was imported.

    project: its ref; found: what was understood of the file; file: its name; lines: what it comes to, for people
    is_replacing: a plan that is there already gives way
    """

    project: str
    found: ImportedPlan
    file: str
    lines: Sequence[str]
    is_replacing: bool = False


def import_plan(folder: Folder, today: datetime.date, request: ImportPlanRequest) -> Proposal:
    """The plan in the file; in place of another one what was found out about that stays. Raises DataError."""
    project, found, file, lines, is_replacing = request
    ref = f"{project}/plan"
    before = refuse_another(folder, project, is_replacing)
    message = Message(
        "plan import", ref, f"{counted(len(found.plan.activities), 'activity', 'activities')} from {file}"
    )
    if before is None:
        return Proposal([Edit(ref, codec.raw(found.plan))], message, summary=lambda: lines)
    old = before.record()[0]
    assert isinstance(old, Plan)
    new = renewed(found.plan, old, found.assumed)
    remarks = []
    if new.grounds:
        remarks.append(
            count(
                Text("{number} link keeps the ground that the plan had for it"),
                Text("{number} links keep the ground that the plan had for them"),
                new.grounds,
            )
        )
    if new.gone:
        more = f" ... ({len(new.gone)})" if len(new.gone) > MOST else ""
        remarks.append(Text("no longer in the plan: {ids}", ids=", ".join(new.gone[:MOST]) + more))
    return Proposal([before._replace(fields=codec.raw(new.plan))], message, summary=lambda: lines, remarks=remarks)


def refuse_another(folder: Folder, project: str, is_replacing: bool) -> Edit | None:
    """The plan that is there already. Raises DataError where it may not be replaced."""
    before = existing_edit(folder, f"{project}/plan")
    if before is not None and not (is_replacing and isinstance(before.record()[0], Plan)):
        what = Text("{project} has a plan already", project=project)
        raise DataError(what, Text("--replace --reason TEXT puts this one in its place; history keeps the other"))
    return before
