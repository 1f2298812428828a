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
                time.sleep(6 * HEAR_SECONDS)  # heard every HEAR_SECONDS, later where the machine is busy
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


NOTES = f"kind: weekly\nheld_on: 2026-02-30\nsummary: {WORK}\n"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("log", "waterrijk", "--from", "-"), NOTES),
        (("log", "waterrijk", "--from=-"), f"kind: weekly\nheld_on: [{WORK}\n"),
        (("log", "waterijk", "--from", "-"), NOTES),
        (("log", "waterrijk", "--from", "/dev/stdin"), NOTES),
        (("log", "waterrijk", "--from", "-", "--nonsense"), NOTES),
        (("log", "waterrijk", "--amend", "2026-01-05-weekly", "--from", "-"), NOTES),
        (("new", "lesson", "--from", "-"), NOTES),
        (("note", "waterijk", "-"), NOTES),
        (("score", "waterrijk", "--from", "-"), NOTES),
        (("set", LESSON, f"status={WORK}{' en nog een uur' * 20}"), ""),
    ],
)
def test_what_a_pipe_or_a_long_argument_says_is_kept_where_it_is_refused(
    kb: Kb, words: tuple[str, ...], text: str
) -> None:
    done = kb.ppl(*words, stdin=text)
    assert done.returncode > 1
    assert is_kept(kb, done.stderr), done.stderr
    assert len(drafts(kb)) == 1


def test_it_is_kept_outside_a_knowledge_base_too(kb: Kb, tmp_path: Path) -> None:
    done = kb.ppl("note", "waterrijk", "-", stdin=WORK, cwd=tmp_path)
    (draft,) = (tmp_path / "state/ppl/drafts").iterdir()
    assert draft.read_text() == WORK and str(draft) in done.stderr


def test_what_is_committed_or_only_tried_leaves_no_draft(kb: Kb) -> None:
    good = NOTES.replace("-30", "-27")
    for more in (("--dry-run",), ()):
        done = kb.ppl("log", "waterrijk", "--from", "-", *more, stdin=good)
        assert done.returncode == 0, done.stderr
    assert kb.ppl("note", "waterrijk", "-", stdin=WORK).returncode == 0
    assert drafts(kb) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_lines_before_a_signal_are_kept(kb: Kb, number: signal.Signals) -> None:
    with Terminal(kb.root, kb.environment, "log", "waterrijk", "--from", "-", columns=200) as terminal:
        for line in ("kind: weekly", f"summary: {WORK}"):
            terminal.type(line)
            terminal.expect(line)
        time.sleep(0.3)
        terminal.process.send_signal(number)
        assert terminal.end() == 128 + number
        assert is_kept(kb, terminal.screen), terminal.screen
        assert drafts(kb)[0].read_text() == f"kind: weekly\nsummary: {WORK}\n"


def test_a_note_that_cannot_be_kept_is_kept_as_a_draft(kb: Kb) -> None:
    (kb.root / ".git/ppl").mkdir(exist_ok=True)
    (kb.root / ".git/ppl/notes").write_text("in the way")
    done = kb.ppl("note", "waterrijk", WORK)
    assert done.returncode == 4 and is_kept(kb, done.stderr), done.stderr
