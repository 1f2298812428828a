"""Planners' sheets as they really look: titles, days in place of durations, quotation marks, other orders."""

from __future__ import annotations

import pytest

from ppl.errors import DataError
from tests.make import day
from tests.store.planners.reading import activities, imported, said


def test_headings_may_stand_in_two_rows_below_a_title_and_beside_an_empty_column() -> None:
    title = ";;Planning Waterrijk;;;\n;;;;;\n;;;;;\n"
    found = imported(title + ";Nr;Activiteit;Planning;;\n;;;Begin;Einde;Duur\n;1;A;7-9-2026;16-10-2026;6 wkn\n")
    assert [(one.id, one.title, one.weeks) for one in found.plan.activities] == [("1", "A", 6)]
    assert found.plan.starts_on == day("2026-09-07")


def test_without_a_duration_its_days_give_it() -> None:
    found = imported(
        "Nr;Activiteit;Begin;Einde;Duur\n1;A;7-9-2026;16-10-2026;\n2;B;ma 19-10-2026;21 oktober 2026;\n"
        "3;C;19-10-2026;;\n4;D;19-10-2026;30-10-2026;?\n5;Mijlpaal;30-10-2026;30-10-2026;0\n"
    )
    assert [one.weeks for one in found.plan.activities] == [6, 0.6, None, None, 0]
    assert activities(found)["1"].weeks_basis == "from the planning p.csv: 2026-09-07 - 2026-10-16"
    wrong = imported("Nr;Activiteit;Begin;Einde\n1;A;19-10-2026;16-10-2026\n")
    assert "2: it ends on 2026-10-16, before it begins (2026-10-19)" in said(wrong, "error")


def test_rows_that_begin_before_the_first_day_begin_the_plan_unless_another_day_is_asked() -> None:
    sheet = "Startdatum;1-12-2026;\nNr;Activiteit;Begin;Duur\n1;A;7-9-2026;3w\n2;B;1-12-2026;2w\n"
    found = imported(sheet)
    assert found.plan.starts_on == day("2026-09-07") and "its rows begin on 2026-09-07" in said(found)
    later = imported(sheet, starts_on=day("2026-10-05"))
    assert later.plan.starts_on == day("2026-10-05") and "begin before 2026-10-05" in said(later)


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ('1;"A;6w\n2;B;4w\n3;C;9w\n', 2),
        ('1;A;6w\n2;"B;4w\n3;"C";9w\n', 3),
        ('1;A;6w\n2;B;"4w', 3),
        ('1;"A\ntwee regels";6w\n2;"B;4w\n', 3),
    ],
)
def test_a_quotation_mark_that_takes_in_rows_is_refused_with_its_row(rows: str, row: int) -> None:
    with pytest.raises(DataError, match=f"row {row} of p.csv opens a quotation mark"):
        imported(f"Nr;Activiteit;Duur\n{rows}")


def test_a_quotation_mark_within_a_text_takes_in_nothing() -> None:
    found = imported(
        'Nr;Activiteit;Duur\n1;bouw 2" buis;6w\n2;"een ""groot""; plan\nmet; twee; regels";4w\n3;"A"b;1w\n'
    )
    assert [one.title for one in found.plan.activities] == ['bouw 2" buis', 'een "groot"; plan met; twee; regels', "Ab"]


@pytest.mark.parametrize("rows", ["", ";;\n", ";Fase 1;\n"])
def test_a_planning_without_activities_is_refused(rows: str) -> None:
    with pytest.raises(DataError, match="no activities"):
        imported(f"Nr;Activiteit;Duur\n{rows}")


def test_who_writes_the_month_first_in_one_column_does_so_in_all() -> None:
    found = imported("ID;Task;Duration;Start;Finish\n1;A;1w;3/2/2026;3/6/2026\n2;B;1w;3/9/2026;3/13/2026\n")
    assert found.plan.starts_on == day("2026-03-02") and "day first" not in said(found)


def test_a_day_with_a_month_in_letters_may_have_a_short_year() -> None:
    found = imported("Activiteit;Begin;Einde\nSchets;11 mei '26;31-jul-26\nPlan;3 aug. 26;28 aug 2026\n")
    assert {one.title: (one.weeks, one.weeks_basis) for one in found.plan.activities} == {
        "Schets": (12, "from the planning p.csv: 2026-05-11 - 2026-07-31"),
        "Plan": (4, "from the planning p.csv: 2026-08-03 - 2026-08-28"),
    }


def test_a_last_row_of_which_only_the_share_is_known_is_an_activity_and_no_heading() -> None:
    found = imported("Taak;Begin;Einde;Voltooid\nOntwerp;;;\nSchets;07-09-2026;16-10-2026;0%\nRaad;;;0%\n")
    assert [one.title for one in found.plan.activities] == ["Schets", "Raad"]
    assert "1 heading is no activity (row 2)" in said(found)
