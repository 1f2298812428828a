"""The note of a task in MS Project: the planner's own, and below our mark the cells that MSPDI has no field for."""

import re
from dataclasses import replace

from ppl.planners.columns import OWN, meaning_of
from ppl.planners.predecessors import Wait, waits
from ppl.planners.references import References
from ppl.planners.tasks import Task

OWN_MARK = "[ppl]"


def notes(text: str) -> tuple[str, dict[str, str]]:
    """The planner's own note, and the cells that we wrote below it."""
    before, mark, block = text.partition(OWN_MARK)
    own: dict[str, str] = {}
    for line in block.splitlines():
        label, found, value = line.partition(": ")
        meaning = meaning_of(label) if found else None
        if meaning in (*OWN, "owner", "phase", "weeks", "waits", "actual_end"):
            own[str(meaning)] = unflat(value.strip())
    return " ".join(before.split()), own if mark else {}


def noted(tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """The links in the notation of our note, where that says the same as the link: it holds shares and weeks apart."""
    known = References([one.id for one in tasks], [""] * len(tasks), [one.title for one in tasks])
    lengths = {one.id: one.duration.value if one.duration else 0.0 for one in tasks}

    def lag(wait: Wait) -> float:
        return sum(lag.value / 100 * lengths[wait.on] if lag.unit == "%" else lag.value for lag in wait.lags)

    found = []
    for task in tasks:
        if told := task.own.pop("waits", ""):
            ours = [wait for wait in waits(told, known) if isinstance(wait, Wait)]
            theirs = [wait for wait in task.waits if isinstance(wait, Wait)]
            same = [(a.on, a.type) for a in ours] == [(b.on, b.type) for b in theirs]
            if same and all(abs(lag(a) - lag(b)) < 1e-4 for a, b in zip(ours, theirs, strict=True)):
                task = replace(task, waits=tuple(ours))
        found.append(task)
    return tuple(found)


def flat(text: str) -> str:
    """A cell on one line of a note."""
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n")


def unflat(text: str) -> str:
    """The cell as it was before `flat`."""
    return re.sub(r"\\([\\rn])", lambda match: {"r": "\r", "n": "\n"}.get(match[1], "\\"), text)
