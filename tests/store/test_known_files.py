"""Folders in which nothing changed are passed over as a whole, and only those."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from datetime import date
from random import Random

import pytest

from ppl.store.folder import Folder
from ppl.store.index import Index, KnownFacts
from tests.conftest import Kb
from tests.store.test_index import STEPS, place_of, settled

__all__ = ["settled"]
DAY = date(2026, 1, 5)


def folder_of(kb: Kb, *, is_cold: bool = False) -> Folder:
    folder = Folder(kb.root, {"PATH": os.environ["PATH"]})
    if is_cold:
        vars(folder)["index"] = None
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of which the rows were read."""
    found: list[str] = []
    known = Index.known

    def asked_for(index: Index, paths: Sequence[str]) -> dict[str, KnownFacts]:
        found.extend(paths)
        return known(index, paths)

    monkeypatch.setattr(Index, "known", asked_for)
    return found


def test_where_nothing_changed_no_row_of_a_file_is_read(kb: Kb, settled: None, asked: list[str]) -> None:
    folder_of(kb).corpus()
    assert asked
    asked.clear()
    assert folder_of(kb).corpus() is not None
    assert asked == []


def test_after_an_edit_the_rows_of_its_folder_are_read(kb: Kb, settled: None, asked: list[str]) -> None:
    folder_of(kb).corpus()
    place = sorted((kb.root / "data/lessons").glob("*.yaml"))[0]
    place.write_text(place.read_text(encoding="utf-8") + "# anders\n", encoding="utf-8")
    asked.clear()
    folder_of(kb).corpus()
    assert {path.rpartition("/")[0] for path in asked} == {"lessons"}


@pytest.mark.parametrize("seed", range(4))
def test_whoever_asks_is_told_what_the_files_say(kb: Kb, seed: int, settled: None) -> None:
    random = Random(seed)
    for _ in range(10):
        random.choice(STEPS)(kb, random)
        warm, cold = folder_of(kb), folder_of(kb, is_cold=True)
        known, problems = warm.read_on_demand()
        assert (dict(known.records), sorted(map(str, problems))) == _whole(cold)
        assert known.named_refs == cold.read()[0].named_refs
        sound = warm.sound(DAY)
        assert sound is None or not sound.projects
        for ref in sorted(known.records)[::7]:
            told, expected = warm.read_referring([ref])[0], cold.read_referring([ref])[0]
            assert told.named_refs == expected.named_refs
            assert {**told.records}.items() <= {**expected.records}.items()


def _whole(folder: Folder) -> tuple[dict[str, object], list[str]]:
    known, problems = folder.read()
    return dict(known.records), sorted(map(str, problems))


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE content SET facts_damage = facts_damage + 1",
        "UPDATE content SET named = x'00'",
        "UPDATE file SET stamp = x'00'",
        "DELETE FROM file",
        "UPDATE folder SET kind = 'lesson'",
        "UPDATE folder SET mark = x''",
        "UPDATE naming SET words = x''",
        "DELETE FROM naming",
        "UPDATE folder SET names = 'geen bytes', content = 3",
    ],
)
def test_what_is_damaged_below_a_folder_that_did_not_change_is_read_anew(kb: Kb, settled: None, spoil: str) -> None:
    folder_of(kb).read_on_demand()
    with sqlite3.connect(place_of(kb)) as connection:
        connection.execute(spoil)
    connection.close()
    cold = folder_of(kb, is_cold=True)
    known, problems = folder_of(kb).read_on_demand()
    assert (dict(known.records), sorted(map(str, problems))) == _whole(cold)
    for ref in sorted(known.records)[::5]:
        told, expected = folder_of(kb).read_referring([ref])[0], cold.read_referring([ref])[0]
        assert told.named_refs == expected.named_refs


def test_no_name_stays_of_a_file_that_is_gone(kb: Kb, settled: None) -> None:
    kb.write("lessons/geheim-huis.yaml", "title: Iets\nstatus: raw\nkind: lesson\nnoted_on: 2026-01-02\n", commit=False)
    folder_of(kb).read_on_demand()
    kb.path("lessons/geheim-huis.yaml").unlink()
    folder_of(kb).read()
    assert b"geheim-huis" not in place_of(kb).read_bytes()
