"""The index where something is wrong with its files, its folder or the Python that reads it: never in the way."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import ppl
from ppl.store.folder import Folder
from ppl.store.index_files import ENDINGS, remove_index, remove_indexes
from ppl.store.index_opening import open_index
from ppl.store.index_state import index_state
from ppl.store.stamp import stamp_of
from tests.conftest import Kb
from tests.store.test_index import LESSON, cold, place_of, warm


def test_an_index_that_was_only_begun_is_made(kb: Kb) -> None:
    """Killed between its first page and its tables, or left without its -wal."""
    place = place_of(kb)
    place.parent.mkdir(exist_ok=True)
    sqlite3.connect(place).execute("PRAGMA journal_mode=WAL").connection.close()
    place.chmod(0o600)
    assert warm(kb.root) == cold(kb.root)


def test_another_database_in_its_place_is_no_index(kb: Kb) -> None:
    place = place_of(kb)
    place.parent.mkdir(exist_ok=True)
    sqlite3.connect(place).execute("CREATE TABLE something (else_)").connection.close()
    place.chmod(0o600)
    assert warm(kb.root) == cold(kb.root)


def remembered(kb: Kb) -> int:
    index = open_index(kb.root)
    assert index
    found = index.contents_number()
    index.connection.close()
    return found


@pytest.mark.parametrize(
    "damage", ["DROP TABLE file", "CREATE TRIGGER t BEFORE INSERT ON file BEGIN SELECT 1/0, x; END"]
)
def test_an_index_that_is_damaged_within_is_made_anew(kb: Kb, damage: str) -> None:
    """Its first pages are in order: it can be opened, and answers nothing, or takes nothing in."""
    warm(kb.root)
    with sqlite3.connect(place_of(kb)) as connection:
        connection.execute(damage)
        connection.execute("DELETE FROM content")
    connection.close()
    assert warm(kb.root) == cold(kb.root)
    assert warm(kb.root) == cold(kb.root)
    assert remembered(kb) == len(cold(kb.root)[2])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("is_pipe", [True, False], ids=["pipe", "link"])
def test_what_is_no_file_in_the_place_of_the_index_goes(kb: Kb, ending: str, is_pipe: bool) -> None:
    warm(kb.root)
    for other in ENDINGS[1:]:
        Path(f"{place_of(kb)}{other}").unlink(missing_ok=True)
    Path(f"{place_of(kb)}{ending}").unlink(missing_ok=True)
    place = Path(f"{place_of(kb)}{ending}")
    os.mkfifo(place) if is_pipe else place.symlink_to("/dev/null")
    assert warm(kb.root) == cold(kb.root)


def test_an_index_that_a_copy_shares_is_left_to_neither(kb: Kb, tmp_path: Path) -> None:
    """Hard links: what one writes, the other would find."""
    warm(kb.root)
    os.link(place_of(kb), tmp_path / "shared")
    assert warm(kb.root) == cold(kb.root)
    assert place_of(kb).stat().st_nlink == 1


@pytest.mark.parametrize("year", [1600, 2400])
def test_a_file_of_another_century_is_read(kb: Kb, year: int) -> None:
    """Its time in nanoseconds is more than 63 bits."""
    facts = kb.root.stat()
    moment = (year - 1970) * 31_556_952_000_000_000
    other = os.stat_result([*facts[:10]], {"st_mtime_ns": moment, "st_ctime_ns": facts.st_ctime_ns})
    assert stamp_of(other) != stamp_of(facts)


@pytest.mark.parametrize("said", ["gitdir: {away}/.git/worktrees/w", "rubbish", None])
def test_reading_makes_no_git_folder(tmp_path: Path, said: str | None) -> None:
    """A .git that leads to a repository that is gone, says nothing, or is empty."""
    base, away = tmp_path / "base", tmp_path / "away"
    (base / "data/lessons").mkdir(parents=True)
    (base / "data/lessons/net.yaml").write_text(LESSON.format(title="Vraag vroeg", who="aan Q"))
    (base / ".git").mkdir() if said is None else (base / ".git").write_text(said.format(away=away))
    before = sorted(tmp_path.rglob("*"))
    folder = Folder(base, {})
    assert folder.index is None
    assert "lessons/net" in folder.read()[0].records
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_base_in_a_folder_whose_name_is_no_text_has_an_index(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main\n")
    base = tmp_path / os.fsdecode(b"b\xff")
    try:
        base.mkdir()
    except OSError:
        pytest.skip("no such names on this disk")
    assert warm(base) == cold(base)


def test_python_without_sqlite_reads_everything(kb: Kb, tmp_path: Path) -> None:
    (tmp_path / "sqlite3.py").write_text("raise ImportError('made without it')\n")
    home = Path(ppl.__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{home}"}
    done = subprocess.run([sys.executable, "-m", "ppl", "check"], cwd=kb.root, env=environment, capture_output=True)
    assert b"sqlite" not in done.stdout + done.stderr
    assert done.returncode in (0, 1), done.stderr


def test_the_indexes_of_all_work_trees_go_with_rewritten_history(kb: Kb, tmp_path: Path) -> None:
    """With what a killed process left beside them."""
    kb.git("worktree", "add", "-q", str(tmp_path / "other"))
    warm(kb.root)
    warm(tmp_path / "other")
    orphan = place_of(kb).with_name("index-0123456789ab.sqlite-wal")
    orphan.write_text("secret")
    remove_indexes(kb.root / ".git")
    assert not [*(kb.root / ".git").rglob("index*.sqlite*")]


def test_the_state_of_an_index_is_told_while_it_goes(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    warm(kb.root)
    folder = Folder(kb.root, {"PATH": os.environ["PATH"]})
    assert folder.index
    remove_index(place_of(kb))
    assert index_state(folder)


@pytest.mark.parametrize("is_removed", [True, False])
def test_a_text_that_nobody_committed_stands_nowhere_once_it_is_gone(kb: Kb, is_removed: bool) -> None:
    """Neither in the index nor in its -wal, which a process that ends at once leaves there."""
    kb.write("lessons/net.yaml", LESSON.format(title="Geheimwoord", who="aan Q"), commit=False)
    warm(kb.root)
    reader = sqlite3.connect(place_of(kb))  # so that the last connection closes later
    reader.execute("SELECT count(*) FROM file").fetchall()
    if is_removed:
        kb.path("lessons/net.yaml").unlink()
    else:
        kb.write("lessons/net.yaml", LESSON.format(title="Iets anders", who="aan Q"), commit=False)
    warm(kb.root)
    left = [place for place in place_of(kb).parent.glob("index*") if b"Geheimwoord" in place.read_bytes()]
    reader.close()
    assert left == []


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_blob_in_whose_place_git_shows_another_is_read_from_git(
    kb: Kb, is_packed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ppl.store.tree.FEW", 0)
    for name, title in (("net", "Vraag vroeg"), ("ander", "Vraag laat")):
        kb.write(f"lessons/{name}.yaml", LESSON.format(title=title, who="aan Q"))
    head = kb.git("rev-parse", "HEAD").strip()
    warm(kb.root, head)
    kb.git("replace", "HEAD:data/lessons/net.yaml", "HEAD:data/lessons/ander.yaml")
    if is_packed:
        kb.git("pack-refs", "--all")
        shutil.rmtree(kb.root / ".git/refs/replace", ignore_errors=True)
    assert warm(kb.root, head) == cold(kb.root, head)
    assert warm(kb.root, head)[0]["lessons/net"].title == "Vraag laat"  # type: ignore[attr-defined]
