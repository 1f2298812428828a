"""The bottlenecks of a project and the interventions that answer them, as several reports show them."""

import datetime
from typing import Any

import msgspec

from ppl.model.bottleneck import Bottleneck
from ppl.model.intervention import Intervention
from ppl.model.kinds import project_of
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.model.project import ENDED
from ppl.model.record import Record, Ref
from ppl.partial_date import PartialDate, has_come, in_order, is_surely_before
from ppl.reports.values import Named, certain, from_record, named, role
from ppl.rules import standing

Day = datetime.date


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """An escalation of a bottleneck: to which body, and how that stands."""

    ref: str
    to: Named
    status: str
    submitted_on: Day | None = None
    answered_on: Day | None = None


class BottleneckState(msgspec.Struct, frozen=True, kw_only=True):
    """A bottleneck; age_days is how long it has been there, or was until it was closed, where its first day is known.

    age_is_least: its first day is known in part only, so that it may be older

    chance (0 to 1) and risk_weeks: of a risk; extra_cost: euros; causes: titles of the bottlenecks behind it
    """

    ref: str
    title: str
    category: Named
    status: str
    opened_on: Day | None = None
    age_days: int | None = None
    age_is_least: bool = False
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
    """An intervention with what was expected of it and what was seen.

    purpose: the bottleneck or activity that it is for; is_from_before: it began before the project was guided
    is_broken_off: it ran, or was planned, when its project ended
    """

    ref: str
    title: str
    started_on: Day | None = None
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
    is_from_before: bool = False
    is_broken_off: bool = False


def bottlenecks(knowledge: Knowledge, project: str, today: Day) -> tuple[BottleneckState, ...]:
    """The bottlenecks of a project that were found up to today, the oldest first."""
    sent = standing.escalations(knowledge, project)
    bottlenecks = [b for b in knowledge.of(Bottleneck, project) if has_come(b.opened_on, today)]
    return tuple(
        _bottleneck(knowledge, b, today, sent.get(b.ref, []))
        for b in sorted(bottlenecks, key=lambda b: (in_order(b.opened_on), b.ref))
    )


def _bottleneck(knowledge: Knowledge, bottleneck: Bottleneck, today: Day, sent: list[Any]) -> BottleneckState:
    return from_record(
        BottleneckState,
        bottleneck,
        category=certain(knowledge, "bottleneck_categories", bottleneck.category),
        age_days=standing.age_days(bottleneck, today),
        age_is_least=isinstance(bottleneck.opened_on, PartialDate),
        escalated=tuple(from_record(Sent, e, to=certain(knowledge, "bodies", e.to)) for e in sent),
        also=tuple(certain(knowledge, "bottleneck_categories", code) for code in bottleneck.also),
        dimension=named(knowledge, "dimensions", bottleneck.dimension),
        owner=role(knowledge, bottleneck.owner),
        risk_weeks=bottleneck.weeks,
        causes=tuple(title for cause in bottleneck.caused_by if (title := _title(knowledge, cause, bottleneck))),
    )


def interventions(knowledge: Knowledge, project: str, today: Day) -> tuple[InterventionState, ...]:
    """The interventions of a project that began up to today, and those that are planned."""
    interventions = [
        i for i in knowledge.of(Intervention, project) if has_come(i.started_on, today) or i.status == "planned"
    ]
    return tuple(
        _intervention(knowledge, i) for i in sorted(interventions, key=lambda i: (in_order(i.started_on), i.ref))
    )


def _intervention(knowledge: Knowledge, intervention: Intervention) -> InterventionState:
    expected, observed = intervention.expected, intervention.observed
    return from_record(
        InterventionState,
        intervention,
        status=intervention.status or "running",
        kind=named(knowledge, "intervention_kinds", intervention.kind),
        expected=expected.effect if expected else None,
        expected_weeks=expected.weeks if expected else None,
        observed=observed.effect if observed else None,
        observed_weeks=observed.weeks if observed else None,
        observed_on=observed.on if observed else None,
        evidence=observed.evidence if observed else None,
        by=role(knowledge, intervention.by),
        purpose=_title(knowledge, intervention.for_, intervention) if intervention.for_ else None,
        is_from_before=_is_from_before(knowledge, intervention),
        is_broken_off=_is_broken_off(knowledge, intervention),
    )


def _is_from_before(knowledge: Knowledge, intervention: Intervention) -> bool:
    project = knowledge.project(project_of(intervention.ref) or "")
    begins, began = project.starts_on if project else None, intervention.started_on
    return begins is not None and began is not None and is_surely_before(began, begins)


def _is_broken_off(knowledge: Knowledge, intervention: Intervention) -> bool:
    project = knowledge.project(project_of(intervention.ref) or "")
    has_ended = project is not None and project.status in ENDED and project.status != "completed"
    return has_ended and intervention.status in (None, "planned", "running") and intervention.is_open


def _title(knowledge: Knowledge, meant: str, of: Record) -> str | None:
    """The title of the bottleneck, or the activity of the project's plan, that a reference means."""
    target = knowledge.get(knowledge.target(meant, Ref(("bottleneck",)), of) or "")
    if isinstance(target, Bottleneck):
        return target.title
    plan = knowledge.get(f"{project_of(of.ref)}/plan")
    steps = plan.activities if isinstance(plan, Plan) else ()
    return next((step.title for step in steps if step.id == meant.rpartition("#")[2]), None)
