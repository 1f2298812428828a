"""A project: a place where homes are planned, from longlist to completion."""

import datetime
from typing import Annotated, ClassVar, Literal

import msgspec

from ppl.model.record import Code, Date, DateInPart, Part, Record, Ref, Role, Share, Texts, Visibility, Who
from ppl.model.scan import AssignmentPoint, MethodStep, Precondition, ScanHeld

ProjectStatus = Literal[
    "longlist", "preselected", "intake", "advised", "selected", "active", "on-hold", "completed", "stopped", "rejected",
    "waiting", "withdrawn", "reference",
]  # fmt: skip
FOLLOWED = "reference"  # followed from outside: no rhythm, not ranked
GUIDED: tuple[str, ...] = ("selected", "active", "on-hold")
CHOSEN: tuple[str, ...] = (*GUIDED, "completed")  # takes a place of its lot
REFUSED: tuple[str, ...] = ("rejected", "withdrawn")
OUTSIDE: tuple[str, ...] = ("longlist", *REFUSED, FOLLOWED)  # not, or not yet, in the programme
ENDED: tuple[str, ...] = ("completed", "stopped", *REFUSED)
OVER: tuple[str, ...] = (*ENDED, FOLLOWED)  # nothing is planned any more
WITHOUT_LOT: tuple[str, ...] = ("longlist", "withdrawn", FOLLOWED)


class Homes(Part, frozen=True, kw_only=True):
    """How many homes, and for whom.

    min: at least
    max: at most
    social: share of social rent (0 to 1)
    middle: share of middle segment (0 to 1)
    free: share of free sector (0 to 1)
    """

    min: int | None = None
    max: int | None = None
    social: Share | None = None
    middle: Share | None = None
    free: Share | None = None


class Partner(Part, frozen=True, kw_only=True):
    """An organisation that takes part.

    organisation: its name
    kind: what kind of organisation (stakeholder_kinds)
    interest: what it wants
    mandate: what it may decide
    knows_of_submission: yes when it knows that the project was submitted
    priority: how important the project is to it (1 to 5)
    """

    organisation: str
    kind: Annotated[str, Code("stakeholder_kinds")] | None = None
    interest: str | None = None
    mandate: str | None = None
    knows_of_submission: bool | None = None
    priority: int | None = None


class Baseline(Part, frozen=True, kw_only=True):
    """What the time gain is measured against.

    weeks: weeks that the plan phase would take without the method
    basis: where that number comes from
    set_on: day it was fixed
    """

    weeks: int
    basis: str | None = None
    set_on: Date | None = None


class Move(Part, frozen=True, kw_only=True):
    """A change of a milestone's planned date.

    on: day of the change
    from: the date before
    to: the date after
    because: why
    due_to: the record that it is due to
    kind: slip, gain or correction
    """

    on: Date
    from_: DateInPart | None = msgspec.field(name="from", default=None)
    to: DateInPart | None = None
    because: str | None = None
    due_to: Annotated[str, Ref()] | None = None
    kind: Literal["slip", "gain", "correction"] | None = None


class Milestone(Part, frozen=True, kw_only=True):
    """A moment that the project steers on.

    baseline_on: the date when the baseline was set
    planned_on: the date as planned now
    actual_on: the date when it was reached
    moves: how the planned date changed
    """

    code: str
    title: str
    baseline_on: DateInPart | None = None
    planned_on: DateInPart | None = None
    actual_on: DateInPart | None = None
    moves: tuple[Move, ...] = ()

    @property
    def awaited_on(self) -> datetime.date | None:
        """The day for which it is planned now, else that of the baseline; None once it was reached."""
        return None if self.actual_on else self.planned_on or self.baseline_on


class Agreement(Part, frozen=True, kw_only=True):
    """Something agreed with the project.

    text: what
    owner: role that does it
    due_on: when it must be done
    done_on: when it was done
    """

    text: str
    owner: Role | None = None
    due_on: Date | None = None
    done_on: Date | None = None


class Grant(Part, frozen=True, kw_only=True):
    """A grant that the project asks or has.

    asks_parallel: yes where the grant itself asks for parallel planning
    """

    name: str
    window: str | None = None
    status: str | None = None
    asks_parallel: bool | None = None


class Project(Record, frozen=True, kw_only=True):
    """A project of the programme.

    name: name of the project
    municipality: municipality or municipalities
    status: from longlist to completed; `reference` is followed from outside
    lot: the lot it belongs to (required from preselected on)
    submitted_by: who submitted it, as role and organisation
    submitted_on: day on which it was submitted
    case_number: number of the case in the archive
    province: province (code of the areas)
    novex_area: NOVEX location (code of the areas)
    sub_area: part of that location
    situation: where it lies, such as a city edge (code of the situations)
    type: upkeep, transition, development, restructuring or neighbourhood
    homes: number and kinds of homes
    phase: phase of the plan process
    ownership: whose land it is (code of the ownerships)
    leader: the municipal project leader, as role and organisation
    partners: organisations that take part
    starts_on: first day of guidance
    goal_on: day on which the plan phase should be ready
    goal_weeks: weeks that the plan phase may take, where it differs from the lot
    goal_because: why the goal differs from the lot
    baseline: what the time gain is measured against
    milestones: the moments that the project steers on
    commitments: what the partners promised
    agreements: what was agreed for the project as a whole, with owner and day
    assignment: anatomy of the brief: each question with its answer
    preconditions: what must be in order before it starts, each met, open or n-a
    method: self-scan of the six steps and six strands
    scans: when these three were gone over
    participation: how residents take part: plan, rung per phase, when they were told
    finance: shortfall, plan costs, business case
    grants: subsidies: name, window, status
    effort: hours per quarter and party, measured or estimated
    closed_on: day on which it ended
    retain_until: day until which it must be kept
    not_found: what was looked for and not found in public, each with the day of looking
    """

    restricted: ClassVar[dict[str, Visibility]] = {
        "commitments": "project",
        "participation": "project",
        "partners.priority": "project",
        "partners.knows_of_submission": "project",
        "finance": "internal",
        "method": "client",
        "scans": "client",
        "scans.remarks": "internal",
    }

    name: str
    municipality: Texts
    status: ProjectStatus
    lot: Annotated[str, Code("lots")] | None = None
    submitted_by: Who | None = None
    submitted_on: Date | None = None
    case_number: str | None = None
    province: Annotated[str, Code("areas")] | None = None
    novex_area: Annotated[str, Code("areas")] | None = None
    sub_area: str | None = None
    situation: Annotated[str, Code("situations")] | None = None
    type: Literal["upkeep", "transition", "development", "restructuring", "neighbourhood"] | None = None
    homes: Homes | None = None
    phase: Annotated[str, Code("phases")] | None = None
    ownership: Annotated[str, Code("ownerships")] | None = None
    leader: Who | None = None
    partners: tuple[Partner, ...] = ()
    starts_on: DateInPart | None = None
    goal_on: DateInPart | None = None
    goal_weeks: int | None = None
    goal_because: str | None = None
    baseline: Baseline | None = None
    milestones: tuple[Milestone, ...] = ()
    commitments: Texts = ()
    agreements: tuple[Agreement, ...] = ()
    assignment: dict[str, str | AssignmentPoint] = {}
    preconditions: tuple[Precondition, ...] = ()
    method: dict[str, MethodStep] = {}
    scans: tuple[ScanHeld, ...] = ()
    participation: dict[str, str] = {}
    finance: dict[str, str] = {}
    grants: tuple[Grant, ...] = ()
    effort: dict[str, dict[str, str]] = {}
    closed_on: Date | None = None
    retain_until: Date | None = None
    not_found: Texts = ()

    @property
    def is_guided(self) -> bool:
        """Whether the programme keeps a rhythm of sessions with it."""
        return self.status in GUIDED
