"""A plan that is gone over, and a plan and milestones that are brought to the same days."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from ppl.errors import Text, UsageError, nearest
from ppl.model.fields import changed
from ppl.model.plan import Checked, Plan
from ppl.model.project import Project
from ppl.operations.plan_record import changed_plan, project_plan
from ppl.operations.proposal import Proposal
from ppl.partial_date import PartialDate, last_day
from ppl.rules.schedule.milestones import Disagreement, accepted, disagreements, moved
from ppl.rules.schedule.planned import Planned
from ppl.store import codec
from ppl.store.edits import existing_edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message, counted


class CheckedRequest(NamedTuple):
    """project: its ref; activities: the ids that were gone over (none: all); by: the role that did."""

    project: str
    activities: tuple[str, ...]
    by: str


class AcceptRequest(NamedTuple):
    """project: its ref; is_to_project: the milestones take the days of the plan; because: why they moved."""

    project: str
    is_to_project: bool = False
    because: str | None = None


def check_plan(folder: Folder, today: datetime.date, request: CheckedRequest) -> Proposal:
    """The plan with these activities as gone over. Raises UsageError for an id that it has not."""
    plan = project_plan(folder, today, request.project).plan
    known = {one.id for one in plan.activities}
    if unknown := [id for id in request.activities if id not in known]:
        raise UsageError(
            Text("the plan has no activity `{activity}`", activity=unknown[0]),
            nearest(unknown[0], known, Text("ppl plan show {project} names them", project=request.project), cutoff=0.8),
        )
    wanted = set(request.activities) or known
    new = [one.id for one in plan.activities if one.id in wanted and one.checked is None]
    what = counted(len(new), "activity", "activities")

    def change(plan: Plan) -> Plan:
        mark = Checked(role=request.by, on=today)
        return changed(
            plan, activities=tuple(changed(one, checked=mark) if one.id in new else one for one in plan.activities)
        )

    return changed_plan(folder, request.project, change, "plan checked", what)


def accept_milestones(folder: Folder, today: datetime.date, request: AcceptRequest) -> Proposal:
    """The plan with the days of the milestones, or (is_to_project) the other way round; nothing where they agree."""
    project, planned, found = _differing(folder, today, request.project)
    what = counted(len(found), "milestone")
    if not request.is_to_project:
        proposal = changed_plan(
            folder,
            request.project,
            lambda plan: accepted(planned._replace(plan=plan), project, found),
            "plan accept-milestones",
            what,
        )
        return proposal._replace(remarks=tuple(_known_in_part(found)) if proposal.edits else ())
    if not request.because:
        raise UsageError(Text("a milestone that moves needs a reason"), Text('add --because "..."'))
    edit = existing_edit(folder, request.project)
    assert edit is not None
    after = edit._replace(fields=codec.raw(moved(project, found, today, request.because)))
    edits = [] if after.new == edit.old else [after]
    return Proposal(edits, Message("plan accept-milestones", request.project, what))


def _known_in_part(found: list[Disagreement]) -> Iterator[Text]:
    """That a plan, which holds whole days, takes the last day that a date can be."""
    for one in found:
        if isinstance(one.on, PartialDate):
            yield Text(
                "of the day of {title} a part is known ({on}): the plan takes {day}, the last day that it can be",
                title=one.title,
                on=one.on,
                day=last_day(one.on),
            )


def _differing(folder: Folder, today: datetime.date, ref: str) -> tuple[Project, Planned, list[Disagreement]]:
    planned = project_plan(folder, today, ref)
    project = folder.read_refs([ref])[0].get(ref)
    assert isinstance(project, Project)
    return project, planned, disagreements(project, planned, planned.schedule())
