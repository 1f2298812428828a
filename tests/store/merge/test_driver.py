"""Plain git beside ppl: merge, pull and rebase combine records by their fields, and lose nothing where they cannot."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ppl.model.kinds import kind_of_path
from ppl.store.git.repository import Git
from ppl.store.git.settings import MODULE, driver, teach_git
from ppl.store.merge.driver import Marks, merged_record
from tests.conftest import Kb

PROJECT = "projects/waterrijk/project.yaml"
TALK = "projects/waterrijk/sessions/2026-02-01.yaml"


@pytest.fixture
def taught(kb: Kb) -> Kb:
    """A clone that `ppl init .` taught git what records are, on a branch `other` and on main."""
    assert kb.ppl("init", ".").returncode == 0
    kb.git("branch", "other")
    return kb


def tried(kb: Kb, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *args], cwd=kb.root, env=kb.environment, capture_output=True, text=True)


def both(kb: Kb, name: str, ours: str, theirs: str) -> None:
    """Commit one text of a file on main, another on the branch."""
    kb.git("switch", "-q", "other")
    kb.write(name, theirs)
    kb.git("switch", "-q", "main")
    kb.write(name, ours)


def with_two_fields(kb: Kb) -> None:
    """Two fields whose lines touch each other: git's own merge of lines would not combine them."""
    text = kb.text(PROJECT)
    both(kb, PROJECT, text + "aaa: ours\n", text + "bbb: theirs\n")


def assert_both_fields(kb: Kb) -> None:
    text = kb.text(PROJECT)
    assert "aaa: ours\n" in text and "bbb: theirs\n" in text and "<<<" not in text
    assert kb.status() == ""


def test_git_merge_combines_fields_of_one_file(taught: Kb) -> None:
    with_two_fields(taught)
    taught.git("merge", "-q", "--no-edit", "other")
    assert_both_fields(taught)


def test_git_rebase_combines_fields_of_one_file(taught: Kb) -> None:
    with_two_fields(taught)
    taught.git("rebase", "-q", "other")
    assert_both_fields(taught)


def test_git_pull_combines_fields_of_one_file(taught: Kb, tmp_path: Path) -> None:
    with_two_fields(taught)
    shutil.copytree(taught.root, tmp_path / "there")
    taught.git("pull", "-q", "--no-rebase", "--no-edit", "../there", "other")
    assert_both_fields(taught)


def test_it_combines_in_a_folder_of_a_larger_repository(kb: Kb) -> None:
    (kb.root / "a b").mkdir()
    kb.git("mv", "data", "a b/data")
    kb.git("commit", "-q", "-m", "move")
    teach_git(Git(kb.root / "a b", kb.environment))
    kb.git("branch", "other")
    kb.root = kb.root / "a b"
    with_two_fields(kb)
    kb.git("merge", "-q", "--no-edit", "other")
    assert_both_fields(kb)


def test_a_field_changed_twice_stands_between_markers_and_all_else_is_combined(taught: Kb) -> None:
    text = taught.text(PROJECT) + "goal: as it was\n"
    taught.write(PROJECT, text)
    taught.git("branch", "-f", "other")
    ours, theirs = (text.replace("as it was", f"as {who} want it") for who in ("we", "they"))
    both(taught, PROJECT, ours + "aaa: ours\n", theirs + "bbb: theirs\n")
    assert tried(taught, "merge", "other").returncode == 1
    found = taught.text(PROJECT)
    block = "<<<<<<< ours\ngoal: as we want it\n=======\ngoal: as they want it\n>>>>>>> theirs\n"
    assert block in found
    assert {"aaa: ours", "bbb: theirs"} <= set(found.replace(block, "").splitlines())
    assert f"UU data/{PROJECT}" in taught.status()


def test_git_shows_the_base_too_where_it_is_set_so(taught: Kb) -> None:
    text = taught.text(PROJECT)
    both(taught, PROJECT, text.replace("lot-1", "lot-2"), text.replace("lot-1", "lot-3"))
    taught.git("config", "merge.conflictStyle", "diff3")
    assert tried(taught, "merge", "other").returncode == 1
    assert re.search(r"<{7} .*\nlot: lot-2\n\|{7} .*\nlot: lot-1\n={7}\nlot: lot-3\n>{7} ", taught.text(PROJECT))
    assert taught.ppl("sync", "--theirs", "waterrijk").returncode == 0
    assert "lot: lot-3" in taught.text(PROJECT) and taught.status() == ""


def test_two_who_added_one_file_are_combined_by_its_fields(taught: Kb) -> None:
    both(taught, "projects/waterrijk/extra.yaml", "a: 1\n", "a: 1\n")
    both(taught, "lessons/samen.yaml", "title: Samen\nsource: x\n", "title: Samen\nlesson: Doe het samen\n")
    taught.git("merge", "-q", "--no-edit", "other")
    text = taught.text("lessons/samen.yaml")
    assert "source: x" in text and "lesson: Doe het samen" in text


def test_two_talks_that_got_one_name_are_not_mixed(taught: Kb) -> None:
    ours, theirs = (f"kind: contact\nheld_on: 2026-02-01\nsummary: {who}\ntags: [{who}]\n" for who in ("Wij", "Zij"))
    both(taught, TALK, ours, theirs)
    assert tried(taught, "merge", "other").returncode == 1
    assert f"AA data/{TALK}" in taught.status()
    text = taught.text(TALK)
    assert text.index("summary: Wij") < text.index("tags: [Wij]") < text.index("=======") < text.index("summary: Zij")


@pytest.mark.parametrize("python", ["/gone/with/its venv/bin/python", "/bin/false"])
def test_where_the_driver_cannot_start_git_combines_lines_and_nothing_is_lost(taught: Kb, python: str) -> None:
    taught.git("config", "merge.ppl.driver", driver(python))
    with_two_fields(taught)
    assert tried(taught, "merge", "other").returncode == 1
    text = taught.text(PROJECT)
    assert "<<<<<<< ours\naaa: ours\n=======\nbbb: theirs\n>>>>>>> theirs\n" in text


def test_what_is_not_yaml_is_combined_by_lines(taught: Kb) -> None:
    text = taught.text(PROJECT)
    both(taught, PROJECT, text + "aaa: [\n", text + "bbb: theirs\n")
    assert tried(taught, "merge", "other").returncode == 1
    assert "<<<<<<< ours\naaa: [\n=======\nbbb: theirs\n>>>>>>> theirs\n" in taught.text(PROJECT)


def test_the_code_that_runs_is_never_the_repositorys_own(taught: Kb) -> None:
    place = taught.root / "ppl"
    place.mkdir()
    (place / "__init__.py").write_text("open('ran', 'w')\n")
    with_two_fields(taught)
    taught.git("merge", "-q", "--no-edit", "other")
    assert not (taught.root / "ran").exists()
    assert "bbb: theirs" in taught.text(PROJECT)


def test_a_text_with_two_differences_stands_whole_between_the_markers() -> None:
    kind = kind_of_path(PROJECT)
    assert kind is not None
    texts = [f"name: A\nsummary: |\n  {a}\n  middle\n  {b}\n  end\n" for a, b in (("a", "b"), ("c", "d"), ("e", "f"))]
    found = merged_record(kind, texts[0], texts[1], texts[2])
    assert found == (
        "name: A\nsummary: |\n<<<<<<< ours\n  c\n  middle\n  d\n=======\n  e\n  middle\n  f\n>>>>>>> theirs\n  end\n",
        False,
    )


@pytest.mark.parametrize("style", ["diff3", "zdiff3"])
@pytest.mark.parametrize(
    ("before", "ours", "theirs", "between"),
    [
        (
            "lot: l1\n",
            "lot: l2\nend_on: x\n",
            "lot: l3\n",
            "<< HEAD\nlot: l2\n|| 1a2b\nlot: l1\n==\nlot: l3\n>> anna\nend_on: x\n",
        ),
        ("", "lot: l2\n", "lot: l3\n", "<< HEAD\nlot: l2\n|| 1a2b\n==\nlot: l3\n>> anna\n"),
        ("lot: l1\n", "", "lot: l3\n", "<< HEAD\n|| 1a2b\nlot: l1\n==\nlot: l3\n>> anna\n"),
    ],
    ids=["changed twice", "added twice", "gone here"],
)
def test_the_base_stands_between_the_markers_where_git_is_set_so(
    style: str, before: str, ours: str, theirs: str, between: str
) -> None:
    kind = kind_of_path(PROJECT)
    assert kind is not None
    texts = [f"name: A\n{middle}summary: B\n" for middle in (before, ours, theirs)]
    found = merged_record(kind, texts[0], texts[1], texts[2], Marks(2, style, "HEAD", "1a2b", "anna"))
    assert found == (f"name: A\n{between}summary: B\n", False)


# the settings


def settings(kb: Kb) -> list[str]:
    return [row for row in kb.git("config", "--local", "--list").splitlines() if row.startswith("merge.")]


def attribute(kb: Kb) -> str:
    return kb.git("check-attr", "merge", "--", f"data/{PROJECT}").rpartition(": ")[2].strip()


def test_init_sets_git_up_and_does_it_once(kb: Kb, tmp_path: Path) -> None:
    assert kb.ppl("init", "../new").returncode == 0
    new = Kb(tmp_path / "new", kb.environment)
    found = settings(new)
    assert {"merge.renames=false", "merge.directoryrenames=false"} <= set(found)
    assert len(found) == 4 and any(MODULE in row for row in found)
    assert attribute(new) == "ppl" and new.status() == ""
    assert (
        not (new.root / ".git/info/attributes").exists() or "ppl" not in (new.root / ".git/info/attributes").read_text()
    )
    assert new.ppl("init", ".").returncode == 0
    assert settings(new) == found


def test_sync_sets_an_existing_clone_up_without_a_commit(kb: Kb, tmp_path: Path) -> None:
    kb.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "hub.git"))
    kb.git("remote", "add", "origin", str(tmp_path / "hub.git"))
    before = kb.head()
    for _ in range(2):
        assert kb.ppl("sync").returncode == 0
    assert len(settings(kb)) == 4 and attribute(kb) == "ppl"
    assert (kb.root / ".git/info/attributes").read_text().count("merge=ppl") == 1
    assert (kb.head(), kb.status()) == (before, "")


def test_what_the_user_set_himself_stays(kb: Kb) -> None:
    kb.environment["GIT_CONFIG_GLOBAL"] = str(kb.root.parent / "gitconfig")  # never the real one: git replaces the file
    kb.git("config", "--global", "merge.renames", "true")
    kb.git("config", "merge.ppl.driver", "mine %A")
    (kb.root / ".git/info").mkdir(exist_ok=True)
    (kb.root / ".git/info/attributes").write_text("*.yaml merge=union")
    teach_git(Git(kb.root, kb.environment))
    assert "merge.renames=false" not in settings(kb) and "merge.ppl.driver=mine %A" in settings(kb)
    assert attribute(kb) == "union"


def test_a_python_that_moved_is_followed(kb: Kb) -> None:
    kb.git("config", "merge.ppl.driver", driver("/gone/bin/python"))
    teach_git(Git(kb.root, kb.environment))
    assert "/gone" not in "".join(settings(kb))
