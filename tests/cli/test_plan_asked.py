"""`ppl plan new` on a terminal, in Dutch and in English: six questions, and what Enter takes is assumed."""

from __future__ import annotations

import sys

import pytest

from tests.cli.plans import PLAN, shipped, small
from tests.conftest import Kb

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminal in Python", allow_module_level=True)

from tests.terminal import Terminal, Words

QUESTIONS = ("Whose land is it", "Which route", "Is an appeal expected", "First day of the plan", "Which order")
LAND = "On municipal land the developer is chosen in public; with private owners there is a contract first."


@pytest.fixture(params=["en", "nl"])
def say(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


def ppl(kb: Kb, say: Words, *words: str) -> Terminal:
    return Terminal(kb.root, {**kb.environment, "PPL_LANG": say.lang}, "plan", "new", "waterrijk", *words)


def test_enter_takes_defaults_that_are_marked_as_assumed(kb: Kb, say: Words) -> None:
    with ppl(shipped(kb), say) as terminal:
        for question in QUESTIONS:
            terminal.answer(say(question))
        shown = terminal.expect(say("Write this"))
        assert ("2025-09-01" if say.lang == "en" else "1 september 2025") in shown
        terminal.expect_prompt()
        terminal.type("")
        assert terminal.end() == 0
    text = kb.text(PLAN)
    assert "assumed:\n  - land\n  - route\n  - appeal\n" in text or "assumed: [land, route, appeal]" in text
    assert "starts_on: 2025-09-01" in text
    assert kb.drafts() == []


def test_an_answer_is_no_assumption_and_what_an_option_says_is_not_asked(kb: Kb, say: Words) -> None:
    with ppl(shipped(kb), say, "--appeal") as terminal:
        terminal.answer(say("Whose land is it"), "?")
        terminal.expect(say(LAND)[:20])
        terminal.answer(say("Whose land is it"), say.key("[p]rivate"))
        terminal.answer(say(QUESTIONS[1]), say.key("[p]ermit"))
        terminal.answer(say("Which procedure for the permit"), say.key("[e]xtended"))
        terminal.answer(say("First day of the plan"), "2026-09-07")
        terminal.answer(say("Which order"), say.key("[u]sual order"))
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    text = kb.text(PLAN)
    assert "assumed" not in text
    for line in ("land: private", "route: permit", "procedure: extended", "starts_on: 2026-09-07"):
        assert line in text.replace('"', "'")
    assert "ground: habit" in text.partition("after_serial")[0] or text.count("ground: habit") > 20


def test_a_wrong_day_is_asked_again_and_ctrl_c_keeps_the_answers(kb: Kb, say: Words) -> None:
    before = shipped(kb).head()
    with ppl(kb, say) as terminal:
        terminal.answer(say("Whose land is it"), "")
        terminal.answer(say("Which route"), "")
        terminal.answer(say("Is an appeal expected"), "")
        terminal.answer(say("First day of the plan"), "ooit")
        terminal.answer(say("First day of the plan"), "2026-09-07")
        terminal.expect(say("Which order"))
        terminal.expect_prompt()
        terminal.interrupt()
        assert terminal.end() == 130
    assert kb.head() == before
    with ppl(kb, say) as terminal:
        terminal.expect("1")
        terminal.expect_prompt()
        terminal.type("")
        terminal.expect(say("Which order"))
        terminal.interrupt()
        assert terminal.end() == 130


def test_a_baseline_is_previewed_by_its_milestones(kb: Kb, say: Words) -> None:
    small(kb)
    environment = {**kb.environment, "PPL_LANG": say.lang}
    with Terminal(kb.root, environment, "plan", "baseline", "waterrijk") as terminal:
        shown = terminal.expect(say("Write this"))
        assert "Vastgesteld: 2026-03-30" in shown
        assert "Start bouw: 2026-08-17" in shown
        terminal.expect_prompt()
        terminal.type("")
        assert terminal.end() == 0
    assert "set_on: 2026-03-01" in kb.text(PLAN)


def test_no_means_that_nothing_is_written(kb: Kb, say: Words) -> None:
    before = shipped(kb).head()
    with ppl(kb, say, "--land", "mixed", "--route", "plan", "--no-appeal", "--starts-on", "2026-01-05",
             "--order", "parallel") as terminal:  # fmt: skip
        terminal.answer(say("Write this"), say.key("[n]o"))
        assert terminal.end() != 0
    assert (kb.head(), kb.path(PLAN).exists()) == (before, False)


def test_without_a_terminal_nothing_is_asked(kb: Kb, say: Words) -> None:
    done = shipped(kb).ppl("plan", "new", "waterrijk", PPL_LANG=say.lang)
    assert (done.returncode, done.stdout) == (0, "waterrijk/plan\n")
    assert say("Whose land is it") not in done.stderr


PAST = """ownership: ontwikkelaar
milestones:
  - {code: kaders, title: Raad kiest een variant, actual_on: 2025-11}
  - {code: nvu, title: Uitgangspunten}
"""


def test_a_milestone_without_a_day_is_asked_and_what_came_before_it_ended_by_then(kb: Kb, say: Words) -> None:
    path = "projects/waterrijk/project.yaml"
    shipped(kb).write(path, kb.text(path) + PAST)
    with ppl(kb, say) as terminal:
        for question in QUESTIONS[1:]:  # whose land it is stands in the project
            terminal.answer(say(question))
        terminal.answer(say("Reached on: {title}").replace("{title}", "Uitgangspunten"), "2025-10-02")
        terminal.answer(
            say("Before what was reached come {ids}: were they done by then").partition("{")[0], say.key("[y]es")
        )
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    text = kb.text(PLAN)
    assert "actual_end_on: 2025-10-02" in text and "actual_end_on: ..2025-10-02" in text
    assert "actual_end_on: 2025-11\n" in text and "land: private" in text
