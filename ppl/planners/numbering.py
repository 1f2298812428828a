"""The rows of a sheet in their order: how deep each lies, and by which number or code the others refer to it."""

import re
from collections.abc import Sequence

from ppl.errors import Text
from ppl.model.figures import whole
from ppl.planners.columns import Columns
from ppl.planners.remarks import Remarks
from ppl.planners.table import Row

_ROW_NUMBER = re.compile(r"(?<![\d+\-.,])\d{1,9}(?![\d.,%])")


def levels(head: Columns, rows: Sequence[Row]) -> list[int]:
    """How deep each row lies: by its level or WBS column, its outline, or the indent of its name."""
    place = head.place["title"]
    told = [level for row in rows if (level := whole(head.of("level", row))) is not None]
    if told and len(told) == len(rows):
        return told
    outlines = [row.level for row in rows]
    if len(set(outlines)) > 1:
        return outlines
    indents = [_indent(row, place) for row in rows]
    if len(set(indents)) > 1:
        steps = sorted(set(indents))
        return [steps.index(indent) for indent in indents]
    for column in ("wbs", "id"):
        codes = [head.of(column, row).rstrip(".") for row in rows]
        if codes and all(re.fullmatch(r"\d+(\.\d+)*", code) for code in codes) and any("." in c for c in codes):
            return [code.count(".") for code in codes]
    return [0] * len(rows)


def ids(head: Columns, rows: Sequence[Row], is_own: bool, remarks: Remarks) -> list[str]:
    """What the planner calls each row: its number or code, else its WBS code; empty where he has none."""
    column = "id" if "id" in head.place else "wbs"
    found, seen = [], set()
    for row in rows:
        id = head.of(column, row)
        id = re.sub(r"\.0$", "", id) if re.fullmatch(r"\d+\.0", id) and not is_own else id
        if id and id in seen:
            what = Text("number `{id}` stands in the sheet twice", id=id)
            remarks.error(
                row.number, what, Text("give the rows numbers of their own: what refers to it is taken for the first")
            )
            id = next(f"{id}-{n}" for n in range(2, len(rows) + 2) if f"{id}-{n}" not in seen)
        seen.add(id)
        found.append(id)
    if not any(found):
        return [str(n) for n in _numbers(head, rows, remarks)]
    width = len(str(len(rows)))
    free = (f"R{n:0{width}}" for n in range(1, 2 * len(rows) + 1) if f"R{n:0{width}}" not in seen)
    return [id or next(free) for id in found]


def _numbers(head: Columns, rows: Sequence[Row], remarks: Remarks) -> list[int]:
    """The numbers by which links mean the rows of a sheet without numbers: the spreadsheet's, or counted from 1."""
    in_sheet = [row.number for row in rows]
    counted = list(range(1, len(rows) + 1))
    texts = [head.of("waits", row) for row in rows]
    meant = [(int(n), place) for place, text in enumerate(texts) for n in _ROW_NUMBER.findall(text)]
    if not meant or "waits" not in head.place:
        return counted

    def fits(numbers: list[int]) -> int:
        places = {number: place for place, number in enumerate(numbers)}
        return sum(places.get(n, place) < place for n, place in meant)

    is_counted = fits(counted) >= fits(in_sheet)
    what = Text(
        "the rows have no numbers: links are read as {how}",
        how=Text("rows counted from 1 below the heading") if is_counted else Text("row numbers of the sheet"),
    )
    remarks.say(what, Text("a column Nr (or ID) leaves no doubt"))
    return counted if is_counted else in_sheet


def _indent(row: Row, place: int) -> int:
    """How far the name of a row is indented, in spaces; a step of the spreadsheet counts as two."""
    text = row.cells[place] if place < len(row.cells) else ""
    step = row.levels[place] if place < len(row.levels) else 0
    return 2 * step + len(text) - len(text.lstrip(" \t\u00a0"))
