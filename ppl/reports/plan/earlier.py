"""Can it be earlier? Which habits to question, what each wins and risks, and what becomes the next bottleneck."""

import datetime
from typing import Any, Literal

import msgspec

from ppl.errors import Text, UsageError
from ppl.model.plan import PlanActivity
from ppl.reports.plan.earlier_report import EarlierShown, EarlierStep, Question
from ppl.reports.plan.earlier_sentences import said
from ppl.reports.plan.parts import Held, calendar_remarks, chain, goal_of, held, link, owner
from ppl.reports.values import Named
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.earlier import Earlier, earlier, habits, holding
from ppl.rules.schedule.earlier import Step as Taken
from ppl.rules.schedule.network import Arc, is_habit
from ppl.rules.schedule.paths import critical_paths
from ppl.rules.schedule.planned import Planned

Day = datetime.date

COURT = "raad-van-state"


class Request(msgspec.Struct, frozen=True):
    """A plan, and the day or the weeks from its start by which the goal must be reached.

    base: from the plan as it stands (planned) or its usual order; None: from that in which there are habits
    """

    found: Planned
    target_on: Day | None = None
    target_weeks: float | None = None
    base: Literal["planned", "usual"] | None = None
    to: str | None = None
    with_calendar: bool = True


def build(request: Request, today: Day) -> EarlierShown:
    """The fewest habits to question. Raises UsageError for a target that cannot be counted."""
    found, base = request.found, request.base
    now = found.schedule(base or "planned", request.to, with_calendar=request.with_calendar)
    has_target = request.target_on is not None or request.target_weeks is not None
    if base is None and not has_target and not habits(now):
        now = found.schedule("usual", request.to, with_calendar=request.with_calendar)
        base = "usual" if habits(now) else "planned"
    return _shown(found, earlier(now, _target(request)), base or "planned")


def remarks(request: Request, shown: EarlierShown) -> list[Text]:
    """What the plan lacks."""
    return calendar_remarks(request.found, request.with_calendar)


def context(request: Request, earlier_shown: EarlierShown) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(earlier_shown)}


def _target(request: Request) -> int | None:
    """The target in ticks from the start of the plan."""
    if request.target_weeks is not None and request.target_on is not None:
        raise UsageError(Text("--target and --weeks are two ways to say the same"), Text("give one of them"))
    if request.target_weeks is not None:
        return ticks.of_weeks(request.target_weeks)
    if request.target_on is None:
        return None
    if request.found.starts_on is None:
        raise UsageError(
            Text("the plan has no first day, so no day can be reached"), Text("give it starts_on, or use --weeks")
        )
    return ticks.between(request.found.starts_on, request.target_on)


def _shown(planned: Planned, answer: Earlier, base: str) -> EarlierShown:
    plan = answer.base
    left = answer.left if answer.is_reached else answer.best
    is_without = base == "usual" and not _has_habit(planned)
    was_let_go = any(one.outcome in ("dropped", "overlapped") for one in planned.plan.questioned)
    return EarlierShown(
        project=planned.project,
        name=planned.name,
        unchecked=planned.plan.unchecked,
        base=base,
        is_left_behind=is_without and was_let_go,
        is_drawn_without=is_without and not was_let_go,
        goal=None if plan.goal is None else plan.network.activities[plan.goal].id,
        goal_step=goal_of(plan),
        habits=len(habits(plan)),
        weeks=plan.weeks,
        goal_on=plan.day(plan.finish),
        target_on=None if answer.target is None else plan.day(answer.target),
        target_weeks=None if answer.target is None else ticks.weeks(answer.target),
        best_weeks=answer.best.weeks,
        best_on=answer.best.day(answer.best.finish),
        is_reached=answer.is_reached,
        is_fewest=answer.is_fewest,
        at_least=answer.at_least,
        steps=_steps(planned, answer),
        holds=tuple(link(left, arc) for arc in holding(left) if not is_habit(arc)),
        held=_held(left),
        next=chain(left, plan),
    )


def _has_habit(planned: Planned) -> bool:
    return any(one.ground == "habit" for activity in planned.activities for one in activity.after)


def _held(plan: Schedule) -> tuple[Held, ...]:
    """What a season, a meeting or a date holds on the chain that decides when the goal is reached."""
    paths, _ = critical_paths(plan, 1)
    on_it = {index for arc in holding(plan) for index in (arc.source, arc.target)} | set(paths[0] if paths else ())
    order = [index for index in plan.network.order if index in on_it]
    return tuple(found for index in order if (found := held(plan, index)) is not None)


def _steps(planned: Planned, answer: Earlier) -> tuple[EarlierStep, ...]:
    before, shown = answer.base, []
    for taken in answer.steps:
        shown.append(
            EarlierStep(
                questions=tuple(_question(planned, answer.base, taken, arc) for arc in _arcs(answer.base, taken)),
                won_weeks=ticks.weeks(taken.won),
                weeks=taken.left.weeks,
                goal_on=taken.left.day(taken.left.finish),
                next=chain(taken.left, before),
            )
        )
        before = taken.left
    return tuple(shown)


def _arcs(plan: Schedule, taken: Taken) -> list[Arc]:
    """The links between the pairs of a step."""
    return [
        next(arc for arc in plan.network.into[waiting] if arc.source == waited_on and is_habit(arc))
        for waited_on, waiting in taken.dropped
    ]


def _question(planned: Planned, plan: Schedule, taken: Taken, arc: Arc) -> Question:
    left = taken.left
    before = left.end[arc.source] - left.start[arc.target]
    ahead = min(before, left.end[arc.target] - left.start[arc.target])
    activities = plan.network.activities
    return Question(
        link=link(plan, arc),
        ahead_weeks=max(0.0, ticks.weeks(ahead)),
        before_weeks=max(0.0, ticks.weeks(before)),
        agree=_agree(planned, activities[arc.target], activities[arc.source]),
    )


def _agree(planned: Planned, waiting: PlanActivity, waited_on: PlanActivity) -> tuple[Named, ...]:
    """Who do both, and the body that decides what was waited on; each once, and no court."""
    asked = {who.nl: who for one in (waiting, waited_on) if (who := owner(planned, one)) and who.code != COURT}
    body = next((body for body in planned.bodies if body.code == waited_on.decided_by), None)
    if body is not None and all(who.code != body.code for who in asked.values()):
        asked[body.name] = Named(code=body.code, nl=body.name)
    return tuple(asked.values())
