"""Decisions that somebody is asked to take: by which body or role, on what, and by which day."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from ppl.errors import DataError
from ppl.model.decision import Decision
from ppl.model.escalation import Escalation
from ppl.model.kinds import project_of
from ppl.model.knowledge import Knowledge
from ppl.model.lists import Bodies
from ppl.model.plan import Plan, PlanActivity
from ppl.model.project import ENDED, Milestone
from ppl.model.record import Party, Record, Ref, Who
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.milestones import activity_of
from ppl.rules.schedule.planned import Planned, planned
from ppl.rules.standing import decision_deadlines, escalations, is_reviewed

Day = datetime.date
CLIENT = "opdrachtgever"  # the role and the body that is the ministry
MUNICIPALITY = "gemeente"  # where nobody wrote which of its bodies took a decision
AHEAD = datetime.timedelta(weeks=13)  # how far a step of a plan that a body decides on may lie ahead


class Asked(NamedTuple):
    """A decision that is asked.

    of: the body or role that can take it; kind: escalation (a question), advice (no decision followed it), review or
    until (of a decision that was taken), plan (a step that a body decides on)
    text: the question, the outcome, or the title of the step; ref: the record, of a step `<project>/plan#<id>`
    by_on: by which day; None where nobody named one; on: the day of the advice, or of the decision
    late_days: since by_on; is_assumed: its day comes from a template, so that nobody planned it and it is never late
    projects: ids of the projects that it is about
    """

    of: str
    kind: str
    text: str
    ref: str
    by_on: Day | None = None
    on: Day | None = None
    late_days: int = 0
    lot: str | None = None
    projects: tuple[str, ...] = ()
    is_assumed: bool = False


def decisions_asked(
    knowledge: Knowledge, today: Day, project: str | None = None, *, with_plans: bool = True, ahead: Day | None = None
) -> list[Asked]:
    """What is asked and not decided yet, of all projects and the programme or of one project: the first day on top.

    What has no day comes last. with_plans: also the steps of plans, each of which is calculated through; ahead: up to
    this day, else of the coming quarter. Of a project that has ended nothing is asked.
    """
    found = [*_escalations(knowledge, today, project), *_decisions(knowledge, today, project)]
    if with_plans:
        until = ahead or today + AHEAD
        found += [one for each in knowledge.of(Plan, project) for one in _steps(knowledge, each, today, until)]
    return sorted(found, key=lambda one: (one.by_on or Day.max, one.kind, one.ref))


def _late(by_on: Day | None, today: Day) -> int:
    return max(0, (today - by_on).days) if by_on else 0


def _escalations(knowledge: Knowledge, today: Day, project: str | None) -> Iterator[Asked]:
    bodies = knowledge.one(Bodies)
    answers = {body.code: body.answer_within_days for body in (bodies.bodies if bodies else ())}
    of_project = escalations(knowledge, project) if project else {}
    sent = {one.ref: one for each in of_project.values() for one in each}
    for one in sent.values() if project else knowledge.of(Escalation):
        is_to_come = one.submitted_on is not None and one.submitted_on > today
        if not one.is_with_the_body or is_to_come or (one.answered_on and one.answered_on <= today):
            continue
        days = answers.get(one.to)
        by_on = one.decide_by
        if by_on is None and days and one.submitted_on:
            by_on = one.submitted_on + datetime.timedelta(days=days)
        yield Asked(
            one.to, "escalation", one.question, one.ref, by_on, one.submitted_on, _late(by_on, today),
            projects=projects_of(knowledge, one),
        )  # fmt: skip


def projects_of(knowledge: Knowledge, escalation: Escalation) -> tuple[str, ...]:
    """The ids of the projects whose bottlenecks an escalation is about, each once."""
    refs = (knowledge.target(named, Ref(("bottleneck",)), escalation) or "" for named in escalation.bottlenecks)
    return tuple(dict.fromkeys(project_of(ref) or "" for ref in refs if ref))


def _of_programme(knowledge: Knowledge) -> tuple[Decision, ...]:
    return tuple(one for one in knowledge.of(Decision) if one.ref.startswith("programme/"))


def _decisions(knowledge: Knowledge, today: Day, about: str | None) -> Iterator[Asked]:
    """Advices that no decision followed, and decisions to be looked at again, each once, by the first of its days."""
    shared = [one for one in knowledge.once(_of_programme) if about in one.projects]
    for one in [*knowledge.of(Decision, about), *shared]:
        project = knowledge.project(project_of(one.ref) or "")
        if one.decided_on > today or (project is not None and project.status in ENDED):
            continue
        projects = (project.id,) if project else one.projects
        first = min(decision_deadlines(knowledge, one, today), default=None)
        if one.kind == "advice":
            if not is_reviewed(knowledge, one) and not _is_followed(knowledge, one, today):
                by_on = one.review_on or one.until
                late = _late(by_on, today)
                yield Asked(CLIENT, "advice", one.outcome, one.ref, by_on, one.decided_on, late, one.lot, projects)
        elif first is not None:
            of = _role(one.by) or (MUNICIPALITY if one.kind == "municipal" else CLIENT)
            late = _late(first.on, today)
            yield Asked(of, first.kind, one.outcome, one.ref, first.on, one.decided_on, late, one.lot, projects)


def _role(who: Who | None) -> str | None:
    return who.role if isinstance(who, Party) else who


def _is_followed(knowledge: Knowledge, advice: Decision, today: Day) -> bool:
    """Whether a decision by somebody else, on the same, was taken on the day of an advice or after it."""
    place = _place(advice)
    return any(
        other.kind not in ("advice", "municipal")
        and _place(other) == place
        and other.lot == advice.lot
        and advice.decided_on <= other.decided_on <= today
        for other in knowledge.of(Decision, project_of(advice.ref))
    )


def _place(record: Record) -> str:
    return record.ref.rpartition("/")[0]


def scheduled(knowledge: Knowledge, project: str) -> tuple[Planned, Schedule] | None:
    """The plan of a project in time; None where it has none, or one that cannot be calculated."""
    return knowledge.once(_scheduled, project)


def _scheduled(knowledge: Knowledge, project: str) -> tuple[Planned, Schedule] | None:
    try:
        found = planned(knowledge, project)
        return found, found.schedule()
    except DataError:
        return None


def _steps(knowledge: Knowledge, plan: Plan, today: Day, until: Day) -> Iterator[Asked]:
    """The steps of a plan that a body decides on, from those that are late to those up to a day.

    Where a milestone of the project has the step on another day, that of the milestone counts.
    """
    project = knowledge.project(project_of(plan.ref) or "")
    in_time = scheduled(knowledge, project.id) if project is not None and project.status not in ENDED else None
    if project is None or in_time is None:
        return
    found, schedule = in_time
    reached = knowledge.once(steps_of_milestones, project.id).items()
    settled = {id: one.planned_on for id, (_, one) in reached if one.planned_on and not one.actual_on}
    for one, end in zip(schedule.network.activities, schedule.end, strict=True):
        by_on = settled.get(one.id) or schedule.day(end)
        if not one.decided_by or one.actual_end_on or by_on is None or by_on > until:
            continue
        is_assumed = one.id not in settled and found.plan.is_assumed(one)
        if not is_assumed or by_on >= today:
            late = _late(by_on, today)
            ref = f"{plan.ref}#{one.id}"
            yield Asked(
                one.decided_by, "plan", one.title, ref, by_on, None, late, None, (project.id,), is_assumed
            )  # fmt: skip


def steps_of_milestones(knowledge: Knowledge, project: str) -> dict[str, tuple[PlanActivity, Milestone]]:
    """The steps of a plan that milestones of the project reach, or reached, by the id of the step."""
    in_time, known = scheduled(knowledge, project), knowledge.project(project)
    if in_time is None or known is None:
        return {}
    steps = {one.id: one for one in in_time[0].activities}
    reached = ((activity_of(one, in_time[0]), one) for one in known.milestones if one.planned_on or one.actual_on)
    return {id: (steps[id], one) for id, one in reached if id}
