"""What holds for a planning as a whole: how its durations count, its first day and its goal."""

from collections.abc import Mapping, Sequence
from typing import Any

from ppl.errors import Text, count, nearest
from ppl.planners import dates
from ppl.planners.amounts import Amount, Sample, Units, clean, units
from ppl.planners.columns import plain
from ppl.planners.import_settings import ImportSettings
from ppl.planners.predecessors import Wait
from ppl.planners.remarks import Remarks
from ppl.planners.tasks import Day, Planning, Task

_BARE = {
    "week": Text("a week"),
    "day": Text("a day"),
    "month": Text("a month"),
    "hour": Text("an hour"),
    "calendar-day": Text("a calendar day"),
}


def units_of(planning: Planning, tasks: Sequence[Task], asked: ImportSettings, remarks: Remarks) -> Units:
    """How the durations of these tasks count, and what was assumed about it, told once."""
    amounts = [task.duration for task in tasks if task.duration is not None]
    lags = [lag.unit for task in tasks for wait in task.waits if isinstance(wait, Wait) for lag in wait.lags]
    samples = [
        Sample(task.duration, dates.workdays(task.start_on, task.end_on), (task.end_on - task.start_on).days + 1)
        for task in tasks
        if task.duration is not None and task.start_on is not None and task.end_on is not None
    ]
    bare = asked.bare or planning.bare or _usual_unit(amounts)
    found, shown = units(samples, bare, asked.days or planning.days, asked.months or planning.months)
    used = {amount.unit for amount in amounts if amount.value} | set(lags)
    fits = Text("as the days in the file show")
    usual = Text("as is usual: the file does not show it")
    if "day" in used and asked.days is None:
        what = Text(
            "a week counts {number} days ({how})", number=clean(found.days), how=fits if "days" in shown else usual
        )
        remarks.say(what, Text("if that is wrong: --week-days 7 or --week-days 5"))
    if "month" in used and asked.months is None:
        what = Text(
            "a month counts {number} weeks ({how})",
            number=round(found.months, 2),
            how=fits if "months" in shown else usual,
        )
        remarks.say(what, Text("if that is wrong: --month-weeks 4 or --month-weeks 4.33"))
    if "" in used and not asked.bare and not planning.bare:
        how = fits if "bare" in shown else Text("as the other durations") if bare else usual
        what = Text(
            "a number without a unit counts as {unit} ({how})", unit=_BARE.get(found.bare, Text("a week")), how=how
        )
        remarks.say(what, Text("if that is wrong: --unit weeks, --unit days or --unit months"))
    return found


def tell_days(planning: Planning, tasks: Sequence[Task], weeks: Mapping[str, float | None], remarks: Remarks) -> None:
    """Say that what lasts some days may come out on another day than in the file: a plan knows no weekend."""
    found = [task for task in tasks if task.start_on is not None and 0 < (weeks[task.id] or 0) < 1]
    if found and not planning.is_own:
        what = count(
            Text("{number} activity is shorter than a week, and a plan counts in weeks of seven days"),
            Text("{number} activities are shorter than a week, and a plan counts in weeks of seven days"),
            len(found),
        )
        remarks.say(what, Text("within a week a day may come out two days later than in the file; the weeks are right"))


def first_day(planning: Planning, tasks: Sequence[Task], asked: ImportSettings, remarks: Remarks) -> Day | None:
    """The first day of the plan: as told, else as the file says unless a row begins before it, else its earliest."""
    begins = [task.actual_start_on or task.start_on for task in tasks]
    days = [*begins, *(task.not_before for task in tasks)]
    starts_on = asked.starts_on or planning.starts_on or min((day for day in days if day), default=None)
    if starts_on is None:
        what = Text("the file has no days: the plan begins when the project does")
        remarks.say(what, Text("--starts-on DATE says when"))
        return None
    early = [day for day in begins if day is not None and day < starts_on]
    if early and asked.starts_on is not None:
        what = Text("the rows of the file begin before {day}: the first on {first}", day=starts_on, first=min(early))
        remarks.say(what, Text("without --starts-on the plan begins then"))
    elif early and not planning.is_own:
        what = Text(
            "the file calls {day} its first day, but its rows begin on {first}: the plan begins then",
            day=starts_on,
            first=min(early),
        )
        remarks.say(what, Text("--starts-on DATE says another day"))
        return min(early)
    dated = [day for day in begins if day is not None]
    if asked.starts_on is None and not planning.is_own and dated and (min(dated) - starts_on).days > 6:
        what = Text(
            "the file calls {day} its first day, but nothing in it begins before {first}: the plan begins then",
            day=starts_on,
            first=min(dated),
        )
        remarks.say(what, Text("--starts-on DATE says another day"))
        return min(dated)
    return starts_on


def goal_of(planning: Planning, tasks: Sequence[Task], asked: ImportSettings, remarks: Remarks) -> str | None:
    """The activity that the plan is about: as asked, as the file says, or as a row is marked."""
    ids = [task.id for task in tasks]
    marked = next((task.id for task in tasks if plain(task.own.get("goal", "")) not in ("", "nee", "no")), None)
    goal = asked.goal or dict(planning.fields).get("goal") or marked
    if goal is not None and goal not in ids:
        what = Text("the goal `{id}` is no activity of the planning", id=goal)
        remarks.error(0, what, nearest(goal, ids, Text("it has {listed}", listed=", ".join(ids[:12])), cutoff=0.8))
        return None
    return goal


def _usual_unit(amounts: Sequence[Amount]) -> Any:
    """The unit that most durations of a file name; empty where none names one."""
    named = [amount.unit for amount in amounts if amount.unit and amount.value]
    return max(named, key=named.count, default="")
