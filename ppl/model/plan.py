"""A project's plan: activities, and links that each say on what ground they wait."""

from __future__ import annotations

from typing import Annotated, Literal

from ppl.model.record import Code, Date, Part, Record, Who

Ground = Literal["statute", "season", "contract", "policy", "habit"]


class Link(Part, frozen=True, kw_only=True):
    """Why an activity waits on another.

    activity: id of the activity it waits on
    type: finish-start (the default) or start-start
    lag_weeks: weeks between; may be negative
    lag_share: for start-start, the share of the predecessor's duration (0 to 1)
    ground: statute, season, contract, policy or habit
    law: the article
    reason: why, where it is no statute
    """

    activity: str
    type: Literal["finish-start", "start-start"] | None = None
    lag_weeks: float | None = None
    lag_share: float | None = None
    ground: Ground
    law: str | None = None
    reason: str | None = None


class PlanActivity(Part, frozen=True, kw_only=True):
    """A step of the plan process.

    weeks: duration in weeks
    optimistic: shortest duration in weeks
    likely: likely duration in weeks
    pessimistic: longest duration in weeks
    window: calendar entry it must lie in
    decided_by: body with meetings that decides it
    at_own_risk: yes where work runs ahead of a decision
    hours: hours per party
    after: what it waits on
    """

    id: str
    title: str
    weeks: float | None = None
    optimistic: float | None = None
    likely: float | None = None
    pessimistic: float | None = None
    owner: Who | None = None
    phase: Annotated[str, Code("phases")] | None = None
    planned_start_on: Date | None = None
    actual_start_on: Date | None = None
    actual_end_on: Date | None = None
    window: str | None = None
    decided_by: str | None = None
    at_own_risk: bool | None = None
    area: str | None = None
    hours: dict[str, float] = {}
    after: tuple[Link, ...] = ()


class Plan(Record, frozen=True, kw_only=True):
    """The plan of a project.

    template: plan template it started from
    starts_on: first day of the plan
    goal: the activity that the plan leads to
    activities: the activities
    """

    template: str | None = None
    starts_on: Date | None = None
    goal: str | None = None
    activities: tuple[PlanActivity, ...]
