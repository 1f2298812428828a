"""The programme itself: its lots, rhythm and roles, and the lists that everything else refers to."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from ppl.model.plan import PlanActivity, Reached
from ppl.model.record import Code, Date, Part, Record, Role, Source, Texts
from ppl.model.session import SessionKind


class Term(Part, frozen=True, kw_only=True):
    """A code of a list with its words.

    code: the code that records use; a Dutch slug that never changes
    nl: the Dutch words
    en: the English words
    use_when: when to use this code and not its neighbour
    synonyms: other words that people use for it
    """

    code: str
    nl: str
    en: str | None = None
    use_when: str | None = None
    synonyms: Texts = ()


class FormerName(Part, frozen=True, kw_only=True):
    """A name that the client had.

    name: the earlier name
    until: last day of that name
    """

    name: str
    until: Date | None = None


class Client(Part, frozen=True, kw_only=True):
    """The ministry that commissions the programme.

    name: present name
    earlier: earlier names with dates
    """

    name: str
    since: Date | None = None
    earlier: tuple[FormerName, ...] = ()


class Extensions(Part, frozen=True, kw_only=True):
    """How often and how long a lot may be extended.

    number: how many times
    years: how long each time, in years
    """

    number: int
    years: int


class Lot(Part, frozen=True, kw_only=True):
    """A lot of the tender (perceel).

    slots: number of projects that the lot has room for
    term_years: term of the contract in years
    extensions: possible extensions
    goal_weeks: weeks that the plan phase may take
    """

    code: str
    title: str
    slots: int
    term_years: int
    starts_on: Date | None = None
    extensions: Extensions | None = None
    goal_weeks: int | None = None


class Cadence(Part, frozen=True, kw_only=True):
    """How often a kind of session should take place.

    kind: kind of session
    every: `1 week`, `2 weeks`, `6 months`, `1 year`
    scope: per project, per lot or for the programme as a whole
    role: who is responsible for it
    grace_days: days that it may be late before it counts as missed
    source: where this rhythm is laid down
    """

    kind: SessionKind | Literal["newsletter"]
    every: str
    scope: Literal["project", "lot", "programme"]
    role: Role
    grace_days: int | None = None
    source: str | None = None


class Programme(Record, frozen=True, kw_only=True):
    """The programme: name, client, lots, roles and rhythm.

    name: name of the programme
    client: the ministry
    bureau: the bureau that guides the projects
    language: language of what is rendered (nl or en)
    lots: the lots of the tender
    evaluation_criteria: the criteria of the yearly evaluation
    cadences: which sessions how often
    roles: the roles in the programme, with their words
    """

    name: str
    client: Client
    bureau: str
    language: Literal["nl", "en"]
    lots: tuple[Lot, ...]
    evaluation_criteria: Texts = ()
    cadences: tuple[Cadence, ...]
    roles: tuple[Term, ...] = ()


class KnockOut(Part, frozen=True, kw_only=True):
    """A question that must be answered with yes.

    question: the question
    source: place in the document it comes from
    """

    code: str
    question: str
    source: str | None = None


class Criterion(Part, frozen=True, kw_only=True):
    """A criterion that is scored from 1 to 5.

    weight: its weight in the total
    scale: a sentence for each step 1 to 5
    """

    code: str
    title: str
    weight: float
    scale: dict[str, str]
    source: str | None = None


class Mix(Part, frozen=True, kw_only=True):
    """A demand on the chosen set as a whole.

    attribute: field of the project
    values: the values that count
    min: at least so many
    max: at most so many
    """

    attribute: str
    values: Texts = ()
    min: int | None = None
    max: int | None = None


class Criteria(Record, frozen=True, kw_only=True):
    """A set of selection criteria for a lot, valid from a date.

    lot: the lot; absent in the set of another programme, which is kept to learn from and ranks nothing
    valid_from: first day on which it applies
    knock_outs: questions that exclude
    criteria: what is scored
    mix: demands on the chosen set
    """

    lot: Annotated[str, Code("lots")] | None = None
    valid_from: Date
    knock_outs: tuple[KnockOut, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    mix: tuple[Mix, ...] = ()


class Body(Part, frozen=True, kw_only=True):
    """A body that can decide or help: a table, the ministry, an expert team.

    level: place in the ladder (1 is nearest to the project; 0 is no rung of it: a council, an executive)
    side_door: yes when it can be reached from any level
    area: the area it serves (code)
    remit: what it is for
    handles: spheres of bottlenecks it takes
    meets: dates, or cycles such as `4 weeks from 2026-01-15`; without a first day a cycle says how often, not when
    papers_days_before: days before the meeting that papers must be in
    answer_within_days: days in which it promises an answer
    reached_by: function through which it is reached
    """

    code: str
    name: str
    level: int
    side_door: bool | None = None
    area: Annotated[str, Code("areas")] | None = None
    remit: str
    handles: Texts = ()
    meets: Texts = ()
    papers_days_before: int | None = None
    answer_within_days: int | None = None
    reached_by: str | None = None
    valid_from: Date | None = None
    valid_to: Date | None = None
    sources: tuple[str | Source, ...] = ()


class Bodies(Record, frozen=True, kw_only=True):
    """The ladder of bodies.

    bodies: the bodies, each with its level
    """

    bodies: tuple[Body, ...]


class AreaEntry(Part, frozen=True, kw_only=True):
    """A province, NOVEX location or other area.

    part_of: code of the area it lies in
    municipalities: municipalities concerned
    """

    code: str
    name: str
    kind: Literal["province", "novex", "sub-area", "deal-region", "accelerated"]
    part_of: Annotated[str, Code("areas")] | None = None
    municipalities: Texts = ()
    valid_from: Date | None = None
    valid_to: Date | None = None
    sources: tuple[str | Source, ...] = ()


class Areas(Record, frozen=True, kw_only=True):
    """Provinces, NOVEX locations and other areas.

    areas: the areas
    """

    areas: tuple[AreaEntry, ...]


class Vocabularies(Record, frozen=True, kw_only=True):
    """The lists of codes that records use, each with its words.

    bottleneck_categories: categories of bottlenecks
    intervention_kinds: kinds of interventions
    themes: themes of lessons
    phases: phases of a project
    situations: where a project lies
    ownerships: who owns the land
    stakeholder_kinds: kinds of partners
    competences: what a person or organisation is good at
    dimensions: where a bottleneck lies
    spheres: who can solve a bottleneck
    project_types: whose agenda leads the work in public space
    grounds: why an activity waits on another
    preconditions: points of the procedural checklist
    method_steps: the six steps of parallel planning
    method_strands: the six strands that run side by side
    participation_rungs: how far people have a say
    """

    bottleneck_categories: tuple[Term, ...]
    intervention_kinds: tuple[Term, ...] = ()
    themes: tuple[Term, ...] = ()
    phases: tuple[Term, ...] = ()
    situations: tuple[Term, ...] = ()
    ownerships: tuple[Term, ...] = ()
    stakeholder_kinds: tuple[Term, ...] = ()
    competences: tuple[Term, ...] = ()
    dimensions: tuple[Term, ...] = ()
    spheres: tuple[Term, ...] = ()
    project_types: tuple[Term, ...] = ()
    grounds: tuple[Term, ...] = ()
    preconditions: tuple[Term, ...] = ()
    method_steps: tuple[Term, ...] = ()
    method_strands: tuple[Term, ...] = ()
    participation_rungs: tuple[Term, ...] = ()


class CalendarEntry(Part, frozen=True, kw_only=True):
    """A period or recurring period that plans must reckon with.

    kind: recess, election, holiday, survey-season, council-cycle, grant-window
    from: first day (of the first time, where it returns)
    to: last day
    start_by: last day on which what needs the period must have begun; then it ends with the period at the latest
    recurrence: `1 year` or `4 weeks` after which it returns; absent where each time has an entry of its own
    applies_to: what or whom it touches: roles, bodies, activities; for holidays the school region
    """

    kind: str
    code: str | None = None
    title: str | None = None
    from_: Date | None = msgspec.field(name="from", default=None)
    to: Date | None = None
    start_by: Date | None = None
    recurrence: str | None = None
    applies_to: Texts = ()
    sources: tuple[str | Source, ...] = ()


class Calendar(Record, frozen=True, kw_only=True):
    """Recess, elections, holidays, survey seasons, council cycles and grant windows.

    calendar: the entries
    """

    calendar: tuple[CalendarEntry, ...]


class PlanTemplate(Record, frozen=True, kw_only=True):
    """A standard network that plans start from.

    routes: the template for another route, by that answer
    goal: the activity that the plan leads to
    checked_on: day on which the durations and articles were last looked up
    activities: the activities with both link sets
    milestones: what is reached when: adopted, in force, irrevocable
    """

    title: str | None = None
    routes: dict[str, str] = {}
    goal: str | None = None
    checked_on: Date | None = None
    activities: tuple[PlanActivity, ...]
    milestones: tuple[Reached, ...] = ()


class Reflection(Record, frozen=True, kw_only=True):
    """What the programme means for one NOVEX area (lot 2).

    adaptations: what must be adapted
    consequences: what follows
    opportunities: what it makes possible
    vision: where it leads
    sent_on: day it was sent to the client
    """

    adaptations: Texts = ()
    consequences: Texts = ()
    opportunities: Texts = ()
    vision: str | None = None
    sent_on: Date | None = None
