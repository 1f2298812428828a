"""A text out of the records and out of history: redact, erase, the colleague takes over; it is gone from both."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Kb
from tests.terminal import Terminal

NET = "waterrijk/bottlenecks/netaansluiting"
NAME = "Piet Verzinsel"
WHY = ("--by", "procesmanager", "--reason", "naam van een bewoner")
Run = Callable[..., tuple[int, str, str]]


def holds(kb: Kb, text: str = "Verzinsel") -> bool:
    """Whether any object that git keeps holds a text, whatever leads to it."""
    ids = kb.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)")
    done = subprocess.run(
        ["git", "cat-file", "--batch"], input=ids.encode(), cwd=kb.root, env=kb.environment, capture_output=True
    )
    return text.encode() in done.stdout


def remembers(kb: Kb, text: str = "Verzinsel") -> bool:
    """Whether ppl's own files in the git folder hold a text."""
    files = [file for file in (kb.root / ".git" / "ppl").rglob("*") if file.is_file()]
    return any(text.encode() in file.read_bytes() for file in files)


def colleague_of(kb: Kb, tmp_path: Path) -> Kb:
    """A clone of what was sent."""
    kb.git("clone", "-q", str(tmp_path / "hub.git"), str(tmp_path / "colleague"))
    return Kb(tmp_path / "colleague", kb.environment)


@pytest.fixture
def leak(kb: Kb, tmp_path: Path, in_process: Run) -> Kb:
    """A name in a record, in what a commit says, in a tag, and sent."""
    kb.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "hub.git"))
    kb.git("remote", "add", "origin", str(tmp_path / "hub.git"))
    assert in_process(kb, "set", NET, f"description=Gebeld met {NAME} zelf", "--yes")[0] == 0
    kb.git("tag", "voortgang")
    assert in_process(kb, "sync")[0] == 0
    kb.git("push", "-q", "--tags", "origin")
    return kb


def test_it_goes_from_the_records_from_history_and_from_the_clone_of_a_colleague(
    leak: Kb, tmp_path: Path, in_process: Run
) -> None:
    colleague = colleague_of(leak, tmp_path)
    in_process(colleague, "set", "zandhoek", "status=on-hold", "--yes")
    code, _, said = in_process(leak, "redact", NET, "description", "--text", NAME, "--reason", WHY[3])
    assert code == 0 and NAME not in said
    for part in ("brought it, took it out or say it: 2", "was sent: origin/main", "(tags) hold it: voortgang"):
        assert part in said
    assert "Gebeld met (weggehaald) zelf" in leak.text(f"projects/{NET}.yaml")
    assert "Ppl-Reason: naam van een bewoner" in leak.git("log", "-1", "--format=%B")
    assert NAME not in leak.git("log", "-1", "--format=%B") and holds(leak)
    in_process(leak, "sync")
    files = leak.git("rev-parse", "HEAD^{tree}")
    in_process(leak, "list", "bottleneck", "--as-of", "HEAD~1")
    assert remembers(leak)
    with Terminal(leak.root, leak.environment, "erase", NET, "description", *WHY, columns=200) as terminal:
        terminal.answer("Make the backup", "y")
        terminal.answer("Rewrite the history now?", "y")
        terminal.expect("it is gone from every commit")
        push = terminal.expect("when everybody has taken over").partition("git push ")[2].splitlines()[0]
        assert terminal.end() == 0, terminal.screen
    assert not remembers(leak)
    assert not holds(leak) and not (leak.root / ".git/ppl/erase").exists()
    assert leak.git("rev-parse", "HEAD~1^{tree}") == files and leak.status() == ""
    assert f"reason: {WHY[3]}" in leak.text("programme/programme.yaml")
    subprocess.run(
        ["git", "bundle", "verify", "-q", str(tmp_path / "kb-before-erase.bundle")], cwd=leak.root, check=True
    )
    subprocess.run(f"git push -q {push}", shell=True, cwd=leak.root, env=leak.environment, check=True)

    assert in_process(colleague, "sync")[0] == 4
    code, _, said = in_process(colleague, "sync", "--take-over")
    assert code == 0 and "tags here still lead to the old history" in said
    delete = next(row for row in said.splitlines() if "for good: " in row).partition("for good: ")[2]
    colleague.git("fetch", "-q", "--tags", "--force")
    subprocess.run(delete, shell=True, cwd=colleague.root, env=colleague.environment, check=True, capture_output=True)
    assert not holds(colleague) and "on-hold" in colleague.text("projects/zandhoek/project.yaml")
    assert in_process(leak, "sync")[0] == 0 and "on-hold" in leak.text("projects/zandhoek/project.yaml")


def test_without_a_terminal_it_says_the_commands_and_does_nothing(leak: Kb, in_process: Run) -> None:
    in_process(leak, "redact", NET, "description", "--reason", WHY[3])
    before = leak.head()
    code, out, said = in_process(leak, "erase", NET, "description")
    assert code == 0 and leak.head() == before and NAME not in out + said
    rows = out.splitlines()
    assert rows[0].startswith("git bundle create ") and "git-filter-repo --force" in rows[1]
    assert rows[2] == "ppl erase --done --by ROLE --reason TEXT"
    assert rows[3].startswith("git push --force-with-lease=main:") and rows[3].endswith("'+refs/tags/*:refs/tags/*'")
    assert (leak.root / ".git/ppl/erase/replacements").stat().st_mode & 0o077 == 0
    code, _, said = in_process(leak, "erase", "--done", *WHY)
    assert code == 4 and "git still holds it: nothing was recorded" in said and leak.head() == before


def test_what_is_still_there_or_would_be_lost_is_refused(leak: Kb, in_process: Run) -> None:
    code, _, said = in_process(leak, "erase", "--text", NAME)
    assert code == 4 and f"it stands in data/projects/{NET}.yaml now" in said
    code, _, said = in_process(leak, "erase", "--path", f"data/projects/{NET}.yaml")
    assert code == 4 and "is there now, and rewriting must not change that" in said
    code, _, said = in_process(leak, "erase", NET, "title")
    assert code == 2 and "was taken out by ppl redact in `title`" in said
    code, _, said = in_process(leak, "redact", NET, "description", "--text", NAME, "--reason", f"van {NAME}")
    assert code == 2 and "the reason repeats the text" in said
    in_process(leak, "redact", NET, "description", "--reason", WHY[3])
    leak.write("lessons/nieuw.yaml", "title: Nieuw\n", commit=False)
    code, _, said = in_process(leak, "erase", NET, "description")
    assert code == 4 and "lessons/nieuw.yaml is not as it was committed" in said
    code, _, said = in_process(leak, "erase", "--text", "Klaas Nergens")
    assert code == 4
    leak.path("lessons/nieuw.yaml").unlink()
    code, _, said = in_process(leak, "erase", "--text", "Klaas Nergens")
    assert code == 2 and "history does not hold it" in said


def test_drafts_and_notes_outside_git_are_named_and_no_draft_is_made_of_it(leak: Kb, in_process: Run) -> None:
    in_process(leak, "note", "zandhoek", f"bel {NAME}")
    code, _, said = in_process(leak, "redact", NET, "description", "--reason", WHY[3])
    assert code == 0 and "outside git it stands in" not in said  # all of the field is another text than the name
    drafts = len(leak.drafts())
    code, _, said = in_process(leak, "redact", NET, "tried", "--text", NAME + " en nog veel meer woorden" * 9, *WHY[2:])
    assert code == 2 and len(leak.drafts()) == drafts
    assert leak.ppl("redact", NET, "--text", "-", stdin=NAME).returncode == 2  # without a reason
    assert len(leak.drafts()) == drafts
    in_process(leak, "set", NET, f"description={NAME}", "--yes")
    code, _, said = in_process(leak, "redact", NET, "--text", NAME, *WHY[2:])
    assert code == 0 and "outside git it stands in " in said and "/ppl/notes/" in said


def test_of_a_whole_part_only_what_somebody_wrote_goes_out_of_history(kb: Kb, in_process: Run) -> None:
    talk = "waterrijk/sessions/2026-01-05-weekly"
    in_process(kb, "set", f"{talk}#a1", f"text={NAME} bellen", "--yes")
    assert in_process(kb, "redact", talk, "actions.1", "--reason", WHY[3])[0] == 0
    code, out, said = in_process(kb, "erase", talk, "actions", "--dry-run")
    assert code == 0 and "texts that go: 2" in said, said  # what stood there first too; no day, no role
    assert not (kb.root / ".git/ppl/erase").exists() and "'" not in out.splitlines()[1]


def test_a_file_that_is_gone_goes_out_of_history_with_the_name_in_it(kb: Kb, in_process: Run) -> None:
    path = "data/lessons/piet-verzinsel.yaml"
    kb.write("lessons/piet-verzinsel.yaml", "title: Les\nstatus: shared\nnoted_on: 2025-12-01\n")
    in_process(kb, "remove", "lessons/piet-verzinsel", "--reason", WHY[3])
    code, out, _ = in_process(kb, "erase", "--path", path, "--text", "piet-verzinsel", *WHY)
    assert code == 0
    subprocess.run(out.splitlines()[1], shell=True, cwd=kb.root, env=kb.environment, check=True, capture_output=True)
    code, _, said = in_process(kb, "erase", "--done", *WHY)
    assert code == 0 and not holds(kb, "piet-verzinsel") and "piet" not in kb.git("log", "--all", "--name-only")
    assert "erase programme/programme" in said
