"""The milestones of a plan as a calendar (.ics, RFC 5545). Needs icalendar, of the extra `office`."""

import datetime

from ppl.errors import DataError, Text
from ppl.planners.plan_rows import Outgoing


def calendar_of(plan: Outgoing, project: str) -> bytes:
    """An all-day event per milestone; the same milestone keeps its UID, so that a calendar moves it.

    Raises DataError where no milestone has a day, ModuleNotFoundError without icalendar.
    """
    from icalendar import Calendar, Event

    dated = [moment for moment in plan.moments if moment.on is not None]
    if not dated:
        what = Text("the plan has no milestones with a day")
        remedy = Text("give it a first day (ppl set {ref} starts_on=DATE) and milestones", ref=f"{project}/plan")
        raise DataError(what, remedy)
    calendar = Calendar()
    calendar.add("prodid", "-//ppl//ppl plan export//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", plan.name)
    stamp = datetime.datetime.combine(plan.today, datetime.time(), datetime.UTC)
    for one in sorted(dated, key=lambda one: (one.on, one.code)):
        assert one.on is not None
        event = Event()
        event.add("uid", f"{one.code}.{project}@ppl")
        event.add("dtstamp", stamp)
        event.add("dtstart", one.on)
        event.add("dtend", one.on + datetime.timedelta(days=1))
        event.add("summary", f"{plan.name}: {one.title}")
        if one.law:
            event.add("description", one.law)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
