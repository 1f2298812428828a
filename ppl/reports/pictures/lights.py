"""Time, money and quality of a project over time: which colour from when to when."""

import datetime

import msgspec

from ppl.model.knowledge import Knowledge
from ppl.rules import progress

Day = datetime.date


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A light of one colour: from the first talk that gave it to the last. until_on: when it got another colour."""

    light: str
    from_on: Day
    to_on: Day
    until_on: Day | None = None


class Strip(msgspec.Struct, frozen=True, kw_only=True):
    """An aspect (time, money, quality) with its colours, the oldest first."""

    aspect: str
    stretches: tuple[Stretch, ...]


class Lights(msgspec.Struct, frozen=True, kw_only=True):
    """The picture: what is known of each aspect up to a day."""

    name: str
    on: Day
    strips: tuple[Strip, ...]


def strips(knowledge: Knowledge, project: str, today: Day) -> tuple[Strip, ...]:
    """The colours of each aspect over time."""
    return tuple(
        Strip(aspect=aspect, stretches=tuple(Stretch(**run._asdict()) for run in runs))
        for aspect, runs in progress.light_runs(knowledge, project, today).items()
    )
