"""The folder for the IT department: which wheels it holds, and what it says that it lacks."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from delivery import bundle, wheels
from delivery.targets import PYTHONS, SYSTEMS, Target

TARGETS = [Target(system, python) for system in SYSTEMS for python in PYTHONS]
WINDOWS, LINUX = (
    next(target for target in TARGETS if target.system.name == name and target.python == "3.13")
    for name in ("Windows (x64)", "Linux (x86-64)")
)
PURE = {"app": ["fast>=1", "colours; sys_platform == 'win32'"], "colours": [], "sheet": ["app"]}


def wheel(folder: Path, name: str, tag: str, requires: list[str]) -> None:
    said = [f"Name: {name}", "Version: 1.0", "License-Expression: MIT", *(f"Requires-Dist: {one}" for one in requires)]
    with zipfile.ZipFile(folder / f"{name}-1.0-{tag}.whl", "w") as archive:
        archive.writestr(f"{name}-1.0.dist-info/METADATA", "\n".join(["Metadata-Version: 2.4", *said, "", ""]))


class Index:
    """An index that has `fast` for Linux alone, and the pure ones for all."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []

    def __call__(self, target: Target, packages: list[str], folder: Path) -> None:
        self.asked.append((target.system.name, packages))
        names = [package.removesuffix("==1.0") for package in packages]
        if "fast" in names and target.system.markers["sys_platform"] != "linux":
            raise subprocess.CalledProcessError(1, "pip")
        for name in names:
            tag = f"cp{target.python.replace('.', '')}-cp{target.python.replace('.', '')}-manylinux_2_17_x86_64"
            wheel(folder, name, "py3-none-any" if name in PURE else tag, PURE.get(name, []))


def gathered(folder: Path, targets: list[Target], index: Index) -> list[wheels.Missing]:
    pinned = dict.fromkeys(("app", "fast", "colours", "sheet"), "1.0")
    return wheels.gather({"": ["app"], "office": ["sheet"]}, pinned, targets, folder, index)


def test_each_target_gets_what_its_markers_ask_and_what_is_not_to_be_had_is_told(tmp_path: Path) -> None:
    index = Index()
    missing = gathered(tmp_path, [WINDOWS, LINUX], index)
    assert missing == [wheels.Missing("fast 1.0", WINDOWS, "")]
    assert sorted(file.name.partition("-")[0] for file in tmp_path.iterdir()) == ["app", "colours", "fast", "sheet"]
    asked = [package for _, packages in index.asked for package in packages]
    assert asked.count("app==1.0") == asked.count("sheet==1.0") == 1  # pure: once for all


def test_an_index_that_cannot_be_reached_is_no_package_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "WARNING: Retrying (Retry(total=4)) after connection broken\nERROR: No matching distribution found for app"

    def run(command: list[str], **more: object) -> None:
        raise subprocess.CalledProcessError(1, command, stderr=said)

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(SystemExit, match="Retrying"):
        wheels.fetch(LINUX, ["app==1.0"], tmp_path)
    said = said.partition("\n")[2]
    with pytest.raises(subprocess.CalledProcessError):
        wheels.fetch(LINUX, ["app==1.0"], tmp_path)


def test_a_package_without_a_version_in_constraints_is_told(tmp_path: Path) -> None:
    index = Index()
    missing = wheels.gather({"": ["app", "other"]}, {"app": "1.0", "fast": "1.0"}, [LINUX], tmp_path, index)
    assert missing == [wheels.Missing("other ?", LINUX, "")]


def test_what_an_extra_lacks_does_not_stand_in_the_way_of_the_rest(tmp_path: Path) -> None:
    words = bundle.WORDS["README-IT.md"]
    missing = [wheels.Missing("fast 1.0", WINDOWS, "plan"), wheels.Missing("app 1.0", LINUX, "")]
    rows = bundle.matrix([WINDOWS, LINUX, Target(WINDOWS.system, "3.12")], missing, words).splitlines()
    assert rows[0] == "| | Python 3.13 | Python 3.12 |"
    assert rows[2] == "| Windows (x64) | yes, without `plan` (no fast 1.0) | yes |"
    assert rows[3].startswith("| Linux (x86-64) | no: no wheel of app 1.0 |")


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("a-1-py3-none-any.whl", True),
        ("a-1-py2.py3-none-any.whl", True),
        ("a-1-cp313-cp313-win_amd64.whl", False),
        ("a-1-cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64.whl", True),
        ("a-1-cp313-cp313-manylinux_2_27_x86_64.whl", True),
        ("a-1-cp313-cp313-manylinux_2_34_x86_64.whl", False),
        ("a-1-cp313-cp313-manylinux_2_17_aarch64.whl", False),
        ("a-1-cp312-cp312-manylinux_2_17_x86_64.whl", False),
        ("a-1-cp39-abi3-manylinux_2_17_x86_64.whl", True),
        ("a-1-cp314-abi3-manylinux_2_17_x86_64.whl", False),
    ],
)
def test_a_wheel_fits_a_target_as_its_name_says(name: str, fits: bool) -> None:
    assert wheels.is_for(name, LINUX) == fits


def test_every_requirement_of_ppl_has_a_version_and_windows_its_colours() -> None:
    pinned = wheels.pins((bundle.TOP / "constraints.txt").read_text())
    assert "colorama" in pinned
    roots = bundle.roots()
    assert list(roots) == ["", "plan", "mail", "pdf", "word", "office", "erase"]
    for requirements in roots.values():
        for target in TARGETS:
            assert wheels._names(requirements, target) <= pinned.keys()


def test_the_folder_is_whole_or_not_there_and_its_pages_are_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "build_wheel", lambda folder: wheel(folder, "ppl", "py3-none-any", ["app"]))
    monkeypatch.setattr(bundle, "roots", lambda: {"": ["app"], "office": ["sheet"]})
    monkeypatch.setattr(wheels, "pins", lambda text: {"app": "1.0", "fast": "1.0", "sheet": "1.0"})
    folder = tmp_path / "bundle"

    def broken(target: Target, packages: list[str], place: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bundle.bundle(folder, [LINUX], broken)
    assert not folder.exists()
    bundle.bundle(folder, [LINUX], Index())
    with pytest.raises(FileExistsError):
        bundle.bundle(folder, [LINUX], Index())
    for page in bundle.PAGES:
        text = (folder / page).read_text()
        assert "@" not in text and "| app | 1.0 | MIT |" in text and "Linux (x86-64)" in text
    rows = [row.split("  ") for row in (folder / "SHA256SUMS").read_text().splitlines()]
    assert {name for _, name in rows} >= {"install.sh", "install.cmd", "LEESMIJ-IT.md", "LICENSE"}
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for digest, name in rows)
    assert os.access(folder / "install.sh", os.X_OK)
    assert b"\r\n" in (folder / "install.cmd").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["bundle"]


def test_the_pages_name_places_and_commands_that_exist() -> None:
    for page in bundle.PAGES:
        text = (bundle.HERE / page).read_text()
        for place in ("`.git/ppl`", "`~/.config/ppl`", "`~/.local/state/ppl`", "`%APPDATA%\\ppl`"):
            assert place in text


def test_what_a_computer_lacks_takes_no_more_along_than_that_and_the_pages_say_what_it_is() -> None:
    """Without numpy there are PDFs still; every extra that a cell of the table can name is explained."""
    for script in bundle.SCRIPTS:
        text = (bundle.HERE / script).read_text()
        asked = re.findall(r'"ppl\[(.*?)\]"', text)
        with_mail = ["plan,pdf,office,erase"] if script.endswith(".sh") else []  # no wheel on Linux with ARM
        assert asked == ["all", *with_mail, "pdf,office,erase", "office,erase", "erase"]
    for page in bundle.PAGES:
        text = (bundle.HERE / page).read_text()
        assert all(f"`{extra}`" in text for extra in bundle.roots() if extra)
        assert "Noto Sans" in text and (bundle.TOP / "ppl/fonts/OFL.txt").exists()


def test_the_extra_of_word_brings_what_draws_its_pictures_too() -> None:
    """A document of Word has pictures, which typst makes: `pip install .[word]` is enough for it."""
    assert {requirement.partition(">")[0] for requirement in bundle.roots()["word"]} == {"python-docx", "typst"}
