"""What happened in a project: its latest talks, all public events, and what was corrected afterwards."""

import datetime

import msgspec

from ppl.model.knowledge import Knowledge
from ppl.model.session import Session
from ppl.reports.sentences import flowing_paragraphs
from ppl.reports.values import from_record
from ppl.rules import progress

Day = datetime.date
LATEST, TALKS = 5, 3
CORRECTED = datetime.timedelta(weeks=26)  # as long as the longest time between two reports


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """A session or public event, as far as its audience may read it."""

    ref: str
    on: Day
    kind: str
    summary: str | None = None
    facts: tuple[str, ...] = ()


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A logged talk that was corrected: when, why, and which fields, as far as the audience may know."""

    ref: str
    on: Day
    held_on: Day
    kind: str
    because: str | None = None
    fields: tuple[str, ...] = ()


def happenings(knowledge: Knowledge, project: str, today: Day) -> tuple[Happening, ...]:
    """The latest sessions and events together, the newest first."""
    return tuple(_happening(s) for s in progress.held(knowledge, project, today)[:LATEST])


def talks(knowledge: Knowledge, project: str, today: Day) -> tuple[Happening, ...]:
    """The latest sessions of which something may be told, the newest first."""
    found = (s for s in progress.held(knowledge, project, today) if s.kind != "fact" and s.summary)
    return tuple(_happening(s) for s in found)[:TALKS]


def events(knowledge: Knowledge, project: str, today: Day) -> tuple[Happening, ...]:
    """All public events up to today, the oldest first."""
    return tuple(_happening(s) for s in reversed(progress.held(knowledge, project, today)) if s.kind == "fact")


def _happening(session: Session) -> Happening:
    summary = flowing_paragraphs(session.summary) if session.summary else None
    return from_record(Happening, session, on=session.held_on, summary=summary)


def corrections(knowledge: Knowledge, project: str, today: Day) -> tuple[Correction, ...]:
    """What was corrected in the last half year in talks that were logged before, the newest correction first."""
    found = [
        Correction(ref=s.ref, on=a.on, held_on=s.held_on, kind=s.kind, because=a.because, fields=a.fields)
        for s in knowledge.of(Session, project)
        for a in s.amended
        if today - CORRECTED <= a.on <= today
    ]
    return tuple(sorted(found, key=lambda c: (-c.on.toordinal(), -c.held_on.toordinal(), c.ref)))
