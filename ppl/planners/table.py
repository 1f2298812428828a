"""A planner's sheet as rows of texts, whatever file it came from, and what is wrong with it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ppl.errors import DataError, Problem, Text

MEGABYTE = 1_000_000
LARGEST = 20 * MEGABYTE
MOST_ROWS = 20_000
MOST_TAGS = 1_000_000  # of XML, in a workbook or a file of MS Project: more take seconds to read
MOST_COLUMNS = 200


class Row(NamedTuple):
    """A row. number: as the planner's program counts, from 1; level: how far its name is indented.

    shared: per column the text of a cell above that is merged with this one
    """

    number: int
    cells: tuple[str, ...]
    level: int = 0
    levels: tuple[int, ...] = ()
    shared: Mapping[int, str] = MappingProxyType({})

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)

    def cell(self, place: int | None) -> str:
        """The text in a column; empty where the row has no such column."""
        return self.cells[place].strip() if place is not None and place < len(self.cells) else ""


class Table(NamedTuple):
    """The rows of a sheet. name: the file (and its sheet), for messages; problems: what was wrong at reading.

    fields: what a second sheet of our own says of the plan as a whole
    """

    name: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


def refuse_large(name: str, size: int) -> None:
    """Raises DataError for a file that is too large to be a planning."""
    if size > LARGEST:
        what = Text(
            "{file} is {size} MB, and a planning of more than {most} MB is not read",
            file=name,
            size=round(size / MEGABYTE),
            most=round(LARGEST / MEGABYTE),
        )
        raise DataError(what, Text("take out what is no planning (pictures, baselines, resources), or save it as CSV"))


def refuse_tags(name: str, tags: int) -> None:
    """Raises DataError where XML holds far more elements than a planning has."""
    if tags > MOST_TAGS:
        what = Text(
            "{file} holds {number} tags of XML, and a planning of more than {most} is not read",
            file=name,
            number=tags,
            most=MOST_TAGS,
        )
        raise DataError(what, Text("take out what is no planning (pictures, baselines, resources), or save it as CSV"))


def refuse_long(name: str, rows: int) -> None:
    """Raises DataError for a sheet with more rows than a planning has."""
    if rows > MOST_ROWS:
        what = Text("{file} has more than {most} rows, and that is no planning", file=name, most=MOST_ROWS)
        remedy = Text("take out the rows below the planning, or name the sheet that holds it with --sheet")
        raise DataError(what, remedy)
