"""Tables fit the width that there is, and a reference is never cut."""

from hypothesis import given
from hypothesis import strategies as st

from ppl.render.lines import lines
from ppl.render.table import aligned

HEADINGS = ["ref", "title", "status"]
LONG = [["lessons/" + "x" * 50, "Een titel die wat langer is dan de rest", "raw"], ["lessons/kort", "Kort", "shared"]]


def test_on_a_wide_screen_every_row_is_one_line() -> None:
    lines = aligned(HEADINGS, LONG, 120).splitlines()
    assert len(lines) == 3 and "Een titel die wat langer is dan de rest  raw" in lines[1]


def test_on_a_narrow_screen_the_reference_stands_above_its_row() -> None:
    lines = aligned(HEADINGS, LONG, 70).splitlines()
    assert lines[2] == LONG[0][0]
    assert lines[3] == "  Een titel die wat langer is dan de rest  raw"


@given(st.lists(st.tuples(st.text("ab/", max_size=60), st.text("cd ", max_size=60), st.text("e", max_size=9))))
def test_no_line_is_wider_than_the_screen_unless_a_reference_is(rows: list[tuple[str, str, str]]) -> None:
    for line in aligned(HEADINGS, rows, 40).splitlines():
        assert len(line) <= 40 or line in [row[0] for row in rows]


@given(st.lists(st.tuples(st.text("ab/", max_size=60), st.text("cd ", max_size=60), st.text("e", max_size=9))))
def test_every_reference_is_whole(rows: list[tuple[str, str, str]]) -> None:
    shown = aligned(HEADINGS, rows, 40).splitlines()
    assert all(any(line.startswith(ref) for line in shown) for ref, _, _ in rows)


def test_a_table_of_a_page_stands_in_columns_as_wide_as_the_screen_and_prose_stays_narrow() -> None:
    markdown = "text " * 40 + "\n\n| a | b |\n| --- | ---: |\n| one \\| two | " + "x" * 120 + " |\n"
    shown = lines(markdown, 120).splitlines()
    assert shown[-3:] == ["a          b", "one | two  " + "x" * 109, " " * 11 + "x" * 11]
    assert max(map(len, shown[:-2])) <= 100


def test_what_does_not_fit_its_column_goes_on_below_where_it_may() -> None:
    rows = [["Kade", "8 weken te laat: afspraak en nog twee", "morgen"]]
    assert aligned(["a", "b", "c"], rows, 40, wraps=True).splitlines() == [
        "a     b                           c",
        "Kade  8 weken te laat: afspraak   morgen",
        "      en nog twee",
    ]
    assert "…" in aligned(["a", "b", "c"], rows, 40)
