"""How a project's plan really goes: activities start, take longer or shorter, wait on a bottleneck, and end.

Days are counted from the first day of the plan. What the plan says and what happens are two things: `weeks` stand
in plan.yaml, the true durations are drawn once and known to nobody.
"""

from __future__ import annotations

import datetime
from random import Random
from typing import Any

from ppl.demo import lists
from ppl.demo.days import working

Day = datetime.date
MILESTONES = (
    ("nota", "College stelt de nota van uitgangspunten vast", "A08"),
    ("kaders", "Raad stelt de kaders en de grondexploitatie vast", "A14"),
    ("stedenbouwkundig-plan", "Stedenbouwkundig plan is klaar", "A15"),
    ("overeenkomst", "Overeenkomst is getekend", "A21"),
    ("ter-inzage", "Ontwerp van het omgevingsplan ligt ter inzage", "A26"),
    ("vaststelling", "Raad stelt het omgevingsplan vast", "A28"),
    ("start-bouw", "Start van de bouw", "A37"),
)
SHORTENED = 0.95  # a project that comes to the programme plans tighter than the template


class Course:
    """The plan of one project, and what becomes of it."""

    def __init__(self, starts_on: Day, rng: Random) -> None:
        self.starts_on = starts_on
        self.activities = lists.template()["activities"]
        self.by_id = {a["id"]: a for a in self.activities}
        self.weeks = {a["id"]: self._planned(a) for a in self.activities}
        self.true_days = {id: round(weeks * 7 * rng.uniform(0.7, 1.2)) for id, weeks in self.weeks.items()}
        self.extra_days: dict[str, int] = {}
        self.started: dict[str, Day] = {}
        self.ended: dict[str, Day] = {}
        self.planned = self.forecast(starts_on, of_plan=True)

    @staticmethod
    def _planned(activity: dict[str, Any]) -> int:
        return round(float(activity.get("weeks_short") or activity["weeks"]) * SHORTENED)

    def forecast(self, today: Day, of_plan: bool = False) -> dict[str, tuple[Day, Day]]:
        """First and last day per activity, as it would go from here (or, of_plan, as the plan has it)."""
        found: dict[str, tuple[Day, Day]] = {}
        waiting = list(self.activities)
        while waiting:
            still = []
            for activity in waiting:
                after = activity.get("after") or ()
                if any(link["activity"] not in found for link in after):
                    still.append(activity)
                else:
                    found[activity["id"]] = self._span(activity, found, today, of_plan)
            waiting = still
        return found

    def _span(
        self, activity: dict[str, Any], found: dict[str, tuple[Day, Day]], today: Day, of_plan: bool
    ) -> tuple[Day, Day]:
        id = activity["id"]
        days = self.weeks[id] * 7 if of_plan else self.true_days[id] + self.extra_days.get(id, 0)
        start = self.started.get(id)
        if start is None:
            start = max([found[link["activity"]][1] for link in activity.get("after") or ()], default=self.starts_on)
            if not of_plan:
                start = max(start, today)
            if activity.get("window"):
                start = _season(start)
            start = working(start)
        end = self.ended.get(id) or working(start + datetime.timedelta(days=days))
        return start, end if of_plan or id in self.ended else max(end, today)

    def advance(self, today: Day) -> list[tuple[str, str, Day]]:
        """What started and ended up to a day: activity, `start` or `end`, the day."""
        found: list[tuple[str, str, Day]] = []
        for id, (start, end) in self.forecast(today).items():
            ready = all(link["activity"] in self.ended for link in self.by_id[id].get("after") or ())
            if id not in self.started and ready and start <= today:
                self.started[id] = start
                found.append((id, "start", start))
            if id in self.started and id not in self.ended and end <= today and self._is_ripe(id, today):
                self.ended[id] = end
                found.append((id, "end", end))
        return found

    def _is_ripe(self, id: str, today: Day) -> bool:
        return (today - self.started[id]).days >= self.true_days[id] + self.extra_days.get(id, 0)

    def running(self) -> list[str]:
        return [id for id in self.started if id not in self.ended]

    def stops(self, id: str, weeks: int) -> None:
        """A bottleneck costs an activity weeks; an intervention (negative) wins some back."""
        self.extra_days[id] = max(self.extra_days.get(id, 0) + 7 * weeks, -self.true_days[id] // 3)

    def phase(self) -> str:
        """The phase of the activity that started last."""
        last = max(self.started, key=lambda id: (self.started[id], id), default="A01")
        return str(self.by_id[last].get("phase") or "initiatief")

    def title(self, id: str) -> str:
        return str(self.by_id[id]["title"]).partition(" (")[0]

    def record(self) -> dict[str, Any]:
        """plan.yaml at the start."""
        activities = []
        for activity in self.activities:
            id = activity["id"]
            kept = {k: v for k, v in activity.items() if k not in ("weeks", "weeks_short", "after_serial", "after")}
            made = {**kept, "weeks": str(self.weeks[id]), "planned_start_on": self.planned[id][0].isoformat()}
            for name, days in (("actual_start_on", self.started), ("actual_end_on", self.ended)):
                if id in days:
                    made[name] = days[id].isoformat()
            activities.append({**made, **({"after": activity["after"]} if activity.get("after") else {})})
        return {
            "template": lists.TEMPLATE,
            "starts_on": self.starts_on.isoformat(),
            "goal": "A37",
            "activities": activities,
        }


def _season(day: Day) -> Day:
    """The day, or the next 13 May where the season for surveys has begun without us."""
    begins = Day(day.year, 5, 13)
    return day if begins <= day <= Day(day.year, 6, 15) else begins if day < begins else Day(day.year + 1, 5, 13)
