"""A scan of a project as data; scan.py fills it, and its sentences are made of it."""

import datetime

import msgspec

from ppl.reports import values

Day = datetime.date


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """An answer. value: how far applied, how it stands, or `answered`; text: what stands with it."""

    value: str
    text: str | None = None
    on: Day | None = None


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """What a scan asks. hint: what it means; now: the answer that holds; at: the value on each of the days."""

    code: str
    list: str
    named: values.Named
    hint: str | None = None
    now: Said | None = None
    at: tuple[str, ...] = ()


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """How far the method was applied on the day of a scan, and how many weeks were won by then.

    won_on: the milestone on which they were; is_reached: whether that was reached
    """

    on: Day
    fully: int
    partly: int
    not_: int = msgspec.field(name="not")
    unanswered: int
    weeks_won: float | None = None
    won_on: str | None = None
    is_reached: bool = False


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """What the bureau noticed at a scan, for itself."""

    on: Day
    text: str


class ScanState(msgspec.Struct, frozen=True, kw_only=True):
    """How it stands. last_on, next_on: the scan of the method; method: None where its reader does not see it."""

    project: str
    name: str
    programme: str
    on: Day
    last_on: Day | None = None
    next_on: Day | None = None
    late_days: int = 0
    moments: tuple[Moment, ...] = ()
    method: tuple[Point, ...] | None = ()
    preconditions: tuple[Point, ...] | None = ()
    assignment: tuple[Point, ...] | None = ()
    is_brief_fixed: bool = False
    remarks: tuple[Remark, ...] = ()
