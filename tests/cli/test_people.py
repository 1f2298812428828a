"""`ppl people`, and how `ppl check` finds its names in records."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Kb
from tests.terminal import Terminal

Run = Callable[..., tuple[int, str, str]]
FILE = "projects/waterrijk/sessions/2026-01-05-weekly.yaml"
NOOR = ("people", "projectleider", "Noor van der Testeren", "--project", "waterrijk")


@pytest.fixture(autouse=True)
def no_register_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)


def register(kb: Kb) -> Path:
    return Path(kb.environment["HOME"]) / ".config" / "ppl" / "people.yaml"


def listed(kb: Kb, in_process: Run, *args: str) -> list[tuple[str, ...]]:
    _, out, _ = in_process(kb, "people", *args, "--format", "json")
    found = json.loads(out)
    assert found["schema"] == "ppl/people/1"
    return [tuple(item[k] for k in ("project", "role", "name", "mail")) for item in found["items"]]


def test_names_are_kept_shown_changed_and_taken_out(kb: Kb, in_process: Run) -> None:
    code, out, err = in_process(kb, *NOOR, "--mail", "noor@gemeente.example")
    assert (code, out, err) == (0, "", f"kept in {register(kb)}, on this machine only\n")
    in_process(kb, "people", "procesmanager", "Bo", "Bureau")
    _, out, _ = in_process(kb, "people")
    assert "waterrijk  projectleider  Noor van der Testeren  noor@gemeente.example" in out
    assert listed(kb, in_process) == [
        ("programme", "procesmanager", "Bo Bureau", ""),
        ("waterrijk", "projectleider", "Noor van der Testeren", "noor@gemeente.example"),
    ]
    in_process(kb, "people", "projectleider", "--project", "waterrijk", "--mail", "n@gemeente.example")
    assert listed(kb, in_process, "projectleider")[0][3] == "n@gemeente.example"
    in_process(kb, *NOOR)
    assert listed(kb, in_process, "projectleider")[0][3] == "n@gemeente.example"
    in_process(kb, "people", "projectleider", "Iemand Testpersoon", "--project", "waterrijk")
    assert listed(kb, in_process, "--project", "waterrijk")[0][2:] == ("Iemand Testpersoon", "")
    in_process(kb, "people", "projectleider", "--project", "waterrijk", "--remove")
    assert [p[1] for p in listed(kb, in_process)] == ["procesmanager"]
    assert kb.status() == "" and kb.git("log", "--format=%s").count("\n") == 1


def test_an_empty_register_says_how_to_fill_it(kb: Kb, in_process: Run) -> None:
    assert in_process(kb, "people") == (0, "", "nobody is registered; ppl people ROLE NAME does that\n")
    assert not register(kb).exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("hoofdman", "Noor"), "no role of the programme"),
        (("projectleider", "Noor", "--project", "nergens"), "no project"),
        (("projectleider", "Noor", "--mail", "noor"), "not a mail address"),
        (("projectleider", "No\nor"), "not a name"),
        (("projectleider", "--mail", "noor@gemeente.example"), "nobody is registered"),
        (("--mail", "noor@gemeente.example"), "whose address"),
        (("--remove",), "--remove needs the role"),
        (("projectleider", "Noor", "--remove"), "--remove needs the role"),
    ],
)
def test_what_makes_no_sense_is_refused(kb: Kb, in_process: Run, args: tuple[str, ...], said: str) -> None:
    code, out, err = in_process(kb, "people", *args)
    assert (code, out) == (2, "") and said in err
    assert not register(kb).exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions of a POSIX system")
def test_a_register_that_others_can_read_is_remarked_upon(kb: Kb, in_process: Run) -> None:
    in_process(kb, *NOOR)
    register(kb).chmod(0o640)
    for words in (("people",), ("recap", "2026-01-05-weekly")):
        assert "others can read the register of names" in in_process(kb, *words)[2]


def test_a_register_in_the_repository_is_refused(kb: Kb, in_process: Run) -> None:
    kb.environment["XDG_CONFIG_HOME"] = str(kb.root)
    code, _, err = in_process(kb, *NOOR)
    assert code == 4 and "git repository" in err
    assert kb.status() == ""


def test_check_finds_its_names_in_records_with_file_and_line(kb: Kb, in_process: Run) -> None:
    text = kb.text(FILE).replace("Over de netaansluiting gesproken.", "Mevrouw TESTEREN belt de netbeheerder.")
    kb.write(FILE, text)
    assert in_process(kb, "check", "register-names")[0] == 0
    in_process(kb, *NOOR)
    code, out, _ = in_process(kb, "check")
    assert code == 1
    assert f"data/{FILE}:4: `testeren` is a name of your register\n  write the role instead" in out
    _, out, _ = in_process(kb, "check", "register-names", "--format", "json")
    assert [p["check"] for p in json.loads(out)["problems"]] == ["register-names"]
    assert in_process(kb, "check", "dates")[0] == 0
    assert in_process(kb, "check", "--as-of", kb.git("rev-parse", "HEAD~1").strip())[0] == 0


def test_people_and_notes_follow_a_project_to_its_new_id(kb: Kb, in_process: Run) -> None:
    in_process(kb, *NOOR)
    in_process(kb, "people", "procesmanager", "Bo", "Bureau")
    in_process(kb, "note", "waterrijk", "eerst")
    in_process(kb, "note", "waterrijk", "dan")
    in_process(kb, "note", "zandhoek", "elders")
    assert in_process(kb, "rename", "waterrijk", "plassenrijk", "--dry-run")[0] == 0
    assert listed(kb, in_process)[1][0] == "waterrijk"
    code, _, err = in_process(kb, "rename", "waterrijk", "plassenrijk")
    assert code == 0
    assert "the register of names says plassenrijk now\n" in err
    assert "notes that wait for plassenrijk now: 2\n" in err
    assert [p[:3] for p in listed(kb, in_process)] == [
        ("programme", "procesmanager", "Bo Bureau"),
        ("plassenrijk", "projectleider", "Noor van der Testeren"),
    ]
    waiting = in_process(kb, "note", "--list")[1].splitlines()
    assert [line.split("  ")[2:] for line in waiting] == [
        ["plassenrijk", "eerst"], ["plassenrijk", "dan"], ["zandhoek", "elders"]
    ]  # fmt: skip
    assert in_process(kb, "rename", "plassenrijk/interventions/samen-plannen", "samen")[2].count("register") == 0


def test_a_dry_run_shows_the_change_and_keeps_the_register(kb: Kb, in_process: Run) -> None:
    _, out, err = in_process(kb, "people", "projectleider", "Iemand Anders", "--dry-run")
    assert (out, err) == ("+ programme  projectleider  Iemand Anders\n", "nothing was written (--dry-run)\n")
    assert not register(kb).exists()
    in_process(kb, "people", "projectleider", "Iemand Anders", "--yes")
    before = register(kb).read_text()
    shown = in_process(kb, "people", "projectleider", "--mail", "iemand@gemeente.example", "--dry-run")[1]
    assert shown.splitlines()[1] == "+ programme  projectleider  Iemand Anders  iemand@gemeente.example"
    assert in_process(kb, "people", "projectleider", "--remove", "--dry-run")[1].startswith("- programme")
    assert register(kb).read_text() == before


def test_on_a_terminal_whoever_would_go_is_shown_first(kb: Kb) -> None:
    kb.ppl("people", "projectleider", "Iemand Anders")
    for words in (("Nieuwe Naam",), ("--remove",)):
        with Terminal(kb.root, kb.environment, "people", "projectleider", *words) as terminal:
            terminal.expect("- programme  projectleider  Iemand Anders")
            terminal.answer("Write this?", "n")
            assert terminal.end() == 4
        assert "Iemand Anders" in kb.ppl("people").stdout
    with Terminal(kb.root, kb.environment, "people", "projectleider", "Nieuwe Naam", "--yes") as terminal:
        assert terminal.end() == 0
    assert "Nieuwe Naam" in kb.ppl("people").stdout
