"""What changed in a project since the report before, as reports show it."""

import datetime

import msgspec

from ppl.model.knowledge import Knowledge
from ppl.model.project import Project
from ppl.reports.sentences import flowing
from ppl.reports.values import from_record
from ppl.rules.changes import changes

Day = datetime.date


class ChangeState(msgspec.Struct, frozen=True, kw_only=True):
    """Something that became otherwise after the report before (ppl/rules/changes.py says which kinds there are)."""

    kind: str
    on: Day
    text: str
    ref: str
    before: str | Day | None = None
    after: str | Day | None = None
    weeks: float | None = None


def changed(knowledge: Knowledge, project: Project, since: Day, today: Day) -> tuple[ChangeState, ...]:
    """What changed after a day, up to today, the heaviest on top."""
    return tuple(
        from_record(ChangeState, one, text=flowing(one.text)) for one in changes(knowledge, project, since, today)
    )
