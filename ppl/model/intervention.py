"""An intervention: what is done about a bottleneck or to win time."""

from typing import Annotated, Literal

import msgspec

from ppl.model.record import Code, DateInPart, Part, Record, Ref, Role

ENDED = ("done", "dropped")


class Expected(Part, frozen=True, kw_only=True):
    """What an intervention should bring.

    effect: what should change
    weeks: weeks that it should win
    """

    effect: str | None = None
    weeks: float | None = None


class Observed(Part, frozen=True, kw_only=True):
    """What an intervention brought.

    effect: what changed
    weeks: weeks that it won (negative: lost)
    on: day it was established
    evidence: how we know
    """

    effect: str | None = None
    weeks: float | None = None
    on: DateInPart | None = None
    evidence: str | None = None


class Intervention(Record, frozen=True, kw_only=True):
    """Something done about a bottleneck or to win time.

    title: what is done
    started_on: first day; absent where nobody knows
    for: bottleneck, or activity of the plan, that it is for
    kind: kind of intervention
    expected: what it should bring
    observed: what it brought
    status: planned, running, done or dropped
    by: role that does it
    hours: hours spent
    cost: cost from the support budget in euros
    """

    title: str
    started_on: DateInPart | None = None
    for_: Annotated[str, Ref(("bottleneck", "activity"))] | None = msgspec.field(name="for", default=None)
    kind: Annotated[str, Code("intervention_kinds")] | None = None
    expected: Expected | None = None
    observed: Observed | None = None
    status: Literal["planned", "running", "done", "dropped"] | None = None
    by: Role | None = None
    hours: float | None = None
    cost: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether something may still come of it; without a status that ends with an effect that was observed."""
        if self.status is None:
            return self.observed is None or self.observed.effect is None
        return self.status not in ENDED
