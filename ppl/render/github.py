"""Problems as the annotations that GitHub shows beside the lines of a file."""

from ppl.render.document import Document
from ppl.visible import on_one_line, visible

LEVELS = {"error": "error", "remark": "warning"}


def render(document: Document) -> bytes:
    """A command of a GitHub workflow for each problem."""
    found = ""
    for one in document.record["problems"]:
        text = f"{document.words(one['what'])}. {document.words(one['remedy'])}"
        escaped = visible(text).replace("%", "%25").replace("\n", "%0A")
        file = on_one_line(one["file"]).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
        place = f"file={file},line={max(one['line'], 1)}"
        found += f"::{LEVELS[one['level']]} {place},title=ppl {one['check']}::{escaped}\n"
    return found.encode()
