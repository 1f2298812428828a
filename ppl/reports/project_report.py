"""The report on one project as data; project.py fills it, and its sentences are made of it."""

import datetime

import msgspec

from ppl.reports import bottleneck, profile, standing, values
from ppl.reports.asked import DecisionAsked
from ppl.reports.changed import ChangeState
from ppl.reports.happenings import Correction, Happening
from ppl.reports.outlook import Outlook
from ppl.reports.pictures.lights import Strip
from ppl.reports.pictures.rhythm import WeekState
from ppl.reports.scan_report import Moment
from ppl.reports.scored import Scored

Day = datetime.date


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A decision, or an advice, with the role that took or gave it. is_reviewed: a later one on the same followed."""

    ref: str
    on: Day
    kind: str
    outcome: str
    lot: str | None = None
    by: values.Named | None = None
    organisation: str | None = None
    reasons: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    review_on: Day | None = None
    until: Day | None = None
    is_reviewed: bool = False


class Learned(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson: its sentence, what it advises and its limits; helps_with: the bottlenecks for which it was chosen.

    is_own_advice: its advice is our own, and stands in no source; known_from: its first source
    """

    ref: str
    title: str
    status: str
    noted_on: Day
    advice: str | None = None
    effect: str | None = None
    limits: str | None = None
    is_own_advice: bool = False
    known_from: values.Origin | None = None
    helps_with: values.Named | None = None


class ProjectReport(msgspec.Struct, frozen=True, kw_only=True):
    """One project at one day. goal_weeks is its own, else that of its lot; `goal_because` says why it differs.

    happenings: the latest talks and events; talks: the latest talks that tell something; events: all public events
    plan_unchecked: steps of its plan that a template assumed and that nobody has gone over
    has_sessions: whether the audience may see talks that were held; task: what the project must bring about
    light_strips: its lights over time; weeks: what became of the talk of each week, for who sees all talks
    not_found: what was looked for and not found in public; scans: how far the method was applied at the last ones
    since: the day from which on `changes` tells, and why that day (since_kind: given, client, progress or half-year)
    asked: decisions asked of anybody, the first day on top
    """

    ref: str
    name: str
    municipality: tuple[str, ...]
    status: str
    programme: str
    on: Day
    is_guided: bool
    has_sessions: bool
    lot: values.Named | None = None
    province: values.Named | None = None
    phase: values.Named | None = None
    situation: values.Named | None = None
    ownership: values.Named | None = None
    type: values.Named | None = None
    novex_area: values.Named | None = None
    sub_area: str | None = None
    task: str | None = None
    submitted_on: Day | None = None
    closed_on: Day | None = None
    leader: profile.Leading | None = None
    partners: tuple[profile.PartnerState, ...] = ()
    grants: tuple[profile.GrantState, ...] = ()
    agreements: tuple[profile.Agreed, ...] = ()
    commitments: tuple[str, ...] = ()
    kickoff: profile.Kickoff | None = None
    homes: standing.HomesState | None = None
    starts_on: Day | None = None
    goal_on: Day | None = None
    goal_weeks: int | None = None
    goal_because: str | None = None
    baseline_weeks: int | None = None
    baseline_basis: str | None = None
    baseline_on: Day | None = None
    ended: standing.Ended | None = None
    judgement: standing.Judgement | None = None
    in_term: standing.InTerm | None = None
    lights: tuple[standing.LightState, ...] = ()
    light_strips: tuple[Strip, ...] = ()
    weeks: tuple[WeekState, ...] = ()
    milestones: tuple[standing.MilestoneState, ...] = ()
    scans: tuple[Moment, ...] = ()
    plan: Outlook | None = None
    plan_unchecked: int = 0
    open: tuple[bottleneck.BottleneckState, ...] = ()
    risks: tuple[bottleneck.BottleneckState, ...] = ()
    closed: tuple[bottleneck.BottleneckState, ...] = ()
    interventions: tuple[bottleneck.InterventionState, ...] = ()
    actions: tuple[standing.TaskState, ...] = ()
    decisions: tuple[Decided, ...] = ()
    lessons: tuple[Learned, ...] = ()
    happenings: tuple[Happening, ...] = ()
    talks: tuple[Happening, ...] = ()
    events: tuple[Happening, ...] = ()
    scores: tuple[Scored, ...] = ()
    corrected_since: Day | None = None
    corrections: tuple[Correction, ...] = ()
    next_session_on: Day | None = None
    overdue: tuple[standing.DeadlineState, ...] = ()
    deadlines: tuple[standing.DeadlineState, ...] = ()
    since: Day | None = None
    since_kind: str = "given"
    changes: tuple[ChangeState, ...] = ()
    asked: tuple[DecisionAsked, ...] = ()
    not_found: tuple[str, ...] = ()
    sources: tuple[values.Origin, ...] = ()
