"""`ppl log --from`: an entry taken apart into the records it makes and changes."""

# ruff: noqa: E501
from __future__ import annotations

from collections.abc import Callable

from ppl.yaml import text as yaml_text
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
ENTRY = """\
kind: weekly
held_on: 2026-02-02
bottlenecks:
  - title: Te weinig ecologen
    category: capaciteit-kennis
  - {id: netaansluiting, status: resolved, resolution: tijdelijk}
interventions:
  - {title: Ecoloog delen, kind: parallel}
lessons:
  - title: Deel schaarse mensen
decisions:
  - {kind: municipal, by: projectleider, outcome: granted, reasons: goed onderbouwd}
actions:
  - Rooster maken
  - {text: Brief sturen, due_on: 2026-02-09}
  - {id: a1, status: done}
  - {id: a2, due_on: 2026-02-20}
"""


def log(run: Run, kb: Kb, text: str, *args: str, project: str = "waterrijk") -> tuple[int, str, str]:
    (kb.root.parent / "entry.yaml").write_bytes(text.encode())
    return run(kb, "log", project, "--from", "../entry.yaml", *args)


def test_an_entry_makes_and_changes_every_record_it_names_in_one_commit(kb: Kb, in_process: Run) -> None:
    code, out, err = log(in_process, kb, ENTRY)
    assert code == 0, err
    assert out.split()[0] == "waterrijk/sessions/2026-02-02-weekly"
    session = yaml_text.read(kb.text("projects/waterrijk/sessions/2026-02-02-weekly.yaml"))
    assert session["role"] == "procesmanager"
    assert session["bottlenecks"] == ["te-weinig-ecologen", "netaansluiting"]
    assert [a["id"] for a in session["actions"]] == ["a3", "a4"]
    new = yaml_text.read(kb.text("projects/waterrijk/bottlenecks/te-weinig-ecologen.yaml"))
    assert (new["status"], new["opened_on"], new["found_in"]) == ("open", "2026-02-02", "2026-02-02-weekly")
    changed = kb.text("projects/waterrijk/bottlenecks/netaansluiting.yaml")
    assert "title:    Netaansluiting komt te laat      # van de netbeheerder\n" in changed
    assert yaml_text.read(changed)["closed_on"] == "2026-02-02"
    earlier = yaml_text.read(kb.text("projects/waterrijk/sessions/2026-01-05-weekly.yaml"))["actions"]
    assert (earlier[0]["status"], earlier[0]["done_on"]) == ("done", "2026-02-02")
    assert earlier[1]["due_on"] == "2026-02-20"
    assert kb.git("rev-list", "--count", "HEAD").strip() == "2"
    assert kb.status() == ""
    code, out, err = in_process(kb, "check")
    assert code == 0, out


def test_the_same_entry_sent_twice_is_recognised_also_after_its_actions_changed(kb: Kb, in_process: Run) -> None:
    entry = ENTRY.replace("  - {id: a1, status: done}\n  - {id: a2, due_on: 2026-02-20}\n", "")
    assert log(in_process, kb, entry)[0] == 0
    head = kb.head()
    code, _, err = log(in_process, kb, entry)
    assert (code, kb.head()) == (0, head), err
    assert "was logged before, as waterrijk/sessions/2026-02-02-weekly" in err
    later = "kind: weekly\nheld_on: 2026-02-09\nactions:\n- {id: 2026-02-02-weekly#a1, status: done}\n"
    assert log(in_process, kb, later)[0] == 0
    head = kb.head()
    code, _, err = log(in_process, kb, entry)
    assert (code, kb.head()) == (0, head), err


def test_flaws_are_told_all_at_once_with_their_lines_and_nothing_is_written(kb: Kb, in_process: Run) -> None:
    entry = (
        "kind: zomaar\nheld_on: 2026-02-30\nminutes: veel\nbottlenecks:\n- id: netaansluitin\n- {title: x, category: y}\n"
        "- netaansluiting\n- netaansluiting\nactions:\n- {id: a9, status: done}\n- {text: x, due_on: ooit eens}\n"
    )
    head = kb.head()
    code, _, err = log(in_process, kb, entry)
    assert (code, kb.head(), kb.status()) == (3, head, "")
    for line in (1, 2, 3, 5, 6, 8, 10, 11):
        assert f"../entry.yaml:{line}:" in err, (line, err)
    assert "did you mean `netaansluiting`" in err


def test_a_missing_kind_and_day_are_told(kb: Kb, in_process: Run) -> None:
    code, _, err = log(in_process, kb, "summary: x\n")
    assert code == 3
    assert "`kind` is missing" in err
    assert "`held_on` is missing" in err


def test_a_dry_run_shows_the_difference_and_writes_nothing(kb: Kb, in_process: Run) -> None:
    before = kb.head()
    code, out, _ = log(in_process, kb, ENTRY, "--dry-run")
    assert (code, kb.head(), kb.status()) == (0, before, "")
    assert "+++ data/projects/waterrijk/sessions/2026-02-02-weekly.yaml" in out


def test_a_session_of_the_programme_lies_with_the_programme(kb: Kb, in_process: Run) -> None:
    code, out, err = log(in_process, kb, "kind: steering\nheld_on: 2026-02-03\nscope: programme\n", project="programme")
    assert code == 0, err
    assert out.strip() == "programme/sessions/2026-02-03-steering"


def test_an_entry_comes_from_standard_input_too(kb: Kb) -> None:
    done = kb.ppl("log", "waterrijk", "--from", "-", stdin="kind: contact\nheld_on: 2026-02-04\nheld_on: 2026-02-05\n")
    assert done.returncode == 3
    assert "<stdin>:3:" in done.stderr
