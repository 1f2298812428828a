"""What the words of `ppl plan` answer: compare, earlier, chance, couplings, habits, and how they refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.plans import PLAN, SMALL, small
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]


def answered(kb: Kb, in_process: Run, *words: str) -> dict[str, Any]:
    code, out, err = in_process(kb, "plan", *words, "--format", "json")
    assert code == 0, err
    found = json.loads(out)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("word", ["compare", "earlier", "chance"])
def test_a_project_without_a_plan_is_told_how_to_make_one(kb: Kb, in_process: Run, word: str) -> None:
    code, _, err = in_process(kb, "plan", word, "waterrijk")
    assert (code, "make one: ppl plan new waterrijk" in err) == (3, True), err


@pytest.mark.parametrize("word", ["compare", "earlier", "chance"])
def test_one_plan_is_meant_a_project_s_or_a_file_s(kb: Kb, in_process: Run, word: str) -> None:
    code, _, err = in_process(kb, "plan", word)
    assert (code, "name a project, or a file with --plan" in err) == (2, True), err


@pytest.mark.parametrize("word", ["compare", "earlier", "chance"])
def test_an_activity_that_is_not_there_is_no_goal(kb: Kb, in_process: Run, word: str) -> None:
    code, _, err = in_process(small(kb), "plan", word, "waterrijk", "--to", "Z")
    assert (code, "the plan has no activity Z" in err) == (3, True), err


@pytest.mark.parametrize("word", ["compare", "earlier", "chance"])
def test_a_plan_of_before_is_looked_at_as_it_was(kb: Kb, in_process: Run, word: str) -> None:
    small(kb)
    before = kb.head()
    kb.write(PLAN, SMALL.replace("weeks: 20", "weeks: 30"))
    now = answered(kb, in_process, word, "waterrijk")
    then = answered(kb, in_process, word, "waterrijk", "--as-of", before)
    weeks = [found["orders"][1]["weeks"] if word == "compare" else found["weeks"] for found in (now, then)]
    assert weeks == [42, 32]


@pytest.mark.parametrize("word", ["compare", "earlier", "chance"])
def test_a_plan_file_needs_no_knowledge_base(kb: Kb, tmp_path: Path, word: str) -> None:
    (tmp_path / "plan.yaml").write_text(SMALL)
    done = kb.ppl("plan", word, "--plan", "plan.yaml", "--no-calendar", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["schema"] == f"ppl/plan-{word}/1"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("words", ["compare waterrijk", "earlier waterrijk", "chance waterrijk", "drift waterrijk",
                                   "what-if waterrijk --shorten C=10", "couplings", "habits"])  # fmt: skip
def test_no_line_is_longer_than_the_screen_and_the_project_has_its_name(
    kb: Kb, in_process: Run, words: str, language: str
) -> None:
    code, out, err = in_process(small(kb), "plan", *words.split(), "--lang", language)
    assert code == 0, err
    assert [line for line in out.splitlines() if len(line) > 80] == []
    assert "Waterrijk" in out
    assert "\n\n\n" not in out


def test_the_habit_on_the_chain_is_questioned_with_what_it_risks_and_who_agrees(kb: Kb, in_process: Run) -> None:
    found = answered(small(kb), in_process, "earlier", "waterrijk")
    (step,) = found["steps"]
    (question,) = step["questions"]
    assert (question["link"]["activity"]["id"], question["link"]["waits_on"]["id"]) == ("C", "B")
    assert (step["won_weeks"], step["weeks"], question["ahead_weeks"]) == (4, 28, 4)
    assert [who["code"] for who in question["agree"]] == ["architect", "gemeenteraad"]


def test_the_fewest_links_for_a_day_are_proven(kb: Kb, in_process: Run) -> None:
    found = answered(small(kb), in_process, "earlier", "waterrijk", "--target", "2026-08-03")
    assert (found["is_reached"], found["is_fewest"], len(found["steps"]), found["target_weeks"]) == (True, True, 1, 30)


def test_a_plan_without_habits_is_measured_itself_against_a_day(kb: Kb, in_process: Run) -> None:
    small(kb, SMALL.replace("ground: habit, reason: zo gaat het altijd", "ground: contract, reason: zo afgesproken"))
    met = answered(kb, in_process, "earlier", "waterrijk", "--weeks", "40")
    assert (met["base"], met["is_reached"], met["steps"]) == ("planned", True, [])
    missed = answered(kb, in_process, "earlier", "waterrijk", "--weeks", "30")
    assert (missed["is_reached"], [one["activity"]["id"] for one in missed["holds"]]) == (False, ["B", "C", "E"])


def test_a_day_that_cannot_be_met_names_the_chain_that_forbids_it_before_the_steps(kb: Kb, in_process: Run) -> None:
    _, out, _ = in_process(small(kb), "plan", "earlier", "waterrijk", "--weeks", "20", "--lang", "en")
    out = " ".join(out.split())
    chain, steps = out.index("this chain forbids it"), out.index("What does win time")
    assert chain < out.index("E Start bouw waits on C Ontwerp") < steps < out.index("1. C waits on B")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("earlier", "waterrijk", "--target", "volgend jaar"), "--target: `volgend jaar` is not a day"),
        (("earlier", "waterrijk", "--target", "2026-08-03", "--weeks", "3"), "two ways to say the same"),
        (("chance", "waterrijk", "--runs", "0"), "0 runs cannot be done"),
        (("chance", "waterrijk", "--seed", "-1"), "-1 is no seed"),
        (("drift", "waterrijk", "--since", "toen"), "--since: `toen` is not a day"),
        (("compare", "nergens"), "there is no project `nergens`"),
    ],
)
def test_what_cannot_be_understood_is_refused(kb: Kb, in_process: Run, words: tuple[str, ...], said: str) -> None:
    code, _, err = in_process(small(kb), "plan", *words)
    assert (code, said in err) == (2, True), err


def test_a_plan_that_goes_round_names_its_circle(kb: Kb, in_process: Run) -> None:
    small(kb, SMALL.replace("title: Schets,", "title: Schets, after: [{activity: C, ground: habit, reason: x}],"))
    code, _, err = in_process(kb, "plan", "compare", "waterrijk")
    assert code == 3
    assert "the plan goes round in a circle: " in err
    assert in_process(kb, "check", "plans")[0] == 1


def test_the_same_seed_gives_the_same_chance_and_guesses_get_no_percentage(kb: Kb, in_process: Run) -> None:
    ranged = "{id: A, title: Schets, optimistic: 6, likely: 8, pessimistic: 12, owner: stedenbouwkundige}"
    small(kb, SMALL.replace("{id: A, title: Schets, weeks: 8, owner: stedenbouwkundige}", ranged))
    once = answered(kb, in_process, "chance", "waterrijk", "--seed", "7", "--runs", "500")
    again = answered(kb, in_process, "chance", "waterrijk", "--seed", "7", "--runs", "500")
    assert once == again
    assert (once["seed"], once["share_within"]) == (7, None)
    assert [one["id"] for one in once["guesses"]] == ["B", "C"]


def test_hours_stand_beside_what_the_sources_promise(kb: Kb, in_process: Run) -> None:
    small(kb, SMALL + "hours_per_week: {gemeente: 30}\n")
    found = answered(kb, in_process, "compare", "waterrijk", "--no-calendar")
    (municipality,) = [one for one in found["promises"] if one["party"] == "gemeente"]
    assert (municipality["promised"], municipality["planned_hours"]) == (0.5, 960)


def test_couplings_and_habits_answer_where_nobody_has_a_plan(kb: Kb, in_process: Run) -> None:
    assert answered(kb, in_process, "couplings")["couplings"] == []
    assert answered(kb, in_process, "habits") == {
        "schema": "ppl/plan-habits/1",
        "projects": [],
        "names": {},
        "habits": [],
    }


def test_two_projects_that_ask_for_one_architect_are_coupled(kb: Kb, in_process: Run) -> None:
    small(kb)
    kb.write("projects/zandhoek/plan.yaml", SMALL.replace("2026-01-05", "2026-01-12"))
    kb.write("projects/zandhoek/project.yaml", kb.text("projects/waterrijk/project.yaml"))
    found = answered(kb, in_process, "couplings")
    assert found["projects"] == ["waterrijk", "zandhoek"]
    assert {(one["party"], one["where"]) for one in found["couplings"]} == {
        (party, "Nergenshuizen") for party in ("stedenbouwkundige", "gemeenteraad")
    }
