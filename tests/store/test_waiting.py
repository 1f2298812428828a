"""Notes that wait: whole or not at all, for their writer only, until they are dropped."""

from __future__ import annotations

import datetime
import os
import stat
import threading

import pytest

from ppl.errors import StoreError
from ppl.store.folder import Folder
from ppl.store.local import notes
from tests.conftest import Kb

NOW = datetime.datetime.fromisoformat("2026-03-01T10:30:00")


@pytest.fixture
def folder(kb: Kb) -> Folder:
    return Folder(kb.root, kb.environment)


def test_a_note_waits_for_its_project_with_its_writer(folder: Folder) -> None:
    made = notes.keep(folder, "waterrijk", "Bel de netbeheerder\nmorgen", NOW)
    notes.keep(folder, "zandhoek", "iets anders", NOW)
    assert notes.notes(folder, "waterrijk") == [made]
    assert made[1:] == (NOW, "waterrijk", "Bel de netbeheerder\nmorgen", "Test")
    assert len(notes.notes(folder)) == 2


def test_notes_come_in_the_order_in_which_they_were_made(folder: Folder) -> None:
    texts = [f"nummer {n}" for n in range(8)]
    for text in texts:
        notes.keep(folder, "waterrijk", text, NOW)
    notes.keep(folder, "waterrijk", "gisteren", NOW - datetime.timedelta(days=1))
    assert [note.text for note in notes.notes(folder)] == ["gisteren", *texts]


def test_the_same_text_twice_is_two_notes(folder: Folder) -> None:
    ids = {notes.keep(folder, "waterrijk", "bellen", NOW).id for _ in range(12)}
    assert len(ids) == len(notes.notes(folder)) == 12


def test_a_note_that_is_dropped_is_gone_and_dropping_it_twice_does_nothing(folder: Folder) -> None:
    note = notes.keep(folder, "waterrijk", "bellen", NOW)
    notes.drop(folder, [note.id])
    notes.drop(folder, [note.id, "../../config", "n0000"])
    assert notes.notes(folder) == []
    assert (folder.git.common_folder / "config").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_only_its_writer_can_read_it(folder: Folder) -> None:
    note = notes.keep(folder, "waterrijk", "bellen", NOW)
    place = folder.git.common_folder / "ppl" / "notes"
    assert stat.S_IMODE((place / f"{note.id}.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_notes_are_outside_the_records_and_shared_by_all_work_trees(kb: Kb, folder: Folder) -> None:
    note = notes.keep(folder, "waterrijk", "bellen", NOW)
    assert kb.status() == ""
    kb.git("worktree", "add", "-q", str(kb.root.parent / "other"))
    assert notes.notes(Folder(kb.root.parent / "other", kb.environment)) == [note]


def test_what_is_no_note_is_passed_over(folder: Folder) -> None:
    note = notes.keep(folder, "waterrijk", "bellen", NOW)
    place = folder.git.common_folder / "ppl" / "notes"
    for name, data in {
        "n1234.json": b"",
        "n1235.json": b"\xff\xfe{",
        "n1236.json": b"[]",
        "n1237.json": b'{"at": 3, "project": "x", "text": "y", "by": "z"}',
        "n1238.json": b'{"at": "2026-03-01", "project": "x", "text": 3, "by": "z"}',
        "notes.json": b"{}",
    }.items():
        (place / name).write_bytes(data)
    assert notes.notes(folder) == [note]


def test_two_at_once_are_both_kept(folder: Folder) -> None:
    threads = [threading.Thread(target=notes.keep, args=(folder, "waterrijk", "tegelijk", NOW)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(notes.notes(folder)) == 8


def test_a_disk_that_refuses_leaves_no_half_note(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        notes.keep(folder, "waterrijk", "bellen", NOW)
    assert notes.notes(folder) == []
