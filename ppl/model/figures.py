"""Whole numbers that people wrote in figures."""

import re

_WHOLE = re.compile(r"[0-9]{1,18}")


def whole(text: str) -> int | None:
    """The number that a text of plain figures means, of at most 18 of them (64 bits); None for any other text.

    `str.isdigit` takes `²` too, and `int` refuses what is endless: both ended in a traceback.
    """
    return int(text) if _WHOLE.fullmatch(text) else None
