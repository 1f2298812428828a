"""The days of a calendar: when a body meets, and each time that a period comes."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

from ppl.rules.schedule.days import Period, met, spans
from tests.make import day

YEAR = day("2026-01-01")


def entry(kind: str, first: str | None, last: str | None = None, every: str | None = None) -> Period:
    return Period(kind, day(first) if first else None, day(last) if last else None, None, every)


def meetings(*meets: str, touching: tuple[Period, ...] = ()) -> list[str]:
    """The meetings of 2026."""
    return [on.isoformat() for on in met(meets, touching, YEAR) if on.year == 2026]


def test_a_cycle_of_weeks_runs_from_three_years_back_to_sixty_years_on() -> None:
    found = met(("3 weeks from 2026-01-15",), (), YEAR)
    assert {after - before for before, after in pairwise(found)} == {datetime.timedelta(days=21)}
    assert day("2026-01-15") in found
    assert day("2023-01-01") <= found[0] < day("2023-01-22")
    assert day("2085-12-10") < found[-1] < day("2086-01-01")
    early = met(("every 7 days from 2020-01-06",), (), YEAR)
    assert (early[0], early[-1]) == (day("2020-01-06"), day("2085-12-31"))
    daily = met(("1 day from 2023-01-01",), (), YEAR)
    assert (daily[0], daily[-1]) == (day("2023-01-01"), day("2085-12-31"))


def test_a_cycle_of_months_keeps_its_day_as_far_as_the_month_goes() -> None:
    found = met(("1 month from 2026-01-31",), (), YEAR)
    assert [on.day for on in found if on.year == 2026] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert day("2028-02-29") in found
    assert (found[0].year, found[-1].year) == (2023, 2085)
    assert meetings("6 months from 2019-08-31") == ["2026-02-28", "2026-08-31"]
    assert met(("1 month from 2026-01-01",), (), YEAR)[-1] == day("2085-12-01")
    yearly = met(("2 years from 2027-12-15",), (), YEAR)
    assert [on.year for on in yearly if on.year < 2032] == [2023, 2025, 2027, 2029, 2031]
    assert {(on.month, on.day) for on in yearly} == {(12, 15)}


def test_a_day_of_its_own_is_a_meeting_and_a_rhythm_without_a_first_day_is_none() -> None:
    assert meetings("2026-03-02", "4 weeks", "eens per maand", "2026-3-2") == ["2026-03-02"]
    assert meetings("2026-03-02", "2026-01-05") == ["2026-01-05", "2026-03-02"]


def test_the_meetings_of_a_cycle_in_the_calendar_end_with_it() -> None:
    cycle = entry("council-cycle", "2026-01-05", "2026-02-02", "2 weeks")
    assert meetings(touching=(cycle,)) == ["2026-01-05", "2026-01-19", "2026-02-02"]
    once = entry("council-cycle", "2026-01-05")
    assert meetings(touching=(once, entry("council-cycle", None))) == ["2026-01-05"]


@pytest.mark.parametrize(
    ("first", "last", "left"),
    [
        ("2026-01-05", "2026-01-19", ["2026-01-26"]),
        ("2026-01-06", "2026-01-18", ["2026-01-05", "2026-01-19", "2026-01-26"]),
        ("2026-01-12", None, ["2026-01-05", "2026-01-19", "2026-01-26"]),
    ],
)
def test_nobody_meets_from_the_first_to_the_last_day_of_a_recess(first: str, last: str | None, left: list[str]) -> None:
    every = ("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26")
    assert meetings(*every, touching=(entry("recess", first, last),)) == left
    for kind in ("survey-season", "grant-window"):
        assert meetings(*every, touching=(entry(kind, first, last),)) == list(every)


def test_one_recess_inside_another_ends_with_the_longer_one() -> None:
    away = (entry("recess", "2026-01-05", "2026-01-25"), entry("holiday", "2026-01-06", "2026-01-08"))
    touching = (*away, entry("recess", "2026-01-25", "2026-01-27"))
    assert meetings("2026-01-04", "2026-01-12", "2026-01-26", "2026-01-28", touching=touching) == [
        "2026-01-04",
        "2026-01-28",
    ]


def in_2026(period: Period) -> list[tuple[str, str, str | None]]:
    return [
        (first.isoformat(), last.isoformat(), by.isoformat() if by else None)
        for first, last, by in spans(period, YEAR)
        if first.year == 2026
    ]


def test_a_period_comes_back_with_its_last_day_and_its_last_day_to_begin() -> None:
    yearly = Period("survey-season", day("2023-11-15"), day("2024-02-29"), day("2023-12-15"), "1 year")
    assert in_2026(yearly) == [("2026-11-15", "2027-02-28", "2026-12-15")]
    assert in_2026(yearly._replace(start_by=None)) == [("2026-11-15", "2027-02-28", None)]
    two = yearly._replace(recurrence="2 years")
    in_2027 = [(first, last) for first, last, _ in spans(two, YEAR) if first.year == 2027]
    assert in_2027 == [(day("2027-11-15"), day("2028-02-29"))]
    assert in_2026(two) == []
    every = Period("recess", day("2026-01-05"), day("2026-01-07"), day("2026-01-06"), "26 weeks")
    assert in_2026(every) == [("2026-01-05", "2026-01-07", "2026-01-06"), ("2026-07-06", "2026-07-08", "2026-07-07")]
    assert in_2026(every._replace(recurrence=None)) == [("2026-01-05", "2026-01-07", "2026-01-06")]
    assert in_2026(every._replace(recurrence=None, to=None)) == [("2026-01-05", "2026-01-05", "2026-01-06")]
    assert list(spans(Period("recess", None, day("2026-01-07"), None, "1 year"), YEAR)) == []
