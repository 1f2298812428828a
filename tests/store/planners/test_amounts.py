"""Durations as planners type them."""

from __future__ import annotations

import datetime

import pytest

from ppl.planners import dates
from ppl.planners.amounts import Sample, Units, amount, headed, share, units


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [
        ("6 wkn", 6), ("6w", 6), ("6 weken", 6), ("6 weeks", 6), ("6 wks", 6), ("30d", 6), ("30 dgn", 6),
        ("30 werkdagen", 6), ("1,5 mnd", 6.5), ("1.5 months", 6.5), ("2w", 2), ("0", 0), ("0d", 0), ("1 jr", 52),
        ("14 kalenderdagen", 2), ("14 ed", 2), ("2 ew", 2), ("40 u", 1), ("80 hrs", 2), ("12 wkn?", 12),
        ("ca. 4 wkn", 4), ("2w 3d", 2.6), ("2 wkn en 3 dgn", 2.6), ("6\u00a0wkn", 6), ("6", 6), ("0,5", 0.5),
    ],
)  # fmt: skip
def test_a_duration_is_understood(typed: str, weeks: float) -> None:
    found = amount(typed)
    assert found is not None
    assert Units().weeks(found.value, found.unit) == pytest.approx(weeks)
    assert found.is_guess == ("?" in typed or "ca" in typed)


@pytest.mark.parametrize("typed", ["", "zes weken", "6 appels", "-3 w", "w", "6-4 w", "nog niet", "1e9w", "6 w w"])
def test_what_is_no_duration_is_not_guessed(typed: str) -> None:
    assert amount(typed) is None


def test_a_range_has_two_ends() -> None:
    found = amount("4 à 6 wkn")
    assert found is not None and (found.value, found.high, found.unit) == (4, 6, "week")


@pytest.mark.parametrize(
    ("heading", "unit"),
    [("Duur (wkn)", "week"), ("Duur in dagen", "day"), ("Doorlooptijd [mnd]", "month"), ("Duur", ""),
     ("Duration (d)", "day"), ("Weken", "week")],
)  # fmt: skip
def test_a_heading_may_name_the_unit(heading: str, unit: str) -> None:
    assert headed(heading) == unit


@pytest.mark.parametrize(
    ("typed", "meant"), [("40%", 0.4), ("40", 0.4), ("0,4", 0.4), ("100 %", 1), ("1", 1), ("x", None)]
)
def test_a_share_is_understood(typed: str, meant: float | None) -> None:
    assert share(typed) == meant


def test_what_a_day_and_a_month_count_follows_from_the_days_in_the_file() -> None:
    begin = datetime.date(2026, 9, 7)

    def sample(typed: str, weeks: float) -> Sample:
        end = begin + datetime.timedelta(days=round(weeks * 7) - 3)
        one = amount(typed)
        assert one is not None
        return Sample(one, dates.workdays(begin, end), (end - begin).days + 1)

    assert units([sample("30d", 6), sample("3 mnd", 12)], "", None, None)[0] == Units(5, 4, "week")
    assert units([sample("42d", 6), sample("3 mnd", 13)], "", None, None)[0].days == 7
    assert units([sample("3 mnd", 13)], "", None, None)[0].months == pytest.approx(52 / 12)
    assert units([sample("30", 6)], "", None, None)[0].bare == "day"
    assert units([sample("6", 6)], "", None, None)[0].bare == "week"
    assert units([], "", None, None) == (Units(5, 52 / 12, "week"), set())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("07-09-2026", "2026-09-07"), ("7/9/26", "2026-09-07"), ("ma 7-9-26", "2026-09-07"),
        ("7 september 2026", "2026-09-07"), ("2026-09-07", "2026-09-07"), ("2026-09-07T08:00:00", "2026-09-07"),
        ("wk 37 2026", "2026-09-07"), ("2026-W37", "2026-09-07"), ("Mon 07-09-26", "2026-09-07"),
        ("07-09-2026 08:00", "2026-09-07"), ("31-02-2026", None), ("week 37", None), ("zomer 2026", None),
    ],
)  # fmt: skip
def test_a_day_is_understood(typed: str, meant: str | None) -> None:
    found = dates.day(typed)
    assert (found.isoformat() if found else None) == meant


def test_a_column_with_the_month_first_shows_itself() -> None:
    assert dates.order(["9/7/2026", "9/28/2026"]) == dates.Order(True, True)
    assert dates.order(["Mon 9/7/26"]) == dates.Order(True, True)
    assert dates.order(["7/9/2026", "28/9/2026"]) == dates.Order(False, True)
    assert dates.order(["7/9/2026"]) == dates.Order(False, False)
    assert dates.order(["7-9-2026"]) == dates.Order(False, True)
