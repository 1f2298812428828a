"""A history is read by a handful of git's commands, however long it is; a commit-graph's changed paths serve it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ppl.store.folder import Folder
from ppl.store.git.history import steps
from ppl.store.git.process import Process

GIT = ("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *args: str) -> str:
    return subprocess.run([*GIT, "-C", str(folder), *args], check=True, capture_output=True, text=True).stdout


def commit(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", path)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A project with sessions that was called otherwise before, below the top of its repository."""
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "kennis/data/projects/alpha/project.yaml", "name: Alpha\nmunicipality: [A]\nstatus: active\n")
    for number in range(1, 5):
        place = f"kennis/data/projects/alpha/sessions/2026-01-0{number}-weekly.yaml"
        commit(tmp_path, place, f"kind: weekly\nheld_on: 2026-01-0{number}\n")
    git(tmp_path, "mv", "kennis/data/projects/alpha", "kennis/data/projects/beta")
    git(tmp_path, "commit", "-q", "-m", "rename")
    for number in range(5, 9):
        place = f"kennis/data/projects/beta/sessions/2026-01-0{number}-weekly.yaml"
        commit(tmp_path, place, f"kind: weekly\nheld_on: 2026-01-0{number}\n")
    return tmp_path / "kennis"


def walked(folder: Path, ref: str, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[tuple[str, ...]]]:
    """The subjects of the steps of a record, and the commands that git was given."""
    asked: list[tuple[str, ...]] = []
    plain = Process._process

    def noted(self: Process, args: tuple[str, ...], *more: object) -> object:
        asked.append(args)
        return plain(self, args, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Process, "_process", noted)
    found = [step.subject for step in steps(Folder(folder, os.environ), ref)]
    monkeypatch.undo()
    return found, asked


def test_a_project_costs_as_many_commands_as_a_record_and_follows_its_rename(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, asked = walked(base, "beta/", monkeypatch)
    assert [subject.rpartition("/")[2] for subject in found] == [
        "project.yaml", *(f"2026-01-0{n}-weekly.yaml" for n in range(1, 5)),
        "rename", *(f"2026-01-0{n}-weekly.yaml" for n in range(5, 9)),
    ]  # fmt: skip
    for number in range(10, 15):
        commit(base, f"data/projects/beta/sessions/2026-01-{number}-weekly.yaml", f"held_on: 2026-01-{number}\n")
    longer, asked_then = walked(base, "beta/", monkeypatch)
    assert (len(longer), len(asked_then)) == (len(found) + 5, len(asked))


def test_the_changed_paths_of_a_commit_graph_are_looked_at(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = "beta/sessions/2026-01-06-weekly"
    before, _ = walked(base, ref, monkeypatch)
    git(base, "commit-graph", "write", "--reachable", "--changed-paths")
    trace = tmp_path / "trace"
    monkeypatch.setenv("GIT_TRACE2_PERF", str(trace))
    assert [step.subject for step in steps(Folder(base, os.environ), ref)] == before
    assert '"definitely_not":' in trace.read_text()
