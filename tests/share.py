"""Which part of a long walk a run of the tests takes: a drawn share, or with `PPL_EVERY=1` (`make every`) all of it."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from typing import TypeVar

Step = TypeVar("Step")
EVERY = os.environ.get("PPL_EVERY") == "1"


def share_of(steps: Sequence[Step], parts: int = 4) -> Sequence[Step]:
    """One of `parts` steps, at least two where there are, drawn anew each time and in their order; all with PPL_EVERY.

    A walk names the step at which it fails, so that what was drawn need not be known.
    """
    if EVERY:
        return steps
    number = min(len(steps), max(2, len(steps) // parts))
    return [steps[place] for place in sorted(random.sample(range(len(steps)), number))]


def share_of_examples(number: int, parts: int = 4) -> int:
    """How many examples hypothesis draws anew of so many: one of `parts`, at least ten; all with PPL_EVERY."""
    return number if EVERY else max(min(number, 10), number // parts)
