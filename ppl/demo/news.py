"""What happened that bulletins may tell: public facts, milestones, solved bottlenecks, events, shared lessons."""

from __future__ import annotations

import datetime
from typing import NamedTuple

Day = datetime.date


class Told(NamedTuple):
    """Something to tell. on: the day it happened; ref: the record it rests on; said: the sentence."""

    on: Day
    ref: str
    said: str


class News:
    """Everything so far, oldest first. lessons: ref and day on which a lesson became public."""

    def __init__(self) -> None:
        self.facts: list[Told] = []
        self.reached: list[Told] = []
        self.solved: list[Told] = []
        self.events: list[Told] = []
        self.lessons: list[tuple[Day, str]] = []
