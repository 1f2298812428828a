"""ITEMS: the lists inside records of which each entry can be listed like a record. Who adds one adds a line here.

An item's ref is that of its record with its id or code behind `#`, or the list and its place in it:
`langeveld/sessions/2026-01-05-weekly#a1`, `langeveld#agreements.2`.
"""

from typing import Annotated, Literal, NamedTuple

from ppl.model.kinds import KIND, Kind
from ppl.model.lesson import Use
from ppl.model.lists import AreaEntry, Body
from ppl.model.plan import PlanActivity
from ppl.model.project import Agreement, Grant, Milestone, Partner
from ppl.model.record import Date, DateInPart, Part, Ref, Role, Who
from ppl.model.scan import Precondition
from ppl.model.session import Action, Light

InProject = Annotated[str, Ref(("project",))]
InRecord = Annotated[str, Ref()]


class ListedText(Part, frozen=True, kw_only=True):
    """A text of a list.

    project: the project that it is of
    text: what it says
    noted_on: the day of the record in which it stands
    inside: the record in which it stands
    """

    ref: str = ""
    project: InProject | None = None
    text: str
    noted_on: DateInPart | None = None
    inside: InRecord = ""


class ListedAction(Action, frozen=True, kw_only=True):
    """An action with where it comes from.

    status: open, waiting, done or dropped
    late_days: days past its date, while it is open
    age_days: days since it was agreed, until it was done
    first_due_on: the day that was agreed first, where it got another
    times_moved: how often it got another day
    """

    ref: str = ""
    project: InProject | None = None
    text: str
    owner: Who | None = None
    due_on: Date | None = None
    status: Literal["open", "waiting", "done", "dropped"]
    late_days: int | None = None
    age_days: int | None = None
    first_due_on: Date | None = None
    times_moved: int | None = None
    noted_on: DateInPart | None = None
    inside: InRecord = ""


class ListedAgreement(Agreement, frozen=True, kw_only=True):
    """An agreement with where it comes from. status: open or done, where it has an owner or a day"""

    ref: str = ""
    project: InProject | None = None
    text: str
    owner: Role | None = None
    due_on: Date | None = None
    status: Literal["open", "done"] | None = None
    late_days: int | None = None
    noted_on: DateInPart | None = None
    inside: InRecord = ""


class ListedMilestone(Milestone, frozen=True, kw_only=True):
    """A milestone of a project.

    status: planned, late (its planned day is past, and nobody reported it as reached) or reached
    weeks_won: weeks that it is earlier (negative: later) than its baseline
    """

    ref: str = ""
    project: InProject | None = None
    title: str
    status: Literal["planned", "late", "reached"]
    planned_on: DateInPart | None = None
    actual_on: DateInPart | None = None
    late_days: int | None = None
    weeks_won: float | None = None


class ListedLight(Light, frozen=True, kw_only=True):
    """A light as a talk left it.

    aspect: time, money or quality
    is_latest: whether no later talk gave this light of this project
    """

    ref: str = ""
    project: InProject | None = None
    aspect: Literal["time", "money", "quality"]
    light: Literal["green", "amber", "red"]
    noted_on: DateInPart | None = None
    is_latest: bool
    cause: str | None = None
    inside: InRecord = ""


class ListedPartner(Partner, frozen=True, kw_only=True):
    """A partner of a project."""

    ref: str = ""
    project: InProject | None = None
    organisation: str


class ListedGrant(Grant, frozen=True, kw_only=True):
    """A grant of a project."""

    ref: str = ""
    project: InProject | None = None
    name: str


class ListedPrecondition(Precondition, frozen=True, kw_only=True):
    """A precondition of a project."""

    ref: str = ""
    project: InProject | None = None
    code: str
    status: Literal["met", "open", "n-a"]


class ListedActivity(PlanActivity, frozen=True, kw_only=True):
    """An activity of a plan. is_assumed: whether it is as a template has it, neither gone over nor done"""

    ref: str = ""
    project: InProject | None = None
    title: str
    weeks: float | None = None
    owner: Who | None = None
    actual_end_on: DateInPart | None = None
    is_assumed: bool


class ListedUse(Use, frozen=True, kw_only=True):
    """What a project did with a lesson."""

    ref: str = ""
    inside: InRecord = ""


class ListedBody(Body, frozen=True, kw_only=True):
    """A body that can decide."""

    ref: str = ""


class ListedArea(AreaEntry, frozen=True, kw_only=True):
    """An area of the programme."""

    ref: str = ""


class Item(NamedTuple):
    """A list inside records.

    record: the class with its columns, which has the fields of an entry, and where it comes from
    homes: the kinds of records that hold it, each with the field that does
    key: the field that names an entry in its record; without it its place does
    shown: the columns that tell entries apart
    """

    name: str
    record: type[Part]
    homes: tuple[tuple[str, str], ...]
    key: str = ""
    shown: tuple[str, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of records in which it stands."""
        return frozenset(kind for kind, _ in self.homes)


ITEMS: tuple[Item, ...] = (
    Item(
        "action",
        ListedAction,
        (("session", "actions"), ("event", "actions"), ("escalation", "actions")),
        "id",
        ("text", "owner", "due_on", "late_days", "age_days", "status"),
    ),
    Item(
        "agreement",
        ListedAgreement,
        (("project", "agreements"), ("session", "agreements")),
        shown=("text", "owner", "due_on", "status"),
    ),
    Item("commitment", ListedText, (("project", "commitments"), ("session", "commitments")), shown=("text",)),
    Item(
        "milestone",
        ListedMilestone,
        (("project", "milestones"),),
        "code",
        ("title", "status", "planned_on", "actual_on", "weeks_won"),
    ),
    Item("light", ListedLight, (("session", "lights"),), shown=("aspect", "light", "noted_on", "is_latest", "cause")),
    Item("partner", ListedPartner, (("project", "partners"),), shown=("organisation", "kind", "interest")),
    Item("grant", ListedGrant, (("project", "grants"),), shown=("name", "window", "status")),
    Item("precondition", ListedPrecondition, (("project", "preconditions"),), "code", ("code", "status", "evidence")),
    Item(
        "activity",
        ListedActivity,
        (("plan", "activities"),),
        "id",
        ("title", "weeks", "owner", "actual_end_on", "is_assumed"),
    ),
    Item("use", ListedUse, (("lesson", "uses"),), shown=("project", "on", "verdict", "because")),
    Item("body", ListedBody, (("bodies", "bodies"),), "code", ("name", "level", "remit")),
    Item("area", ListedArea, (("areas", "areas"),), "code", ("name", "kind")),
)

ITEM = {item.name: item for item in ITEMS}
Listable = Kind | Item
LISTABLE: dict[str, Listable] = {**KIND, **ITEM}
