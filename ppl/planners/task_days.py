"""The days of an activity: when it really began and ended, and the day before which it may not start."""

from collections.abc import Mapping, Sequence

from ppl.errors import Text
from ppl.model.plan import Link
from ppl.planners.amounts import Units
from ppl.planners.dates import days_later
from ppl.planners.remarks import Remarks
from ppl.planners.tasks import Day, Task


def actual(task: Task, today: Day, is_own: bool, remarks: Remarks) -> tuple[Day | None, Day | None]:
    """When it really began and ended; what is done for a part has begun."""
    begun, ended = task.actual_start_on, task.actual_end_on
    for day in (begun, ended):
        if day is not None and day > today:
            what = Text("{day} is given as an actual day, and it is still to come", day=day)
            remarks.error(task.row, what, Text("correct the day, or leave it out until then"))
            return None, None
    if task.percent is None or task.percent == 0 or is_own:
        return begun, ended
    share = f"{task.percent * 100:g}%"
    if task.percent >= 1 and ended is None:
        if task.end_on is not None and task.end_on <= today:
            what = Text("it is done: its planned days count as the actual ones")
            remarks.remark(task.row, what, Text("correct actual_start_on and actual_end_on where it went otherwise"))
            return begun or task.start_on, task.end_on
        what = Text("it is done, but its end is not in the past: no actual end is kept")
        remarks.remark(task.row, what, Text("give the day on which it ended (actual_end_on)"))
    if begun is None and task.start_on is not None and task.start_on <= today:
        begun = task.start_on
    if task.percent < 1:
        remarks.remark(
            task.row,
            Text("{share} is done: a plan keeps that it began, not how far it is", share=share),
            Text("actual_start_on is {day}", day=begun)
            if begun
            else Text("give the day on which it began (actual_start_on)"),
        )
    return begun, ended


class Starts:
    """The days before which activities may not start. starts_on: first day of the plan, where that is known."""

    def __init__(self, by_id: Mapping[str, Task], starts_on: Day | None, units: Units, remarks: Remarks) -> None:
        self.by_id, self.starts_on, self.units, self.remarks = by_id, starts_on, units, remarks

    def not_before(self, task: Task, links: Sequence[Link]) -> Day | None:
        """The day before which it may not start: told, or shown by a start that no link explains."""
        if task.not_before is not None or not task.is_held or task.start_on is None or self.starts_on is None:
            return task.not_before
        bounds = {link.activity: self._bound(link) for link in links}
        dated = {on: day for on, day in bounds.items() if day is not None}
        if len(dated) < len(bounds):
            return None
        free = max(dated.values(), default=self.starts_on)
        if (task.start_on - free).days > 6:
            self.remarks.remark(
                task.row,
                Text(
                    "it starts on {day}, later than its links ask ({free}): held as not before",
                    day=task.start_on,
                    free=free,
                )
                if links
                else Text("it waits on nothing and starts on {day}: held as not before", day=task.start_on),
                Text(
                    "a season? ppl set PROJECT/plan activities.{id}.window=CODE; else take planned_start_on away",
                    id=task.id,
                ),
            )
            return task.start_on
        if dated and (free - task.start_on).days > 3:
            on = max(dated, key=lambda id: dated[id])
            what = Text(
                "the file starts it on {day}, before its link to {on} allows ({free}): the link counts",
                day=task.start_on,
                on=on,
                free=free,
            )
            self.remarks.remark(task.row, what, Text("ask the planner: is the link wrong, or the day?"))
        return None

    def _bound(self, link: Link) -> Day | None:
        """The day from which a link allows a start, by the days of the file."""
        on = self.by_id[link.activity]
        from_start = link.type == "start-start"
        if (day := on.start_on if from_start else on.end_on) is None:
            return None
        weeks = (link.lag_weeks or 0) + (link.lag_share or 0) * (self.units.middle(on.duration) or 0)
        return days_later(day, weeks * 7 + (not from_start))
