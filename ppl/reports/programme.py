"""The report on the programme: one judgement per project, what recurs, lessons, requests, decisions asked, sources."""

import datetime
from collections import defaultdict
from typing import Any

import msgspec

from ppl.model.decision import Decision
from ppl.model.escalation import Escalation
from ppl.model.kinds import project_of
from ppl.model.knowledge import Knowledge
from ppl.model.lesson import Lesson
from ppl.model.programme import Programme
from ppl.model.project import CHOSEN, FOLLOWED, OUTSIDE, Project
from ppl.model.record import Record, Visibility
from ppl.reports import standing, values
from ppl.reports.asked import asked, is_of_reader
from ppl.reports.bottleneck import BottleneckState
from ppl.reports.pictures import ages, milestones, rhythm
from ppl.reports.programme_report import Beside, Filled, MinistryRequest, ProgrammeReport, Recurring, Withdrawn
from ppl.reports.programme_sentences import said
from ppl.reports.project import Request as ProjectRequest
from ppl.reports.project import build as build_project
from ppl.reports.project import decisions, learned, lessons
from ppl.reports.project_report import Learned, ProjectReport
from ppl.rules.changes import Since, previous_report
from ppl.rules.decisions_asked import projects_of
from ppl.rules.lesson_match import RIPE, matching_lessons, urgent
from ppl.rules.ranking import CANDIDATES

Day = datetime.date


LESSONS, OWN_LESSONS, PER_CATEGORY = 12, 6, 2


class Request(msgspec.Struct, frozen=True):
    """The programme, from what its reader may see. since: from which day on it tells what changed; None: see Since."""

    knowledge: Knowledge
    project: None = None
    audience: Visibility = "internal"
    since: Day | None = None


def build(request: Request, today: Day) -> ProgrammeReport:
    """The report on the programme. Its plans are not drawn, but what they ask of others is in it."""
    knowledge = request.knowledge
    since = Since(request.since, "given") if request.since else previous_report(knowledge, today)
    programme = knowledge.one(Programme)
    inside = [p for p in knowledge.of(Project) if p.status not in OUTSIDE]
    inside.sort(key=lambda p: (p.lot or "", p.name))
    each = tuple(
        build_project(ProjectRequest(knowledge, p.id, False, request.audience, since.on), today) for p in inside
    )
    told = [n for n in knowledge.of(Lesson) if n.status in RIPE and n.noted_on <= today]
    chosen = _lessons(knowledge, told, each, today)
    homes = [p.homes for p in each if p.status in CHOSEN and p.homes and (p.homes.min or p.homes.max)]
    open_ = asked(knowledge, today)
    own = [d for d in knowledge.of(Decision) if d.ref.startswith("programme/")]
    return ProgrammeReport(
        name=programme.name if programme else "",
        client=programme.client.name_on(today) if programme else "",
        bureau=programme.bureau if programme else "",
        on=today,
        lots=_lots(programme, each),
        homes=_homes(homes),
        homes_known=len(homes),
        projects=each,
        beside=_beside(knowledge),
        recurring=_recurring(each),
        lessons=chosen,
        more_lessons=len(told) - len(chosen),
        requests=_requests(knowledge, today),
        since=since.on,
        since_kind=since.kind,
        asked=tuple(one for one in open_ if is_of_reader(one, "client")),
        asked_of_others=tuple(one for one in open_ if not is_of_reader(one, "client")),
        withdrawn=_withdrawn(knowledge, today),
        decisions=decisions(knowledge, own, today),
        sources=_sources(programme, each),
    )


def pictures(programme: ProgrammeReport) -> dict[str, msgspec.Struct]:
    """Milestones, ages of bottlenecks and rhythm of the projects that go on: those for which there are data."""
    name, on = programme.name, programme.on
    going = [project for project in programme.projects if project.ended is None]
    found = {
        "milestones": milestones.milestones(name, on, [(each.name, each.milestones) for each in going]),
        "ages": ages.ages(name, on, [(each.name, each.open) for each in going]),
        "rhythm": rhythm.of_projects(name, on, [(each.name, each.weeks) for each in going]),
    }
    return {chart: one for chart, one in found.items() if one is not None}


def context(request: Request, programme: ProgrammeReport) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(programme, request.audience)}


def _lots(programme: Programme | None, each: tuple[ProjectReport, ...]) -> tuple[Filled, ...]:
    inside = [p.lot.code for p in each if p.lot and p.status in CHOSEN]
    waiting = [p.lot.code for p in each if p.lot and p.status in CANDIDATES]
    return tuple(
        Filled(
            lot=values.Named(code=lot.code, nl=lot.title),
            slots=lot.slots,
            projects=inside.count(lot.code),
            candidates=waiting.count(lot.code),
        )
        for lot in (programme.lots if programme else ())
    )


def _homes(found: list[standing.HomesState]) -> standing.HomesState | None:
    """The homes of projects together: one without a minimum adds nothing to it, one without a maximum leaves none."""
    if not found:
        return None
    most = [h.max for h in found if h.max is not None]
    return standing.HomesState(
        min=sum(h.min or 0 for h in found) or None, max=sum(most) if len(most) == len(found) else None
    )


def _beside(knowledge: Knowledge) -> tuple[Beside, ...]:
    projects = [p for p in knowledge.of(Project) if p.status == FOLLOWED]
    return tuple(Beside(name=p.name, municipality=p.municipality) for p in sorted(projects, key=lambda p: p.name))


def _lessons(
    knowledge: Knowledge, told: list[Lesson], each: tuple[ProjectReport, ...], today: Day
) -> tuple[Learned, ...]:
    """The newest of the projects themselves, then those that fit what is open; else the newest of all."""
    inside = {project.ref for project in each}
    own = lessons([n for n in told if n.from_.project in inside], today)[:OWN_LESSONS]
    open_ = [(project.ref, bottleneck.category.code) for project in each for bottleneck in project.open]
    fits = matching_lessons(told, urgent(open_), PER_CATEGORY, {one.ref for one in own})
    others = [learned(n, values.named(knowledge, "bottleneck_categories", category)) for n, category in fits]
    return (*own, *others)[:LESSONS] or lessons(told, today)[:LESSONS]


def _recurring(each: tuple[ProjectReport, ...]) -> tuple[Recurring, ...]:
    found: dict[str, list[tuple[str, BottleneckState]]] = defaultdict(list)
    for project in each:
        for bottleneck in project.open:
            found[bottleneck.category.code].append((project.name, bottleneck))
    rows = [
        Recurring(
            category=held[0][1].category,
            bottlenecks=len(held),
            projects=tuple(dict.fromkeys(name for name, _ in held)),
            escalated=sum(bool(b.escalated) for _, b in held),
        )
        for held in found.values()
        if len({name for name, _ in held}) > 1
    ]
    return tuple(sorted(rows, key=lambda r: (-len(r.projects), -r.bottlenecks, r.category.code)))


def _requests(knowledge: Knowledge, today: Day) -> tuple[MinistryRequest, ...]:
    found = []
    for escalation in knowledge.of(Escalation):
        if not escalation.is_submitted:
            continue
        if escalation.submitted_on and escalation.submitted_on > today:
            continue
        found.append(
            MinistryRequest(
                ref=escalation.ref,
                to=values.certain(knowledge, "bodies", escalation.to),
                question=escalation.question,
                status=escalation.status,
                projects=tuple(p.name for id in projects_of(knowledge, escalation) if (p := knowledge.project(id))),
                submitted_on=escalation.submitted_on,
                decide_by=escalation.decide_by,
                answered_on=escalation.answered_on,
                answer=escalation.answer,
                outcome=escalation.outcome,
            )
        )
    return tuple(sorted(found, key=lambda r: (r.to.code != values.CLIENT, r.decide_by or Day.max, r.ref)))


def _withdrawn(knowledge: Knowledge, today: Day) -> tuple[Withdrawn, ...]:
    """The projects that withdrew after they were chosen; who withdrew before that never took part."""
    chosen = {
        project_of(one.ref)
        for one in knowledge.of(Decision)
        if one.kind == "selection" and one.outcome == "select" and one.decided_on <= today
    }
    found = [p for p in knowledge.of(Project) if p.status == "withdrawn" and p.id in chosen]
    return tuple(
        Withdrawn(name=p.name, municipality=p.municipality, ended=how)
        for p in sorted(found, key=lambda p: p.name)
        if (how := standing.ended(knowledge, p, today))
    )


def _sources(programme: Programme | None, each: tuple[ProjectReport, ...]) -> tuple[values.Origin, ...]:
    records: list[Record] = [programme] if programme else []
    of_projects = (origin for project in each for origin in project.sources)
    return tuple(sorted(values.each_once((*values.origins(records), *of_projects)), key=values.by_name))
