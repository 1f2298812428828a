"""`ppl log`: talks that did not take place, contacts, corrections, and what is recognised without a terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from typing import Any

import pytest

from ppl.cli.entry.session_input import is_yaml
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
FIRST = "projects/waterrijk/sessions/2026-01-05-weekly.yaml"
AGREED = """kind: weekly
held_on: 2026-01-05
role: procesmanager
summary: Over de netaansluiting gesproken.   # zo gezegd
actions:
  - id: a1
    text: Netbeheerder bellen
    owner: projectleider
    due_on: 2026-01-12
lights:
  time:
    light: green
agreed_on: 2026-01-08
agreed_by: projectleider
"""


def test_a_cancelled_talk_is_a_session_with_its_reason_and_asks_nothing_else(kb: Kb, in_process: Run) -> None:
    code, out, _ = in_process(kb, "log", "waterrijk", "--cancelled", "--because", "griep", "--on", "2026-02-23")
    assert (code, out) == (0, "waterrijk/sessions/2026-02-23-weekly\n")
    assert kb.text("projects/waterrijk/sessions/2026-02-23-weekly.yaml") == (
        "kind: weekly\nheld_on: 2026-02-23\nstatus: cancelled\nbecause: griep\nrole: procesmanager\n"
    )
    assert kb.git("log", "-1", "--format=%s").strip() == "log waterrijk: weekly 2026-02-23, cancelled"


def test_a_trial_of_a_moved_talk_keeps_no_draft_of_what_stood_on_the_command_line(kb: Kb, in_process: Run) -> None:
    code, out, err = in_process(kb, "log", "waterrijk", "--moved", "6-3", "--because", "eerst de raad", "--dry-run")
    assert code == 0 and "+status: moved" in out
    assert kb.drafts() == [] and "kept" not in err


def test_a_moved_talk_says_to_which_day(kb: Kb, in_process: Run) -> None:
    code, _, _ = in_process(
        kb, "log", "waterrijk", "--moved", "6-3", "--because", "eerst de raad", "--kind", "learning"
    )
    assert code == 0
    assert kb.text("projects/waterrijk/sessions/2026-03-01-learning.yaml") == (
        "kind: learning\nheld_on: 2026-03-01\nstatus: moved\nbecause: eerst de raad\nrole: leermanager\n"
        "next_on: 2026-03-06\n"
    )


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--cancelled"], "--because"),
        (["--moved", "2026-03-06"], "--because"),
        (["--moved", "ooit", "--because", "x"], "ooit"),
        (["--cancelled", "--moved", "2026-03-06", "--because", "x"], "--cancelled, --moved"),
        (["--because", "x"], "--because"),
        (["--kind", "weekly"], "--from"),
        (["--kind", "koffie", "--cancelled", "--because", "x"], "koffie"),
        (["--amend", "2026-01-05-weekly"], "--from"),
        (["--amend", "2026-01-05-weekly", "--cancelled", "--because", "x"], "--amend"),
        (["--amend", "2026-01-05-weekly", "--kind", "learning"], "--kind"),
        (["--amend", "2026-09-09-weekly", "--because", "x", "--from", "a.yaml"], "2026-09-09-weekly"),
    ],
)
def test_what_does_not_go_together_is_refused_by_name(kb: Kb, in_process: Run, words: list[str], named: str) -> None:
    code, _, err = in_process(kb, "log", "waterrijk", *words)
    assert code == 2
    assert named in err
    assert kb.git("rev-list", "--count", "HEAD").strip() == "1"


def test_a_correction_finds_its_project_by_itself(kb: Kb) -> None:
    session = "waterrijk/sessions/2026-01-05-weekly"
    done = kb.ppl("log", "--amend", session, "--because", "reactie", "--from", "-", stdin="summary: Anders dan eerst.")
    assert done.returncode == 0, done.stderr
    assert "summary: Anders dan eerst.\n" in kb.text(f"projects/{session}.yaml")
    assert kb.git("log", "-1", "--format=%s").startswith(f"amend {session}: summary")


def test_without_a_correction_the_project_must_be_named(kb: Kb, in_process: Run) -> None:
    code, _, err = in_process(kb, "log", "--cancelled", "--because", "ziek")
    assert code == 2
    assert "whose session?" in err


def test_options_fill_in_what_a_file_leaves_out_and_never_change_what_it_says(kb: Kb) -> None:
    done = kb.ppl(
        "log", "waterrijk", "--kind", "contact", "--on", "2026-02-27", "--from", "-", stdin="summary: Gebeld."
    )
    assert done.returncode == 0, done.stderr
    assert "kind: contact\nheld_on: 2026-02-27\n" in kb.text("projects/waterrijk/sessions/2026-02-27-contact.yaml")
    other = kb.ppl("log", "waterrijk", "--kind", "contact", "--from", "-", stdin="kind: weekly\nheld_on: 2026-02-27\n")
    assert other.returncode == 2
    assert "kind: weekly" in other.stderr


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.yaml", "hallo", True),
        ("a.md", "kind: weekly\nheld_on: 2026-01-01", False),
        ("a.txt", "actie: bellen", False),
        ("<stdin>", "kind: weekly\nheld_on: 2026-01-01", True),
        ("<stdin>", "kind: weekly\nheld_on: [2026", True),
        ("<stdin>", "summary: x", True),
        ("<stdin>", "actie: bellen\nbesluit: doorgaan", False),
        ("<stdin>", "Vandaag gesproken over het net.", False),
        ("notities", "- een\n- twee: [", False),
        ("<stdin>", "", True),
    ],
)
def test_yaml_is_told_from_notes(name: str, text: str, expected: bool) -> None:
    assert is_yaml(name, text) is expected


def test_yaml_is_read_without_the_readers_of_forms_and_notes(kb: Kb) -> None:
    code = (
        "import sys, ppl.cli.app as app\n"
        "try: app.main(['log', 'waterrijk', '--from', '-'])\n"
        "except SystemExit: pass\n"
        "heavy = ('ppl.readers.forms', 'ppl.readers.notes', 'ppl.cli.ask.questions',"
        " 'ppl.cli.ask.open_points', 'readline', 'jinja2', 'ppl.cli.preview', 'ppl.store.local.drafts')\n"
        "print(sorted(m for m in sys.modules if m.startswith(heavy)))"
    )
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=kb.root, env=kb.environment, text=True, capture_output=True,
        input="kind: contact\nheld_on: 2026-02-02\n", check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["waterrijk/sessions/2026-02-02-contact", "[]"]


# --- notes -------------------------------------------------------------------------------------------


def test_notes_without_a_kind_or_a_day_take_those_of_the_rhythm_and_today_and_say_so(kb: Kb) -> None:
    done = kb.ppl("log", "waterrijk", "--from", "-", stdin="actie: netbeheerder bellen\nHet liep goed.\n")
    assert done.returncode == 0, done.stderr
    text = kb.text("projects/waterrijk/sessions/2026-03-01-weekly.yaml")
    assert "text: netbeheerder bellen" in text.lower()
    assert "Het liep goed." in text
    assert "2026-03-01" in done.stderr


def test_an_empty_form_is_no_talk(kb: Kb) -> None:
    form = kb.ppl("form", "session", "waterrijk").stdout
    done = kb.ppl("log", "waterrijk", "--from", "-", stdin=form)
    assert done.returncode == 3
    assert kb.git("rev-list", "--count", "HEAD").strip() == "1"


# --- corrections -------------------------------------------------------------------------------------


@pytest.fixture
def agreed(kb: Kb) -> Kb:
    """A knowledge base with a session that the project leader agreed with."""
    kb.write(FIRST, AGREED)
    return kb


def amend(kb: Kb, fields: str, *words: str) -> Any:
    return kb.ppl(
        "log", "waterrijk", "--amend", "2026-01-05-weekly", "--from", "-", *(words or ("--because", "reactie")),
        stdin=fields,
    )  # fmt: skip


def test_a_correction_changes_what_it_names_and_ends_the_agreement(agreed: Kb) -> None:
    done = amend(agreed, "actions:\n  - {id: a1, due_on: 2026-01-19}\n  - text: Planning sturen\n")
    assert done.returncode == 0, done.stderr
    assert "agreement" in done.stderr
    assert agreed.text(FIRST) == (
        "kind: weekly\nheld_on: 2026-01-05\nrole: procesmanager\n"
        "summary: Over de netaansluiting gesproken.   # zo gezegd\n"
        "actions:\n  - id: a1\n    text: Netbeheerder bellen\n    owner: projectleider\n    due_on: 2026-01-19\n"
        "    moved_from: 2026-01-12\n    moves:\n      - 'on': 2026-03-01\n        from: 2026-01-12\n"
        "  - id: a2\n    text: Planning sturen\nlights:\n  time:\n    light: green\n"
        "amended:\n  - 'on': 2026-03-01\n    because: reactie\n    fields:\n      - actions\n"
    )
    message = agreed.git("log", "-1", "--format=%B")
    assert message.startswith("amend waterrijk/sessions/2026-01-05-weekly: actions")
    assert "Ppl-Reason: reactie" in message
    assert "amend" in agreed.ppl("history", "waterrijk/sessions/2026-01-05-weekly").stdout


def test_a_correction_that_changes_nothing_writes_nothing(agreed: Kb) -> None:
    before = agreed.head()
    done = amend(agreed, "summary: Over de netaansluiting gesproken.\n")
    assert done.returncode == 0
    assert agreed.head() == before


def test_a_correction_needs_its_reason(agreed: Kb) -> None:
    done = amend(agreed, "summary: x\n", "--yes")
    assert done.returncode == 2
    assert "--because" in done.stderr


def test_a_correction_of_an_unknown_action_names_the_line_and_the_actions_there_are(agreed: Kb) -> None:
    done = amend(agreed, "summary: x\nactions:\n  - {id: a7, status: done}\n")
    assert done.returncode == 3
    assert "<stdin>:3: this session has no action `a7`" in done.stderr
    assert "a1" in done.stderr
    assert "x" not in agreed.text(FIRST).split()


def test_a_correction_is_in_the_next_report_and_each_has_its_own_line(agreed: Kb) -> None:
    assert amend(agreed, "summary: Over de kabel gesproken.\n").returncode == 0
    assert amend(agreed, "opinions: [Dat wordt niets.]\n", "--because", "gezegd na afloop").returncode == 0
    report = agreed.ppl("report", "project", "waterrijk", "--lang", "en").stdout
    assert "- 1 March 2026: the notes of 5 January 2026 (weekly); changed: the summary. Reason: reactie.\n" in report
    assert "gezegd na afloop" not in report
    shown = agreed.ppl("show", "waterrijk/sessions/2026-01-05-weekly").stdout
    assert "gezegd na afloop" in shown
    assert agreed.ppl("check").returncode == 0


def test_a_session_of_another_project_is_refused(agreed: Kb) -> None:
    done = agreed.ppl("log", "zandhoek", "--amend", "2026-01-05-weekly", "--from", "-", "--because", "x", stdin="")
    assert done.returncode == 2
    assert "another project" in done.stderr


def test_in_the_editor_the_session_is_changed_as_it_stands(agreed: Kb) -> None:
    editor = agreed.root.parent / "editor"
    editor.write_text('#!/bin/sh\nsed -i -e "s/gesproken/besproken/" -e "/owner:/d" "$1"\n')
    editor.chmod(0o755)
    words = ("log", "waterrijk", "--amend", "2026-01-05-weekly", "--editor", "--because", "reactie")
    done = agreed.ppl(*words, EDITOR=str(editor))
    assert done.returncode == 0, done.stderr
    text = agreed.text(FIRST)
    assert "summary: Over de netaansluiting besproken.   # zo gezegd" in text
    assert "owner" not in text
    assert "agreed" not in text
    assert text.endswith("    because: reactie\n    fields:\n      - summary\n      - actions\n")


# --- the form in the editor --------------------------------------------------------------------------


def test_the_form_comes_up_in_the_editor_and_goes_back_filled_in(kb: Kb) -> None:
    editor = kb.root.parent / "editor"
    editor.write_text(
        '#!/bin/sh\ncp "$1" "$0.seen"\nprintf "kind: weekly\\nActie: bellen met de provincie\\n" > "$1"\n'
    )
    editor.chmod(0o755)
    done = kb.ppl("log", "waterrijk", "--editor", "--on", "2026-02-27", EDITOR=str(editor))
    assert done.returncode == 0, done.stderr
    assert "Netbeheerder bellen" in (kb.root.parent / "editor.seen").read_text()
    assert "bellen met de provincie" in kb.text("projects/waterrijk/sessions/2026-02-27-weekly.yaml").lower()


def test_a_form_left_as_it_was_writes_nothing(kb: Kb) -> None:
    done = kb.ppl("log", "waterrijk", "--editor", EDITOR="true")
    assert done.returncode == 0
    assert kb.git("rev-list", "--count", "HEAD").strip() == "1"


def test_ctrl_c_before_a_word_is_loaded_leaves_no_traceback(
    kb: Kb, in_process: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ppl.cli.app._group", stopped)
    assert in_process(kb, "list", "project")[0] == 130


def test_without_a_project_the_first_one_is_to_be_made(kb: Kb, in_process: Run) -> None:
    shutil.rmtree(kb.path("projects"))
    code, _, said = in_process(kb, "log", "alpha", "--kind", "weekly")
    assert code == 2 and "ppl new project makes one" in said
