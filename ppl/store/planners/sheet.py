"""From the rows of a sheet to tasks: heading, depth, references, days, and every cell that was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from ppl.errors import DataError, Problem, Text
from ppl.store.planners import dates
from ppl.store.planners.amounts import Amount, amount, share
from ppl.store.planners.columns import Columns, columns, plain
from ppl.store.planners.predecessors import Unread, Wait, waits
from ppl.store.planners.references import References
from ppl.store.planners.table import Row, Table, error, remark
from ppl.store.planners.tasks import Day, Planning, Task

OWN = ("ground", "law", "reason", "optimistic", "likely", "pessimistic", "weeks_short", "basis", "weeks_from", "window",
       "decided_by", "at_own_risk", "risk_until", "area", "hours", "serial", "serial_ground", "serial_law",
       "serial_reason", "when", "reached", "goal")  # fmt: skip
_TOTAL = re.compile(r"(?:sub)?tota(?:al|l)\b", re.I)
_NO = {"", "nee", "no", "n", "0", "false", "onwaar", "nvt", "n.v.t.", "-"}
_UNKNOWN = {"?", "??", "n.n.b.", "nnb", "n.t.b.", "ntb", "tbd", "tba", "pm", "p.m.", "-", "onbekend", "unknown"}


def chosen(tables: Sequence[Table]) -> Table:
    """The sheet with the most headings that mean something. Raises DataError where none has any."""
    heads = [(columns(table), table) for table in tables]
    found = [(len(head.place), table) for head, table in heads if head is not None]
    if not found:
        name = tables[0].name if tables else ""
        raise DataError(
            Text("{file} has no row of headings that names activities", file=name),
            Text(
                "write a heading above each column: Nr, Activiteit, Duur, Voorgangers (or ID, Task, Duration, "
                "Predecessors)"
            ),
        )
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
        self.table, self.head, self.name = table, head, table.name
        self.problems: list[Problem] = list(table.problems)
        self.is_own = {"kind", "ground", "not_before"} <= head.place.keys()
        rows = [row for row in table.rows[head.row + 1 :] if not row.is_empty]
        self.rows = [row for row in rows if self._is_task(row)]
        self.orders = {
            name: self._order(name) for name in ("start", "end", "not_before", "actual_start", "actual_end", "deadline")
        }
        self.levels = self._levels()
        self.is_deep = len(set(self.levels)) > 1
        self.ids = self._ids()
        codes = [self.head.of("wbs", row) for row in self.rows]
        self.known = References(self.ids, codes, [self.head.of("title", row) for row in self.rows])

    def planning(self) -> Planning:
        self._tell_columns()
        if not self.rows:
            raise DataError(
                Text("{file} has no activities below its headings", file=self.name),
                Text("write an activity in each row, with its name below `{heading}`", heading="Activiteit"),
            )
        tasks = tuple(self._task(place, row) for place, row in enumerate(self.rows))
        tasks = self._with_successors(tasks)
        return Planning(
            self.name,
            tasks,
            tuple(self.problems),
            self._first_day(),
            self.is_own,
            self.head.unit,
            fields=self.table.fields,
        )

    # which rows

    def _is_task(self, row: Row) -> bool:
        title = self.head.of("title", row)
        if not title:
            told = "; ".join(cell.strip() for cell in row.cells if cell.strip())
            self._remark(
                row,
                Text("a row without a name is left out: {cells}", cells=_cut(told)),
                Text("if it is an activity, give it a name"),
            )
            return False
        if _TOTAL.match(title) and not self.is_own and not self.head.of("waits", row):
            self._remark(
                row,
                Text("`{title}` is taken for a total and left out", title=title),
                Text("if it is an activity, give it another name"),
            )
            return False
        return True

    def _levels(self) -> list[int]:
        """How deep each row lies: by its level or WBS column, its outline, or the indent of its name."""
        place = self.head.place["title"]
        told = [self.head.of("level", row) for row in self.rows]
        if told and all(text.isdigit() for text in told):
            return [int(text) for text in told]
        outlines = [row.level for row in self.rows]
        if len(set(outlines)) > 1:
            return outlines
        indents = [_indent(row, place) for row in self.rows]
        if len(set(indents)) > 1:
            steps = sorted(set(indents))
            return [steps.index(indent) for indent in indents]
        for column in ("wbs", "id"):
            codes = [self.head.of(column, row).rstrip(".") for row in self.rows]
            if codes and all(re.fullmatch(r"\d+(\.\d+)*", code) for code in codes) and any("." in c for c in codes):
                return [code.count(".") for code in codes]
        return [0] * len(self.rows)

    def _ids(self) -> list[str]:
        """What the planner calls each row: its number or code, else its WBS code; empty where he has none."""
        column = "id" if "id" in self.head.place else "wbs"
        found, seen = [], set()
        for row in self.rows:
            id = self.head.of(column, row)
            id = re.sub(r"\.0$", "", id) if re.fullmatch(r"\d+\.0", id) and not self.is_own else id
            if id and id in seen:
                self._error(
                    row,
                    Text("number `{id}` stands in the sheet twice", id=id),
                    Text("give the rows numbers of their own: what refers to it is taken for the first"),
                )
                id = next(f"{id}-{n}" for n in range(2, len(self.rows) + 2) if f"{id}-{n}" not in seen)
            seen.add(id)
            found.append(id)
        if not any(found):
            return [str(n) for n in self._numbers()]
        width = len(str(len(self.rows)))
        free = (f"R{n:0{width}}" for n in range(1, 2 * len(self.rows) + 1) if f"R{n:0{width}}" not in seen)
        return [id or next(free) for id in found]

    def _numbers(self) -> list[int]:
        """The numbers by which links mean the rows of a sheet without numbers: the spreadsheet's, or counted from 1."""
        rows = [row.number for row in self.rows]
        counted = list(range(1, len(rows) + 1))
        texts = [self.head.of("waits", row) for row in self.rows]
        meant = [
            (int(n), place)
            for place, text in enumerate(texts)
            for n in re.findall(r"(?<![\d+\-.,])\d+(?![\d.,%])", text)
        ]
        if not meant or "waits" not in self.head.place:
            return counted

        def fits(numbers: list[int]) -> int:
            places = {number: place for place, number in enumerate(numbers)}
            return sum(places.get(n, place) < place for n, place in meant)

        is_counted = fits(counted) >= fits(rows)
        self._tell(
            Text(
                "the rows have no numbers: links are read as {how}",
                how=Text("rows counted from 1 below the heading") if is_counted else Text("row numbers of the sheet"),
            ),
            Text("a column Nr (or ID) leaves no doubt"),
        )
        return counted if is_counted else rows

    # what a row says

    def _task(self, place: int, row: Row) -> Task:
        kind = plain(self.head.of("kind", row))
        duration = self._duration(row)
        links = tuple(self._waits(row, "waits"))
        milestone = plain(self.head.of("milestone", row))
        start_on, end_on = self._day(row, "start"), self._day(row, "end")
        self._tell_constraint(row)
        return Task(
            row=row.number,
            id=self.ids[place],
            title=" ".join(self.head.of("title", row).split()),
            names=(self.head.of("wbs", row),),
            level=self.levels[place],
            is_summary=self._is_summary(place, row, kind, duration, links),
            is_milestone=milestone not in _NO or kind in ("mijlpaal", "milestone") or _is_milestone(self.head, row),
            duration=duration,
            start_on=start_on,
            end_on=end_on,
            not_before=self._day(row, "not_before"),
            is_held=not self.is_own and "not_before" not in self.head.place,
            waits=links,
            actual_start_on=self._day(row, "actual_start"),
            actual_end_on=self._day(row, "actual_end"),
            percent=self._percent(row),
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
        return duration is None and not links and self._is_bare(row) and not self._is_referred(place)

    def _is_bare(self, row: Row) -> bool:
        """Whether a row has no more than a name: no duration that could not be read, and no days."""
        return not any(self.head.of(name, row) for name in ("weeks", "start", "end"))

    def _is_referred(self, place: int) -> bool:
        return self.ids[place] in self._referred

    @cached_property
    def _referred(self) -> set[str]:
        """What some row waits on."""
        cells = (self.head.of("waits", row) for row in self.rows)
        return {wait.on for cell in cells for wait in waits(cell, self.known) if isinstance(wait, Wait)}

    def _duration(self, row: Row) -> Amount | None:
        text = self.head.of("weeks", row)
        if not text or plain(text) in _UNKNOWN:
            if text:
                self._remark(
                    row,
                    Text("the duration is `{text}`: kept as unknown", text=text),
                    Text("fill it in when it is known: until then what comes after counts too early"),
                )
            return None
        found = amount(text)
        if found is None or found.value < 0:
            self._error(
                row,
                Text("the duration `{text}` is not understood", text=_cut(text)),
                Text("write it as 6 wkn, 30d, 1,5 mnd or 0"),
            )
            return None
        return found

    def _waits(self, row: Row, column: str) -> Iterator[Wait | Unread]:
        for one in waits(self.head.of(column, row), self.known):
            if isinstance(one, Unread):
                self._error(
                    row,
                    Text("the predecessor `{text}` is not understood", text=_cut(one.typed)),
                    Text(
                        "`{on}` is no number, code or name in this sheet; write it as 12, 12FS+2w or 12EB+2w",
                        on=_cut(one.on),
                    ),
                )
            yield one

    def _with_successors(self, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
        """The links of a column of successors, put where we hold them: at what waits."""
        if "after" not in self.head.place or "waits" in self.head.place:
            return tasks
        from dataclasses import replace

        more: dict[str, list[Wait]] = {}
        for task, row in zip(tasks, self.rows, strict=True):
            for one in self._waits(row, "after"):
                if isinstance(one, Wait):
                    more.setdefault(one.on, []).append(one._replace(on=task.id))
        return tuple(replace(task, waits=(*task.waits, *more.get(task.id, ()))) for task in tasks)

    def _order(self, column: str) -> bool:
        texts = [self.head.of(column, row) for row in self.rows] if column in self.head.place else []
        found = dates.order(texts)
        if texts and not found.is_sure:
            self._tell(
                Text("days such as `{text}` are read with the day first", text=next(t for t in texts if "/" in t)),
                Text("if the month comes first, write days as 2026-12-31"),
            )
        return found.month_first

    def _day(self, row: Row, column: str) -> Day | None:
        text = self.head.of(column, row)
        if not text or plain(text) in _UNKNOWN | {"nb", "na", "n/a"}:
            return None
        found = dates.day(text, self.orders[column])
        if found is None:
            self._error(
                row,
                Text("`{text}` is not read as a day", text=_cut(text)),
                Text("write it as 31-12-2026 or 2026-12-31"),
            )
        return found

    def _percent(self, row: Row) -> float | None:
        text = self.head.of("percent", row)
        if not text or plain(text) in _UNKNOWN:
            return None
        found = share(text)
        if found is None:
            self._error(
                row, Text("`{text}` is not read as a share that is done", text=_cut(text)), Text("write it as 40%")
            )
        return found

    def _tell_constraint(self, row: Row) -> None:
        if (text := self.head.of("deadline", row)) and plain(text) not in _UNKNOWN:
            self._remark(
                row,
                Text("the deadline {day} is not held by a plan", day=text),
                Text("ppl plan earlier PROJECT --target DATE asks what a day needs"),
            )
        kind = plain(self.head.of("constraint", row))
        soon = (
            "",
            "as soon as possible",
            "zo snel mogelijk",
            "asap",
            "start no earlier than",
            "niet eerder beginnen dan",
        )
        if kind not in soon:
            self._remark(
                row,
                Text("the constraint `{text}` is not held by a plan", text=kind),
                Text("a plan holds only a first possible start (planned_start_on)"),
            )

    def _first_day(self) -> Day | None:
        """The first day of the planning, where a row above the heading or our own second sheet says it."""
        told = dict(self.table.fields)
        if (text := told.get("starts_on")) and (day := dates.day(text)) is not None:
            return day
        for row in self.table.rows[: self.head.row]:
            texts = [cell.strip() for cell in row.cells if cell.strip()]
            for text, following in zip(texts, [*texts[1:], ""], strict=True):
                if re.match(
                    r"(?:project\s*)?(?:start|begin|eerste dag|start\s?datum|begin\s?datum)\b|startdatum", plain(text)
                ):
                    said = text.partition(":")[2].strip() or following
                    if (day := dates.day(said)) is not None:
                        return day
        return None

    def _tell_columns(self) -> None:
        """Say of each column that means nothing to us what is not taken over, and what stands above the heading."""
        above = [row for row in self.table.rows[: self.head.row] if not row.is_empty]
        if above:
            told = "; ".join(cell.strip() for row in above for cell in row.cells if cell.strip())
            self._tell(
                Text("above the heading stands: {cells}", cells=_cut(told, 120)),
                Text("it is no part of the plan; the rows below the heading are"),
            )
        for column, heading in self.head.unknown.items():
            filled = [row.number for row in self.rows if row.cell(column) not in ("", "0", "0,0", "0.0")]
            if filled:
                self._tell(
                    Text(
                        "the column `{heading}` is not taken over ({number} cells)", heading=heading, number=len(filled)
                    ),
                    Text("a plan has no field for it; keep the sheet, or add it to a record of its own"),
                )

    def _tell(self, what: Text, remedy: Text) -> None:
        self.problems.append(remark(self.name, 0, what, remedy))

    def _remark(self, row: Row, what: Text, remedy: Text) -> None:
        self.problems.append(remark(self.name, row.number, what, remedy))

    def _error(self, row: Row, what: Text, remedy: Text) -> None:
        self.problems.append(error(self.name, row.number, what, remedy))


def _is_milestone(head: Columns, row: Row) -> bool:
    return re.search(r"\b(?:mijlpaal|milestone)\b", plain(head.of("note", row))) is not None


def _indent(row: Row, place: int) -> int:
    """How far the name of a row is indented, in spaces; a step of the spreadsheet counts as two."""
    text = row.cells[place] if place < len(row.cells) else ""
    step = row.levels[place] if place < len(row.levels) else 0
    return 2 * step + len(text) - len(text.lstrip(" \t\u00a0"))


def _cut(text: str, length: int = 60) -> str:
    said = " ".join(text.split())
    return said if len(said) <= length else said[: length - 3] + "..."


def first(days: Iterable[Day | None]) -> Day | None:
    """The earliest of the days that are known."""
    return min((day for day in days if day is not None), default=None)
