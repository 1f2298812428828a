"""The Monday list, as plain values."""

import datetime

import msgspec

from ppl.reports import values
from ppl.reports.due_report import DueItem

Day = datetime.date


class Raised(msgspec.Struct, frozen=True, kw_only=True):
    """An open bottleneck to raise in a talk; age_days: None where its first day is not known."""

    ref: str
    title: str
    age_days: int | None = None


class AlsoShown(msgspec.Struct, frozen=True, kw_only=True):
    """A further talk with a project in the same week, and its day."""

    line: DueItem
    on: Day


class TalkShown(msgspec.Struct, frozen=True, kw_only=True):
    """A talk of the week, further ones with the same project (`also`), and what to raise in them."""

    line: DueItem
    on: Day
    also: tuple[AlsoShown, ...] = ()
    raised: tuple[DueItem, ...] = ()
    bottlenecks: tuple[Raised, ...] = ()


class WaitingNotes(msgspec.Struct, frozen=True, kw_only=True):
    """Notes that wait on this machine for the next talk of a project (or `programme`)."""

    project: str
    number: int


class WeekShown(msgspec.Struct, frozen=True, kw_only=True):
    """What a week asks, as it stands on a day; of one role only, where it is named."""

    today: Day
    monday: Day
    talks: tuple[TalkShown, ...] = ()
    late: tuple[DueItem, ...] = ()
    near: tuple[DueItem, ...] = ()
    waiting: tuple[DueItem, ...] = ()
    notes: tuple[WaitingNotes, ...] = ()
    role: values.Named | None = None
