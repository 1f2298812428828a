"""Notes in which more than one project is told of."""

from __future__ import annotations

from pathlib import Path

import pytest

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
