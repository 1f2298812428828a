"""A sheet as a workbook: days as days, numbers as numbers, and nothing that runs; and the same as CSV."""

from __future__ import annotations

import csv as reader
import datetime
import io
from typing import Any

import openpyxl
import pytest

from ppl.cli.language import translated
from ppl.errors import Text
from ppl.partial_date import partial_date
from ppl.render import csv, xlsx
from ppl.render.document import Document, Sheet
from ppl.render.overrides import SHIPPED_ONLY
from ppl.render.sheet_workbook import LONGEST, sheet_name

DAY = datetime.date(2026, 1, 31)
HEADINGS = ("ref", "day", "part", "number", "share", "truth", "text", "empty", "long")
ROWS = (
    ("a/1", DAY, partial_date("2026-01"), 1234567.5, 0.31, True, "=1+1", None, "x" * 100),
    ("a/2", datetime.date(1899, 1, 1), partial_date("..2026"), -3, None, False, "012", "", "een\n\ntwee"),
    ("a/3", None, None, 0, 1, None, "gewoon", (), "é" * (LONGEST + 5)),
)


def document(lang: str = "nl", **more: Any) -> Document:
    sheet = Sheet(HEADINGS, ROWS, title=Text("activities"), shares=[4], **more)
    return Document("ppl/x/1", dict, dict, {"sheet"}, "", lambda text: translated(text, lang), str, lang,
                    SHIPPED_ONLY, to_sheet=lambda: sheet)  # fmt: skip


def page(of: Document) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(of))).worksheets[0]


def test_days_numbers_shares_and_truths_are_what_they_are() -> None:
    found = page(document())
    first, second, third = ([cell.value for cell in row] for row in found.iter_rows(min_row=2))
    assert first[:7] == [
        "a/1",
        datetime.datetime.combine(DAY, datetime.time()),
        "01-2026",
        1234567.5,
        0.31,
        "ja",
        "=1+1",
    ]
    assert second[:7] == ["a/2", "01-01-1899", "uiterlijk 2026", -3, None, "nee", "012"]
    assert (found["B2"].number_format, found["E2"].number_format) == ("dd-mm-yyyy", "0%")
    assert [found[at].data_type for at in ("B2", "C2", "D2", "G2", "G3")] == ["d", "s", "n", "s", "s"]
    assert third[3] == 0 and len(third[7]) == LONGEST and third[7].endswith("…")
    assert page(document("en"))["F2"].value == "yes"


def test_what_looks_like_a_formula_or_a_number_stays_text_when_somebody_opens_its_cell() -> None:
    found = page(document())
    assert [(found[at].number_format, found[at].quotePrefix) for at in ("G2", "G3", "C2")] == [("@", True)] * 3
    assert [(found[at].number_format, found[at].quotePrefix) for at in ("G4", "A2")] == [("General", False)] * 2


def test_a_column_without_a_value_is_left_out_and_headings_begin_with_a_capital() -> None:
    assert [cell.value for cell in page(document())[1]] == [name.capitalize() for name in HEADINGS if name != "empty"]
    empty = document()._replace(to_sheet=lambda: Sheet(HEADINGS, ()))
    assert [cell.value for cell in page(empty)[1]] == [name.capitalize() for name in HEADINGS]


def test_widths_follow_the_contents_within_bounds_and_rows_are_as_high_as_their_text() -> None:
    found = page(document())
    assert 60 <= found.column_dimensions["H"].width < 61 and found.column_dimensions["A"].width < 11
    assert found.row_dimensions[2].height == 30 and found.row_dimensions[3].height == 45
    assert found.row_dimensions[4].height <= 409


def test_it_prints_on_its_side_with_headings_on_each_page() -> None:
    found = page(document())
    assert (found.page_setup.orientation, found.page_setup.fitToHeight) == ("landscape", 0)
    assert found.print_title_rows == "$1:$1" and found.freeze_panes == "B2" and found.auto_filter.ref == "A1:H4"
    wide = document()._replace(to_sheet=lambda: Sheet([f"kop {n}" for n in range(40)], [["woord " * 20] * 40]))
    assert int(page(wide).page_setup.fitToWidth) > 1 and page(wide).print_title_cols == "$A:$A"


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert xlsx.render(document()) == xlsx.render(document())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("knelpunt", "Knelpunt"), ("history", "history "), ("a/b: [c]?", "A b c"), ("'x'", "X"), ("", ""),
        ("Rangschikking van alles wat er maar is", "Rangschikking van alles wat er…"),
    ],
)  # fmt: skip
def test_the_name_of_a_page_is_one_that_excel_takes(title: str, name: str) -> None:
    assert sheet_name(title) == name and len(name) <= 31


def test_a_csv_keeps_its_fields_its_numbers_and_its_codes() -> None:
    content = csv.render(document(spoken=(["anders"], [["anders"]] * 3)))
    rows = list(reader.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert content.startswith(b"\xef\xbb\xbf") and rows[0] == list(HEADINGS)
    assert rows[1][:8] == ["a/1", "2026-01-31", "2026-01", "1234567,5", "0,31", "yes", "'=1+1", ""]
    assert rows[2][:8] == ["a/2", "1899-01-01", "..2026", "-3", "", "no", "012", ""]


def test_what_a_sentence_quotes_has_no_marks_of_markdown_and_a_text_of_a_record_keeps_its_own() -> None:
    sheet = Sheet(("a", "b"), ((Text("`{name}` is unknown", name="kapot"), "`zo` stond het er"),))
    found = page(document()._replace(to_sheet=lambda: sheet))
    assert [cell.value for cell in found[2]] == ["‘kapot’ is unknown", "`zo` stond het er"]
