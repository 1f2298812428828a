"""Changes that were tried on a plan, written to it; what was questioned stays there as a fact."""

import datetime
from typing import NamedTuple

from ppl.model.plan import Plan
from ppl.operations.plan_record import changed_plan
from ppl.operations.proposal import Proposal
from ppl.rules.schedule.what_if import Change, saved
from ppl.store.folder import Folder


class WhatIfRequest(NamedTuple):
    """project: its ref; changes: what was tried; won_weeks: what that wins; because: why, which stands with it."""

    project: str
    changes: tuple[Change, ...]
    won_weeks: float
    because: str | None = None


def save_what_if(folder: Folder, today: datetime.date, request: WhatIfRequest) -> Proposal:
    """The plan with the changes. Raises UsageError for what law or a season asks."""

    def change(plan: Plan) -> Plan:
        return saved(plan, request.changes, today, request.because, request.won_weeks)

    what = ", ".join(_in_words(one) for one in request.changes)
    return changed_plan(folder, request.project, change, "plan what-if", what)


def _in_words(change: Change) -> str:
    if change.kind == "shorten":
        return f"{change.activity} {change.weeks:g} weeks"
    if change.kind == "start":
        return f"{change.activity} from {change.on}"
    return f"{change.activity} {'overlaps' if change.kind == 'overlap' else 'no longer waits on'} {change.waited_on}"
