"""What lies in data/ and is not a file: named with a remedy, never opened, never written through; the rest is read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ppl.errors import DataError, StoreError
from ppl.operations.set import SetRequest, set_fields
from ppl.store.edits import changes
from ppl.store.folder import Folder
from ppl.yaml.text import LARGEST
from tests.conftest import ENVIRONMENT, KB
from tests.operations.base import DAY

PROJECT = "projects/waterrijk/project.yaml"


def link(target: str) -> Callable[[Path], None]:
    return lambda place: place.symlink_to(target)


def moved(place: Path) -> None:
    shutil.copytree(KB / "data" / "projects" / "waterrijk", place.parents[3] / "outside")
    place.symlink_to(place.parents[3] / "outside")


def large(place: Path) -> None:
    place.touch()
    os.truncate(place, LARGEST + 1)


ODD: tuple[tuple[str, Callable[[Path], object], str], ...] = (
    (PROJECT, link("/dev/zero"), "a symbolic link"),
    (PROJECT, link("nowhere"), "a symbolic link"),
    (PROJECT, link("project.yaml"), "a symbolic link"),
    ("projects/waterrijk", moved, "a symbolic link"),
    ("projects/waterrijk/bottlenecks", moved, "a symbolic link"),
    (PROJECT, os.mkfifo, "a pipe"),
    (PROJECT, Path.mkdir, "a folder with the name of a record"),
    (PROJECT, lambda place: place.write_bytes(b"\xff\xfe"), "not UTF-8"),
    (PROJECT, large, "2 MB"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(KB, tmp_path / "kb")
    return tmp_path / "kb"


def replaced(root: Path, name: str, made: Callable[[Path], object]) -> Folder:
    place = root / "data" / name
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    made(place)
    return Folder(root, ENVIRONMENT)


@pytest.mark.parametrize(("name", "made", "said"), ODD)
def test_what_is_not_a_file_is_named_and_every_other_record_is_read(
    root: Path, name: str, made: Callable[[Path], object], said: str
) -> None:
    whole = set(Folder(root, ENVIRONMENT).read()[0].records)
    folder = replaced(root, name, made)
    knowledge, problems = folder.read()
    lost = {ref for ref in whole if ref == "waterrijk" or ref.startswith("waterrijk/")}
    assert set(knowledge.records) >= whole - lost
    (problem,) = [one for one in problems if one.is_error]
    assert problem.path == f"data/{name}"
    assert said in str(problem.what)
    assert str(problem.remedy)


@pytest.mark.parametrize(("name", "made", "said"), [odd for odd in ODD if odd[0] != "projects/waterrijk/bottlenecks"])
def test_a_word_that_needs_it_refuses_with_the_same_words(
    root: Path, name: str, made: Callable[[Path], object], said: str
) -> None:
    folder = replaced(root, name, made)
    with pytest.raises(DataError) as refused:
        set_fields(folder, DAY, SetRequest("waterrijk", ("name=x",)))
    assert said in str(refused.value)
    assert refused.value.remedy is not None


@pytest.mark.parametrize("name", ["", "projects", "projects/waterrijk", PROJECT])
def test_nothing_is_written_through_a_link_wherever_it_stands(root: Path, name: str) -> None:
    edits = set_fields(Folder(root, ENVIRONMENT), DAY, SetRequest("waterrijk", ("name=x",))).edits
    place, outside = root / "data" / name, root.parent / "outside"
    place.rename(outside)
    place.symlink_to(outside)
    before = {file: file.read_bytes() for file in root.parent.rglob("*.yaml")}
    with pytest.raises(StoreError, match="symbolic link"):
        Folder(root, ENVIRONMENT)._refuse_links(changes(edits))
    assert {file: file.read_bytes() for file in root.parent.rglob("*.yaml")} == before


def test_a_pipe_in_place_of_a_file_holds_nothing_up(root: Path) -> None:
    folder = replaced(root, PROJECT, os.mkfifo)
    assert list(folder.tree.read([PROJECT])) == []
    assert str(folder.tree.refused[PROJECT].what).startswith("this is a pipe")
    edits = set_fields(folder, DAY, SetRequest("zandhoek", ("name=x",))).edits
    assert len(changes(edits)) == 1
