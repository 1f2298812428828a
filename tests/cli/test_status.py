from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from ppl.cli.desk import Desk
from ppl.cli.show import read
from ppl.reports.status import Request, build

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk() -> Desk:
    found = Desk({"PPL_TODAY": "2026-11-21", "PPL_LANG": "en"})
    found.root_option = ROOT
    return found


@pytest.mark.parametrize("project", [None, *sorted(p.name for p in (ROOT / "data/projects").iterdir())])
def test_a_status_reads_only_what_it_shows(desk: Desk, project: str | None) -> None:
    known = read(desk, "status", desk.moment(None), project)
    assert build(Request(known, project), desk.today) == build(Request(desk.read(), project), desk.today)
    if project is not None:
        assert {Path(one.ref).parts[0] for one in known if one.ref.count("/") > 1} <= {project, "programme"}


def test_a_status_of_another_day_starts_at_most_five_git_processes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    run = subprocess.run

    def counted(words: list[str], **named: Any) -> Any:
        begun.append(" ".join(words))
        return run(words, **named)

    monkeypatch.setattr(subprocess, "run", counted)
    moment = desk.moment("HEAD")
    ref = desk.ref("langeveld", moment.folder, kind="project")
    build(Request(read(desk, "status", moment, ref), ref), moment.today)
    assert 1 <= len(begun) <= 5, begun
