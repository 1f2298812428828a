"""What was typed in an editor or at a prompt is never gone: in the record, or in a draft that is named."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from ppl.cli.editor import decoded
from ppl.cli.terminal import HEAR_SECONDS
from tests.conftest import Kb

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminal in Python", allow_module_level=True)

from tests.terminal import Terminal

LESSON = "lessons/begin-met-het-stroomnet"
WORK = "een uur werk"
AMEND = ("log", "waterrijk", "--amend", "2026-01-05-weekly", "--editor")


def set_editor(kb: Kb, script: str) -> None:
    """Let $EDITOR run this script."""
    path = kb.root.parent / "editor"
    path.write_text(f"#!/bin/bash\n{script}\n")
    path.chmod(0o755)
    kb.environment["EDITOR"] = str(path)


def drafts(kb: Kb) -> list[Path]:
    return [path for path in (kb.root / ".git/ppl/drafts").rglob("*") if path.is_file()]


def is_kept(kb: Kb, said: str, text: str = WORK) -> bool:
    """Whether a draft that was named holds a text."""
    return any(text in path.read_text("utf-8", "replace") and path.name in "".join(said.split()) for path in drafts(kb))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("café".encode("latin-1"), "café"),
        ("café ".encode() + "café".encode("cp1252"), "café café"),
        ("café".encode("utf-16"), "café"),
        (b"\x81", "\ufffd"),
        (b"\xff\xfe\x00", "ÿþ\x00"),
    ],
)
def test_other_encodings_are_read(data: bytes, text: str) -> None:
    assert decoded(data) == text


def test_latin_1_is_read_and_that_is_said(kb: Kb) -> None:
    set_editor(kb, f"""printf 'context: {WORK}, caf\\xe9\\n' >> "$1" """)
    done = kb.ppl("edit", LESSON)
    assert done.returncode == 0, done.stderr
    assert "read as Windows-1252" in done.stderr
    assert f"context: {WORK}, café\n" in kb.text(f"{LESSON}.yaml")
    assert drafts(kb) == []


@pytest.mark.parametrize(
    ("words", "script"),
    [
        (("edit", LESSON), f"""echo "context: {WORK}" >> "$1"; exit 1"""),
        (("edit", LESSON), f"""echo "context: {WORK}" >> "$1"; kill -TERM $PPID; sleep 5"""),
        (("edit", LESSON), f"""echo "context: {WORK}" >> "$1"; kill -HUP $PPID; sleep 5"""),
        (("edit", LESSON), f"""echo "context: {WORK}" >> "$1"; echo x >> "{{root}}/data/{LESSON}.yaml" """),
        (("edit", LESSON, "--dry-run"), f"""echo "context: {WORK}" >> "$1" """),
        (("edit", LESSON), f"""echo "status: {WORK}" >> "$1" """),
        (("log", "waterrijk", "--editor"), f"""echo "{WORK}" >> "$1"; exit 1"""),
        (AMEND, f"""echo "next_on: {WORK}" >> "$1" """),
        ((*AMEND, "--because", "x"), f"""echo "next_on: {WORK}" >> "$1" """),
    ],
)  # fmt: skip
def test_what_was_saved_in_the_editor_is_kept_and_named(kb: Kb, words: tuple[str, ...], script: str) -> None:
    set_editor(kb, script.replace("{root}", str(kb.root)))
    done = kb.ppl(*words)
    assert is_kept(kb, done.stderr), done.stderr
    assert len(drafts(kb)) == 1
    assert "Traceback" not in done.stderr


def test_ctrl_c_belongs_to_the_editor(kb: Kb) -> None:
    set_editor(kb, f"""echo "context: {WORK}" >> "$1"; kill -INT $PPID; sleep 0.2""")
    done = kb.ppl("edit", LESSON)
    assert done.returncode == 0, done.stderr
    assert WORK in kb.text(f"{LESSON}.yaml")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_at_the_question_after_it_keeps_it(kb: Kb, number: signal.Signals) -> None:
    set_editor(kb, f"""echo "context: {WORK}" >> "$1" """)
    with Terminal(kb.root, kb.environment, "edit", LESSON, columns=200) as terminal:
        terminal.expect("Write this?")
        terminal.process.send_signal(number)
        assert terminal.end() == 128 + number
        assert is_kept(kb, terminal.screen), terminal.screen


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    ("words", "question"), [(("note", "waterrijk"), "Note for waterrijk"), (("log", "waterrijk", "--cancelled"), "Why")]
)
def test_a_half_typed_line_is_kept(kb: Kb, words: tuple[str, ...], question: str, number: signal.Signals) -> None:
    with Terminal(kb.root, kb.environment, *words, columns=200) as terminal:
        terminal.expect(question)
        terminal.type(WORK, enter=False)
        terminal.expect(WORK)
        terminal.process.send_signal(number)
        terminal.end()
        assert is_kept(kb, terminal.screen), terminal.screen


def test_a_closed_window_keeps_what_stood_in_it(kb: Kb) -> None:
    set_editor(kb, f"""echo "context: {WORK}" >> "$1" """)
    for number, (words, question) in enumerate(
        ((("edit", LESSON), "Write this?"), (("note", "waterrijk"), "Note for")), 1
    ):
        with Terminal(kb.root, kb.environment, *words, columns=200) as terminal:
            terminal.expect(question)
            if "note" in words:
                terminal.type(WORK, enter=False)
                terminal.expect(WORK)
                time.sleep(2 * HEAR_SECONDS)
            terminal.close()
            terminal.process.wait(timeout=20)
        assert [WORK in path.read_text() for path in drafts(kb)] == [True] * number


@pytest.mark.parametrize(
    "script",
    [
        f"""cp "$1" "$1.swp"; echo "# {WORK}" >> "$1.swp"; exit 1""",
        f"""cp "$1" "$1.swp"; echo "# {WORK}" >> "$1.swp"; kill -9 $$""",
        f"""cp "$1" "$1.copy"; echo "# {WORK}" >> "$1.copy" """,
    ],
)
def test_what_an_editor_leaves_in_another_file_is_kept_and_named(kb: Kb, script: str) -> None:
    set_editor(kb, script)
    done = kb.ppl("edit", LESSON)
    (left,) = [path for path in drafts(kb) if WORK in path.read_text().splitlines()[-1]]
    assert str(left.parent) in done.stderr


def test_an_editor_that_keeps_its_old_text_beside_leaves_nothing(kb: Kb) -> None:
    set_editor(kb, f"""cp "$1" "$1~"; echo "# {WORK}" > "$1.new"; cat "$1" >> "$1.new"; mv "$1.new" "$1" """)
    done = kb.ppl("edit", LESSON)
    assert done.returncode == 0, done.stderr
    assert drafts(kb) == []


def test_an_editor_that_does_not_wait_is_told_to(kb: Kb) -> None:
    set_editor(kb, "exit 0")
    assert 'EDITOR="code --wait"' in kb.ppl("edit", LESSON).stderr
