"""An action list of a municipality or a bureau (.xlsx, .csv, a table in .docx): its rows, as they stand there."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ppl.errors import DataError, Problem, Text, UsageError, with_extra
from ppl.planners import csv_in, document_in
from ppl.planners.action_columns import MEANINGS, Heads, heads, number_of_headings
from ppl.planners.remarks import Remarks
from ppl.planners.table import Row, Table
from ppl.planners.values import cut

MOST = 2_000
_FIELDS = tuple(MEANINGS.keys() - {"ready", "number", "text"})


class ActionRow(NamedTuple):
    """A row of an action list: the texts of its cells. number: as the program counts that it was made with.

    text: what will be done; topic: what another column says of that
    """

    number: int
    text: str
    topic: str = ""
    owner: str = ""
    due: str = ""
    done: str = ""
    status: str = ""
    project: str = ""
    waits: str = ""
    note: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """Its texts, in the order of its fields."""
        return self[1:]


class ActionRows(NamedTuple):
    """What a list holds. name: the file (and its sheet or table); problems: what is to be said of it, by row."""

    name: str
    rows: tuple[ActionRow, ...]
    problems: tuple[Problem, ...]


def read(name: str, data: bytes, is_day: Callable[[str], bool], sheet: str | None = None) -> ActionRows:
    """The rows with an action. is_day: whether a cell holds a day.

    Raises DataError for what cannot be read or has no headings, UsageError where a package or a sheet lacks.
    """
    tables = _tables(name, data, sheet)
    known = [(found, table) for table in tables if (found := heads(table, is_day)) is not None]
    if not known:
        what = Text("{file} has no row of headings that names actions", file=name)
        raise DataError(what, Text("write a heading above each column: Actie, Wie, Wanneer, Status"))
    head, table = max(known, key=lambda pair: len(pair[0].place))
    remarks = Remarks(table.name, table.problems)
    others = [one.name for one in tables if one is not table]
    if others:
        what = Text("this table is read; {others} is not", others=", ".join(others))
        remarks.say(what, Text("--sheet NAME reads another"))
    return ActionRows(table.name, tuple(_rows(table, head, remarks)), tuple(remarks.problems))


def _tables(name: str, data: bytes, sheet: str | None) -> list[Table]:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        what = Text("{file} is an old or locked workbook or document (.xls, .doc)", file=name)
        raise DataError(what, Text("save it as .xlsx, .docx or CSV"))
    if not data.strip():
        raise DataError(Text("{file} is empty", file=name), Text("name the file with the action list"))
    if not data.startswith(b"PK"):
        return [csv_in.read(name, data, number_of_headings)]
    if document_in.is_document(data):
        return document_in.read(name, data)
    from ppl.planners import workbook_in

    try:
        return workbook_in.read(name, data, sheet)
    except ModuleNotFoundError:
        what = Text("reading .xlsx needs openpyxl, and that is not installed")
        raise UsageError(what, with_extra("office")) from None


def _rows(table: Table, head: Heads, remarks: Remarks) -> list[ActionRow]:
    """The rows with an action; of the others it is said that they are left out. Raises DataError for far too many."""
    _remark_on_surroundings(table, head, remarks)
    titles = [cell.strip() for cell in table.rows[head.row].cells]
    found: list[ActionRow] = []
    for row in table.rows[head.row + 1 :]:
        if row.is_empty or [cell.strip() for cell in row.cells] == titles:
            continue
        text = head.of("text", row)
        more = [said for column in head.more if (said := " ".join(row.cell(column).split()))]
        if not text and more:
            text = more.pop(0)
        if not text:
            told = "; ".join(" ".join(cell.split()) for cell in row.cells if cell.strip())
            what = Text("a row without an action is left out: {cells}", cells=cut(told))
            remarks.remark(row.number, what, Text("if it is one, write what will be done below `Actie`"))
            continue
        found.append(_row(head, row, text, more))
    if len(found) > MOST:
        what = Text("{file} has more than {most} actions, and that is not read", file=table.name, most=MOST)
        raise DataError(what, Text("take out what was finished long ago"))
    if not found:
        what = Text("{file} has no actions below its headings", file=table.name)
        raise DataError(what, Text("write an action in each row"))
    return found


def _row(head: Heads, row: Row, text: str, more: Sequence[str]) -> ActionRow:
    return ActionRow(row.number, text, "; ".join(more), **{field: head.of(field, row) for field in _FIELDS})


def _remark_on_surroundings(table: Table, head: Heads, remarks: Remarks) -> None:
    above = [row.number for row in table.rows[: head.row] if not row.is_empty]
    if above:
        what = Text("what stands above the headings is left out: rows {rows}", rows=", ".join(map(str, above[:12])))
        remarks.say(what, Text("an action that stands there: move it below the headings"))
    if head.others:
        what = Text("columns that are not taken: {columns}", columns=", ".join(head.others))
        remarks.say(what, Text("an action has no field for them; keep the file"))
