"""The pieces that several reports share: each a frozen struct of plain values and codes, no words of a language."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from ppl.model.bottleneck import Bottleneck
from ppl.model.intervention import Intervention
from ppl.model.kinds import project_of
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.model.project import Milestone, Project
from ppl.model.record import Part, Record, Ref, Source, Who
from ppl.rules import progress

Day = datetime.date


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A code with its words in both languages."""

    code: str
    nl: str
    en: str | None = None


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where something comes from."""

    name: str
    url: str | None = None
    on: Day | None = None


class HomesState(msgspec.Struct, frozen=True, kw_only=True):
    """How many homes, and the shares (0 to 1) for whom."""

    min: int | None = None
    max: int | None = None
    social: float | None = None
    middle: float | None = None
    free: float | None = None


class LightState(msgspec.Struct, frozen=True, kw_only=True):
    """A traffic light with what belongs to it; `before` is the colour it had the time before."""

    aspect: str
    light: str
    on: Day
    before: str | None = None
    cause: str | None = None
    consequence: str | None = None
    correction: str | None = None
    recovers_when: str | None = None
    recovers_by: Day | None = None


class MilestoneState(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone; weeks_won (negative: lost) is measured against baseline or first planned date."""

    code: str
    title: str
    baseline_on: Day | None = None
    planned_on: Day | None = None
    actual_on: Day | None = None
    weeks_won: float | None = None
    because: str | None = None


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """An escalation of a bottleneck: to which body, and how that stands."""

    ref: str
    to: Named
    status: str
    submitted_on: Day | None = None
    answered_on: Day | None = None


class BottleneckState(msgspec.Struct, frozen=True, kw_only=True):
    """A bottleneck; age_days is how long it has been there, or was until it was closed.

    chance (0 to 1) and risk_weeks: of a risk; extra_cost: euros; causes: titles of the bottlenecks behind it
    """

    ref: str
    title: str
    category: Named
    status: str
    opened_on: Day
    age_days: int
    closed_on: Day | None = None
    sphere: str | None = None
    description: str | None = None
    resolution: str | None = None
    critical_path_weeks: float | None = None
    weeks_basis: str | None = None
    estimated_on: Day | None = None
    homes_affected: int | None = None
    escalated: tuple[Sent, ...] = ()
    also: tuple[Named, ...] = ()
    depth: str | None = None
    breadth: str | None = None
    dimension: Named | None = None
    owner: Named | None = None
    tried: tuple[str, ...] = ()
    extra_cost: float | None = None
    chance: float | None = None
    risk_weeks: float | None = None
    causes: tuple[str, ...] = ()


class InterventionState(msgspec.Struct, frozen=True, kw_only=True):
    """An intervention with what was expected of it and what was seen; purpose: the bottleneck or activity it is for."""

    ref: str
    title: str
    started_on: Day
    status: str
    kind: Named | None = None
    expected: str | None = None
    expected_weeks: float | None = None
    observed: str | None = None
    observed_weeks: float | None = None
    observed_on: Day | None = None
    evidence: str | None = None
    by: Named | None = None
    purpose: str | None = None


class TaskState(msgspec.Struct, frozen=True, kw_only=True):
    """An open action; late_days counts past its date."""

    ref: str
    text: str
    status: str
    late_days: int
    due_on: Day | None = None
    owner: Named | None = None
    organisation: str | None = None


class DeadlineState(msgspec.Struct, frozen=True, kw_only=True):
    """A day by which something must be ready."""

    on: Day
    kind: str
    text: str
    ref: str


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a project is on course, and what that was the time before."""

    judgement: str
    on: Day
    because: str | None = None
    before: str | None = None


class InTerm(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the plan phase can be ready in the term."""

    judgement: str
    on: Day
    condition: str | None = None
    check_on: Day | None = None


def named(knowledge: Knowledge, list_name: str, code: str | None) -> Named | None:
    """A code of a list with its words; the code itself where the list is not there or does not know it."""
    if code is None:
        return None
    entry: Any = knowledge.codes.get(list_name, {}).get(code)
    words = getattr(entry, "nl", None) or getattr(entry, "name", None) or getattr(entry, "title", None)
    return Named(code=code, nl=words or code.replace("-", " "), en=getattr(entry, "en", None))


def certain(knowledge: Knowledge, list_name: str, code: str) -> Named:
    """As `named`, for a field that is always there."""
    found = named(knowledge, list_name, code)
    assert found is not None
    return found


def homes(project: Project) -> HomesState | None:
    """The homes of a project."""
    found = project.homes
    if found is None:
        return None
    return HomesState(min=found.min, max=found.max, social=found.social, middle=found.middle, free=found.free)


def lights(knowledge: Knowledge, project: str, today: Day) -> tuple[LightState, ...]:
    """The latest known lights of a project."""
    return tuple(
        LightState(
            aspect=lit.aspect,
            light=lit.light.light,
            on=lit.on,
            before=lit.before,
            cause=lit.light.cause,
            consequence=lit.light.consequence,
            correction=lit.light.correction,
            recovers_when=lit.light.recovers_when,
            recovers_by=lit.light.recovers_by,
        )
        for lit in progress.lights(knowledge, project, today)
    )


def milestones(project: Project) -> tuple[MilestoneState, ...]:
    """The milestones of a project, in the order of its file."""
    return tuple(_milestone(milestone) for milestone in project.milestones)


def _milestone(milestone: Milestone) -> MilestoneState:
    moves = sorted(milestone.moves, key=lambda move: move.on)
    return MilestoneState(
        code=milestone.code,
        title=milestone.title,
        baseline_on=milestone.baseline_on,
        planned_on=milestone.planned_on,
        actual_on=milestone.actual_on,
        weeks_won=progress.weeks_won(milestone),
        because=moves[-1].because if moves else None,
    )


def bottlenecks(knowledge: Knowledge, project: str, today: Day) -> tuple[BottleneckState, ...]:
    """The bottlenecks of a project that were found up to today, the oldest first."""
    sent = progress.escalations(knowledge, project)
    found = [b for b in knowledge.of(Bottleneck, project) if b.opened_on <= today]
    return tuple(
        _bottleneck(knowledge, b, today, sent.get(b.ref, [])) for b in sorted(found, key=lambda b: (b.opened_on, b.ref))
    )


def _bottleneck(knowledge: Knowledge, one: Bottleneck, today: Day, sent: list[Any]) -> BottleneckState:
    return BottleneckState(
        ref=one.ref,
        title=one.title,
        category=certain(knowledge, "bottleneck_categories", one.category),
        status=one.status,
        opened_on=one.opened_on,
        age_days=progress.age_days(one, today),
        closed_on=one.closed_on,
        sphere=one.sphere,
        description=one.description,
        resolution=one.resolution,
        critical_path_weeks=one.critical_path_weeks,
        weeks_basis=one.weeks_basis,
        estimated_on=one.estimated_on,
        homes_affected=one.homes_affected,
        escalated=tuple(
            Sent(
                ref=e.ref,
                to=certain(knowledge, "bodies", e.to),
                status=e.status,
                submitted_on=e.submitted_on,
                answered_on=e.answered_on,
            )
            for e in sent
        ),
        also=tuple(certain(knowledge, "bottleneck_categories", code) for code in one.also),
        depth=one.depth,
        breadth=one.breadth,
        dimension=named(knowledge, "dimensions", one.dimension),
        owner=role(knowledge, one.owner),
        tried=one.tried,
        extra_cost=one.extra_cost,
        chance=one.chance,
        risk_weeks=one.weeks,
        causes=tuple(found for cause in one.caused_by if (found := _title(knowledge, cause, one))),
    )


def _title(knowledge: Knowledge, meant: str, of: Record) -> str | None:
    """The title of the bottleneck, or the activity of the project's plan, that a reference means."""
    target = knowledge.get(knowledge.target(meant, Ref(("bottleneck",)), of) or "")
    if isinstance(target, Bottleneck):
        return target.title
    plan = knowledge.get(f"{project_of(of.ref)}/plan")
    steps = plan.activities if isinstance(plan, Plan) else ()
    return next((step.title for step in steps if step.id == meant.rpartition("#")[2]), None)


def interventions(knowledge: Knowledge, project: str, today: Day) -> tuple[InterventionState, ...]:
    """The interventions of a project that began up to today, and those that are planned."""
    found = [i for i in knowledge.of(Intervention, project) if i.started_on <= today or i.status == "planned"]
    return tuple(_intervention(knowledge, i) for i in sorted(found, key=lambda i: (i.started_on, i.ref)))


def _intervention(knowledge: Knowledge, one: Intervention) -> InterventionState:
    expected, observed = one.expected, one.observed
    return InterventionState(
        ref=one.ref,
        title=one.title,
        started_on=one.started_on,
        status=one.status or "running",
        kind=named(knowledge, "intervention_kinds", one.kind),
        expected=expected.effect if expected else None,
        expected_weeks=expected.weeks if expected else None,
        observed=observed.effect if observed else None,
        observed_weeks=observed.weeks if observed else None,
        observed_on=observed.on if observed else None,
        evidence=observed.evidence if observed else None,
        by=role(knowledge, one.by),
        purpose=_title(knowledge, one.for_, one) if one.for_ else None,
    )


def tasks(knowledge: Knowledge, today: Day, project: str) -> tuple[TaskState, ...]:
    """The open actions of a project, those that are due first on top."""
    return tuple(
        TaskState(
            ref=task.ref,
            text=task.action.text,
            status=task.action.status or "open",
            late_days=task.late_days,
            due_on=task.action.due_on,
            owner=role(knowledge, task.action.owner),
            organisation=getattr(task.action.owner, "organisation", None),
        )
        for task in progress.tasks(knowledge, today, project)
    )


def role(knowledge: Knowledge, who: Who | None) -> Named | None:
    """The role of somebody, in words."""
    return named(knowledge, "roles", who if isinstance(who, str) or who is None else who.role)


def deadlines(knowledge: Knowledge, project: Project, today: Day) -> tuple[DeadlineState, ...]:
    """What must be ready from today on."""
    return tuple(
        DeadlineState(on=d.on, kind=d.kind, text=d.text, ref=d.ref)
        for d in progress.deadlines(knowledge, project, today)
    )


def judgement(knowledge: Knowledge, project: str, today: Day) -> Judgement | None:
    """The latest judgement on a project, with the one before."""
    found = progress.judgement(knowledge, project, today)
    if found is None:
        return None
    return Judgement(
        judgement=found.on_track.judgement, on=found.on, because=found.on_track.because, before=found.before
    )


def in_term(knowledge: Knowledge, project: str, today: Day) -> InTerm | None:
    """The latest judgement whether the plan phase fits in its term."""
    found = progress.feasibility(knowledge, project, today)
    if found is None:
        return None
    judged = found.feasible
    return InTerm(judgement=judged.judgement, on=found.on, condition=judged.condition, check_on=judged.check_on)


def origins(records: list[Record]) -> tuple[Origin, ...]:
    """The sources of records, each once, in the order in which they come."""
    found: dict[tuple[str, str | None], Origin] = {}
    for record in records:
        for source in record.sources:
            origin = _origin(source)
            if origin:
                found.setdefault((origin.name, origin.url), origin)
    return tuple(found.values())


def _origin(source: str | Part) -> Origin | None:
    if isinstance(source, str):
        is_address = source.startswith(("https://", "http://"))
        return Origin(name=source, url=source if is_address else None)
    assert isinstance(source, Source)
    name = source.name or source.url
    return Origin(name=name, url=source.url, on=source.on) if name else None
