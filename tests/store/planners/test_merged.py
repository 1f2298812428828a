"""A workbook whose merged ranges hold more cells than any planning is refused before a cell is made."""

import pytest

from ppl.errors import DataError
from ppl.planners.workbook_in import _refuse_merged


def test_merged_ranges_over_all_cells_are_refused_and_headings_are_not() -> None:
    _refuse_merged(
        "plan.xlsx", b'<mergeCells count="2"><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:B9"/></mergeCells>'
    )
    with pytest.raises(DataError, match="17179869184 cells"):
        _refuse_merged("plan.xlsx", b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')
