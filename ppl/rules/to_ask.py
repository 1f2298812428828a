"""What to ask in a talk with a project: what passed without a fact, what is to be judged anew, blanks that matter."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from ppl.model.bottleneck import Bottleneck
from ppl.model.intervention import Intervention
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.model.project import OVER, Project
from ppl.model.session import Session
from ppl.partial_date import has_come, in_order
from ppl.rules import progress
from ppl.rules.due_line import Due
from ppl.rules.standing import open_actions, open_bottlenecks

Day = datetime.date
RENEW = datetime.timedelta(weeks=6)  # after which a light is asked for again
SHOWS_EFFECT = datetime.timedelta(weeks=4)  # after which something may be seen of what was begun
# lines of what is due that are a question by themselves
OF_LINES = ("check", "term", "feedback", "confirmation")


class Ask(NamedTuple):
    """A question.

    kind: of OF_LINES, or milestone (was it reached), recovery (of a light), effect, lights (to give), light (to renew),
        day (of a milestone), owner, weeks or both (of a bottleneck), action (who or when), leader, commitments, plan,
        assumed (steps that nobody went over), preconditions
    ref: the record or its part; text: what it is about, as it was written; on: the day that belongs to it
    number: how many
    """

    kind: str
    ref: str
    text: str = ""
    on: Day | None = None
    number: int = 0


def to_ask(knowledge: Knowledge, project: Project, lines: tuple[Due, ...], today: Day, by_on: Day) -> tuple[Ask, ...]:
    """The questions for a talk up to a day, what weighs most on top. lines: what is due in the project."""
    found = [
        *_passed(knowledge, lines, by_on),
        *_recovered(knowledge, project, by_on),
        *effects(knowledge, project, today),
    ]
    if project.status not in OVER:
        found += [*_lights(knowledge, project, today), *_blanks(knowledge, project, today)]
    return tuple(found)


def _passed(knowledge: Knowledge, lines: tuple[Due, ...], by_on: Day) -> Iterator[Ask]:
    """Milestones that passed without a fact, and lines that ask something."""
    for one in lines:
        is_near = one.days_late > 0 or (one.due_on is not None and one.due_on <= by_on)
        text = one.what if isinstance(one.what, str) else ""
        talk = knowledge.get(one.ref) if one.kind == "confirmation" else None
        if isinstance(talk, Session):
            yield Ask(one.kind, one.ref, talk.kind, talk.held_on)
        elif one.kind == "milestone" and one.days_late:
            yield Ask("milestone", one.ref, text, one.due_on)
        elif one.kind in OF_LINES and (is_near or one.kind == "feedback"):
            yield Ask(one.kind, one.ref, text, one.due_on)


def _recovered(knowledge: Knowledge, project: Project, by_on: Day) -> Iterator[Ask]:
    """Lights that should be green again by the day of the talk."""
    for lit in progress.lights(knowledge, project.id, by_on):
        if lit.light.light != "green" and lit.light.recovers_by and lit.light.recovers_by <= by_on:
            yield Ask("recovery", project.ref, lit.aspect, lit.light.recovers_by)


def effects(knowledge: Knowledge, project: Project, today: Day) -> Iterator[Ask]:
    """What was begun some weeks ago and of which nobody noted what it brought, the longest ago first."""
    known = [one for one in knowledge.of(Intervention, project.id) if _has_no_effect(one, today)]
    for one in sorted(known, key=lambda one: (in_order(one.started_on), one.ref)):
        yield Ask("effect", one.ref, one.title, one.started_on)


def _has_no_effect(one: Intervention, today: Day) -> bool:
    is_begun = one.status != "planned" and one.status != "dropped"
    is_old = one.started_on is None or has_come(one.started_on, today - SHOWS_EFFECT)
    return is_begun and is_old and (one.observed is None or not one.observed.effect)


def _lights(knowledge: Knowledge, project: Project, today: Day) -> Iterator[Ask]:
    """Lights to give, or to renew."""
    if not project.is_guided:
        return
    lit = progress.lights(knowledge, project.id, today)
    if not lit:
        yield Ask("lights", project.ref)
    elif max(one.on for one in lit) < today - RENEW:
        yield Ask("light", project.ref, on=max(one.on for one in lit))


def _blanks(knowledge: Knowledge, project: Project, today: Day) -> Iterator[Ask]:
    """What nobody wrote down and the project is steered by."""
    for one in open_actions(knowledge, today, project.id):
        if not one.action.due_on or not one.action.owner:
            yield Ask("action", one.ref, one.action.text)
    for bottleneck in open_bottlenecks(knowledge, project.id, today):
        if bottleneck.is_open and (kind := _blank(bottleneck)):
            yield Ask(kind, bottleneck.ref, bottleneck.title)
    for milestone in project.milestones:
        if not milestone.planned_on and not milestone.actual_on:
            yield Ask("day", f"{project.ref}#{milestone.code}", milestone.title)
    if project.leader is None:
        yield Ask("leader", project.ref)
    if project.is_guided and not project.commitments:
        yield Ask("commitments", project.ref)
    plan = knowledge.get(f"{project.ref}/plan")
    if not isinstance(plan, Plan):
        if not project.milestones:
            yield Ask("plan", project.ref)
    elif plan.unchecked:
        yield Ask("assumed", plan.ref, number=plan.unchecked)
    unmet = [one.code for one in project.preconditions if one.status in (None, "open")]
    if unmet:
        yield Ask("preconditions", project.ref, " ".join(unmet), number=len(unmet))


def _blank(one: Bottleneck) -> str | None:
    """What is missing of a bottleneck: who owns it, what it costs, or both."""
    if one.owner is None:
        return "owner" if one.critical_path_weeks is not None else "both"
    return "weeks" if one.critical_path_weeks is None else None
