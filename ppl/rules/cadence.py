"""The rhythm of sessions: when the next one of a kind is due, and how late it is (tender: cadence per kind)."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from ppl.model.knowledge import Knowledge
from ppl.model.newsletter import Newsletter
from ppl.model.programme import Cadence, Programme
from ppl.model.project import Project
from ppl.model.session import Session

Day = datetime.date
OUTSIDE_RHYTHM = ("fact", "contact")
_EVERY = re.compile(r"([1-9]\d*) (day|week|month|year)s?")


class Due(NamedTuple):
    """A kind of session that has its rhythm.

    scope: project, lot or programme; of: the project or lot (None for the programme)
    last_on: the last one held; due_on: when the next should be held by the rhythm (None: nothing to count from)
    late_days: days past due_on, where that is more than the grace days; else 0
    """

    kind: str
    scope: str
    of: str | None
    role: str
    last_on: Day | None
    due_on: Day | None
    late_days: int


def after(day: Day, every: str) -> Day:
    """The day that lies `every` (`2 weeks`, `6 months`) after a day; a month later is at most its last day."""
    match = _EVERY.fullmatch(every)
    if match is None:
        raise ValueError(every)
    number, unit = int(match[1]), match[2]
    if unit in ("day", "week"):
        return day + datetime.timedelta(days=number * (7 if unit == "week" else 1))
    months = day.month - 1 + number * (12 if unit == "year" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return Day(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def guidance(sessions: Iterable[Session], today: Day) -> list[Session]:
    """The sessions that were held up to today, public facts and mere contacts left out, oldest first."""
    found = [s for s in sessions if s.kind not in OUTSIDE_RHYTHM and s.took_place and s.held_on <= today]
    return sorted(found, key=lambda s: (s.held_on, s.ref))


def due(knowledge: Knowledge, today: Day, project: str | None = None) -> list[Due]:
    """What the rhythm asks: per project under guidance (only this one, if named), per lot, and for the programme.

    It counts from the last session of that kind that was held; before the first of a kind from the first
    session that was held at all; without any session there is nothing to count from.
    """
    programme = knowledge.one(Programme)
    found: list[Due] = []
    for cadence in programme.cadences if programme else ():
        if not _EVERY.fullmatch(cadence.every):
            continue
        if cadence.scope == "project":
            for one in knowledge.of(Project):
                if one.is_guided and project in (None, one.id):
                    held = guidance(knowledge.of(Session, one.id), today)
                    found.append(
                        _due(cadence, one.id, [s.held_on for s in held if s.kind == cadence.kind], held, today)
                    )
        elif project is None:
            found += _shared(knowledge, cadence, programme.lots if programme else (), today)
    return found


def _shared(knowledge: Knowledge, cadence: Cadence, lots: Iterable[object], today: Day) -> list[Due]:
    if cadence.kind == "newsletter":
        sent = [n.sent_on for n in knowledge.of(Newsletter) if n.sent_on and n.sent_on <= today]
        return [_due(cadence, None, sent, [], today)]
    own = guidance((s for s in knowledge.of(Session) if s.ref.startswith("programme/")), today)
    if cadence.scope == "programme":
        return [_due(cadence, None, _days(cadence, own), own, today)]
    found = []
    for lot in lots:
        code = str(getattr(lot, "code", ""))
        held = [s for s in own if s.lot == code]
        found.append(_due(cadence, code, _days(cadence, held), held, today))
    return found


def _days(cadence: Cadence, held: list[Session]) -> list[Day]:
    return [session.held_on for session in held if session.kind == cadence.kind]


def _due(cadence: Cadence, of: str | None, days: list[Day], held: list[Session], today: Day) -> Due:
    last = max(days, default=None)
    start = last or (held[0].held_on if held else None)
    due_on = after(start, cadence.every) if start else None
    late = (today - due_on).days if due_on else 0
    return Due(
        cadence.kind,
        cadence.scope,
        of,
        cadence.role,
        last,
        due_on,
        late if late > (cadence.grace_days or 0) else 0,
    )
