"""What is due, as plain values."""

import datetime

import msgspec

from ppl.errors import Text
from ppl.reports import values

Day = datetime.date


class DueItem(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is due; see `rules.due_line.Due`. name: that of its project.

    who: the role or body in words, None where nobody said who acts; asks: who is to say it
    """

    kind: str
    ref: str
    what: Text | str
    due_on: Day | None
    days_late: int
    role: str | None
    why: Text
    settle: str
    project: str | None = None
    paper_on: Day | None = None
    opens_on: Day | None = None
    says_who: str | None = None
    who: values.Named | None
    asks: values.Named | None = None
    name: str | None = None


class DueShown(msgspec.Struct, frozen=True, kw_only=True):
    """What is due on a day, and up to one."""

    today: Day
    until: Day
    items: tuple[DueItem, ...]
