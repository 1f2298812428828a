"""What a sheet holds around its activities: what stands above the heading, and columns that mean nothing to us."""

import re
from collections.abc import Sequence

from ppl.errors import Text
from ppl.planners import dates
from ppl.planners.columns import Columns, plain
from ppl.planners.remarks import Remarks
from ppl.planners.table import Row, Table
from ppl.planners.tasks import Day
from ppl.planners.values import cut


def first_day_above(table: Table, head: Columns) -> Day | None:
    """The first day of the planning, where a row above the heading or our own second sheet says it."""
    told = dict(table.fields)
    if (text := told.get("starts_on")) and (day := dates.day(text)) is not None:
        return day
    for row in table.rows[: head.row]:
        texts = [cell.strip() for cell in row.cells if cell.strip()]
        for text, following in zip(texts, [*texts[1:], ""], strict=True):
            if re.match(
                r"(?:project\s*)?(?:start|begin|eerste dag|start\s?datum|begin\s?datum)\b|startdatum", plain(text)
            ):
                said = text.partition(":")[2].strip() or following
                if (day := dates.day(said)) is not None:
                    return day
    return None


def remark_on_surroundings(table: Table, head: Columns, rows: Sequence[Row], remarks: Remarks) -> None:
    """Say of each column that means nothing to us what is not taken over, and what stands above the heading."""
    above = [row for row in table.rows[: head.row] if not row.is_empty]
    if above:
        told = "; ".join(cell.strip() for row in above for cell in row.cells if cell.strip())
        what = Text("above the heading stands: {cells}", cells=cut(told, 120))
        remarks.say(what, Text("it is no part of the plan; the rows below the heading are"))
    for column, heading in head.unknown.items():
        filled = [row.number for row in rows if row.cell(column) not in ("", "0", "0,0", "0.0")]
        if filled:
            remarks.say(
                Text("the column `{heading}` is not taken over ({number} cells)", heading=heading, number=len(filled)),
                Text("a plan has no field for it; keep the sheet, or add it to a record of its own"),
            )
