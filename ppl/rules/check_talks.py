"""Whether a talk stands twice (two people logged it, each on a computer of their own), and who does what it asks."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from ppl.errors import Finding, Text
from ppl.model.escalation import Escalation
from ppl.model.kinds import project_of
from ppl.model.knowledge import Knowledge
from ppl.model.learning import Event
from ppl.model.session import Session

Day = datetime.date
SEVERAL_A_DAY = ("contact", "fact", "council", "table")  # of which a day may have more


def talks_that_stand_twice(knowledge: Knowledge, today: Day) -> Iterator[Finding]:
    """Of two talks of a project of one kind and day it is remarked that they may be the same."""
    found: dict[tuple[str | None, str, Day, str | None], list[Session]] = defaultdict(list)
    for session in knowledge.of(Session):
        if session.kind not in SEVERAL_A_DAY:
            found[project_of(session.ref), session.kind, session.held_on, session.lot].append(session)
    for same in found.values():
        first, *others = sorted(same, key=lambda one: (len(one.ref), one.ref))
        for other in others:
            what = Text("this may be the same talk as {ref}: a {kind} of {day} too", ref=first.ref,
                        kind=Text(other.kind), day=other.held_on.isoformat())  # fmt: skip
            remedy = Text(
                "keep one: ppl remove {ref}; what only this one tells goes into the other with ppl log --amend {first}",
                ref=other.ref,
                first=first.ref,
            )
            yield Finding(other.ref, ("held_on",), what, remedy, "remark")


def actions_of_nobody(knowledge: Knowledge, today: Day) -> Iterator[Finding]:
    """An open action has somebody who does it. Nobody is filled in: what belongs to the municipality is not ours."""
    records: list[Session | Event | Escalation] = [
        *(one for one in knowledge.of(Session) if one.took_place), *knowledge.of(Event), *knowledge.of(Escalation)
    ]  # fmt: skip
    for record in records:
        for place, action in enumerate(record.actions):
            if action.is_open and action.owner is None:
                what = Text("nobody is named who does `{text}`", text=action.text)
                remedy = Text("ask who does it: ppl set {ref} owner=ROLE", ref=f"{record.ref}#{action.id}")
                yield Finding(record.ref, ("actions", place), what, remedy, "remark")
