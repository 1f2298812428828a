"""The links of a planning in the terms of a plan: what each activity waits on, why, and what converting changed."""

from collections.abc import Mapping
from functools import cached_property

from ppl.errors import Text
from ppl.model.fields import changed
from ppl.model.plan import Link
from ppl.planners.amounts import Units
from ppl.planners.cells import Cells
from ppl.planners.columns import plain
from ppl.planners.import_settings import ImportSettings
from ppl.planners.link_types import PlanLink, plan_link
from ppl.planners.outline import Outline
from ppl.planners.predecessors import Wait, waits
from ppl.planners.references import References
from ppl.planners.remarks import Remarks
from ppl.planners.tasks import Planning, Task


class PlanLinks:
    """The links of one planning, converted one activity at a time.

    typed: per link (waiting, waited on) how the file writes it; assumed: the links whose ground it does not give
    """

    def __init__(
        self, planning: Planning, asked: ImportSettings, outline: Outline, units: Units, remarks: Remarks
    ) -> None:
        self.is_own, self.asked, self.outline = planning.is_own, asked, outline
        self.units, self.remarks = units, remarks
        self.by_id = {task.id: task for task in planning.tasks if not task.is_summary}
        self.typed: dict[tuple[str, str], str] = {}
        self.assumed: set[tuple[str, str]] = set()

    def after(self, task: Task, weeks: Mapping[str, float | None]) -> tuple[Link, ...]:
        """What an activity waits on, in the terms of a plan."""
        cells = Cells(task.own)
        default = self._default(task)
        found: list[tuple[str, Link]] = []
        for wait in self.outline.waits(task):
            if wait.on == task.id or wait.on not in self.by_id:
                what = Text("it waits on itself: `{typed}`", typed=wait.typed)
                self.remarks.error(task.row, what, Text("name what it really waits on"))
                continue
            made = plan_link(wait, weeks.get(wait.on), weeks.get(task.id), self.units)
            self._tell_conversion(task, wait, made)
            self.typed[task.id, wait.on] = wait.typed
            found.append((wait.on, changed(default, activity=wait.on, **made.fields)))
        links = cells.links(found)
        pairs = zip(links, found, strict=True)
        self.assumed |= {(task.id, link.activity) for link, (_, default) in pairs if link is default}
        self.remarks.take(task.row, cells.wrong)
        return links

    def serial(self, task: Task, cells: Cells) -> tuple[Link, ...]:
        """The links of the usual order, which only our own files hold."""
        found = []
        for wait in waits(task.own.get("serial", ""), self._known):
            if not isinstance(wait, Wait):
                what = Text("the predecessor `{text}` is not understood", text=wait.typed)
                cells.wrong.append((what, self._known.remedy(wait.on)))
                continue
            made = plan_link(wait, None, None, self.units)
            found.append((wait.on, Link(activity=wait.on, ground="habit", **made.fields)))
        return cells.links(found, "serial_")

    def _default(self, task: Task) -> Link:
        """A link of which the file does not say why; what the planner notes beside it goes along."""
        said = Text("from the planning {file}, ground not yet known", file=self.asked.source)
        if task.note and not self.is_own and plain(task.note) not in ("mijlpaal", "milestone"):
            said = Text("{reason}; the planner notes: {note}", reason=said, note=task.note)
        return Link(activity="", ground=self.asked.ground, reason=self.asked.words(said))

    def _tell_conversion(self, task: Task, wait: Wait, made: PlanLink) -> None:
        if made.told is not None:
            self.remarks.remark(task.row, made.told, made.remedy or Text("look whether that is meant"))
        if wait.type == "SF" and self._fits_as_usual(task, wait):
            what = Text(
                "`{typed}` is start-finish, which is rare; the days in the file fit finish-start", typed=wait.typed
            )
            self.remarks.remark(task.row, what, Text("ask the planner whether {on}FS ({on}EB) was meant", on=wait.on))

    def _fits_as_usual(self, task: Task, wait: Wait) -> bool:
        end = self.by_id[wait.on].end_on
        return end is not None and task.start_on is not None and 0 <= (task.start_on - end).days <= 4

    @cached_property
    def _known(self) -> References:
        """What a link of the usual order may call an activity."""
        return References(list(self.by_id), [""] * len(self.by_id), [task.title for task in self.by_id.values()])
