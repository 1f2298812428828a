"""What a bulletin leaves out: what happened in a period and its readers may not see or hear yet, and why."""

import datetime
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ppl.model.kinds import kind_of
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.lesson import Lesson
from ppl.model.newsletter import Newsletter
from ppl.model.project import Project
from ppl.model.record import Record, Visibility
from ppl.model.session import Session
from ppl.rules import newsletter

Day = datetime.date
Reason = Literal["project", "agreement", "consent", "unchecked", "visibility"]


class Untold(NamedTuple):
    """A record that a bulletin leaves out.

    reason: a project that these readers may not see, so that what they may see of it is not told either, a talk
    without the agreement of its other party, a lesson without consent or not checked yet, or a record that these
    readers may not see; visibility: who may read it
    """

    on: Day
    ref: str
    kind: str
    reason: Reason
    visibility: Visibility


def untold(knowledge: Knowledge, audience: Visibility, since: Day | None, until: Day) -> list[Untold]:
    """What happened in a period (both days included) and is kept from these readers, the newest first."""
    already = newsletter.known_refs(knowledge.of(Newsletter), audience)
    found = [
        Untold(on, record.ref, kind_of(record).name, reason, knowledge.visibility(record))
        for record in knowledge
        if record.ref not in already
        for on in _day(record)
        if on <= until and (since is None or on >= since) and (reason := _reason(knowledge, record, audience))
    ]
    found += _hidden_projects(knowledge, audience, since, until)
    return sorted(found, key=lambda one: (-one.on.toordinal(), one.ref))


def _hidden_projects(knowledge: Knowledge, audience: Visibility, since: Day | None, until: Day) -> Iterator[Untold]:
    """The projects that these readers may not see and of which they may see something that happened."""
    reader = Audience(audience)
    days: dict[str, Day] = {}
    for one in newsletter.news(knowledge):
        is_within = one.on <= until and (since is None or one.on >= since)
        if (
            one.project
            and is_within
            and not isinstance(one.record, Project)
            and knowledge.is_visible(one.record, reader)
        ):
            days[one.project] = max(one.on, days.get(one.project, one.on))
    for id, on in days.items():
        project = knowledge.project(id)
        if project is not None and not knowledge.is_visible(project, reader):
            yield Untold(on, project.ref, "project", "project", knowledge.visibility(project))


def _day(record: Record) -> Iterator[Day]:
    """The newest day on which something happened in a record."""
    if isinstance(record, Session) and record.took_place:
        yield record.held_on
    elif isinstance(record, Lesson) and record.status != "withdrawn":
        yield record.noted_on
    else:
        yield from [one.on for one in newsletter.news(Knowledge([record]))][:1]


def _reason(knowledge: Knowledge, record: Record, audience: Visibility) -> Reason | None:
    """Why these readers do not get it; None where they may."""
    if isinstance(record, (Session, Lesson)) and not newsletter.is_agreed(record):
        return "agreement" if isinstance(record, Session) else "consent"
    if isinstance(record, Lesson) and record.status not in newsletter.TELLABLE:
        return "unchecked"
    return None if knowledge.is_visible(record, Audience(audience)) else "visibility"
