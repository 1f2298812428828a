"""How far a project is: lights, judgements and milestones, from its records up to a day."""

import datetime
from typing import Literal, NamedTuple

from ppl.model.knowledge import Knowledge
from ppl.model.project import Milestone, Project
from ppl.model.session import Feasible, Light, OnTrack, Session
from ppl.partial_date import PartialDate, by

Day = datetime.date
ASPECTS = ("time", "money", "quality")
COLOURS = ("red", "amber", "green")


class Lit(NamedTuple):
    """The latest known light of an aspect; `before` is the colour that it had the time before."""

    aspect: str
    light: Light
    on: Day
    before: str | None


class Judged(NamedTuple):
    """The latest judgement whether the project is on course; `before` is the one before that."""

    on_track: OnTrack
    on: Day
    before: str | None


class Judgeable(NamedTuple):
    """The latest judgement whether it can be done in the term."""

    feasible: Feasible
    on: Day


def held(knowledge: Knowledge, project: str, today: Day) -> list[Session]:
    """The sessions of a project that took place up to today, newest first."""
    return knowledge.once(_held, project, today)


def _held(knowledge: Knowledge, project: str, today: Day) -> list[Session]:
    found = [s for s in knowledge.of(Session, project) if s.took_place and s.held_on <= today]
    return sorted(found, key=lambda s: (s.held_on, s.ref), reverse=True)


def lights(knowledge: Knowledge, project: str, today: Day) -> list[Lit]:
    """The latest known light of each aspect; an aspect of which nothing is known is left out."""
    sessions = [s for s in held(knowledge, project, today) if s.lights]
    found = []
    for aspect in ASPECTS:
        lit = [(s, light) for s in sessions if (light := getattr(s.lights, aspect)) is not None]
        if lit:
            found.append(Lit(aspect, lit[0][1], lit[0][0].held_on, lit[1][1].light if len(lit) > 1 else None))
    return found


def change(light: str, before: str | None) -> Literal["better", "worse", "same"] | None:
    """How a light changed since the session before that had one; None for the first."""
    if before is None:
        return None
    step = COLOURS.index(light) - COLOURS.index(before)
    return "better" if step > 0 else "worse" if step < 0 else "same"


def judgement(knowledge: Knowledge, project: str, today: Day) -> Judged | None:
    """The latest judgement on the project as a whole."""
    found = [(s.on_track, s.held_on) for s in held(knowledge, project, today) if s.on_track]
    if not found:
        return None
    return Judged(found[0][0], found[0][1], found[1][0].judgement if len(found) > 1 else None)


def feasibility(knowledge: Knowledge, project: str, today: Day) -> Judgeable | None:
    """The latest judgement whether the plan phase can be ready in the term."""
    return next(
        (
            Judgeable(s.feasible_in_term, s.held_on)
            for s in held(knowledge, project, today)
            if s.feasible_in_term is not None
        ),
        None,
    )


def days_late(milestone: Milestone, today: Day) -> int:
    """Days since the day of a milestone (planned, else the baseline's) that nobody reported as reached; else 0."""
    return max(0, (today - milestone.awaited_on).days) if milestone.awaited_on else 0


def goal_weeks(knowledge: Knowledge, project: Project) -> int | None:
    """Weeks that the plan phase may take: the project's own, else its lot's."""
    lot = knowledge.codes.get("lots", {}).get(project.lot or "")
    return project.goal_weeks or getattr(lot, "goal_weeks", None)


def term_ends_on(knowledge: Knowledge, project: Project) -> Day | None:
    """The day by which the plan phase should be ready, where that can be said."""
    weeks = goal_weeks(knowledge, project)
    if project.goal_on or not (project.starts_on and weeks):
        return project.goal_on
    last = project.starts_on + datetime.timedelta(weeks=weeks)
    return by(last) if isinstance(project.starts_on, PartialDate) else last


def weeks_won(milestone: Milestone, today: Day) -> float | None:
    """Weeks won (negative: lost) against the baseline; None where one of both dates is unknown, or where it is late.

    The baseline is `baseline_on`, else the date that was planned first; it is compared with the day on which
    the milestone was reached, else with the day for which it is planned now. A correction of a wrong date is
    neither a gain nor a loss. On a day that passed without it nothing is won, whatever was planned first. Of days
    that are known in part nobody can say so.
    """
    first = milestone.baseline_on or first_planned(milestone)
    now = milestone.actual_on or milestone.planned_on
    if days_late(milestone, today) or not (first and now) or PartialDate in (type(first), type(now)):
        return None
    return round((first - now).days / 7, 1)


def first_planned(milestone: Milestone) -> Day | None:
    """The day for which a milestone was planned first; None where nobody wrote that down."""
    moves = sorted((m for m in milestone.moves if m.from_ and m.kind != "correction"), key=lambda m: m.on)
    if moves:
        return moves[0].from_
    return milestone.planned_on if milestone.actual_on else None


class LightRun(NamedTuple):
    """How long a light had one colour: from the first talk that gave it to the last that did.

    until_on: the day on which it got another colour; None where it did not
    """

    light: str
    from_on: Day
    to_on: Day
    until_on: Day | None


def light_runs(knowledge: Knowledge, project: str, today: Day) -> dict[str, list[LightRun]]:
    """The colours of each aspect of which something is known, the oldest first."""
    found: dict[str, list[LightRun]] = {}
    for session in reversed(held(knowledge, project, today)):
        for aspect in ASPECTS:
            given = getattr(session.lights, aspect, None)
            if given is not None:
                _lengthen(found.setdefault(aspect, []), given.light, session.held_on)
    return {aspect: found[aspect] for aspect in ASPECTS if aspect in found}


def _lengthen(runs: list[LightRun], light: str, day: Day) -> None:
    if runs and runs[-1].light == light:
        runs[-1] = runs[-1]._replace(to_on=day)
        return
    if runs:
        runs[-1] = runs[-1]._replace(until_on=day)
    runs.append(LightRun(light, day, day, None))
