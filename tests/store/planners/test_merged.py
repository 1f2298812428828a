"""A workbook whose merged ranges hold more cells than any planning is refused before a cell is made."""

import io

import pytest

from ppl.errors import DataError
from ppl.planners.workbook_in import _refuse_merged
from tests.store.planners.reading import activities, imported


def test_merged_ranges_over_all_cells_are_refused_and_headings_are_not() -> None:
    _refuse_merged(
        "plan.xlsx", b'<mergeCells count="2"><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:B9"/></mergeCells>'
    )
    with pytest.raises(DataError, match="17179869184 cells"):
        _refuse_merged("plan.xlsx", b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')


def test_one_merged_cell_says_the_phase_of_all_rows_beside_it_below_a_title_block() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Planning Boomgaard",),
        (),
        ("Nr", "Fase", "Werkzaamheid", "Weken"),
        (1, "Initiatief", "Nota", 6),
        (2, None, "Schets", 4),
        (3, "Ontwerp", "Plan", 8),
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("B4:B5")
    stream = io.BytesIO()
    book.save(stream)
    found = activities(imported(stream.getvalue(), "p.xlsx"))
    assert {id: (one.title, one.phase) for id, one in found.items()} == {
        "1": ("Nota", "initiatief"),
        "2": ("Schets", "initiatief"),
        "3": ("Plan", "ontwerp"),
    }
