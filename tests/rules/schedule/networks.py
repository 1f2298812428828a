"""Random plans, and an independent calculation of them with networkx."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from ppl.model.plan import Link, PlanActivity

GROUNDS = ("statute", "season", "contract", "policy", "habit")


def activity(id: str, weeks: float, *after: Link, **more: Any) -> PlanActivity:
    return PlanActivity(id=id, title=f"Activity {id}", weeks=weeks, after=after, **more)


def link(to: str, ground: str = "habit", **more: Any) -> Link:
    return Link(activity=to, ground=ground, **more)  # type: ignore[arg-type]


@st.composite
def plans(draw: st.DrawFn, most: int = 9, is_plain: bool = False) -> tuple[PlanActivity, ...]:
    """Small plans with every kind of link; `is_plain`: finish-start without lag only."""
    size = draw(st.integers(1, most))
    found = []
    for index in range(size):
        links = []
        for source in draw(st.sets(st.integers(0, index - 1), max_size=3)) if index else ():
            ground = draw(st.sampled_from(GROUNDS))
            more: dict[str, Any] = {}
            if not is_plain and draw(st.booleans()):
                more["lag_weeks"] = draw(st.sampled_from([-2.0, -0.5, 0.0, 1.0, 2.4]))
            if not is_plain and draw(st.booleans()):
                more["type"] = "start-start"
                more["lag_share"] = draw(st.sampled_from([None, 0.25, 0.5, 1.0]))
            links.append(link(f"X{source}", ground, **more))
        found.append(activity(f"X{index}", draw(st.sampled_from([0.0, 1.0, 1.5, 2.0, 3.2, 7.0])), *links))
    return tuple(found)


def large(size: int, seed: int, links: int = 3) -> tuple[PlanActivity, ...]:
    """A random plan of thousands of activities."""
    rng = random.Random(seed)
    found = []
    for index in range(size):
        to = rng.sample(range(max(0, index - 60), index), min(links, index, 60)) if index else []
        kinds: list[dict[str, Any]] = [
            {"lag_weeks": rng.choice([0, 0, 1, -1, 2.5])}
            if rng.random() < 0.7
            else {"type": "start-start", "lag_share": rng.choice([0.25, 0.5])}
            for _ in to
        ]
        weeks = rng.choice([0.0, 1.0, 2.5, 4.0, 8.0])
        found.append(
            activity(
                f"X{index}",
                weeks,
                *(link(f"X{source}", rng.choice(GROUNDS), **more) for source, more in zip(to, kinds, strict=True)),
            )
        )
    return tuple(found)


class Oracle:
    """The same plan as longest paths in a graph of beginnings and ends. All results in weeks."""

    def __init__(self, activities: Sequence[PlanActivity], goal: str | None = None) -> None:
        weeks = {one.id: one.weeks or 0.0 for one in activities}
        self.graph = nx.MultiDiGraph()
        self.graph.add_node("begin")
        for one in activities:
            self.graph.add_edge("begin", (one.id, "start"), weight=0.0)
            self.graph.add_edge((one.id, "start"), (one.id, "end"), weight=weeks[one.id])
            for to in one.after:
                lag = to.lag_weeks or 0.0
                side = "end"
                if to.type == "start-start":
                    side, lag = "start", lag + (to.lag_share or 0.0) * weeks[to.activity]
                self.graph.add_edge((to.activity, side), (one.id, "start"), weight=lag)
        self.activities = activities
        self.goals = [(goal, "end")] if goal else [(one.id, "end") for one in activities]
        self.at = self._longest(self.graph, ["begin"])
        self.finish = max(self.at[node] for node in self.goals)

    def _longest(self, graph: Any, roots: Sequence[Any]) -> dict[Any, float]:
        """The longest way from the roots to each node that they reach."""
        found: dict[Any, float] = dict.fromkeys(roots, 0.0)
        for node in nx.topological_sort(graph):
            if node in found:
                for _, to, data in graph.out_edges(node, data=True):
                    found[to] = max(found.get(to, float("-inf")), found[node] + data["weight"])
        return found

    def slack(self, id: str) -> float | None:
        """By trial: the longest way through the activity's beginning, against the longest of all."""
        onward = self._longest(self.graph, [(id, "start")])
        ways = [self.at[(id, "start")] + onward[node] for node in self.goals if node in onward]
        return min(self.finish - way for way in ways) if ways else None
