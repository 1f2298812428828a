"""The baseline of a plan: kept once as it was agreed first; set again only with a reason."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from ppl.errors import Text, UsageError, count
from ppl.model.fields import changed
from ppl.model.plan import Plan
from ppl.operations.plan_record import changed_plan, project_plan
from ppl.operations.proposal import Proposal
from ppl.rules.schedule.drift import baseline
from ppl.store.folder import Folder


class BaselineRequest(NamedTuple):
    """project: its ref; is_again: in place of the one that is there; because: why, which stands with it."""

    project: str
    is_again: bool = False
    because: str | None = None


def set_baseline(folder: Folder, today: datetime.date, request: BaselineRequest) -> Proposal:
    """The plan with its days as they are now for a baseline. Raises UsageError where it stays as it was."""
    found = project_plan(folder, today, request.project)
    refuse_baseline(found.plan, request)
    if found.starts_on is None:
        what = Text("a baseline needs days")
        raise UsageError(what, Text("ppl set {ref} starts_on=DATE", ref=f"{request.project}/plan"))

    def change(plan: Plan) -> Plan:
        return changed(plan, baseline=baseline(found._replace(plan=plan), today, request.because))

    subject = "baseline set again" if found.plan.baseline else "baseline"
    return changed_plan(folder, request.project, change, "plan baseline", subject, _summary)


def refuse_baseline(plan: Plan, request: BaselineRequest) -> None:
    """Raises UsageError where a plan keeps the baseline that it has."""
    if plan.baseline is not None and not request.is_again:
        what = Text("the baseline was set on {day} and stays as it is", day=plan.baseline.set_on)
        raise UsageError(what, Text('to set it anew: --again --because "..."'))
    if plan.baseline is not None and not request.because:
        raise UsageError(Text("a baseline that is set again needs a reason"), Text('add --because "..."'))


def _summary(plan: Plan) -> Iterator[Text | str]:
    """What is kept: the days of the milestones."""
    kept = plan.baseline
    assert kept is not None
    titles = {one.code: one.title or one.code for one in plan.milestones}
    titles["goal"] = next((one.title for one in plan.activities if one.id == plan.goal), "-")
    activities = count(Text("{number} activity"), Text("{number} activities"), len(kept.ends))
    weeks = count(Text("{number} week"), Text("{number} weeks"), round(kept.weeks or 0))
    yield Text("+ baseline: {activities}, {weeks}", activities=activities, weeks=weeks)
    for code, day in sorted(kept.milestones.items(), key=lambda one: one[1]):
        yield f"    {titles.get(code, code)}: {day}"
