"""A session: a talk, a meeting, or a public event (kind `fact`)."""

import datetime
from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

import msgspec

from ppl.model.record import Code, Date, DateInPart, Part, Period, Record, Ref, Role, Texts, Visibility, Who

SessionKind = Literal[
    "weekly", "learning", "client", "kickoff", "progress", "exchange", "evaluation", "steering", "intake",
    "pressure-cooker", "table", "council", "contact", "fact",
]  # fmt: skip
Colour = Literal["green", "amber", "red"]
KICKOFF = "kickoff"
OF_KICKOFF = ("obstacles", "solutions", "commitments", "way_of_working")  # what is asked at a kick-off only
MISSED = ("cancelled", "moved")
OPEN_ACTION = (None, "open", "waiting")


class NewDay(Part, frozen=True, kw_only=True):
    """A day that an action was due on before it got another.

    on: the day on which it got another
    from: the day it was due before
    because: why
    """

    on: Date | None = None
    from_: Date = msgspec.field(name="from")
    because: str | None = None


class Action(Part, frozen=True, kw_only=True):
    """Something that somebody will do.

    id: unique in the session (a1, a2 ...)
    text: what will be done
    owner: role, or role and organisation, that does it
    due_on: day it must be ready
    status: open (the default), waiting, done or dropped
    waits_on: what it waits on
    done_on: day it was done
    moved_from: the day it was due before
    moves: each time that it got another day, the first on top: the day that was agreed first is the first of these
    because: why it was moved or dropped
    result: what came out
    """

    id: str
    text: str
    owner: Who | None = None
    due_on: Date | None = None
    status: Literal["open", "waiting", "done", "dropped"] | None = None
    waits_on: str | None = None
    done_on: Date | None = None
    moved_from: Date | None = None
    moves: tuple[NewDay, ...] = ()
    because: str | None = None
    result: str | None = None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_ACTION

    @property
    def days_before(self) -> tuple[datetime.date, ...]:
        """The days that it was due on before, the first on top."""
        return days_before(self.moves, self.moved_from)


def days_before(moves: Sequence[NewDay], moved_from: datetime.date | None) -> tuple[datetime.date, ...]:
    """The days that an action was due on before; of a file without `moves` the only one that it tells."""
    return tuple(one.from_ for one in moves) or ((moved_from,) if moved_from else ())


class Light(Part, frozen=True, kw_only=True):
    """A traffic light. Amber and red carry cause, consequence and correction.

    light: green, amber or red
    cause: why
    consequence: what it does to the goal
    correction: what the project does about it
    since: (red) since when
    recovers_when: (red) what must happen first
    recovers_by: (red) when it should be green again
    options: (red) what can be chosen
    """

    light: Colour
    cause: str | None = None
    consequence: str | None = None
    correction: str | None = None
    since: Date | None = None
    recovers_when: str | None = None
    recovers_by: Date | None = None
    options: Texts = ()


class Lights(Part, frozen=True, kw_only=True):
    """The three lights of a project.

    time: is it within the time
    money: is it within the money
    quality: is it within the quality asked
    """

    time: Light | None = None
    money: Light | None = None
    quality: Light | None = None


class OnTrack(Part, frozen=True, kw_only=True):
    """Is the project on course?

    judgement: on-course, attention or critical
    because: why
    """

    judgement: Literal["on-course", "attention", "critical"]
    because: str | None = None


class Feasible(Part, frozen=True, kw_only=True):
    """Can the plan phase be ready in the term?

    judgement: feasible, conditional or infeasible
    condition: on what it depends
    by: who judges (role)
    check_on: when to look again
    """

    judgement: Literal["feasible", "conditional", "infeasible"]
    condition: str | None = None
    by: Role | None = None
    check_on: Date | None = None


class View(Part, frozen=True, kw_only=True):
    """How one role sees the project, kept apart from the others.

    lights: its three lights
    on_track: its judgement
    """

    lights: Lights | None = None
    on_track: OnTrack | None = None


class Amendment(Part, frozen=True, kw_only=True):
    """A correction of a session after it was logged; readers of the session see it, as far as they see its fields.

    on: the day
    because: why it was corrected
    fields: the fields that changed
    """

    on: Date
    because: str | None = None
    fields: Texts = ()


class Session(Record, frozen=True, kw_only=True):
    """A session with a project, or a public event (kind fact).

    kind: what kind of session; `contact` is a call or mail, `fact` a public event with sources
    held_on: the day
    status: held (the default), cancelled or moved
    because: why it was cancelled or moved
    form: on-site, online or phone
    role: who logs
    scope: lot or programme, where it is not about one project
    lot: the lot that it is about
    projects: the projects that it is about
    attended: roles that were there
    summary: what it was about
    facts: what was established
    agreements: what was agreed
    opinions: views for internal use (Woo, art. 5.2)
    went_well: what went well
    went_less_well: what went less well
    obstacles: (kick-off) what may stand in the way
    solutions: (kick-off) what can be done about that
    commitments: (kick-off) what the municipal project leader commits to: the process, a role, hours
    way_of_working: (kick-off) how guidance and cooperation go
    interventions: interventions started or changed here
    bottlenecks: bottlenecks found or changed here
    lessons: lessons noted here
    decisions: decisions taken or changed here
    actions: what will be done, by whom, when
    lights: time, money and quality
    on_track: is the project on course
    feasible_in_term: can it be done in the term
    views: per role its own lights and judgement
    period: the period that a progress or evaluation talk is about
    state: name of the frozen state it looked at
    next_on: day of the next session
    minutes: how long it took
    hours: hours of the bureau itself
    sent_on: day the notes were sent
    agreed_on: day the other party agreed
    agreed_by: role that agreed
    agreed_note: what they added when they agreed
    amended: corrections after it was logged, the oldest first
    """

    restricted: ClassVar[dict[str, Visibility]] = {
        "lights": "client",
        "on_track": "client",
        "feasible_in_term": "client",
        "views": "client",
        "opinions": "internal",
        "hours": "internal",
        "commitments": "project",
    }
    widened: ClassVar[dict[str, Visibility]] = {"lights": "client", "on_track": "client", "feasible_in_term": "client"}

    kind: SessionKind
    held_on: DateInPart
    status: Literal["held", "cancelled", "moved"] | None = None
    because: str | None = None
    form: Literal["on-site", "online", "phone"] | None = None
    role: Role | None = None
    scope: Literal["lot", "programme"] | None = None
    lot: Annotated[str, Code("lots")] | None = None
    projects: tuple[Annotated[str, Ref(("project",))], ...] = ()
    attended: tuple[Who, ...] = ()
    summary: str | None = None
    facts: Texts = ()
    agreements: Texts = ()
    opinions: Texts = ()
    went_well: Texts = ()
    went_less_well: Texts = ()
    obstacles: Texts = ()
    solutions: Texts = ()
    commitments: Texts = ()
    way_of_working: Texts = ()
    interventions: tuple[Annotated[str, Ref(("intervention",))], ...] = ()
    bottlenecks: tuple[Annotated[str, Ref(("bottleneck",))], ...] = ()
    lessons: tuple[Annotated[str, Ref(("lesson",))], ...] = ()
    decisions: tuple[Annotated[str, Ref(("decision",))], ...] = ()
    actions: tuple[Action, ...] = ()
    lights: Lights | None = None
    on_track: OnTrack | None = None
    feasible_in_term: Feasible | None = None
    views: dict[str, View] = {}
    period: Period | str | None = None
    state: str | None = None
    next_on: Date | None = None
    minutes: int | None = None
    hours: float | None = None
    sent_on: Date | None = None
    agreed_on: Date | None = None
    agreed_by: Role | None = None
    agreed_note: str | None = None
    amended: tuple[Amendment, ...] = ()

    @property
    def took_place(self) -> bool:
        return self.status not in MISSED

    @property
    def is_kickoff(self) -> bool:
        """Whether it is a kick-off that was held."""
        return self.kind == KICKOFF and self.took_place
