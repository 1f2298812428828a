"""Planners' own sheets, with what they leave out and mix up."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ppl.errors import DataError, UsageError
from ppl.planners.renewal import renewed
from ppl.planners.table import MOST_TAGS
from tests.make import day
from tests.store.planners.reading import activities, asked, imported, links, said

EXAMPLES = Path(__file__).parents[3] / "examples"


def test_semicolons_commas_and_tabs_in_utf8_and_cp1252_give_the_same_plan() -> None:
    rows = [["Nr", "Activiteit", "Duur", "Voorganger"], ["1", "Eén", "6 wkn", ""], ["2", "Twee", "2w", "1FS+1w"]]
    found = [
        imported("\r\n".join(mark.join(row) for row in rows).encode(encoding)).plan.activities
        for mark in ";,\t"
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16")
    ]
    assert all(one == found[0] for one in found)
    assert [one.title for one in found[0]] == ["Eén", "Twee"]


def test_the_heading_need_not_be_first_and_may_be_english() -> None:
    found = imported(
        "Planning Waterrijk;;\nStartdatum:;07-09-2026;\n;;\nID;Task name;Duration;Predecessors\n1;A;4;\n2;B;2;1\n"
    )
    assert links(found) == {("2", "1"): ("finish-start", 0, 0)}
    assert found.plan.starts_on == day("2026-09-07")
    assert "above the heading stands" in said(found) and "a number without a unit" in said(found)


def test_every_link_is_a_habit_that_says_where_it_came_from() -> None:
    (link,) = imported("Nr;Activiteit;Duur;Voorganger\n1;A;4w;\n2;B;2w;1\n").plan.activities[1].after
    assert link.ground == "habit" and link.reason == "from the planning p.csv, ground not yet known"
    (link,) = imported("Nr;Activiteit;Duur;Voorganger\n1;A;4w;\n2;B;2w;1\n", ground="policy").plan.activities[1].after
    assert link.ground == "policy"


def test_the_ground_of_a_sheet_that_has_one_counts() -> None:
    sheet = "Nr;Activiteit;Duur;Voorganger;Grond;Wet\n1;A;4w;;;\n2;B;2w;1;wettelijk;art. 16.30\n3;C;1w;1;misschien;\n"
    found = imported(sheet)
    second, third = (activities(found)[id].after[0] for id in ("2", "3"))
    assert (second.ground, second.law, second.reason) == ("statute", "art. 16.30", None)
    assert third.ground == "habit" and "4: `misschien` is not understood" in said(found, "error")


def test_finish_finish_and_start_finish_are_converted_exactly_and_it_is_said() -> None:
    found = imported(
        "Nr;Activiteit;Duur;Voorganger\n1;A;10w;\n2;B;4w;1FF+1w\n3;C;4w;1SF+6w\n4;D;0;1EE\n5;E;2w;1FS+50%\n"
    )
    assert links(found) == {
        ("2", "1"): ("finish-start", -3, 0),
        ("3", "1"): ("start-start", 2, 0),
        ("4", "1"): ("finish-start", 0, 0),
        ("5", "1"): ("finish-start", 5, 0),
    }
    for row in ("3: `1FF+1w` (finish-finish)", "4: `1SF+6w` (start-finish)", "5: `1EE`", "6: `1FS+50%`"):
        assert row in said(found, "remark")


def test_what_is_not_understood_is_an_error_with_its_row() -> None:
    found = imported("Nr;Activiteit;Duur;Voorganger;Begin\n1;A;zes weken;;\n2;B;2w;77;morgen\n3;C;1w;3;\n")
    errors = said(found, "error")
    for row in (
        "2: the duration `zes weken`",
        "3: the predecessor `77`",
        "3: `morgen` is not read",
        "4: it waits on itself",
    ):
        assert row in errors


def test_nothing_is_left_out_in_silence() -> None:
    found = imported("Nr;Activiteit;Duur;Kosten\n1;A;1w;500\n2;;3w;\n;Totaal;4w;500\n;;;\n")
    told = said(found)
    assert "3: a row without a name is left out: 2; 3w" in told and "4: `Totaal` is taken for a total" in told
    assert "the column `Kosten` is not taken over (cells: 1)" in told
    assert list(activities(found)) == ["1"]


def test_references_by_row_number_where_the_sheet_has_no_numbers() -> None:
    counted = imported("Activiteit;Duur;Voorganger\nA;1w;\nB;2w;1\nC;1w;2\n")
    assert set(links(counted)) == {("2", "1"), ("3", "2")} and "rows counted from 1" in said(counted)
    by_sheet = imported("Activiteit;Duur;Voorganger\nA;1w;\nB;2w;2\nC;1w;3\n")
    assert set(links(by_sheet)) == {("3", "2"), ("4", "3")} and "row numbers of the sheet" in said(by_sheet)


def test_wbs_codes_make_headings_and_a_link_to_a_heading_reaches_what_ends_it() -> None:
    found = imported(
        "WBS;Activiteit;Duur;Voorganger\n1;Initiatief;;\n1.1;A;2w;\n1.2;B;3w;1.1\n1.3;C;1w;\n"
        "2;Fase 2 Ontwerp;;1\n2.1;D;2w;\n2.2;E;2w;2.1\n"
    )
    assert set(links(found)) == {("1.2", "1.1"), ("2.1", "1.2"), ("2.1", "1.3"), ("2.2", "2.1")}
    assert activities(found)["1.1"].phase == "initiatief" and activities(found)["2.1"].phase == "ontwerp"
    assert "2 headings are no activities" in said(found) and "now stand at the activities that begin it" in said(found)


def test_what_is_done_becomes_actual_days_and_a_name_is_never_taken_over() -> None:
    found = imported(
        "Nr;Activiteit;Duur;Begin;Einde;% gereed;Wie\n"
        "1;A;2w;07-09-2026;18-09-2026;100%;projectleider\n"
        "2;B;20w;21-09-2026;05-02-2027;40%;Architect\n"
        "3;C;2w;08-02-2027;19-02-2027;100%;Een Naam\n"
    )
    one, two, three = activities(found).values()
    assert (one.actual_start_on, one.actual_end_on) == (day("2026-09-07"), day("2026-09-18"))
    assert (two.actual_start_on, two.actual_end_on) == (day("2026-09-21"), None)
    assert (three.actual_start_on, three.actual_end_on) == (None, None)
    assert [one.owner, two.owner, three.owner] == ["projectleider", "architect", None]
    assert "`Een Naam` is no role" in said(found)


def test_a_start_that_no_link_explains_is_held_and_one_that_breaks_a_link_is_told() -> None:
    found = imported(
        "Nr;Activiteit;Duur;Begin;Einde;Voorganger\n"
        "1;A;2w;07-09-2026;18-09-2026;\n2;B;2w;17-05-2027;28-05-2027;1\n3;C;2w;07-09-2026;18-09-2026;1\n4;D;1w;21-09-2026;25-09-2026;1\n"
    )
    held = {id: one.planned_start_on for id, one in activities(found).items()}
    assert held == {"1": None, "2": day("2027-05-17"), "3": None, "4": None}
    assert "4: the file starts it on 2026-09-07, before its link to 1 allows" in said(found)


def test_a_range_keeps_both_ends_and_a_guess_says_so() -> None:
    found = imported("Nr;Activiteit;Duur\n1;A;4-6 wkn\n2;B;12 wkn?\n3;C;n.n.b.\n")
    one, two, three = activities(found).values()
    assert (one.weeks, one.optimistic, one.pessimistic) == (None, 4, 6)
    assert two.weeks == 12 and two.weeks_from == "estimate" and three.weeks is None
    assert "4: the duration is `n.n.b.`: kept as unknown" in said(found)


@pytest.mark.parametrize(
    "text",
    ["", "  \n", "een;twee\n1;2\n", "Nr;Activiteit;Duur\n", "\0\1\2", "Nr;Activiteit\n1;\n", "<html><p>x</p></html>"],
)
def test_what_is_no_planning_is_refused(text: str) -> None:
    with pytest.raises(DataError):
        imported(text)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(DataError, match="MB"):
        imported(b"Nr;Activiteit;Duur\n" + b"x" * 20_000_001)
    with pytest.raises(DataError, match="rows"):
        imported("Nr;Activiteit;Duur\n" + "1;A;1w\n" * 20_001)


# --- workbooks ---------------------------------------------------------------------------------------


def workbook(*rows: tuple[Any, ...], **more: Any) -> bytes:
    """A workbook with these rows."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for change in more.values():
        change(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


HEAD = ("Nr", "Activiteit", "Duur", "Begin", "Einde", "Voorganger")


def test_a_workbook_gives_days_figures_indents_and_formats() -> None:
    def dress(book: Any) -> None:
        from openpyxl.styles import Alignment

        book.active["C3"].number_format = '0" wkn"'
        book.active["B3"].alignment = book.active["B4"].alignment = Alignment(indent=1)

    begin = datetime.date(2026, 9, 7)
    end = datetime.date(2026, 10, 2)
    rows = ((1, "FASE 1"), (2, "A", 4, begin, end, None), (3, "B", "2w", None, None, 2))
    data = workbook(HEAD, *rows, dress=dress)
    found = imported(data, "p.xlsx")
    assert [(one.id, one.weeks) for one in found.plan.activities] == [("2", 4), ("3", 2)]
    assert set(links(found)) == {("3", "2")} and found.plan.starts_on == begin


def test_a_formula_without_an_outcome_is_told_with_its_cell() -> None:
    found = imported(workbook(HEAD, (1, "A", "=2+2"), (2, "B", 2)), "p.xlsx")
    assert "2: cell C2 holds a formula whose outcome is not in the file" in said(found, "error")


def test_the_sheet_with_the_planning_is_found_or_named() -> None:
    def more(book: Any) -> None:
        book.create_sheet("Toelichting", 0).append(["Dit is geen planning"])
        other = book.create_sheet("Variant")
        other.append(HEAD)
        other.append((9, "Anders", "1w"))

    data = workbook(HEAD, (1, "A", "2w"), (2, "B", "1w", None, None, 1), more=more)
    assert "this sheet is read" in said(imported(data, "p.xlsx"))
    from ppl.planners.plan_from_tasks import imported_plan
    from ppl.planners.reading import read

    assert [one.title for one in imported_plan(read("p.xlsx", data, "variant"), asked()).plan.activities] == ["Anders"]
    with pytest.raises(UsageError):
        read("p.xlsx", data, "Bestaat niet")


def test_a_workbook_that_is_broken_or_a_bomb_is_refused() -> None:
    pytest.importorskip("openpyxl")
    with pytest.raises(DataError):
        imported(b"PK\3\4 kapot", "p.xlsx")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000_001)
    with pytest.raises(DataError, match="unpacks"):
        imported(made.getvalue(), "p.xlsx")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<c/>" * (MOST_TAGS + 1))
    for data in (made.getvalue(), b"<Project>" + b"<a/>" * MOST_TAGS):
        with pytest.raises(DataError, match="1000001 tags of XML"):
            imported(data, "p")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(DataError, match="DOCTYPE"):
        imported(made.getvalue(), "p.xlsx")


# --- the examples, and a second import ---------------------------------------------------------------


@pytest.mark.parametrize(("name", "number"), [("planning.csv", 17), ("planning.xlsx", 17), ("planning.xml", 12)])
def test_the_examples_are_understood_whole(name: str, number: int) -> None:
    if name.endswith("xlsx"):
        pytest.importorskip("openpyxl")
    found = imported((EXAMPLES / name).read_bytes(), name)
    assert len(found.plan.activities) == number and said(found, "error") == ""
    assert found.plan.starts_on == day("2026-09-07")


def test_the_example_in_excel_is_the_example_in_csv() -> None:
    pytest.importorskip("openpyxl")
    sheets = [imported((EXAMPLES / name).read_bytes(), "p").plan for name in ("planning.csv", "planning.xlsx")]
    assert sheets[0] == sheets[1]


def test_a_new_planning_keeps_what_was_found_out_about_the_links() -> None:
    import msgspec

    first = imported("Nr;Activiteit;Duur;Voorganger\n1;A;4w;\n2;B;2w;1\n3;C;2w;2\n")
    known = msgspec.structs.replace(first.plan.activities[1].after[0], ground="statute", law="art. 1", reason=None)
    old = msgspec.structs.replace(
        first.plan,
        activities=(
            first.plan.activities[0],
            msgspec.structs.replace(first.plan.activities[1], after=(known,), window="vleermuizen"),
            first.plan.activities[2],
        ),
    )
    second = imported("Nr;Activiteit;Duur;Voorganger\n1;A;6w;\n2;B;3w;1\n4;D;1w;2\n")
    plan, grounds, gone = renewed(second.plan, old, second.assumed)
    assert plan.activities[1].after == (known,) and plan.activities[1].window == "vleermuizen"
    assert plan.activities[1].weeks == 3 and (grounds, gone) == (1, ("3",))


def test_a_predecessor_that_is_nearly_the_name_of_a_row_says_which_row_is_meant() -> None:
    found = imported(
        "Nr;Activiteit;Duur;Voorganger\n1;Bestemmingsplan;8 wkn;\n2;Bouwen;2 wkn;Bestemingsplan+2w\n3;Zo;1;99\n"
    )
    remedies = [str(one.remedy) for one in found.problems if "predecessor" in str(one.what)]
    assert remedies[0] == "did you mean `Bestemmingsplan` (1)?" and "`99` is no number" in remedies[1]
