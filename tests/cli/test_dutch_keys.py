"""Dutch keys wherever a person writes YAML: understood in what is sent in, pointed out in what lies there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
ENTRY = "soort: weekly\ndatum: 2026-01-12\nafspraken: [zo]\nacties:\n  - {wat: bellen, wie: projectleider}\n"
SESSION = "projects/waterrijk/sessions/2026-01-12-weekly.yaml"


@pytest.mark.parametrize("source", ["entry.yaml", "-"])
def test_a_session_with_dutch_keys_is_logged_from_a_file_and_from_a_pipe(kb: Kb, source: str) -> None:
    (kb.root / "entry.yaml").write_text(ENTRY)
    done = kb.ppl("log", "waterrijk", "--from", source, stdin=ENTRY)
    assert done.returncode == 0, done.stderr
    text = kb.text(SESSION)
    assert "kind: weekly\nheld_on: 2026-01-12\n" in text and "agreements:\n  - zo\n" in text
    assert "  - id: a1\n    text: bellen\n    owner: projectleider\n" in text


def test_a_problem_under_a_dutch_key_is_on_its_line(kb: Kb, in_process: Run) -> None:
    (kb.root / "entry.yaml").write_text(ENTRY.replace("wie: projectleider", "wanneer: ooit"))
    code, _, err = in_process(kb, "log", "waterrijk", "--from", "entry.yaml")
    assert code == 3 and "entry.yaml:5: `ooit` is not a date" in err


def test_a_dutch_key_beside_its_field_is_refused_and_loses_nothing(kb: Kb, in_process: Run) -> None:
    (kb.root / "entry.yaml").write_text(ENTRY + "agreements: [anders]\n")
    code, _, err = in_process(kb, "log", "waterrijk", "--from", "entry.yaml")
    assert code == 3 and "entry.yaml:6: `agreements` stands here twice" in err


def test_notes_in_a_pipe_with_dutch_headings_stay_notes(kb: Kb) -> None:
    done = kb.ppl("log", "waterrijk", "--from", "-", "--kind", "weekly", "--on", "2026-01-12",
                  stdin="Afspraken:\n- de gemeente belt\n")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "de gemeente belt" in kb.text(SESSION)


def test_a_correction_and_a_new_record_take_dutch_keys(kb: Kb, in_process: Run) -> None:
    (kb.root / "entry.yaml").write_text("samenvatting: anders dan gedacht\n")
    ref = "waterrijk/sessions/2026-01-05-weekly"
    code, _, err = in_process(kb, "log", "--amend", ref, "--from", "entry.yaml", "--because", "vergist")
    assert code == 0, err
    assert "summary: anders dan gedacht" in kb.text(f"projects/{ref}.yaml")
    (kb.root / "new.yaml").write_text("titel: Net vol\ncategorie: netcongestie\nstatus: open\ngemeld: 2026-01-05\n")
    code, _, err = in_process(kb, "new", "bottleneck", "--project", "waterrijk", "--from", "new.yaml")
    assert code == 0, err
    assert "title: Net vol\ncategory: netcongestie\n" in kb.text("projects/waterrijk/bottlenecks/net-vol.yaml")


def test_set_list_and_new_take_dutch_names_of_fields(kb: Kb, in_process: Run) -> None:
    assert in_process(kb, "set", "waterrijk", "woningen.max=190")[0] == 0
    assert "max: 190" in kb.text("projects/waterrijk/project.yaml")
    code, out, _ = in_process(kb, "list", "project", "--where", "woningen.max=190", "--sort", "-naam")
    assert code == 0 and "waterrijk" in out and "zandhoek" not in out


def test_a_record_made_by_hand_gets_a_remark_with_the_right_key_and_stays(kb: Kb, in_process: Run) -> None:
    path = "projects/waterrijk/sessions/2026-01-05-weekly.yaml"
    kb.write(path, kb.text(path) + "afspraken:\n  - zo\n")
    line = kb.text(path).count("\n") - 1
    code, out, _ = in_process(kb, "check")
    assert code == 0
    assert f"data/{path}:{line}: [remark] `afspraken` is not a field that ppl knows" in out
    assert "write `agreements`: under `afspraken` no report finds it" in out
    assert in_process(kb, "set", "waterrijk/sessions/2026-01-05-weekly", "minutes=30")[0] == 0
    assert "afspraken:\n  - zo\n" in kb.text(path)


def test_an_edit_with_a_dutch_key_is_written_with_the_right_one_and_says_so(kb: Kb) -> None:
    path = "projects/waterrijk/sessions/2026-01-05-weekly.yaml"
    script = kb.root / "editor.sh"
    script.write_text('#!/bin/sh\nprintf "feiten:  # gezien\\n  - het is zo\\n" >> "$1"\n')
    script.chmod(0o755)
    done = kb.ppl("edit", "waterrijk/sessions/2026-01-05-weekly", EDITOR=str(script))
    assert done.returncode == 0, done.stderr
    assert kb.text(path).endswith("facts:  # gezien\n  - het is zo\n")
    assert "`feiten` is written as `facts`" in done.stderr
