"""The network of a plan: activities by number, their links as arcs, and an order with what is waited on first."""

from collections.abc import Collection, Sequence
from itertools import islice
from typing import NamedTuple

from ppl.errors import DataError, Text, nearest
from ppl.model.plan import Link, PlanActivity
from ppl.rules.schedule import ticks


class Arc(NamedTuple):
    """A link between two activities, by their numbers.

    lag: ticks after the end of the source, or (from_start) after its start; may be negative
    """

    source: int
    target: int
    lag: int
    from_start: bool
    link: Link


class Network(NamedTuple):
    """The activities of a plan as a graph.

    length: duration per activity, in ticks, 0 where it is unknown; into, out: arcs per activity
    order: numbers, sources first; unknown: those whose duration nobody gave
    """

    activities: tuple[PlanActivity, ...]
    number: dict[str, int]
    length: list[int]
    into: list[list[Arc]]
    out: list[list[Arc]]
    order: list[int]
    unknown: tuple[int, ...] = ()


def network(activities: Sequence[PlanActivity]) -> Network:
    """The graph of these activities. Raises DataError for an unknown or doubled id, or a circle."""
    activities = tuple(activities)
    number = {activity.id: index for index, activity in enumerate(activities)}
    if len(number) < len(activities):
        _refuse_doubles(activities)
    weeks = [weeks_of(activity) for activity in activities]
    length = [ticks.of_weeks(week or 0) for week in weeks]
    unknown = tuple(index for index, one in enumerate(weeks) if one is None)
    into: list[list[Arc]] = [[] for _ in activities]
    out: list[list[Arc]] = [[] for _ in activities]
    for target, activity in enumerate(activities):
        for link in activity.after:
            source = number.get(link.activity)
            if source is None:
                raise _unknown(activity.id, link.activity)
            from_start = link.type == "start-start"
            arc = Arc(source, target, _lag(link, length[source], from_start), from_start, link)
            into[target].append(arc)
            out[source].append(arc)
    return Network(activities, number, length, into, out, _ordered(activities, into, out), unknown)


Pair = tuple[int, int]


def pruned(network: Network, dropped: Collection[Pair]) -> Network:
    """The same network without the habit links between these pairs of numbers (waited on, waiting)."""
    into, out = list(network.into), list(network.out)
    gone = set(dropped)
    for target in {target for _, target in gone}:
        into[target] = [arc for arc in into[target] if not (is_habit(arc) and (arc.source, target) in gone)]
    for source in {source for source, _ in gone}:
        out[source] = [arc for arc in out[source] if not (is_habit(arc) and (source, arc.target) in gone)]
    return network._replace(into=into, out=out)


def is_habit(arc: Arc) -> bool:
    """Whether a link rests on habit only: one to question."""
    return arc.link.ground == "habit"


def weeks_of(activity: PlanActivity) -> float | None:
    """Its duration in weeks: as planned, else likely, else the middle of the two ends, else as it went; or None.

    Raises DataError for a duration below zero.
    """
    if activity.weeks is not None:
        found = activity.weeks
    elif activity.likely is not None:
        found = activity.likely
    elif activity.optimistic is not None and activity.pessimistic is not None:
        found = (activity.optimistic + activity.pessimistic) / 2
    elif activity.actual_start_on is not None and activity.actual_end_on is not None:
        begun, last = activity.actual_start_on, activity.actual_end_on
        found = 0.0 if begun == last else ticks.weeks(ticks.after(begun, last))
    else:
        return None
    if found < 0:
        what = Text("activity {activity} takes {weeks} weeks, less than nothing", activity=activity.id, weeks=found)
        raise DataError(what, Text("give it 0 weeks (a milestone) or more"))
    return found


def number_of(network: Network, activity: str) -> int:
    """The number of an activity. Raises DataError when the plan has no such activity."""
    found = network.number.get(activity)
    if found is None:
        what = Text("the plan has no activity {activity}", activity=activity)
        otherwise = Text("it has {listed}", listed=", ".join(islice(network.number, 12)))
        raise DataError(what, nearest(activity, network.number.keys(), otherwise, cutoff=0.8))
    return found


def _lag(link: Link, length: int, from_start: bool) -> int:
    lag = ticks.of_weeks(link.lag_weeks or 0)
    return lag + round(length * (link.lag_share or 0)) if from_start else lag


def _ordered(activities: tuple[PlanActivity, ...], into: list[list[Arc]], out: list[list[Arc]]) -> list[int]:
    """Numbers in an order in which each comes after all that it waits on. Raises DataError that names a circle."""
    waiting = [len(arcs) for arcs in into]
    order = [index for index, count in enumerate(waiting) if not count]
    for index in order:
        for arc in out[index]:
            waiting[arc.target] -= 1
            if not waiting[arc.target]:
                order.append(arc.target)
    if len(order) < len(activities):
        raise _circle(activities, into, {index for index, count in enumerate(waiting) if count})
    return order


def _circle(activities: tuple[PlanActivity, ...], into: list[list[Arc]], left: set[int]) -> DataError:
    """The refusal that names a circle, activity by activity, in the order in which they wait on each other."""
    seen: dict[int, int] = {}
    at = min(left)
    while at not in seen:
        seen[at] = len(seen)
        at = next(arc.source for arc in into[at] if arc.source in left)
    round_ = [index for index, position in seen.items() if position >= seen[at]]
    names = [activities[index].id for index in (*round_, round_[0])]
    what = Text("the plan goes round in a circle: {circle}", circle=" ← ".join(names))
    return DataError(what, Text("each waits on the next; take one of these links out of `after`"))


def _refuse_doubles(activities: tuple[PlanActivity, ...]) -> None:
    ids = [activity.id for activity in activities]
    double = next(id for id in ids if ids.count(id) > 1)
    what = Text("activity {activity} stands in the plan twice", activity=double)
    raise DataError(what, Text("give one of the two another id"))


def _unknown(activity: str, waited_on: str) -> DataError:
    what = Text(
        "{activity} waits on {waited_on}, and the plan has no such activity", activity=activity, waited_on=waited_on
    )
    return DataError(what, Text("correct the id in its `after`, or add the activity"))
