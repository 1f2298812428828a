"""The page before a talk: what was agreed, what is open, what comes, what to ask, what helped elsewhere."""

import datetime
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from ppl.errors import Text, UsageError
from ppl.model.escalation import Escalation
from ppl.model.intervention import Intervention
from ppl.model.knowledge import Knowledge
from ppl.model.lesson import Lesson
from ppl.model.programme import Programme
from ppl.model.project import ENDED, Project
from ppl.model.record import Ref
from ppl.reports import bottleneck, standing, values
from ppl.reports.prepare_report import (
    AgendaQuestion,
    Asked,
    Coming,
    InTheWay,
    LastTalk,
    LessonShown,
    OwnLesson,
    Prepare,
    ProjectLine,
    SolvedShown,
    TaskShown,
)
from ppl.reports.prepare_sentences import said
from ppl.reports.recap import PROGRAMME_READER, PROJECT_READER
from ppl.rules.decisions_asked import projects_of
from ppl.rules.due_line import Due
from ppl.rules.fitting import Learned, Solved
from ppl.rules.preparation import Kind, Preparation, Task, of_programme, preparation, seen
from ppl.rules.talk_day import next_kind
from ppl.rules.to_ask import Ask

Day = datetime.date
OF_PROJECT: tuple[Kind, ...] = ("weekly", "learning", "progress")
JUDGED = ("client", "progress")  # talks with the ministry, on how a project stands


class Request(msgspec.Struct, frozen=True):
    """A talk to come with a project, or of the programme with the ministry.

    knowledge: everything; the page is made from what its readers may see of it
    kind: None for the next one; on: its day, else the one that was agreed; names: per role who has it, for a letter
    """

    knowledge: Knowledge
    project: str | None = None
    kind: Kind | None = None
    on: Day | None = None
    names: Mapping[str, str] = {}


def kind_of_talk(knowledge: Knowledge, project: str | None, today: Day) -> Kind:
    """The kind of the next talk, where nobody named it: of the programme that with the ministry."""
    if project is None:
        return "client"
    found = next_kind(knowledge, project, today, OF_PROJECT)
    return next(kind for kind in OF_PROJECT if kind == found)


def reader_role(kind: str) -> str:
    """The role that the page is written to."""
    return PROGRAMME_READER if kind == "client" else PROJECT_READER


def build(request: Request, today: Day) -> Prepare:
    """The page, from no more than its readers may see. Raises UsageError for a project that nobody talks with."""
    whole = request.knowledge
    if request.project is None:
        return _of_programme(request, today)
    of_all = whole.project(request.project)
    kind = request.kind or kind_of_talk(whole, request.project, today)
    if of_all is None or of_all.status in ENDED:
        status = Text(of_all.status) if of_all else Text("unknown")
        what = Text("there is no talk to come with {project}: it is {status}", project=request.project, status=status)
        raise UsageError(what, Text("look back with --as-of, or: ppl report project {ref}", ref=request.project))
    reader = seen(whole, kind, request.project)
    project = reader.project(request.project)
    if project is None:
        what = Text("who comes to this talk may not see {project}", project=request.project)
        raise UsageError(what, Text("if they may: ppl set {ref} visibility=client", ref=request.project))
    return _of_project(reader, preparation(whole, reader, project, kind, today, request.on), project, kind, today)


def context(request: Request, found: Prepare) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(found, request.names)}


def remarks(request: Request, found: Prepare) -> list[Text]:
    """That the readers do not see what was agreed last time, which is for who makes the page."""
    if found.last is None or found.last.has_recap:
        return []
    text = Text(
        "what was agreed in {ref} is not on the page: not all who come may read it; if they may: "
        "ppl set {ref} visibility=client",
        ref=found.last.ref,
    )
    return [text]


def _of_project(reader: Knowledge, found: Preparation, project: Project, kind: str, today: Day) -> Prepare:
    has_standing = kind in JUDGED
    judged = standing.judgement(reader, project.id, today) if has_standing else None
    in_term = standing.in_term(reader, project.id, today) if has_standing else None
    if judged and in_term and judged.solved == in_term.solved:
        in_term = msgspec.structs.replace(in_term, solved=None)  # said once
    return msgspec.structs.replace(
        _head(reader, found, kind, today),
        project=project.ref,
        name=project.name,
        judgement=judged,
        in_term=in_term,
        lights=standing.lights(reader, project.id, today) if has_standing else (),
        milestones=standing.milestones(project, today) if has_standing else (),
        bottlenecks=_bottlenecks(reader, found, project, today),
        asked=tuple(_asked(reader, one) for one in found.asks),
        solved=tuple(_solved(reader, one) for one in found.solved),
        lessons=tuple(_lesson(reader, one, project) for one in found.lessons),
        learned=tuple(values.from_record(OwnLesson, one) for one in found.learned),
        to_confirm=tuple(own for one in found.to_confirm if (own := _to_confirm(reader, one))),
        questions=tuple(
            AgendaQuestion(
                ref=one.ref,
                question=one.question,
                theme=values.named(reader, "themes", one.theme),
                so_far=one.conclusions[-1] if one.conclusions else None,
            )
            for one in found.questions
        ),
    )


def _head(reader: Knowledge, found: Preparation, kind: str, today: Day) -> Prepare:
    """What every page has: the talk, the one before, what is open and what comes."""
    programme = reader.one(Programme)
    return Prepare(
        kind=kind,
        project=None,
        name=programme.name if programme else "",
        programme=programme.name if programme else "",
        bureau=programme.bureau if programme else "",
        on=today,
        reader=values.certain(reader, "roles", reader_role(kind)),
        writer=values.certain(reader, "roles", found.talk.role),
        talk_on=found.talk.on if found.talk.is_agreed or (found.talk.on and found.talk.on >= today) else None,
        is_agreed=found.talk.is_agreed,
        who=tuple(values.certain(reader, "roles", role) for role in found.roles),
        last=_last(found),
        tasks=tuple(_task(reader, one) for one in found.tasks),
        coming=tuple(_coming(reader, one) for one in found.coming),
    )


def _last(found: Preparation) -> LastTalk | None:
    if found.last is None:
        return None
    awaits = found.open_recap is not None and found.open_recap.kind == "confirmation"
    return values.from_record(LastTalk, found.last, awaits=awaits, has_recap=found.has_recap)


def _task(knowledge: Knowledge, task: Task) -> TaskShown:
    organisation = getattr(task.who, "organisation", None)
    return values.from_record(TaskShown, task, who=values.role(knowledge, task.who), organisation=organisation)


def _bottlenecks(knowledge: Knowledge, found: Preparation, project: Project, today: Day) -> tuple[InTheWay, ...]:
    states = {one.ref: one for one in bottleneck.bottlenecks(knowledge, project.id, today)}
    done: dict[str, list[bottleneck.InterventionState]] = {}
    each = {one.ref: one for one in bottleneck.interventions(knowledge, project.id, today)}
    for one in knowledge.of(Intervention, project.id):
        target = knowledge.target(one.for_, Ref(("bottleneck",)), one) if one.for_ else None
        if target and one.ref in each:
            done.setdefault(target, []).append(each[one.ref])
    return tuple(
        InTheWay(bottleneck=states[one.ref], interventions=tuple(done.get(one.ref, ()))) for one in found.bottlenecks
    )


def _coming(knowledge: Knowledge, one: Due) -> Coming:
    is_body = one.role in knowledge.codes.get("bodies", {})
    record = knowledge.get(one.ref)
    about = projects_of(knowledge, record) if isinstance(record, Escalation) else ()
    ids = about or ((one.project,) if one.project else ())
    return values.from_record(
        Coming,
        one,
        who=values.named(knowledge, "bodies" if is_body else "roles", one.role),
        projects=tuple(known.name for id in ids if (known := knowledge.project(id))),
    )


def _asked(knowledge: Knowledge, ask: Ask) -> Asked:
    codes = ask.text.split() if ask.kind == "preconditions" else ()
    return values.from_record(
        Asked, ask, about=tuple(values.certain(knowledge, "preconditions", code) for code in codes)
    )


def _solved(knowledge: Knowledge, one: Solved) -> SolvedShown:
    return SolvedShown(
        ref=one.bottleneck.ref,
        title=one.bottleneck.title,
        project=one.project.name,
        resolution=one.bottleneck.resolution or "",
        fits=one.fits.title,
        category=values.certain(knowledge, "bottleneck_categories", one.category),
        is_same_phase=one.is_same_phase,
        worked=tuple(each.observed.effect for each in one.by if each.observed and each.observed.effect),
    )


def _lesson(knowledge: Knowledge, one: Learned, project: Project) -> LessonShown:
    return LessonShown(
        ref=one.lesson.ref,
        title=one.lesson.title,
        project=one.project.name if one.project else None,
        source=_source(one.lesson),
        advice=one.lesson.advice,
        fits=one.fits.title if one.fits else None,
        category=values.named(knowledge, "bottleneck_categories", one.category),
        phase=None if one.fits else values.named(knowledge, "phases", project.phase),
    )


def _source(lesson: Lesson) -> str | None:
    """Who published what a lesson rests on, as short as it is known."""
    found = values.origins([lesson])
    named = (found[0].publisher or found[0].name) if found else lesson.from_.source
    return urlsplit(named).netloc.removeprefix("www.") or named if named else None


def _to_confirm(knowledge: Knowledge, line: Due) -> OwnLesson | None:
    lesson = knowledge.get(line.ref)
    return values.from_record(OwnLesson, lesson) if isinstance(lesson, Lesson) else None


def _of_programme(request: Request, today: Day) -> Prepare:
    """The page for the catch-up with the ministry: what is asked of it, and how each project stands."""
    if request.kind not in (None, "client"):
        what = Text("a talk of this kind is with a project: {kind}", kind=Text(str(request.kind)))
        raise UsageError(what, Text("name the project: ppl prepare PROJECT --kind {kind}", kind=str(request.kind)))
    reader = seen(request.knowledge, "client", None)
    guided = [one for one in reader.of(Project) if one.is_guided]
    lines = tuple(
        ProjectLine(
            ref=one.ref,
            name=one.name,
            judgement=standing.judgement(reader, one.id, today),
            lights=standing.lights(reader, one.id, today),
            milestones=standing.milestones(one, today),
        )
        for one in sorted(guided, key=lambda one: one.name)
    )
    found = of_programme(request.knowledge, reader, today, request.on)
    return msgspec.structs.replace(_head(reader, found, "client", today), projects=lines)
