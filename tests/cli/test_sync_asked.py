"""What both changed, asked by `ppl sync` on a terminal."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.test_sync_records import NET, Pair, pair, ppl  # noqa: F401 - a fixture

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminal in Python", allow_module_level=True)

from tests.terminal import Terminal, Words


@pytest.fixture(params=["en", "nl"])
def say(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


def both_changed(pair: Pair, field: str = "title") -> None:  # noqa: F811
    ppl(pair.ours, "set", NET, f"{field}=Het net is bij ons in Waterrijk vol", "status=waiting")
    ppl(pair.theirs, "set", NET, f"{field}=Het net is bij hen in Waterrijk vol", "status=mitigated")
    assert pair.theirs.ppl("sync").returncode == 0


def test_each_question_is_asked_with_both_values_and_one_letter_answers_it(pair: Pair, say: Words) -> None:  # noqa: F811
    both_changed(pair, "description")
    ours = pair.ours
    with Terminal(ours.root, {**ours.environment, "PPL_LANG": say.lang}, "sync", columns=120) as terminal:
        shown = terminal.answer(say("Which one stays"), say.key("[t]heirs"))
        assert f"{say('waiting')} (" in shown and f"{say('mitigated')} (Anna, 20" in shown
        assert say("  before: {value}") + say("open") in shown
        shown = terminal.answer(say("Which one stays"), say.key("[b]oth, one after the other"))
        assert f" (waterrijk): {say('description')}" in shown
        assert terminal.end() == 0
    text = ours.text(f"projects/{NET}.yaml")
    assert "bij ons" in text and "bij hen" in text and "status: mitigated" in text
    assert pair.theirs.ppl("sync").returncode == 0 and ours.head() == pair.theirs.head()


def test_later_and_ctrl_c_combine_nothing_and_it_asks_again(pair: Pair, say: Words) -> None:  # noqa: F811
    both_changed(pair)
    ours, before = pair.ours, pair.ours.head()
    with Terminal(ours.root, {**ours.environment, "PPL_LANG": say.lang}, "sync", columns=120) as terminal:
        terminal.answer(say("Which one stays"), say.key("[m]ine"))
        terminal.answer(say("Which one stays"), say.key("[l]ater"))
        terminal.expect(say("nothing was combined and nothing sent: {questions} left for later"))
        assert terminal.end() == 4
    with Terminal(ours.root, {**ours.environment, "PPL_LANG": say.lang}, "sync", columns=120) as terminal:
        terminal.expect(say("Which one stays"))
        terminal.interrupt()
        assert terminal.end() == 4
    assert ours.head() == before and ours.status() == ""
    with Terminal(ours.root, {**ours.environment, "PPL_LANG": say.lang}, "sync", "--yes") as terminal:
        assert terminal.end() == 4  # it asks nothing
        assert "--theirs" in terminal.screen


def test_a_merge_that_git_began_asks_too(pair: Pair, say: Words) -> None:  # noqa: F811
    both_changed(pair)
    ours = pair.ours
    ours.git("fetch", "-q")
    subprocess.run(["git", "merge", "-q", "origin/main"], cwd=ours.root, env=ours.environment, check=False)
    with Terminal(ours.root, {**ours.environment, "PPL_LANG": say.lang}, "sync", columns=120) as terminal:
        terminal.answer(say("Which one stays"), say.key("[m]ine"))
        terminal.answer(say("Which one stays"), say.key("[m]ine"))
        assert terminal.end() == 0
    assert "bij ons" in ours.text(f"projects/{NET}.yaml") and ours.status() == ""
