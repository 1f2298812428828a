"""The data of a document as JSON, with the name and version of their schema."""

import json

from ppl.render.document import Document


def render(document: Document) -> bytes:
    """`{"schema": "ppl/<report>/1", ...}`, indented."""
    found = {"schema": document.schema, **document.record}
    return (json.dumps(found, ensure_ascii=False, indent=2, default=document.words) + "\n").encode()
