"""What a planner's file holds, whatever its format: tasks, as they stand there."""

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple

from ppl.errors import Problem
from ppl.planners.amounts import Amount, Unit
from ppl.planners.predecessors import Unread, Wait

Day = datetime.date


@dataclass(frozen=True, kw_only=True)
class Task:
    """A row of a planning.

    row: where it stands; id: as the planner calls it, empty where he does not; names: what else refers to it
    level: its depth, from 0; is_summary: whether it stands for the rows below it
    start_on, end_on: as the file has them, the end included; not_before: where the file fixes the start
    is_held: its start holds by itself, whatever its links say; percent: the share that is done, 0 to 1
    own: the cells of our own columns, by meaning
    """

    row: int
    id: str
    title: str
    names: tuple[str, ...] = ()
    level: int = 0
    is_summary: bool = False
    is_milestone: bool = False
    duration: Amount | None = None
    start_on: Day | None = None
    end_on: Day | None = None
    not_before: Day | None = None
    is_held: bool = False
    waits: tuple[Wait | Unread, ...] = ()
    actual_start_on: Day | None = None
    actual_end_on: Day | None = None
    percent: float | None = None
    owner: str = ""
    phase: str = ""
    note: str = ""
    own: dict[str, str] = field(default_factory=dict)


class Planning(NamedTuple):
    """The tasks of a file, in their order.

    name: the file (and sheet), for messages; starts_on: first day of the planning, where the file says it
    is_own: ppl wrote the file, so that its days are the outcome and not a wish
    bare: unit of a figure without one; fields: what the file says of the plan as a whole
    """

    name: str
    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...] = ()
    starts_on: Day | None = None
    is_own: bool = False
    bare: Unit = ""
    days: float | None = None
    months: float | None = None
    fields: tuple[tuple[str, str], ...] = ()
