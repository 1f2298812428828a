"""A history that was rewritten at the remote, since it held what had to go: it is not sent again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
NAME, MASK = "Jan Jansen", "de opzichter"
LESSON = "lessons/eerst-vragen.yaml"
FIELDS = "status: shared\nkind: lesson\nfrom: {{source: Verzonnen bron}}\nnoted_on: 2025-12-01\n"
TEXT = "title: Eerst vragen\ntext: |\n  {who} wist het al.\n\n  Vraag het dus eerst.\n" + FIELDS


class Purge:
    """A clone, and the bare repository whose history somebody rewrote."""

    def __init__(self, kb: Kb, bare: Kb) -> None:
        self.kb = kb
        self.bare = bare

    def rewrite(self) -> None:
        """Take a name out of the whole history there."""
        self.bare.git(
            "filter-branch", "-f", "--tree-filter",
            f"sed -i 's/{NAME}/{MASK}/' data/{LESSON} 2>/dev/null || true", "--", "main",
            FILTER_BRANCH_SQUELCH_WARNING="1",
        )  # fmt: skip

    def holds(self, text: str) -> bool:
        """Whether any commit of a branch there holds a text."""
        commits = self.bare.git("rev-list", "--branches").split()
        done = subprocess.run(
            ["git", "grep", "-q", text, *commits], cwd=self.bare.root, env=self.bare.environment, capture_output=True
        )
        return done.returncode == 0


@pytest.fixture
def purge(kb: Kb, tmp_path: Path) -> Purge:
    """A name was sent, more came upon it, and then it was taken out of the history there."""
    kb.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "hub.git"))
    kb.git("remote", "add", "origin", str(tmp_path / "hub.git"))
    kb.write(LESSON, TEXT.format(who=NAME))
    kb.write("lessons/later.yaml", "title: Later\nnoted_on: 2025-12-01\n")
    assert kb.ppl("sync").returncode == 0
    return Purge(kb, Kb(tmp_path / "hub.git", kb.environment))


def test_sync_stops_before_anything_changes_and_says_who_when_and_how_many(purge: Purge, in_process: Run) -> None:
    purge.rewrite()
    before = purge.kb.head()
    for _ in range(2):
        code, out, said = in_process(purge.kb, "sync")
        assert (code, out) == (4, "")
        assert "the history of origin/main was rewritten there: commits that are gone: 2, new ones: 2" in said
        assert "by Test on" in said and "ppl sync --take-over" in said
    assert purge.kb.head() == before and not purge.holds(NAME)


def test_the_new_history_is_taken_over_with_our_own_commits_on_top(purge: Purge, in_process: Run) -> None:
    kb = purge.kb
    kb.write("lessons/een.yaml", "title: Een\nnoted_on: 2025-12-01\n")
    assert in_process(kb, "set", "waterrijk", "status=on-hold", "--reason", "wacht op de stad")[0] == 0
    kb.write(LESSON, TEXT.format(who=NAME).replace("noted_on: 2025-12-01", "noted_on: 2025-12-02"))
    own = kb.git("log", "-3", "--format=%an %ad %B")
    before = kb.head()
    purge.rewrite()
    plan = in_process(kb, "sync", "--take-over", "--dry-run")
    assert plan[0] == 0 and "go out: 3" in plan[2] and kb.head() == before
    code, _, said = in_process(kb, "sync", "--take-over")
    assert code == 0, said
    assert said.endswith("3 of yours sent, 2 received, 0 questions\n")
    assert kb.git("log", "-3", "--format=%an %ad %B") == own
    assert kb.git("merge-base", "--octopus", "HEAD", "origin/main").strip() == kb.head()
    assert kb.text(LESSON) == TEXT.format(who=MASK).replace("noted_on: 2025-12-01", "noted_on: 2025-12-02")
    assert "status: on-hold" in kb.text("projects/waterrijk/project.yaml")
    assert not purge.holds(NAME) and kb.status() == ""
    place = f"refs/ppl/before/{before[:10]}"
    assert place in said and kb.git("rev-parse", place).strip() == before
    assert f"git update-ref -d {place}" in said
    assert in_process(kb, "sync")[2] == "0 of yours sent, 0 received, 0 questions\n"


def test_what_it_says_deletes_the_old_history_for_good(purge: Purge, in_process: Run) -> None:
    kb = purge.kb
    before = kb.head()
    purge.rewrite()
    _, _, said = in_process(kb, "sync", "--take-over")
    words = next(row for row in said.splitlines() if "for good: " in row).partition("for good: ")[2]
    subprocess.run(["sh", "-c", words], cwd=kb.root, env=kb.environment, check=True, capture_output=True)
    done = subprocess.run(["git", "cat-file", "-e", before], cwd=kb.root, env=kb.environment, capture_output=True)
    assert done.returncode != 0


def test_an_edit_of_what_was_purged_is_asked_about(purge: Purge, in_process: Run) -> None:
    kb = purge.kb
    kb.write(LESSON, TEXT.format(who=NAME).replace("wist het al", "wist het allang"))
    kb.write("lessons/een.yaml", "title: Een\nnoted_on: 2025-12-01\n")
    before = kb.head()
    purge.rewrite()
    code, _, said = in_process(kb, "sync", "--take-over")
    assert code == 4 and "1 question: both sides changed the same place" in said
    assert kb.head() == before and not purge.holds(NAME)
    code, _, said = in_process(kb, "sync", "--take-over", "--theirs", "lessons/eerst-vragen")
    assert code == 0, said
    assert said.endswith("1 of yours sent, 2 received, 1 question answered\n")
    assert kb.text(LESSON) == TEXT.format(who=MASK) and not purge.holds(NAME)


def test_a_copy_of_what_was_purged_is_not_sent_either(purge: Purge, in_process: Run) -> None:
    kb = purge.kb
    assert in_process(kb, "rename", "lessons/eerst-vragen", "lessons/vraag-eerst", "--yes")[0] == 0
    purge.rewrite()
    code, _, said = in_process(kb, "sync", "--take-over")
    assert code == 0, said
    assert kb.text("lessons/vraag-eerst.yaml") == TEXT.format(who=MASK)
    assert not purge.holds(NAME)


def test_commits_of_before_the_last_exchange_bring_nothing_back(purge: Purge, in_process: Run, tmp_path: Path) -> None:
    """The name was gone from the last version there already; ours was made before that, and combined with it."""
    kb = purge.kb
    kb.git("clone", "-q", str(purge.bare.root), str(tmp_path / "other"))
    other = Kb(tmp_path / "other", kb.environment)
    other.write(LESSON, TEXT.format(who=MASK))
    other.git("push", "-q", "origin", "main")
    kb.write(LESSON, TEXT.format(who=NAME).replace("noted_on: 2025-12-01", "noted_on: 2025-12-02"))
    hook = purge.bare.root / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert in_process(kb, "sync")[0] == 4  # combined, and not sent
    hook.unlink()
    purge.rewrite()
    code, _, said = in_process(kb, "sync", "--take-over")
    assert code == 0, said
    assert kb.text(LESSON) == TEXT.format(who=MASK).replace("noted_on: 2025-12-01", "noted_on: 2025-12-02")
    assert not purge.holds(NAME)


def test_commits_that_were_taken_back_there_stay_back(purge: Purge, in_process: Run) -> None:
    purge.bare.git("update-ref", "refs/heads/main", "main~1")
    code, _, said = in_process(purge.kb, "sync")
    assert code == 4 and "commits that are gone: 1, new ones: 0" in said
    code, _, said = in_process(purge.kb, "sync", "--take-over")
    assert code == 0 and not purge.kb.path("lessons/later.yaml").exists() and purge.kb.status() == ""


def test_a_branch_that_the_server_rebased_is_no_rewriting_as_long_as_all_is_there(
    purge: Purge, in_process: Run, tmp_path: Path
) -> None:
    kb = purge.kb
    kb.git("clone", "-q", str(purge.bare.root), str(tmp_path / "other"))
    other = Kb(tmp_path / "other", kb.environment)
    other.git("checkout", "-q", "-b", "work", "main~2")
    other.write("lessons/first.yaml", "title: Eerst\nnoted_on: 2025-12-01\n")
    other.git("cherry-pick", "main~1", "main")
    other.git("push", "-q", "--force", "origin", "work:main")
    kb.write("lessons/een.yaml", "title: Een\nnoted_on: 2025-12-01\n")
    code, _, said = in_process(kb, "sync")
    assert code == 0 and said.endswith("1 of yours sent, 3 received, 0 questions\n"), said
    for name in (LESSON, "lessons/later.yaml", "lessons/first.yaml", "lessons/een.yaml"):
        assert kb.path(name).is_file()
    kb.write("lessons/een.yaml", "title: Twee\nnoted_on: 2025-12-01\n")
    assert in_process(kb, "sync")[0] == 0
    other.git("fetch", "-q")
    other.git("reset", "-q", "--hard", "origin/main")
    other.git("commit", "-q", "--amend", "-m", "somebody is not named here any more")
    other.git("push", "-q", "--force", "origin", "work:main")
    assert "was rewritten there" in in_process(kb, "sync")[2]


def test_messages_and_names_that_are_not_utf_8_are_taken_over_as_they_are(purge: Purge, in_process: Run) -> None:
    kb = purge.kb
    kb.environment = {**kb.environment, "GIT_AUTHOR_NAME": os.fsdecode(b"Ren\xe9")}
    kb.path("lessons/een.yaml").write_text("title: Een\nnoted_on: 2025-12-01\n")
    kb.git("add", "data")
    kb.git("commit", "-q", "-m", os.fsdecode(b"Geh\xf6rt"))
    hook = kb.root / ".git/hooks/post-merge"
    hook.write_bytes(b"#!/bin/sh\necho 'geh\xf6rt' >&2\n")
    hook.chmod(0o755)
    purge.rewrite()
    code, _, said = in_process(kb, "sync", "--take-over")
    assert code == 0, said
    words = ["git", "cat-file", "commit", "main"]
    text = subprocess.run(words, cwd=purge.bare.root, env=kb.environment, capture_output=True, check=True).stdout
    assert "Gehört".encode() in text and "author René <".encode() in text  # git takes them for Latin-1


def test_where_nothing_was_rewritten_it_says_so(purge: Purge, in_process: Run) -> None:
    code, _, said = in_process(purge.kb, "sync", "--take-over")
    assert code == 0 and "was not rewritten: nothing to take over" in said


def test_a_file_with_edits_that_are_not_committed_stops_it(purge: Purge, in_process: Run) -> None:
    purge.rewrite()
    purge.kb.write(LESSON, TEXT.format(who="Piet"), commit=False)
    before = purge.kb.head()
    code, _, said = in_process(purge.kb, "sync", "--take-over")
    assert code == 4 and "has edits that are not committed" in said
    assert purge.kb.head() == before and "Piet" in purge.kb.text(LESSON)


def test_a_merge_whose_words_were_changed_there_is_counted(purge: Purge, in_process: Run) -> None:
    kb = purge.kb
    kb.git("checkout", "-q", "-b", "side", "HEAD~1")
    kb.write("lessons/zij.yaml", "title: Opzij\nnoted_on: 2025-12-01\n")
    kb.git("checkout", "-q", "main")
    kb.git("merge", "-q", "--no-edit", "side")
    assert in_process(kb, "sync")[0] == 0
    said = kb.git("commit-tree", "main^{tree}", "-p", "main^1", "-p", "main^2", "-m", "anders gezegd").strip()
    kb.git("push", "-q", "-f", "origin", f"{said}:main")
    code, _, told = in_process(kb, "sync")
    assert code == 4 and "commits that are gone: 1, new ones: 1" in told
