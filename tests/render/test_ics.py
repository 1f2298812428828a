"""Days for a calendar, as another program reads them back."""

from __future__ import annotations

import datetime

import pytest
from icalendar import Calendar

from ppl.errors import DataError, Text
from ppl.render import ics
from tests.make import TODAY
from tests.render.test_pages import document

ONE = ("next.alpha.s1@ppl", TODAY, Text("Talk about {name}", name="A, b; c\\nd\nBEGIN:VALARM"), TODAY, "zo", 3)


def test_an_event_is_a_whole_day_that_can_be_moved() -> None:
    content = ics.render(document("# x", "en", to_events=lambda: [ONE]))
    assert content == ics.render(document("# x", "en", to_events=lambda: [ONE]))
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (str(event["uid"]), event["sequence"], event["transp"]) == ("next.alpha.s1@ppl", 3, "TRANSPARENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (TODAY, TODAY + datetime.timedelta(days=1))
    assert event.decoded("dtstamp").date() == TODAY
    assert str(event["summary"]) == "Talk about A, b; c\\nd BEGIN:VALARM" and str(event["description"]) == "zo"
    assert content.replace(b"\r\n", b"").count(b"\n") == 0


def test_without_a_day_there_is_nothing_for_a_calendar() -> None:
    with pytest.raises(DataError, match="nobody wrote down when it is"):
        ics.render(document("# x"))
