"""The index: every answer with it is what the files say, whatever happened to the files and to the index."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.errors import Problem
from ppl.model.kinds import KINDS, Kind
from ppl.model.record import Record
from ppl.store import index_opening, record_files, stamp
from ppl.store.folder import Folder
from ppl.store.index import Index
from ppl.store.index_files import index_place
from ppl.store.index_opening import open_index
from ppl.store.stored_record import restored, stored
from tests.by_type import parts
from tests.conftest import Kb

Answer = tuple[dict[str, Record], list[Problem], list[str]]
LESSON = """title: {title}
status: raw
kind: lesson
context: Een straat
advice: Vraag het {who}
noted_on: 2026-01-02
from:
  source: Een boek
sources:
  - {{name: Een boek, date: 2010..2012, read_on: 2026-01-02}}
"""


def answer(folder: Folder) -> Answer:
    """All that a base says: records, problems, refs."""
    knowledge, problems = folder.read()
    if folder.index:
        folder.index.connection.close()
    return dict(knowledge.records), problems, knowledge.named_refs


def cold(root: Path, commit: str | None = None) -> Answer:
    """The same without an index."""
    folder = Folder(root, {"PATH": os.environ["PATH"]})
    folder = folder.at(commit) if commit else folder
    vars(folder)["index"] = None
    return answer(folder)


def warm(root: Path, commit: str | None = None) -> Answer:
    folder = Folder(root, {"PATH": os.environ["PATH"]})
    folder = folder.at(commit) if commit else folder
    assert isinstance(folder.index, Index)
    return answer(folder)


@pytest.fixture
def read_from_disk(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are understood anew."""
    paths: list[str] = []
    decode = record_files.decode_record

    def decode_record(*args: object) -> object:
        paths.append(str(args[1]))
        return decode(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(record_files, "decode_record", decode_record)
    return paths


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were written a moment ago count as long there."""
    monkeypatch.setattr(stamp, "SETTLED_NS", 0)


def place_of(kb: Kb) -> Path:
    place = index_place(kb.root)
    assert place is not None
    return place


def test_what_was_read_once_is_not_understood_again(kb: Kb, read_from_disk: list[str]) -> None:
    first = warm(kb.root)
    everything = {*read_from_disk}
    read_from_disk.clear()
    assert warm(kb.root) == first
    assert read_from_disk == []
    assert cold(kb.root) == first
    assert {*read_from_disk} == everything


def test_a_file_whose_stamp_is_known_is_not_even_opened(kb: Kb, settled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    first = warm(kb.root)
    opened: list[str] = []
    monkeypatch.setattr("ppl.store.tree.content_of", opened.append)
    assert warm(kb.root) == first
    assert opened == []


def test_a_change_within_the_tick_of_the_clock_is_seen(kb: Kb) -> None:
    """Same size, same time: a file that was written just now is looked into, however often it was read."""
    path = kb.path("lessons/net.yaml")
    kb.write("lessons/net.yaml", LESSON.format(title="Vraag vroeg", who="aan Q"), commit=False)
    facts = path.stat()
    assert warm(kb.root) == cold(kb.root)
    path.write_text(LESSON.format(title="Vraag laat.", who="aan Q"))
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert warm(kb.root) == cold(kb.root)
    assert warm(kb.root)[0]["lessons/net"].title == "Vraag laat."  # type: ignore[attr-defined]


def test_a_change_that_puts_the_time_back_is_seen(kb: Kb, settled: None) -> None:
    path = kb.path("lessons/net.yaml")
    kb.write("lessons/net.yaml", LESSON.format(title="Vraag vroeg", who="aan Q"), commit=False)
    facts = path.stat()
    warm(kb.root)
    path.write_text(LESSON.format(title="Vraag laat.", who="aan Q"))
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert warm(kb.root)[0]["lessons/net"].title == "Vraag laat."  # type: ignore[attr-defined]


def edit(kb: Kb, random: Random) -> None:
    file = random.choice(files(kb))
    text = file.read_text()
    number = random.randint(1, 9)
    changed = (
        f"{text}# {number}\n", f"{text}tags: [woord-{number}]\n", f"{text}onbekend: {number}\n", text.swapcase(), "",
        "title: [niet gesloten\n", f"{text}opened_on: 2026-0{number}-40\n",
    )  # fmt: skip
    file.write_text(random.choice(changed))


def add(kb: Kb, random: Random) -> None:
    number = random.randint(1, 6)
    kb.write(
        f"lessons/les-{number}.yaml", LESSON.format(title=f"Les {number}", who=str(random.randint(1, 3))), commit=False
    )


def drop(kb: Kb, random: Random) -> None:
    random.choice(files(kb)).unlink()


def move(kb: Kb, random: Random) -> None:
    file = random.choice(files(kb))
    file.rename(file.with_name(f"verplaatst-{random.randint(1, 3)}.yaml"))


def touch(kb: Kb, random: Random) -> None:
    moment = random.choice((0, 1_000_000_000, 4_000_000_000))
    os.utime(random.choice(files(kb)), (moment, moment))


def commit(kb: Kb, random: Random) -> None:
    kb.git("add", "-A")
    kb.git("commit", "-q", "--allow-empty", "-m", "stap")


def go_back(kb: Kb, random: Random) -> None:
    commit(kb, random)
    commits = kb.git("rev-list", "HEAD").split()
    kb.git("checkout", "-q", random.choice(commits), "--", "data")


def hard_reset(kb: Kb, random: Random) -> None:
    kb.git("reset", "-q", "--hard")


def collect(kb: Kb, random: Random) -> None:
    kb.git("gc", "-q", "--prune=now")


def spoil(kb: Kb, random: Random) -> None:
    place = place_of(kb)
    if place.exists():
        content = bytearray(place.read_bytes())
        for _ in range(random.randint(1, 40)):
            content[random.randrange(len(content))] = random.randrange(256)
        place.write_bytes(bytes(content))


def throw_away(kb: Kb, random: Random) -> None:
    place_of(kb).unlink(missing_ok=True)


STEPS: tuple[Callable[[Kb, Random], None], ...] = (
    edit, edit, add, add, drop, move, touch, commit, go_back, hard_reset, collect, throw_away,
)  # fmt: skip


def files(kb: Kb) -> list[Path]:
    return sorted(file for file in (kb.root / "data").rglob("*.yaml") if "programme" not in file.parts)


@pytest.mark.parametrize("seed", range(6))
def test_with_the_index_everything_is_as_the_files_say(kb: Kb, seed: int, settled: None) -> None:
    random = Random(seed)
    for _ in range(25):
        step = random.choice(STEPS)
        step(kb, random)
        assert warm(kb.root) == cold(kb.root), step.__name__
        commits = kb.git("rev-list", "HEAD").split()
        chosen = random.choice(commits)
        assert warm(kb.root, chosen) == cold(kb.root, chosen), (step.__name__, chosen)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_index_never_stops_a_word(kb: Kb, seed: int, settled: None) -> None:
    """Bytes of it changed at random: every answer is still what the files say."""
    random = Random(seed)
    expected = warm(kb.root)
    sqlite3.connect(place_of(kb)).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    spoil(kb, random)
    found = answer(Folder(kb.root, {"PATH": os.environ["PATH"]}))
    assert found == expected


@pytest.mark.parametrize(
    "content", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 200], ids=["empty", "text", "zeros"]
)
def test_what_is_no_index_is_made_anew(kb: Kb, content: bytes, settled: None) -> None:
    expected = warm(kb.root)
    for ending in ("-wal", "-shm"):
        Path(f"{place_of(kb)}{ending}").unlink(missing_ok=True)
    place_of(kb).write_bytes(content)
    assert warm(kb.root) == expected
    assert warm(kb.root) == expected


def test_an_index_of_another_ppl_is_made_anew(kb: Kb, monkeypatch: pytest.MonkeyPatch, settled: None) -> None:
    warm(kb.root)
    index = open_index(kb.root)
    assert index
    index.connection.execute("UPDATE content SET body = x'80'")  # all that is kept is an empty mapping
    index.connection.close()
    monkeypatch.setattr(index_opening, "made_by", lambda: "1.0 of tomorrow")
    assert warm(kb.root) == cold(kb.root)


def test_an_index_that_came_along_with_a_copy_is_not_believed(kb: Kb, tmp_path: Path, settled: None) -> None:
    warm(kb.root)
    with sqlite3.connect(place_of(kb)) as connection:
        connection.execute("UPDATE content SET body = x'81A57469746C65A446414C53'")
    connection.close()
    shutil.copytree(kb.root, tmp_path / "copy")
    assert warm(tmp_path / "copy") == cold(tmp_path / "copy")


def test_the_index_is_private(kb: Kb) -> None:
    before = os.umask(0)
    try:
        warm(kb.root)
    finally:
        os.umask(before)
    assert place_of(kb).stat().st_mode & 0o777 == 0o600
    place_of(kb).chmod(0o644)  # somebody else may have written in it
    warm(kb.root)
    assert place_of(kb).stat().st_mode & 0o777 == 0o600


def test_another_process_that_writes_in_the_index_is_not_waited_for(kb: Kb) -> None:
    warm(kb.root)
    with sqlite3.connect(place_of(kb), isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        kb.write("lessons/net.yaml", LESSON.format(title="Vraag vroeg", who="aan Q"), commit=False)
        assert answer(Folder(kb.root, {"PATH": os.environ["PATH"]})) == cold(kb.root)
    other.close()


@pytest.mark.parametrize("error", [PermissionError, OSError])
def test_where_no_index_can_be_made_everything_is_read(
    kb: Kb, error: type[OSError], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise error

    monkeypatch.setattr("ppl.store.index_opening.os.open", refuse)
    folder = Folder(kb.root, {"PATH": os.environ["PATH"]})
    assert folder.index is None
    assert answer(folder) == cold(kb.root)


def test_a_full_disk_only_means_that_nothing_is_remembered(kb: Kb) -> None:
    folder = Folder(kb.root, {"PATH": os.environ["PATH"]})
    assert folder.index
    folder.index.connection.execute("PRAGMA max_page_count = 8")
    assert answer(folder) == cold(kb.root)
    assert warm(kb.root) == cold(kb.root)


def test_two_at_once_do_not_harm_each_other(kb: Kb) -> None:
    expected = cold(kb.root)
    one, other = (Folder(kb.root, {"PATH": os.environ["PATH"]}) for _ in range(2))
    assert one.index and other.index
    assert answer(one) == answer(other) == expected
    throw_away(kb, Random(0))
    assert answer(one) == answer(other) == warm(kb.root) == expected


def test_a_part_of_a_base_is_read_alike(kb: Kb, settled: None) -> None:
    warm(kb.root)
    for kinds in (("lesson",), ("project",), ("session", "programme"), ("project", "vocabularies", "decision")):
        with_index = Folder(kb.root, {}).read(kinds=kinds)[0]
        without = Folder(kb.root, {})
        vars(without)["index"] = None
        assert dict(with_index.records) == dict(without.read(kinds=kinds)[0].records)
        everything = {r.ref: r for r in Folder(kb.root, {}).read()[0]}
        assert with_index.records.keys() <= everything.keys()
        assert {r.ref for r in everything.values() if type(r) in {type(x) for x in with_index}} == {*with_index.records}
        assert with_index.named_refs == sorted(everything)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@given(st.data())
def test_a_stored_record_comes_back_whole(kind: Kind, data: st.DataObject) -> None:
    found = data.draw(parts(kind.record, ref="ergens/iets"))
    kept = stored(found, ())
    assert kept
    again = restored(kind.record, found.ref, kept)
    assert again == found
    assert repr(again) == repr(found)
