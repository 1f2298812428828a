"""A project's plan: activities, and links that each say on what ground they wait."""

from typing import Annotated, Literal

from ppl.model.record import Code, Date, DateInPart, Part, Record, Ref, Role, Share, Texts, Who

LawText = Annotated[str, Ref(("law",), "laws/")]
Ground = Literal["statute", "season", "contract", "policy", "habit"]


class Link(Part, frozen=True, kw_only=True):
    """Why an activity waits on another.

    activity: id of the activity it waits on
    type: finish-start (the default) or start-start
    lag_weeks: weeks between; may be negative
    lag_share: for start-start, the share of the predecessor's duration (0 to 1)
    ground: statute, season, contract, policy or habit
    law: the rule of law (laws/...), or the article in words
    reason: why, where it is no statute
    """

    activity: str
    type: Literal["finish-start", "start-start"] | None = None
    lag_weeks: float | None = None
    lag_share: Share | None = None
    ground: Ground
    law: LawText | None = None
    reason: str | None = None


class Checked(Part, frozen=True, kw_only=True):
    """That somebody of the project has gone over what a template assumed.

    role: who did
    on: the day
    """

    role: Role
    on: Date


class PlanActivity(Part, frozen=True, kw_only=True):
    """A step of the plan process.

    weeks: duration in weeks
    optimistic: shortest duration in weeks
    likely: likely duration in weeks
    pessimistic: longest duration in weeks
    weeks_short: duration in a pressure-cooker, in weeks
    weeks_from: source (published), team (who does it says so) or estimate (a guess, to be replaced)
    weeks_basis: where the duration comes from, in words
    checked: role and day: somebody has gone over what a template assumed
    window: calendar entry it must lie in
    decided_by: body with meetings that decides it
    at_own_risk: yes where work runs ahead of a decision
    risk_until: the activity at whose end that risk is over; else the milestone irrevocable
    area: the place where the work is done, so that works in one street find each other
    hours: hours per party
    after: what it waits on
    after_serial: what it waits on in the usual order, one after the other
    when: answers for which a template has this activity (land, route, procedure, appeal ...)
    settled_by: codes of the milestones of a project that are reached at its end (a word of the list of milestones)
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
    actual_end_on: DateInPart | None = None
    weeks_short: float | None = None
    weeks_from: Literal["source", "team", "estimate"] | None = None
    weeks_basis: str | None = None
    checked: Checked | None = None
    window: str | None = None
    decided_by: str | None = None
    at_own_risk: bool | None = None
    risk_until: str | None = None
    area: str | None = None
    hours: dict[str, float] = {}
    after: tuple[Link, ...] = ()
    after_serial: tuple[Link, ...] = ()
    when: dict[str, str] = {}
    settled_by: Texts = ()


class Reached(Part, frozen=True, kw_only=True):
    """A milestone of the plan and the activity that reaches it.

    code: adopted, in-force, irrevocable, or one of your own
    title: what it is called
    activity: the activity that reaches it
    weeks_after_start: weeks after that activity's start; without it the milestone is at its end
    law: the rule of law (laws/...), or the article in words
    """

    code: str
    title: str | None = None
    activity: str
    weeks_after_start: float | None = None
    law: LawText | None = None


class Baseline(Part, frozen=True, kw_only=True):
    """The plan as it was agreed first: set once, never overwritten.

    set_on: day on which it was set
    weeks: weeks to the goal
    because: why it was set again, where it was
    starts: first day per activity
    ends: last day per activity
    milestones: day per milestone
    """

    set_on: Date
    weeks: float | None = None
    because: str | None = None
    starts: dict[str, Date] = {}
    ends: dict[str, Date] = {}
    milestones: dict[str, Date] = {}


class Questioned(Part, frozen=True, kw_only=True):
    """A link that was asked about: why wait on this? What came of it is a fact that others learn from.

    activity: the activity that waited
    waited_on: what it waited on
    ground: the ground that the link had
    on: day of the question
    outcome: dropped, overlapped, kept, or restored after it went wrong
    because: why
    expected_weeks: weeks that it should win
    observed_weeks: weeks that it did win
    incidents: what went wrong because of it
    agreed_by: who agreed
    """

    activity: str
    waited_on: str
    ground: Ground | None = None
    on: Date
    outcome: Literal["dropped", "overlapped", "kept", "restored"]
    because: str | None = None
    expected_weeks: float | None = None
    observed_weeks: float | None = None
    incidents: tuple[str, ...] = ()
    agreed_by: Who | None = None


class Plan(Record, frozen=True, kw_only=True):
    """The plan of a project.

    template: plan template it started from
    starts_on: first day of the plan
    goal: the activity that the plan leads to
    answers: what was answered when the plan was made (homes, land, route, procedure, appeal)
    assumed: the answers among them that nobody gave yet
    activities: the activities
    milestones: what is reached when: adopted, in force, irrevocable
    hours_per_week: hours per party for each week that the project runs, whatever is done in it
    baseline: the plan as it was agreed first
    questioned: the links that were asked about, and what came of it
    """

    template: str | None = None
    starts_on: Date | None = None
    goal: str | None = None
    answers: dict[str, str] = {}
    assumed: tuple[str, ...] = ()
    activities: tuple[PlanActivity, ...]
    milestones: tuple[Reached, ...] = ()
    hours_per_week: dict[str, float] = {}
    baseline: Baseline | None = None
    questioned: tuple[Questioned, ...] = ()

    @property
    def unchecked(self) -> int:
        """How many activities came from a template and were neither gone over nor done; with any it is assumed."""
        return sum(map(self.is_assumed, self.activities))

    def is_assumed(self, activity: PlanActivity) -> bool:
        """Whether an activity is as a template has it, neither gone over nor done."""
        return self.template is not None and activity.checked is None and activity.actual_end_on is None
