"""Days as people write them mean the same wherever somebody writes one."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.readers.days import day, day_within

TODAY = datetime.date(2026, 11, 28)  # a Saturday
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "ahead", "behind"),
    [
        ("2026-11-27", "2026-11-27", "2026-11-27"),
        ("27-11-2026", "2026-11-27", "2026-11-27"),
        ("27.11.26", "2026-11-27", "2026-11-27"),
        ("27-nov-2026", "2026-11-27", "2026-11-27"),
        ("16 november", "2027-11-16", "2026-11-16"),
        ("16 nove", "2027-11-16", "2026-11-16"),
        ("2 december", "2026-12-02", "2026-12-02"),
        ("30-11", "2026-11-30", "2026-11-30"),
        ("1-3", "2027-03-01", "2026-03-01"),
        ("wo 25-11", "2027-11-25", "2026-11-25"),
        ("uiterlijk 1 december", "2026-12-01", "2026-12-01"),
        ("vandaag", "2026-11-28", "2026-11-28"),
        ("gisteren", "2026-11-27", "2026-11-27"),
        ("eergisteren", "2026-11-26", "2026-11-26"),
        ("overmorgen", "2026-11-30", "2026-11-30"),
        ("vr", "2026-12-04", "2026-11-27"),
        ("vrij", "2026-12-04", "2026-11-27"),
        ("za.", "2026-12-05", "2026-11-28"),
        ("volgende week vrijdag", "2026-12-04", "2026-12-04"),
        ("+2", "2026-11-30", "2026-11-30"),
        ("+2w", "2026-12-12", "2026-12-12"),
        ("over 2 weken", "2026-12-12", "2026-12-12"),
        ("+3 maanden", "2027-02-28", "2027-02-28"),
        ("+1 jaar", "2027-11-28", "2027-11-28"),
        ("3 dagen geleden", "2026-11-25", "2026-11-25"),
    ],
)
def test_a_day_is_understood_as_it_is_meant(text: str, ahead: str, behind: str) -> None:
    assert day(text, TODAY) == datetime.date.fromisoformat(ahead)
    assert day(text, TODAY, ahead=False) == datetime.date.fromisoformat(behind)


@pytest.mark.parametrize(
    "text",
    ["", "+2x", "volgende vrijdag", "2026-02-30", "31-2", "abc", "ja", "+", "12", "+9999 jaar", "1-13", "x" * 99],
)
def test_what_means_no_day_or_two_days_is_refused(text: str) -> None:
    assert day(text, TODAY) is None


@given(DAYS, DAYS)
def test_without_a_year_it_lies_ahead_or_at_most_a_quarter_after(written: datetime.date, near: datetime.date) -> None:
    text = f"{written.day}-{written.month}"
    ahead, behind = day(text, near), day(text, near, ahead=False)
    far = 8 * 366 if (written.day, written.month) == (29, 2) else 366
    assert ahead is None or near <= ahead <= near + datetime.timedelta(days=far)
    assert behind is None or behind <= near + datetime.timedelta(days=92)


@given(DAYS, DAYS)
def test_a_whole_day_is_the_same_however_it_is_written(written: datetime.date, near: datetime.date) -> None:
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%-d %B %Y", "%-d %b %Y"):
        assert day(written.strftime(form), near) == written
    assert day_within(f"We spraken op {written.strftime('%d-%m-%Y')} af.", near) is not None
