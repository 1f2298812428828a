"""Names of the local register are found in what is about to be written, before git keeps them for ever."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Kb
from tests.terminal import Terminal

Run = Callable[..., tuple[int, str, str]]
FILE = "projects/waterrijk/sessions/2026-02-27-weekly.yaml"
REFUSED = "ppl: nothing was written: names of your register stand in it\n"


@pytest.fixture
def known(kb: Kb, in_process: Run, monkeypatch: pytest.MonkeyPatch) -> Kb:
    """A knowledge base with two people in the register, of whom one is called like a municipality."""
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    in_process(kb, "people", "projectleider", "Noor van der Testeren", "--project", "waterrijk")
    in_process(kb, "people", "procesmanager", "Bo van Waterrijk")
    return kb


def entry(kb: Kb, *lines: str) -> str:
    path = kb.root.parent / "gesprek.yaml"
    path.write_text("\n".join(("kind: weekly", "held_on: 2026-02-27", *lines, "")))
    return str(path)


def log(kb: Kb, run: Run, *words: str, summary: str = "Zij belt noor van der testeren.") -> tuple[int, str, str]:
    return run(kb, "log", "waterrijk", "--from", entry(kb, f"summary: {summary}"), *words)


def test_a_name_is_refused_with_its_line_and_nothing_is_written(known: Kb, in_process: Run) -> None:
    before = known.head()
    for words in ((), ("--yes",), ("--dry-run",)):
        code, _, err = log(known, in_process, *words)
        assert code == 3
        assert "gesprek.yaml:3: `noor van der testeren` is a name of your register\n" in err
        assert err.endswith(REFUSED + "  write the role instead; --with-names writes them all the same\n")
    assert known.head() == before and known.status() == ""


def test_who_wants_it_writes_it_all_the_same_and_is_told_what(known: Kb, in_process: Run) -> None:
    code, _, err = log(known, in_process, "--with-names")
    assert code == 0
    assert "gesprek.yaml:3: [remark] `noor van der testeren` is a name of your register\n" in err
    assert "noor van der testeren" in known.text(FILE)


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")
@pytest.mark.parametrize(("answer", "code"), [("", 3), ("n", 3), ("y", 0)])
def test_on_a_terminal_it_asks_and_enter_means_no(known: Kb, answer: str, code: int) -> None:
    before = known.head()
    words = ("set", "waterrijk/sessions/2026-01-05-weekly", "facts+=Testeren belde")
    with Terminal(known.root, {**known.environment, "TERM": "xterm"}, *words) as terminal:
        terminal.expect("Write it with these names? [y/N]")
        terminal.type(answer)
        if not code:
            terminal.expect("Write this? [Y/n]")
            terminal.type("")
        assert terminal.end() == code
    assert (known.head() == before) == bool(code)


def test_what_git_knows_already_does_not_stand_in_the_way(known: Kb, in_process: Run) -> None:
    assert log(known, in_process, "--with-names", summary="Testeren belt.")[0] == 0
    assert in_process(known, "set", "waterrijk/sessions/2026-02-27-weekly", "summary=Testeren belt niet.")[0] == 0
    assert in_process(known, "set", "waterrijk/sessions/2026-02-27-weekly", "summary=De projectleider belt.")[0] == 0
    assert in_process(known, "undo")[0] == 0
    assert in_process(known, "rename", "waterrijk", "rijkwater")[0] == 0
    assert in_process(known, "set", "zandhoek", "status=on-hold", "--reason", "Testeren")[0] == 3


@pytest.mark.parametrize(
    "words",
    [
        ("set", "waterrijk", "status=on-hold", "--reason", "Noor van der Testeren is ziek"),
        ("set", "waterrijk/sessions/2026-01-05-weekly", "facts+=Testeren belde"),
        ("remove", "waterrijk/interventions/samen-plannen", "--reason", "wil Testeren niet"),
        ("rename", "waterrijk", "testeren"),
    ],
)
def test_every_word_that_saves_looks_for_names(known: Kb, in_process: Run, words: tuple[str, ...]) -> None:
    before = known.head()
    code, _, err = in_process(known, *words)
    assert (code, "testeren` is a name of your register" in err) == (3, True), err
    assert known.head() == before


def test_the_message_of_the_commit_counts_and_of_a_path_its_last_part(known: Kb, in_process: Run) -> None:
    _, _, err = in_process(known, "set", "waterrijk", "status=on-hold", "--reason", "zei Testeren")
    assert "the message of the commit: `testeren` is a name of your register\n" in err
    folder = known.root.parent / "Testeren"
    folder.mkdir()
    Path(entry(known, "summary: Gebeld.")).rename(folder / "e.yaml")
    assert in_process(known, "log", "waterrijk", "--from", str(folder / "e.yaml"), "--dry-run")[0] == 0
    (folder / "e.yaml").rename(folder / "testeren.yaml")
    assert in_process(known, "log", "waterrijk", "--from", str(folder / "testeren.yaml"), "--dry-run")[0] == 3


def test_who_is_called_like_a_project_or_municipality_is_found_by_the_whole_name_only(
    known: Kb, in_process: Run
) -> None:
    assert log(known, in_process, "--dry-run", summary="Er is gebeld met Waterrijk.")[0] == 0
    assert log(known, in_process, "--dry-run", summary="Er is gebeld met Bo van Waterrijk.")[0] == 3
    assert "waterrijk" not in in_process(known, "check", "register-names")[1]


def test_without_a_register_nothing_is_looked_for(kb: Kb, in_process: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from ppl.store.local import register

    def read(folder: object) -> None:
        raise AssertionError("the register was read")

    monkeypatch.setattr(register, "people", read)
    assert log(kb, in_process)[0] == 0
