"""From the rows of a sheet to tasks: which rows are activities or headings, and what each says."""

import re
from collections.abc import Sequence
from functools import cached_property

from ppl.errors import DataError, Text
from ppl.planners import dates
from ppl.planners.amounts import Amount, between
from ppl.planners.columns import OWN, Columns, columns, plain
from ppl.planners.numbering import ids, levels
from ppl.planners.predecessors import Unread, Wait, waits
from ppl.planners.references import References
from ppl.planners.remarks import Remarks
from ppl.planners.table import Row, Table
from ppl.planners.tasks import Day, Planning, Task
from ppl.planners.values import Values, cut

_TOTAL = re.compile(r"(?:sub)?tota(?:al|l)\b", re.I)
_NO = {"", "nee", "no", "n", "0", "false", "onwaar", "nvt", "n.v.t.", "-"}


def chosen(tables: Sequence[Table]) -> Table:
    """The sheet with the most headings that mean something. Raises DataError where none has any."""
    heads = [(columns(table), table) for table in tables]
    found = [(len(head.place), table) for head, table in heads if head is not None]
    if not found:
        name = tables[0].name if tables else ""
        what = Text("{file} has no row of headings that names activities", file=name)
        remedy = Text(
            "write a heading above each column: Nr, Activiteit, Duur, Voorgangers (or ID, Task, Duration, Predecessors)"
        )
        raise DataError(what, remedy)
    return max(found, key=lambda pair: pair[0])[1]


def planning(table: Table) -> Planning:
    """The tasks of a table. Raises DataError where it has no heading, or nothing below it."""
    table = chosen([table])
    head = columns(table)
    assert head is not None
    return _Reading(table, head).planning()


class _Reading:
    """One sheet, read row by row."""

    def __init__(self, table: Table, head: Columns) -> None:
        self.table, self.head = table, head
        self.remarks = Remarks(table.name, table.problems)
        self.is_own = {"kind", "ground", "not_before"} <= head.place.keys()
        rows = [row for row in table.rows[head.row + 1 :] if not row.is_empty]
        self.rows = [row for row in rows if self._is_task(row)]
        self.values = Values(head, self.rows, self.remarks)
        self.levels = levels(head, self.rows)
        self.is_deep = len(set(self.levels)) > 1
        self.ids = ids(head, self.rows, self.is_own, self.remarks)
        codes = [self.head.of("wbs", row) for row in self.rows]
        self.known = References(self.ids, codes, [self.head.of("title", row) for row in self.rows])

    def planning(self) -> Planning:
        _remark_on_surroundings(self.table, self.head, self.rows, self.remarks)
        if not self.rows:
            what = Text("{file} has no activities below its headings", file=self.table.name)
            remedy = Text("write an activity in each row, with its name below `{heading}`", heading="Activiteit")
            raise DataError(what, remedy)
        for row in self.rows:
            self._refuse_more_cells(row)
        tasks = tuple(self._task(place, row) for place, row in enumerate(self.rows))
        tasks = self._with_successors(tasks)
        return Planning(
            self.table.name,
            tasks,
            tuple(self.remarks.problems),
            _first_day_above(self.table, self.head),
            self.is_own,
            self.head.unit,
            fields=self.table.fields,
        )

    def _is_task(self, row: Row) -> bool:
        title = self.head.of("title", row)
        if not title:
            told = "; ".join(cell.strip() for cell in row.cells if cell.strip())
            what = Text("a row without a name is left out: {cells}", cells=cut(told))
            self.remarks.remark(row.number, what, Text("if it is an activity, give it a name"))
            return False
        if _TOTAL.match(title) and not self.is_own and not self.head.of("waits", row):
            what = Text("`{title}` is taken for a total and left out", title=title)
            self.remarks.remark(row.number, what, Text("if it is an activity, give it another name"))
            return False
        return True

    def _refuse_more_cells(self, row: Row) -> None:
        """Tell of a row that is longer than its headings: a separator in a text moved what comes after it."""
        more = [cell.strip() for cell in row.cells[len(self.table.rows[self.head.row].cells) :] if cell.strip()]
        if more:
            what = Text("it has more cells than there are headings: {cells}", cells=cut("; ".join(more)))
            remedy = Text(
                'put a text with the separator in it between quotation marks ("2;3"), or give the column a heading'
            )
            self.remarks.error(row.number, what, remedy)

    def _task(self, place: int, row: Row) -> Task:
        kind = plain(self.head.of("kind", row))
        duration = self.values.duration(row)
        links = tuple(self.values.waits_in(row, "waits", self.known))
        milestone = plain(self.head.of("milestone", row))
        start_on, end_on = self.values.day(row, "start"), self.values.day(row, "end")
        self.values.tell_constraint(row)
        is_summary = self._is_summary(place, row, kind, duration, links)
        is_milestone = milestone not in _NO or kind in ("mijlpaal", "milestone") or _is_milestone(self.head, row)
        if duration is None and not (is_summary or is_milestone or self.is_own or self.head.of("weeks", row)):
            duration = between(start_on, end_on)
        if start_on is not None and end_on is not None and end_on < start_on and not self.is_own:
            what = Text("it ends on {end}, before it begins ({start})", start=start_on, end=end_on)
            self.remarks.error(row.number, what, Text("correct one of the two days"))
        return Task(
            row=row.number,
            id=self.ids[place],
            title=" ".join(self.head.of("title", row).split()),
            names=(self.head.of("wbs", row),),
            level=self.levels[place],
            is_summary=is_summary,
            is_milestone=is_milestone,
            duration=duration,
            start_on=start_on,
            end_on=end_on,
            not_before=self.values.day(row, "not_before"),
            is_held=not self.is_own and "not_before" not in self.head.place,
            waits=links,
            actual_start_on=self.values.day(row, "actual_start"),
            actual_end_on=self.values.day_in_part(row, "actual_end"),
            percent=self.values.percent(row),
            owner=self.head.of("owner", row),
            phase=self.head.of("phase", row),
            note=" ".join(self.head.of("note", row).split()),
            own={name: text for name in OWN if (text := self.head.of(name, row))},
        )

    def _is_summary(
        self, place: int, row: Row, kind: str, duration: Amount | None, links: tuple[Wait | Unread, ...]
    ) -> bool:
        if kind:
            return kind in ("kop", "heading")
        if "summary" in self.head.place:
            return plain(self.head.of("summary", row)) not in _NO
        deeper = place + 1 < len(self.rows) and self.levels[place + 1] > self.levels[place]
        if deeper or self.is_deep:
            return deeper or (self.levels[place] == 0 and duration is None and not links and self._is_bare(row))
        is_heading = duration is None and not links and self._is_bare(row) and self.ids[place] not in self._referred
        return is_heading and not (place + 1 == len(self.rows) and self._tells_more(row))

    def _tells_more(self, row: Row) -> bool:
        """Whether a row has a number, a share that is done or somebody who does it: the last such row is no heading."""
        return any(self.head.of(name, row) for name in ("id", "percent", "owner", "phase"))

    def _is_bare(self, row: Row) -> bool:
        """Whether a row has no more than a name: no duration that could not be read, and no days."""
        return not any(self.head.of(name, row) for name in ("weeks", "start", "end"))

    @cached_property
    def _referred(self) -> set[str]:
        """What some row waits on."""
        cells = (self.head.of("waits", row) for row in self.rows)
        return {wait.on for cell in cells for wait in waits(cell, self.known) if isinstance(wait, Wait)}

    def _with_successors(self, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
        """The links of a column of successors, put where we hold them: at what waits."""
        if "after" not in self.head.place or "waits" in self.head.place:
            return tasks
        from dataclasses import replace

        more: dict[str, list[Wait]] = {}
        for task, row in zip(tasks, self.rows, strict=True):
            for one in self.values.waits_in(row, "after", self.known):
                if isinstance(one, Wait):
                    more.setdefault(one.on, []).append(one._replace(on=task.id))
        return tuple(replace(task, waits=(*task.waits, *more.get(task.id, ()))) for task in tasks)


def _is_milestone(head: Columns, row: Row) -> bool:
    return re.search(r"\b(?:mijlpaal|milestone)\b", plain(head.of("note", row))) is not None


def _first_day_above(table: Table, head: Columns) -> Day | None:
    """The first day of the planning, where a row above the heading or our own second sheet says it."""
    told = dict(table.fields)
    if (text := told.get("starts_on")) and (day := dates.day(text)) is not None:
        return day
    for row in table.rows[: head.row]:
        texts = [cell.strip() for cell in row.cells if cell.strip()]
        for text, following in zip(texts, [*texts[1:], ""], strict=False):
            if re.match(
                r"(?:project\s*)?(?:start|begin|eerste dag|start\s?datum|begin\s?datum)\b|startdatum", plain(text)
            ):
                said = text.partition(":")[2].strip() or following
                if (day := dates.day(said)) is not None:
                    return day
    return None


def _remark_on_surroundings(table: Table, head: Columns, rows: Sequence[Row], remarks: Remarks) -> None:
    """Say of each column that means nothing to us what is not taken over, and what stands above the heading."""
    above = [row for row in table.rows[: head.top] if not row.is_empty]
    if above:
        told = "; ".join(cell.strip() for row in above for cell in row.cells if cell.strip())
        what = Text("above the heading stands: {cells}", cells=cut(told, 120))
        remarks.say(what, Text("it is no part of the plan; the rows below the heading are"))
    for column, heading in head.unknown.items():
        filled = [row.number for row in rows if row.cell(column) not in ("", "0", "0,0", "0.0")]
        if filled:
            remarks.say(
                Text("the column `{heading}` is not taken over (cells: {number})", heading=heading, number=len(filled)),
                Text("a plan has no field for it; keep the sheet, or add it to a record of its own"),
            )
