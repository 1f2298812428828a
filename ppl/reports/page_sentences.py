"""A project on one page: facts in a line, the course, milestones in a table, what stands in the way, what is done."""

import datetime
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from ppl.errors import Text
from ppl.model.project import FOLLOWED
from ppl.partial_date import PartialDate
from ppl.reports import homes_sentences, standing_sentences
from ppl.reports.bottleneck import BottleneckState, InterventionState
from ppl.reports.bottleneck_sentences import outcome, weight
from ppl.reports.overview_sentences import NOTHING, known_columns, whole_weeks
from ppl.reports.plan.sentences import assumed
from ppl.reports.project_report import ProjectReport
from ppl.reports.project_sentences import goal, overdue
from ppl.reports.sentences import (
    Line,
    Phrase,
    bracketed,
    capital,
    count,
    ended,
    joined,
    line,
    more,
    sentence,
    shortened,
    small,
    strong,
    term,
    word,
)
from ppl.reports.standing import MilestoneState

Day = datetime.date
LONG, SHORT = 180, 60  # characters of what a page tells of one thing: at most, and from which on one sentence is enough
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÀ-Ý‘“])")


class Most(NamedTuple):
    """How much of each a page tells; the rest stands behind it."""

    bottlenecks: int = 3
    risks: int = 1
    interventions: int = 2
    milestones: int = 4
    reasons: int = 1
    late: int = 2


ONE_PAGE = Most()


def page(project: ProjectReport, audience: str, most: Most = ONE_PAGE) -> dict[str, Any]:
    """What one page says of a project."""
    is_over = project.ended is not None
    shown, gone = _told(project.milestones, most.milestones)
    late = overdue(project, audience)
    open_ = sorted(project.open, key=_heaviest)
    running = sorted((one for one in project.interventions if _is_news(one, project)), key=_newest)
    left = sum(max(0, len(of) - at) for of, at in ((open_, most.bottlenecks), (project.risks, most.risks)))
    return {
        "facts": _facts(project),
        "course": _course(project, is_over),
        "late": [*(standing_sentences.overdue(one) for one in late[: most.late]), *_more(len(late) - most.late)],
        **_table(shown, project),
        "other_milestones": line(_earlier(gone), _undated(project.milestones)),
        "reasons": _reasons(shown, most.reasons),
        "open": [
            *(_bottleneck(one) for one in open_[: most.bottlenecks]),
            *(_bottleneck(one) for one in project.risks[: most.risks]),
            *_more(left),
        ],
        "interventions": [_intervention(one) for one in running[: most.interventions]],
    }


def _more(number: int) -> tuple[Phrase, ...]:
    return (ended(capital(more(number)[0])),) if number > 0 else ()


def _facts(project: ProjectReport) -> Line:
    """What it is, in sentences of a few words."""
    stage = Text("followed from outside") if project.status == FOLLOWED else word(project.status)
    known = project.homes if project.homes and (project.homes.min or project.homes.max) else None
    leader = project.leader
    without_method = Text("{weeks} weeks without the method", weeks=project.baseline_weeks)
    return line(
        ended(capital(joined(stage, small(project.phase) if project.phase else None))),
        Text("Homes: {homes}.", homes=homes_sentences.homes(known)) if known else None,
        Text("Land owner: {owner}.", owner=small(project.ownership)) if project.ownership else None,
        Text("Led by: {who}.", who=bracketed(leader.role, leader.organisation)) if leader else None,
        Text("Guided since {date}.", date=project.starts_on) if project.starts_on and project.is_guided else None,
        Text("Goal: {goal}.", goal=goal(project)) if project.goal_weeks else None,
        Text("Baseline: {weeks}.", weeks=without_method) if project.baseline_weeks else None,
        *assumed(project.plan_unchecked),
    )


def _course(project: ProjectReport, is_over: bool) -> list[Line]:
    """The judgement, the term and the lights; those that are green in one line."""
    found: list[Line] = []
    if project.judgement:
        newest = max((one.on for one in project.lights), default=project.judgement.on)
        newer = Text("The lights are newer: of {date}.", date=newest) if newest > project.judgement.on else None
        found.append(line(*standing_sentences.judged(project.judgement), newer))
    if project.in_term:
        before, now = project.judgement.solved if project.judgement else None, project.in_term.solved
        is_said = before is not None and now is not None and before.title == now.title
        in_term = replace(project.in_term, solved=None) if is_said else project.in_term
        found.append((strong(Text("In the term:")), *standing_sentences.feasible(in_term, project.on, is_over=is_over)))
    found += [
        standing_sentences.light(one, project.on, is_over=is_over) for one in project.lights if one.light != "green"
    ]
    if green := tuple(one for one in project.lights if one.light == "green"):
        found.append((standing_sentences.lights_in_short(green),))
    return found


def _told(found: Sequence[MilestoneState], most: int) -> tuple[list[MilestoneState], list[MilestoneState]]:
    """The milestones with a day that a table shows, and those reached longest ago for which there is no room."""
    dated = [one for one in found if one.baseline_on or one.planned_on or one.actual_on]
    reached = sorted((one for one in dated if one.actual_on), key=lambda one: one.actual_on or Day.min)
    gone = reached[: max(0, len(dated) - most)]
    return [one for one in dated if one not in gone], gone


def _earlier(gone: Sequence[MilestoneState]) -> Text | None:
    titles = "; ".join(one.title for one in gone)
    return Text("Reached before that: {titles}.", titles=titles) if gone else None


def _undated(found: Sequence[MilestoneState]) -> Text | None:
    titles = "; ".join(one.title for one in found if not (one.baseline_on or one.planned_on or one.actual_on))
    return Text("No day is known of: {titles}.", titles=titles) if titles else None


def _milestone(one: MilestoneState, project: ProjectReport) -> tuple[Phrase, ...]:
    """A row: title, baseline, planned, reached, and weeks won or lost; of what is late how late."""
    gained: Phrase = NOTHING
    if one.late_days:
        gained = strong(standing_sentences.late(one.late_days, one.awaited_on))
    elif one.weeks_won is not None:
        gained = whole_weeks(one.weeks_won, is_planned=not one.actual_on)
    elif project.ended and not one.actual_on:
        gained = Text("not reached")
    elif one.has_passed:
        gained = Text("not reported as reached")
    return (one.title, *(joined(day) if day else NOTHING for day in (one.baseline_on, one.planned_on, one.actual_on)),
            gained)  # fmt: skip


def _table(found: Sequence[MilestoneState], project: ProjectReport) -> dict[str, Any]:
    """The milestones in rows under headings; no column of which nothing is known."""
    headings = (Text("Milestone"), Text("Baseline"), Text("Planned"), Text("Reached"), Text("Weeks won or lost"))
    shown, rows = known_columns(headings, [_milestone(one, project) for one in found])
    return {"milestone_headings": shown, "milestones": rows}


def _reasons(found: Sequence[MilestoneState], most: int) -> list[Phrase]:
    """Why the days moved that cost most: of what is late, and of what lost weeks and is still to come, first."""
    told = [one for one in found if one.because and (one.late_days or (one.weeks_won or 0) < 0)]
    told.sort(key=lambda one: (bool(one.actual_on), -one.late_days, one.weeks_won or 0))
    return [joined(one.title, ended(one.because or ""), between=": ") for one in told[:most]]


def _heaviest(one: BottleneckState) -> tuple[float, Day]:
    """What sorts bottlenecks: most weeks on the critical path on top, then the oldest."""
    return -(one.critical_path_weeks or 0), one.opened_on or Day.max


def _bottleneck(one: BottleneckState) -> Line:
    """A bottleneck in short: since when, what it costs, and what came of it; what it asks of others stands apart."""
    since = Text("since {date}", date=one.opened_on) if one.opened_on else None
    if isinstance(one.opened_on, PartialDate):
        since = Text("named: {date}", date=one.opened_on)
    status = word(one.status) if one.status != "open" else None
    weeks = weight(one)[:1] if one.status == "risk" else line(_weeks(one))
    return line(
        ended(bracketed(strong(one.title), term(one.category), joined(status, since) if status or since else None)),
        sentence(first_sentence(one.description)) if one.description else None,
        *weeks,
        outcome(one),
    )


def _weeks(one: BottleneckState) -> Text | None:
    """What a bottleneck costs on the critical path."""
    if not one.critical_path_weeks:
        return None
    return count(
        Text("It costs {number} week on the critical path."),
        Text("It costs {number} weeks on the critical path."),
        one.critical_path_weeks,
    )


def first_sentence(text: str) -> str:
    """The first sentence of a text, with the next where it is short, or as much of it as a page has room for."""
    told = ""
    for one in _SENTENCE.split(" ".join(text.split())):
        if told and (len(told) >= SHORT or len(told) + len(one) > LONG):
            break
        told = f"{told} {one}".strip()
    return shortened(told, LONG)


def _is_since(on: Day | None, since: Day | None) -> bool:
    return bool(on and since and on >= since)


def _is_news(one: InterventionState, project: ProjectReport) -> bool:
    """Whether it runs, or its effect was seen in the last half year."""
    return one.status in ("planned", "running") or _is_since(one.observed_on, project.corrected_since)


def _newest(one: InterventionState) -> tuple[bool, int]:
    """What sorts interventions: those that run on top, then those whose effect was seen last."""
    return one.status not in ("planned", "running"), -(one.observed_on or Day.min).toordinal()


def _intervention(one: InterventionState) -> Line:
    """An intervention in short: what is expected of it, or what was seen."""
    seen: Phrase | None = None
    if one.observed_weeks:
        seen = Text("Observed: {text}.", text=whole_weeks(one.observed_weeks))
    elif one.observed:
        seen = Text("Observed: {text}", text=ended(small(first_sentence(one.observed))))
    elif one.expected_weeks:
        text = count(Text("Expected: {number} week won."), Text("Expected: {number} weeks won."), one.expected_weeks)
        seen = text
    elif one.expected:
        seen = Text("Expected: {text}", text=ended(small(first_sentence(one.expected))))
    status = Text("broken off") if one.is_broken_off else word(one.status)
    return line(ended(bracketed(strong(one.title), status)), seen)
