"""A summary of several lines becomes sentences after each other."""

import pytest

from ppl.reports.sentences import flowing


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("een regel", "een regel"),
        ("kabel is laat\nWh is akkoord.\n\n- nb belt terug", "Kabel is laat. Wh is akkoord. Nb belt terug."),
        ("Besproken:\nde kade", "Besproken: De kade."),
        (
            "De kade vraagt veel meer tijd dan wij hadden gedacht, omdat de aannemer\npas in januari begint.",
            "De kade vraagt veel meer tijd dan wij hadden gedacht, omdat de aannemer pas in januari begint.",
        ),
        ("", ""),
    ],
)
def test_lines_are_sentences_and_a_wrapped_line_is_whole(text: str, said: str) -> None:
    assert flowing(text) == said
