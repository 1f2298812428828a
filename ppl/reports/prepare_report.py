"""The page before a talk, as plain values, as its readers may see them."""

import datetime

import msgspec

from ppl.errors import Text
from ppl.reports.bottleneck import BottleneckState, InterventionState
from ppl.reports.standing import InTerm, Judgement, LightState, MilestoneState
from ppl.reports.values import Named

Day = datetime.date


class LastTalk(msgspec.Struct, frozen=True, kw_only=True):
    """The last talk of this kind, with what was agreed in it.

    has_recap: all readers may read what was agreed; awaits: its recap was sent and waits for an answer
    """

    ref: str
    held_on: Day
    agreements: tuple[str, ...] = ()
    agreed_on: Day | None = None
    sent_on: Day | None = None
    has_recap: bool = False
    awaits: bool = False


class TaskShown(msgspec.Struct, frozen=True, kw_only=True):
    """An open action or agreement; see `rules.preparation.Task`."""

    ref: str
    text: str
    side: str
    who: Named | None = None
    organisation: str | None = None
    due_on: Day | None = None
    days_late: int = 0
    age_days: int | None = None
    waits_on: str | None = None


class InTheWay(msgspec.Struct, frozen=True, kw_only=True):
    """An open bottleneck, with what was done about it."""

    bottleneck: BottleneckState
    interventions: tuple[InterventionState, ...] = ()


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """A decision, milestone or window to come. projects: names of those that it is about; assumed: by the template"""

    kind: str
    ref: str
    what: Text | str
    who: Named | None
    due_on: Day | None = None
    paper_on: Day | None = None
    opens_on: Day | None = None
    days_late: int = 0
    projects: tuple[str, ...] = ()


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question; see `rules.to_ask.Ask`. about: what it is about, where that is a list"""

    kind: str
    ref: str
    text: str = ""
    on: Day | None = None
    number: int = 0
    about: tuple[Named, ...] = ()


class SolvedShown(msgspec.Struct, frozen=True, kw_only=True):
    """A bottleneck that another project solved; fits: the title of the open one that it is like."""

    ref: str
    title: str
    project: str
    resolution: str
    fits: str
    category: Named
    is_same_phase: bool = False
    worked: tuple[str, ...] = ()


class LessonShown(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson from elsewhere; fits: the title of the open bottleneck that it helps with, else its phase fits."""

    ref: str
    title: str
    project: str | None = None
    source: str | None = None
    advice: str | None = None
    fits: str | None = None
    category: Named | None = None
    phase: Named | None = None


class OwnLesson(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson of the project itself; since: the day on which it was noted."""

    ref: str
    title: str
    status: str
    noted_on: Day


class AgendaQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question of the learning agenda, with the last thing that came out of it so far."""

    ref: str
    question: str
    theme: Named | None = None
    so_far: str | None = None


class ProjectLine(msgspec.Struct, frozen=True, kw_only=True):
    """How a project stands, for the ministry: its judgement, lights and milestones."""

    ref: str
    name: str
    judgement: Judgement | None = None
    lights: tuple[LightState, ...] = ()
    milestones: tuple[MilestoneState, ...] = ()


class Prepare(msgspec.Struct, frozen=True, kw_only=True):
    """The page before a talk.

    on: the day that it was made; talk_on: the day of the talk; is_agreed: that day was agreed
    reader, writer: the roles that it is from and for; who: all that talk
    """

    kind: str
    project: str | None
    name: str
    programme: str
    bureau: str
    on: Day
    reader: Named
    writer: Named
    talk_on: Day | None = None
    is_agreed: bool = False
    who: tuple[Named, ...] = ()
    last: LastTalk | None = None
    judgement: Judgement | None = None
    in_term: InTerm | None = None
    lights: tuple[LightState, ...] = ()
    milestones: tuple[MilestoneState, ...] = ()
    projects: tuple[ProjectLine, ...] = ()
    tasks: tuple[TaskShown, ...] = ()
    bottlenecks: tuple[InTheWay, ...] = ()
    coming: tuple[Coming, ...] = ()
    asked: tuple[Asked, ...] = ()
    solved: tuple[SolvedShown, ...] = ()
    lessons: tuple[LessonShown, ...] = ()
    learned: tuple[OwnLesson, ...] = ()
    to_confirm: tuple[OwnLesson, ...] = ()
    questions: tuple[AgendaQuestion, ...] = ()
