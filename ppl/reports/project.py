"""The report on one project: facts, milestones, lights, bottlenecks, interventions, feasible in the term or not."""

import datetime
from typing import Any

import msgspec

from ppl.errors import Text, UsageError
from ppl.model.bottleneck import CLOSED, OPEN, Bottleneck
from ppl.model.decision import Decision
from ppl.model.fields import fields, plain
from ppl.model.intervention import Intervention
from ppl.model.knowledge import Knowledge
from ppl.model.lesson import Lesson
from ppl.model.plan import Plan
from ppl.model.programme import Programme
from ppl.model.project import ENDED, Project
from ppl.model.record import Record, Visibility
from ppl.model.session import Session
from ppl.partial_date import has_come
from ppl.reports import bottleneck, happenings, profile, standing, values
from ppl.reports.asked import asked
from ppl.reports.changed import changed
from ppl.reports.outlook import outlook
from ppl.reports.pictures import ages, lights, milestones, rhythm
from ppl.reports.project_detail_sentences import in_full
from ppl.reports.project_report import Decided, Learned, ProjectReport
from ppl.reports.scan import moments
from ppl.reports.scored import scores
from ppl.rules import cadence, progress
from ppl.rules.changes import Since, previous_report
from ppl.rules.project_lessons import lessons_of
from ppl.rules.scan import answer_of
from ppl.rules.standing import is_reviewed, next_session

Day = datetime.date


class Request(msgspec.Struct, frozen=True):
    """A project, from what its reader may see.

    with_plan: whether its plan is calculated through too, which takes longer than all the rest
    since: from which day on it tells what changed; None for that of the report before
    """

    knowledge: Knowledge
    project: str
    with_plan: bool = True
    audience: Visibility = "internal"
    since: Day | None = None


def build(request: Request, today: Day) -> ProjectReport:
    """The report on a project. Raises UsageError where its reader may not see it at all."""
    knowledge = request.knowledge
    project = knowledge.project(request.project)
    if project is None:
        raise UsageError(
            Text("this audience may not see {project}", project=request.project),
            Text("choose a narrower one with --audience, or widen the visibility of the project"),
        )
    programme = knowledge.one(Programme)
    bottlenecks = bottleneck.bottlenecks(knowledge, project.id, today)
    since = Since(request.since, "given") if request.since else previous_report(knowledge, today, project.id)
    return values.from_record(
        ProjectReport,
        project,
        programme=programme.name if programme else "",
        on=today,
        has_sessions=bool(cadence.guidance(knowledge.of(Session, project.id), today)),
        **_words(knowledge, project),
        task=answer_of(project, "leading_task"),
        leader=profile.leading(knowledge, project),
        partners=profile.partners(knowledge, project),
        grants=profile.grants(project),
        agreements=profile.agreements(knowledge, project),
        kickoff=profile.kickoff(knowledge, project.id, today),
        homes=standing.homes(project),
        goal_weeks=progress.goal_weeks(knowledge, project),
        **_baseline(project),
        ended=standing.ended(knowledge, project, today),
        judgement=standing.judgement(knowledge, project.id, today),
        in_term=standing.in_term(knowledge, project.id, today),
        lights=standing.lights(knowledge, project.id, today),
        light_strips=lights.strips(knowledge, project.id, today),
        weeks=rhythm.weeks(knowledge, project.id, today) if request.audience == "internal" else (),
        milestones=standing.milestones(project, today),
        scans=moments(knowledge, project, today),
        plan=outlook(knowledge, project.id, today) if request.with_plan and project.status not in ENDED else None,
        plan_unchecked=_unchecked(knowledge, project),
        open=tuple(b for b in bottlenecks if b.status in OPEN),
        risks=tuple(b for b in bottlenecks if b.status == "risk"),
        closed=tuple(b for b in bottlenecks if b.status in CLOSED),
        interventions=bottleneck.interventions(knowledge, project.id, today),
        actions=standing.tasks(knowledge, today, project.id),
        decisions=decisions(knowledge, knowledge.of(Decision, project.id), today),
        lessons=lessons(lessons_of(knowledge, project.id), today),
        happenings=happenings.happenings(knowledge, project.id, today),
        talks=happenings.talks(knowledge, project.id, today),
        events=happenings.events(knowledge, project.id, today),
        scores=scores(knowledge, project.id, today, is_settled=request.audience == "project"),
        corrected_since=today - happenings.CORRECTED,
        corrections=happenings.corrections(knowledge, project.id, today),
        next_session_on=next_session(knowledge, project.id, today),
        overdue=standing.overdue(knowledge, project, today),
        deadlines=standing.deadlines(knowledge, project, today),
        since=since.on,
        since_kind=since.kind,
        changes=changed(knowledge, project, since.on, today),
        asked=asked(knowledge, today, project.id, with_plans=request.with_plan),
        sources=values.origins(_records(knowledge, project, today)),
    )


def _baseline(project: Project) -> dict[str, Any]:
    """How long it would take without the method, on which basis, and since when that is said."""
    base = project.baseline
    return {
        "baseline_weeks": base.weeks if base else None,
        "baseline_basis": base.basis if base else None,
        "baseline_on": base.set_on if base else None,
    }


def _words(knowledge: Knowledge, project: Project) -> dict[str, values.Named | None]:
    """The codes of a project with their words."""
    lists = {
        "lot": "lots",
        "province": "areas",
        "phase": "phases",
        "situation": "situations",
        "ownership": "ownerships",
        "type": "project_types",
        "novex_area": "areas",
    }
    return {field: values.named(knowledge, name, getattr(project, field)) for field, name in lists.items()}


def _unchecked(knowledge: Knowledge, project: Project) -> int:
    plan = knowledge.get(f"{project.ref}/plan")
    return plan.unchecked if isinstance(plan, Plan) and project.status not in ENDED else 0


def remarks(request: Request, shown: ProjectReport) -> list[Text]:
    """How a plan that differs from the milestones is settled, which is for who makes the report."""
    if shown.plan is None or not shown.plan.differs:
        return []
    text = Text(
        "the plan and the milestones differ, and the milestones count: ppl plan accept-milestones {project} takes them "
        "over in the plan, with --to-project the other way",
        project=shown.ref,
    )
    return [text]


def pictures(project: ProjectReport) -> dict[str, msgspec.Struct]:
    """Lights over time, milestones, ages of bottlenecks and the rhythm of talks: those for which there are data."""
    name, on = project.name, project.on
    found = {
        "lights": lights.Lights(name=name, on=on, strips=project.light_strips) if project.light_strips else None,
        "milestones": milestones.milestones(name, on, [("", project.milestones)]),
        "ages": ages.ages(name, on, [("", project.open)]),
        "rhythm": rhythm.by_year(name, on, project.weeks),
    }
    return {chart: one for chart, one in found.items() if one is not None}


def context(request: Request, project: ProjectReport) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`), and every field of the project's own records by ref."""
    kinds = (Bottleneck, Intervention, Decision)
    records = {
        one.ref: {field.name: None for field in fields(kind)} | plain(one)
        for kind in kinds
        for one in request.knowledge.of(kind, request.project)
    }
    return {"said": in_full(project, request.audience), "records": records}


def decisions(knowledge: Knowledge, found: list[Decision], today: Day) -> tuple[Decided, ...]:
    """Decisions and advices up to a day, the newest first."""
    taken = sorted((d for d in found if d.decided_on <= today), key=lambda d: (d.decided_on, d.ref), reverse=True)
    return tuple(
        values.from_record(
            Decided,
            d,
            on=d.decided_on,
            by=(by := values.role(knowledge, d.by)),
            organisation=getattr(d.by, "organisation", None) or _client(knowledge, by, d.decided_on),
            is_reviewed=is_reviewed(knowledge, d),
        )
        for d in taken
    )


def _client(knowledge: Knowledge, by: values.Named | None, day: Day) -> str | None:
    """What the ministry was called on the day on which it decided; None where another did."""
    programme = knowledge.one(Programme)
    return programme.client.name_on(day) or None if programme and by and by.code == values.CLIENT else None


def lessons(found: list[Lesson], today: Day) -> tuple[Learned, ...]:
    """Lessons noted up to a day that were not withdrawn, the newest first."""
    noted = [lesson for lesson in found if lesson.noted_on <= today and lesson.status != "withdrawn"]
    return tuple(learned(lesson) for lesson in sorted(noted, key=lambda n: (-n.noted_on.toordinal(), n.ref)))


def learned(lesson: Lesson, helps_with: values.Named | None = None) -> Learned:
    """A lesson as a report tells it."""
    known_from = values.origins([lesson])
    return values.from_record(
        Learned,
        lesson,
        is_own_advice="advice" in lesson.own,
        known_from=known_from[0] if known_from else None,
        helps_with=helps_with,
    )


def _records(knowledge: Knowledge, project: Project, today: Day) -> list[Record]:
    found: list[Record] = [project, *progress.held(knowledge, project.id, today)]
    found += [decision for decision in knowledge.of(Decision, project.id) if decision.decided_on <= today]
    found += [one for one in knowledge.of(Bottleneck, project.id) if has_come(one.opened_on, today)]
    return [*found, *knowledge.of(Intervention, project.id)]
