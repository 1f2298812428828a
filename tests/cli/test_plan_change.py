"""What the words of `ppl plan` write: what-if --save and baseline; and drift, which reads it back."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.cli.plans import PLAN, small
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]


def test_a_change_is_only_tried(kb: Kb, in_process: Run) -> None:
    before = small(kb).head()
    code, out, err = in_process(kb, "plan", "what-if", "waterrijk", "--drop", "C:B", "--format", "json")
    assert code == 0, err
    found = json.loads(out)
    assert (found["schema"], found["won_weeks"], found["weeks"]) == ("ppl/plan-what-if/1", 4, 28)
    assert found["next"]["path"] == ["A", "C", "E"]
    assert (kb.head(), kb.status()) == (before, "")


def test_what_is_saved_is_one_commit_with_the_question_as_a_fact(kb: Kb, in_process: Run) -> None:
    small(kb)
    words = ("plan", "what-if", "waterrijk", "--drop", "C:B", "--save", "--because", "ontwerp op eigen risico")
    code, _, err = in_process(kb, *words)
    assert code == 0, err
    said = kb.git("log", "-1", "--format=%B")
    assert said.startswith("plan what-if waterrijk/plan: C no longer waits on B\n")
    assert "Ppl-Record: waterrijk/plan" in said
    assert "Ppl-Reason: ontwerp op eigen risico" in said
    text = kb.text(PLAN)
    assert "zo gaat het altijd" not in text
    for line in ("questioned:", "waited_on: B", "outcome: dropped", "expected_weeks: 4", "because: ontwerp op eigen"):
        assert line in text
    code, out, _ = in_process(kb, "plan", "habits", "--format", "json")
    (habit,) = json.loads(out)["habits"]
    assert [fact["outcome"] for fact in habit["facts"]] == ["dropped"]


def test_a_dry_run_of_a_save_writes_nothing(kb: Kb, in_process: Run) -> None:
    before = small(kb).head()
    code, out, _ = in_process(kb, "plan", "what-if", "waterrijk", "--shorten", "C=10", "--save", "--dry-run")
    assert (code, "+    weeks: 10" in out) == (0, True), out
    assert (kb.head(), kb.status()) == (before, "")


@pytest.mark.parametrize(
    ("words", "exit_code", "said"),
    [
        (("--drop", "D:B", "--save"), 2, "D waits on B by statute: that cannot be saved away"),
        (("--drop", "C:D"), 2, "it waits on: A, B"),
        (("--shorten", "Z=3"), 2, "the plan has no activity Z"),
        (("--shorten", "C"), 2, "write it as A15=16"),
        (("--shorten", "C=veel"), 2, "`veel` is not a number of weeks"),
        (("--overlap", "C:B=300%"), 2, "`300%` is not a share"),
        (("--start", "C=gauw"), 2, "--start: `gauw` is not a day"),
        ((), 2, "what should change?"),
    ],
)
def test_what_cannot_be_tried_or_saved_is_refused(
    kb: Kb, in_process: Run, words: tuple[str, ...], exit_code: int, said: str
) -> None:
    before = small(kb).head()
    code, _, err = in_process(kb, "plan", "what-if", "waterrijk", *words)
    assert (code, said in err, kb.head()) == (exit_code, True, before), err


def test_the_law_can_be_tried_and_says_so(kb: Kb, in_process: Run) -> None:
    code, out, _ = in_process(small(kb), "plan", "what-if", "waterrijk", "--drop", "D:B", "--lang", "en")
    assert code == 0
    assert "the law asks this link (art. 16.30 Omgevingswet)" in out


def test_a_plan_file_is_tried_but_not_written(kb: Kb, in_process: Run) -> None:
    small(kb)
    code, _, err = in_process(kb, "plan", "what-if", "--plan", f"data/{PLAN}", "--shorten", "C=10", "--save")
    assert (code, "name the project instead of --plan" in err) == (2, True), err


def test_a_baseline_is_set_once_and_stays(kb: Kb, in_process: Run) -> None:
    small(kb)
    assert in_process(kb, "plan", "baseline", "waterrijk")[0] == 0
    assert kb.git("log", "-1", "--format=%s") == "plan baseline waterrijk/plan: baseline\n"
    text = kb.text(PLAN)
    assert "set_on: 2026-03-01" in text
    assert "adopted: 2026-03-30" in text
    code, _, err = in_process(kb, "plan", "baseline", "waterrijk")
    assert (code, "the baseline was set on 2026-03-01 and stays" in err) == (2, True), err
    code, _, err = in_process(kb, "plan", "baseline", "waterrijk", "--again")
    assert (code, "needs a reason" in err, kb.text(PLAN)) == (2, True, text)
    assert in_process(kb, "plan", "baseline", "waterrijk", "--again", "--because", "ander plan")[0] == 0
    assert "because: ander plan" in kb.text(PLAN)


def test_a_plan_without_days_has_no_baseline(kb: Kb, in_process: Run) -> None:
    small(kb, "activities:\n  - {id: A, title: Schets, weeks: 4}\n")
    text = kb.text("projects/waterrijk/project.yaml").replace("starts_on: 2025-09-01\n", "")
    kb.write("projects/waterrijk/project.yaml", text)
    code, _, err = in_process(kb, "plan", "baseline", "waterrijk")
    assert (code, "ppl set waterrijk/plan starts_on=DATE" in err) == (2, True), err


def test_the_drift_since_the_baseline_is_what_the_versions_moved(kb: Kb, in_process: Run) -> None:
    small(kb)
    in_process(kb, "plan", "baseline", "waterrijk")
    in_process(kb, "plan", "what-if", "waterrijk", "--drop", "C:B", "--save", "--because", "op eigen risico")
    code, out, err = in_process(kb, "plan", "drift", "waterrijk", "--format", "json")
    assert code == 0, err
    found = json.loads(out)
    assert (found["schema"], found["versions"], found["name"]) == ("ppl/plan-drift/1", 3, "Waterrijk")
    assert {one["code"]: one["won_weeks"] for one in found["milestones"]} == {"adopted": 0, "goal": 4}
    (jump,) = found["jumps"]
    assert (jump["why"], jump["won_weeks"]) == ("op eigen risico", {"goal": 4})


def test_without_a_baseline_drift_says_how_to_set_one(kb: Kb, in_process: Run) -> None:
    code, out, err = in_process(small(kb), "plan", "drift", "waterrijk")
    assert code == 0
    assert "Start bouw" in out
    assert "ppl plan baseline waterrijk sets it" in err


MILESTONES = "\nmilestones:\n  - {code: adopted, title: Raad stelt vast, planned_on: 2026-06-01}\n"


def test_milestones_and_plan_are_settled_either_way_and_then_agree(kb: Kb, in_process: Run) -> None:
    project = "projects/waterrijk/project.yaml"
    small(kb).write(project, kb.text(project).rstrip() + MILESTONES)
    words = ("plan", "accept-milestones", "waterrijk")
    code, _, said = in_process(kb, *words, "--to-project")
    assert code == 2 and "a milestone that moves needs a reason" in said
    code, _, said = in_process(kb, *words, "--to-project", "--because", "doorgerekend", "--yes")
    assert code == 0 and "1 milestone" in kb.git("log", "-1", "--format=%s"), said
    assert "planned_on: 2026-03-30" in kb.text(project) and "doorgerekend" in kb.text(project)
    before = kb.head()
    assert "the milestones and the plan agree" in in_process(kb, *words, "--yes")[2]
    assert kb.head() == before
    kb.write(project, kb.text(project).replace("planned_on: 2026-03-30", "planned_on: 2026-06-01"))
    assert in_process(kb, *words, "--yes")[0] == 0
    assert "planned_start_on" in kb.text(PLAN), "the plan takes over the day"


def test_what_somebody_has_gone_over_is_said_once(kb: Kb, in_process: Run) -> None:
    small(kb)
    code, _, said = in_process(kb, "plan", "checked", "waterrijk", "A", "--by", "procesmanager", "--yes")
    assert code == 0, said
    assert kb.git("log", "-1", "--format=%s") == "plan checked waterrijk/plan: 1 activity\n"
    assert "role: procesmanager" in kb.text(PLAN)
    before = kb.head()
    assert "nothing changes" in in_process(kb, "plan", "checked", "waterrijk", "A", "--by", "procesmanager")[2]
    assert kb.head() == before
    code, _, said = in_process(kb, "plan", "checked", "waterrijk", "Z", "--yes")
    assert code == 2 and "Z" in said
