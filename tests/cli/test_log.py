"""`ppl log --from`: where the entry comes from, what is left alone, and what the one commit holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ppl.yaml import text as yaml_text
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
SESSION = "projects/waterrijk/sessions/2026-02-02-weekly.yaml"
BOTTLENECK = "projects/waterrijk/bottlenecks/netaansluiting.yaml"
ENTRY = """\
kind: weekly
held_on: 2026-02-02
bottlenecks:
  - {id: netaansluiting, status: resolved, resolution: tijdelijk}
lessons:
  - title: Deel schaarse mensen
actions:
  - Rooster maken
"""


@pytest.fixture
def entry(kb: Kb) -> Path:
    file = kb.root.parent / "entry.yaml"
    file.write_text(ENTRY)
    return file


def committed(kb: Kb) -> list[str]:
    """The paths of the last commit."""
    return sorted(kb.git("show", "--name-only", "--format=", "HEAD").split())


def test_an_entry_on_standard_input_is_logged_as_one_in_a_file(kb: Kb) -> None:
    done = kb.ppl("log", "waterrijk", "--from", "-", stdin="\ufeff" + ENTRY.replace("\n", "\r\n"))
    assert done.returncode == 0, done.stderr
    refs = ["sessions/2026-02-02-weekly", "bottlenecks/netaansluiting"]
    assert done.stdout.splitlines() == [*(f"waterrijk/{ref}" for ref in refs), "lessons/deel-schaarse-mensen"]
    assert "nobody is named who does `Rooster maken`" in done.stderr and "\ncommitted as " in done.stderr
    assert yaml_text.read(kb.text(SESSION))["actions"] == [{"id": "a1", "text": "Rooster maken"}]


@pytest.mark.parametrize(
    ("stdin", "said"),
    [
        (b"", "<stdin> says nothing of a talk"),
        (b"kind: weekly\nheld_on: 2026-02-02\nsummary: \xff\n", "<stdin>:3: this is not UTF-8 text"),
        (b"kind: weekly\nheld_on: 2026-02-02\nsummary: [\n", "<stdin>:"),
    ],
    ids=["empty", "not UTF-8", "no YAML"],
)
def test_what_cannot_be_read_on_standard_input_is_told_with_its_line(kb: Kb, stdin: bytes, said: str) -> None:
    head = kb.head()
    done = kb.ppl("log", "waterrijk", "--from", "-", stdin=stdin)
    assert (done.returncode, done.stdout, kb.head(), kb.status()) == (3, "", head, "")
    assert said in done.stderr


def test_a_file_that_is_not_there_is_a_usage_error_that_names_it(kb: Kb, in_process: Run) -> None:
    code, out, err = in_process(kb, "log", "waterrijk", "--from", "weg.yaml")
    assert (code, out) == (2, "")
    assert "weg.yaml" in err
    code, _, err = in_process(kb, "log", "waterrijk", "--from", ".")
    assert code == 2
    assert "Traceback" not in err


def test_without_a_file_and_a_terminal_the_flag_is_named(kb: Kb, in_process: Run) -> None:
    code, out, err = in_process(kb, "log", "waterrijk")
    assert (code, out) == (2, "")
    assert "--from" in err


def test_an_unknown_project_is_refused_with_the_nearest(kb: Kb, in_process: Run, entry: Path) -> None:
    code, _, err = in_process(kb, "log", "waterijk", "--from", str(entry))
    assert code in (2, 3)
    assert "waterrijk" in err
    assert kb.status() == ""


def test_a_dry_run_shows_every_file_as_it_would_become_and_writes_nothing_at_all(
    kb: Kb, in_process: Run, entry: Path
) -> None:
    before = sorted(str(p) for p in kb.root.rglob("*") if ".git" not in p.parts)
    head, held = kb.head(), kb.text(BOTTLENECK)
    code, out, err = in_process(kb, "log", "waterrijk", "--from", str(entry), "--dry-run")
    assert (code, kb.head(), kb.status(), kb.drafts()) == (0, head, "", [])
    assert [row for row in out.splitlines() if row.startswith("+++")] == [
        f"+++ data/{SESSION}",
        f"+++ data/{BOTTLENECK}",
        "+++ data/lessons/deel-schaarse-mensen.yaml",
    ]
    assert out.count("--- /dev/null") == 2
    assert "nothing was written (--dry-run)" in err
    assert sorted(str(p) for p in kb.root.rglob("*") if ".git" not in p.parts) == before
    assert kb.text(BOTTLENECK) == held
    assert in_process(kb, "log", "waterrijk", "--from", str(entry))[0] == 0
    shown = {row[1:] for row in out.splitlines() if row.startswith("+") and not row.startswith("+++")}
    assert set(kb.text(SESSION).splitlines()) <= shown, "what was shown is what was written"


def test_a_dry_run_of_a_wrong_entry_tells_its_problems(kb: Kb, in_process: Run, entry: Path) -> None:
    entry.write_text(ENTRY.replace("2026-02-02", "2026-02-30"))
    code, out, err = in_process(kb, "log", "waterrijk", "--from", str(entry), "--dry-run")
    assert (code, out) == (3, "")
    assert "entry.yaml:2: `2026-02-30` is no day of the calendar" in err


def test_a_session_of_the_programme_takes_its_decisions_along(kb: Kb, in_process: Run, entry: Path) -> None:
    entry.write_text(
        "kind: steering\nheld_on: 2026-02-03\nscope: programme\nprojects: [waterrijk, zandhoek]\n"
        "decisions:\n  - {kind: change, by: opdrachtgever, outcome: akkoord, reasons: het past}\n"
    )
    code, out, err = in_process(kb, "log", "programme", "--from", str(entry))
    assert code == 0, err
    assert out.splitlines() == ["programme/sessions/2026-02-03-steering", "programme/decisions/2026-02-03-change"]
    assert committed(kb) == [
        "data/programme/decisions/2026-02-03-change.yaml",
        "data/programme/sessions/2026-02-03-steering.yaml",
    ]
    assert kb.git("log", "-1", "--format=%s").strip() == "log programme: steering 2026-02-03, 1 decision"
    assert in_process(kb, "check")[0] == 0


def test_one_commit_holds_exactly_its_paths_and_says_who_what_and_how(kb: Kb, in_process: Run, entry: Path) -> None:
    (kb.root / "README.md").write_text("bewerkt\n")
    kb.path("projects/zandhoek/notitie.txt").write_text("van mij\n")
    kb.path("lessons/los.txt").write_text("los\n")
    kb.git("add", "data/projects/zandhoek/notitie.txt")
    before, count = kb.status(), int(kb.git("rev-list", "--count", "HEAD"))
    assert in_process(kb, "log", "waterrijk", "--from", str(entry))[0] == 0
    assert int(kb.git("rev-list", "--count", "HEAD")) == count + 1
    assert committed(kb) == sorted([f"data/{SESSION}", f"data/{BOTTLENECK}", "data/lessons/deel-schaarse-mensen.yaml"])
    assert kb.status() == before
    message = kb.git("log", "-1", "--format=%B")
    assert message.startswith("log waterrijk: weekly 2026-02-02, 1 action, 1 bottleneck, 1 lesson\n\n")
    assert f"Ppl-Command: ppl log waterrijk --from {entry}" in message
    for ref in (
        "waterrijk/sessions/2026-02-02-weekly",
        "waterrijk/bottlenecks/netaansluiting",
        "lessons/deel-schaarse-mensen",
    ):
        assert f"Ppl-Record: {ref}\n" in message
    assert "Ppl-Version: " in message
    assert kb.git("log", "-1", "--format=%an <%ae>").strip() == "Test <test@example.org>"


EDIT = "sphere: region   # met de hand\n"


@pytest.mark.parametrize("is_staged", [False, True], ids=["edited", "staged"])
def test_a_file_with_edits_is_refused_and_the_entry_kept(kb: Kb, in_process: Run, entry: Path, is_staged: bool) -> None:
    held = kb.text(BOTTLENECK) + EDIT
    kb.path(BOTTLENECK).write_text(held)
    if is_staged:
        kb.git("add", f"data/{BOTTLENECK}")
    head, before = kb.head(), kb.status()
    code, out, err = in_process(kb, "log", "waterrijk", "--from", str(entry))
    assert (code, out, kb.head(), kb.status(), kb.text(BOTTLENECK)) == (4, "", head, before, held)
    assert f"data/{BOTTLENECK} has edits that are not committed" in err
    assert "--with-edits" in err
    assert [draft.read_text() for draft in kb.drafts()] == [ENTRY]


def test_with_edits_takes_the_edits_of_its_own_files_along_and_no_others(kb: Kb, in_process: Run, entry: Path) -> None:
    kb.path(BOTTLENECK).write_text(kb.text(BOTTLENECK) + EDIT)
    other = "projects/zandhoek/project.yaml"
    kb.path(other).write_text(kb.text(other) + "situation: x\n")
    code, out, _ = in_process(kb, "log", "waterrijk", "--from", str(entry), "--with-edits", "--dry-run")
    assert code == 0
    assert f"data/{BOTTLENECK}" in out
    code, _, err = in_process(kb, "log", "waterrijk", "--from", str(entry), "--with-edits")
    assert code == 0, err
    assert EDIT in kb.git("show", f"HEAD:data/{BOTTLENECK}")
    assert yaml_text.read(kb.text(BOTTLENECK))["status"] == "resolved"
    assert kb.status() == f" M data/{other}\n"
    assert kb.drafts() == []


def test_with_edits_changes_nothing_where_there_are_none(kb: Kb, in_process: Run, entry: Path) -> None:
    assert in_process(kb, "log", "waterrijk", "--from", str(entry), "--with-edits")[0] == 0
    assert kb.status() == ""


def test_from_any_folder_below_the_entry_is_found_where_the_user_stands(kb: Kb, entry: Path) -> None:
    deep = kb.path("projects/waterrijk/sessions")
    (deep / "week.txt").write_text(ENTRY)
    done = kb.ppl("log", "waterrijk", "--from", "week.txt", cwd=deep)
    assert done.returncode == 0, done.stderr
    assert kb.path(SESSION).is_file()
