"""Several commands in one folder at the same time: all land, and what belongs to the user stays as it was."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

from tests.conftest import Kb

MANY = """
import sys
from ppl.cli.app import main
for number in range(15):
    name = f"../entry-{sys.argv[1]}-{number}.yaml"
    try:
        main(["log", "waterrijk", "--from", name])
    except SystemExit as end:
        if end.code:
            raise
"""


def test_four_processes_of_fifteen_logs_all_land_and_touch_nothing_else(kb: Kb) -> None:
    for process in range(4):
        for number in range(15):
            (kb.root.parent / f"entry-{process}-{number}.yaml").write_text(
                f"kind: contact\nheld_on: 2026-02-{1 + number:02}\nsummary: van {process}\n"
            )
    kb.path("staged.txt").write_text("klaargezet\n")
    kb.git("add", "data/staged.txt")
    (kb.root / "README.md").write_text("bewerkt\n")
    before, index = kb.status(), kb.git("ls-files", "-s", "data/staged.txt")
    running = [
        subprocess.Popen(
            [sys.executable, "-c", MANY, str(process)], cwd=kb.root, env=kb.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )
        for process in range(4)
    ]  # fmt: skip
    for one in running:
        _, said = one.communicate(timeout=180)
        assert one.returncode == 0, said.decode()
    commits = kb.git("log", "--name-only", "--format=%x00%s", "HEAD~60..HEAD").split("\0")[1:]
    assert len(commits) == 60
    assert int(kb.git("rev-list", "--count", "HEAD")) == 61
    for commit in commits:
        assert len(commit.split("\n\n")[1].split()) == 1, commit
    assert len(list(kb.path("projects/waterrijk/sessions").glob("*contact*"))) == 60
    assert kb.status() == before
    assert kb.git("ls-files", "-s", "data/staged.txt") == index


def test_a_foreign_index_lock_is_waited_for(kb: Kb) -> None:
    (kb.root / ".git/index.lock").touch()

    def release() -> None:
        time.sleep(1)
        (kb.root / ".git/index.lock").unlink()

    threading.Thread(target=release).start()
    done = kb.ppl("log", "waterrijk", "--from", "-", stdin="kind: contact\nheld_on: 2026-02-01\n")
    assert done.returncode == 0, done.stderr
    assert kb.status() == ""


def in_hook(kb: Kb, script: str, *more: str) -> str:
    """Set a field while a hook does something beside it, once, with git as somebody in another window would."""
    (kb.root / ".git/hooks").mkdir(exist_ok=True)
    hook = kb.root / ".git/hooks/pre-commit"
    hook.write_text(f'#!/bin/sh\nunset GIT_INDEX_FILE\nrm "$0"\n{script}\n')
    hook.chmod(0o755)
    return kb.ppl("set", "waterrijk", "name=Waterstad", *more).stderr


PROJECT = "data/projects/waterrijk/project.yaml"


def test_a_foreign_commit_that_takes_ours_along_is_not_made_twice(kb: Kb) -> None:
    said = in_hook(kb, "git commit -qam vreemd")
    assert f"another program committed it along, as {kb.head()[:8]}: vreemd" in said
    assert kb.status() == "" and not kb.drafts()
    assert kb.git("log", "--format=%s").split() == ["vreemd", "begin"]
    assert "Waterstad" in kb.git("show", f"HEAD:{PROJECT}")


def test_where_the_message_says_more_it_gets_its_commit_all_the_same(kb: Kb) -> None:
    assert "committed as" in in_hook(kb, "git commit -qam vreemd", "--reason", "nieuwe naam")
    assert kb.git("log", "--format=%s", "-2").split("\n")[:2] == ["set waterrijk: name", "vreemd"]


def test_what_a_foreign_commit_took_along_stays_where_the_hook_refuses(kb: Kb) -> None:
    said = in_hook(kb, "git commit -qam vreemd; exit 1")
    assert f"{PROJECT} was committed along by another program and stays" in said
    assert kb.status() == ""


def test_a_branch_that_is_left_meanwhile_is_not_committed_to(kb: Kb) -> None:
    before = kb.head()
    assert "another branch was checked out at the same moment" in in_hook(kb, "git switch -q -c other")
    assert kb.status() == ""
    assert kb.git("rev-parse", "main", "other").split() == [before, before]
    assert not [*(kb.root / ".git").glob("*.lock"), *(kb.root / ".git/refs/heads").glob("*.lock")]


def test_an_edit_beside_a_commit_that_lands_is_named(kb: Kb) -> None:
    said = in_hook(kb, f"printf '# van mij\\n' >> {PROJECT}")
    assert "committed as" in said and f"{PROJECT} was edited meanwhile and stays" in said
    assert kb.status() == f" M {PROJECT}\n"


def test_a_file_that_git_puts_back_beside_a_commit_is_named(kb: Kb) -> None:
    said = in_hook(kb, "git stash -q")
    assert "committed as" in said and f"{PROJECT} was edited meanwhile and stays" in said
