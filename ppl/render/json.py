"""The data of a document as JSON, with the name and version of their schema."""

import json
import re
from collections.abc import Callable
from typing import Any

from ppl.render.document import Document
from ppl.visible import HIDDEN


def render(document: Document) -> bytes:
    """`{"schema": "ppl/<report>/1", ...}`, indented."""
    found = {"schema": document.schema, **document.record}
    return (text(found, document.words) + "\n").encode()


def text(data: Any, default: Callable[[Any], Any] | None = None) -> str:
    """Data as JSON, whole; signs that steer a terminal or are not seen stand in it as \\uXXXX."""
    return HIDDEN.sub(_escaped, json.dumps(data, ensure_ascii=False, indent=2, default=default))


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
