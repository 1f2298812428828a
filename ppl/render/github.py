"""Problems as the annotations that GitHub shows beside the lines of a file."""

from ppl.render.document import Document

LEVELS = {"error": "error", "remark": "warning"}


def render(document: Document) -> bytes:
    """A command of a GitHub workflow for each problem."""
    found = ""
    for one in document.record["problems"]:
        text = f"{document.words(one['what'])}. {document.words(one['remedy'])}"
        escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        place = f"file={one['file']},line={max(one['line'], 1)}"
        found += f"::{LEVELS[one['level']]} {place},title=ppl {one['check']}::{escaped}\n"
    return found.encode()
