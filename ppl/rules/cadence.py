"""The rhythm of sessions: when the next one of a kind is due, and how late it is (tender: cadence per kind)."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from ppl.model.knowledge import Knowledge
from ppl.model.newsletter import Newsletter
from ppl.model.periods import after, is_period
from ppl.model.programme import Cadence, Programme
from ppl.model.project import Project
from ppl.model.session import Session
from ppl.rules.recess import days_that_count
from ppl.rules.scan import SETTLES, last_on

Day = datetime.date
OUTSIDE_RHYTHM = ("fact", "contact", "intake")  # an intake comes before a project is chosen
SCAN = "scan"
NO_TALKS = ("newsletter", SCAN)  # what has a rhythm, and is no talk


class NotHeld(NamedTuple):
    """A talk that did not take place. to_on: the day to which it was moved."""

    on: Day
    status: str
    because: str | None
    to_on: Day | None
    ref: str


class Due(NamedTuple):
    """A kind of session that has its rhythm.

    scope: project, lot or programme; of: the project or lot (None for the programme)
    last_on: the last one held; due_on: when the next should be held (None: nothing to count from)
    late_days: days past due_on that do not lie in a recess or holiday, where those are more than the grace days; else 0
    not_held: the talks since the last one held that were cancelled or moved, oldest first
    """

    kind: str
    scope: str
    of: str | None
    role: str
    last_on: Day | None
    due_on: Day | None
    late_days: int
    not_held: tuple[NotHeld, ...] = ()


def guidance(sessions: Iterable[Session], today: Day) -> list[Session]:
    """The sessions that were held up to today, oldest first; without public facts, mere contacts and the intake."""
    found = [s for s in sessions if s.kind not in OUTSIDE_RHYTHM and s.took_place and s.held_on <= today]
    return sorted(found, key=lambda s: (s.held_on, s.ref))


def due(knowledge: Knowledge, today: Day, project: str | None = None) -> list[Due]:
    """What the rhythm asks: per project under guidance (only this one, if named), per lot, and for the programme.

    It counts from the last session of that kind that was held; before the first of a kind from the first
    session that was held at all; without any session there is nothing to count from. A talk that was cancelled
    does not count as held. One that was moved is due on its new day.
    """
    programme = knowledge.one(Programme)
    found: list[Due] = []
    for cadence in programme.cadences if programme else ():
        if not is_period(cadence.every):
            continue
        if cadence.scope == "project":
            for one in knowledge.of(Project):
                if one.is_guided and project in (None, one.id):
                    own = knowledge.of(Session, one.id)
                    if cadence.kind == SCAN:
                        found.append(_scan(knowledge, cadence, one, own, today))
                    else:
                        found.append(_due(knowledge, cadence, one.id, own, today))
        elif project is None:
            found += _shared(knowledge, cadence, programme.lots if programme else (), today)
    return found


def bulletin_due_on(knowledge: Knowledge, today: Day) -> Day | None:
    """By which day the next bulletin must be out; None where no rhythm asks for one, or none was sent yet."""
    programme = knowledge.one(Programme)
    asked = [one for one in (programme.cadences if programme else ()) if one.kind == "newsletter"]
    each = (_shared(knowledge, one, (), today) for one in asked if is_period(one.every))
    return next((one.due_on for found in each for one in found), None)


def _shared(knowledge: Knowledge, cadence: Cadence, lots: Iterable[object], today: Day) -> list[Due]:
    if cadence.kind == "newsletter":
        sent = [n.sent_on for n in knowledge.of(Newsletter) if n.sent_on and n.sent_on <= today]
        return [_counted(knowledge, cadence, None, max(sent, default=None), None, (), today)]
    own = [s for s in knowledge.of(Session) if s.ref.startswith("programme/")]
    if cadence.scope == "programme":
        return [_due(knowledge, cadence, None, own, today)]
    codes = [str(getattr(lot, "code", "")) for lot in lots]
    return [_due(knowledge, cadence, code, [s for s in own if s.lot == code], today) for code in codes]


def _scan(knowledge: Knowledge, cadence: Cadence, project: Project, sessions: list[Session], today: Day) -> Due:
    """The scan of a project: the first on the day of its first talk, each later one by the rhythm."""
    held = guidance(sessions, today)
    last = last_on(project, SETTLES, today)
    first = held[0].held_on if held else None
    due_on = after(last, cadence.every) if last else first
    late = days_that_count(knowledge, due_on, today) if due_on else 0
    is_late = late > (cadence.grace_days or 0)
    return Due(cadence.kind, cadence.scope, project.id, cadence.role, last, due_on, late if is_late else 0)


def _due(knowledge: Knowledge, cadence: Cadence, of: str | None, sessions: list[Session], today: Day) -> Due:
    held = guidance(sessions, today)
    last = max((s.held_on for s in held if s.kind == cadence.kind), default=None)
    missed = sorted(
        (s for s in sessions if s.kind == cadence.kind and not s.took_place and (last is None or _is_open(s, last))),
        key=lambda s: (s.held_on, s.ref),
    )
    not_held = tuple(NotHeld(s.held_on, s.status or "moved", s.because, _moved_to(s), s.ref) for s in missed)
    return _counted(knowledge, cadence, of, last, held[0].held_on if held else None, not_held, today)


def _is_open(session: Session, last: Day) -> bool:
    """Whether a talk that was not held was planned after the last one held, and not moved to before that."""
    moved_to = _moved_to(session)
    return session.held_on > last and (moved_to is None or moved_to > last)


def _moved_to(session: Session) -> Day | None:
    return session.next_on if session.status == "moved" else None


def _counted(
    knowledge: Knowledge,
    cadence: Cadence,
    of: str | None,
    last: Day | None,
    first: Day | None,
    not_held: tuple[NotHeld, ...],
    today: Day,
) -> Due:
    start = last or first
    moved_to = not_held[-1].to_on if not_held else None
    due_on = moved_to or (after(start, cadence.every) if start else None)
    late = days_that_count(knowledge, due_on, today) if due_on else 0
    is_late = late > (cadence.grace_days or 0)
    return Due(cadence.kind, cadence.scope, of, cadence.role, last, due_on, late if is_late else 0, not_held)
