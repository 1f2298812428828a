"""The Monday list: what is due, told once each, beside the talk in which it can be raised."""

import datetime
from typing import NamedTuple

from ppl.model.bottleneck import Bottleneck
from ppl.model.knowledge import Knowledge
from ppl.rules.cadence import NO_TALKS
from ppl.rules.due import due, order
from ppl.rules.due_line import Due, cadences, code
from ppl.rules.standing import open_bottlenecks
from ppl.rules.talk_day import agreed_on, last_held

Day = datetime.date
SUNDAY = datetime.timedelta(days=6)  # from Monday
AHEAD = datetime.timedelta(weeks=2)  # how far a decision that is near may lie ahead
# what others wait for, or what waits for others
WAITING = ("recap", "confirmation", "approval", "feedback", "lesson", "newsletter")
FOR_TALKS = ("action", "agreement")


class Talk(NamedTuple):
    """A talk of a week with what to raise in it. on: the day that was agreed, else by the rhythm.

    also: further talks with the same project in that week, each with its day
    raised: actions and agreements that are late or for this week, and decisions that are near
    bottlenecks: those that are open, the oldest first
    """

    line: Due
    on: Day
    also: tuple[tuple[Due, Day], ...] = ()
    raised: tuple[Due, ...] = ()
    bottlenecks: tuple[Bottleneck, ...] = ()


class Week(NamedTuple):
    """A week, from Monday to Sunday. late: what is late; near: what comes; waiting: what people wait for."""

    monday: Day
    talks: tuple[Talk, ...]
    late: tuple[Due, ...]
    near: tuple[Due, ...]
    waiting: tuple[Due, ...]


def week(knowledge: Knowledge, today: Day, monday: Day) -> Week:
    """What a week asks, as it stands on a day; each line once: with the talk of its project, where there is one."""
    sunday = monday + SUNDAY
    lines = due(knowledge, today, max(today + AHEAD, sunday))
    kinds = {one.kind for one in knowledge.once(cadences)}.difference(NO_TALKS) | {"kickoff"}
    talked = [one for one in lines if one.kind in kinds and _is_in(knowledge, one, today, monday)]
    others = [one for one in lines if one.kind not in kinds and (one.kind not in FOR_TALKS or _is_for(one, sunday))]
    waiting = [one for one in others if one.kind in WAITING and _is_for(one, sunday)]
    left = [one for one in others if one.kind not in WAITING]
    talks, raised = _talks(knowledge, today, monday, talked, left)
    left = [one for one in left if one not in raised]
    return Week(
        monday,
        tuple(talks),
        tuple(one for one in left if one.days_late),
        tuple(one for one in left if not one.days_late),
        tuple(waiting),
    )


def of_role(knowledge: Knowledge, found: Week, role: str, today: Day) -> Week:
    """What a role or body does in a week, and the talks that it leads, or in which it was the last time.

    Who leads a talk hears all that is raised in it; who is there, what is for them. What is for them and is raised in a
    talk where they are not stands with the rest, so that nothing of theirs is lost.
    """
    talks: list[Talk] = []
    apart: list[Due] = []
    for one in found.talks:
        lines = [(one.line, one.on), *one.also]
        own = [(line, on) for line, on in lines if line.is_for(role) or _is_there(knowledge, line, role, today)]
        for_them = tuple(line for line in one.raised if line.is_for(role))
        if not own:
            apart += for_them
            continue
        leads = any(line.is_for(role) for line, _ in own)
        (line, on), *also = own
        talks.append(Talk(line, on, tuple(also), one.raised if leads else for_them, one.bottlenecks if leads else ()))
    late, near, waiting = (
        tuple(sorted((line for line in each if line.is_for(role)), key=order))
        for each in (
            (*found.late, *(line for line in apart if line.days_late)),
            (*found.near, *(line for line in apart if not line.days_late)),
            found.waiting,
        )
    )
    return Week(found.monday, tuple(talks), late, near, waiting)


def _is_there(knowledge: Knowledge, line: Due, role: str, today: Day) -> bool:
    """Whether a role was in the last talk of the kind."""
    last = last_held(knowledge, line.project, line.kind, today)
    return last is not None and role in {code(one) for one in last.attended}


def _is_for(one: Due, sunday: Day) -> bool:
    """Whether a line is late, or for this week."""
    return one.days_late > 0 or (one.due_on is not None and one.due_on <= sunday)


def _talks(
    knowledge: Knowledge, today: Day, monday: Day, talked: list[Due], left: list[Due]
) -> tuple[list[Talk], set[Due]]:
    """The talks by their day, what is late on top, each with what to raise; and all that is raised in one."""
    talks: list[Talk] = []
    raised: set[Due] = set()
    of: dict[str, list[Due]] = {}
    for line in sorted(talked, key=lambda one: (not one.days_late, one.due_on or today, one.kind)):
        if line.project is None:
            talks.append(Talk(line, line.due_on or today))
        else:
            of.setdefault(line.project, []).append(line)
    for project, (first, *others) in of.items():
        own = tuple(one for one in left if one.project == project)
        raised.update(own)
        also = tuple((one, _day(knowledge, one, today, monday)) for one in others)
        bottlenecks = tuple(open_bottlenecks(knowledge, project, today))
        talks.append(Talk(first, _day(knowledge, first, today, monday), also, own, bottlenecks))
    return sorted(talks, key=lambda one: (not one.line.days_late, one.on)), raised


def _is_in(knowledge: Knowledge, line: Due, today: Day, monday: Day) -> bool:
    """Whether a talk is late, or by its rhythm or by what was agreed for this week at the latest."""
    return line.due_on is not None and min(line.due_on, _day(knowledge, line, today, monday)) <= monday + SUNDAY


def _day(knowledge: Knowledge, line: Due, today: Day, monday: Day) -> Day:
    """The day of this week that the last talk of its kind agreed on, else the one by the rhythm."""
    agreed = agreed_on(knowledge, line.project, line.kind, max(monday, today)) if not line.days_late else None
    return agreed if agreed and agreed <= monday + SUNDAY else line.due_on or today
