"""What a change to a plan would give: weeks won or lost, the new critical path, the next bottleneck."""

import datetime
from collections.abc import Sequence
from typing import Any

import msgspec

from ppl.errors import Text
from ppl.reports.plan.parts import Chain, Step, calendar_remarks, chain, goal_of, step
from ppl.reports.plan.sentences import assumed, goal, listed, longest, named, path, week, weeks, when, won
from ppl.reports.plan.times import MilestoneShown, milestones
from ppl.reports.sentences import Phrase, Row, capital, joined, percent, word
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
    unchecked: int = 0


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
    shown = {milestone.code: milestone for milestone in milestones(found, after)}
    return WhatIfShown(
        project=found.project,
        name=found.name,
        unchecked=found.plan.unchecked,
        goal=None if before.goal is None else before.network.activities[before.goal].id,
        goal_step=goal_of(before),
        tried=tuple(_tried(found, change) for change in changes),
        before_weeks=before.weeks,
        before_on=before.day(before.finish),
        weeks=after.weeks,
        goal_on=after.day(after.finish),
        won_weeks=ticks.weeks(before.finish - after.finish),
        milestones=tuple(
            Moved(before=milestone, after=shown[milestone.code], won_weeks=milestone.week - shown[milestone.code].week)
            for milestone in milestones(found, before)
            if milestone.code in shown
        ),
        before=chain(before),
        next=chain(after, before),
    )


def remarks(request: Request, shown: WhatIfShown) -> list[Text]:
    """What the plan lacks."""
    return calendar_remarks(request.found, request.with_calendar)


def context(request: Request, what_if: WhatIfShown) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(what_if)}


def _tried(planned: Planned, change: Change) -> Tried:
    activities = {activity.id: activity for activity in planned.activities}
    one = activities[change.activity]
    links = [link for _, link in touched(planned.activities, [change])]
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


def said(what_if: WhatIfShown) -> dict[str, Any]:
    """All that is said of the changes."""
    return {
        "assumed": assumed(what_if.unchecked),
        "result": result(what_if),
        "tried": [Row(one.activity.id, change(one), objection(one)) for one in what_if.tried],
        "path": decides(what_if),
        "milestones": [
            joined(milestone.before.title or word(milestone.before.code), moved(milestone), between=": ")
            for milestone in what_if.milestones
        ],
    }


def result(what_if: WhatIfShown) -> Phrase:
    """What the changes give in all."""
    values = {"goal": goal(what_if.goal_step), "after": when(what_if.weeks, what_if.goal_on)}
    if not round(what_if.won_weeks, 1):
        return Text(
            "Nothing won or lost: {goal} stays at {when}. What was changed does not hold the goal.",
            goal=values["goal"],
            when=values["after"],
        )
    before = when(what_if.before_weeks, what_if.before_on)
    return joined(
        capital(won(what_if.won_weeks)), Text("{goal} from {before} to {after}.", before=before, **values), between=": "
    )


def change(one: Tried) -> Text:
    """A change that is tried."""
    title = one.activity.title
    if one.kind == "shorten":
        before = Text("an unknown duration") if one.from_weeks is None else weeks(one.from_weeks)
        return Text("{title}: {weeks} instead of {before}", title=title, weeks=weeks(one.weeks or 0.0), before=before)
    if one.kind == "start":
        return Text("{title}: not before {date}", title=title, date=one.on)
    values = {"title": title, "other": named(one.waits_on) if one.waits_on else None}
    if one.kind == "drop":
        return Text("{title} no longer waits on {other}", **values)
    if one.share:
        return Text("{title} starts when {share} of {other} is done", share=percent(one.share), **values)
    return Text("{title} starts together with {other}", **values)


def objection(one: Tried) -> tuple[Text, ...]:
    """What speaks against a change: that no habit asks the link."""
    reason = one.reason or ""
    if one.ground is None or one.ground == "habit":
        return ()
    if one.ground == "statute":
        law = one.law or one.reason or "?"
        return (Text("the law asks this link ({law}); it can be tried, not saved", law=law),)
    if one.ground == "season":
        return (Text("the season asks this link; it can be tried, not saved. {reason}", reason=reason),)
    if one.ground == "contract":
        return (Text("this link is no habit: it was agreed in a contract. {reason}", reason=reason),)
    return (Text("this link is no habit: it is policy. {reason}", reason=reason),)


def decides(what_if: WhatIfShown) -> list[Row]:
    """What decides the goal before the changes and with them."""
    rows = [Row(Text("before"), path(what_if.before)), Row(Text("with this"), path(what_if.next))]
    if what_if.before.path == what_if.next.path:
        rows = [Row(Text("before and now"), path(what_if.next))]
    rows.append(Row(Text("longest step"), longest(what_if.next)))
    if what_if.next.joined:
        rows.append(Row(Text("now critical"), listed(what_if.next.joined)))
    return rows


def moved(moved: Moved) -> Phrase:
    """Where a milestone comes, and where it was."""
    after = week(moved.after.week, moved.after.on)
    if not round(moved.won_weeks, 1):
        return joined(after, Text("as before"))
    was = Text("(was week {number})", number=round(moved.before.week, 1))
    return joined(after, joined(won(moved.won_weeks), was, between=" "))
