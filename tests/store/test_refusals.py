"""What disk or git do not allow: one clear sentence, a remedy, exit code 4, and the entry kept as a draft."""

# ruff: noqa: E501
from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Kb

ENTRY = "kind: contact\nheld_on: 2026-02-01\nsummary: Bewaar mij\nbottlenecks:\n- {id: netaansluiting, owner: leermanager}\n"


def refused(kb: Kb, *args: str, **more: Any) -> str:
    """What is said where an entry is logged that must be refused, changing nothing and keeping a draft."""
    before = (kb.git("rev-parse", "--verify", "-q", "HEAD"), kb.status())
    done = kb.ppl("log", "waterrijk", "--from", "-", *args, stdin=ENTRY, **more)
    assert done.returncode == 4, done.stderr
    lines = done.stderr.splitlines()
    said = next(n for n, line in enumerate(lines) if line.startswith("ppl: "))
    assert lines[said + 1].startswith("  "), done.stderr
    draft = next(line for line in lines if "kept in" in line).rpartition("kept in ")[2]
    assert Path(draft).read_text() == ENTRY
    assert (kb.git("rev-parse", "--verify", "-q", "HEAD"), kb.status()) == before
    return done.stderr


def without_who(kb: Kb) -> None:
    for name in list(kb.environment):
        if name.startswith(("GIT_AUTHOR", "GIT_COMMITTER")):
            del kb.environment[name]


def hook(kb: Kb, name: str, text: str) -> None:
    (kb.root / ".git/hooks").mkdir(exist_ok=True)
    (kb.root / ".git/hooks" / name).write_text("#!/bin/sh\n" + text)
    (kb.root / ".git/hooks" / name).chmod(0o755)


def logged(kb: Kb, *args: str, cwd: Path | None = None) -> str:
    done = kb.ppl("log", "waterrijk", "--from", "-", *args, stdin=ENTRY, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_detached_head_is_refused(kb: Kb) -> None:
    kb.git("checkout", "-q", "--detach")
    assert "detached HEAD" in refused(kb)


def test_a_merge_under_way_is_refused(kb: Kb) -> None:
    (kb.root / ".git/MERGE_HEAD").write_text(kb.head() + "\n")
    assert "a merge is under way" in refused(kb)


def test_no_user_name_is_refused(kb: Kb) -> None:
    without_who(kb)
    kb.git("config", "user.useConfigOnly", "true")
    said = refused(kb)
    assert "git config --global user.name" in said and "who you are" in said


def test_no_user_name_without_further_settings_is_refused(kb: Kb) -> None:
    without_who(kb)
    assert "who you are" in refused(kb)


def test_a_failing_hook_is_refused_in_its_own_words(kb: Kb) -> None:
    hook(kb, "pre-commit", "echo 'eerst de toets' >&2; exit 1\n")
    assert "eerst de toets" in refused(kb)


def test_a_passing_hook_is_run_and_may_change_the_message(kb: Kb) -> None:
    hook(kb, "pre-commit", "echo ran > .git/ran\n")
    hook(kb, "commit-msg", 'echo "Extra: regel" >> "$1"\n')
    kb.path("staged.txt").write_text("x\n")
    kb.git("add", "data/staged.txt")
    logged(kb)
    assert (kb.root / ".git/ran").exists()
    assert "Extra: regel" in kb.git("log", "-1", "--format=%B")
    assert "staged" not in kb.git("show", "--name-only", "--format=", "HEAD")
    assert kb.status() == "A  data/staged.txt\n"


@pytest.mark.parametrize("is_staged", [False, True])
def test_a_file_with_edits_is_refused_and_taken_along_when_asked(kb: Kb, is_staged: bool) -> None:
    path = kb.path("projects/waterrijk/bottlenecks/netaansluiting.yaml")
    path.write_text(path.read_text() + "description: zelf toegevoegd\n")
    if is_staged:
        kb.git("add", str(path))
    said = refused(kb)
    assert "--with-edits" in said and "not committed" in said
    logged(kb, "--with-edits")
    assert kb.status() == ""
    assert "zelf toegevoegd" in kb.git("show", "HEAD")


def test_no_git_is_refused(kb: Kb) -> None:
    empty = kb.root.parent / "bin"
    empty.mkdir()
    assert "git is not installed" in refused(kb, PATH=str(empty))


def test_what_is_no_knowledge_base_is_refused(kb: Kb) -> None:
    for args in ((), ("--root", str(kb.root.parent))):
        done = kb.ppl("log", "waterrijk", "--from", "-", *args, stdin=ENTRY, cwd=kb.root.parent)
        assert done.returncode == 4
        assert "knowledge base" in done.stderr
        assert "ppl init" in done.stderr


def test_what_is_no_repository_is_refused(kb: Kb) -> None:
    shutil.rmtree(kb.root / ".git")
    done = kb.ppl("log", "waterrijk", "--from", "-", stdin=ENTRY)
    assert done.returncode == 4
    assert "not in a git repository" in done.stderr
    assert "kept in" in done.stderr


def test_a_further_work_tree_works(kb: Kb) -> None:
    kb.git("worktree", "add", "-q", "-b", "other", "../other")
    logged(kb, cwd=kb.root.parent / "other")
    assert kb.git("rev-list", "--count", "main..other").strip() == "1"
    assert kb.status() == ""


def test_a_knowledge_base_in_a_folder_of_a_repository_works(kb: Kb) -> None:
    (kb.root / "kennis").mkdir()
    kb.git("mv", "data", "README.md", "kennis")
    kb.git("commit", "-q", "-m", "moved")
    logged(kb, cwd=kb.root / "kennis/data/projects")
    assert kb.status() == ""
    assert all(name.startswith("kennis/data/") for name in kb.git("show", "--name-only", "--format=", "HEAD").split())


def test_a_repository_without_commits_works(kb: Kb) -> None:
    shutil.rmtree(kb.root / ".git")
    kb.git("init", "-q", "-b", "main")
    done = kb.ppl("log", "waterrijk", "--from", "-", stdin="kind: contact\nheld_on: 2026-02-01\n")
    assert done.returncode == 0, done.stderr
    assert kb.git("show", "--name-only", "--format=", "HEAD").split() == [
        "data/projects/waterrijk/sessions/2026-02-01-contact.yaml"
    ]


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="needs a mount")
def test_a_read_only_folder_is_refused(kb: Kb) -> None:
    script = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && cd "$1" && shift && exec "$@"'
    import sys

    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script, "-", str(kb.root), sys.executable, "-m", "ppl", "log", "waterrijk",
         "--from", "-"],
        env=kb.environment, input=ENTRY, capture_output=True, text=True,
    )  # fmt: skip
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip("no mounts here")
    assert done.returncode == 4, done.stderr
    assert "cannot be written" in done.stderr
    assert "kept in" in done.stderr
