"""The actions of talks, events and escalations, and which of them say the same."""

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ppl.model.escalation import Escalation
from ppl.model.kinds import project_of
from ppl.model.knowledge import Knowledge
from ppl.model.learning import Event
from ppl.model.record import Party
from ppl.model.session import Action, Session
from ppl.partial_date import has_come
from ppl.rules.decisions_asked import projects_of

ACTION_KINDS = frozenset({"session", "event", "escalation", "bottleneck"})  # the last for what an escalation is about
Day = datetime.date
Name = tuple[str, str | None, Day]


class AgreedAction(NamedTuple):
    """An action where it stands.

    ref: `record#id`; project: the id of the one that it is about; on: the day on which it was agreed
    agreed_on: the day on which the other party agreed with the recap that holds it
    """

    ref: str
    action: Action
    project: str | None
    on: Day | None
    agreed_on: Day | None = None

    @property
    def names(self) -> set[Name]:
        """What is the same in another record: text, owner and day, of each day that it was due on."""
        text = " ".join(self.action.text.casefold().split()).rstrip(".")
        owner = self.action.owner
        role = owner.role if isinstance(owner, Party) else owner
        days = [self.action.due_on, *self.action.days_before]
        return {(text, role, day) for day in days if day}

    def late_days(self, today: Day) -> int:
        """Days past its date."""
        return max(0, (today - self.action.due_on).days) if self.action.due_on else 0


def agreed_actions(knowledge: Knowledge, today: Day) -> Iterator[AgreedAction]:
    """All that were agreed up to today: of talks that took place, then of events and escalations."""
    for session in knowledge.of(Session):
        if session.took_place and session.held_on <= today:
            for action in session.actions:
                ref, project = f"{session.ref}#{action.id}", project_of(session.ref)
                yield AgreedAction(ref, action, project, session.held_on, session.agreed_on)
    others: list[Event | Escalation] = [*knowledge.of(Event), *knowledge.of(Escalation)]
    for record in others:
        on = record.held_on if isinstance(record, Event) else record.submitted_on
        about = projects_of(knowledge, record) if isinstance(record, Escalation) else ()
        for action in record.actions if has_come(on, today) else ():
            yield AgreedAction(f"{record.ref}#{action.id}", action, about[0] if len(about) == 1 else None, on)


def open_everywhere(knowledge: Knowledge, today: Day) -> list[AgreedAction]:
    """The open ones, each once: the first due on top, undated ones last.

    One of an event or an escalation that stands in a talk, or in another event, too is that one: open or settled there.
    """
    known: set[Name] = set()
    found = []
    for one in agreed_actions(knowledge, today):
        if _is_of_talk(one.ref):
            known |= one.names
        elif one.names & known:
            continue
        else:
            known |= one.names
        if one.action.is_open:
            found.append(one)
    return sorted(found, key=lambda one: (one.action.due_on or Day.max, one.ref))


def copies(agreed: Iterable[AgreedAction], ref: str) -> list[AgreedAction]:
    """Open ones that say the same as this one in another record, of which one at least is no talk."""
    every = list(agreed)
    own = next((one for one in every if one.ref == ref), None)
    if own is None:
        return []
    return [
        one
        for one in every
        if one.ref != ref
        and one.action.is_open
        and not (_is_of_talk(ref) and _is_of_talk(one.ref))
        and one.names & own.names
    ]


def _is_of_talk(ref: str) -> bool:
    return "/sessions/" in ref
