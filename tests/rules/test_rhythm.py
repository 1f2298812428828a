"""What became of each week of a project, and of each light."""

from __future__ import annotations

import datetime

from ppl.model.lists import Calendar, CalendarEntry
from ppl.model.record import Record
from ppl.rules import progress, rhythm
from tests import make
from tests.make import TODAY, day


def states(*records: Record, status: str = "active") -> list[tuple[str, str]]:
    found = rhythm.weeks(make.knowledge(make.project(status=status), *records), "alpha", TODAY)
    return [(str(week.on), week.state) for week in found]


def test_each_week_from_the_first_talk_to_today_says_what_became_of_it() -> None:
    assert states(
        make.session("s1", held_on=day("2026-01-28")),
        make.session("s2", held_on=day("2026-02-04"), status="cancelled", because="ziek"),
        make.session("s3", held_on=day("2026-02-11"), status="moved", next_on=day("2026-02-17")),
        make.session("s4", held_on=day("2026-02-17")),
    ) == [
        ("2026-01-26", "held"),
        ("2026-02-02", "cancelled"),
        ("2026-02-09", "moved"),
        ("2026-02-16", "held"),
        ("2026-02-23", "missed"),
        ("2026-03-02", ""),  # asked for today, and within its grace
    ]


def test_a_talk_that_was_held_counts_above_one_that_was_moved_in_its_week() -> None:
    talks = [
        make.session("s1", held_on=day("2026-02-23"), status="moved", next_on=day("2026-02-26")),
        make.session("s2", held_on=day("2026-02-26")),
    ]
    assert states(*talks) == [("2026-02-23", "held"), ("2026-03-02", "")]


def test_in_a_recess_nothing_is_missed_and_half_a_recess_is_none() -> None:
    recess = CalendarEntry(kind="recess", from_=day("2020-02-09"), to=day("2020-02-18"), recurrence="1 year")
    lists = Calendar(ref="programme/calendar", calendar=(recess,))
    found = dict(states(make.session(held_on=day("2026-01-26")), lists))
    assert (found["2026-02-02"], found["2026-02-09"], found["2026-02-16"]) == ("missed", "recess", "missed")


def test_a_project_that_is_guided_no_more_ends_with_its_last_talk() -> None:
    talks = [make.session("s1", held_on=day("2026-01-12")), make.session("s2", held_on=day("2026-01-19"))]
    assert states(*talks, status="stopped") == [("2026-01-12", "held"), ("2026-01-19", "held")]


def test_public_events_and_contacts_are_no_talks() -> None:
    assert states(make.session(kind="fact", held_on=day("2026-02-23"))) == []
    assert states() == []


def test_a_light_of_one_colour_is_one_run_until_it_gets_another() -> None:
    colours = ("green", "green", "red", "green")
    talks = [
        make.session(f"s{at}", held_on=day("2026-01-05") + datetime.timedelta(weeks=at), lights=make.lights(colour))
        for at, colour in enumerate(colours)
    ]
    without = make.session("s9", held_on=day("2026-02-23"))
    runs = progress.light_runs(make.knowledge(make.project(), *talks, without), "alpha", TODAY)
    assert [run[:2] for run in runs["time"]] == [
        ("green", day("2026-01-05")), ("red", day("2026-01-19")), ("green", day("2026-01-26")),
    ]  # fmt: skip
    assert [run.until_on for run in runs["time"]] == [day("2026-01-19"), day("2026-01-26"), None]
    assert runs["time"][0].to_on == day("2026-01-12")
    assert [run.light for run in runs["money"]] == ["green"]
