"""The rhythm of sessions: when the next one of a kind is due, and how late it is (tender: cadence per kind)."""

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ppl.model.knowledge import Knowledge
from ppl.model.newsletter import Newsletter
from ppl.model.periods import after, is_period
from ppl.model.programme import Cadence, Programme
from ppl.model.project import Project
from ppl.model.session import Session
from ppl.rules.recess import away
from ppl.rules.scan import SETTLES, last_on
from ppl.rules.turns import NotHeld, Rule, still_open

Day = datetime.date
OUTSIDE_RHYTHM = ("fact", "contact", "intake")  # an intake comes before a project is chosen
SCAN = "scan"
NO_TALKS = ("newsletter", SCAN)  # what has a rhythm, and is no talk


class Asked(NamedTuple):
    """A rhythm of a project, a lot or the programme (`of` None), with its talks up to a day.

    held: the days on which one of the kind was held, oldest first; first_on: the day on which the guidance began
    last_on: the day of the last talk of any kind
    not_held: those that were cancelled or moved, also of days to come, oldest first
    """

    cadence: Cadence
    of: str | None
    held: tuple[Day, ...] = ()
    first_on: Day | None = None
    last_on: Day | None = None
    not_held: tuple[NotHeld, ...] = ()


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
    session that was held at all but for an intake; without any there is nothing to count from. A talk that was
    cancelled does not count as held. One that was moved is due on its new day.
    """
    projects = [one for one in knowledge.of(Project) if one.is_guided and project in (None, one.id)]
    every = asked(knowledge, today, [one.id for one in projects], with_shared=project is None)
    programme = knowledge.one(Programme)
    scans = [one for one in (programme.cadences if programme else ()) if one.kind == SCAN and is_period(one.every)]
    return [
        *(_due(knowledge, one, today) for one in every),
        *(_scan(knowledge, cadence, one, today) for cadence in scans for one in projects),
    ]


def bulletin_due_on(knowledge: Knowledge, today: Day) -> Day | None:
    """By which day the next bulletin must be out; None where no rhythm asks for one, or none was sent yet."""
    every = (one for one in asked(knowledge, today, ()) if one.cadence.kind == "newsletter")
    return next((_due(knowledge, one, today).due_on for one in every), None)


def asked(knowledge: Knowledge, today: Day, projects: Iterable[str], *, with_shared: bool = True) -> Iterator[Asked]:
    """The rhythms of these projects, and (unless said otherwise) those of the lots and of the programme itself.

    Without that of the scan, of which only the last answer of each question is known.
    """
    programme = knowledge.one(Programme)
    of_project = {id: knowledge.of(Session, id) for id in projects}
    for cadence in programme.cadences if programme else ():
        if not is_period(cadence.every) or cadence.kind == SCAN:
            continue
        if cadence.scope == "project":
            for id, sessions in of_project.items():
                yield _asked(cadence, id, sessions, today)
        elif with_shared and cadence.kind == "newsletter":
            sent = sorted(n.sent_on for n in knowledge.of(Newsletter) if n.sent_on and n.sent_on <= today)
            yield Asked(cadence, None, tuple(sent))
        elif with_shared:
            own = [s for s in knowledge.of(Session) if s.ref.startswith("programme/")]
            if cadence.scope == "programme":
                yield _asked(cadence, None, own, today)
            else:
                for lot in programme.lots if programme else ():
                    yield _asked(cadence, lot.code, [s for s in own if s.lot == lot.code], today)


def rule_of(knowledge: Knowledge, cadence: Cadence, since: Day) -> Rule:
    """How often a talk is asked by a rhythm, with the recesses and holidays from some years before a day on."""
    return Rule(cadence.every, cadence.grace_days or 0, knowledge.once(away, since.year))


def _asked(cadence: Cadence, of: str | None, sessions: list[Session], today: Day) -> Asked:
    held = guidance(sessions, today)
    off = sorted((s for s in sessions if s.kind == cadence.kind and not s.took_place), key=lambda s: (s.held_on, s.ref))
    return Asked(
        cadence,
        of,
        tuple(s.held_on for s in held if s.kind == cadence.kind),
        held[0].held_on if held else None,
        held[-1].held_on if held else None,
        tuple(not_held(one) for one in off),
    )


def not_held(session: Session) -> NotHeld:
    """A session that was cancelled or moved."""
    status = session.status or "moved"
    to_on = session.next_on if status == "moved" else None
    return NotHeld(session.held_on, status, session.because, to_on, session.ref)


def _scan(knowledge: Knowledge, cadence: Cadence, project: Project, today: Day) -> Due:
    """The scan of a project: the first on the day of its first talk, each later one by the rhythm."""
    held = guidance(knowledge.of(Session, project.id), today)
    last = last_on(project, SETTLES, today)
    first = held[0].held_on if held else None
    due_on = after(last, cadence.every) if last else first
    late = _late_days(knowledge, cadence, due_on, today)
    return Due(cadence.kind, cadence.scope, project.id, cadence.role, last, due_on, late)


def _late_days(knowledge: Knowledge, cadence: Cadence, due_on: Day | None, today: Day) -> int:
    if due_on is None:
        return 0
    rule = rule_of(knowledge, cadence, due_on)
    return rule.counted(due_on, today) if rule.is_late(due_on, today) else 0


def _due(knowledge: Knowledge, one: Asked, today: Day) -> Due:
    cadence = one.cadence
    last = one.held[-1] if one.held else None
    off = tuple(still_open(one.not_held, last))
    start = last or one.first_on
    due_on = (off[-1].to_on if off else None) or (after(start, cadence.every) if start else None)
    late = _late_days(knowledge, cadence, due_on, today)
    return Due(cadence.kind, cadence.scope, one.of, cadence.role, last, due_on, late, off)
