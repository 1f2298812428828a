"""How long bottlenecks have been open, as a picture: the oldest on top, escalated ones marked."""

import datetime
from collections.abc import Sequence

import msgspec

from ppl.reports.bottleneck import BottleneckState
from ppl.reports.values import Named

Day = datetime.date
MOST = 24


class Age(msgspec.Struct, frozen=True, kw_only=True):
    """An open bottleneck with the whole weeks that it has been there; is_least: it may be older.

    project: its name, in a picture of several; to: the bodies to which it was escalated
    """

    title: str
    project: str
    category: Named
    owner: Named | None
    weeks: int
    is_least: bool
    to: tuple[Named, ...]


class Ages(msgspec.Struct, frozen=True, kw_only=True):
    """The picture. left_out: bottlenecks that are younger than these; unknown: of which no first day is known."""

    name: str
    on: Day
    rows: tuple[Age, ...]
    left_out: int = 0
    unknown: int = 0


def ages(name: str, on: Day, of: Sequence[tuple[str, Sequence[BottleneckState]]]) -> Ages | None:
    """The open bottlenecks of these projects; None where of none it is known since when. of: each by its name."""
    every = [(project, one) for project, found in of for one in found]
    rows = [_age(project, one, one.age_days) for project, one in every if one.age_days is not None]
    if not rows:
        return None
    rows.sort(key=lambda row: -row.weeks)
    unknown = len(every) - len(rows)
    return Ages(name=name, on=on, rows=tuple(rows[:MOST]), left_out=len(rows[MOST:]), unknown=unknown)


def _age(project: str, one: BottleneckState, days: int) -> Age:
    return Age(
        title=one.title,
        project=project,
        category=one.category,
        owner=one.owner,
        weeks=days // 7,
        is_least=one.age_is_least,
        to=tuple(sent.to for sent in one.escalated),
    )
