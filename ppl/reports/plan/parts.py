"""What the reports about plans have in common: activities, links and owners with their words."""

import datetime

import msgspec

from ppl.errors import Text
from ppl.model.knowledge import Knowledge
from ppl.model.lists import Areas, Bodies
from ppl.model.plan import PlanActivity
from ppl.model.programme import Programme
from ppl.model.record import Party
from ppl.reports.values import Named
from ppl.rules.schedule import ticks
from ppl.rules.schedule.calendars import calendars
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.network import Arc
from ppl.rules.schedule.paths import critical_paths
from ppl.rules.schedule.planned import Planned

Day = datetime.date


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """An activity by its id and title."""

    id: str
    title: str


class Running(Step, frozen=True, kw_only=True):
    """A step that by the plan runs now. is_assumed: it is as a template has it, so that nobody said that it runs"""

    is_assumed: bool = False


class Unentered(Step, frozen=True, kw_only=True):
    """A step that by the plan has begun or ended, without such a date entered.

    late_days: since the day for which the plan has that; None where its duration, or one before it, is not known
    is_assumed: it is as a template has it, so that nobody of the project planned that day
    """

    late_days: int | None = None
    is_assumed: bool = False


class LinkShown(msgspec.Struct, frozen=True, kw_only=True):
    """That an activity waits on another, and on what ground."""

    activity: Step
    waits_on: Step
    ground: str
    law: str | None = None
    reason: str | None = None


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """What decides the day of the goal: a critical path, and the activity on it that takes longest.

    weeks: duration of that activity; others: how many other critical paths there are
    joined: activities of the path that were not critical before
    """

    path: tuple[str, ...]
    longest: Step | None
    weeks: float
    others: int
    joined: tuple[Step, ...] = ()


def step(activity: PlanActivity) -> Step:
    """An activity, to be named."""
    return Step(id=activity.id, title=activity.title)


def goal_of(plan: Schedule) -> Step | None:
    """The activity that a schedule leads to; None where the latest end counts."""
    return None if plan.goal is None else step(plan.network.activities[plan.goal])


def link(plan: Schedule, arc: Arc) -> LinkShown:
    """A link, to be named."""
    return LinkShown(
        activity=step(plan.network.activities[arc.target]),
        waits_on=step(plan.network.activities[arc.source]),
        ground=arc.link.ground,
        law=arc.link.law,
        reason=arc.link.reason,
    )


def chain(plan: Schedule, before: Schedule | None = None) -> Chain:
    """The chain that decides when the goal is reached; what of it was not critical before."""
    paths, total = critical_paths(plan, 1)
    path = paths[0] if paths else []
    net = plan.network
    longest = max(path, key=lambda index: plan.end[index] - plan.start[index], default=None)
    joined = [index for index in path if before is not None and not before.is_critical(index)]
    return Chain(
        path=tuple(net.activities[index].id for index in path),
        longest=None if longest is None else step(net.activities[longest]),
        weeks=0.0 if longest is None else ticks.weeks(plan.end[longest] - plan.start[longest]),
        others=max(0, total - 1),
        joined=tuple(step(net.activities[index]) for index in joined),
    )


def calendar_remarks(planned: Planned, with_calendar: bool = True) -> list[Text]:
    """Which bodies meet on days that nobody wrote down, and that dates need a first day."""
    if planned.starts_on is None:
        return [Text("the plan has no starts_on: weeks only, without dates and calendar")]
    unknown = (
        calendars(planned.activities, planned.entries, planned.bodies, planned.starts_on).unknown
        if with_calendar
        else ()
    )
    if not unknown:
        return []
    return [Text("no meeting days are known of {bodies}: what they decide is not moved", bodies=", ".join(unknown))]


def words(knowledge: Knowledge) -> dict[str, Named]:
    """Roles, bodies and areas by their codes, each with what it is called."""
    programme, bodies, areas = knowledge.one(Programme), knowledge.one(Bodies), knowledge.one(Areas)
    found = {one.code: Named(code=one.code, nl=one.name) for one in (areas.areas if areas else ())}
    found |= {one.code: Named(code=one.code, nl=one.name) for one in (bodies.bodies if bodies else ())}
    return found | {
        one.code: Named(code=one.code, nl=one.nl, en=one.en) for one in (programme.roles if programme else ())
    }


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """That not a link but a season, a meeting or a planned date holds an activity. name: of the season or body."""

    activity: Step
    by: str
    name: str | None
    on: Day | None


def held(plan: Schedule, index: int) -> Held | None:
    """What holds an activity besides its links; None where nothing does."""
    by, one = plan.held[index], plan.network.activities[index]
    if by is None or by == "actual":
        return None
    season, meeting = plan.calendars.seasons.get(one.window or ""), plan.calendars.meetings.get(one.decided_by or "")
    name = meeting.title if by == "meeting" and meeting else season.title if by == "season" and season else None
    at = plan.end[index] if by == "meeting" else plan.start[index]
    return Held(activity=step(one), by=by, name=name, on=plan.day(at))


def owner(planned: Planned, activity: PlanActivity) -> Named | None:
    """Who does an activity, with the words of the role; an organisation is named with it."""
    who = activity.owner
    if who is None:
        return None
    code = who.role if isinstance(who, Party) else who
    term = next((role for role in planned.roles if role.code == code), None)
    nl, en = (term.nl, term.en) if term else (code.replace("-", " "), None)
    if isinstance(who, Party) and who.organisation:
        return Named(code=code, nl=f"{nl}, {who.organisation}", en=f"{en or nl}, {who.organisation}")
    return Named(code=code, nl=nl, en=en)
