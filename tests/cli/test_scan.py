"""A scan from the command line: asked on a terminal, taken from the form that came back, shown without one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.conftest import Kb
from tests.scans import VOCABULARIES

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.terminal import Terminal

Run = Callable[..., tuple[int, str, str]]
PROJECT = "projects/waterrijk/project.yaml"
FIRST = """\
on: 2026-01-05
method:
  vroeg: {applied: partly, example: Soms.}
  eerder: {applied: not}
preconditions:
  - {code: opdracht-college, status: met, evidence: Besluit.}
"""


@pytest.fixture
def asked(kb: Kb) -> Kb:
    """A knowledge base that says what a scan asks."""
    kb.write("programme/vocabularies.yaml", VOCABULARIES)
    (kb.root / "first.yaml").write_text(FIRST)
    return kb


def typed(kb: Kb, lines: Sequence[str], *args: str, end: bool = False) -> tuple[int, str]:
    """ppl where somebody types these lines, each when a question waits; end: the window closes at the next one."""
    with Terminal(kb.root, {**kb.environment, "PPL_LANG": "nl"}, *args) as screen:
        for line in lines:
            screen.expect_prompt()
            screen.type(line)
        if end:
            screen.expect_prompt()
            screen.type("\x04", enter=False)
        return screen.end(), screen.screen


def test_a_first_scan_is_asked_point_by_point(asked: Kb) -> None:
    lines = ["d soms", "n", "", "", "i besluit van 1 mei", "", "Wonen.", "", "De wethouder twijfelt.", "j"]
    code, screen = typed(asked, lines, "scan", "waterrijk")
    assert code == 0, screen
    assert "Wordt de methode toegepast? (3)" in screen
    text = asked.text(PROJECT)
    for part in ("applied: partly\n    example: soms\n    'on': 2026-03-01", "evidence: besluit van 1 mei",
                 "answer: Wonen.", "remarks: De wethouder twijfelt."):  # fmt: skip
        assert part in text
    assert text.count("'on': 2026-03-01") == 5  # three of the method less one, one, one, and the scan itself


def test_a_later_scan_asks_what_changed_and_nothing_else_gets_a_new_day(asked: Kb, in_process: Run) -> None:
    assert in_process(asked, "scan", "waterrijk", "--from", "first.yaml")[0] == 0
    before = asked.text(PROJECT)
    code, screen = typed(asked, ["1", "v elke week", "", "", "", "", "j"], "scan", "waterrijk")
    assert code == 0, screen
    assert "1 Vroeg samenwerken: deels; Soms. (5 januari 2026)" in screen
    assert "Vroeg samenwerken: deels -> volledig; elke week" in screen
    text = asked.text(PROJECT)
    assert text.count("'on': 2026-03-01") == 2
    assert text.count("on: 2026-01-05") == before.count("on: 2026-01-05")
    code, screen = typed(asked, ["7", "", "", ""], "scan", "waterrijk", "--part", "method")
    assert "`7` is geen nummer van 1 tot en met 3" in screen


def test_a_scan_that_is_broken_off_goes_on_where_it_stopped(asked: Kb) -> None:
    code, screen = typed(asked, ["d soms", "n"], "scan", "waterrijk", "--part", "method", end=True)
    assert code != 0
    assert "ppl scan waterrijk --part method" in screen
    lines = ["v", "", "v", "", "", "j"]
    code, screen = typed(asked, lines, "scan", "waterrijk", "--part", "method")
    assert code == 0, screen
    assert "example: soms" in asked.text(PROJECT)
    assert "rekenen:\n    applied: fully" in asked.text(PROJECT)


def test_without_a_terminal_it_shows_how_it_stands_as_it_was_too(asked: Kb, in_process: Run) -> None:
    code, out, err = in_process(asked, "scan", "waterrijk")
    assert (code, "Nobody has said yet" in out or "Nog niet gezegd" in out) == (0, True)
    assert "ppl form scan waterrijk --out scan.docx" in err
    head = asked.head()
    in_process(asked, "scan", "waterrijk", "--from", "first.yaml")
    assert "Soms" in in_process(asked, "scan", "waterrijk", "--format", "md")[1]
    assert "Soms" not in in_process(asked, "scan", "waterrijk", "--as-of", head)[1]
    code, out, _ = in_process(asked, "scan", "waterrijk", "--format", "json")
    assert code == 0
    assert '"schema": "ppl/scan/1"' in out
    code, _, err = in_process(asked, "scan", "waterrijk", "--format", "md", "--from", "first.yaml")
    assert (code, "--format" in err) == (2, True)
    code, _, err = in_process(asked, "scan", "waterrijk", "--from", "first.yaml", "--part", "assignment")
    assert (code, "method, preconditions" in err) == (2, True)


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_the_form_goes_out_is_filled_in_and_comes_back(asked: Kb, in_process: Run, format: str) -> None:
    in_process(asked, "scan", "waterrijk", "--from", "first.yaml")
    place = asked.root / f"scan.{format}"
    code, _, err = in_process(asked, "form", "scan", "waterrijk", "--on", "2026-02-20", "--out", str(place))
    assert (code, f"ppl scan waterrijk --from {place}" in err) == (0, True)
    code, _, err = in_process(asked, "scan", "waterrijk", "--from", str(place))
    assert (code, "answers nothing of a scan" in err) == (3, True)
    code, _, err = in_process(asked, "log", "waterrijk", "--from", str(place))
    assert (code, f"ppl scan waterrijk --from {place}" in err) == (3, True)
    (fill_docx if format == "docx" else fill_xlsx)(place)
    code, _, err = in_process(asked, "scan", "waterrijk", "--from", str(place))
    assert code == 0, err
    text = asked.text(PROJECT)
    assert "example: elke week" in text
    assert text.count("'on': 2026-02-20") == 2
    assert "  rekenen:" not in text


def fill_docx(place: Path) -> None:
    docx = pytest.importorskip("docx")
    form = docx.Document(str(place))
    row = form.tables[0].rows[1].cells
    assert [" ".join(cell.text.split()) for cell in row[:2]] == [
        "1.1 Vroeg samenwerken",
        "deels, 5 januari 2026; Soms.",
    ]
    row[2].text, row[3].text = "Volledig", "elke week"
    form.save(str(place))


def fill_xlsx(place: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(place)
    row = next(one for one in book.active.iter_rows() if str(one[0].value).startswith("1.1 "))
    row[2].value, row[3].value = "volledig", "elke week"
    book.save(place)


def test_options_of_the_other_form_are_refused(asked: Kb, in_process: Run) -> None:
    for args in (("session", "waterrijk", "--part", "method"), ("scan", "waterrijk", "--kind", "weekly"),
                 ("scan", "programme")):  # fmt: skip
        assert in_process(asked, "form", *args)[0] == 2


def test_the_day_of_a_scan_is_not_passed_over_where_nothing_is_answered(asked: Kb, in_process: Run) -> None:
    code, out, err = in_process(asked, "scan", "waterrijk", "--on", "2026-02-01")
    assert (code, out) == (2, "") and "there are none" in err


def test_the_form_of_word_comes_back_with_the_day_as_it_was_printed(asked: Kb, in_process: Run) -> None:
    place = asked.root / "scan.docx"
    assert in_process(asked, "form", "scan", "waterrijk", "--lang", "nl", "--out", str(place))[0] == 0
    code, _, err = in_process(asked, "scan", "waterrijk", "--from", str(place), "--dry-run")
    assert code == 3 and "answers nothing" in err and "is no day" not in err
