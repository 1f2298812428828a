"""When an activity may lie: seasons that it must fall in, and meetings on which a body decides.

Only an activity that names a window or a body with meetings is moved; it never comes earlier because its
predecessors end later, so whatever is proven of links stays true with calendars.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ppl.errors import DataError, Text
from ppl.model.plan import PlanActivity
from ppl.model.programme import Body, CalendarEntry
from ppl.rules.schedule import ticks
from ppl.rules.schedule.ticks import DAY, Day

YEARS_BEFORE, YEARS_AFTER = 3, 60
OPEN = ("council-cycle", "survey-season", "grant-window")
_CYCLE = re.compile(r"(?:every )?([1-9]\d*) (day|week|month|year)s?(?: from (\d{4}-\d{2}-\d{2}))?")


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


class Period(NamedTuple):
    """The days of a calendar entry, for what is worked out once and kept."""

    kind: str
    from_: Day | None
    to: Day | None
    start_by: Day | None
    recurrence: str | None


def _period(entry: CalendarEntry) -> Period:
    return Period(entry.kind, entry.from_, entry.to, entry.start_by, entry.recurrence)


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
                raise DataError(
                    Text(
                        "{activity} must lie in `{window}`, and the calendar has no such entry",
                        activity=activity.id,
                        window=activity.window,
                    ),
                    Text("correct its window, or add the entry with that code to programme/calendar.yaml"),
                )
            seasons[activity.window] = _season(by_code[activity.window], starts_on)
    named = {activity.decided_by for activity in activities if activity.decided_by}
    found = [_meetings(body, entries, starts_on) for body in bodies if body.code in named]
    meetings = {one.code: one for one in found if one.on}
    return Calendars(seasons, meetings, tuple(sorted(named - set(meetings))))


def _season(entry: CalendarEntry, starts_on: Day) -> Season:
    spans = sorted(_spans(_period(entry), starts_on))
    latest = None
    if entry.start_by is not None:
        latest = [ticks.between(starts_on, by) + DAY - 1 for _, _, by in spans if by is not None]
    opens = [ticks.between(starts_on, opens) for opens, _, _ in spans]
    closes = [ticks.between(starts_on, last) + DAY for _, last, _ in spans]
    return Season(entry.code or "", entry.title or entry.code or "", opens, closes, latest)


def _meetings(body: Body, entries: tuple[CalendarEntry, ...], starts_on: Day) -> Meetings:
    touching = tuple(_period(entry) for entry in entries if body.code in entry.applies_to)
    met = _met(body.meets, touching, Day(starts_on.year, 1, 1))
    papers = (body.papers_days_before or 0) * DAY
    return Meetings(body.code, body.name, [ticks.between(starts_on, day) for day in met], papers)


@lru_cache(maxsize=64)
def _met(meets: tuple[str, ...], touching: tuple[Period, ...], starts_on: Day) -> tuple[Day, ...]:
    """The days on which a body meets: its own, and those of the calendar's cycles that touch it; not in its recess.

    The same for all plans that start in one year, so that many plans cost little more than one.
    """
    days: set[Day] = set()
    for text in meets:
        cycle = _CYCLE.fullmatch(text)
        if cycle and cycle[3]:
            days.update(_days(Day.fromisoformat(cycle[3]), f"{cycle[1]} {cycle[2]}", starts_on))
        elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            days.add(Day.fromisoformat(text))
    away: list[tuple[Day, Day]] = []
    for entry in touching:
        if entry.kind == "council-cycle" and entry.from_:
            days.update(_within(_days(entry.from_, entry.recurrence or "", starts_on), entry.to))
        elif entry.kind not in OPEN:
            away += [(first, last) for first, last, _ in _spans(entry, starts_on)]
    breaks = _merged(away)
    return tuple(sorted(day for day in days if not _is_in(day, breaks)))


def _merged(spans: Iterable[tuple[Day, Day]]) -> list[tuple[Day, Day]]:
    """The same periods, first to last, those that touch as one."""
    found: list[tuple[Day, Day]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _is_in(day: Day, merged: list[tuple[Day, Day]]) -> bool:
    """Whether a day lies in one of these periods, which are sorted and apart."""
    at = bisect_right(merged, (day, Day.max)) - 1
    return at >= 0 and day <= merged[at][1]


def _within(days: Iterable[Day], last: Day | None) -> Iterator[Day]:
    return (day for day in days if last is None or day <= last)


def _spans(entry: Period, starts_on: Day) -> Iterator[tuple[Day, Day, Day | None]]:
    """First day, last day and last day to begin of each time that a period comes."""
    if entry.from_ is None:
        return
    last, by = entry.to or entry.from_, entry.start_by
    for first in _days(entry.from_, entry.recurrence or "", starts_on):
        years = first.year - entry.from_.year
        if entry.recurrence and entry.recurrence.endswith(("year", "years")):
            yield first, _years_on(last, years), _years_on(by, years) if by else None
        else:
            moved = first - entry.from_
            yield first, last + moved, by + moved if by else None


def _days(first: Day, every: str, starts_on: Day) -> Iterator[Day]:
    """A day and all that follow (and precede) it in a rhythm, as far as a plan may look; only itself without one."""
    cycle = _CYCLE.fullmatch(every)
    if cycle is None:
        yield first
        return
    number, unit = int(cycle[1]), cycle[2]
    begin = Day(starts_on.year - YEARS_BEFORE, 1, 1)
    end = Day(min(starts_on.year + YEARS_AFTER, Day.max.year), 1, 1)
    if unit in ("day", "week"):
        step = number * (7 if unit == "week" else 1)
        at = first - datetime.timedelta(days=((first - begin).days // step) * step) if first > begin else first
        while at < end:
            yield at
            at += datetime.timedelta(days=step)
    else:
        months = number * (12 if unit == "year" else 1)
        back = max(0, ((first.year - begin.year) * 12) // months)
        for turn in range(-back, (end.year - begin.year + abs(first.year - begin.year)) * 12 // months):
            yield _months_on(first, turn * months)


def _months_on(day: Day, months: int) -> Day:
    """A day some months later (or earlier); at most the last day of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = Day(year + month // 11, (month + 1) % 12 + 1, 1)
    return Day(year, month + 1, min(day.day, (following - datetime.timedelta(days=1)).day))


def _years_on(day: Day, years: int) -> Day:
    return _months_on(day, 12 * years)


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
    ahead = max(length, meetings.papers)
    for at in range(bisect_left(meetings.on, ready + ahead), len(meetings.on)):
        span = Span(meetings.on[at] - ahead, meetings.on[at] - length, meetings.on[at])
        if _lies_in(season, span):
            yield span


def _meeting_back(meetings: Meetings, season: Season | None, start_by: int, end_by: int, length: int) -> Iterator[Span]:
    ahead = max(length, meetings.papers)
    for at in range(bisect_right(meetings.on, min(end_by, start_by + length)) - 1, -1, -1):
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
        return DataError(
            Text("{activity} finds no meeting of {body} any more", activity=activity.id, body=meetings.title),
            Text("add later dates to the body's `meets`, or a cycle to programme/calendar.yaml"),
        )
    assert season is not None
    return DataError(
        Text("{activity} never fits in `{window}`", activity=activity.id, window=season.title),
        Text("make it shorter than the period, or give the entry a start_by or a recurrence"),
    )
