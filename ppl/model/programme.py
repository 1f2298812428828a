"""The programme itself: its lots, rhythm and roles, its criteria, plan templates and reflections."""

from typing import Annotated, Literal

from ppl.model.lists import Term
from ppl.model.plan import PlanActivity, Reached
from ppl.model.record import Code, Date, Part, Record, Role, Texts
from ppl.model.session import SessionKind

Reported = Literal["recap", "project", "programme", "evaluation", "newsletter"]
# what holds in a programme that says neither of which roles the municipality consists, nor what follows which talk
MUNICIPAL = frozenset({"college", "gemeenteraad", "raad", "wethouder", "projectleider", "ambtelijk-opdrachtgever"})
REPORTS: dict[str, tuple[Reported, tuple[str, ...]]] = {
    "weekly": ("recap", ("projectleider",)),
    "learning": ("recap", ("projectleider",)),
    "client": ("programme", ("begeleidingsgroep",)),
    "progress": ("project", ("projectleider", "opdrachtgever")),
    "evaluation": ("evaluation", ("opdrachtgever",)),
    "newsletter": ("newsletter", ()),
}
FORMAT = 2  # the edition of the files that this ppl writes; a base without one is of before there were editions


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

    def name_on(self, day: Date) -> str:
        """What it was called on a day."""
        before = sorted((one for one in self.earlier if one.until and one.until >= day), key=lambda one: str(one.until))
        return before[0].name if before else self.name


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
    """How often a kind of session should take place, a bulletin or a scan of a project be made.

    kind: kind of session, newsletter or scan
    every: `1 week`, `2 weeks`, `6 months`, `1 year`
    scope: per project, per lot or for the programme as a whole
    role: who is responsible for it
    grace_days: days that it may be late before it counts as missed
    source: where this rhythm is laid down
    report: what is written after it; where no rhythm says it, what is usual for its kind
    readers: the roles that get that report
    """

    kind: SessionKind | Literal["newsletter", "scan"]
    every: str
    scope: Literal["project", "lot", "programme"]
    role: Role
    grace_days: int | None = None
    source: str | None = None
    report: Reported | None = None
    readers: tuple[Role, ...] = ()


class RoleTerm(Term, frozen=True, kw_only=True):
    """A role in the programme, with its words.

    municipal: whether it is of the municipality; where no role says it, the usual ones are
    """

    municipal: bool | None = None


class Erasure(Part, frozen=True, kw_only=True):
    """A text that was taken out of the history of git; never which one.

    on: the day
    by: the role that did it
    reason: why it had to go
    """

    on: Date
    by: Role
    reason: str


class Programme(Record, frozen=True, kw_only=True):
    """The programme: name, client, lots, roles and rhythm.

    format: which edition of the files this is; who cannot write it only reads
    needs_ppl: the ppl that is needed to write in it, such as 0.2.0
    name: name of the programme
    client: the ministry
    bureau: the bureau that guides the projects
    language: language of what is rendered (nl or en)
    lots: the lots of the tender
    evaluation_criteria: the criteria of the yearly evaluation
    cadences: which sessions how often
    roles: the roles in the programme, with their words
    erasures: what was taken out of the history of git: when, by which role, why
    house_style: a document of Word in the knowledge base, such as huisstijl.docx, whose styles its reports take
    """

    format: int | None = None
    needs_ppl: str | None = None
    name: str
    client: Client
    bureau: str
    language: Literal["nl", "en"]
    lots: tuple[Lot, ...]
    evaluation_criteria: Texts = ()
    cadences: tuple[Cadence, ...]
    roles: tuple[RoleTerm, ...] = ()
    erasures: tuple[Erasure, ...] = ()
    house_style: str | None = None

    @property
    def municipal_roles(self) -> frozenset[str]:
        """The roles that are of the municipality."""
        is_said = any(one.municipal is not None for one in self.roles)
        return frozenset(one.code for one in self.roles if one.municipal) if is_said else MUNICIPAL

    def report_after(self, cadence: Cadence) -> tuple[Reported, tuple[str, ...]] | None:
        """The report that follows a talk of a rhythm, and the roles that read it; None where there is none."""
        if any(one.report for one in self.cadences):
            return (cadence.report, cadence.readers) if cadence.report else None
        return REPORTS.get(cadence.kind)


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


class PlanTemplate(Record, frozen=True, kw_only=True):
    """A standard network that plans start from.

    title: what the template is for
    routes: the template for another route, by that answer
    answered_by: per question of a plan the field of the project that answers it, and the answer for each of its codes
    goal: the activity that the plan leads to
    checked_on: day on which the durations and articles were last looked up
    activities: the activities with both link sets
    milestones: what is reached when: adopted, in force, irrevocable
    """

    title: str | None = None
    routes: dict[str, str] = {}
    answered_by: dict[str, dict[str, dict[str, str]]] = {}
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
