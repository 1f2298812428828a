"""Chains through a schedule: the critical paths, and the chain that drives one activity."""

from collections.abc import Iterator

from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.network import Arc

LISTED = 20


def is_tight(plan: Schedule, arc: Arc) -> bool:
    """Whether a link leaves no room: a slip of its source moves its target, and with that the goal."""
    if not plan.is_critical(arc.source) or not plan.is_critical(arc.target) or plan.held[arc.target] == "actual":
        return False
    return plan.bound(arc) == plan.late_ready[arc.target]


def critical_paths(plan: Schedule, most: int = LISTED) -> tuple[list[list[int]], int]:
    """Critical paths as lists of numbers (at most so many), and how many there are in all.

    A path begins where no link holds an activity any more, and ends at the goal; without a goal where an activity
    ends last.
    """
    net = plan.network
    onward: dict[int, list[Arc]] = {
        index: sorted((arc for arc in net.out[index] if is_tight(plan, arc)), key=lambda arc: arc.target)
        for index in net.order
        if plan.is_critical(index)
    }
    entered = {arc.target for arcs in onward.values() for arc in arcs}
    number: dict[int, int] = {}
    for index in reversed(net.order):
        if index in onward:
            number[index] = _is_last(plan, index, onward[index]) + sum(number[arc.target] for arc in onward[index])
    begins = [index for index in onward if index not in entered and number[index]]
    found: list[list[int]] = []
    for begin in sorted(begins):
        for path in _walk(plan, begin, onward, number):
            if len(found) == most:
                break
            found.append(path)
    return found, sum(number[index] for index in begins)


def _is_last(plan: Schedule, index: int, onward: list[Arc]) -> bool:
    """Whether a critical path may end at this activity."""
    if plan.goal is not None:
        return index == plan.goal
    return plan.end[index] == plan.finish and all(arc.from_start for arc in onward)


def _walk(plan: Schedule, begin: int, onward: dict[int, list[Arc]], number: dict[int, int]) -> Iterator[list[int]]:
    """The paths from an activity, one by one, without recursion: a plan may be ten thousand activities deep."""
    path, turns = [begin], [iter(onward[begin])]
    if _is_last(plan, begin, onward[begin]):
        yield [begin]
    while turns:
        arc = next((arc for arc in turns[-1] if number[arc.target]), None)
        if arc is None:
            turns.pop()
            path.pop()
            continue
        path.append(arc.target)
        turns.append(iter(onward[arc.target]))
        if _is_last(plan, arc.target, onward[arc.target]):
            yield list(path)


def binding(plan: Schedule, index: int) -> list[Arc]:
    """The links that each alone keep an activity where it is; none where a date, a season or the start does."""
    if plan.held[index] == "actual":
        return []
    activity = plan.network.activities[index]
    held_from = plan.ready[index] - 1
    if plan.calendars.moves(activity):
        start, length = plan.start[index], plan.network.length[index]
        before = plan.calendars.latest(activity, start - 1, plan.end[index] + plan.finish, length)
        if before is None or before.ready < 0:
            return []
        held_from = before.ready
    if plan.held_by_date[index] > max(0, held_from):
        return []
    arcs = [arc for arc in plan.network.into[index] if plan.bound(arc) > held_from]
    return sorted(arcs, key=lambda arc: -plan.bound(arc))


def driving(plan: Schedule, index: int) -> list[int]:
    """The chain that brings an activity where it is, oldest first: each time back along the link that holds longest."""
    chain = [index]
    while arcs := binding(plan, chain[-1]):
        chain.append(arcs[0].source)
    return chain[::-1]
