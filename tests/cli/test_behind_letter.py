"""What is typed behind a letter in a guided talk: it is kept where it belongs, or refused; nothing is lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import Kb

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminal in Python", allow_module_level=True)

from tests.terminal import Terminal, Words

SESSION = "projects/waterrijk/sessions/2026-01-12-weekly.yaml"
FIRST = "projects/waterrijk/sessions/2026-01-05-weekly.yaml"
TALK, OPEN, MORE_OPEN = "Kind, day, who", "What changed: number, letter, words", "And what else changed"
SETTLED, ACTION = "Agreed or decided", "New action: what, who, by when"


@pytest.fixture(params=["en", "nl"])
def say(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


def log(kb: Kb, say: Words, *words: str) -> Terminal:
    environment = {**kb.environment, "PPL_TODAY": "2026-01-12", "PPL_LANG": say.lang}
    return Terminal(kb.root, environment, "log", *(words or ("waterrijk",)))


def written(terminal: Terminal, say: Words) -> None:
    """Enter at what is left, yes to the preview, and no mail."""
    for question in ("Anything else", "Next talk", "Write this", "Make the mail to the others now"):
        terminal.answer(say(question))
    assert terminal.end() == 0


def pass_on(terminal: Terminal, say: Words) -> None:
    """Enter from what else is open to the last action."""
    for question in (MORE_OPEN, "Summary", SETTLED, ACTION):
        terminal.answer(say(question))


def test_a_day_behind_done_is_the_day_on_which_it_was_done(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), f"1 {say.key('[d]one')} 9-1, de datum is bekend")
        pass_on(terminal, say)
        written(terminal, say)
    assert "done_on: 2026-01-09" in kb.text(FIRST) and "result: de datum is bekend" in kb.text(FIRST)


def test_what_is_said_of_a_bottleneck_that_waits_stands_in_the_summary(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), f"3 {say.key('[w]aiting')} de netbeheerder rekent")
        pass_on(terminal, say)
        written(terminal, say)
    assert ": de netbeheerder rekent" in kb.text(SESSION)


def test_a_note_that_becomes_an_action_takes_who_and_when_from_its_line(kb: Kb, say: Words) -> None:
    assert kb.ppl("note", "waterrijk", "Bel de provincie").returncode == 0
    with log(kb, say) as terminal:
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), f"5 {say.key('[a]ction')} 2, 20-1")
        pass_on(terminal, say)
        written(terminal, say)
    assert "text: Bel de provincie\n    owner: procesmanager\n    due_on: 2026-01-20\n" in kb.text(SESSION)


def test_a_number_or_a_name_in_a_note_is_said_where_the_note_is_chosen(kb: Kb, say: Words) -> None:
    for note in ("Bel 06-12345678 over de kade", "Bel Jan Jansen over de kade"):
        assert kb.ppl("note", "waterrijk", note).returncode == 0
    with log(kb, say) as terminal:
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), f"5 {say.key('[s]ummary')}")
        assert "(x)" in terminal.answer(say(OPEN), f"6 {say.key('[s]ummary')}")
        assert "Jan Jansen" in terminal.answer(say(OPEN), f"5 {say.key('[x] throw away')}")
        pass_on(terminal, say)
        terminal.answer(say("Anything else"))
        terminal.answer(say("Next talk"))
        assert terminal.end() == 0
    assert not (kb.root / SESSION).exists()


def test_letters_that_no_question_takes_are_refused_and_not_dropped(kb: Kb, say: Words) -> None:
    green = say.key("[g]reen")
    with log(kb, say) as terminal:
        for question in (TALK, OPEN, "Summary", SETTLED, ACTION):
            terminal.answer(say(question))
        terminal.answer(say("Anything else"), say.key("ligh[t]s"))
        terminal.answer(say("time"), f"{green} {green} {green}")
        terminal.expect(f"`{green} {green}`")
        terminal.answer(say("time"), green)
        terminal.answer(say("money"), say.key("[r]ed") + " x")
        terminal.expect(say("write it in words: a sign or two is no reason")[:20])
        terminal.interrupt()
        assert terminal.end() == 130
    assert not (kb.root / SESSION).exists()


def test_what_cannot_be_written_leads_back_to_the_questions(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        for question in (TALK, OPEN, "Summary", SETTLED, ACTION, "Anything else"):
            terminal.answer(say(question), "Kort gesproken." if question == "Summary" else "")
        terminal.answer(say("Next talk"), "2026-01-02")
        terminal.answer(say("Go on with"))
        terminal.expect(say("Next talk"))
        terminal.expect("2026-01-02")
        terminal.type("\x1519-1")
        terminal.answer(say("Write this"))
        terminal.answer(say("Make the mail to the others now"))
        assert terminal.end() == 0
    assert "next_on: 2026-01-19" in kb.text(SESSION)


def test_nothing_to_save_is_said(kb: Kb, say: Words) -> None:
    environment = {**kb.environment, "PPL_LANG": say.lang}
    with Terminal(Path(kb.root), environment, "save") as terminal:
        terminal.expect(say("nothing changes"))
        assert terminal.end() == 0


def test_score_and_rank_ask_what_was_not_named(kb: Kb, say: Words) -> None:
    environment = {**kb.environment, "PPL_LANG": say.lang}
    with Terminal(kb.root, environment, "rank") as terminal:
        terminal.answer(say("Of which lot"), "1")
        terminal.end()
    assert "  1. " in terminal.screen
    with Terminal(kb.root, environment, "score") as terminal:
        shown = terminal.answer(say("Of which project"), "1")
        terminal.interrupt()
        terminal.end()
    assert say("the programme as a whole") not in shown


def test_long_lines_of_history_and_notes_are_broken_between_words(kb: Kb, say: Words) -> None:
    words = "woorden die samen veel breder zijn dan een gewoon scherm van tachtig tekens breed kan zijn"
    assert kb.ppl("note", "waterrijk", words).returncode == 0
    assert kb.ppl("set", "waterrijk", f"name={words}", "--yes").returncode == 0
    environment = {**kb.environment, "PPL_LANG": say.lang}
    for word in (("history", "waterrijk"), ("note", "--list")):
        with Terminal(kb.root, environment, *word) as terminal:
            assert terminal.end() == 0
        assert max(map(len, terminal.screen.splitlines())) <= 80, word
        assert "tachtig" in terminal.screen
