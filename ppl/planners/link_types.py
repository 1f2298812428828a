"""Links of every type as the two that a plan holds. With fixed durations the conversion is exact.

finish-finish, lag L: the end is not before end(p) + L, so the start not before end(p) + L - duration: finish-start
start-finish, lag L: the end is not before start(p) + L, so the start not before start(p) + L - duration: start-start
"""

from typing import Any, NamedTuple

from ppl.errors import Text, count
from ppl.planners.amounts import Units, clean
from ppl.planners.predecessors import Wait


class PlanLink(NamedTuple):
    """A link as a plan holds it. told, remedy: what was done where that is not what the file says."""

    from_start: bool
    lag_weeks: float = 0.0
    lag_share: float = 0.0
    told: Text | None = None
    remedy: Text | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of a Link that say so."""
        type_ = "start-start" if self.from_start else None
        return {"type": type_, "lag_weeks": self.lag_weeks or None, "lag_share": self.lag_share or None}


def plan_link(wait: Wait, before_weeks: float | None, own_weeks: float | None, units: Units) -> PlanLink:
    """A link of any type as finish-start or start-start.

    before_weeks: duration of what it waits on; own_weeks: its own; None where nobody knows
    """
    weeks = clean(sum(units.weeks(lag.value, lag.unit) for lag in wait.lags if lag.unit != "%"))
    share = round(sum(lag.value for lag in wait.lags if lag.unit == "%") / 100, 12)
    from_start = wait.type in ("SS", "SF")
    if share and not (wait.type == "SS" and 0 <= share <= 1):
        return _shared(wait, weeks, share, before_weeks, own_weeks, units)
    if wait.type in ("FS", "SS"):
        return PlanLink(from_start, weeks, share)
    return _from_end(wait, weeks, own_weeks, from_start)


def _shared(
    wait: Wait, weeks: float, share: float, before_weeks: float | None, own_weeks: float | None, units: Units
) -> PlanLink:
    """A share of the predecessor's duration, where a plan holds weeks only."""
    if before_weeks is None:
        what = Text(
            "`{typed}`: the share is left out, because the duration of {on} is unknown", typed=wait.typed, on=wait.on
        )
        remedy = Text("give {on} a duration, or the lag in weeks", on=wait.on)
        return PlanLink(wait.type in ("SS", "SF"), weeks, told=what, remedy=remedy)
    lag = clean(weeks + share * before_weeks)
    found = PlanLink(wait.type == "SS", lag)
    if wait.type in ("FF", "SF"):
        found = _from_end(wait, lag, own_weeks, wait.type == "SF")
    if found.told is not None:
        return found
    what = Text(
        "`{typed}` is held with a lag of {weeks}, {share} per cent of {on}",
        typed=wait.typed,
        weeks=_weeks(lag),
        share=f"{share * 100:g}",
        on=wait.on,
    )
    return found._replace(told=what, remedy=Text("exact as long as {on} keeps its duration", on=wait.on))


def _weeks(weeks: float) -> Text:
    """A number of weeks in words: whole where it is."""
    number = int(weeks) if weeks == int(weeks) else float(f"{weeks:g}")
    return count(Text("{number} week"), Text("{number} weeks"), number)


def _from_end(wait: Wait, weeks: float, own_weeks: float | None, from_start: bool) -> PlanLink:
    """A link that holds the end, as one that holds the start."""
    type_ = Text("start-start") if from_start else Text("finish-start")
    if own_weeks is None:
        what = Text(
            "`{typed}` holds the end of an activity whose duration is unknown: held as {type} with the same lag",
            typed=wait.typed,
            type=type_,
        )
        return PlanLink(from_start, weeks, told=what, remedy=Text("give it a duration and import again"))
    lag = clean(weeks - own_weeks)
    if not own_weeks and not from_start:
        what = Text("`{typed}` (finish-finish) of a milestone is held as finish-start: the same", typed=wait.typed)
        return PlanLink(from_start, lag, told=what, remedy=Text("nothing needs to be done"))
    name = Text("start-finish") if from_start else Text("finish-finish")
    what = Text(
        "`{typed}` ({name}) is held as {type} with a lag of {weeks}",
        typed=wait.typed,
        name=name,
        type=type_,
        weeks=_weeks(lag),
    )
    remedy = Text("exact as long as its own duration stays {weeks}", weeks=_weeks(own_weeks))
    return PlanLink(from_start, lag, told=what, remedy=remedy)
