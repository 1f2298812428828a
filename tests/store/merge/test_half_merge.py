"""A merge that plain git left half done: check names what is left, sync finishes it and throws no edit away."""

from __future__ import annotations

import subprocess

import pytest

from tests.conftest import Kb

PROJECT = "projects/waterrijk/project.yaml"
LESSON = "lessons/begin-met-het-stroomnet.yaml"
WEEKLY = "projects/waterrijk/sessions/2026-01-05-weekly.yaml"
TALK = "projects/waterrijk/sessions/2026-02-01.yaml"


def tried(kb: Kb, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *args], cwd=kb.root, env=kb.environment, capture_output=True, text=True)


def both(kb: Kb, name: str, ours: str | None, theirs: str | None) -> None:
    """Commit one text of a file on main, another on a branch; None removes it."""
    kb.git("branch", "-q", "-f", "other")
    for branch, text in (("other", theirs), ("main", ours)):
        kb.git("switch", "-q", branch)
        if text is None:
            kb.git("rm", "-q", f"data/{name}")
            kb.git("commit", "-q", "-m", f"remove {name}")
        else:
            kb.write(name, text)


@pytest.fixture(params=["with the driver", "without"])
def half(kb: Kb, request: pytest.FixtureRequest) -> Kb:
    """A merge under way: a field changed twice, and one changed on each side."""
    if request.param == "with the driver":
        kb.ppl("init", ".")
    text = kb.text(PROJECT)
    both(kb, PROJECT, text.replace("lot-1", "lot-2") + "aaa: ours\n", text.replace("lot-1", "lot-3") + "bbb: theirs\n")
    assert tried(kb, "merge", "other").returncode == 1
    return kb


def test_check_names_the_line_and_the_remedy(half: Kb) -> None:
    done = half.ppl("check")
    line = half.text(PROJECT).split("\n").index(next(r for r in half.text(PROJECT).split("\n") if "<<<<" in r)) + 1
    assert done.returncode == 1
    assert f"data/{PROJECT}:{line}: two versions stand here" in done.stdout and "ppl sync" in done.stdout
    assert done.stdout.count(f"data/{PROJECT}") == 1
    assert "both sides changed it" in half.ppl("check", "merge").stdout


def test_sync_asks_about_the_field_and_changes_nothing(half: Kb) -> None:
    before = (half.head(), half.status(), half.text(PROJECT))
    done = half.ppl("sync")
    assert done.returncode == 4
    assert "waterrijk#lot" in done.stderr and "lot-2" in done.stderr and "lot-3" in done.stderr
    assert (half.head(), half.status(), half.text(PROJECT)) == before


def test_sync_finishes_it_with_an_answer(half: Kb) -> None:
    ours, theirs = half.head(), half.git("rev-parse", "other").strip()
    done = half.ppl("sync", "--theirs", "waterrijk#lot")
    assert done.returncode == 0, done.stderr
    assert "the merge of other is finished" in done.stderr
    text = half.text(PROJECT)
    assert "lot: lot-3" in text and "aaa: ours" in text and "bbb: theirs" in text and "<<<" not in text
    assert half.status() == "" and not (half.root / ".git/MERGE_HEAD").exists()
    assert half.git("log", "-1", "--format=%P").split() == [ours, theirs]
    assert half.ppl("check", "merge").returncode == 0


@pytest.mark.parametrize("solve", ["write", "add", "rm", "checkout"])
def test_edits_that_solve_it_by_hand_are_never_thrown_away(half: Kb, solve: str) -> None:
    if solve in ("write", "add"):
        half.write(PROJECT, "name: Zelf opgelost\n", commit=False)
    if solve == "add":
        half.git("add", f"data/{PROJECT}")
    if solve == "rm":
        half.git("rm", "-q", f"data/{PROJECT}")
    if solve == "checkout":
        half.git("checkout", "-q", "--theirs", f"data/{PROJECT}")
    before = (half.head(), half.status())
    done = half.ppl("sync", "--theirs", "waterrijk")
    assert done.returncode == 4
    assert f"data/{PROJECT} is not as git's merge wrote it" in done.stderr and "git merge --continue" in done.stderr
    assert (half.head(), half.status()) == before
    if solve in ("write", "add"):
        assert half.text(PROJECT) == "name: Zelf opgelost\n"


def test_a_file_that_git_combined_and_that_was_edited_and_staged_since_stays(kb: Kb) -> None:
    kb.ppl("init", ".")
    text, lesson = kb.text(PROJECT), kb.text(LESSON)
    both(kb, PROJECT, text.replace("lot-1", "lot-2"), text.replace("lot-1", "lot-3"))
    kb.git("switch", "-q", "other")
    kb.write(LESSON, lesson + "source: x\n")
    kb.git("switch", "-q", "main")
    assert tried(kb, "merge", "other").returncode == 1
    kb.write(LESSON, lesson + "source: mine\n", commit=False)
    kb.git("add", "data")
    kb.git("checkout", "-q", "-m", "--", f"data/{PROJECT}")
    done = kb.ppl("sync", "--theirs", "waterrijk")
    assert done.returncode == 4 and f"data/{LESSON} is not as git's merge wrote it" in done.stderr
    assert kb.text(LESSON) == lesson + "source: mine\n"


def test_edits_elsewhere_stay_as_they_are(half: Kb) -> None:
    half.write(LESSON, half.text(LESSON) + "# mine\n", commit=False)
    half.write("projects/zandhoek/new.txt", "mine", commit=False)
    assert half.ppl("sync", "--ours", "waterrijk").returncode == 0
    assert half.status() == f" M data/{LESSON}\n?? data/projects/zandhoek/new.txt\n"


def test_what_is_staged_besides_stays_staged(half: Kb) -> None:
    half.write("projects/zandhoek/new.txt", "mine", commit=False)
    half.write(LESSON, half.text(LESSON) + "# mine\n", commit=False)
    half.git("add", "data/projects/zandhoek/new.txt", f"data/{LESSON}")
    half.git("rm", "-q", f"data/{WEEKLY}")
    half.write(LESSON, half.text(LESSON) + "# more\n", commit=False)
    before = half.git("ls-files", "--stage", "--", f"data/{LESSON}")
    assert half.ppl("sync", "--ours", "waterrijk").returncode == 0
    assert half.status() == f"MM data/{LESSON}\nD  data/{WEEKLY}\nA  data/projects/zandhoek/new.txt\n"
    assert half.git("ls-files", "--stage", "--", f"data/{LESSON}") == before


def test_two_sides_that_had_taken_in_each_other_are_combined_like_any_other(kb: Kb) -> None:
    """Two commits are in both then. Measured from either alone, what the other brought and was taken back since would
    come back, and of a field that each side settled in its own sense one value would win without a question."""
    project, lesson, weekly = (kb.text(path) for path in (PROJECT, LESSON, WEEKLY))
    both(kb, PROJECT, project.replace("lot-1", "lot-2"), project.replace("lot-1", "lot-3"))
    for branch, path, text in (("other", LESSON, lesson), ("main", WEEKLY, weekly)):
        kb.git("switch", "-q", branch)
        kb.write(path, text + "# new\n")
    tips = {branch: kb.git("rev-parse", branch).strip() for branch in ("main", "other")}
    for branch, other in (("other", "main"), ("main", "other")):
        kb.git("switch", "-q", branch)
        kb.git("merge", "-q", "--no-edit", "-X", "ours", tips[other])
    assert len(kb.git("merge-base", "--all", "main", "other").split()) == 2
    for branch, path, text in (("other", WEEKLY, weekly), ("main", LESSON, lesson)):
        kb.git("switch", "-q", branch)
        kb.write(path, text)
    tried(kb, "merge", "-s", "recursive", "--no-commit", "other")
    done = kb.ppl("sync")
    assert done.returncode == 4 and "lot-2" in done.stderr and "lot-3" in done.stderr, done.stderr
    assert done.stderr.count("both sides changed `") == 1
    assert kb.ppl("sync", "--ours", "waterrijk#lot").returncode == 0
    assert [kb.text(path) for path in (LESSON, WEEKLY)] == [lesson, weekly]
    assert "lot: lot-2" in kb.text(PROJECT) and kb.status() == ""


def test_a_removal_against_an_edit_is_named_and_asked(kb: Kb) -> None:
    both(kb, LESSON, None, kb.text(LESSON) + "# changed\n")
    assert tried(kb, "merge", "other").returncode == 1
    assert "gone here, changed there" in kb.ppl("check").stdout
    assert kb.ppl("sync").returncode == 4
    assert kb.ppl("sync", "--theirs", "lessons/begin-met-het-stroomnet").returncode == 0
    assert kb.text(LESSON).endswith("# changed\n") and kb.status() == ""


def test_a_renaming_that_git_does_not_know_is_mended(kb: Kb) -> None:
    kb.ppl("init", ".")
    kb.git("branch", "-q", "-f", "other")
    assert kb.ppl("rename", "waterrijk", "wr", "--yes").returncode == 0
    kb.git("switch", "-q", "other")
    kb.write(PROJECT, kb.text(PROJECT) + "bbb: theirs\n")
    kb.git("switch", "-q", "main")
    assert tried(kb, "merge", "other").returncode == 1
    assert "gone here, changed there" in kb.ppl("check").stdout
    done = kb.ppl("sync")
    assert done.returncode == 0, done.stderr
    assert "bbb: theirs" in kb.text("projects/wr/project.yaml")
    assert not kb.path("projects/waterrijk").exists() and kb.status() == ""


def test_two_talks_of_one_name_both_stay(kb: Kb) -> None:
    both(kb, TALK, *(f"kind: contact\nheld_on: 2026-02-01\nsummary: {who} hier\n" for who in ("Wij", "Zij")))
    assert tried(kb, "merge", "other").returncode == 1
    assert kb.ppl("check").returncode == 1
    assert kb.ppl("sync").returncode == 0
    texts = kb.text(TALK) + kb.text(TALK.replace(".yaml", "-2.yaml"))
    assert "Wij hier" in texts and "Zij hier" in texts and kb.status() == ""


def test_what_was_broken_off_between_the_commit_and_the_end_is_ended(half: Kb) -> None:
    theirs = half.git("rev-parse", "other")
    assert half.ppl("sync", "--ours", "waterrijk").returncode == 0
    head = half.head()
    (half.root / ".git/MERGE_HEAD").write_text(theirs)
    assert half.ppl("sync").returncode == 0
    assert half.head() == head and not (half.root / ".git/MERGE_HEAD").exists() and half.status() == ""


def test_what_is_no_merge_of_two_commits_is_left_to_git(half: Kb) -> None:
    half.git("merge", "--abort")
    assert tried(half, "rebase", "other").returncode == 1
    done = half.ppl("sync")
    assert done.returncode == 4 and "a rebase is under way" in done.stderr
    assert "git rebase --continue" in half.ppl("check", "merge").stdout


def test_a_file_with_marks_stops_no_other_word_and_is_never_committed(half: Kb) -> None:
    words: tuple[str, ...]
    for words in (("status",), ("list", "project"), ("report", "programme"), ("show", "zandhoek"), ("list", "session")):
        done = half.ppl(*words)
        assert done.returncode == 0, done.stderr
        assert done.stderr.count(PROJECT) <= 1
    editor = half.root.parent / "editor"
    editor.write_text("#!/bin/sh\necho '# more' >> $1\n")
    editor.chmod(0o755)
    half.git("merge", "--quit")
    half.git("reset", "-q")
    head = half.head()
    line = half.text(PROJECT).split("\n").index(next(r for r in half.text(PROJECT).split("\n") if "<<<<" in r)) + 1
    for words in (
        ("save",),
        ("edit", "waterrijk"),
        ("set", "waterrijk", "name=x", "--with-edits", "--yes"),
        ("rename", "waterrijk", "wr", "--with-edits", "--yes"),
    ):
        done = half.ppl(*words, EDITOR=str(editor))
        assert done.returncode == 3, (words, done.stderr)
        assert f"data/{PROJECT}:{line}: two versions stand here" in done.stderr
    assert half.head() == head
