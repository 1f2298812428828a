"""Loose notes that name people: what is struck out or replaced, on a terminal and without one; notes that wait."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests.conftest import Kb

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminal in Python", allow_module_level=True)

from tests.terminal import Terminal, Words

Run = Callable[..., tuple[int, str, str]]
TODAY = "2026-01-12"
SESSION = "projects/waterrijk/sessions/2026-01-12-weekly.yaml"
# invented people, as everything here
NOTES = """\
kind: weekly
Datum: 12-1-2026
samenvatting: Fenna Verzinsel belt de netbeheerder over de kabel.
afspraak: Joris Bedacht (gemeente) stuurt de tekening naar joris@voorbeeld.example
"""


@pytest.fixture(params=["en", "nl"])
def say(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


def log(kb: Kb, say: Words, text: str) -> Terminal:
    (kb.root.parent / "notes.txt").write_text(text)
    environment = {**kb.environment, "PPL_TODAY": TODAY, "PPL_LANG": say.lang}
    return Terminal(kb.root, environment, "log", "waterrijk", "--from", "../notes.txt")


def everything(kb: Kb) -> str:
    """All that git keeps of the last commit, drafts and the state beside it."""
    kept = [kb.git("show", "HEAD"), *(path.read_text() for path in kb.drafts() if path.is_file())]
    return "\n".join(kept)


def test_each_name_becomes_a_role_is_struck_out_or_stays_with_one_key(kb: Kb, say: Words) -> None:
    with log(kb, say, NOTES + "actie: Koen Gezocht belt\n") as terminal:
        shown = terminal.answer(say("Strike it out of what is kept"))
        assert "4" in shown and "jo…le" in shown and "joris@" not in shown
        terminal.answer("`Fenna Verzinsel`", "1")
        terminal.answer("`Joris Bedacht`", "x")
        terminal.answer("`Koen Gezocht`", "k")
        terminal.answer(say("Write this"))
        terminal.answer(say("Make the mail to the others now"))
        assert terminal.end() == 0
    text = kb.text(SESSION)
    assert "projectleider belt de netbeheerder" in text and "Koen Gezocht belt" in text
    assert "[naam] (gemeente)" in text
    for private in ("Fenna", "Verzinsel", "Joris", "Bedacht", "voorbeeld.example"):
        assert private not in everything(kb), private


def test_who_does_not_strike_out_writes_nothing(kb: Kb, say: Words) -> None:
    before = kb.head()
    with log(kb, say, NOTES) as terminal:
        terminal.answer(say("Strike it out of what is kept"), say.key("[q] stop"))
        terminal.expect("../notes.txt")
        assert terminal.end() == 130
    assert (kb.head(), kb.status()) == (before, "")


def test_without_a_terminal_they_are_struck_out_and_named_with_their_line(kb: Kb, in_process: Run) -> None:
    mail = "Van: Fenna Verzinsel\nOnderwerp: weekgesprek\n\nHoi Joris,\n\n"
    (kb.root.parent / "notes.txt").write_text(f"{mail}{NOTES}\nGroet,\nFenna Verzinsel\n")
    kb.environment["PPL_TODAY"] = TODAY
    code, _, said = in_process(kb, "log", "waterrijk", "--from", "../notes.txt", "--yes")
    assert code == 0, said
    assert "notes.txt: left out as head, greeting, signature or quoted mail: lines 1-4, 11-12" in said
    assert "notes.txt:9: struck out: an e-mail address (jo…le)" in said
    assert "notes.txt:8: struck out: the name `Fenna Verzinsel`" in said
    for private in ("Fenna", "Verzinsel", "Joris", "Bedacht", "voorbeeld.example"):
        assert private not in everything(kb), private


def test_waiting_notes_come_up_where_notes_come_from_a_file(kb: Kb, say: Words) -> None:
    for text in ("De kabel ligt er", "Zwemmen", "Later eens"):
        assert kb.ppl("note", "waterrijk", text, PPL_TODAY=TODAY).returncode == 0
    with log(kb, say, "kind: weekly\nsamenvatting: Besproken.\n") as terminal:
        terminal.answer("De kabel ligt er", say.key("a[g]reement"))
        terminal.answer("Zwemmen", say.key("[x] throw away"))
        terminal.answer("Later eens")
        terminal.answer(say("Write this"))
        terminal.answer(say("Make the mail to the others now"))
        assert terminal.end() == 0
    assert "agreements:\n  - De kabel ligt er\n" in kb.text(SESSION)
    left = kb.ppl("note", "waterrijk", "--list").stdout
    assert "Later eens" in left and "Zwemmen" not in left and "De kabel" not in left


def test_ctrl_c_at_a_waiting_note_writes_nothing_and_keeps_it(kb: Kb) -> None:
    kb.ppl("note", "waterrijk", "De kabel ligt er", PPL_TODAY=TODAY)
    before = kb.head()
    with log(kb, Words("en"), "kind: weekly\nsamenvatting: Besproken.\n") as terminal:
        terminal.expect("De kabel ligt er")
        terminal.expect_prompt()
        terminal.interrupt()
        terminal.expect("nothing was written")
        assert terminal.end() == 130
    assert kb.head() == before
    assert "De kabel ligt er" in kb.ppl("note", "waterrijk", "--list").stdout


def test_without_a_terminal_waiting_notes_are_only_named(kb: Kb, in_process: Run) -> None:
    kb.ppl("note", "waterrijk", "De kabel ligt er", PPL_TODAY=TODAY)
    kb.environment["PPL_TODAY"] = TODAY
    (kb.root.parent / "notes.txt").write_text("kind: weekly\nsamenvatting: Besproken.\n")
    code, _, said = in_process(kb, "log", "waterrijk", "--from", "../notes.txt", "--yes")
    assert code == 0 and "notes that wait for the next talk of waterrijk: 1" in said
    assert "De kabel" not in kb.text(SESSION)
