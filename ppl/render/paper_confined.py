"""What runs in the process of a knowledge base's template of paper: no environment, little time, no network."""

from __future__ import annotations

import json
import math
import pickle
import sys

from ppl.render import typeset
from ppl.render.confined import limit

MEMORY = 2 * 2**30
LARGEST = 64_000_000


def main() -> None:
    """Read a question from stdin; write to stdout a line of JSON, and behind it the PDF where there is one."""
    asked = pickle.load(sys.stdin.buffer)
    limit(
        RLIMIT_AS=MEMORY,
        RLIMIT_CPU=math.ceil(2 * asked["seconds"]),  # it counts each core
        RLIMIT_FSIZE=LARGEST,
        RLIMIT_CORE=0,
    )
    content = b""
    try:
        content = typeset.pdf(asked["template"], asked["data"], asked["on"])
        said = {}
    except RuntimeError as error:
        said = {"why": str(error)[:2_000], "line": typeset.line_of(error)}
    except (MemoryError, OSError) as error:
        said = {"why": str(error)[:2_000] or type(error).__name__, "line": 0}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + content)
