"""The programme, or one project, on one screen as data; status.py fills it, and its sentences are made of it."""

import datetime

import msgspec

from ppl.reports import bottleneck, standing, values

Day = datetime.date


class NotHeldState(msgspec.Struct, frozen=True, kw_only=True):
    """A talk that did not take place: cancelled, or moved to the day to_on."""

    ref: str
    on: Day
    status: str
    because: str | None = None
    to_on: Day | None = None


class DueState(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of session that the rhythm asks; late_days is 0 within the grace days.

    not_held: the talks of this kind since the last one held that did not take place
    """

    kind: str
    scope: str
    of: str | None = None
    role: values.Named | None = None
    last_on: Day | None = None
    due_on: Day | None = None
    late_days: int = 0
    not_held: tuple[NotHeldState, ...] = ()


class LightStatus(standing.LightState, frozen=True, kw_only=True):
    """A light with its change since the session before that had one: better, worse or same."""

    change: str | None = None


class ActionStatus(standing.TaskState, frozen=True, kw_only=True):
    """An open action; age_days counts from the session in which it was agreed."""

    since_on: Day
    age_days: int


class ProjectStatus(msgspec.Struct, frozen=True, kw_only=True):
    """One project on a few lines."""

    ref: str
    name: str
    municipality: tuple[str, ...]
    status: str
    is_guided: bool
    has_sessions: bool
    lot: values.Named | None = None
    phase: values.Named | None = None
    ended: standing.Ended | None = None
    judgement: standing.Judgement | None = None
    in_term: standing.InTerm | None = None
    bottlenecks: tuple[bottleneck.BottleneckState, ...] = ()
    actions: tuple[ActionStatus, ...] = ()
    next_session_on: Day | None = None
    overdue: tuple[standing.DeadlineState, ...] = ()
    deadlines: tuple[standing.DeadlineState, ...] = ()
    due: tuple[DueState, ...] = ()
    lights: tuple[LightStatus, ...] = ()
    milestones: tuple[standing.MilestoneState, ...] = ()


class BulletinState(msgspec.Struct, frozen=True, kw_only=True):
    """A bulletin for everybody that waits for the approval of the ministry."""

    number: int
    ministry: str


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown. is_whole: the programme, not one project; `due` are the rhythms of the programme itself.

    bulletins: what waits for the ministry
    """

    name: str
    on: Day
    is_whole: bool
    projects: tuple[ProjectStatus, ...]
    due: tuple[DueState, ...] = ()
    bulletins: tuple[BulletinState, ...] = ()
