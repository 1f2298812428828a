"""`ppl plan import`: what is shown, refused, written; and a file that goes out comes back."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
SHEET = "Nr;Activiteit;Duur;Voorganger\n1;Schets;6 wkn;\n2;Rekenmodel;4 wkn;1BB+50%\n3;Raadsbesluit;0;2FS+1w\n"


@pytest.fixture
def sheet(kb: Kb) -> Path:
    """A small planning, outside the knowledge base."""
    file = kb.root.parent / "planning.csv"
    file.write_text(SHEET)
    return file


def test_a_dry_run_shows_what_was_understood_and_writes_nothing(kb: Kb, in_process: Run, sheet: Path) -> None:
    code, out, err = in_process(kb, "plan", "import", "zandhoek", str(sheet), "--dry-run")
    assert code == 0, err
    assert "Rekenmodel" in out and "1SS+50%" in out and "3 activities, 2 links" in out
    assert "nothing was written" in err and not kb.path("projects/zandhoek/plan.yaml").exists()
    code, out, err = in_process(kb, "plan", "import", "zandhoek", str(sheet), "--dry-run", "--format", "json")
    shown = json.loads(out)
    assert shown["schema"] == "ppl/plan-import/1" and shown["weeks"] == 8
    assert (
        shown["activities"][2]["waits_on"][0] | {"typed": "2FS+1w", "lag_weeks": 1}
        == shown["activities"][2]["waits_on"][0]
    )
    assert in_process(kb, "plan", "import", "zandhoek", str(sheet), "--dry-run", "--format", "md")[1].startswith(
        "| row"
    )


def test_an_import_is_one_commit_and_the_plan_can_be_questioned(kb: Kb, in_process: Run, sheet: Path) -> None:
    code, out, err = in_process(
        kb, "plan", "import", "zandhoek", str(sheet), "--starts-on", "2026-03-02", "--goal", "3", "--yes"
    )
    assert code == 0 and out == "zandhoek/plan\n", err
    assert "plan import zandhoek/plan: 3 activities from planning.csv" in kb.git("log", "-1", "--format=%s")
    text = kb.text("projects/zandhoek/plan.yaml")
    assert "ground: habit" in text and "starts_on: 2026-03-02" in text and "goal: '3'" in text
    assert in_process(kb, "plan", "show", "zandhoek", "--format", "json")[0] == 0


def test_a_second_plan_is_refused_unless_somebody_says_why(kb: Kb, in_process: Run, sheet: Path) -> None:
    words = ("plan", "import", "zandhoek", str(sheet), "--yes")
    assert in_process(kb, *words)[0] == 0
    code, _, err = in_process(kb, *words)
    assert code == 3 and "zandhoek has a plan already" in err
    code, _, err = in_process(kb, *words, "--replace")
    assert code == 2 and "--reason" in err
    sheet.write_text(SHEET.replace("6 wkn", "8 wkn"))
    code, _, err = in_process(kb, *words, "--replace", "--reason", "nieuwe planning")
    assert code == 0 and "weeks: 8" in kb.text("projects/zandhoek/plan.yaml"), err
    assert "Ppl-Reason: nieuwe planning" in kb.git("log", "-1", "--format=%B")


def test_what_is_not_understood_stops_the_import_unless_it_may_be_left_out(
    kb: Kb, in_process: Run, sheet: Path
) -> None:
    sheet.write_text(SHEET + "4;Bouw;ooit;99\n")
    code, _, err = in_process(kb, "plan", "import", "zandhoek", str(sheet), "--yes")
    assert code == 3 and "planning.csv:5: the duration `ooit`" in err and "the predecessor `99`" in err
    assert in_process(kb, "plan", "import", "zandhoek", str(sheet), "--yes", "--partly")[0] == 0
    assert "title: Bouw" in kb.text("projects/zandhoek/plan.yaml")


def test_a_circle_is_named_and_not_written(kb: Kb, in_process: Run, sheet: Path) -> None:
    sheet.write_text("Nr;Activiteit;Duur;Voorganger\n1;A;1w;2\n2;B;1w;1\n")
    code, _, err = in_process(kb, "plan", "import", "zandhoek", str(sheet), "--yes")
    assert code == 3 and "circle" in err and not kb.path("projects/zandhoek/plan.yaml").exists()


def test_without_openpyxl_it_says_what_to_install(kb: Kb, in_process: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    file = kb.root.parent / "p.xlsx"
    file.write_bytes(b"PK\3\4")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    code, _, err = in_process(kb, "plan", "import", "zandhoek", str(file))
    assert code == 2 and 'pip install ".[office]"' in err


def test_a_file_that_is_not_there_is_a_usage_error(kb: Kb, in_process: Run) -> None:
    assert in_process(kb, "plan", "import", "zandhoek", "nergens.csv")[0] == 2
    assert in_process(kb, "plan", "import", "zandhoek", "nergens.csv", "--starts-on", "ooit")[0] == 2


@pytest.mark.parametrize("format", ["csv", "xlsx", "mspdi"])
def test_what_is_exported_is_imported_again(kb: Kb, in_process: Run, sheet: Path, format: str) -> None:
    if format == "xlsx":
        pytest.importorskip("openpyxl")
        pytest.importorskip("xlsxwriter")
    assert in_process(kb, "plan", "import", "zandhoek", str(sheet), "--starts-on", "2026-03-02", "--yes")[0] == 0
    before = kb.text("projects/zandhoek/plan.yaml")
    out = kb.root.parent / f"uit.{format}"
    code, shown, err = in_process(kb, "plan", "export", "zandhoek", "--format", format, "--out", str(out))
    assert code == 0 and shown == "" and "written to" in err
    first = out.read_bytes()
    in_process(kb, "plan", "export", "zandhoek", "--format", format, "--out", str(out))
    assert out.read_bytes() == first
    words = ("plan", "import", "zandhoek", str(out), "--replace", "--reason", "terug", "--yes")
    code, _, err = in_process(kb, *words)
    assert code == 0, err
    assert kb.text("projects/zandhoek/plan.yaml") == before and "nothing changes" in err


def test_a_calendar_holds_the_milestones_with_steady_uids(kb: Kb, in_process: Run, sheet: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    in_process(kb, "plan", "import", "zandhoek", str(sheet), "--starts-on", "2026-03-02", "--yes")
    code, out, err = in_process(kb, "plan", "export", "zandhoek", "--format", "ics")
    assert code == 0, err
    (event,) = icalendar.Calendar.from_ical(out).walk("VEVENT")
    assert str(event["UID"]) == "raadsbesluit.zandhoek@ppl" and event["DTSTART"].dt.isoformat() == "2026-04-27"
    assert out == in_process(kb, "plan", "export", "zandhoek", "--format", "ics")[1]


def test_a_plan_in_a_file_and_another_order_can_be_exported(kb: Kb, in_process: Run) -> None:
    file = kb.root.parent / "plan.yaml"
    file.write_text(
        "starts_on: 2026-03-02\nactivities:\n  - id: A\n    title: Eerst\n    weeks: 2\n  - id: B\n    title: Dan\n"
        "    weeks: 1\n    after:\n      - activity: A\n        ground: habit\n"
    )
    code, out, err = in_process(kb, "plan", "export", "--plan", str(file))
    assert code == 0 and ";A;A: gewoonte;" in out, err
    assert ";A: gewoonte;" not in in_process(kb, "plan", "export", "--plan", str(file), "--variant", "no-habit")[1]
    assert in_process(kb, "plan", "export", "--plan", str(file), "--lang", "en")[1].startswith(
        "\ufeffId;Activity;Kind;Weeks"
    )
