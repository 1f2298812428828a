"""The gallery of bad files: each check, and what it says. `PPL_GOLDEN=1` writes the expected messages anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ppl.rules.checks import CHECKS
from ppl.store.folder import READING
from tests.conftest import Kb

SPECIMENS = Path(__file__).parents[1] / "specimens"
GOLDEN = bool(os.environ.get("PPL_GOLDEN"))
NAMES = (*(check.name for check in CHECKS), *READING)


@pytest.mark.parametrize("name", NAMES)
def test_a_check_says_of_its_specimen_what_is_expected(
    name: str, kb: Kb, in_process: Callable[..., tuple[int, str, str]]
) -> None:
    specimen = SPECIMENS / name
    assert specimen.is_dir(), f"write the smallest bad file in tests/specimens/{name}/data/"
    shutil.copytree(specimen / "data", kb.path(""), dirs_exist_ok=True)
    code, out, err = in_process(kb, "check", name, "--strict")
    files = {str(p.relative_to(specimen)) for p in specimen.rglob("*.yaml")}
    blocks = out.split("\ndata/")
    said = [b if b.startswith("data/") else "data/" + b for b in blocks]
    shown = "".join(block.rstrip("\n") + "\n" for block in said if block.partition(":")[0] in files)
    assert shown
    is_reminder = any(check.name == name and check.is_reminder for check in CHECKS)
    assert code == (0 if is_reminder else 1), err
    if GOLDEN:
        (specimen / "expected.txt").write_text(shown)
    assert shown == (specimen / "expected.txt").read_text()


def test_every_specimen_has_its_check() -> None:
    assert {path.name for path in SPECIMENS.iterdir() if path.is_dir()} == set(NAMES)
