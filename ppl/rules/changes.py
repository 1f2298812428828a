"""What changed in a project between two days, from the days that its records carry."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.intervention import Intervention
from ppl.model.knowledge import Knowledge
from ppl.model.project import Project
from ppl.model.session import Session
from ppl.partial_date import PartialDate
from ppl.rules import progress
from ppl.rules.decisions_asked import CLIENT
from ppl.rules.standing import escalations

Day = datetime.date
HALF_YEAR = datetime.timedelta(weeks=26)  # the longest time between two reports
ORDER = (
    "judgement", "term", "light", "decision", "missed", "reached", "moved", "opened", "closed", "answer", "sent",
    "effect", "event",
)  # fmt: skip


class Change(NamedTuple):
    """Something that became otherwise, on a day.

    kind: one of ORDER: a judgement, the term or a light that changed; a decision or advice; a milestone that was
    missed, reached or moved; a bottleneck opened or closed; a question sent or answered; an effect seen; an event
    text: what it is called, of a light its aspect; before, after: what it was and is: a colour, a day or an outcome
    weeks: won (negative: lost), where somebody says so
    """

    on: Day
    kind: str
    text: str
    ref: str
    before: str | Day | None = None
    after: str | Day | None = None
    weeks: float | None = None


class Since(NamedTuple):
    """From which day on a report tells what changed. kind: given, client or progress (a talk), or half-year."""

    on: Day
    kind: str


def previous_report(knowledge: Knowledge, today: Day, project: str | None = None) -> Since:
    """The day of the report before this one: that of the last talk that such a report was made for, before today.

    Of the programme that is the two-weekly talk with the ministry, of a project its half-yearly progress talk
    (tender, 2.1.1 b); where its reader sees none, half a year before.
    """
    kind = "progress" if project else "client"
    held = [
        one.held_on
        for one in knowledge.of(Session, project)
        if one.kind == kind and one.took_place and one.held_on < today and (project or one.ref.startswith("programme/"))
    ]
    return Since(max(held), kind) if held else Since(today - HALF_YEAR, "half-year")


def changes(knowledge: Knowledge, project: Project, since: Day, today: Day) -> list[Change]:
    """What changed after a day, up to today: the heaviest kinds on top, of one kind the latest.

    What has no whole day is no change: nobody can say that it came after the day.
    """
    found = [
        *_judged(knowledge, project, since, today),
        *_milestones(project, since, today),
        *_records(knowledge, project, since, today),
    ]
    inside = [one for one in found if since < one.on <= today and not isinstance(one.on, PartialDate)]
    return sorted(inside, key=lambda one: (ORDER.index(one.kind), -one.on.toordinal(), one.ref, one.text))


def _judged(knowledge: Knowledge, project: Project, since: Day, today: Day) -> Iterator[Change]:
    now, then = (progress.judgement(knowledge, project.id, day) for day in (today, since))
    if now and (not then or now.on_track.judgement != then.on_track.judgement):
        before = then.on_track.judgement if then else None
        yield Change(now.on, "judgement", "", project.ref, before, now.on_track.judgement)
    can, could = (progress.feasibility(knowledge, project.id, day) for day in (today, since))
    if can and (not could or can.feasible.judgement != could.feasible.judgement):
        earlier_said = could.feasible.judgement if could else None
        yield Change(can.on, "term", "", project.ref, earlier_said, can.feasible.judgement)
    known = {one.aspect: one.light.light for one in progress.lights(knowledge, project.id, since)}
    for lit in progress.lights(knowledge, project.id, today):
        if known.get(lit.aspect) != lit.light.light:
            yield Change(lit.on, "light", lit.aspect, project.ref, known.get(lit.aspect), lit.light.light)


def _milestones(project: Project, since: Day, today: Day) -> Iterator[Change]:
    for one in project.milestones:
        ref = f"{project.ref}#{one.code}"
        if one.actual_on:
            yield Change(one.actual_on, "reached", one.title, ref, weeks=progress.weeks_won(one, today))
            continue
        if one.awaited_on and since <= one.awaited_on < today:
            missed_on = one.awaited_on + datetime.timedelta(days=1)
            yield Change(missed_on, "missed", one.title, ref, one.awaited_on)
            continue
        steps = sorted(
            (step for step in one.moves if step.kind != "correction" and since < step.on <= today),
            key=lambda step: step.on,
        )
        if steps and steps[0].from_ != one.planned_on:
            yield Change(steps[-1].on, "moved", one.title, ref, steps[0].from_, one.planned_on)


def _records(knowledge: Knowledge, project: Project, since: Day, today: Day) -> Iterator[Change]:
    for one in knowledge.of(Bottleneck, project.id):
        opened = one.opened_on is not None and since < one.opened_on <= today
        closed = one.is_closed and one.closed_on is not None and one.closed_on <= today
        if opened and one.opened_on and not closed and one.status != "risk":
            yield Change(one.opened_on, "opened", one.title, one.ref)
        if closed and one.closed_on:
            yield Change(one.closed_on, "closed", one.title, one.ref, after=one.status)
    for decision in knowledge.of(Decision, project.id):
        yield Change(decision.decided_on, "decision", decision.kind, decision.ref, after=decision.outcome)
    sent = {one.ref: one for each in escalations(knowledge, project.id).values() for one in each}
    for escalation in sent.values():
        if escalation.answered_on:
            yield Change(escalation.answered_on, "answer", escalation.question, escalation.ref, after=escalation.answer)
        elif escalation.submitted_on and escalation.to == CLIENT:
            yield Change(escalation.submitted_on, "sent", escalation.question, escalation.ref)
    for intervention in knowledge.of(Intervention, project.id):
        seen = intervention.observed
        if seen and seen.on:
            yield Change(seen.on, "effect", intervention.title, intervention.ref, after=seen.effect, weeks=seen.weeks)
    for session in knowledge.of(Session, project.id):
        if session.kind == "fact" and session.took_place and session.summary:
            yield Change(session.held_on, "event", session.summary, session.ref)
