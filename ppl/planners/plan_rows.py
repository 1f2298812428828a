"""A plan on its way to a planner: its activities with their days, and as rows of cells."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from ppl.model.plan import Plan, PlanActivity
from ppl.partial_date import last_day
from ppl.planners.cells import ASSUMED, cells, figure
from ppl.planners.columns import MEANINGS, OWN
from ppl.planners.references import References

Day = datetime.date
ALWAYS = ("id", "title", "kind", "weeks", "start", "end", "waits", "ground", "law", "reason", "owner", "phase",
          "not_before", "actual_start", "actual_end", "reached", "goal")  # fmt: skip
SOMETIMES = tuple(name for name in OWN if name not in ALWAYS)


class Timed(NamedTuple):
    """An activity in time. weeks: that it takes; end_on: the day on which the next may start. Days may be unknown."""

    activity: PlanActivity
    weeks: float
    start_on: Day | None
    end_on: Day | None

    @property
    def last_on(self) -> Day | None:
        """Its last day, as planners write an end; a weekend counts as the Friday before it."""
        if self.activity.actual_end_on is not None:
            return last_day(self.activity.actual_end_on)
        if self.end_on is None or self.start_on is None or not self.weeks:
            return self.start_on
        last = self.end_on - datetime.timedelta(days=1)
        friday = last - datetime.timedelta(days=max(0, last.weekday() - 4))
        return max(friday, self.start_on)


class Moment(NamedTuple):
    """A milestone and its day."""

    code: str
    title: str
    on: Day | None
    law: str | None = None


class Outgoing(NamedTuple):
    """A plan to be written. name: of the project; today: the day of writing; dutch: headings and words in Dutch."""

    name: str
    plan: Plan
    timed: tuple[Timed, ...]
    moments: tuple[Moment, ...]
    starts_on: Day | None
    goal: str | None
    today: Day
    dutch: bool = True

    def references(self) -> References:
        """What links may call the activities, as the reader of the file will understand it."""
        titles = [one.activity.title for one in self.timed]
        return References([one.activity.id for one in self.timed], [""] * len(titles), titles)

    def rows(self) -> Iterator[dict[str, str]]:
        """Per activity its cells, by meaning."""
        known = self.references()
        for one in self.timed:
            activity = one.activity
            found = cells(activity, self.plan.milestones, known, dutch=self.dutch)
            found |= {"id": activity.id, "title": activity.title, "kind": self._kind(one)}
            if self.plan.is_assumed(activity):
                found["checked"] = f"{ASSUMED[0 if self.dutch else 1]} ({self.plan.template})"
            if activity.weeks is not None:
                found["weeks"] = figure(activity.weeks)
            if one.start_on is not None and one.last_on is not None:
                found |= {"start": one.start_on.isoformat(), "end": one.last_on.isoformat()}
            if activity.id == self.plan.goal:
                found["goal"] = "x"
            yield found

    def fields(self) -> dict[str, str]:
        """What the plan says as a whole."""
        plan = self.plan
        found = {"template": plan.template or "", "goal": plan.goal or "", "assumed": ", ".join(plan.assumed)}
        found["starts_on"] = "" if plan.starts_on is None else plan.starts_on.isoformat()
        found |= {f"answers.{name}": value for name, value in plan.answers.items()}
        found |= {f"hours_per_week.{party}": figure(hours) for party, hours in plan.hours_per_week.items()}
        return {name: value for name, value in found.items() if value}

    def _kind(self, timed: Timed) -> str:
        milestone = timed.activity.weeks == 0
        if self.dutch:
            return "mijlpaal" if milestone else "activiteit"
        return "milestone" if milestone else "activity"


def used(rows: list[dict[str, str]]) -> list[str]:
    """The columns that a sheet needs: those that are always there, and those that some row fills."""
    return [*ALWAYS, *(name for name in SOMETIMES if any(row.get(name) for row in rows))]


def heading(meaning: str, dutch: bool) -> str:
    """What stands above a column of our own."""
    return MEANINGS[meaning][0 if dutch else 1].capitalize()
