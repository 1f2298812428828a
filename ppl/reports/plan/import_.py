"""A planner's file as ppl understood it: the activities with their links, in the weeks that follow from them."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from ppl.errors import Problem, Text, count
from ppl.model.plan import Link, Plan
from ppl.reports.values import Sheet
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import schedule

Day = datetime.date


class LinkRead(msgspec.Struct, frozen=True, kw_only=True):
    """A link as it was understood. typed: how the file writes it."""

    activity: str
    type: str
    lag_weeks: float | None
    lag_share: float | None
    ground: str
    typed: str | None = None


class ActivityRead(msgspec.Struct, frozen=True, kw_only=True):
    """An activity as it was understood. row: where it stands in the file; start_week: what its links give."""

    row: int
    id: str
    title: str
    weeks: float | None
    waits_on: tuple[LinkRead, ...]
    start_week: float
    planned_start_on: Day | None
    actual_start_on: Day | None
    actual_end_on: Day | None
    is_milestone: bool


class NotRead(msgspec.Struct, frozen=True, kw_only=True):
    """What was not taken over as it stands, in the reader's language. row 0: the file as a whole."""

    row: int
    level: str
    what: str
    remedy: str


class PlanImport(msgspec.Struct, frozen=True, kw_only=True):
    """A planner's file as a plan. weeks: from its first day to its goal, else its latest end."""

    file: str
    starts_on: Day | None
    goal: str | None
    weeks: float
    ends_on: Day | None
    activities: tuple[ActivityRead, ...]
    links: int
    ground: str
    not_read: tuple[NotRead, ...] = ()


class Request(msgspec.Struct, frozen=True):
    """A planner's file as it was understood.

    rows: where each activity stands in it; typed: per link (waiting, waited on) how the file writes it
    ground: of the links of which the file does not say why; not_read: what was not taken over, in words
    """

    file: str
    plan: Plan
    rows: Mapping[str, int]
    typed: Mapping[tuple[str, str], str]
    ground: str
    not_read: tuple[NotRead, ...] = ()


def build(request: Request, today: Day) -> PlanImport:
    """What was understood. Raises DataError for a plan that makes no sense, such as one with a circle."""
    plan, rows, typed = request.plan, request.rows, request.typed
    found = schedule(plan.activities, goal=plan.goal, starts_on=plan.starts_on)
    reached = {milestone.activity for milestone in plan.milestones}
    return PlanImport(
        file=request.file,
        starts_on=plan.starts_on,
        goal=plan.goal,
        weeks=found.weeks,
        ends_on=found.day(found.finish),
        activities=tuple(
            ActivityRead(
                row=rows.get(one.id, 0),
                id=one.id,
                title=one.title,
                weeks=one.weeks if one.weeks is not None else ticks.weeks(found.network.length[place]) or None,
                waits_on=tuple(_link(link, typed.get((one.id, link.activity))) for link in one.after),
                start_week=ticks.weeks(found.start[place]),
                planned_start_on=one.planned_start_on,
                actual_start_on=one.actual_start_on,
                actual_end_on=one.actual_end_on,
                is_milestone=one.id in reached,
            )
            for place, one in enumerate(plan.activities)
        ),
        links=sum(len(activity.after) for activity in plan.activities),
        ground=request.ground,
        not_read=request.not_read,
    )


ACTIVITY, ACTIVITIES = Text("{number} activity"), Text("{number} activities")
LINK, LINKS = Text("{number} link"), Text("{number} links")
WEEK, WEEKS = Text("{number} week"), Text("{number} weeks")
REMARK, REMARKS = Text("{number} remark"), Text("{number} remarks")


def sheet(shown: PlanImport) -> Sheet:
    """The activities as rows, and the whole in a sentence."""
    headings = (
        Text("row"), Text("id"), Text("activity"), Text("weeks"), Text("from week"), Text("waits on"), Text("days"),
    )  # fmt: skip
    remarks = sum(one.level == "remark" for one in shown.not_read)
    note = Text(
        "{activities}, {links}; first day {day}; {weeks} to {goal}. {errors} not understood, {remarks}.",
        activities=count(ACTIVITY, ACTIVITIES, len(shown.activities)),
        links=count(LINK, LINKS, shown.links),
        day=shown.starts_on or "?",
        weeks=count(WEEK, WEEKS, round(shown.weeks, 2)),
        goal=shown.goal or Text("the end"),
        errors=sum(one.level == "error" for one in shown.not_read),
        remarks=count(REMARK, REMARKS, remarks),
    )
    return Sheet(headings, [_cells(activity) for activity in shown.activities], note=note, title=Text("activities"))


def _cells(activity_read: ActivityRead) -> tuple[Any, ...]:
    links = [_link_cell(link) for link in activity_read.waits_on]
    days = [
        *([Text("began {day}", day=activity_read.actual_start_on)] if activity_read.actual_start_on else []),
        *([Text("ended {day}", day=activity_read.actual_end_on)] if activity_read.actual_end_on else []),
        *([Text("not before {day}", day=activity_read.planned_start_on)] if activity_read.planned_start_on else []),
        *([Text("milestone")] if activity_read.is_milestone else []),
    ]
    weeks = "?" if activity_read.weeks is None else round(activity_read.weeks, 2)
    return (
        activity_read.row or "",
        activity_read.id,
        activity_read.title,
        weeks,
        round(activity_read.start_week, 2),
        _joined(links, "; "),
        _joined(days, ", "),
    )


def _link_cell(link: LinkRead) -> tuple[Any, ...]:
    """A link in the planner's notation."""
    lag: list[Any] = []
    if link.lag_share:
        lag += ["+", round(link.lag_share * 100, 2), "%"]
    if link.lag_weeks:
        lag += ["+" if link.lag_weeks > 0 else "-", abs(round(link.lag_weeks, 2)), "w"]
    type_ = "SS" if link.type == "start-start" else "FS" if lag else ""
    return (link.activity, type_, *lag)


def _joined(cells: Sequence[Any], by: str) -> tuple[Any, ...]:
    """Cells in one, with a mark between them."""
    return tuple(part for at, cell in enumerate(cells) for part in ((by, cell) if at else (cell,)))


def row(problem: Problem, what: str, remedy: str) -> NotRead:
    """A problem of the file as a line of the report."""
    return NotRead(row=problem.line, level=problem.level, what=what, remedy=remedy)


def _link(link: Link, typed: str | None) -> LinkRead:
    return LinkRead(
        activity=link.activity,
        type=link.type or "finish-start",
        lag_weeks=link.lag_weeks,
        lag_share=link.lag_share,
        ground=link.ground,
        typed=typed,
    )
