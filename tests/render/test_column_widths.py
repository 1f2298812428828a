"""The widths of the columns of a table, which are pure arithmetic over what stands in it."""

from hypothesis import given
from hypothesis import strategies as st

from ppl.render.column_widths import LONGEST, ON_A_LINE, SMALLEST, widths


def signs(rows: list[list[str]]) -> list[float]:
    return [part * ON_A_LINE for part in widths(rows)[0]]


def test_a_column_has_room_for_its_longest_word() -> None:
    rows = [
        ["id", "weken", "waarom"],
        ["K01", "17,9", "wacht op een besluit " * 12],
        ["K02", "0", "verantwoordelijkheidsverdeling"],
    ]
    shares, scale = widths(rows)
    assert scale == 1
    assert abs(sum(shares) - 1) < 0.001
    assert shares[2] > shares[1] > 0.05
    assert min(shares) * ON_A_LINE >= len("K01")


def test_a_day_that_holds_together_is_one_word() -> None:
    def wide(day: str) -> float:
        return signs([["tot", "waarom niet eerder"], [day, "wacht op een besluit van de raad " * 9]])[0]

    assert wide("2\u00a0december\u00a02026") >= len("2 december 2026") > wide("2 december 2026")


def test_what_is_left_goes_to_the_column_that_makes_the_table_high() -> None:
    rows = [["project", "koers", "weken", "mijlpaal"]]
    rows += [["Parkhof", "op koers", "gehaald: 3 weken verloren; verwacht: 7 weken verloren", "vastgesteld"]] * 3
    _, _, weeks, _ = signs(rows)
    assert weeks > 0.4 * ON_A_LINE


def test_a_reference_breaks_at_its_joints_and_leaves_room_for_what_it_is_about() -> None:
    reference = "lessons/beantwoord-zienswijzen-per-onderwerp-en-niet-per-brief"
    record, title = signs([["record", "titel"], [reference, "Beantwoord zienswijzen per onderwerp en niet per brief"]])
    assert min(record, title) > 0.35 * ON_A_LINE


def test_a_word_without_end_leaves_the_other_columns_readable() -> None:
    first, second = signs([["kop", "uitleg"], ["x" * 10_000, "een paar woorden"]])
    assert second >= len("woorden")
    assert first >= LONGEST


@given(st.lists(st.lists(st.text(max_size=30), min_size=3, max_size=3), min_size=1, max_size=5))
def test_the_widths_of_any_table_are_parts_of_the_whole(rows: list[list[str]]) -> None:
    shares, scale = widths(rows)
    assert SMALLEST <= scale <= 1
    assert all(width > 0 for width in shares)
    assert abs(sum(shares) - 1) < 0.001
