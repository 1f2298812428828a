"""Planners' sheets as they really look: titles, days in place of durations, quotation marks, other orders."""

from __future__ import annotations

import pytest

from ppl.errors import DataError
from ppl.planners.reading import read
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


def test_days_that_were_stand_beside_those_that_are_planned_below_a_heading_of_their_own() -> None:
    rows = "1;Nota;7-9-2026;2-10-2026;7-9-2026;9-10-2026;\n2;Plan;5-10-2026;13-11-2026;12-10-2026;;1\n"
    found = imported(
        ";;Gepland;;Werkelijk;;\nNr;Activiteit;Begin;Einde;Begin;Einde;Voorganger\n" + rows, today=day("2026-11-01")
    )
    nota, plan = found.plan.activities
    assert (nota.actual_start_on, nota.actual_end_on) == (day("2026-09-07"), day("2026-10-09"))
    assert (plan.actual_start_on, plan.actual_end_on, plan.weeks) == (day("2026-10-12"), None, 6)
    assert said(found) == ""
    merged = imported("Nr;Activiteit;Gepland;;Werkelijk;;Voorganger\n;;Begin;Einde;Begin;Einde;\n" + rows,
                      today=day("2026-11-01"))  # fmt: skip
    assert merged.plan.activities == found.plan.activities


def test_a_column_for_parts_names_no_activities_where_another_does() -> None:
    found = imported("Nr;Onderdeel;Actie;Duur\n1;Nota;Schets;6w\n2;;Plan;4w\n")
    assert [one.title for one in found.plan.activities] == ["Schets", "Plan"]
    assert "`Nota` is no phase of the programme" in said(found)
    alone = imported("Nr;Onderdeel;Duur\n1;Schets;6w\n")
    assert [one.title for one in alone.plan.activities] == ["Schets"]
    wide = imported("Nr;Omschrijving;Taak;Duur\n1;Lang verhaal;Schets;6w\n")
    assert wide.plan.activities[0].title == "Schets" and "column `Omschrijving` is not taken over" in said(wide)


@pytest.mark.parametrize("heading", ["Na stap", "Volgt op", "Komt na", "Start na"])
def test_a_column_of_what_comes_before_has_many_names(heading: str) -> None:
    found = imported(f"Stap;Weken;{heading}\nSchets;6;\nPlan;4;Schets\n")
    assert [link.activity for link in found.plan.activities[1].after] == ["1"]


@pytest.mark.parametrize(
    ("begin", "end", "weeks"),
    [
        ("wk 37 2026", "wk 42 2026", 6),
        ("september 2026", "september 2026", 4.4),
        ("okt. 2026", "dec 2026", 13.2),
        ("Q4 2026", "Q4 2026", 13.2),
        ("4e kwartaal 2026", "2026-Q4", 13.2),
        ("kwartaal 1 2027", "k1 2027", 12.8),
    ],
)
def test_a_week_a_month_and_a_quarter_run_from_their_first_day_to_their_last(
    begin: str, end: str, weeks: float
) -> None:
    found = imported(f"Nr;Activiteit;Begin;Einde\n1;A;{begin};{end}\n")
    assert (found.plan.activities[0].weeks, said(found, "error")) == (weeks, "")


def test_a_row_that_is_longer_than_its_headings_is_told_with_what_is_too_much() -> None:
    found = imported("Nr;Activiteit;Duur;Voorganger;Wie\n1;A;6w;;\n2;B;4w;;\n3;C;2w;1;2;college\n")
    assert said(found, "error") == "4: it has more cells than there are headings: college"


def test_a_circle_is_refused_with_its_rows_and_all_else_that_there_is_to_say() -> None:
    with pytest.raises(DataError, match="rows 2, 3, 4 wait on each other in a circle") as refused:
        imported("Nr;Activiteit;Duur;Voorganger\n1;A;6w;3\n2;B;4w;1\n3;C;zes weken;2\n4;D;1w;3\n")
    assert [problem.line for problem in refused.value.problems if problem.is_error] == [4]


def test_what_is_shorter_than_a_week_may_come_out_another_day_and_that_is_said_once() -> None:
    days = "1;A;1 dag;7-9-2026;7-9-2026\n2;B;2 dgn;8-9-2026;9-9-2026\n3;C;5 dgn;10-9-2026;16-9-2026\n"
    found = imported("Nr;Activiteit;Duur;Begin;Einde\n" + days)
    assert said(found).count("2 activities are shorter than a week") == 1
    assert "shorter than a week" not in said(
        imported("Nr;Activiteit;Duur;Begin;Einde\n3;C;5 dgn;10-9-2026;16-9-2026\n")
    )


def test_a_plan_in_yaml_is_no_planners_file() -> None:
    with pytest.raises(DataError, match="is YAML, as a knowledge base holds it"):
        read("plan.yaml", b"activities: []\n")
