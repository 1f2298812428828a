"""How a project's plan really goes: activities start, take longer or shorter, wait on a bottleneck, and end.

Days are counted from the first day of the plan. What the plan says and what happens are two things: `weeks` stand
in plan.yaml, the true durations are drawn once and known to nobody. A plan begins with a number of links that are
only habit; in the course of the guidance they are questioned one by one.
"""

import datetime
from random import Random
from typing import Any

from ppl.demo import lists
from ppl.demo.days import working
from ppl.demo.texts import phrases

Day = datetime.date
Link = dict[str, Any]
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
SHARED = ("netbeheerder", "omgevingsdienst")
DECIDES = {"college": "college", "gemeenteraad": "gemeenteraad"}
HABITS = (7, 13)


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
        self.after: dict[str, list[Link]] = {a["id"]: list(a.get("after") or ()) for a in self.activities}
        self._keep_habits(rng)
        self._before = {id: {link["activity"] for link in links} for id, links in self.after.items()}
        self.planned = self.forecast(starts_on, of_plan=True)

    @staticmethod
    def _planned(activity: dict[str, Any]) -> int:
        return round(float(activity.get("weeks_short") or activity["weeks"]) * SHORTENED)

    def _keep_habits(self, rng: Random) -> None:
        """Some of the links of the usual order, which nobody has questioned yet."""
        habits = [
            (a["id"], link)
            for a in self.activities
            for link in a.get("after_serial") or ()
            if link["ground"] == "habit" and not any(one["activity"] == link["activity"] for one in self.after[a["id"]])
        ]
        for id, link in rng.sample(habits, rng.randrange(*HABITS)):
            self.after[id].append({**link, "reason": _plain(str(link["reason"]))})

    def habits(self) -> list[tuple[str, Link]]:
        """Links of habit that can still be questioned: the activity and the link."""
        return [
            (id, link)
            for id, links in self.after.items()
            if id not in self.started
            for link in links
            if link["ground"] == "habit" and link["activity"] not in self.ended
        ]

    def drop(self, id: str, link: Link) -> None:
        """The activity no longer waits on that other one."""
        self.after[id] = [one for one in self.after[id] if one is not link]
        self._before[id] = {one["activity"] for one in self.after[id]}

    # days

    def forecast(self, today: Day, of_plan: bool = False) -> dict[str, tuple[Day, Day]]:
        """First and last day per activity, as it would go from here (or, of_plan, as the plan has it)."""
        found: dict[str, tuple[Day, Day]] = {}
        waiting = list(self.by_id)
        while waiting:
            still = []
            for id in waiting:
                if found.keys() >= self._before[id]:
                    found[id] = self._span(id, found, today, of_plan)
                else:
                    still.append(id)
            waiting = still
        return found

    def _span(self, id: str, found: dict[str, tuple[Day, Day]], today: Day, of_plan: bool) -> tuple[Day, Day]:
        ended, start = self.ended.get(id), self.started.get(id)
        if ended is not None and start is not None:
            return start, ended
        days = self.weeks[id] * 7 if of_plan else self.true_days[id] + self.extra_days.get(id, 0)
        if start is None:
            start = max([found[one][1] for one in self._before[id]], default=self.starts_on)
            if not of_plan:
                start = max(start, today)
            if self.by_id[id].get("window"):
                start = _season(start)
            start = working(start)
        end = working(start + datetime.timedelta(days=days))
        return start, end if of_plan else max(end, today)

    def advance(self, today: Day) -> list[tuple[str, str, Day]]:
        """What started and ended up to a day: activity, `start` or `end`, the day."""
        found: list[tuple[str, str, Day]] = []
        for id, (start, end) in self.forecast(today).items():
            if id not in self.started and start <= today and self.ended.keys() >= self._before[id]:
                self.started[id] = start
                found.append((id, "start", start))
            due = self.true_days[id] + self.extra_days.get(id, 0)
            is_running = id in self.started and id not in self.ended
            if is_running and end <= today and (today - self.started[id]).days >= due:
                self.ended[id] = end
                found.append((id, "end", end))
        return found

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

    def said(self, id: str) -> str:
        """The activity within a sentence: `het soortenonderzoek`."""
        return str(phrases("course")["names"][id])

    # as a record

    def serial_weeks(self) -> int:
        """How long it would take in the usual order: one step after the other, at the template's durations."""
        ends: dict[str, float] = {}
        waiting = list(self.activities)
        while waiting:
            activity = waiting.pop(0)
            id, links = activity["id"], activity.get("after_serial") or ()
            if any(link["activity"] not in ends for link in links):
                waiting.append(activity)
                continue
            pace = self.true_days[id] / max(1, self.weeks[id] * 7)
            ends[id] = max((ends[link["activity"]] for link in links), default=0.0) + float(activity["weeks"]) * pace
        return round(ends["A37"])

    def record(self, province: str) -> dict[str, Any]:
        """plan.yaml at the start. Bodies that serve a whole province are named, since projects share them."""
        reached = {one["code"]: one for one in lists.template().get("milestones", ())}  # of two the last counts
        return {
            "template": lists.TEMPLATE,
            "starts_on": self.starts_on.isoformat(),
            "goal": "A37",
            "activities": [self._activity(activity, province) for activity in self.activities],
            **({"milestones": list(reached.values())} if reached else {}),
        }

    def baseline(self, day: Day) -> dict[str, Any]:
        """The plan as it was agreed first. day: on which it was set."""
        weeks = (self.planned["A37"][1] - self.starts_on).days // 7
        starts = {id: first.isoformat() for id, (first, _) in self.planned.items()}
        ends = {id: last.isoformat() for id, (_, last) in self.planned.items()}
        return {"set_on": day.isoformat(), "weeks": str(weeks), "starts": starts, "ends": ends}

    def _activity(self, activity: dict[str, Any], province: str) -> dict[str, Any]:
        id, owner = activity["id"], activity.get("owner")
        left_out = ("weeks", "weeks_short", "after_serial", "after", "when")
        made: dict[str, Any] = {k: v for k, v in activity.items() if k not in left_out}
        made["weeks"] = str(self.weeks[id])
        made["checked"] = {"role": "projectleider", "on": self.starts_on.isoformat()}
        if owner in SHARED:
            made["owner"] = {"role": owner, "organisation": f"{owner.capitalize()} {province.capitalize()} (verzonnen)"}
        if owner in DECIDES:
            made["decided_by"] = DECIDES[owner]
        for name, days in (("actual_start_on", self.started), ("actual_end_on", self.ended)):
            if id in days:
                is_end = name == "actual_end_on" and days[id] > self.started[id]
                made[name] = (_working_day_before(days[id]) if is_end else days[id]).isoformat()
        return {**made, **({"after": self.after[id]} if self.after[id] else {})}


def _plain(reason: str) -> str:
    """The reason of a link of habit, without saying once more that it is one."""
    found = reason.removeprefix("Gewoonte: ").replace(": ", ", ")
    return found[0].upper() + found[1:]


def _working_day_before(day: Day) -> Day:
    """The last day of work that makes place for the next on a day."""
    return day - datetime.timedelta(days={0: 3, 6: 2}.get(day.weekday(), 1))


def _season(day: Day) -> Day:
    """The day, or the next 13 May where the season for surveys has begun without us."""
    begins = Day(day.year, 5, 13)
    return day if begins <= day <= Day(day.year, 6, 15) else begins if day < begins else Day(day.year + 1, 5, 13)
