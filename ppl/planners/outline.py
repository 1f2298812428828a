"""Headings of a planning: links to and from them become links of the activities below them."""

from collections.abc import Sequence

from ppl.errors import Text, count
from ppl.planners.predecessors import Wait
from ppl.planners.remarks import Remarks
from ppl.planners.tasks import Planning, Task


class Outline:
    """The rows of a planning with what lies below each heading."""

    def __init__(self, planning: Planning) -> None:
        self.remarks = Remarks(planning.name)
        self.tasks = planning.tasks
        self.place = {task.id: place for place, task in enumerate(self.tasks)}
        self.above = self._above()
        self.below = self._below()

    def waits(self, task: Task) -> list[Wait]:
        """What an activity waits on, headings above it and headings that it names included, each link once."""
        headings = [self.tasks[row] for row in self.above[self.place[task.id]] if self._is_first(task, row)]
        links = [link for each in (task, *headings) for link in self._links(each)]
        found = [wait for link in links for wait in self._activities(task, link)]
        return list({(wait.on, wait.type, wait.lags): wait for wait in found}.values())

    def tell_headings(self, remarks: Remarks) -> None:
        """Say what became of the headings."""
        headings = [task for task in self.tasks if task.is_summary]
        if headings:
            rows = ", ".join(str(task.row) for task in headings)
            what = count(
                Text("{number} heading is no activity (row {rows}); its own duration and days are not kept", rows=rows),
                Text(
                    "{number} headings are no activities (rows {rows}); their own durations and days are not kept",
                    rows=rows,
                ),
                len(headings),
            )
            remedy = Text("an activity that is no heading: give it a duration, and the same indent as those below it")
            remarks.remark(headings[0].row, what, remedy)
        for task in headings:
            if self._links(task):
                what = Text("the links of heading `{title}` now stand at the activities that begin it",
                            title=task.title)  # fmt: skip
                remarks.remark(task.row, what, Text("look whether each of them has to wait"))

    def _links(self, task: Task) -> list[Wait]:
        return [wait for wait in task.waits if isinstance(wait, Wait)]

    def _activities(self, task: Task, wait: Wait) -> list[Wait]:
        """The same link to activities, where it leads to a heading."""
        target = self.place.get(wait.on)
        if target is None or not self.tasks[target].is_summary:
            return [wait]
        title, below = self.tasks[target].title, self.below[target]
        is_own = target in self.above[self.place[task.id]]
        if is_own or not below:
            empty = Text("it waits on heading `{on}`, and nothing stands below that", on=title)
            what = Text("it waits on its own heading `{on}`", on=title) if is_own else empty
            self.remarks.error(task.row, what, Text("let it wait on the activity that it means"))
            return []
        chosen = self._begins(below) if wait.type in ("SS", "SF") else self._ends(below)
        ids = [self.tasks[place].id for place in chosen]
        what = Text("it waits on heading `{on}`: held as a wait on {ids}", on=title, ids=", ".join(ids))
        self.remarks.remark(task.row, what, Text("look whether it has to wait on all of that"))
        return [wait._replace(on=id) for id in ids]

    def _ends(self, below: Sequence[int]) -> list[int]:
        """The activities below a heading that no other one below it waits for until their end."""
        inside = set(below)
        links = (wait for place in below for wait in self._links(self.tasks[place]) if wait.type == "FS")
        waited = (self.place.get(wait.on) for wait in links if all(lag.value >= 0 for lag in wait.lags))
        followed = {place for place in waited if place in inside}
        return [place for place in below if place not in followed] or list(below)

    def _begins(self, below: Sequence[int]) -> list[int]:
        """The activity with which what lies below a heading begins: the first by its day, else in the sheet."""
        inside = {self.tasks[place].id for place in below}
        free = [p for p in below if not any(link.on in inside for link in self._links(self.tasks[p]))] or list(below)
        dated = [place for place in free if self.tasks[place].start_on is not None]
        return [min(dated, key=lambda place: str(self.tasks[place].start_on))] if dated else free[:1]

    def _is_first(self, task: Task, heading: int) -> bool:
        """Whether an activity waits on nothing else below a heading."""
        inside = {self.tasks[place].id for place in self.below[heading]}
        return not any(link.on in inside for link in self._links(task))

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
