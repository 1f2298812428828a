"""A document with the picture of a plan: on the screen and in Markdown its chart stands in characters."""

from ppl.render import gantt, table
from ppl.render.document import Document
from ppl.render.lines import lines

WIDEST = 100  # what a page is dressed in at most


def has_chart(document: Document) -> bool:
    """Whether it has the picture of a plan."""
    return "picture" in document.parts and "picture" in document.data


def markdown(document: Document, form: str) -> str:
    """The document with links to the files of its pictures, else with the chart of a plan as a block of code."""
    if not has_chart(document) or "gantt" in document.addresses:
        return document.markdown(form)
    width = min(document.surface.width, WIDEST) - 6
    return document.markdown(form, chart=gantt.as_markdown(_chart(document, width)))


def screen(document: Document) -> str:
    """Its head, its chart, a table of its activities, and why nothing starts earlier."""
    width = document.surface.width
    headings, rows = document.cells(is_brief=True, is_screen=True)
    shown = [[gantt.free(cell) for cell in row] for row in rows]
    parts = [
        lines(document.markdown("screen", part="head"), width),
        _chart(document, width, document.surface.has_colour),
        table.aligned(headings, gantt.fitted([headings, *shown], width)[1:], width),
        lines(document.markdown("screen", part="why"), width),
    ]
    return "\n".join(parts)


def _chart(document: Document, width: int, has_colour: bool = False) -> str:
    picture = document.data["picture"]
    return gantt.chart(picture, picture["panels"][-1], width, document.words, has_colour)
