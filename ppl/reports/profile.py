"""Who takes part in a project and what they agreed, as far as the audience may see it."""

import datetime

import msgspec

from ppl.model.bottleneck import Bottleneck
from ppl.model.knowledge import Knowledge
from ppl.model.project import Project
from ppl.model.record import Ref
from ppl.model.session import Session
from ppl.reports import values
from ppl.rules.standing import titled_like

Day = datetime.date


class Leading(msgspec.Struct, frozen=True, kw_only=True):
    """Who leads: a role, and its organisation where that is known; never a person."""

    role: values.Named
    organisation: str | None = None


class PartnerState(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation that takes part: what it wants, and what it may decide. How it is weighed stays inside."""

    organisation: str
    kind: values.Named | None = None
    interest: str | None = None
    mandate: str | None = None


class GrantState(msgspec.Struct, frozen=True, kw_only=True):
    """A grant; asks_parallel: whether it asks for parallel planning itself."""

    name: str
    window: str | None = None
    status: str | None = None
    asks_parallel: bool | None = None


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """Something agreed with the project; done_on is empty while it is open."""

    text: str
    owner: values.Named | None = None
    due_on: Day | None = None
    done_on: Day | None = None


def leading(knowledge: Knowledge, project: Project) -> Leading | None:
    """Who leads a project."""
    role = values.role(knowledge, project.leader)
    return Leading(role=role, organisation=getattr(project.leader, "organisation", None)) if role else None


def partners(knowledge: Knowledge, project: Project) -> tuple[PartnerState, ...]:
    """The partners, in the order of the project's file."""
    return tuple(
        values.from_record(PartnerState, partner, kind=values.named(knowledge, "stakeholder_kinds", partner.kind))
        for partner in project.partners
    )


def grants(project: Project) -> tuple[GrantState, ...]:
    """The grants that a project asks or has."""
    return tuple(values.from_record(GrantState, grant) for grant in project.grants)


def agreements(knowledge: Knowledge, project: Project) -> tuple[Agreed, ...]:
    """What was agreed: first what is open, the earliest date on top, then what was done."""
    agreements = sorted(project.agreements, key=lambda one: (one.done_on is not None, one.due_on or Day.max))
    return tuple(values.from_record(Agreed, one, owner=values.role(knowledge, one.owner)) for one in agreements)


class Kickoff(msgspec.Struct, frozen=True, kw_only=True):
    """What was said at the kick-off of a project; obstacles that became bottlenecks stand among those."""

    on: Day
    obstacles: tuple[str, ...] = ()
    solutions: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    way_of_working: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        return bool(self.obstacles or self.solutions or self.commitments or self.way_of_working)


def kickoff(knowledge: Knowledge, project: str, today: Day) -> Kickoff | None:
    """The kick-off that was held, the latest that says something; None where none does."""
    held = [one for one in knowledge.of(Session, project) if one.is_kickoff and one.held_on <= today]
    found = [
        values.from_record(Kickoff, one, on=one.held_on, obstacles=obstacles(knowledge, one))
        for one in sorted(held, key=lambda one: (one.held_on, one.ref))
    ]
    return next((one for one in reversed(found) if one.says_something), None)


def obstacles(knowledge: Knowledge, session: Session) -> tuple[str, ...]:
    """What may stand in the way, without what is a bottleneck of the same talk already."""
    refs = (knowledge.target(name, Ref(("bottleneck",)), session) for name in session.bottlenecks)
    known = [one for ref in refs if ref and isinstance(one := knowledge.get(ref), Bottleneck)]
    return tuple(text for text in session.obstacles if titled_like(known, text) is None)
