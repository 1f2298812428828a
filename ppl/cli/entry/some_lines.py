"""Some lines of a text: `1-4,9`, where it tells of more than one project."""

import re
from collections.abc import Iterable, Mapping

from ppl.errors import Text, UsageError


def only(text: str, lines: str) -> str:
    """The text with nothing but these lines, each where it was. Raises UsageError for what names no lines."""
    wanted: set[int] = set()
    rows = text.split("\n")
    for piece in lines.replace(" ", "").split(","):
        match = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", piece)
        if match is None or not 0 < int(match[1]) <= min(int(match[2] or match[1]), len(rows)):
            what = Text("`{lines}` names no lines of this text, which has {number}", lines=lines, number=len(rows))
            raise UsageError(what, Text("for example --lines 1-4,9"))
        wanted.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return "\n".join(row if number in wanted else "" for number, row in enumerate(rows, 1))


def parts(begun: Mapping[int, str], last: int, own: str) -> dict[str, str]:
    """The lines of each project, as `only` takes them. begun: by its number the line where one begins; last: the last.

    What stands above the first belongs to all where lines of our own begin too; else to our own, and line 1 to all.
    """
    starts = sorted(begun)
    head = range(1, starts[0])
    found: dict[str, list[int]] = {own: [*head]}
    for start, end in zip(starts, [*starts[1:], last + 1], strict=True):
        shared = head if own in begun.values() else head[:1]
        found.setdefault(begun[start], [*shared]).extend(range(start, end))
    return {project: listed(numbers) for project, numbers in found.items() if numbers}


def listed(numbers: Iterable[int]) -> str:
    """Numbers as people write them: `1-4,9`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
