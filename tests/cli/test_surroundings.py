"""Streams, folders and editors that are not as one expects: a sentence with a remedy, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from ppl.cli.bug import BUG, BugReported
from ppl.cli.desk import Desk
from ppl.cli.editor import _words
from ppl.cli.input_text import LARGEST, InputText
from ppl.errors import DataError, Text, UsageError
from ppl.store.git.lookback import _refuse_no_day
from tests.conftest import Kb

PPL = f"{sys.executable} -m ppl"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("list project >/dev/full", 4, "could not be written: No space left"),
        ("list project <&- >&-", 0, ""),
        ("--help 2>&- | true", 0, ""),
        ("set waterrijk name=x --yes >&- 2>&- <&-", 0, ""),
    ],
)
def test_a_closed_or_full_stream_is_no_bug(kb: Kb, line: str, code: int, said: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{PPL} {line}"], cwd=kb.root, env=kb.environment, capture_output=True, text=True
    )
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
    assert said in done.stderr


def test_a_folder_that_is_gone_is_said(kb: Kb) -> None:
    line = f"mkdir gone; cd gone; rmdir ../gone; {PPL} status; {PPL} init x"
    done = subprocess.run(["bash", "-c", line], cwd=kb.root, env=kb.environment, capture_output=True, text=True)
    assert done.returncode == 4
    assert done.stderr.count("does not exist any more") == 2


@pytest.mark.parametrize("text", ["2026-02-30", "0000-00-00", "9999-12-31"])
def test_a_day_that_cannot_have_been_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=text):
        _refuse_no_day(text)


@pytest.mark.parametrize("command", ['"', "it's", "''", "   "])
def test_an_editor_with_an_open_quote_or_without_a_name_is_refused(command: str) -> None:
    with pytest.raises(UsageError):
        _words(command)


def test_an_editor_may_have_quotes_and_spaces(tmp_path: Path) -> None:
    assert _words('"/my tools/ed" -w') == ["/my tools/ed", "-w"]
    (tmp_path / "my ed").touch()
    assert _words(str(tmp_path / "my ed")) == [str(tmp_path / "my ed")]


def test_an_input_without_an_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="File too large"):
        InputText([]).read("/dev/zero")
    (tmp_path / "x").touch()
    os.truncate(tmp_path / "x", LARGEST + 1)
    with pytest.raises(OSError, match="File too large"):
        InputText([]).read(str(tmp_path / "x"))


def test_a_bug_says_so_and_names_a_file_with_the_details(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk({"XDG_STATE_HOME": str(tmp_path), "PPL_LANG": "en"}, ("set", "somebody"))
    with pytest.raises(typer.Exit) as ended, BugReported(desk, "set"):
        raise KeyError("lost")
    assert ended.value.exit_code == BUG
    (file,) = (tmp_path / "ppl" / "bugs").iterdir()
    said = capsys.readouterr().err
    assert "this is a bug in ppl (KeyError)" in said
    assert str(file) in said
    assert "KeyError: 'lost'" in file.read_text()
    assert "somebody" not in file.read_text()
    with pytest.raises(DataError), BugReported(desk, "set"):
        raise DataError(Text("a refusal"))
    assert len(list((tmp_path / "ppl" / "bugs").iterdir())) == 1
