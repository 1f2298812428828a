"""The report on the programme as data; programme.py fills it, and its sentences are made of it."""

import datetime

import msgspec

from ppl.reports import standing, values
from ppl.reports.asked import DecisionAsked
from ppl.reports.project_report import Decided, Learned, ProjectReport

Day = datetime.date


class Recurring(msgspec.Struct, frozen=True, kw_only=True):
    """A category of open bottlenecks: how many, in which projects, how many of them escalated."""

    category: values.Named
    bottlenecks: int
    projects: tuple[str, ...]
    escalated: int


class MinistryRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A question to a body (the client is one of them) with what became of it."""

    ref: str
    to: values.Named
    question: str
    status: str
    projects: tuple[str, ...]
    submitted_on: Day | None = None
    decide_by: Day | None = None
    answered_on: Day | None = None
    answer: str | None = None
    outcome: str | None = None


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """A lot with the number of places that it has, of projects that were chosen for it, and of candidates."""

    lot: values.Named
    slots: int
    projects: int
    candidates: int = 0


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """A project that is followed from outside, to compare with."""

    name: str
    municipality: tuple[str, ...]


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """A project that was chosen and withdrew later."""

    name: str
    municipality: tuple[str, ...]
    ended: standing.Ended


class ProgrammeReport(msgspec.Struct, frozen=True, kw_only=True):
    """The programme at one day.

    homes: of the chosen projects together, `homes_known` of which say how many; lessons: those of the projects, then
    those that help with what is open now; more_lessons: what else the knowledge base holds
    since: the day from which on the changes of projects tell, and why that day (since_kind, see ProjectReport)
    asked: decisions asked of the ministry; asked_of_others: of tables and of municipalities
    withdrawn: projects that were chosen and withdrew later
    """

    name: str
    client: str
    bureau: str
    on: Day
    lots: tuple[Filled, ...] = ()
    homes: standing.HomesState | None = None
    homes_known: int = 0
    projects: tuple[ProjectReport, ...] = ()
    beside: tuple[Beside, ...] = ()
    recurring: tuple[Recurring, ...] = ()
    lessons: tuple[Learned, ...] = ()
    more_lessons: int = 0
    requests: tuple[MinistryRequest, ...] = ()
    since: Day | None = None
    since_kind: str = "given"
    asked: tuple[DecisionAsked, ...] = ()
    asked_of_others: tuple[DecisionAsked, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    decisions: tuple[Decided, ...] = ()
    sources: tuple[values.Origin, ...] = ()
