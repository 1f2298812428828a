from __future__ import annotations

from pathlib import Path

import pytest

from ppl.cli.desk import Desk
from ppl.cli.words.status import read
from ppl.reports.status import build

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk() -> Desk:
    found = Desk({"PPL_TODAY": "2026-11-21", "PPL_LANG": "en"})
    found.root_option = ROOT
    return found


@pytest.mark.parametrize("project", [None, *sorted(p.name for p in (ROOT / "data/projects").iterdir())])
def test_a_status_reads_only_what_it_shows(desk: Desk, project: str | None) -> None:
    known = read(desk, project, None)
    assert build(known, desk.today, project) == build(desk.read(), desk.today, project)
    if project is not None:
        assert {Path(one.ref).parts[0] for one in known if one.ref.count("/") > 1} <= {project, "programme"}
