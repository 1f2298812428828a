"""Days as people write them mean the same wherever somebody writes one."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.readers.days import day, day_within, due, meant, unreal

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
        ("16\u00a0november", "2027-11-16", "2026-11-16"),  # as a page of Word keeps it on one line
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
        ("volgende vrijdag", "2026-12-04", "2026-12-04"),
        ("volgende vr", "2026-12-04", "2026-12-04"),
        ("next friday", "2026-12-04", "2026-12-04"),
        ("vr volgende week", "2026-12-04", "2026-12-04"),
        ("komende vr", "2026-12-04", "2026-11-27"),
        ("eerstvolgende maandag", "2026-11-30", "2026-11-23"),
        ("3 dagen geleden", "2026-11-25", "2026-11-25"),
    ],
)
def test_a_day_is_understood_as_it_is_meant(text: str, ahead: str, behind: str) -> None:
    assert day(text, TODAY) == datetime.date.fromisoformat(ahead)
    assert day(text, TODAY, ahead=False) == datetime.date.fromisoformat(behind)


@pytest.mark.parametrize(
    "text",
    ["", "+2x", "volgende vrij vrijdag", "2026-02-30", "31-2", "abc", "ja", "+", "12", "+9999 jaar", "1-13", "x" * 99],
)
def test_what_means_no_day_is_refused(text: str) -> None:
    assert day(text, TODAY) is None


def test_next_friday_is_that_of_next_week_and_the_coming_one_is_the_first() -> None:
    monday = datetime.date(2026, 11, 30)
    assert day("volgende vrijdag", monday) == day("volgende week vrijdag", monday) == datetime.date(2026, 12, 11)
    assert day("komende vrijdag", monday) == datetime.date(2026, 12, 4)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("volgende week", "2026-12-04"), ("uiterlijk volgende week", "2026-12-04"), ("deze maand", None),
        ("eind deze maand", "2026-11-30"), ("voor eind van de maand", "2026-11-30"),
        ("eind volgende maand", "2026-12-31"),
    ],
)  # fmt: skip
def test_a_week_or_month_to_come_ends_on_a_day(text: str, by: str | None) -> None:
    assert due(text, TODAY) == (datetime.date.fromisoformat(by) if by else None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("6. 31-2-2027", "31-2-2027"), ("voor 31-4", "31-4"), ("op 30 februari", "30 februari"),
        ("29 februari 2027", "29 februari 2027"), ("2026-02-30", "2026-02-30"),
        ("vrijdag 31 april 2027", "31 april 2027"),
        ("29-2", None), ("24/7", None), ("20-30 woningen", None), ("31-12", None),
        ("blok 35/11", None), ("3.1.2", None),
    ],
)  # fmt: skip
def test_a_day_that_is_in_no_calendar_is_named(text: str, said: str | None) -> None:
    assert unreal(text) == said


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


@pytest.mark.parametrize(
    "text", ["0001-01-01", "0206-11-03", "3-11-0206", "1-1-0001", "3 november 1206", "3 november 2999", "9999-01-01"]
)
def test_a_year_that_is_none_of_ours_is_no_day_and_the_year_meant_is_said(text: str) -> None:
    near = datetime.date(2026, 11, 29)
    assert day(text, near) is None
    said = meant(text, near)
    assert said is not None and day(said, near) is not None


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
def test_a_space_that_does_not_break_is_a_space(space: str) -> None:
    said = f"21{space}november{space}2026"
    assert day(said, TODAY) == due(said, TODAY) == datetime.date(2026, 11, 21)
    assert day_within(f"Op{space}{said} spraken we.", TODAY) == (datetime.date(2026, 11, 21), 3, 19)
