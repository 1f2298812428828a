"""What is open in a project, and what comes next: actions, bottlenecks, interventions, days. Said here only."""

import datetime
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.escalation import Escalation
from ppl.model.ids import slug
from ppl.model.intervention import Intervention
from ppl.model.knowledge import Knowledge
from ppl.model.project import ENDED, OVER, Project
from ppl.model.record import Ref
from ppl.model.session import Action, Session
from ppl.partial_date import has_come, in_order
from ppl.rules.progress import feasibility, term_ends_on

Day = datetime.date
ALIKE = 0.86  # of two titles: the same words with a slip of the pen
RECENT_DAYS = 182  # what was closed in these may have come back
LATER_STEPS = ("withdrawal", "go-no-go", "stop", "extension", "change")  # decisions on what was chosen


class OpenAction(NamedTuple):
    """An action that is open. ref: `session#id`, by which it is changed; late_days: days past its date."""

    ref: str
    action: Action
    late_days: int

    @property
    def session(self) -> str:
        """The ref of the session in which it was agreed."""
        return self.ref.partition("#")[0]


class Deadline(NamedTuple):
    """A day on which something must be ready.

    kind: action, milestone, agreement, escalation, review, until (the last day of a decision), check or term
    """

    on: Day
    kind: str
    text: str
    ref: str


def open_actions(knowledge: Knowledge, today: Day, project: str | None = None) -> list[OpenAction]:
    """Open actions of a project (or of all, and of the programme), the first due on top, undated ones last."""
    found = [
        OpenAction(f"{session.ref}#{action.id}", action, max(0, (today - action.due_on).days if action.due_on else 0))
        for session in knowledge.of(Session, project)
        if session.took_place and session.held_on <= today
        for action in session.actions
        if action.is_open
    ]
    return sorted(found, key=lambda one: (one.action.due_on or Day.max, one.ref))


def open_bottlenecks(knowledge: Knowledge, project: str, today: Day) -> list[Bottleneck]:
    """The bottlenecks of a project that were found up to today and are not closed: the oldest first, risks last."""
    found = [one for one in knowledge.of(Bottleneck, project) if not one.is_closed and has_come(one.opened_on, today)]
    return sorted(found, key=lambda one: (not one.is_open, in_order(one.opened_on), one.ref))


def recently_closed(knowledge: Knowledge, project: str, today: Day) -> list[Bottleneck]:
    """The bottlenecks of a project that were closed in the half year before today, the latest first."""
    found = [one for one in knowledge.of(Bottleneck, project) if one.is_closed and one.closed_on]
    found = [one for one in found if one.closed_on and 0 <= (today - one.closed_on).days <= RECENT_DAYS]
    return sorted(found, key=lambda one: (one.closed_on or today, one.ref), reverse=True)


def titled_like(bottlenecks: Iterable[Bottleneck], title: str) -> Bottleneck | None:
    """The bottleneck that has this title, or one that differs by a slip of the pen; None where none has."""
    name, known = slug(title), list(bottlenecks)
    same = (one for one in known if name and name in (slug(one.title), one.id))
    near = (one for one in known if SequenceMatcher(None, one.title.lower(), title.lower()).ratio() >= ALIKE)
    return next(same, None) or next(near, None)


def open_interventions(knowledge: Knowledge, project: str, today: Day) -> list[Intervention]:
    """The interventions of a project of which something may still come, those that began first on top."""
    found = [one for one in knowledge.of(Intervention, project) if one.is_open]
    found = [one for one in found if has_come(one.started_on, today) or one.status == "planned"]
    return sorted(found, key=lambda one: (in_order(one.started_on), one.ref))


def next_session(knowledge: Knowledge, project: str, today: Day) -> Day | None:
    """The first day from today on for which a session was agreed or logged.

    A day that was agreed and then cancelled, or on which the session was held, no longer counts; one that was
    moved counts as its new day. A public event is no session with the project.
    """
    sessions = knowledge.of(Session, project)
    known = [s for s in sessions if s.held_on <= today or not s.took_place]
    latest: dict[str, Session] = {}  # of each kind: a newer day takes the place of an older one
    for one in sorted(known, key=lambda s: (s.held_on, s.ref)):
        if one.next_on and one.status != "cancelled":
            latest[one.kind] = one
    agreed = [(kind, s.next_on) for kind, s in latest.items() if s.next_on and s.next_on >= today]
    for one in known:
        if one.kind not in ("fact", "contact"):
            settled = (one.kind, one.held_on)
            agreed = [a for a in agreed if a != settled and (a[1] != one.held_on or settled in agreed)]
    days = [day for _, day in agreed if day is not None]
    days += [s.held_on for s in sessions if s.took_place and s.held_on > today and s.kind != "fact"]
    return min(days, default=None)


def escalations(knowledge: Knowledge, project: str) -> dict[str, list[Escalation]]:
    """Per bottleneck of a project the escalations that were submitted about it."""
    return knowledge.once(_escalations).get(project, {})


def _escalations(knowledge: Knowledge) -> dict[str, dict[str, list[Escalation]]]:
    """The same, of all projects."""
    found: dict[str, dict[str, list[Escalation]]] = {}
    for escalation in knowledge.of(Escalation):
        if not escalation.is_submitted:
            continue
        for named in escalation.bottlenecks:
            ref = knowledge.target(named, Ref(("bottleneck",)), escalation)
            if ref:
                found.setdefault(ref.partition("/")[0], {}).setdefault(ref, []).append(escalation)
    return found


def age_days(bottleneck: Bottleneck, today: Day) -> int | None:
    """Days that a bottleneck has been (or was) there, at least where its day is known in part; None where it is not."""
    if bottleneck.opened_on is None:
        return None
    until = bottleneck.closed_on if bottleneck.is_closed and bottleneck.closed_on else today
    return max(0, (until - bottleneck.opened_on).days)


def deadlines(knowledge: Knowledge, project: Project, today: Day) -> list[Deadline]:
    """What must be ready from today on, first things first; nothing of a project that has ended."""
    if project.status in ENDED:
        return []
    return sorted(d for d in _deadlines(knowledge, project, today) if d.on >= today)


def overdue(knowledge: Knowledge, project: Project, today: Day) -> list[Deadline]:
    """What should have been ready before today and was not reported as such, the longest ago first; no actions.

    Of a project that is over, or only followed, nothing is late. The term of the plan phase is among it where a
    guided project still has milestones to reach, or names none.
    """
    if project.status in OVER:
        return []
    found = [d for d in _deadlines(knowledge, project, today) if d.on < today and d.kind != "action"]
    ends_on = term_ends_on(knowledge, project)
    is_done = bool(project.milestones) and all(milestone.actual_on for milestone in project.milestones)
    if project.is_guided and ends_on and ends_on < today and not is_done:
        found.append(Deadline(ends_on, "term", "", project.ref))
    return sorted(found)


def is_reviewed(knowledge: Knowledge, decision: Decision) -> bool:
    """Whether a decision on the same followed one that was to be looked at again: of its kind, or a later step."""
    kinds = {decision.kind} if decision.kind in ("advice", "municipal") else {decision.kind, *LATER_STEPS}
    return any(
        other.kind in kinds
        and other.decided_on > decision.decided_on
        and other.lot == decision.lot
        and (other.by == decision.by or other.kind != "municipal")
        for other in knowledge.once(_decisions).get(_place(decision), ())
    )


def _decisions(knowledge: Knowledge) -> dict[str, list[Decision]]:
    """The decisions by the folder in which they lie."""
    found: dict[str, list[Decision]] = {}
    for decision in knowledge.of(Decision):
        found.setdefault(_place(decision), []).append(decision)
    return found


def _place(decision: Decision) -> str:
    return decision.ref.rpartition("/")[0]


def decision_deadlines(knowledge: Knowledge, decision: Decision, today: Day) -> Iterator[Deadline]:
    """The days of a decision taken by today that no later one followed: to look again, and the last on which it holds.

    Of what lapses by itself (an advice, what the municipality decided) nobody has to decide what comes after it.
    """
    if decision.decided_on > today or is_reviewed(knowledge, decision):
        return
    if decision.review_on:
        yield Deadline(decision.review_on, "review", decision.outcome, decision.ref)
    if decision.until and decision.kind not in ("advice", "municipal"):
        yield Deadline(decision.until, "until", decision.outcome, decision.ref)


def _deadlines(knowledge: Knowledge, project: Project, today: Day) -> Iterator[Deadline]:
    for one in open_actions(knowledge, today, project.id):
        if one.action.due_on:
            yield Deadline(one.action.due_on, "action", one.action.text, one.ref)
    for milestone in project.milestones:
        if milestone.awaited_on:
            yield Deadline(milestone.awaited_on, "milestone", milestone.title, f"{project.ref}#{milestone.code}")
    for agreement in project.agreements:
        if agreement.due_on and not agreement.done_on:
            yield Deadline(agreement.due_on, "agreement", agreement.text, project.ref)
    asked = {each.ref: each for sent in escalations(knowledge, project.id).values() for each in sent}
    for escalation in asked.values():  # once each, however many of its bottlenecks are of this project
        if escalation.decide_by and not escalation.answered_on:
            yield Deadline(escalation.decide_by, "escalation", escalation.question, escalation.ref)
    for decision in knowledge.of(Decision, project.id):
        yield from decision_deadlines(knowledge, decision, today)
    judged = feasibility(knowledge, project.id, today)
    if judged and judged.feasible.check_on:
        yield Deadline(judged.feasible.check_on, "check", judged.feasible.condition or "", project.ref)
