"""What a recap tells: plain values, as its reader may see them."""

import datetime

import msgspec

from ppl.reports import values
from ppl.reports.standing import DeadlineState

Day = datetime.date


class Someone(msgspec.Struct, frozen=True, kw_only=True):
    """A role, where known at an organisation."""

    role: values.Named
    organisation: str | None = None


class ActionLine(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody does. status: open, waiting, done or dropped; late_days: on the day of the talk."""

    text: str
    status: str
    owner: Someone | None = None
    due_on: Day | None = None
    waits_on: str | None = None
    done_on: Day | None = None
    because: str | None = None
    result: str | None = None
    late_days: int = 0


class BottleneckLine(msgspec.Struct, frozen=True, kw_only=True):
    """A bottleneck that was found (also as a risk), solved or spoken of."""

    title: str
    status: str
    owner: Someone | None = None
    resolution: str | None = None


class InterventionLine(msgspec.Struct, frozen=True, kw_only=True):
    """What is tried, by whom, and what it should bring or brought."""

    title: str
    by: Someone | None = None
    expected: str | None = None
    observed: str | None = None


class DecisionLine(msgspec.Struct, frozen=True, kw_only=True):
    """An advice, or a decision with who took it."""

    kind: str
    on: Day
    by: Someone | None
    outcome: str
    reasons: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    review_on: Day | None = None


class Recap(msgspec.Struct, frozen=True, kw_only=True):
    """A session as its other party may read it.

    name: of the project, or of the programme for a session of that; reader: role that it is for
    writer: role that logged it; earlier: actions of earlier sessions that are still open
    late: what should have been ready before the talk and is not reported as such, besides actions
    """

    ref: str
    project: str | None
    name: str
    bureau: str
    programme: str
    reader: values.Named
    writer: values.Named | None
    held_on: Day
    status: str
    because: str | None = None
    next_on: Day | None = None
    attended: tuple[Someone, ...] = ()
    summary: str | None = None
    facts: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()
    solutions: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    way_of_working: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    earlier: tuple[ActionLine, ...] = ()
    late: tuple[DeadlineState, ...] = ()
    advice: tuple[DecisionLine, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    found: tuple[BottleneckLine, ...] = ()
    solved: tuple[BottleneckLine, ...] = ()
    spoken: tuple[BottleneckLine, ...] = ()
    interventions: tuple[InterventionLine, ...] = ()
    lessons: tuple[str, ...] = ()
    agreed_on: Day | None = None
    agreed_by: values.Named | None = None
