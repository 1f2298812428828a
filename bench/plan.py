"""Plans: scheduling 10,000 activities, simulating 300, the fewest habits of the shipped template; against networkx.

make bench
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

import networkx as nx

from ppl.cli.desk import environment
from ppl.model.plan import Link, PlanActivity
from ppl.model.programme import PlanTemplate
from ppl.resources import shipped
from ppl.rules.schedule import ticks
from ppl.rules.schedule.cpm import schedule
from ppl.rules.schedule.earlier import earlier
from ppl.rules.schedule.paths import critical_paths
from ppl.rules.schedule.simulation import simulate
from ppl.rules.schedule.variants import varied
from ppl.store.folder import Folder

RUNS = 7


def network(size: int, is_range: bool = False) -> tuple[PlanActivity, ...]:
    """A random plan: three links per activity, to one of the fifty before it."""
    rng = random.Random(size)
    found = []
    for index in range(size):
        sources = rng.sample(range(max(0, index - 50), index), min(3, index))
        weeks = rng.choice([1.0, 2.0, 2.5, 4.0])
        points = {"optimistic": weeks / 2, "likely": weeks, "pessimistic": weeks * 3} if is_range else {"weeks": weeks}
        links = tuple(Link(activity=f"X{source}", ground="habit") for source in sources)
        found.append(PlanActivity(id=f"X{index}", title=f"Activity {index}", after=links, **points))  # type: ignore[arg-type]
    return tuple(found)


def template() -> tuple[PlanActivity, ...]:
    """The shipped template in its usual order, every habit in it."""
    knowledge, _ = Folder(shipped("data").parent, environment()).read_refs(["programme/plans/woningbouw"])
    found = knowledge.get("programme/plans/woningbouw")
    assert isinstance(found, PlanTemplate)
    return varied(found.activities, "usual")


def seconds(way: Callable[[], object]) -> float:
    """The median of a few runs, after one to warm up."""
    taken = []
    for number in range(RUNS + 1):
        begin = time.perf_counter()
        way()
        if number:
            taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def peer(activities: tuple[PlanActivity, ...]) -> nx.DiGraph:
    """The same plan as a graph for networkx, whose longest path is the only thing that it tells."""
    graph = nx.DiGraph()
    for one in activities:
        graph.add_node(one.id)
        graph.add_weighted_edges_from((link.activity, one.id, one.weeks or 0.0) for link in one.after)
    return graph


def main() -> None:
    """Print the medians, and what was asked."""
    large, small = network(10_000), schedule(network(300, is_range=True))
    graph, usual = peer(large), schedule(template(), goal="A37")
    whole = schedule(large)
    rows = [
        ("schedule of 10,000 activities (asked: 0.5 s)", seconds(lambda: schedule(large))),
        ("its critical paths, counted", seconds(lambda: critical_paths(whole))),
        ("networkx, longest path only", seconds(lambda: nx.dag_longest_path_length(graph))),
        ("10,000 runs over 300 activities (asked: 2 s)", seconds(lambda: simulate(small))),
        ("the fewest habits, template, 200 weeks", seconds(lambda: earlier(usual, ticks.of_weeks(200)))),
        ("the fewest habits, template, 180 weeks", seconds(lambda: earlier(usual, ticks.of_weeks(180)))),
        ("the fewest habits, template, 141 weeks", seconds(lambda: earlier(usual, ticks.of_weeks(141)))),
    ]
    for name, taken in rows:
        print(f"{name:<50} {taken * 1000:8.0f} ms")


if __name__ == "__main__":
    main()
