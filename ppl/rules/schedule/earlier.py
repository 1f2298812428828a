"""Can it be earlier? The fewest habit links to question, and what holds the goal once they are gone.

Exact by implicit hitting sets: whatever chain holds the goal past the target must lose one of its habit links, so
the fewest links that hit all chains found so far are a lower bound; as soon as they reach the target they are the
answer (Chandrasekaran and others, "Algorithms for implicit hitting set problems", 2011). Seasons and meetings
change nothing in that: they never bring an activity forward when something else comes later.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from ppl.rules.schedule.cpm import Schedule, scheduled
from ppl.rules.schedule.network import Arc, Pair, is_habit, pruned
from ppl.rules.schedule.paths import binding

SEARCHED = 200_000
STEPS = 40


class Step(NamedTuple):
    """Links that go at once (one, or several that only win together). won: ticks; left: the schedule without them."""

    dropped: tuple[Pair, ...]
    won: int
    left: Schedule


class Earlier(NamedTuple):
    """How the goal can come earlier.

    base: as it is now; best: with every habit link dropped
    target: ticks; None when the question is what wins most
    steps: the links to question, in the order that wins most first
    is_reached: whether they reach the target; is_fewest: whether it is proven that fewer links do not
    at_least: no fewer links than this can do
    """

    base: Schedule
    best: Schedule
    target: int | None
    steps: tuple[Step, ...]
    is_reached: bool
    is_fewest: bool
    at_least: int

    @property
    def left(self) -> Schedule:
        """The schedule once all these links are gone."""
        return self.steps[-1].left if self.steps else self.base


def without(plan: Schedule, dropped: Iterable[Pair]) -> Schedule:
    """The schedule without the habit links between these pairs of numbers (waited on, waiting)."""
    net = plan.network
    goal = None if plan.goal is None else net.activities[plan.goal].id
    return scheduled(pruned(net, tuple(dropped)), goal, plan.starts_on, plan.calendars)


def habits(plan: Schedule) -> list[Pair]:
    """All pairs between which a habit link stands, in the order of the plan."""
    found = {(arc.source, arc.target): None for arcs in plan.network.into for arc in arcs if is_habit(arc)}
    return list(found)


def earlier(plan: Schedule, target: int | None = None) -> Earlier:
    """The fewest habit links that bring the goal to the target (ticks); without one, the most gain for each next."""
    best = without(plan, habits(plan))
    if target is None:
        return Earlier(plan, best, None, _most_first(plan, best), True, False, 0)
    if best.finish > target:
        return Earlier(plan, best, target, _most_first(plan, best), False, False, 0)
    chosen, at_least, is_fewest = _fewest(plan, target)
    return Earlier(plan, best, target, _in_order(plan, chosen), True, is_fewest, at_least)


def holding(plan: Schedule) -> list[Arc]:
    """The chain of links that holds the goal where it is, with as few habit links as any such chain; oldest first."""
    last = plan.goal if plan.goal is not None else max(range(len(plan.end)), key=plan.end.__getitem__, default=None)
    if last is None:
        return []
    links = _binding_before(plan, last)
    cost: dict[int, tuple[int, Arc | None]] = {}
    for index in plan.network.order:
        if index in links:
            ways = [(is_habit(arc) + cost[arc.source][0], arc) for arc in links[index]]
            cost[index] = min(ways, key=lambda way: way[0]) if ways else (0, None)
    chain: list[Arc] = []
    at: int = last
    while (arc := cost[at][1]) is not None:
        chain.append(arc)
        at = arc.source
    return chain[::-1]


def _binding_before(plan: Schedule, last: int) -> dict[int, list[Arc]]:
    """The binding links of an activity and of all that they lead back to."""
    found: dict[int, list[Arc]] = {}
    waiting = [last]
    while waiting:
        index = waiting.pop()
        if index not in found:
            found[index] = binding(plan, index)
            waiting += [arc.source for arc in found[index]]
    return found


def _questions(plan: Schedule) -> frozenset[Pair]:
    """The habit links of the chain that holds the goal; one of them must go."""
    return frozenset((arc.source, arc.target) for arc in holding(plan) if is_habit(arc))


def _fewest(plan: Schedule, target: int) -> tuple[set[Pair], int, bool]:
    """The fewest links that reach a target which can be reached; how many are needed at least; whether it is proven."""
    chains: list[frozenset[Pair]] = []
    budget, size = [SEARCHED], 0
    while True:
        hit = _hitting(chains, size, budget)
        if hit is None:
            return _enough(plan, target, chains), max(size, _at_least(chains)), False
        now = without(plan, hit)
        if now.finish <= target:
            return hit, len(hit), True
        size = len(hit)
        dropped = set(hit)
        while now.finish > target:
            chain = _questions(now)
            chains.append(chain)
            dropped |= chain
            now = without(plan, dropped)


def _enough(plan: Schedule, target: int, chains: Iterable[frozenset[Pair]]) -> set[Pair]:
    """Links that reach the target, none of which can be left out; not proven to be the fewest."""
    chosen = {pair for chain in chains for pair in chain}
    for pair in sorted(chosen):
        if without(plan, chosen - {pair}).finish <= target:
            chosen.discard(pair)
    return chosen


def _at_least(chains: Iterable[frozenset[Pair]]) -> int:
    """Chains that share no link need one each."""
    seen: set[Pair] = set()
    count = 0
    for chain in sorted(chains, key=len):
        if not chain & seen:
            seen |= chain
            count += 1
    return count


def _hitting(chains: list[frozenset[Pair]], size: int, budget: list[int]) -> set[Pair] | None:
    """The smallest set with a link of every chain, of this size or more; None when the search takes too long."""
    pairs = sorted({pair for chain in chains for pair in chain})
    bit = {pair: 1 << index for index, pair in enumerate(pairs)}
    masks = _minimal({sum(bit[pair] for pair in chain) for chain in chains})
    size = max(size, _bound(masks))
    while budget[0] > 0:
        found = _hit(masks, size, budget)
        if found is not None:
            return {pair for pair in pairs if bit[pair] & found}
        size += 1
    return None


def _minimal(masks: Iterable[int]) -> list[int]:
    """Only those that hold no other one, small ones first."""
    found: list[int] = []
    for mask in sorted(set(masks), key=int.bit_count):
        if not any(other & mask == other for other in found):
            found.append(mask)
    return found


def _bound(masks: list[int]) -> int:
    """How many of the sets have no bit in common: at least that many bits are needed."""
    seen = count = 0
    for mask in masks:
        if not mask & seen:
            seen |= mask
            count += 1
    return count


def _hit(masks: list[int], size: int, budget: list[int]) -> int | None:
    """At most so many bits that touch every mask; small masks come first."""
    budget[0] -= 1
    if not masks:
        return 0
    if budget[0] <= 0 or _bound(masks) > size:
        return None
    kept, first = 0, masks[0]
    while first:
        bit = max(_bits(first), key=lambda one: sum(1 for mask in masks if mask & one))
        first ^= bit
        left = [mask & ~kept for mask in masks if not mask & bit]
        if all(left):
            rest = _hit(sorted(left, key=int.bit_count) if kept else left, size - 1, budget)
            if rest is not None:
                return rest | bit
        kept |= bit
    return None


def _bits(mask: int) -> list[int]:
    return [1 << index for index in range(mask.bit_length()) if mask >> index & 1]


def _in_order(plan: Schedule, chosen: set[Pair]) -> tuple[Step, ...]:
    """The links of a set, each time the one that wins most; those that win only together in one step."""
    steps: list[Step] = []
    now, gone, left = plan, set[Pair](), set(chosen)
    while left:
        pair, after = _best_single(plan, gone, left)
        together = {pair}
        while after.finish >= now.finish and len(together) < len(left):
            more, after = _best_single(plan, gone | together, left - together)
            together.add(more)
        gone |= together
        left -= together
        steps.append(Step(tuple(sorted(together)), now.finish - after.finish, after))
        now = after
    return tuple(steps)


def _best_single(plan: Schedule, gone: set[Pair], of: Collection[Pair]) -> tuple[Pair, Schedule]:
    """The link whose loss, after those already gone, brings the goal earliest; with that schedule."""
    tried = [(pair, without(plan, gone | {pair})) for pair in sorted(of)]
    return min(tried, key=lambda one: one[1].finish)


def _most_first(plan: Schedule, best: Schedule) -> tuple[Step, ...]:
    """Step by step the link that wins most; where no single one wins, the fewest that do so together."""
    steps: list[Step] = []
    now, gone = plan, set[Pair]()
    while now.finish > best.finish and len(steps) < STEPS:
        pair, after = _best_single(plan, gone, _questions(now))
        step = {pair}
        if after.finish >= now.finish:
            step = _fewest(now, now.finish - 1)[0]
            after = without(plan, gone | step)
        steps.append(Step(tuple(sorted(step)), now.finish - after.finish, after))
        now = after
        gone |= step
    return tuple(steps)
