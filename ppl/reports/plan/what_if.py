"""What a change to a plan would give: weeks won or lost, the new critical path, the next bottleneck."""

import datetime
from collections.abc import Sequence

import msgspec

from ppl.errors import Text
from ppl.reports.plan.parts import Chain, Step, calendar_remarks, chain, goal_of, step
from ppl.reports.plan.times import MilestoneShown, milestones
from ppl.rules.schedule import ticks
from ppl.rules.schedule.network import weeks_of
from ppl.rules.schedule.planned import Planned
from ppl.rules.schedule.what_if import Change, touched, tried

Day = datetime.date


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """A change that is tried. from_weeks, weeks: durations before and after; ground, law: of the link that goes."""

    kind: str
    activity: Step
    waits_on: Step | None = None
    from_weeks: float | None = None
    weeks: float | None = None
    share: float | None = None
    on: Day | None = None
    ground: str | None = None
    law: str | None = None
    reason: str | None = None


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone before and after; won_weeks is negative where it comes later."""

    before: MilestoneShown
    after: MilestoneShown
    won_weeks: float


class WhatIfShown(msgspec.Struct, frozen=True, kw_only=True):
    """A change tried. won_weeks: to the goal, negative where it loses."""

    project: str | None
    name: str | None
    goal: str | None
    goal_step: Step | None
    tried: tuple[Tried, ...]
    before_weeks: float
    before_on: Day | None
    weeks: float
    goal_on: Day | None
    won_weeks: float
    milestones: tuple[Moved, ...]
    before: Chain
    next: Chain


class Request(msgspec.Struct, frozen=True):
    """A plan, and the changes to try on it."""

    found: Planned
    changes: Sequence[Change]
    to: str | None = None
    with_calendar: bool = True


def build(request: Request, today: Day) -> WhatIfShown:
    """What the changes give. Raises UsageError for one that cannot be made."""
    found, changes = request.found, request.changes
    before = found.schedule("planned", request.to, with_calendar=request.with_calendar)
    after = found.of(tried(found.activities, changes), request.to, with_calendar=request.with_calendar)
    shown = {one.code: one for one in milestones(found, after)}
    return WhatIfShown(
        project=found.project,
        name=found.name,
        goal=None if before.goal is None else before.network.activities[before.goal].id,
        goal_step=goal_of(before),
        tried=tuple(_tried(found, change) for change in changes),
        before_weeks=before.weeks,
        before_on=before.day(before.finish),
        weeks=after.weeks,
        goal_on=after.day(after.finish),
        won_weeks=ticks.weeks(before.finish - after.finish),
        milestones=tuple(
            Moved(before=one, after=shown[one.code], won_weeks=one.week - shown[one.code].week)
            for one in milestones(found, before)
            if one.code in shown
        ),
        before=chain(before),
        next=chain(after, before),
    )


def remarks(request: Request, shown: WhatIfShown) -> list[Text]:
    """What the plan lacks."""
    return calendar_remarks(request.found, request.with_calendar)


def _tried(found: Planned, change: Change) -> Tried:
    activities = {one.id: one for one in found.activities}
    one = activities[change.activity]
    links = [link for _, link in touched(found.activities, [change])]
    return Tried(
        kind=change.kind,
        activity=step(one),
        waits_on=step(activities[change.waited_on]) if change.waited_on in activities else None,
        from_weeks=weeks_of(one) if change.kind == "shorten" else None,
        weeks=change.weeks,
        share=change.share,
        on=change.on,
        ground=links[0].ground if links else None,
        law=links[0].law if links else None,
        reason=links[0].reason if links else None,
    )
