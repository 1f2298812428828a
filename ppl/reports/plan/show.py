"""A plan in time, as a person reads it: what it is and when, its picture, and what decides the day."""

import datetime
from typing import Any

import msgspec

from ppl.errors import Text, count
from ppl.reports.plan import picture
from ppl.reports.plan.parts import Running, Unentered, calendar_remarks, owner, step
from ppl.reports.plan.show_report import PlanSeen, Weighed
from ppl.reports.plan.show_sentences import said
from ppl.reports.plan.times import ActivityShown, PlanShown, fields_shown, unknown_weeks
from ppl.reports.values import Sheet
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.planned import Planned
from ppl.rules.schedule.variants import Variant

Day = datetime.date
LONG = 60


class Request(msgspec.Struct, frozen=True):
    """A plan in a variant, up to its goal or another activity.

    is_brief: of a long plan only what matters first
    """

    found: Planned
    variant: Variant = "planned"
    to: str | None = None
    with_calendar: bool = True
    is_brief: bool = False


def pictures(shown: PlanSeen) -> dict[str, PlanSeen]:
    """The plan in time."""
    return {"gantt": shown}


def build(request: Request, today: Day) -> PlanSeen:
    """A plan in one variant. Raises UsageError for an activity that is not there."""
    found, variant = request.found, request.variant
    plan = found.schedule(variant, request.to, with_calendar=request.with_calendar)
    shown = PlanSeen(**plan_seen(found, plan, variant, today, [(variant, plan)]))
    return foremost(shown) if request.is_brief and len(shown.activities) > LONG else shown


def context(request: Request, plan: PlanSeen) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(plan)}


def remarks(request: Request, shown: PlanSeen) -> list[Text]:
    """What the plan lacks, which planned days cannot be met, and what is left out."""
    found = calendar_remarks(request.found, request.with_calendar)
    found += [
        Text(
            "{activity} cannot start on {planned}: {chain} takes until {possible}",
            activity=conflict.activity,
            planned=conflict.planned_on,
            chain=" → ".join(conflict.chain),
            possible=conflict.possible_on,
        )
        for conflict in shown.conflicts
    ]
    if left_out := len(request.found.activities) - len(shown.activities):
        found.append(
            count(
                Text("{number} activity that is not critical, and not now or soon, is left out: --all"),
                Text("{number} activities that are not critical, and not now or soon, are left out: --all"),
                left_out,
            )
        )
    return found


def record(shown: PlanSeen) -> PlanShown:
    """What JSON holds of it: the plan in time."""
    return PlanShown(**{name: getattr(shown, name) for name in PlanShown.__struct_fields__})


def sheet(shown: PlanSeen) -> Sheet:
    """The activities as rows."""
    headings = (
        Text("id"), Text("activity"), Text("weeks"), Text("from"), Text("until"), Text("slack"), Text("owner"),
        Text("gone over"),
    )  # fmt: skip
    rows = [_row(shown, activity) for activity in shown.activities]
    brief = range(len(headings) - 1)  # a screen says above it how many are assumed
    return Sheet(headings, rows, brief=brief, title=Text("Plan of {project}", project=shown.name))


def _row(shown: PlanSeen, activity: ActivityShown) -> tuple[Any, ...]:
    is_unknown = activity.id in shown.without_weeks
    earliest = "≥ " if activity.id in shown.at_earliest else ""
    return (
        activity.id,
        activity.title,
        "?" if is_unknown else round(activity.weeks, 1),
        (earliest, activity.start_on or round(activity.start_week, 1)),
        "?" if is_unknown else (earliest, activity.end_on or round(activity.end_week, 1)),
        None if activity.slack_weeks is None else round(activity.slack_weeks, 1),
        shown.owners.get(activity.id),
        Text("assumed") if activity.is_assumed else None,
    )


def foremost(shown: PlanSeen) -> PlanSeen:
    """A long plan with only the activities that matter first; its figures stay those of the whole."""
    kept = picture.foremost(shown, shown.on)
    panels = tuple(
        msgspec.structs.replace(panel, bars=tuple(bar for bar in panel.bars if bar.id in kept))
        for panel in shown.picture.panels
    )
    return msgspec.structs.replace(
        shown,
        activities=tuple(activity for activity in shown.activities if activity.id in kept),
        picture=msgspec.structs.replace(shown.picture, panels=panels),
    )


def plan_seen(
    planned: Planned, plan: Schedule, variant: Variant, today: Day, drawn: list[tuple[str, Schedule]]
) -> dict[str, Any]:
    """The fields of PlanSeen."""
    shown = fields_shown(planned, plan, variant)
    activities = plan.network.activities
    goal = None if plan.goal is None else activities[plan.goal]
    owners = {activity.id: who for activity in activities if (who := owner(planned, activity)) is not None}
    running = {one.id for one in picture.running(shown["activities"], today)}
    late = _after_unknown(plan)
    missing, path = _missing(plan), picture.chain(plan)
    is_done = goal is not None and goal.actual_end_on is not None
    return shown | {
        "name": planned.name or planned.project or "",
        "on": today,
        "goal_title": goal.title if goal else None,
        "is_at_least": bool(missing) and not is_done,
        "missing": tuple(activities[index].id for index in missing),
        "is_done": is_done,
        "chain": tuple(activities[index].id for index in path),
        "longest": _longest(plan, path),
        "next": _next(plan, path),
        "running": tuple(
            Running(id=one.id, title=one.title, is_assumed=one.actual_start_on is None and planned.plan.is_assumed(one))
            for one in activities
            if one.id in running and one.actual_end_on is None
        ),
        "unentered": _unentered(planned, plan, today, late | set(unknown_weeks(plan))),
        "at_earliest": tuple(activities[index].id for index in sorted(late)),
        "guesses": _guesses(plan),
        "owners": owners,
        "picture": picture.build(planned, drawn, today),
    }


def _after_unknown(plan: Schedule) -> set[int]:
    """What waits, at once or in the end, on an activity that is to end and whose duration nobody gave."""
    net = plan.network
    late: set[int] = set()
    begins = set(unknown_weeks(plan))
    for index in net.order:
        waits = any(arc.source in late or (arc.source in begins and not arc.from_start) for arc in net.into[index])
        if waits and plan.held[index] != "actual":
            late.add(index)
    return late


def _missing(plan: Schedule) -> list[int]:
    """The activities without a known duration that lead to the goal, or are it."""
    net = plan.network
    leads = set(range(len(net.activities))) if plan.goal is None else {plan.goal}
    for index in reversed(net.order):
        if any(arc.target in leads and plan.held[arc.target] != "actual" for arc in net.out[index]):
            leads.add(index)
    return [index for index in unknown_weeks(plan) if index in leads]


def _longest(plan: Schedule, path: list[int]) -> Weighed | None:
    """The activity on a chain that takes longest; the first of several."""
    if not path:
        return None
    index = max(path, key=lambda index: plan.end[index] - plan.start[index])
    return _weighed(plan, index, plan.end[index] - plan.start[index])


def _next(plan: Schedule, path: list[int]) -> Weighed | None:
    """The activity with the least slack, of those beside a chain that take time; the longest of several."""
    length = plan.network.length
    waiting = [
        (slack, -length[index], index)
        for index, slack in enumerate(plan.slack)
        if slack is not None and length[index] and index not in path
    ]
    if not waiting:
        return None
    slack, _, index = min(waiting)
    return _weighed(plan, index, slack)


def _weighed(plan: Schedule, index: int, moments: int) -> Weighed:
    return Weighed(activity=step(plan.network.activities[index]), weeks=ticks.weeks(moments))


def _guesses(plan: Schedule) -> int:
    """How many activities that are to end have a duration not marked as given by a source or by who does the work."""
    found = 0
    for index, one in enumerate(plan.network.activities):
        is_known = one.weeks_from in ("source", "team")
        found += bool(plan.network.length[index]) and one.actual_end_on is None and not is_known
    return found


def _unentered(planned: Planned, plan: Schedule, today: Day, unsure: set[int]) -> tuple[Unentered, ...]:
    """What by the plan has begun or ended before today, and of which no such date was entered; the latest first."""
    found = []
    for index, one in enumerate(plan.network.activities):
        start, end = plan.day(plan.start[index]), plan.day(plan.end[index])
        if start is None or end is None or one.actual_end_on is not None:
            continue
        if end < today or (start < today and one.actual_start_on is None):
            days = (today - (end if end < today else start)).days
            is_assumed = planned.plan.is_assumed(one)
            late_days = None if index in unsure or is_assumed else days
            found.append(Unentered(id=one.id, title=one.title, late_days=late_days, is_assumed=is_assumed))
    return tuple(sorted(found, key=lambda one: -(one.late_days or 0)))
