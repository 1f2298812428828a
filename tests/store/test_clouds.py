"""A knowledge base in a folder that a cloud service copies is refused, with the reason."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from ppl.store.clouds import as_argument, cloud_of, outside
from tests.conftest import Kb
from tests.terminal import Terminal


@pytest.mark.parametrize(
    ("folder", "cloud"),
    [
        ("/home/p/OneDrive/kennis", "OneDrive"),
        ("/home/p/OneDrive - Gemeente Nergenshuizen/kennis", "OneDrive"),
        ("/Users/p/Dropbox (Bureau)/kennis", "Dropbox"),
        ("/Users/p/Library/Mobile Documents/com~apple~CloudDocs/kennis", "iCloud Drive"),
        ("/home/p/Google Drive/kennis", "Google Drive"),
        ("/home/p/dropbox-notities/kennis", None),
        ("/home/p/kennis", None),
    ],
)
def test_a_cloud_is_known_by_its_folder(folder: str, cloud: str | None) -> None:
    assert cloud_of(Path(folder)) == cloud


def test_nothing_is_written_in_a_folder_that_a_cloud_copies(kb: Kb) -> None:
    place = kb.root.parent / "OneDrive - Bureau"
    place.mkdir()
    moved = Kb(kb.root.rename(place / "kb"), kb.environment)
    done = moved.ppl("set", "waterrijk", "homes.min=100")
    assert done.returncode == 4
    assert "OneDrive, which copies files while git writes them" in done.stderr
    assert "ppl sync" in done.stderr
    assert moved.ppl("show", "waterrijk").returncode == 0
    done = moved.ppl("init", str(place / "nieuw"))
    assert (done.returncode, (place / "nieuw").exists()) == (4, False)
    done = moved.ppl("demo", str(place / "voorbeeld"))
    assert (done.returncode, (place / "voorbeeld").exists()) == (4, False)


def test_a_folder_outside_the_cloud_is_proposed_and_works_as_it_is_pasted(kb: Kb, tmp_path: Path) -> None:
    place = tmp_path / "OneDrive - Bureau"
    place.mkdir()
    home = {"HOME": str(tmp_path / "een huis")}
    (tmp_path / "een huis").mkdir()
    refused = kb.ppl("init", "mijn kennis", "--from", "starter", cwd=place, **home)
    assert (refused.returncode, list(place.iterdir())) == (4, [])
    assert "lies in OneDrive" in refused.stderr
    command = refused.stderr.partition("a folder outside it: ")[2].strip()
    words = shlex.split(command)
    assert words == ["ppl", "init", str(tmp_path / "een huis" / "ppl" / "mijn kennis"), "--from", "starter"]
    done = kb.ppl(*words[1:], cwd=place, **home)
    assert done.returncode == 0, done.stderr
    assert kb.ppl("check", "--strict", cwd=Path(words[2]), PPL_TODAY="2026-11-29", **home).returncode == 0
    again = kb.ppl("init", "mijn kennis", cwd=place, **home)
    assert "ppl/mijn kennis-2'" in again.stderr


def test_yes_takes_the_folder_outside_the_cloud(kb: Kb, tmp_path: Path) -> None:
    place = tmp_path / "Dropbox"
    place.mkdir()
    for word in ("init", "demo"):
        done = kb.ppl(word, str(place / word), *(["--projects", "2", "--weeks", "8"] * (word == "demo")), "--yes")
        assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'ppl' / word}\n"), done.stderr
        assert (tmp_path / "ppl" / word / "data/programme/programme.yaml").is_file()
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(("answer", "is_made"), [("", True), ("n", False)])
def test_on_a_terminal_one_key_takes_it(kb: Kb, tmp_path: Path, answer: str, is_made: bool) -> None:
    place = tmp_path / "OneDrive"
    place.mkdir()
    with Terminal(place, kb.environment, "init", "kennis") as terminal:
        terminal.answer("Make it in", answer)
        assert terminal.end() == (0 if is_made else 4)
    assert (tmp_path / "ppl" / "kennis" / "data").is_dir() == is_made
    assert list(place.iterdir()) == []


def test_what_lies_in_a_cloud_is_not_proposed(tmp_path: Path) -> None:
    home = tmp_path / "huis"
    home.mkdir()
    folder = tmp_path / "OneDrive" / "kennis"
    assert outside(folder, {"HOME": str(home)}) == home / "ppl" / "kennis"
    assert outside(folder.parent, {"HOME": str(home)}) == home / "ppl" / "kennis"  # not a second "OneDrive"
    assert outside(folder, {"HOME": str(folder)}) is None
    assert outside(folder, {"HOME": str(folder), "LOCALAPPDATA": str(home)}) == home / "ppl" / "kennis"
    assert outside(folder, {}) is None
    (home / "ppl").write_text("a program")
    assert outside(folder, {"HOME": str(home)}) == home / "kennisbanken" / "kennis"
    (home / ".git").mkdir()  # a home that is a repository would get a knowledge base within it
    assert outside(folder, {"HOME": str(home)}) is None


def test_a_knowledge_base_that_lies_in_a_cloud_gets_no_empty_one_elsewhere(kb: Kb, tmp_path: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    moved = Kb(kb.root.rename(tmp_path / "OneDrive" / "kb"), kb.environment)
    done = moved.ppl("init", ".", "--yes")
    assert done.returncode == 4 and "exchange with ppl sync" in done.stderr
    assert not (tmp_path / "ppl").exists()


def test_an_argument_is_quoted_as_the_shell_of_the_system_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert as_argument("/home/p/ppl/mijn kennis") == "'/home/p/ppl/mijn kennis'"
    monkeypatch.setattr("ppl.store.clouds.os.name", "nt")
    assert as_argument(r"C:\Users\p.a\ppl\kennis") == r"C:\Users\p.a\ppl\kennis"
    assert as_argument(r"C:\Users\p a\ppl\kennis") == r'"C:\Users\p a\ppl\kennis"'


def test_a_folder_that_nobody_named_is_proposed_outside_every_cloud(kb: Kb, tmp_path: Path) -> None:
    place = tmp_path / "OneDrive"
    place.mkdir()
    proposal = tmp_path / "ppl" / "kennisbank"
    refused = kb.ppl("init", cwd=place)
    assert refused.returncode == 2 and f"for example: ppl init {proposal}" in refused.stderr
    with Terminal(place, kb.environment, "init") as terminal:
        terminal.answer("In which folder", "")
        assert terminal.end() == 0
    assert (proposal / "data").is_dir() and list(place.iterdir()) == []
