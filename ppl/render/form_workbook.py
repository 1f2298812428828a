"""A form as a page of a workbook, to be filled in beside its questions."""

from collections.abc import Callable
from typing import Any

from ppl.render.document import Document
from ppl.render.form_rows import form_rows

EMPTY_ROWS = 2  # below each question, for more than one answer


def content(document: Document) -> tuple[str, Callable[[Any], None]]:
    """The title of a form, and what writes it into a workbook."""
    rows = [*form_rows(document.markdown("xlsx"))]
    title = next((text for style, text in rows if style == "title"), "")

    def fill(book: Any) -> None:
        look = {"text_wrap": True, "valign": "top"}
        plain, bold = book.add_format(look), book.add_format({**look, "bold": True})
        answer = book.add_format({**look, "border": 1, "num_format": "@"})
        sheet = book.add_worksheet()
        sheet.set_column(0, 0, 64)
        sheet.set_column(1, 1, 64)
        number = 0
        is_asked = False
        for style, text in rows:
            if style == "question" and is_asked:
                number = _answers(sheet, number, EMPTY_ROWS, answer)
            sheet.write_string(number, 0, text, plain if style in ("text", "item") else bold)
            is_asked = is_asked or style == "question"
            if style in ("question", "item"):
                sheet.write_blank(number, 1, None, answer)
            number += 1
        _answers(sheet, number, EMPTY_ROWS, answer)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    return title, fill


def _answers(sheet: Any, number: int, many: int, form: Any) -> int:
    """Empty rows for more answers; the row behind them."""
    for one in range(number, number + many):
        sheet.write_blank(one, 1, None, form)
    return number + many
