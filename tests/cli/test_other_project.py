"""Notes in which more than one project is told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppl.cli.entry.some_lines import only, parts
from ppl.errors import UsageError
from tests.conftest import Kb

NOTES = "Weekgesprek waterrijk 20-11-2026\nWaterrijk: de kabel is er.\n{line}\n- actie pl: kaart sturen voor 3-12\n"


@pytest.mark.parametrize(
    ("line", "is_said"),
    [
        ("Kadeveld: de huurders zijn boos", True),
        ("## Kadeveld", True),
        ("Zoals bij kadeveld: eerst de kaart", False),
        ("De kaart is klaar", False),
    ],
)
def test_lines_that_begin_with_another_project_are_said(kb: Kb, tmp_path: Path, line: str, is_said: bool) -> None:
    other = kb.path("projects/kadeveld/project.yaml")
    other.parent.mkdir(parents=True)
    other.write_text(kb.text("projects/waterrijk/project.yaml").replace("Waterrijk", "Kadeveld"))
    notes = tmp_path / "n.txt"
    notes.write_text(NOTES.format(line=line))
    done = kb.ppl("log", "waterrijk", "--from", str(notes), "--dry-run", PPL_TODAY="2026-11-21")
    assert done.returncode == 0, done.stderr
    assert ("begin with another project than waterrijk: 3 (kadeveld)" in done.stderr) == is_said
    assert ("the lines of kadeveld alone: ppl log kadeveld --from " in done.stderr) == is_said


def test_the_lines_of_one_project_alone_are_logged(kb: Kb, tmp_path: Path) -> None:
    notes = tmp_path / "n.txt"
    notes.write_text("Weekgesprek 20-11-2026\nWaterrijk:\n- actie pl: kaart sturen\nKadeveld:\n- actie pl: bellen\n")
    one = kb.ppl("log", "waterrijk", "--from", str(notes), "--lines", "1-3", "--dry-run", PPL_TODAY="2026-11-21")
    assert one.returncode == 0 and "kaart sturen" in one.stdout and "bellen" not in one.stdout, one.stderr
    wrong = kb.ppl("log", "waterrijk", "--from", str(notes), "--lines", "9", "--dry-run")
    assert wrong.returncode == 2 and "names no lines" in wrong.stderr
    assert kb.ppl("log", "waterrijk", "--lines", "1").returncode == 2


def test_each_project_gets_its_own_lines_and_what_stands_above_all_of_them() -> None:
    assert parts({3: "a", 6: "b", 8: "a"}, 9, "a") == {"a": "1-5,8-9", "b": "1-2,6-7"}
    assert parts({4: "b"}, 6, "a") == {"a": "1-3", "b": "1,4-6"}
    assert only("een\ntwee\ndrie", "1,3") == "een\n\ndrie"
    assert only("een\ntwee", "2-9") == "\ntwee"
    for lines in ("0", "2-1", "x", "3", ""):
        with pytest.raises(UsageError):
            only("een\ntwee", lines)
