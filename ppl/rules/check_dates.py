"""Checks of days: what ends does not end before it began, and what happened is not still to come."""

import datetime
from collections.abc import Iterator

from ppl.errors import Field, Finding, Text
from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.escalation import Escalation
from ppl.model.intervention import Intervention
from ppl.model.knowledge import Knowledge
from ppl.model.project import Project
from ppl.model.record import Period, Record
from ppl.model.score import Score
from ppl.model.session import Session
from ppl.partial_date import PartialDate, earliest, has_come

Day = datetime.date
Found = Iterator[Finding]


ORDER: dict[type, tuple[tuple[str, str], ...]] = {
    Bottleneck: (("opened_on", "closed_on"),),
    Project: (("submitted_on", "closed_on"), ("starts_on", "goal_on"), ("starts_on", "closed_on")),
    Session: (("held_on", "next_on"), ("held_on", "sent_on"), ("held_on", "agreed_on")),
    Escalation: (("submitted_on", "treated_on"), ("submitted_on", "answered_on"), ("answered_on", "fed_back_on")),
    Decision: (("decided_on", "communicated_on"), ("decided_on", "review_on"), ("decided_on", "until")),
}
PAST = {Session: "held_on", Bottleneck: "opened_on", Decision: "decided_on", Score: "scored_on"}


def impossible_dates(knowledge: Knowledge, today: Day) -> Found:
    """What ends does not end before it began, and what happened did not happen in the future."""
    for record in knowledge:
        for at, first, start, end in _spans(record):
            if start and end and (first_day := earliest(start)) is not None and end < first_day:
                what = Text(
                    "{last} ({end}) is before {first} ({start})",
                    last=at[-1],
                    end=end.isoformat(),
                    first=first,
                    start=start.isoformat(),
                )
                yield Finding(record.ref, at, what, Text("correct one of the two dates"))
        field = PAST.get(type(record))
        day = getattr(record, field) if field else None
        if field and day and not has_come(day, today) and not (isinstance(record, Session) and not record.took_place):
            what = Text("{field} ({day}) lies in the future", field=field, day=day.isoformat())
            remedy = Text("correct the date; what is planned goes into next_on or an action")
            yield Finding(record.ref, (field,), what, remedy)
        if isinstance(record, (Session, Escalation)):
            yield from _impossible_actions(record)
        if _must_be_whole(record) and isinstance(day, PartialDate) and field:
            what = Text("{field} ({day}) is known in part only", field=field, day=day.known)
            yield Finding(
                record.ref, (field,), what, Text("only a public event (kind fact) or a municipal decision may be")
            )


def _must_be_whole(record: Record) -> bool:
    """Whether those who keep the record were there, so that they know the day."""
    if isinstance(record, Session):
        return record.kind != "fact"
    return isinstance(record, Decision) and record.kind != "municipal"


def _spans(record: Record) -> Iterator[tuple[Field, str, Day | None, Day | None]]:
    """Every last day with its field, and the first day that belongs to it with its name."""
    for first, last in ORDER.get(type(record), ()):
        yield (last,), first, getattr(record, first), getattr(record, last)
    period = getattr(record, "period", None)
    if isinstance(period, Period):
        yield ("period", "to"), "from", period.from_, period.to
    if isinstance(record, Intervention) and record.observed:
        yield ("observed", "on"), "started_on", record.started_on, record.observed.on


def _impossible_actions(record: Session | Escalation) -> Found:
    begun = record.held_on if isinstance(record, Session) else record.submitted_on
    for place, action in enumerate(record.actions):
        if begun and action.done_on and action.done_on < begun:
            what = Text("done on {day}, before it was agreed", day=action.done_on.isoformat())
            yield Finding(record.ref, ("actions", place, "done_on"), what, Text("correct one of the two dates"))


def undated_effects(knowledge: Knowledge, today: Day) -> Found:
    """An observed effect says when it was established, or nobody can weigh it."""
    for intervention in knowledge.of(Intervention):
        observed = intervention.observed
        if observed and observed.weeks is not None and observed.on is None:
            what = Text("weeks won without the day on which that was established")
            yield Finding(intervention.ref, ("observed", "weeks"), what, Text("add `on:` below observed"), "remark")
