"""The same activities in several orders, and where the difference comes from: other links, or shorter work."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ppl.model.fields import changed
from ppl.model.plan import PlanActivity
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.network import weeks_of
from ppl.rules.schedule.planned import Planned
from ppl.rules.schedule.variants import shortened, varied

Activities = tuple[PlanActivity, ...]


class Comparison(NamedTuple):
    """Four schedules of one plan, and the gain of the plan over the usual order in ticks.

    serial: in the usual order with usual durations; planned: as it stands; no_habit: without any habit link
    short: without any habit, with pressure-cooker durations; relinked: won by other links; shorter: by shorter work
    """

    serial: Schedule
    planned: Schedule
    no_habit: Schedule
    short: Schedule
    relinked: int
    shorter: int


def comparison(found: Planned, to: str | None = None, *, with_calendar: bool = True) -> Comparison:
    """The plan beside its usual order and beside itself without habits. Raises DataError."""

    def of(activities: Activities) -> Schedule:
        return found.of(activities, to, with_calendar=with_calendar)

    usual = _usual_durations(found)
    no_habit = varied(found.activities, "no-habit")
    serial, planned, relinked = of(varied(usual, "serial")), of(found.activities), of(usual)
    return Comparison(
        serial,
        planned,
        of(no_habit),
        of(varied(no_habit, "short")),
        serial.finish - relinked.finish,
        relinked.finish - planned.finish,
    )


def _usual_durations(planned: Planned) -> Activities:
    """The activities with the durations of the template, else as long as they really took.

    What has a day, really or as it is planned, begins in the usual order no earlier: nobody loses weeks by that day.
    """
    shipped = {activity.id: weeks_of(activity) for activity in planned.template.activities} if planned.template else {}
    usual = []
    for activity in planned.activities:
        weeks = shipped[activity.id] if activity.id in shipped else _taken(activity)
        begins_on = activity.actual_start_on or activity.planned_start_on
        bare = changed(activity, actual_start_on=None, actual_end_on=None, planned_start_on=begins_on)
        usual.append(shortened(bare, weeks) if weeks is not None and weeks_of(activity) != weeks else bare)
    return tuple(usual)


def _taken(activity: PlanActivity) -> float | None:
    """How many weeks it really took; None where it is not known, or a day at most."""
    if None in (activity.actual_start_on, activity.actual_end_on):
        return None
    return weeks_of(changed(activity, weeks=None, optimistic=None, likely=None, pessimistic=None)) or None


def hours(activities: Sequence[PlanActivity], per_week: Mapping[str, float], weeks: float) -> dict[str, float]:
    """Hours per party: those of the activities, and those that each week of the project asks."""
    found = {party: rate * weeks for party, rate in per_week.items()}
    for activity in activities:
        for party, number in activity.hours.items():
            found[party] = found.get(party, 0.0) + number
    return found
