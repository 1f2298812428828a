"""Whether the links of a planning go round, which none can: told with its rows before anything is calculated."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from ppl.errors import DataError, Problem, Text
from ppl.model.plan import PlanActivity


def refuse_circle(
    name: str, activities: Sequence[PlanActivity], rows: Mapping[str, int], told: Sequence[Problem]
) -> None:
    """Raises DataError, with all that there is to tell of the file, where activities wait on each other in a circle.

    rows: where each stands in the file, called `name`
    """
    ids = {one.id for one in activities}
    waits = {one.id: [link.activity for link in one.after if link.activity in ids] for one in activities}
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as found:
        circle = [str(one) for one in found.args[1]][::-1]
        what = Text(
            "{file}: rows {rows} wait on each other in a circle: {circle}",
            file=name,
            rows=", ".join(str(row) for row in sorted({rows[one] for one in circle})),
            circle=" ← ".join(circle),
        )
        raise DataError(what, Text("take one of these links out of the file"), tuple(told)) from None
