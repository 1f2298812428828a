"""How a project stands: lights, judgements, milestones, actions and dates, from its records up to a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.escalation import Escalation
from ppl.model.knowledge import Knowledge
from ppl.model.project import Milestone, Project
from ppl.model.record import Ref
from ppl.model.session import Action, Feasible, Light, OnTrack, Session

Day = datetime.date
ASPECTS = ("time", "money", "quality")
COLOURS = ("red", "amber", "green")


class Lit(NamedTuple):
    """The latest known light of an aspect; `before` is the colour that it had the time before."""

    aspect: str
    light: Light
    on: Day
    before: str | None


class Judged(NamedTuple):
    """The latest judgement whether the project is on course; `before` is the one before that."""

    on_track: OnTrack
    on: Day
    before: str | None


class Judgeable(NamedTuple):
    """The latest judgement whether it can be done in the term."""

    feasible: Feasible
    on: Day


class Task(NamedTuple):
    """An open action, with the ref `session#id` that changes it. late_days: days past its date."""

    ref: str
    action: Action
    late_days: int


class Deadline(NamedTuple):
    """A day on which something must be ready. kind: action, milestone, agreement, escalation, review, check."""

    on: Day
    kind: str
    text: str
    ref: str


def held(knowledge: Knowledge, project: str, today: Day) -> list[Session]:
    """The sessions of a project that took place up to today, newest first."""
    found = [s for s in knowledge.of(Session, project) if s.took_place and s.held_on <= today]
    return sorted(found, key=lambda s: (s.held_on, s.ref), reverse=True)


def lights(knowledge: Knowledge, project: str, today: Day) -> list[Lit]:
    """The latest known light of each aspect; an aspect of which nothing is known is left out."""
    sessions = [s for s in held(knowledge, project, today) if s.lights]
    found = []
    for aspect in ASPECTS:
        lit = [(s, light) for s in sessions if (light := getattr(s.lights, aspect)) is not None]
        if lit:
            found.append(Lit(aspect, lit[0][1], lit[0][0].held_on, lit[1][1].light if len(lit) > 1 else None))
    return found


def change(light: str, before: str | None) -> Literal["better", "worse", "same"] | None:
    """How a light changed since the session before that had one; None for the first."""
    if before is None:
        return None
    step = COLOURS.index(light) - COLOURS.index(before)
    return "better" if step > 0 else "worse" if step < 0 else "same"


def judgement(knowledge: Knowledge, project: str, today: Day) -> Judged | None:
    """The latest judgement on the project as a whole."""
    found = [(s.on_track, s.held_on) for s in held(knowledge, project, today) if s.on_track]
    if not found:
        return None
    return Judged(found[0][0], found[0][1], found[1][0].judgement if len(found) > 1 else None)


def feasibility(knowledge: Knowledge, project: str, today: Day) -> Judgeable | None:
    """The latest judgement whether the plan phase can be ready in the term."""
    return next(
        (
            Judgeable(s.feasible_in_term, s.held_on)
            for s in held(knowledge, project, today)
            if s.feasible_in_term is not None
        ),
        None,
    )


def weeks_won(milestone: Milestone) -> float | None:
    """Weeks won (negative: lost) against the baseline; None where one of both dates is unknown.

    The baseline is `baseline_on`, else the date that was planned first; it is compared with the day on which
    the milestone was reached, else with the day for which it is planned now. A correction of a wrong date is
    neither a gain nor a loss.
    """
    first = milestone.baseline_on or _first_planned(milestone)
    now = milestone.actual_on or milestone.planned_on
    return round((first - now).days / 7, 1) if first and now else None


def _first_planned(milestone: Milestone) -> Day | None:
    moves = sorted((m for m in milestone.moves if m.from_ and m.kind != "correction"), key=lambda m: m.on)
    if moves:
        return moves[0].from_
    return milestone.planned_on if milestone.actual_on else None


def tasks(knowledge: Knowledge, today: Day, project: str | None = None) -> list[Task]:
    """Open actions of a project (or of all, and of the programme), the latest first, undated ones last."""
    found = [
        Task(f"{session.ref}#{action.id}", action, max(0, (today - action.due_on).days if action.due_on else 0))
        for session in knowledge.of(Session, project)
        if session.took_place and session.held_on <= today
        for action in session.actions
        if action.is_open
    ]
    return sorted(found, key=lambda t: (t.action.due_on or Day.max, t.ref))


def next_session(knowledge: Knowledge, project: str, today: Day) -> Day | None:
    """The first day from today on for which a session was agreed or logged.

    A day that was agreed and then cancelled, or on which the session was held, no longer counts; one that was
    moved counts as its new day. A public event is no session with the project.
    """
    sessions = knowledge.of(Session, project)
    known = [s for s in sessions if s.held_on <= today or not s.took_place]
    agreed = [(s.kind, s.next_on) for s in known if s.next_on and s.next_on >= today and s.status != "cancelled"]
    for one in known:
        if one.kind not in ("fact", "contact"):
            settled = (one.kind, one.held_on)
            agreed = [a for a in agreed if a != settled and (a[1] != one.held_on or settled in agreed)]
    days = [day for _, day in agreed if day is not None]
    days += [s.held_on for s in sessions if s.took_place and s.held_on > today and s.kind != "fact"]
    return min(days, default=None)


def escalations(knowledge: Knowledge, project: str) -> dict[str, list[Escalation]]:
    """Per bottleneck of a project the escalations that were submitted about it."""
    found: dict[str, list[Escalation]] = {}
    for escalation in knowledge.of(Escalation):
        if escalation.status in ("draft", "withdrawn"):
            continue
        for named in escalation.bottlenecks:
            ref = knowledge.target(named, Ref(("bottleneck",)), escalation)
            if ref and ref.startswith(f"{project}/"):
                found.setdefault(ref, []).append(escalation)
    return found


def age_days(bottleneck: Bottleneck, today: Day) -> int:
    """Days that a bottleneck has been (or was) there."""
    return (
        (bottleneck.closed_on if bottleneck.is_closed and bottleneck.closed_on else today) - bottleneck.opened_on
    ).days


def deadlines(knowledge: Knowledge, project: Project, today: Day) -> list[Deadline]:
    """What must be ready from today on, first things first."""
    return sorted(d for d in _deadlines(knowledge, project, today) if d.on >= today)


def _deadlines(knowledge: Knowledge, project: Project, today: Day) -> Iterator[Deadline]:
    for task in tasks(knowledge, today, project.id):
        if task.action.due_on:
            yield Deadline(task.action.due_on, "action", task.action.text, task.ref)
    for milestone in project.milestones:
        if milestone.planned_on and not milestone.actual_on:
            yield Deadline(milestone.planned_on, "milestone", milestone.title, f"{project.ref}#{milestone.code}")
    for agreement in project.agreements:
        if agreement.due_on and not agreement.done_on:
            yield Deadline(agreement.due_on, "agreement", agreement.text, project.ref)
    for sent in escalations(knowledge, project.id).values():
        for escalation in sent:
            if escalation.decide_by and not escalation.answered_on:
                yield Deadline(escalation.decide_by, "escalation", escalation.question, escalation.ref)
    for decision in knowledge.of(Decision, project.id):
        if decision.review_on:
            yield Deadline(decision.review_on, "review", decision.outcome, decision.ref)
    judged = feasibility(knowledge, project.id, today)
    if judged and judged.feasible.check_on:
        yield Deadline(judged.feasible.check_on, "check", judged.feasible.condition or "", project.ref)
