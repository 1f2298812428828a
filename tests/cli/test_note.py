"""`ppl note`: ten seconds between two talks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Kb
from tests.terminal import Terminal

Run = Callable[..., tuple[int, str, str]]


def listed(kb: Kb, run: Run, *args: str) -> list[str]:
    return [line.split("  ", 1)[1] for line in run(kb, "note", *args, "--list")[1].splitlines()]


def test_a_note_is_kept_and_listed_and_dropped(kb: Kb, in_process: Run) -> None:
    code, id, err = in_process(kb, "note", "waterrijk", "Netbeheerder", "belt terug")
    assert code == 0
    assert err == "kept for the next session of waterrijk; notes that wait: 1\n"
    assert listed(kb, in_process, "waterrijk") == ["2026-03-01  Netbeheerder belt terug"]
    assert listed(kb, in_process) == ["2026-03-01  waterrijk  Netbeheerder belt terug"]
    assert in_process(kb, "note", "--drop", id.strip())[::2] == (0, f"dropped: {id}")
    assert in_process(kb, "note", "--list")[1:] == ("", "no notes wait\n")
    assert kb.status() == ""
    in_process(kb, "note", "waterrijk", "een\nregel\x1b[31m\u202e meer")
    assert listed(kb, in_process, "waterrijk") == ["2026-03-01  een regel meer"]


def test_notes_keep_their_moment_and_come_up_in_order(kb: Kb, in_process: Run) -> None:
    for moment, text in (("T16:20:05", "laatste"), ("T09:05:00", "eerste"), ("T12:00:00", "tweede")):
        kb.environment["PPL_TODAY"] = f"2026-03-01{moment}"
        assert in_process(kb, "note", "waterrijk", text)[0] == 0
    said = ["2026-03-01 09:05  eerste", "2026-03-01 12:00  tweede", "2026-03-01 16:20  laatste"]
    assert listed(kb, in_process, "waterrijk") == said
    assert "laatste" in in_process(kb, "form", "session", "waterrijk")[1].partition("tweede")[2]


def test_a_day_alone_is_enough_for_examples(kb: Kb, in_process: Run) -> None:
    kb.environment["PPL_TODAY"] = "2026-13-01"
    assert "PPL_TODAY is `2026-13-01`, and that is not a date" in in_process(kb, "note", "waterrijk", "x")[2]


def test_from_any_folder_and_from_standard_input(kb: Kb, tmp_path: Path) -> None:
    done = kb.ppl("note", "waterrijk", "-", stdin="\ufeffeerste\ntweede\n", cwd=tmp_path, PPL_ROOT=str(kb.root))
    assert done.returncode == 0
    assert kb.ppl("note", "waterrijk", "--list").stdout == f"{done.stdout.strip()}  2026-03-01  eerste tweede\n"


def test_bytes_that_are_no_text_are_kept_as_well_as_they_go(kb: Kb) -> None:
    assert kb.ppl("note", "waterrijk", "-", stdin=b"\xff\x1b[31m caf\xc3\xa9").returncode == 0
    assert "\x1b" not in kb.ppl("note", "--list").stdout


def test_it_needs_no_commit(kb: Kb, in_process: Run) -> None:
    shutil.rmtree(kb.root / ".git")
    kb.git("init", "-q")
    assert in_process(kb, "note", "waterrijk", "bellen")[0] == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("waterrijk",), "there is nothing to note"),
        (("waterrijk", "  "), "there is nothing to note"),
        ((), "say for which project the note is"),
        (("waterijk", "bellen"), "there is no project `waterijk`"),
        (("--drop", "n0000"), "there is no note `n0000`"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_remedy(kb: Kb, args: tuple[str, ...], said: str) -> None:
    done = kb.ppl("note", *args)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_on_a_terminal_it_asks(kb: Kb) -> None:
    import pty
    import subprocess
    import sys

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "ppl", "note", "waterrijk"]
    process = subprocess.Popen(command, cwd=kb.root, env=kb.environment, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    shown = b""
    while b"Note for waterrijk:" not in shown:
        shown += os.read(master, 1000)
    os.write(master, b"onderweg bedacht\n")
    assert process.wait(30) == 0
    os.close(master)
    assert "onderweg bedacht" in kb.ppl("note", "--list").stdout


def test_a_note_comes_up_in_the_form(kb: Kb, in_process: Run) -> None:
    _, id, _ = in_process(kb, "note", "waterrijk", "onderweg bedacht")
    assert f"- [ ] {id.strip()} (2026-03-01): onderweg bedacht" in in_process(kb, "form", "session", "waterrijk")[1]


def test_a_text_without_a_project_is_asked_for_one(kb: Kb, in_process: Run) -> None:
    code, _, err = in_process(kb, "note", "Netbeheerder belt terug")
    assert code == 2
    assert err.startswith("ppl: say for which project the note is\n")


def test_a_dry_run_keeps_and_drops_nothing(kb: Kb, in_process: Run) -> None:
    code, out, err = in_process(kb, "note", "waterrijk", "netbeheerder bellen", "--dry-run")
    assert (code, "netbeheerder bellen" in out, err) == (0, True, "nothing was written (--dry-run)\n")
    assert in_process(kb, "note", "--list")[1] == ""
    id = in_process(kb, "note", "waterrijk", "netbeheerder bellen", "--yes")[1].strip()
    assert id in in_process(kb, "note", "--drop", id, "--dry-run")[1]
    assert id in in_process(kb, "note", "--list")[1]


@pytest.mark.parametrize(("options", "answer", "stays"), [((), "n", True), ((), "y", False), (("--yes",), None, False)])
def test_on_a_terminal_a_note_is_shown_before_it_goes(
    kb: Kb, options: tuple[str, ...], answer: str | None, stays: bool
) -> None:
    id = kb.ppl("note", "waterrijk", "netbeheerder bellen").stdout.strip()
    with Terminal(kb.root, kb.environment, "note", "--drop", id, *options) as terminal:
        if answer:
            terminal.expect("netbeheerder bellen")
            terminal.answer("Drop this?", answer)
        assert terminal.end() == (4 if stays else 0)
    assert (id in kb.ppl("note", "--list").stdout) == stays


def test_a_name_in_a_note_is_said_and_no_place(kb: Kb, in_process: Run) -> None:
    kb.environment["PPL_LANG"] = "nl"
    code, _, said = in_process(kb, "note", "waterrijk", "bel Piet Jansen over de Jan van Galenstraat")
    assert code == 0 and "`Piet Jansen` lijkt de naam van iemand: schrijf de rol" in said and "Galen" not in said
    assert "lijkt" not in in_process(kb, "note", "waterrijk", "bel de netbeheerder in Waterrijk")[2]


def test_the_day_of_a_note_stands_as_its_reader_writes_it(kb: Kb, in_process: Run) -> None:
    kb.environment |= {"PPL_LANG": "nl", "PPL_TODAY": "2026-03-01T16:20:05"}
    assert in_process(kb, "note", "waterrijk", "belt terug")[0] == 0
    assert listed(kb, in_process, "waterrijk") == ["01-03-2026 16:20  belt terug"]
