"""The days on which nobody is asked for a talk: the recesses and holidays of the calendar."""

import datetime

from ppl.model.knowledge import Knowledge
from ppl.model.lists import Calendar
from ppl.rules.schedule.days import merged, period, spans

Day = datetime.date
KINDS = ("recess", "holiday")


def away(knowledge: Knowledge, year: int) -> list[tuple[Day, Day]]:
    """The recesses and holidays from some years before a year on, the first on top, those that touch as one."""
    calendar = knowledge.one(Calendar)
    return merged(
        (first, last)
        for entry in (calendar.calendar if calendar else ())
        if entry.kind in KINDS
        for first, last, _ in spans(period(entry), Day(year, 1, 1))
    )
