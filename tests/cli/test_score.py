"""Scoring a candidate: from a file, and question by question on a terminal; what is refused, and what is kept."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence

import pytest

from tests.conftest import Kb
from tests.operations.base import CRITERIA, ENTRY

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.terminal import Terminal

Run = Callable[..., tuple[int, str, str]]

FIRST = "projects/waterrijk/scores/bureau-1-2026-03-01.yaml"


@pytest.fixture
def set_up(kb: Kb) -> Kb:
    kb.write("programme/criteria/lot-1-2026.yaml", CRITERIA)
    (kb.root / "score.yaml").write_text(ENTRY)
    return kb


def terminal(kb: Kb, lines: Sequence[str | tuple[str, str]], *args: str, end: str = "", **more: str) -> tuple[int, str]:
    """ppl where somebody types these lines, each when a question waits (or when a text is shown: a pair).

    `end` is a signal's name or Ctrl-D.
    """
    with Terminal(kb.root, {**kb.environment, **more}, *args) as screen:
        for line in lines:
            if isinstance(line, tuple):
                screen.expect(line[0])
                screen.type(line[1])
                continue
            screen.expect_prompt()
            screen.type(line)
        if end:
            screen.expect_prompt()
        if end == "Ctrl-D":
            screen.type("\x04", enter=False)
        elif end:
            screen.process.send_signal(getattr(signal, end))
        return screen.end(), screen.screen


def test_a_file_becomes_a_record_and_one_commit(set_up: Kb, in_process: Run) -> None:
    code, out, err = in_process(set_up, "score", "waterrijk", "--assessor", "bureau-1", "--from", "score.yaml")
    assert (code, out) == (0, "waterrijk/scores/bureau-1-2026-03-01\n")
    assert "score waterrijk: bureau-1 2026-03-01, 2 of 2 criteria, 1 of 1 knock-outs" in err
    text = set_up.text(FIRST)
    assert text.startswith("assessor: bureau-1\nscored_on: 2026-03-01\ncriteria: lot-1-2026\nknock_outs:\n")
    assert set_up.status() == "?? score.yaml\n"
    assert in_process(set_up, "check")[0] == 0


def test_the_same_score_twice_is_recognised(set_up: Kb, in_process: Run) -> None:
    args = ("score", "waterrijk", "--assessor", "bureau-1", "--from", "score.yaml")
    in_process(set_up, *args)
    head = set_up.head()
    code, _, err = in_process(set_up, *args)
    assert code == 0
    assert "scored before, as waterrijk/scores/bureau-1-2026-03-01" in err
    assert set_up.head() == head


def test_an_agreed_score_is_a_record_of_its_own(set_up: Kb, in_process: Run) -> None:
    code, out, _ = in_process(set_up, "score", "waterrijk", "--agreed", "--from", "score.yaml")
    assert (code, out) == (0, "waterrijk/scores/agreed-2026-03-01\n")
    assert "as: agreed\n" in set_up.text("projects/waterrijk/scores/agreed-2026-03-01.yaml")


def test_assessor_and_day_may_stand_in_the_entry_but_not_contradict(set_up: Kb, in_process: Run) -> None:
    (set_up.root / "score.yaml").write_text("assessor: client-2\nscored_on: 2026-02-02\n" + ENTRY)
    code, out, _ = in_process(set_up, "score", "waterrijk", "--from", "score.yaml")
    assert (code, out) == (0, "waterrijk/scores/client-2-2026-02-02\n")
    code, _, err = in_process(set_up, "score", "waterrijk", "--assessor", "bureau-1", "--from", "score.yaml")
    assert code == 2
    assert "--assessor says bureau-1, the entry says assessor: client-2" in err


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("waterrijk", "--from", "score.yaml"), 2, "add --assessor CODE"),
        (("waterrijk", "--assessor", "bureau-1"), 2, "--from FILE"),
        (("waterrijk", "--assessor", "bureau-1", "--from", "weg.yaml"), 2, "cannot be read"),
        (("waterrijk", "--assessor", "bureau-1", "--from", "score.yaml", "--on", "ooit"), 2, "is not a day"),
        (("waterrijk", "--assessor", "bureau-1", "--from", "score.yaml", "--criteria", "x"), 2, "no criteria set `x`"),
        (("zandhoek", "--assessor", "bureau-1", "--from", "score.yaml"), 2, "ppl new criteria"),
    ],
)
def test_what_cannot_be_scored_is_refused_with_what_to_do(
    set_up: Kb, in_process: Run, args: tuple[str, ...], code: int, said: str
) -> None:
    found, out, err = in_process(set_up, "score", *args)
    assert (found, out) == (code, "")
    assert said in err
    assert len(err.splitlines()) <= 4


def test_nothing_is_written_with_dry_run(set_up: Kb, in_process: Run) -> None:
    head = set_up.head()
    args = ("score", "waterrijk", "--assessor", "bureau-1", "--from", "score.yaml", "--dry-run")
    code, out, _ = in_process(set_up, *args)
    assert code == 0
    assert "+assessor: bureau-1" in out
    assert (set_up.head(), set_up.path(FIRST).exists()) == (head, False)


# on a terminal

ANSWERS = ["y", "Er is geen ontwerp.", "4", "Zij doen mee.", "2", "Er mist een planeconoom."]


@pytest.mark.parametrize(("language", "yes"), [("en", "y"), ("nl", "j")])
def test_every_question_is_asked_with_the_sentences_of_its_scale(set_up: Kb, language: str, yes: str) -> None:
    lines = [yes, *ANSWERS[1:], "Het net is vol.", "", "Verder niets.", ""]
    code, shown = terminal(set_up, lines, "score", "waterrijk", "--assessor", "bureau-1", PPL_LANG=language)
    assert code == 0, shown
    for sentence in ("Is het vroeg genoeg?", "Open cultuur", "  2  Een enkeling.", "  5  Een team."):
        assert sentence in shown
    assert set_up.text(FIRST) == (
        "assessor: bureau-1\nscored_on: 2026-03-01\ncriteria: lot-1-2026\n"
        "knock_outs:\n  beginfase:\n    pass: yes\n    evidence: Er is geen ontwerp.\n"
        "scores:\n  cultuur:\n    value: 4\n    reason: Zij doen mee.\n"
        "  capaciteit:\n    value: 2\n    reason: Er mist een planeconoom.\n"
        "obstacles:\n  - Het net is vol.\nremarks: Verder niets.\n"
    )
    assert set_up.drafts() == []
    assert all(len(line) <= 80 for line in shown.splitlines() if not line.startswith(("committed", "vastgelegd")))


def test_everything_can_be_skipped_but_the_reason_of_a_value(set_up: Kb) -> None:
    lines = ["", "9", "4", "", "Zij doen mee.", "", "", "", ""]
    code, shown = terminal(set_up, lines, "score", "waterrijk", "--assessor", "bureau-1")
    assert code == 0, shown
    assert "choose 1, 2, 3, 4, 5, or Enter" in shown
    assert "this cannot be left out" in shown
    assert "left open, a range in the ranking: beginfase, capaciteit" in shown
    assert "capaciteit" not in set_up.text(FIRST)


def test_one_can_go_back_a_step_and_see_what_was_typed(set_up: Kb) -> None:
    back: list[str | tuple[str, str]] = [
        "y",
        "Gezien.",
        "4",
        "<",
        "<",
        ("evidence: Gezien.", "<"),
        "n",
        ("evidence: Gezien.", ""),
    ]
    lines = [*back, "5 Allen.", "3", "<", "-", "", "", ""]
    code, shown = terminal(set_up, lines, "score", "waterrijk", "--assessor", "bureau-1")
    assert code == 0, shown
    for current in ("[4]", "evidence: Gezien.", "[yes]"):
        assert current in shown
    text = set_up.text(FIRST)
    assert "pass: no\n    evidence: Gezien." in text
    assert "value: 5" in text
    assert "capaciteit" not in text


@pytest.mark.parametrize("end", ["SIGINT", "SIGHUP", "SIGKILL", "Ctrl-D"])
def test_nothing_typed_is_lost_and_it_is_offered_next_time(set_up: Kb, end: str) -> None:
    code, _ = terminal(set_up, ANSWERS[:4], "score", "waterrijk", "--assessor", "bureau-1", end=end)
    assert code != 0
    assert not set_up.path(FIRST).exists()
    assert len(set_up.drafts()) == 1
    lines = ["", *ANSWERS[4:], "", "", "y"]
    code, shown = terminal(set_up, lines, "score", "waterrijk", "--assessor", "bureau-1")
    assert code == 0, shown
    assert "Zij doen mee." in set_up.text(FIRST)
    assert "planeconoom" in set_up.text(FIRST)
    assert set_up.drafts() == []


def test_a_draft_of_another_assessor_is_not_offered(set_up: Kb) -> None:
    terminal(set_up, ANSWERS[:4], "score", "waterrijk", "--assessor", "bureau-1", end="SIGINT")
    _, shown = terminal(set_up, [], "score", "waterrijk", "--assessor", "client-1", end="SIGINT")
    assert "unfinished" not in shown
    assert "Zij doen mee." not in shown
    assert len(set_up.drafts()) == 1


def test_what_is_refused_at_the_preview_is_kept(set_up: Kb) -> None:
    code, _ = terminal(set_up, [*ANSWERS, "", "", "n"], "score", "waterrijk", "--assessor", "bureau-1")
    assert code == 4
    assert [path.name for path in set_up.drafts()] == ["score-waterrijk-lot-1-2026-bureau-1.yaml"]
    assert not set_up.path(FIRST).exists()


def test_a_personal_address_is_refused_where_it_is_typed(set_up: Kb) -> None:
    lines = ["y Mail van iemand@voorbeeld.nl", "y Gezien.", "", "", "", "", "y"]
    code, shown = terminal(set_up, lines, "score", "waterrijk", "--assessor", "bureau-1")
    assert code == 0, shown
    assert "an e-mail address" in shown
    assert "iemand@" not in set_up.text(FIRST) and "evidence: Gezien." in set_up.text(FIRST)


def test_a_later_score_begins_with_the_earlier_answers(set_up: Kb, in_process: Run) -> None:
    in_process(set_up, "score", "waterrijk", "--assessor", "bureau-1", "--from", "score.yaml", "--on", "2026-02-01")
    lines = ["", "", "", "", "", "", "", "", "Nog altijd.", "y"]
    code, shown = terminal(set_up, lines, "score", "waterrijk", "--assessor", "bureau-1")
    assert code == 0, shown
    text = set_up.text(FIRST)
    assert "value: 4\n    reason: Zij doen mee." in text
    assert "planeconoom" in text


def test_a_new_value_asks_for_its_own_reason_and_shows_the_one_before(set_up: Kb, in_process: Run) -> None:
    in_process(set_up, "score", "waterrijk", "--assessor", "bureau-1", "--from", "score.yaml", "--on", "2026-02-01")
    lines = ["", "", "5", "", "Nu doen allen mee.", "", "", "", "", "y"]
    code, shown = terminal(set_up, lines, "score", "waterrijk", "--assessor", "bureau-1")
    assert code == 0, shown
    assert "bureau-1: 4 (Zij doen mee.)" in shown and "this cannot be left out" in shown
    assert "value: 5\n    reason: Nu doen allen mee." in set_up.text(FIRST)


def test_assessors_do_not_see_each_other_until_they_agree(set_up: Kb, in_process: Run) -> None:
    in_process(set_up, "score", "waterrijk", "--assessor", "bureau-1", "--from", "score.yaml")
    _, shown = terminal(set_up, ["", "", ""], "score", "waterrijk", "--assessor", "client-1", end="SIGINT")
    assert "Zij doen mee." not in shown
    _, shown = terminal(set_up, ["", "", ""], "score", "waterrijk", "--agreed", end="SIGINT")
    assert "bureau-1: 4 (Zij doen mee.)" in shown


def test_who_scores_is_asked_where_it_is_not_said(set_up: Kb) -> None:
    lines = ["", "bureau-1", *ANSWERS, "", "", "y"]
    code, shown = terminal(set_up, lines, "score", "waterrijk")
    assert code == 0, shown
    assert set_up.path(FIRST).exists()


def test_where_a_lot_has_no_criteria_that_is_said_before_anybody_is_asked(kb: Kb) -> None:
    for path in kb.path("programme/criteria").glob("*.yaml"):
        path.unlink()
    code, screen = terminal(kb, [], "score", "waterrijk")
    assert code == 2 and "no criteria set" in screen and "ppl init . --from empty" in screen
    assert "Who scores" not in screen
