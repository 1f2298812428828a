"""A sheet as a page of a workbook: days as days, numbers as numbers, headings that stay and filter, fit to print."""

import datetime
import math
import re
from collections.abc import Callable, Sequence
from typing import Any

from ppl.errors import Text
from ppl.partial_date import PartialDate
from ppl.render.document import Document, Sheet
from ppl.render.table import cell, is_number
from ppl.spreadsheet import DAY_FORMAT, is_formula

NARROWEST, WIDEST, WIDEST_OF_MANY = 9, 60, 40
ON_A4, ON_A3 = 230, 330  # signs beside each other that can still be read on paper
LINE, MOST_LINES = 15, 27  # points of a line, and how many lines a row of Excel holds
LONGEST = 32_767  # signs in a cell of Excel
FIRST_DAY = datetime.date(1900, 3, 1)  # before it Excel and others count differently
A3, A4 = 8, 9
EMPTY = (None, "", ())
MOST_OF_NAME = 31
NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_QUOTED = re.compile(r"`([^`]*)`")  # of a sentence of ours: what is quoted in it
_LOOKS_LIKE_A_NUMBER = re.compile(r"[\s\d.,:%€/-]+|[\d.,]+[eE]\d+")


def content(document: Document) -> tuple[str, Callable[[Any], None]]:
    """The title of a sheet, and what writes it into a workbook."""
    sheet = document.sheet
    title = document.words(sheet.title) if sheet.title is not None else ""
    return sentence(title), lambda book: _Page(document, sheet, title).fill(book)


class _Page:
    """A page with the rows of a sheet, for its readers, without the columns in which nothing stands."""

    def __init__(self, document: Document, sheet: Sheet, title: str) -> None:
        self._document = document
        self._title = title
        self._note = document.note
        headings, held = sheet.spoken if sheet.spoken is not None else (sheet.headings, sheet.rows)
        rows = [list(row) for row in held]
        used = [at for at in range(len(headings)) if not rows or any(row[at] not in EMPTY for row in rows)]
        self._rows = [[row[at] for at in used] for row in rows]
        self._shares = {column for column, at in enumerate(used) if at in sheet.shares}
        self._headings = [sentence(self._text(headings[at])) for at in used]

    def _text(self, value: Any) -> str:
        mark = "," if self._document.language == "nl" else "."
        found = cell(value, mark, self._document.language, self._document.words, is_screen=True)
        return _QUOTED.sub(r"‘\1’", found) if isinstance(value, Text) else found

    def fill(self, book: Any) -> None:
        """Write the page into a workbook."""
        page = book.add_worksheet(sheet_name(self._title) or None)
        look = {"valign": "top", "bottom": 1, "bottom_color": "#D9D9D9"}
        self._plain = book.add_format({**look, "text_wrap": True})
        self._guarded = book.add_format({**look, "text_wrap": True, "num_format": "@", "quote_prefix": True})
        self._day = book.add_format({**look, "num_format": DAY_FORMAT, "align": "left"})
        self._number = book.add_format({**look, "align": "right", "indent": 1})
        self._share = book.add_format({**look, "align": "right", "indent": 1, "num_format": "0%"})
        heading_look = {**look, "text_wrap": True, "bold": True, "bottom_color": "#404040", "bg_color": "#E7E6E6"}
        head = book.add_format(heading_look)
        guarded = book.add_format({**heading_look, "num_format": "@", "quote_prefix": True})
        for column, heading in enumerate(self._headings):
            page.write_string(0, column, heading, guarded if is_formula(heading) else head)
        said = [[self._write(page, at, *cell) for cell in enumerate(row)] for at, row in enumerate(self._rows, 1)]
        widths = self._widths(said)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        for at, texts in enumerate([[f"{heading}  " for heading in self._headings], *said]):
            page.set_row(at, LINE * _lines(texts, widths))
        if self._note:
            page.write_string(len(said) + 2, 0, self._note)
        page.autofilter(0, 0, len(said), max(len(widths) - 1, 0))
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{len(said) + 3}"})
        page.freeze_panes(1, 1)
        self._print(page, sum(widths))

    def _widths(self, said: Sequence[Sequence[str]]) -> list[int]:
        """How wide each column is, in signs: as its contents, within bounds, which are closer where there are many."""
        least = [max(map(len, heading.split()), default=0) + 4 for heading in self._headings]
        every = [
            max(NARROWEST, begin, *(max(map(len, row[column].split("\n"))) + 2 for row in said))
            for column, begin in enumerate(least)
        ]
        widest = WIDEST if sum(min(width, WIDEST) for width in every) <= ON_A4 else WIDEST_OF_MANY
        return [min(width, widest) for width in every]

    def _print(self, page: Any, width: int) -> None:
        """Say how it is printed: on its side, as many pages beside each other as can be read, with headings on each."""
        page.set_landscape()
        page.set_paper(A4 if width <= ON_A4 else A3)
        page.fit_to_pages(1 if width <= ON_A4 else math.ceil(width / ON_A3), 0)
        page.repeat_rows(0)
        page.repeat_columns(0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.set_footer("&L&A&R&P / &N")

    def _write(self, page: Any, row: int, column: int, value: Any) -> str:
        """Write a cell; what is seen of it."""
        text = self._text(value)
        if is_number(value) and math.isfinite(value):
            page.write_number(row, column, value, self._share if column in self._shares else self._number)
        elif isinstance(value, datetime.date) and not isinstance(value, PartialDate) and value >= FIRST_DAY:
            page.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), self._day)
        elif text:
            text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
            is_guarded = is_formula(text) or _LOOKS_LIKE_A_NUMBER.fullmatch(text) is not None
            page.write_string(row, column, text, self._guarded if is_guarded else self._plain)
        else:
            page.write_blank(row, column, None, self._plain)
        return text


def _lines(texts: Sequence[str], widths: Sequence[int]) -> int:
    """The lines that a row needs, as far as a row may be high."""
    each = (
        sum(-(-len(line) // max(width - 2, 1)) or 1 for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(max(each, default=1), MOST_LINES)


def sentence(text: str) -> str:
    """A text as a sentence begins."""
    return text[:1].upper() + text[1:]


def sheet_name(title: str) -> str:
    """A title as the name of a page: without the signs that Excel refuses there, and not too long."""
    name = " ".join(NOT_IN_NAME.sub(" ", title).split()).strip("' ")
    name = name if len(name) <= MOST_OF_NAME else name[: MOST_OF_NAME - 1].rstrip("' ") + "…"
    return f"{name} " if name.casefold() == "history" else sentence(name)
