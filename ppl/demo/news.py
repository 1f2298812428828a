"""What happened that bulletins may tell: public facts, milestones, solved bottlenecks, events, shared lessons."""

import datetime
from typing import NamedTuple

Day = datetime.date


class Happening(NamedTuple):
    """Something that a bulletin may tell. on: its day; ref: the record it rests on; sentence: how to say it."""

    on: Day
    ref: str
    sentence: str


class News:
    """Everything so far, oldest first. lessons: ref and day on which a lesson became public."""

    def __init__(self) -> None:
        self.facts: list[Happening] = []
        self.reached: list[Happening] = []
        self.solved: list[Happening] = []
        self.events: list[Happening] = []
        self.lessons: list[tuple[Day, str]] = []
