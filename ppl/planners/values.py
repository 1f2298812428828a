"""What the cells of a row mean: a duration, links, days, the share that is done; and what was not understood."""

from collections.abc import Iterator, Sequence

from ppl.errors import Text
from ppl.partial_date import partial_date
from ppl.planners import dates
from ppl.planners.amounts import Amount, amount, share
from ppl.planners.columns import Columns, plain
from ppl.planners.predecessors import Unread, Wait, waits
from ppl.planners.references import References
from ppl.planners.remarks import Remarks
from ppl.planners.table import Row
from ppl.planners.tasks import Day

_UNKNOWN = {"?", "??", "n.n.b.", "nnb", "n.t.b.", "ntb", "tbd", "tba", "pm", "p.m.", "-", "onbekend", "unknown"}
_SOON = ("", "as soon as possible", "zo snel mogelijk", "asap", "start no earlier than", "niet eerder beginnen dan")
_ENDS = ("end", "actual_end", "deadline")
_DAYS = ("start", "end", "not_before", "actual_start", "actual_end", "deadline")


class Values:
    """The cells below one heading; in which order a day is written follows from the rows together."""

    def __init__(self, head: Columns, rows: Sequence[Row], remarks: Remarks) -> None:
        self.head, self.remarks = head, remarks
        self.month_first = self._month_first(rows)

    def duration(self, row: Row) -> Amount | None:
        """The duration; None where it is unknown or not understood."""
        text = self.head.of("weeks", row)
        if not text or plain(text) in _UNKNOWN:
            if text:
                what = Text("the duration is `{text}`: kept as unknown", text=text)
                self.remarks.remark(
                    row.number, what, Text("fill it in when it is known: until then what comes after counts too early")
                )
            return None
        found = amount(text)
        if found is None or found.value < 0:
            what = Text("the duration `{text}` is not understood", text=cut(text))
            self.remarks.error(row.number, what, Text("write it as 6 wkn, 30d, 1,5 mnd or 0"))
            return None
        return found

    def waits_in(self, row: Row, column: str, known: References) -> Iterator[Wait | Unread]:
        """The links in a cell, those that are not understood included."""
        for wait in waits(self.head.of(column, row), known):
            if isinstance(wait, Unread):
                what = Text("the predecessor `{text}` is not understood", text=cut(wait.typed))
                self.remarks.error(row.number, what, known.remedy(wait.on))
            yield wait

    def day(self, row: Row, column: str) -> Day | None:
        """The day in a cell; None where there is none, or it is not understood."""
        text = self.head.of(column, row)
        if not text or plain(text) in _UNKNOWN | {"nb", "na", "n/a"}:
            return None
        found = dates.day(text, self.month_first, is_end=column in _ENDS)
        if found is None:
            what = Text("`{text}` is not read as a day", text=cut(text))
            self.remarks.error(row.number, what, Text("write it as 31-12-2026 or 2026-12-31"))
        return found

    def day_in_part(self, row: Row, column: str) -> Day | None:
        """The day in a cell, of which only a part may be known, as ppl writes it: 2010-09, ..2010-09-23."""
        try:
            return partial_date(self.head.of(column, row))
        except ValueError:
            return self.day(row, column)

    def percent(self, row: Row) -> float | None:
        """The share that is done (0 to 1); None where it is not told or not understood."""
        text = self.head.of("percent", row)
        if not text or plain(text) in _UNKNOWN:
            return None
        found = share(text)
        if found is None:
            what = Text("`{text}` is not read as a share that is done", text=cut(text))
            self.remarks.error(row.number, what, Text("write it as 40%"))
        return found

    def tell_constraint(self, row: Row) -> None:
        """Say of a deadline or another constraint that a plan does not hold it."""
        if (text := self.head.of("deadline", row)) and plain(text) not in _UNKNOWN:
            what = Text("the deadline {day} is not held by a plan", day=text)
            self.remarks.remark(row.number, what, Text("ppl plan earlier PROJECT --target DATE asks what a day needs"))
        kind = plain(self.head.of("constraint", row))
        if kind not in _SOON:
            what = Text("the constraint `{text}` is not held by a plan", text=kind)
            self.remarks.remark(row.number, what, Text("a plan holds only a first possible start (planned_start_on)"))

    def _month_first(self, rows: Sequence[Row]) -> bool:
        """Whether days in figures begin with the month: who writes one column so, writes all of them so."""
        texts = [self.head.of(column, row) for column in _DAYS if column in self.head.place for row in rows]
        order = dates.order(texts)
        if texts and not order.is_sure:
            what = Text("days such as `{text}` are read with the day first", text=next(t for t in texts if "/" in t))
            self.remarks.say(what, Text("if the month comes first, write days as 2026-12-31"))
        return order.month_first


def cut(text: str, length: int = 60) -> str:
    """A text on one line, cut to a length."""
    said = " ".join(text.split())
    return said if len(said) <= length else said[: length - 3] + "..."
