"""Days for a calendar (.ics, RFC 5545). Needs icalendar, of the extra `office`."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from ppl.errors import DataError, Text
from ppl.render.document import Document
from ppl.visible import on_one_line


class Event(NamedTuple):
    """A day that stands in a calendar from morning to night, and keeps nobody from being asked for it.

    uid: the same for the same event, so that a calendar moves it; stamp: the day of what is known of it
    revision: which edition of it this is; a calendar takes a later one
    """

    uid: str
    on: datetime.date
    title: str | Text
    stamp: datetime.date
    description: str | Text = ""
    revision: int = 0


def render(document: Document) -> bytes:
    """The days that a document plans. Raises DataError where it plans none, ModuleNotFoundError without icalendar."""
    events = [Event(*one) for one in document.to_events()]
    if not events and document.to_sheet is not None:
        raise DataError(Text("there is no day to put in a calendar"), Text("look further ahead, or at more of it"))
    if not events:
        raise DataError(
            Text("there is no next talk to put in a calendar: nobody wrote down when it is"),
            Text("record its day: ppl set SESSION next_on=DATE"),
        )
    said = [
        one._replace(title=_said(document, one.title), description=_said(document, one.description)) for one in events
    ]
    return calendar(document.heading if document.to_sheet is not None else str(said[0].title), said)


def _said(document: Document, text: str | Text) -> str:
    return document.words(text) if isinstance(text, Text) else text


def calendar(name: str, events: Sequence[Event]) -> bytes:
    """A calendar of these events, by day; the same events give the same bytes."""
    from icalendar import Calendar
    from icalendar import Event as Entry

    made = Calendar()
    made.add("prodid", "-//ppl//ppl calendar//NL")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", on_one_line(name))
    for one in sorted(events, key=lambda one: (one.on, one.uid)):
        entry = Entry()
        entry.add("uid", one.uid)
        entry.add("dtstamp", datetime.datetime.combine(one.stamp, datetime.time(), datetime.UTC))
        entry.add("sequence", one.revision)
        entry.add("dtstart", one.on)
        entry.add("dtend", one.on + datetime.timedelta(days=1))
        entry.add("summary", on_one_line(str(one.title)))
        if one.description:
            entry.add("description", on_one_line(str(one.description)))
        entry.add("transp", "TRANSPARENT")
        made.add_component(entry)
    return bytes(made.to_ical())
