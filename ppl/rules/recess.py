"""The days on which nobody is asked for a talk: the recesses and holidays of the calendar."""

import datetime

from ppl.model.knowledge import Knowledge
from ppl.model.lists import Calendar
from ppl.rules.schedule.days import days_in, merged, period, spans

Day = datetime.date
KINDS = ("recess", "holiday")


def days_that_count(knowledge: Knowledge, since: Day, today: Day) -> int:
    """How many of the days after a day, up to today, lie in no recess or holiday; 0 before it."""
    if today <= since:
        return 0
    first = since + datetime.timedelta(days=1)
    return (today - since).days - days_in(knowledge.once(away, since.year), first, today)


def away(knowledge: Knowledge, year: int) -> list[tuple[Day, Day]]:
    """The recesses and holidays from some years before a year on, the first on top, those that touch as one."""
    calendar = knowledge.one(Calendar)
    return merged(
        (first, last)
        for entry in (calendar.calendar if calendar else ())
        if entry.kind in KINDS
        for first, last, _ in spans(period(entry), Day(year, 1, 1))
    )
