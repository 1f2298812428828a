"""How a plan moved: per milestone the weeks won and lost, and what stood beside each jump."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from ppl.errors import Text, UsageError
from ppl.model.bottleneck import Bottleneck
from ppl.model.intervention import Intervention
from ppl.model.knowledge import Knowledge
from ppl.model.session import Session
from ppl.reports.plan.parts import calendar_remarks, goal_of
from ppl.reports.plan.sentences import assumed, won
from ppl.reports.sentences import Phrase, Row, count, ended, joined, line, shortened, word
from ppl.rules.schedule.drift import GOAL, Edition, Jump, agreed, days, forecast, jumps
from ppl.rules.schedule.planned import Planned

Day = datetime.date
KINDS = {
    "session": Text("session"),
    "bottleneck": Text("bottleneck opened"),
    "closed": Text("bottleneck closed"),
    "intervention": Text("intervention started"),
}
SESSIONS, WORDS = 3, 140  # how many sessions stand beside a jump, and how many characters of each text


class MilestoneMoved(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone over time. Weeks are positive where it comes earlier than then; None where nothing is known.

    now_on: by the plan as it stands; forecast_on: by what has happened up to today
    """

    code: str
    title: str | None
    baseline_on: Day | None
    since_on: Day | None
    now_on: Day | None
    forecast_on: Day | None
    won_weeks: float | None
    won_since_weeks: float | None
    forecast_weeks: float | None


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """A record of the days before a jump. kind: session, bottleneck (opened or closed) or intervention."""

    ref: str
    kind: str
    on: Day
    text: str


class JumpShown(msgspec.Struct, frozen=True, kw_only=True):
    """A change of the plan. won_weeks: per milestone, negative where it came later."""

    on: Day
    since_on: Day
    commit: str
    why: str
    won_weeks: dict[str, float]
    beside: tuple[Beside, ...]


class DriftShown(msgspec.Struct, frozen=True, kw_only=True):
    """How a plan moved, since its baseline and since a day."""

    project: str | None
    name: str | None
    today: Day
    baseline_set_on: Day | None
    since: Day | None
    milestones: tuple[MilestoneMoved, ...]
    jumps: tuple[JumpShown, ...]
    versions: int
    unchecked: int = 0


class Request(msgspec.Struct, frozen=True):
    """The plan of a project with its editions, and what stood beside them. since: leaves out what came before."""

    knowledge: Knowledge
    found: Planned
    editions: Sequence[Edition]
    since: Day | None = None


def build(request: Request, today: Day) -> DriftShown:
    """How the plan moved, oldest jump first. Raises UsageError for a plan without a first day."""
    knowledge, found, editions, since = request.knowledge, request.found, request.editions, request.since
    if found.starts_on is None:
        raise UsageError(Text("a plan without a first day has no days that could move"), Text("give it starts_on"))
    found_jumps = [jump for jump in jumps(found, editions) if since is None or jump.edition.on >= since]
    return DriftShown(
        project=found.project,
        name=found.name,
        unchecked=found.plan.unchecked,
        today=today,
        baseline_set_on=found.plan.baseline.set_on if found.plan.baseline else None,
        since=since,
        milestones=_milestones(found, editions, today, since),
        jumps=tuple(_jump(knowledge, found.project or "", jump) for jump in found_jumps),
        versions=len(editions),
    )


def remarks(request: Request, shown: DriftShown) -> list[Text]:
    """What the plan lacks."""
    found = calendar_remarks(request.found)
    if shown.baseline_set_on is None and request.found.plan.baseline is None:
        found.append(Text("no baseline yet: ppl plan baseline {project} sets it", project=shown.project))
    return found


def context(request: Request, drift: DriftShown) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(drift)}


def _milestones(
    planned: Planned, editions: Sequence[Edition], today: Day, since: Day | None
) -> tuple[MilestoneMoved, ...]:
    now = days(planned, planned.schedule())
    going = now
    if planned.starts_on is not None:
        going = days(planned, planned.of(forecast(planned.activities, planned.starts_on, today)))
    base = agreed(planned, now)
    then = _then(planned, editions, since)
    titles: dict[str, str | None] = {milestone.code: milestone.title for milestone in planned.milestones}
    if goal := goal_of(planned.schedule()):
        titles[GOAL] = goal.title
    return tuple(
        MilestoneMoved(
            code=code,
            title=titles.get(code),
            baseline_on=base.get(code),
            since_on=then.get(code),
            now_on=day,
            forecast_on=going.get(code),
            won_weeks=_weeks(base.get(code), day),
            won_since_weeks=_weeks(then.get(code), day),
            forecast_weeks=_weeks(base.get(code), going.get(code)),
        )
        for code, day in sorted(now.items(), key=lambda one: one[1])
    )


def _then(planned: Planned, editions: Sequence[Edition], since: Day | None) -> dict[str, Day]:
    """The milestones as the plan had them at the end of that day."""
    from ppl.rules.schedule.drift import edited

    earlier = [edition for edition in editions if since is not None and edition.on <= since]
    if not earlier:
        return {}
    other = edited(planned, earlier[-1].plan)
    return days(other, other.schedule())


def _weeks(before: Day | None, after: Day | None) -> float | None:
    return None if before is None or after is None else (before - after).days / 7


def _jump(knowledge: Knowledge, project: str, jump: Jump) -> JumpShown:
    won = {code: _weeks(day, jump.after.get(code)) for code, day in jump.before.items()}
    return JumpShown(
        on=jump.edition.on,
        since_on=jump.since,
        commit=jump.edition.commit,
        why=jump.edition.why,
        won_weeks={code: weeks for code, weeks in won.items() if weeks},
        beside=_beside(knowledge, project, jump.since, jump.edition.on),
    )


def _beside(knowledge: Knowledge, project: str, after: Day, until: Day) -> tuple[Beside, ...]:
    """What the project's records tell of the days after a version, up to and with the day of the next."""
    found = [
        Beside(ref=session.ref, kind="session", on=session.held_on, text=session.summary or session.kind)
        for session in knowledge.of(Session, project)
        if session.took_place and (session.summary or session.facts)
    ]
    for bottleneck in knowledge.of(Bottleneck, project):
        if bottleneck.opened_on is not None:
            found.append(Beside(ref=bottleneck.ref, kind="bottleneck", on=bottleneck.opened_on, text=bottleneck.title))
        if bottleneck.closed_on is not None:
            found.append(Beside(ref=bottleneck.ref, kind="closed", on=bottleneck.closed_on, text=bottleneck.title))
    for other in knowledge.of(Intervention, project):
        if other.started_on is not None:
            found.append(Beside(ref=other.ref, kind="intervention", on=other.started_on, text=other.title))
    return tuple(sorted((one for one in found if after < one.on <= until), key=lambda one: (one.on, one.ref)))


def said(drift: DriftShown) -> dict[str, Any]:
    """All that is said of how the plan moved."""
    titles = {milestone.code: title(milestone.code, milestone.title) for milestone in drift.milestones}
    set_on = drift.baseline_set_on
    return {
        "assumed": assumed(drift.unchecked),
        "opening": line(
            Text("The baseline was set on {date}.", date=set_on) if set_on else None,
            count(Text("The plan has {number} version."), Text("The plan has {number} versions."), drift.versions),
        ),
        "milestones": [joined(titles[one.code], milestone(one, drift.since), between=": ") for one in drift.milestones],
        "jumps": [Row(joined(jump.on), changed(jump, titles), tuple(beside(jump))) for jump in drift.jumps],
    }


def title(code: str, given: str | None = None) -> Phrase:
    """What a milestone is called."""
    return given or (Text("goal of the plan") if code == GOAL else word(code))


def milestone(milestone: MilestoneMoved, since: Day | None) -> Phrase:
    """The day of a milestone now, and how far it moved."""
    days: list[Phrase] = [Text("now {date}", date=milestone.now_on)]
    if milestone.won_weeks is not None:
        day = Text("since the baseline ({date})", date=milestone.baseline_on)
        days.append(joined(won(milestone.won_weeks), day, between=" "))
    if milestone.won_since_weeks is not None:
        day = Text("since {date} ({day} then)", date=since, day=milestone.since_on)
        days.append(joined(won(milestone.won_since_weeks), day, between=" "))
    if milestone.forecast_on and milestone.forecast_on != milestone.now_on:
        days.append(Text("at this pace {date}", date=milestone.forecast_on))
    return joined(*days, between="; ")


def changed(jump: JumpShown, titles: Mapping[str, Phrase]) -> Phrase:
    """What a change of the plan did to its milestones, and why it was made."""
    amounts = {round(weeks, 1) for weeks in jump.won_weeks.values()}
    if len(amounts) == 1 < len(jump.won_weeks):
        what: Phrase = Text("{won} on every milestone that moved", won=won(amounts.pop()))
    else:
        each = jump.won_weeks.items()
        what = joined(
            *(joined(titles.get(code, title(code)), won(weeks), between=": ") for code, weeks in each), between="; "
        )
    return joined(what, Text("Reason of the change: {why}", why=ended(jump.why)), between=". ")


def beside(jump: JumpShown) -> Iterator[Phrase]:
    """What stands beside a change; of many sessions the newest, and how many there were before those."""
    sessions = [one for one in jump.beside if one.kind == "session"]
    for one in [*(one for one in jump.beside if one.kind != "session"), *sessions[-SESSIONS:]]:
        yield joined(joined(one.on, KINDS[one.kind]), shortened(one.text, WORDS), between=": ")
    if len(sessions) > SESSIONS:
        yield count(
            Text("and {number} session before those, since the version of {date}", date=jump.since_on),
            Text("and {number} sessions before those, since the version of {date}", date=jump.since_on),
            len(sessions) - SESSIONS,
        )
