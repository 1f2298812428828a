"""A fork of the zygote is, to all that can be seen, a fresh process of Python."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import processes
from tests.conftest import KB, Kb
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(not processes.HAS_ZYGOTE, reason="no zygote here")
ENTRY = "kind: contact\nheld_on: 2026-02-02\nsummary: één keer\n"
MOMENT = "2026-03-01T12:00:00"
CALLS: dict[str, tuple[tuple[str, ...], Any]] = {
    "help in Dutch": (("--help",), {"PPL_LANG": "nl"}),
    "help by the locale": (("log", "--help"), {"PPL_LANG": "", "LANG": "nl_NL.UTF-8"}),
    "help in English": (("--help",), {}),
    "an unknown word": (("zoek",), {}),
    "no knowledge base": (("check", "--root", "/"), {}),
    "a later day": (("status",), {"PPL_TODAY": "2026-05-01"}),
    "another language of Python's": (("status",), {"LC_ALL": "C"}),
    "an entry": (("log", "waterrijk", "--from", "-", "--dry-run"), {}),
    "another author": (
        ("log", "waterrijk", "--from", "-"),
        {"GIT_AUTHOR_NAME": "Anna", "TZ": "Asia/Tokyo", "GIT_AUTHOR_DATE": MOMENT, "GIT_COMMITTER_DATE": MOMENT},
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_it_says_and_does_the_same(kb: Kb, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    args, more = CALLS[name]
    seen = []
    for has_zygote in (True, False):
        monkeypatch.setattr(processes, "HAS_ZYGOTE", has_zygote)
        done = kb.ppl(*args, stdin=ENTRY, **more)
        seen.append((done.returncode, done.stdout, done.stderr, kb.git("log", "-1", "--format=%s %an"), kb.status()))
        kb.git("reset", "-q", "--hard", kb.git("rev-list", "--max-parents=0", "HEAD").strip())
    assert seen[0] == seen[1]


def test_files_come_with_the_umask_of_who_asks(kb: Kb) -> None:
    before = os.umask(0o077)
    try:
        assert kb.ppl("log", "waterrijk", "--from", "-", stdin=ENTRY).returncode == 0
    finally:
        os.umask(before)
    assert kb.path("projects/waterrijk/sessions/2026-02-02-contact.yaml").stat().st_mode & 0o777 == 0o600
    kb.ppl("note", "waterrijk", "x")
    assert os.umask(before) == before


@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -9), (signal.SIGTERM, 143)])
def test_a_signal_ends_it(kb: Kb, number: int, code: int) -> None:
    with Terminal(kb.root, kb.environment, "log", "waterrijk") as terminal:
        terminal.expect_prompt()
        assert terminal.process.poll() is None
        terminal.process.send_signal(number)
        assert terminal.process.wait(20) == code


def test_the_program_for_a_shell_has_its_streams_and_exit_code(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "printf '%s' \"$ENTRY\" | ppl log waterrijk --from - --dry-run; ppl zoek; echo $?; ppl list lesson | (exec <&-)"
    )
    seen = []
    for has_zygote in (True, False):
        monkeypatch.setattr(processes, "HAS_ZYGOTE", has_zygote)
        folder = processes.program(kb.root.parent).parent
        around = {**kb.environment, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "ENTRY": ENTRY}
        done = subprocess.run(["bash", "-c", script], cwd=kb.root, env=around, capture_output=True, text=True)
        seen.append((done.stdout, done.stderr))
    assert seen[0] == seen[1]
    assert "één keer" in seen[0][0] and seen[0][0].endswith("2\n"), seen


def test_who_asks_and_goes_takes_it_along(kb: Kb, tmp_path: Path) -> None:
    """A program that is killed leaves no ppl behind that waits for its input."""
    program = processes.program(tmp_path)
    reading, writing = os.pipe()
    out, theirs = os.pipe()
    shell = subprocess.Popen([program, "log", "waterrijk", "--from", "-"], cwd=kb.root, env=kb.environment,
                             stdin=reading, stdout=theirs, stderr=theirs)  # fmt: skip
    os.close(theirs)
    shell.kill()
    shell.wait()
    assert os.read(out, 1) == b""
    for file in (reading, writing, out):
        os.close(file)


def test_every_word_can_be_the_first_that_is_used() -> None:
    """In the zygote all is imported in one order; in a fresh Python a word and its files come first."""
    program = """if True:
        import os, sys, traceback
        from importlib import import_module
        import ppl.cli.app
        names = [word.module for word in ppl.cli.app.WORDS if not word.words]
        names += [f"{group.name}.{word.module}" for group in ppl.cli.app.WORDS for word in group.words]
        for name in names:
            if os.fork() == 0:
                try:
                    import_module(f"ppl.cli.words.{name}")
                    os._exit(0)
                except BaseException:
                    traceback.print_exc()
                os._exit(1)
        print(len(names), sum(os.wait()[1] != 0 for _ in names))
    """
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    number, failed = map(int, done.stdout.split())
    assert number > 30 and not failed, done.stderr


def test_the_program_ends_with_its_code_and_with_all_that_was_said() -> None:
    program = """if True:
        import atexit, sys
        from ppl.__main__ import program
        atexit.register(print, "at the end")
        sys.argv = ["ppl", "list", "nonsense"]
        program()
    """
    environment = {**os.environ, "PPL_ROOT": str(KB), "PPL_LANG": "en"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stdout) == (2, "at the end\n")
    assert "there is no kind of record called `nonsense`" in done.stderr
