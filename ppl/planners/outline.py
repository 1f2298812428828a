"""Headings of a planning: links to and from them become links of the activities below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ppl.errors import Problem, Text
from ppl.planners.predecessors import Wait
from ppl.planners.table import error, remark
from ppl.planners.tasks import Planning, Task


class Outline:
    """The rows of a planning with what lies below each heading."""

    def __init__(self, planning: Planning) -> None:
        self.name = planning.name
        self.tasks = planning.tasks
        self.problems: list[Problem] = []
        self.place = {task.id: place for place, task in enumerate(self.tasks)}
        self.above = self._above()
        self.below = self._below()

    def waits(self, task: Task) -> list[Wait]:
        """What an activity waits on, headings above it and headings that it names included, each link once."""
        found: list[Wait] = [one for own in self._told(task) for one in self._activities(task, own)]
        for heading in self.above[self.place[task.id]]:
            parent = self.tasks[heading]
            if self._told(parent) and self._is_first(task, heading):
                found += [one for own in self._told(parent) for one in self._activities(task, own)]
        return list({(one.on, one.type, one.lags): one for one in found}.values())

    def tell_headings(self) -> Iterator[Problem]:
        """What became of the headings."""
        told = [task for task in self.tasks if task.is_summary]
        if told:
            rows = ", ".join(str(task.row) for task in told)
            what = Text(
                "{number} headings are no activities (rows {rows}); their own durations and days are not kept",
                number=len(told),
                rows=rows,
            )
            remedy = Text("an activity that is no heading: give it a duration, and the same indent as those below it")
            yield remark(self.name, first_row(told), what, remedy)
        for task in told:
            if self._told(task):
                what = Text(
                    "the links of heading `{title}` now stand at the activities that begin it", title=task.title
                )
                yield remark(self.name, task.row, what, Text("look whether each of them has to wait"))

    def _told(self, task: Task) -> list[Wait]:
        return [one for one in task.waits if isinstance(one, Wait)]

    def _activities(self, task: Task, wait: Wait) -> list[Wait]:
        """The same link to activities, where it leads to a heading."""
        target = self.place.get(wait.on)
        if target is None or not self.tasks[target].is_summary:
            return [wait]
        if target in self.above[self.place[task.id]]:
            what = Text("it waits on its own heading `{on}`", on=self.tasks[target].title)
            self.problems.append(error(self.name, task.row, what, Text("let it wait on the activity that it means")))
            return []
        below = self.below[target]
        if not below:
            what = Text("it waits on heading `{on}`, and nothing stands below that", on=self.tasks[target].title)
            self.problems.append(error(self.name, task.row, what, Text("let it wait on the activity that it means")))
            return []
        chosen = self._begins(below) if wait.type in ("SS", "SF") else self._ends(below)
        ids = [self.tasks[place].id for place in chosen]
        what = Text(
            "it waits on heading `{on}`: held as a wait on {ids}", on=self.tasks[target].title, ids=", ".join(ids)
        )
        self.problems.append(remark(self.name, task.row, what, Text("look whether it has to wait on all of that")))
        return [wait._replace(on=id) for id in ids]

    def _ends(self, below: Sequence[int]) -> list[int]:
        """The activities below a heading that no other one below it waits for until their end."""
        inside = set(below)
        followed = {
            self.place[one.on]
            for place in below
            for one in self._told(self.tasks[place])
            if one.type == "FS"
            and one.on in self.place
            and self.place[one.on] in inside
            and all(lag.value >= 0 for lag in one.lags)
        }
        return [place for place in below if place not in followed] or list(below)

    def _begins(self, below: Sequence[int]) -> list[int]:
        """The activity with which what lies below a heading begins: the first by its day, else in the sheet."""
        inside = {self.tasks[place].id for place in below}
        free = [p for p in below if not any(one.on in inside for one in self._told(self.tasks[p]))] or list(below)
        dated = [place for place in free if self.tasks[place].start_on is not None]
        return [min(dated, key=lambda place: str(self.tasks[place].start_on))] if dated else free[:1]

    def _is_first(self, task: Task, heading: int) -> bool:
        """Whether an activity waits on nothing else below a heading."""
        inside = {self.tasks[place].id for place in self.below[heading]}
        return not any(one.on in inside for one in self._told(task))

    def _above(self) -> list[tuple[int, ...]]:
        """Per row the headings above it, the nearest first."""
        if len({task.level for task in self.tasks}) == 1:
            return self._flat()
        open_: list[int] = []
        found = []
        for place, task in enumerate(self.tasks):
            while open_ and self.tasks[open_[-1]].level >= task.level:
                open_.pop()
            found.append(tuple(reversed(open_)))
            if task.is_summary:
                open_.append(place)
        return found

    def _flat(self) -> list[tuple[int, ...]]:
        """The same for a sheet without indents: a heading holds until the next."""
        found: list[tuple[int, ...]] = []
        heading: tuple[int, ...] = ()
        for place, task in enumerate(self.tasks):
            heading = (place,) if task.is_summary else heading
            found.append(() if task.is_summary else heading)
        return found

    def _below(self) -> dict[int, list[int]]:
        """Per heading the activities below it."""
        found: dict[int, list[int]] = {p: [] for p, task in enumerate(self.tasks) if task.is_summary}
        for place, task in enumerate(self.tasks):
            if not task.is_summary:
                for heading in self.above[place]:
                    found[heading].append(place)
        return found


def first_row(tasks: Sequence[Task]) -> int:
    """The row of the first task."""
    return tasks[0].row if tasks else 0
