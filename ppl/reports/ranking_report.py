"""The ranking of a lot as data; ranking.py fills it, and its sentences are made of it."""

import datetime

import msgspec

Day = datetime.date


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """From the lowest to the highest that it can be; the same where it is known."""

    lowest: float
    highest: float


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Which project."""

    project: str
    name: str
    municipality: tuple[str, ...]
    status: str


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What one assessor said: a value with its reason, or yes or no with its evidence; None: left open."""

    assessor: str
    scored_on: Day
    value: int | None = None
    answer: bool | None = None
    reason: str | None = None


class CriterionState(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion for a project: `points` of at most `most`; `spread` in values between the assessors.

    answers: those that count; replaced: individual ones that an agreed one replaces
    """

    code: str
    title: str
    points: Range
    most: float
    value: Range
    is_agreed: bool
    spread: int
    answers: tuple[Answer, ...] = ()
    replaced: tuple[Answer, ...] = ()


class GateState(msgspec.Struct, frozen=True, kw_only=True):
    """A knock-out for a project: yes, no, open, or differ (the assessors do, and did not agree)."""

    code: str
    question: str
    answer: str
    answers: tuple[Answer, ...] = ()


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """What a criterion does for the difference between two projects, in points."""

    code: str
    points: Range


class Next(msgspec.Struct, frozen=True, kw_only=True):
    """How a project compares with the next in the list, in points.

    gap: this one minus the next; known: the same on the `in_common` criteria that are certain for both
    decisive: the fewest criteria without which it would not be ahead; against: where the other is ahead
    open, open_next: criteria without a certain value, of this one and of the next
    """

    project: str
    name: str
    gap: Range
    known: float
    in_common: int
    decisive: tuple[Share, ...] = ()
    against: tuple[Share, ...] = ()
    open: tuple[str, ...] = ()
    open_next: tuple[str, ...] = ()


class PlaceState(Candidate, frozen=True, kw_only=True):
    """A project with its place (from best to worst) and the reasons for it.

    assessors: whose scores count; agreed_on: day of the agreed score
    invalid: scores with a value outside 1 to 5; newer: individual ones after the agreed one; elsewhere: on another set
    """

    best: int
    worst: int
    total: Range
    is_complete: bool
    criteria: tuple[CriterionState, ...]
    knock_outs: tuple[GateState, ...]
    assessors: tuple[str, ...] = ()
    agreed_on: Day | None = None
    next: Next | None = None
    invalid: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


class KnockedOut(Candidate, frozen=True, kw_only=True):
    """A project that is not ranked, with all knock-outs; those answered with no are why."""

    knock_outs: tuple[GateState, ...]


class Ranking(msgspec.Struct, frozen=True, kw_only=True):
    """The ranking of a lot.

    programme: the name of the programme that it is of
    titles: the words of the criteria, by code
    chosen: projects of the lot that were chosen before; left_out: others whose status takes no part
    without_lot: candidates that have no lot yet
    slots: how many projects the lot has room for
    """

    programme: str | None
    lot: str
    lot_title: str
    criteria: str
    valid_from: Day
    as_of: Day
    titles: dict[str, str]
    places: tuple[PlaceState, ...]
    knocked_out: tuple[KnockedOut, ...]
    left_out: tuple[Candidate, ...]
    chosen: tuple[Candidate, ...] = ()
    without_lot: tuple[Candidate, ...] = ()
    slots: int | None = None
