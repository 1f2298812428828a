"""`ppl new escalation`: asked step by step on a terminal, and in plain words on one line."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
NET = "waterrijk/bottlenecks/netaansluiting"
WORDS = ("to=table", "question=Mag het?", "status=submitted", "submitted_on=vandaag")


def made(kb: Kb, out: str) -> str:
    return kb.text(out.strip() + ".yaml")


@pytest.mark.parametrize("agreed", ["gisteren", "waterrijk gisteren", "gisteren waterrijk"])
def test_a_bare_id_and_plain_words_are_what_a_file_holds(kb: Kb, in_process: Run, agreed: str) -> None:
    body = next(line.split()[-1] for line in kb.text("programme/bodies.yaml").splitlines() if "code:" in line)
    words = (f"to={body}", *WORDS[1:], f"agreed_with={agreed}", "bottlenecks=netaansluiting")
    code, out, err = in_process(kb, "new", "escalation", "--project", "waterrijk", *words)
    assert code == 0, err
    text = made(kb, out)
    assert f"bottlenecks: {NET}" in text and "project: waterrijk" in text and "submitted_on: 2026-" in text
    ref = out.strip()
    assert in_process(kb, "set", ref, "agreed_with=waterrijk 2026-01-02")[0] == 0
    assert "2026-01-02" in made(kb, out)
    code, _, err = in_process(kb, "set", ref, "agreed_with=ja hoor")
    assert code == 2 and "agreed_with=today" in err


@pytest.mark.parametrize(
    ("assignment", "remedy"),
    [
        ("homes=120", "write homes.min=120 or homes.max=120"),
        ("woningen=120", "write homes.min=120 or homes.max=120"),
        ("milestones+=start", "milestones+='{code: ..., title: ...}'"),
    ],
)
def test_a_single_value_where_several_stand_says_what_to_write(
    kb: Kb, in_process: Run, assignment: str, remedy: str
) -> None:
    code, _, err = in_process(kb, "set", "waterrijk", assignment)
    assert code == 2 and remedy in err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal in Python")
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_on_a_terminal_it_is_asked_step_by_step_and_called_by_what_it_asks(kb: Kb, lang: str) -> None:
    from tests.terminal import Terminal, Words

    say = Words(lang)
    words = ("new", "escalation", "--project", "waterrijk")
    with Terminal(kb.root, {**kb.environment, "PPL_LANG": lang}, *words, columns=120) as terminal:
        terminal.answer(say("About which bottleneck (1, or 1, 3)"), "1")
        terminal.answer(say("To which table"), "1")
        terminal.answer(say("What do you ask of this table"), "Mag het eerder?")
        terminal.answer(say("What was tried already"))
        terminal.answer(say("Project leader agreed on (Enter: not yet)"), "1-1-2026")
        terminal.answer(say("Sent on (Enter: not yet)"))
        terminal.answer(say("Answer needed by"))
        terminal.answer(say("Who speaks ({listed})"))
        shown = terminal.answer(say("Write this"))
        assert f"{say('escalation')}: Mag het eerder?" in shown
        assert terminal.end() == 0
    (path,) = kb.path("escalations").glob("*.yaml")
    text = path.read_text()
    assert "status: draft" in text and "question: Mag het eerder?" in text and "project: waterrijk" in text
