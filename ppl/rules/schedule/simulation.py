"""Chance in a plan: what ranges of durations make of the day on which the goal is reached.

Durations with three points are drawn from a triangular distribution, the others stay as they are; draws are
independent of each other, which makes the range narrower than in life. Vectorised over the runs (numpy).
"""

from __future__ import annotations

from bisect import bisect_right
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from ppl.errors import DataError, Text
from ppl.rules.schedule.calendars import Calendars
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.network import Arc, Network
from ppl.rules.schedule.ticks import WEEK, of_weeks

if TYPE_CHECKING:
    import numpy as np

    Runs = np.ndarray[Any, np.dtype[np.float64]]

RUNS = 10_000
CELLS = 20_000_000


class Simulation(NamedTuple):
    """What so many runs give. Weeks count from the first day of the plan to the goal.

    finishes: sorted, in ticks; criticality: per activity the share of runs in which it holds the goal (0 to 1)
    drawn: numbers of the activities whose durations were drawn
    """

    runs: int
    seed: int
    finishes: list[float]
    criticality: list[float]
    drawn: tuple[int, ...]

    def weeks_at(self, share: float) -> float:
        """The weeks within which this share (0 to 1) of the runs reaches the goal."""
        return self.finishes[max(0, ceil(share * len(self.finishes)) - 1)] / WEEK

    def share_within(self, weeks: float) -> float:
        """The share of the runs (0 to 1) that reaches the goal within so many weeks."""
        return bisect_right(self.finishes, weeks * WEEK + 1e-6) / len(self.finishes)


def simulate(plan: Schedule, runs: int = RUNS, seed: int = 1) -> Simulation:
    """Draw durations so many times and schedule each draw. Raises DataError for three points in the wrong order."""
    import numpy as np

    net = plan.network
    drawn = tuple(index for index in net.order if _is_range(net, index) and plan.held[index] != "actual")
    _refuse_wrong(net, drawn)
    generator = np.random.default_rng(seed)
    batch = max(1, min(runs, CELLS // max(1, len(net.activities))))
    finishes: list[Runs] = []
    critical = np.zeros(len(net.activities))
    for begin in range(0, runs, batch):
        size = min(batch, runs - begin)
        finish, held = _run(plan, set(drawn), generator, size)
        finishes.append(finish)
        critical += held
    finishes_sorted = np.sort(np.concatenate(finishes)).tolist()
    return Simulation(runs, seed, finishes_sorted, (critical / runs).tolist(), drawn)


def _is_range(net: Network, index: int) -> bool:
    one = net.activities[index]
    return one.optimistic is not None and one.pessimistic is not None and one.optimistic < one.pessimistic


def _refuse_wrong(net: Network, drawn: tuple[int, ...]) -> None:
    for index in drawn:
        one = net.activities[index]
        assert one.optimistic is not None and one.pessimistic is not None
        if not one.optimistic <= _mode(net, index) <= one.pessimistic:
            what = Text("{activity}: the likely duration is not between the two ends", activity=one.id)
            raise DataError(what, Text("write optimistic, likely and pessimistic in rising order"))


def _mode(net: Network, index: int) -> float:
    one = net.activities[index]
    return one.likely if one.likely is not None else net.length[index] / WEEK


def _run(plan: Schedule, drawn: set[int], generator: Any, size: int) -> tuple[Runs, Runs]:
    """Finishes of so many runs, and per activity the number of runs in which it holds the goal."""
    import numpy as np

    net = plan.network
    start = np.empty((len(net.activities), size))
    end = np.empty((len(net.activities), size))
    ready = np.empty((len(net.activities), size))
    for index in net.order:
        if plan.held[index] == "actual":
            ready[index], start[index], end[index] = plan.ready[index], plan.start[index], plan.end[index]
            continue
        length: Any = float(net.length[index])
        one = net.activities[index]
        if index in drawn:
            assert one.optimistic is not None and one.pessimistic is not None
            length = generator.triangular(one.optimistic, _mode(net, index), one.pessimistic, size) * WEEK
        at = np.full(size, float(plan.held_by_date[index]))
        for arc in net.into[index]:
            np.maximum(at, _bound(start, end, arc), out=at)
        ready[index] = at
        if plan.calendars.moves(one):
            start[index], end[index] = _placed(plan.calendars, one, at, length)
        else:
            start[index], end[index] = at, at + length
    finish = end[plan.goal] if plan.goal is not None else end.max(axis=0) if len(end) else np.zeros(size)
    return finish, _holding(plan, start, end, ready, finish)


def _bound(start: Runs, end: Runs, arc: Arc) -> Runs:
    """From when a link allows its target to start; a share is one of the duration that was drawn."""
    begun: Runs = start[arc.source]
    ended: Runs = end[arc.source]
    if not arc.from_start:
        return ended + arc.lag
    if not arc.link.lag_share:
        return begun + arc.lag
    return begun + of_weeks(arc.link.lag_weeks or 0) + (ended - begun) * arc.link.lag_share


def _holding(plan: Schedule, start: Runs, end: Runs, ready: Runs, finish: Runs) -> Runs:
    """Per activity the number of runs in which it lies on a chain that holds the goal."""
    import numpy as np

    net = plan.network
    holds = np.zeros(start.shape, dtype=bool)
    if plan.goal is not None:
        holds[plan.goal] = True
    else:
        holds |= end == finish
    for index in reversed(net.order):
        if plan.held[index] == "actual" or not holds[index].any():
            continue
        for arc in net.into[index]:
            holds[arc.source] |= holds[index] & (_bound(start, end, arc) == ready[index])
    counted: Runs = holds.sum(axis=1).astype(float)
    return counted


def _placed(calendars: Calendars, activity: Any, ready: Runs, length: Any) -> tuple[Runs, Runs]:
    """Where a season or a meeting puts an activity, for every run; one by one, for as many as differ."""
    import numpy as np

    lengths = np.broadcast_to(np.asarray(length), ready.shape)
    pairs, back = np.unique(np.stack((ready, lengths)), axis=1, return_inverse=True)
    spans = [calendars.earliest(activity, round(at), round(weeks)) for at, weeks in pairs.T]
    back = back.reshape(-1)
    return (np.array([float(span.start) for span in spans])[back], np.array([float(span.end) for span in spans])[back])
