"""A document on the user's own screen: lines as wide as it is, a table, or a page dressed by rich."""

from ppl.render import plan_document, problems, table
from ppl.render.document import Document
from ppl.render.lines import dressed, lines
from ppl.render.plain import spoken
from ppl.visible import fitted, visible

PROBLEM = ("file", "line", "level", "what", "remedy")


def render(document: Document) -> bytes:
    """The document for the user's own screen."""
    surface = document.surface
    if document.source is not None:
        text = visible(document.source).rstrip("\n") + "\n"
    elif "problems" in document.parts:
        found = ({name: one[name] for name in PROBLEM} for one in document.record["problems"])
        text = "".join(problems.lines(**one, words=document.words) for one in found)
        text = fitted(text, surface.table_width) if surface.is_terminal else text
    elif document.is_sheet:
        headings, rows = document.cells(is_brief=True, is_screen=True)
        text = table.aligned(headings, rows, surface.table_width) if rows else ""
        text += f"\n{document.note}\n" if document.note else ""
    elif document.is_markdown:
        text = document.markdown("screen")
        text = fitted(text, surface.table_width) if surface.is_terminal else text
    elif document.is_page:
        text = plan_document.markdown(document, "screen")
        text = dressed(text, surface.width) if surface.is_terminal else text
    elif plan_document.has_chart(document):
        text = plan_document.screen(document)
    elif document.is_log:
        text = "\n".join(spoken(row.removeprefix("## ")) for row in document.markdown("screen").split("\n"))
        text = fitted(text, surface.table_width) if surface.is_terminal else text
    else:
        text = lines(document.markdown("screen"), surface.width)
    return text.encode()
