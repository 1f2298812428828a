"""When an activity may lie: seasons that it must fall in, and meetings on which a body decides.

Only an activity that names a window or a body with meetings is moved; it never comes earlier because its
predecessors end later, so whatever is proven of links stays true with calendars.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ppl.errors import DataError, Text
from ppl.model.lists import Body, CalendarEntry
from ppl.model.plan import PlanActivity
from ppl.rules.schedule import ticks
from ppl.rules.schedule.days import met, period, spans
from ppl.rules.schedule.ticks import DAY, Day


class Season(NamedTuple):
    """A period that comes back, in ticks. latest: last moment to begin; then the work ends with the period.

    opens, closes, latest: sorted, per occurrence; latest is None where only lying inside counts
    """

    code: str
    title: str
    opens: list[int]
    closes: list[int]
    latest: list[int] | None


class Meetings(NamedTuple):
    """The meetings of a body, in ticks, sorted. papers: ticks before a meeting that all must be handed in."""

    code: str
    title: str
    on: list[int]
    papers: int


class Span(NamedTuple):
    """Where an activity lies. ready: the latest moment of readiness that still brings it here."""

    ready: int
    start: int
    end: int


class Calendars(NamedTuple):
    """What a plan needs of the calendar and the bodies. unknown: bodies that meet on no known day."""

    seasons: dict[str, Season]
    meetings: dict[str, Meetings]
    unknown: tuple[str, ...]

    def moves(self, activity: PlanActivity) -> bool:
        """Whether an activity names a season or a body that meets."""
        return activity.window in self.seasons or activity.decided_by in self.meetings

    def earliest(self, activity: PlanActivity, ready: int, length: int) -> Span:
        """The first place for an activity that is ready at a moment. Raises DataError where there never is one."""
        season = self.seasons.get(activity.window or "")
        meetings = self.meetings.get(activity.decided_by or "")
        if meetings is None:
            assert season is not None
            found = _first_in(season, ready, length)
        else:
            found = next(_meeting_from(meetings, season, ready, length), None)
        if found is None:
            raise _never(activity, season, meetings)
        return found

    def latest(self, activity: PlanActivity, start_by: int, end_by: int, length: int) -> Span | None:
        """The last place that begins and ends by these moments; None where there is none."""
        season = self.seasons.get(activity.window or "")
        meetings = self.meetings.get(activity.decided_by or "")
        if meetings is None:
            assert season is not None
            return _last_in(season, start_by, end_by, length)
        return next(_meeting_back(meetings, season, start_by, end_by, length), None)


NONE = Calendars({}, {}, ())


def calendars(
    activities: Iterable[PlanActivity], entries: Iterable[CalendarEntry], bodies: Iterable[Body], starts_on: Day
) -> Calendars:
    """The seasons and meetings that these activities name. Raises DataError for a window that no calendar has."""
    activities, entries = tuple(activities), tuple(entries)
    by_code = {entry.code: entry for entry in entries if entry.code}
    seasons = {}
    for activity in activities:
        if activity.window and activity.window not in seasons:
            if activity.window not in by_code:
                what = Text(
                    "{activity} must lie in `{window}`, and the calendar has no such entry",
                    activity=activity.id,
                    window=activity.window,
                )
                remedy = Text("correct its window, or add the entry with that code to programme/calendar.yaml")
                raise DataError(what, remedy)
            seasons[activity.window] = _season(by_code[activity.window], starts_on)
    named = {activity.decided_by for activity in activities if activity.decided_by}
    found = [_meetings(body, entries, starts_on) for body in bodies if body.code in named]
    meetings = {one.code: one for one in found if one.on}
    return Calendars(seasons, meetings, tuple(sorted(named - set(meetings))))


def _season(entry: CalendarEntry, starts_on: Day) -> Season:
    times = sorted(spans(period(entry), starts_on))
    latest = None
    if entry.start_by is not None:
        latest = [ticks.between(starts_on, by) + DAY - 1 for _, _, by in times if by is not None]
    opens = [ticks.between(starts_on, opens) for opens, _, _ in times]
    closes = [ticks.between(starts_on, last) + DAY for _, last, _ in times]
    return Season(entry.code or "", entry.title or entry.code or "", opens, closes, latest)


def _meetings(body: Body, entries: tuple[CalendarEntry, ...], starts_on: Day) -> Meetings:
    touching = tuple(period(entry) for entry in entries if body.code in entry.applies_to)
    on = met(body.meets, touching, Day(starts_on.year, 1, 1))
    papers = (body.papers_days_before or 0) * DAY
    return Meetings(body.code, body.name, [ticks.between(starts_on, day) for day in on], papers)


def _first_in(season: Season, ready: int, length: int) -> Span | None:
    if season.latest is None:
        for at in range(bisect_left(season.closes, ready + length), len(season.opens)):
            start = max(ready, season.opens[at])
            if start + length <= season.closes[at]:
                return Span(start, start, start + length)
        return None
    at = bisect_left(season.latest, ready)
    if at == len(season.opens):
        return None
    start = max(ready, season.opens[at])
    return Span(start, start, min(start + length, season.closes[at]))


def _last_in(season: Season, start_by: int, end_by: int, length: int) -> Span | None:
    for at in range(bisect_right(season.opens, start_by) - 1, -1, -1):
        closes = season.closes[at]
        start = min(start_by, closes - length) if season.latest is None else min(start_by, season.latest[at])
        if season.latest is None or closes > end_by:
            start = min(start, end_by - length)
        if start >= season.opens[at]:
            return Span(start, start, min(start + length, closes))
    return None


def _meeting_from(meetings: Meetings, season: Season | None, ready: int, length: int) -> Iterator[Span]:
    """Meetings for which something that is ready then is in time, first to last. It ends on the meeting."""
    first = bisect_left(meetings.on, ready + max(length, meetings.papers))
    return _meetings_in(meetings, season, range(first, len(meetings.on)), length)


def _meeting_back(meetings: Meetings, season: Season | None, start_by: int, end_by: int, length: int) -> Iterator[Span]:
    last = bisect_right(meetings.on, min(end_by, start_by + length)) - 1
    return _meetings_in(meetings, season, range(last, -1, -1), length)


def _meetings_in(meetings: Meetings, season: Season | None, places: range, length: int) -> Iterator[Span]:
    ahead = max(length, meetings.papers)
    for at in places:
        span = Span(meetings.on[at] - ahead, meetings.on[at] - length, meetings.on[at])
        if _lies_in(season, span):
            yield span


def _lies_in(season: Season | None, span: Span) -> bool:
    if season is None:
        return True
    at = bisect_right(season.opens, span.start) - 1
    if at < 0 or span.end > season.closes[at]:
        return False
    return season.latest is None or span.start <= season.latest[at]


def _never(activity: PlanActivity, season: Season | None, meetings: Meetings | None) -> DataError:
    if meetings is not None:
        what = Text("{activity} finds no meeting of {body} any more", activity=activity.id, body=meetings.title)
        return DataError(what, Text("add later dates to the body's `meets`, or a cycle to programme/calendar.yaml"))
    assert season is not None
    what = Text("{activity} never fits in `{window}`", activity=activity.id, window=season.title)
    return DataError(what, Text("make it shorter than the period, or give the entry a start_by or a recurrence"))
