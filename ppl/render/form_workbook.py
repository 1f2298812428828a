"""A form as a page of a workbook, to be filled in beside its questions, or in the cells of its tables."""

from collections.abc import Callable
from typing import Any

from ppl.render.document import Document
from ppl.render.form_rows import FormRow, choices, form_rows

EMPTY_ROWS = 2  # below each question, for more than one answer
COLUMNS = {True: (48, 44, 16, 56), False: (64, 64)}  # how wide, with tables and without
ASKED = 2  # columns of a table that are printed: what is asked, and the last answer


def content(document: Document) -> tuple[str, Callable[[Any], None]]:
    """The title of a form, and what writes it into a workbook."""
    rows = [*form_rows(document.markdown("xlsx"))]
    title = next((row.text for row in rows if row.style == "title"), "")

    def fill(book: Any) -> None:
        look = {"text_wrap": True, "valign": "top"}
        plain, bold = book.add_format(look), book.add_format({**look, "bold": True})
        answer = book.add_format({**look, "border": 1, "num_format": "@"})
        sheet = book.add_worksheet()
        for place, width in enumerate(COLUMNS[any(row.style == "heads" for row in rows)]):
            sheet.set_column(place, place, width)
        number, heads = 0, FormRow("heads", "")
        is_asked = False
        for row in rows:
            style = row.style
            if style == "question" and is_asked:
                number = _answers(sheet, number, EMPTY_ROWS, answer)
            if style in ("heads", "cells"):
                heads = row if style == "heads" else heads
                _cells(sheet, number, row, heads, bold if style == "heads" else plain, answer)
            else:
                sheet.write_string(number, 0, row.text, plain if style in ("text", "item") else bold)
            is_asked = is_asked or style == "question"
            if style in ("question", "item"):
                sheet.write_blank(number, 1, None, answer)
            number += 1
        if is_asked:
            _answers(sheet, number, EMPTY_ROWS, answer)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    return title, fill


def _cells(sheet: Any, number: int, row: FormRow, heads: FormRow, look: Any, answer: Any) -> None:
    """A row of a table; what is to be filled in has a border, and a list where there are a few answers."""
    for place, text in enumerate(row.cells):
        if row.style == "heads" or place < ASKED:
            sheet.write_string(number, place, text, look)
            continue
        sheet.write_blank(number, place, None, answer)
        if listed := choices(heads.cells[place]):
            sheet.data_validation(number, place, number, place, {"validate": "list", "source": listed})


def _answers(sheet: Any, number: int, many: int, form: Any) -> int:
    """Empty rows for more answers; the row behind them."""
    for one in range(number, number + many):
        sheet.write_blank(one, 1, None, form)
    return number + many
