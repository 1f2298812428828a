"""Repositories of another make: other hashes, odd paths, shallow clones, line ends, filters, hooks around ppl."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import KB, Kb

RECORD = "projects/waterrijk/project.yaml"


def repository_at(root: Path, like: Kb, *options: str) -> Kb:
    """The knowledge base in a new repository at another place."""
    shutil.copytree(KB, root)
    made = Kb(root, like.environment)
    made.git("init", "-q", "-b", "main", *options)
    made.git("add", ".")
    made.git("commit", "-q", "-m", "begin")
    return made


def said(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("name", "options"),
    [("sha256", ["--object-format=sha256"]), ("a $HOME [x] \u00e9", []), ("$HOME", ["--object-format=sha256"])],
)
def test_every_word_works_with_other_hashes_and_odd_paths(kb: Kb, name: str, options: list[str]) -> None:
    odd = repository_at(kb.root.parent / name / "kb [y] $z", kb, *options)
    said(odd.ppl("log", "waterrijk", "--from", "-", stdin="kind: contact\nheld_on: 2026-02-01\n"))
    said(odd.ppl("set", "waterrijk", "name=Waterstad"))
    assert "Waterrijk \u2192 Waterstad" in said(odd.ppl("history", "waterrijk"))
    assert "name: Waterrijk" in said(odd.ppl("show", "waterrijk", "--as-of", "HEAD~1"))
    said(odd.ppl("undo"))
    said(odd.ppl("rename", "zandhoek", "zandgat"))
    assert "zandhoek \u2192 zandgat" in said(odd.ppl("history", "zandgat"))
    remote = kb.root.parent / name / "remote.git"
    odd.git("init", "-q", "--bare", "-b", "main", *options, str(remote))
    odd.git("remote", "add", "origin", str(remote))
    said(odd.ppl("sync"))
    assert odd.status() == ""
    odd.git("fsck")


def test_a_shallow_clone_says_how_it_gets_the_rest(kb: Kb) -> None:
    for number in range(3):
        said(kb.ppl("set", "waterrijk", f"name=Waterrijk {number}"))
    kb.git("clone", "-q", "--depth", "2", f"file://{kb.root}", "../shallow")
    shallow = Kb(kb.root.parent / "shallow", kb.environment)
    said(shallow.ppl("undo"))
    for words in (("history", "waterrijk"), ("show", "waterrijk", "--as-of", "2020-01-01"), ("undo",)):
        done = shallow.ppl(*words)
        assert done.returncode
        assert "git fetch --unshallow" in done.stderr


def test_one_field_is_one_line_with_the_line_ends_of_windows(kb: Kb) -> None:
    kb.write(RECORD, kb.text(RECORD).replace("\n", "\r\n"))
    for setting, name in (("false", "Waterstad"), ("true", "Waterdorp")):
        kb.git("config", "core.autocrlf", setting)
        said(kb.ppl("set", "waterrijk", f"name={name}"))
        assert kb.git("show", "--format=", "--numstat", "HEAD").split()[:2] == ["1", "1"]
        assert kb.status() == ""


def test_a_filter_and_another_encoding_are_read_as_git_shows_them(kb: Kb) -> None:
    kb.write("../.gitattributes", "data/projects/** filter=rot\n", commit=False)
    kb.git("config", "filter.rot.clean", "tr a-z n-za-m")
    kb.git("config", "filter.rot.smudge", "tr a-z n-za-m")
    kb.git("add", "--renormalize", ".")
    kb.git("add", ".")
    kb.git("commit", "-q", "-m", "rot")
    said(kb.ppl("set", "waterrijk", "name=Waterstad"))
    assert "Wngrefgnq" in kb.git("show", f"HEAD:data/{RECORD}")
    assert "Waterrijk \u2192 Waterstad" in said(kb.ppl("history", "waterrijk"))
    assert "name: Waterrijk" in said(kb.ppl("show", "waterrijk", "--as-of", "HEAD~1"))
    said(kb.ppl("undo"))
    assert kb.status() == ""


def test_records_in_another_encoding_can_be_read_in_the_history(kb: Kb) -> None:
    kb.write("../.gitattributes", f"data/{RECORD} text working-tree-encoding=UTF-16\n", commit=False)
    kb.path(RECORD).write_bytes(kb.text(RECORD).encode("utf-16"))
    kb.git("add", ".")
    kb.git("commit", "-q", "-m", "other bytes")
    assert "name: Waterrijk" in said(kb.ppl("show", "waterrijk", "--as-of", "HEAD"))
    assert "Waterrijk" in said(kb.ppl("history", "waterrijk"))
    for words in (("set", "waterrijk", "name=Waterstad"), ("show", "waterrijk")):
        done = kb.ppl(*words)
        assert done.returncode == 3
        assert "is not UTF-8 text" in done.stderr and "working-tree-encoding" in done.stderr
        assert "Traceback" not in done.stderr


def test_nothing_is_written_in_an_encoding_that_git_takes_for_another(kb: Kb) -> None:
    kb.write("../.gitattributes", "*.yaml text working-tree-encoding=ISO-8859-1\n", commit=False)
    kb.git("add", ".")
    kb.git("commit", "-q", "-m", "other bytes")
    said(kb.ppl("set", "waterrijk", "name=Waterstad"))
    done = kb.ppl("set", "waterrijk", "name=Caf\u00e9")
    assert done.returncode == 4 and "as ISO-8859-1 (working-tree-encoding)" in done.stderr
    assert kb.status() == "" and kb.drafts()
