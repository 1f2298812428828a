"""What ppl asks on a terminal beside an ordinary talk: every other question, in Dutch and in English."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import Kb

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminal in Python", allow_module_level=True)

from tests.terminal import Terminal, Words

TODAY = "2026-01-12"
SESSION = "projects/waterrijk/sessions/2026-01-12-weekly.yaml"
FIRST = "projects/waterrijk/sessions/2026-01-05-weekly.yaml"
THERE = "Who were there ({listed})"
TALK = "Kind, day, who"
OPEN = "What changed: number, letter, words"
MORE_OPEN = "And what else changed"
REST = ("Agreed or decided", "New action: what, who, by when", "Anything else", "Next talk")
RECAP = "Make the mail to the others now"


@pytest.fixture(params=["en", "nl"])
def say(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


def ppl(kb: Kb, say: Words, *words: str) -> Terminal:
    return Terminal(kb.root, {**kb.environment, "PPL_TODAY": TODAY, "PPL_LANG": say.lang}, *words)


def enters(terminal: Terminal, say: Words, *questions: str) -> None:
    for question in questions:
        terminal.answer(say(question))


def written(terminal: Terminal, say: Words) -> None:
    """Agree to the preview, and want no mail."""
    enters(terminal, say, "Write this", RECAP)
    assert terminal.end() == 0


def editor(kb: Kb, script: str) -> None:
    """An $EDITOR that runs this script on the file."""
    path = kb.root.parent / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    kb.environment["EDITOR"] = str(path)


def yes_or_no(terminal: Terminal, question: str, answer: str) -> None:
    """Answer a question that ends in `[Y/n]`."""
    terminal.expect(question)
    terminal.expect("/n] ")
    terminal.type(answer)


def drafts(kb: Kb) -> str:
    return "\n".join(path.read_text() for path in kb.drafts())


# --- the guided talk ---------------------------------------------------------------------------------


def test_a_bottleneck_can_wait_become_lighter_or_be_accepted(kb: Kb, say: Words) -> None:
    for id, title in (("bodem", "Bodem is vuil"), ("lawaai", "Lawaai van de weg")):
        text = f"title: {title}\ncategory: netcongestie\nstatus: open\nopened_on: 2025-11-01\n"
        kb.write(f"projects/waterrijk/bottlenecks/{id}.yaml", text)
    with ppl(kb, say, "log", "waterrijk") as terminal:
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), f"3 {say.key('[a]ccepted')}")
        terminal.answer(say("  why is it accepted"), "er is geen andere weg")
        terminal.answer(say(MORE_OPEN), f"4 {say.key('[w]aiting')}")
        terminal.answer(say(MORE_OPEN), f"5 {say.key('[m]itigated')} stil asfalt")
        terminal.answer(say(MORE_OPEN), "6")
        terminal.answer(say("  what did it bring"), "te vroeg")
        terminal.answer(say("  weeks won"), "veel")
        terminal.expect(say("`{text}` is not a number of weeks; write 3 or 1.5")[:1])
        terminal.expect_prompt()
        terminal.type("-1")
        terminal.answer(say("  is it finished"))
        enters(terminal, say, MORE_OPEN, "Summary", *REST)
        written(terminal, say)
    assert "status: waiting" in kb.text("projects/waterrijk/bottlenecks/bodem.yaml")
    assert "tried:\n  - stil asfalt" in kb.text("projects/waterrijk/bottlenecks/lawaai.yaml")
    assert "resolution: er is geen andere weg" in kb.text("projects/waterrijk/bottlenecks/netaansluiting.yaml")
    assert "weeks: -1" in kb.text("projects/waterrijk/interventions/samen-plannen.yaml")


def test_the_kind_of_talk_is_typed_as_people_call_it_and_a_contact_asks_no_more(kb: Kb, say: Words) -> None:
    with ppl(kb, say, "log", "waterrijk") as terminal:
        terminal.answer(say(TALK), "onzin")
        terminal.expect("onzin")
        terminal.expect_prompt()
        terminal.type("belletje")
        terminal.answer(say(OPEN))
        terminal.answer(say("Summary"), "Gebeld.")
        terminal.answer(say("New action: what, who, by when"))
        written(terminal, say)
    assert kb.text("projects/waterrijk/sessions/2026-01-12-contact.yaml").endswith("summary: Gebeld.\n")


def test_a_talk_of_the_programme_asks_nothing_of_a_project(kb: Kb, say: Words) -> None:
    with ppl(kb, say, "log", "programme") as terminal:
        terminal.answer(say(TALK), "steering")
        terminal.answer(say("Summary"), "Over de voortgang.")
        enters(terminal, say, "Agreed or decided", "New action: what, who, by when", "Next talk")
        written(terminal, say)
    assert "kind: steering" in kb.text("programme/sessions/2026-01-12-steering.yaml")


def test_a_day_to_come_and_a_name_of_a_person_are_refused_with_the_reason(kb: Kb, say: Words) -> None:
    with ppl(kb, say, "log", "waterrijk") as terminal:
        terminal.answer(say(TALK), "+1w")
        terminal.expect("2026-01-19")
        terminal.answer("", "Xander de Voorbeeld")
        terminal.expect("Xander de Voorbeeld`")
        terminal.expect_prompt()
        terminal.type("-")
        terminal.answer(say(OPEN))
        terminal.answer(say("Summary"), "Besproken.")
        enters(terminal, say, *REST)
        written(terminal, say)
    assert "attended" not in kb.text(SESSION)


def test_a_note_becomes_a_lesson_or_is_thrown_away(kb: Kb, say: Words) -> None:
    for text in ("Bel eerder.", "Weg hiermee"):
        assert kb.ppl("note", "waterrijk", text).returncode == 0
    with ppl(kb, say, "log", "waterrijk") as terminal:
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), f"5 {say.key('[l]esson')}")
        terminal.answer(say(MORE_OPEN), f"6 {say.key('[x] throw away')}")
        enters(terminal, say, MORE_OPEN, "Summary", *REST)
        written(terminal, say)
    assert "went_otherwise: Bel eerder." in kb.text("lessons/bel-eerder.yaml")
    assert not list((kb.root / ".git/ppl/notes").glob("*.json"))


def test_what_notes_do_not_say_becomes_an_action_a_lesson_or_nothing(kb: Kb, say: Words) -> None:
    (kb.root.parent / "notes.txt").write_text("kind: weekly\nBel de wethouder\n\nEerst rekenen\n\nOnzin\n")
    with ppl(kb, say, "log", "waterrijk", "--from", "../notes.txt") as terminal:
        terminal.answer(say("[o]ne by one"), say.key("[o]ne by one"))
        terminal.answer("Bel de wethouder", say.key("[a]ction"))
        terminal.answer("Eerst rekenen", say.key("[l]esson"))
        terminal.answer("Onzin", say.key("[x] throw away"))
        written(terminal, say)
    assert "text: Bel de wethouder" in kb.text(SESSION)
    assert "summary" not in kb.text(SESSION)
    assert "title: Eerst rekenen" in kb.text("lessons/eerst-rekenen.yaml")


def test_ctrl_c_while_notes_are_sorted_says_what_became_of_them(kb: Kb) -> None:
    notes = kb.root.parent / "notes.txt"
    notes.write_text("kind: weekly\nBel de wethouder\n\nEerst rekenen\n")
    with ppl(kb, Words("en"), "log", "waterrijk", "--from", "../notes.txt") as terminal:
        terminal.answer("Bel de wethouder", "a")
        terminal.expect("Eerst rekenen")
        terminal.expect_prompt()
        terminal.interrupt()
        terminal.expect("broken off: nothing was written; ../notes.txt stays as it is")
        assert terminal.end() == 130
    assert kb.status() == "" and "Traceback" not in terminal.screen


# --- the preview, and after it -----------------------------------------------------------------------


def with_a_day_that_was(terminal: Terminal, say: Words) -> None:
    """A talk whose next one is before it."""
    enters(terminal, say, TALK, OPEN)
    terminal.answer(say("Summary"), "Kort gesproken.")
    enters(terminal, say, *REST[:-1])
    terminal.answer(say(REST[-1]), "2026-01-02")


def test_an_address_is_refused_where_it_is_typed(kb: Kb, say: Words) -> None:
    with ppl(kb, say, "log", "waterrijk") as terminal:
        enters(terminal, say, TALK, OPEN)
        terminal.answer(say("Summary"), "Mail iemand@voorbeeld.nl")
        assert say("an e-mail address") in terminal.answer(say("Summary"), "Mail de projectleider")
        enters(terminal, say, *REST)
        written(terminal, say)
    assert "summary: Mail de projectleider" in kb.text(SESSION)


def test_what_may_not_be_written_can_be_changed_as_text(kb: Kb, say: Words) -> None:
    editor(kb, 'sed -i "s/2026-01-02/2026-01-26/" "$1"')
    with ppl(kb, say, "log", "waterrijk") as terminal:
        with_a_day_that_was(terminal, say)
        terminal.answer(say("Go on with"), say.key("[t]ext"))
        written(terminal, say)
    assert "next_on: 2026-01-26" in kb.text(SESSION)
    assert kb.drafts() == []


def test_what_may_not_be_written_is_kept_where_nobody_changes_it(kb: Kb, say: Words) -> None:
    with ppl(kb, say, "log", "waterrijk") as terminal:
        with_a_day_that_was(terminal, say)
        terminal.answer(say("Go on with"), say.key("[n]ot now"))
        terminal.expect("ppl log waterrijk")
        assert terminal.end() == 3
    assert "2026-01-02" in drafts(kb)


def without_editor(kb: Kb, tmp_path: Path) -> None:
    for name in ("git", "sh"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    kb.environment["PATH"] = str(tmp_path)  # with no editor in it


ONE_BY_ONE = "there is no editor, so the fields one by one: Enter keeps, - takes away, < goes a step back"


def test_without_an_editor_the_fields_are_changed_one_by_one(kb: Kb, say: Words, tmp_path: Path) -> None:
    without_editor(kb, tmp_path)
    with ppl(kb, say, "log", "waterrijk", "--cancelled", "--because", "griep") as terminal:
        terminal.answer(say("Write this"), say.key("[e]dit as text"))
        terminal.expect(say(ONE_BY_ONE)[:30])
        terminal.answer("weekly")
        terminal.answer("2026-01-12", "2026-01-11")
        terminal.answer("cancelled")
        terminal.answer("griep", "ziek")
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    text = kb.text("projects/waterrijk/sessions/2026-01-11-weekly.yaml")
    assert "because: ziek" in text and "status: cancelled" in text


def test_without_an_editor_what_may_not_be_written_is_mended_without_a_loop(kb: Kb, say: Words, tmp_path: Path) -> None:
    without_editor(kb, tmp_path)
    with ppl(kb, say, "log", "waterrijk") as terminal:
        with_a_day_that_was(terminal, say)
        terminal.answer(say("Go on with"), say.key("[t]ext"))
        terminal.answer("weekly")
        terminal.answer("2026-01-12", "2026-13-12")
        terminal.answer("Kort gesproken.", "Mail de projectleider")
        terminal.answer("2026-01-02", "2026-01-19")
        terminal.expect("2026-13-12")
        yes_or_no(terminal, say("Change it as text?"), "")  # asked again with what was typed
        terminal.answer("weekly")
        terminal.answer("2026-13-12", "2026-01-12")
        terminal.answer("Mail de projectleider")
        terminal.answer("2026-01-19")
        written(terminal, say)
    assert "summary: Mail de projectleider" in kb.text(SESSION)


def test_without_an_editor_enter_at_every_field_changes_nothing(kb: Kb, say: Words, tmp_path: Path) -> None:
    without_editor(kb, tmp_path)
    with ppl(kb, say, "log", "waterrijk", "--cancelled", "--because", "griep") as terminal:
        terminal.answer(say("Write this"), say.key("[e]dit as text"))
        for value in ("weekly", "2026-01-12", "cancelled", "griep"):
            terminal.answer(value)
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    assert "because: griep" in kb.text(SESSION)


def test_ctrl_c_at_the_preview_keeps_what_was_entered(kb: Kb, say: Words) -> None:
    with ppl(kb, say, "log", "waterrijk", "--cancelled", "--because", "griep") as terminal:
        terminal.expect(say("Write this"))
        terminal.expect_prompt()
        terminal.interrupt()
        assert terminal.end() == 130
    assert "because: griep" in drafts(kb)
    assert not kb.path(SESSION).exists()


def test_a_form_that_says_nothing_goes_back_to_the_editor(kb: Kb, say: Words) -> None:
    editor(kb, ': > "$1"')
    with ppl(kb, say, "log", "waterrijk", "--editor") as terminal:
        yes_or_no(terminal, say("Go on editing?"), "")
        yes_or_no(terminal, say("Go on editing?"), "n")
        assert terminal.end() == 3
    assert kb.status() == ""


def test_a_moved_talk_asks_why_and_ctrl_c_ends_it(kb: Kb, say: Words) -> None:
    with ppl(kb, say, "log", "waterrijk", "--moved", "+1w") as terminal:
        terminal.expect(say("Why"))
        terminal.expect_prompt()
        terminal.interrupt()
        assert terminal.end() == 130
    with ppl(kb, say, "log", "waterrijk", "--moved", "+1w") as terminal:
        terminal.answer(say("Why"))
        terminal.expect(say("this cannot be left out; < goes a step back"))
        terminal.expect_prompt()
        terminal.type("ziek")
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    assert "next_on: 2026-01-19" in kb.text(SESSION)


# --- a correction ------------------------------------------------------------------------------------


def test_a_broken_off_correction_is_offered_and_can_be_edited_as_text(kb: Kb, say: Words) -> None:
    editor(kb, 'sed -i "s/Bellen met de netbeheerder/De netbeheerder mailen/" "$1"')
    with ppl(kb, say, "log", "waterrijk", "--amend", "2026-01-05-weekly") as terminal:
        terminal.expect("Over de netaansluiting gesproken.")
        terminal.answer("", "")
        terminal.answer(say(THERE))
        terminal.answer("a1 Netbeheerder bellen", f"{say.key('[t]ext')} Bellen met de netbeheerder")
        terminal.expect("a2 Planning bijwerken")
        terminal.expect_prompt()
        terminal.interrupt()
        assert terminal.end() == 130
    with ppl(kb, say, "log", "waterrijk", "--amend", "2026-01-05-weekly") as terminal:
        terminal.expect(say("An unfinished entry of {begun} was kept ({number} answers)"))
        terminal.expect_prompt()
        terminal.type("")
        terminal.answer("a2 Planning bijwerken", say.key("[x] dropped"))
        terminal.answer(say("  why"), "niet nodig")
        enters(terminal, say, "New action: what, who, by when", "Next talk", "Another field")
        terminal.answer(say("Why is it corrected"), "reactie")
        terminal.answer(say("Write this"), say.key("[e]dit as text"))
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    text = kb.text(FIRST)
    assert "text: De netbeheerder mailen" in text
    assert "because: niet nodig" in text
    assert kb.drafts() == []


# --- a score -----------------------------------------------------------------------------------------

CRITERIA = """\
lot: lot-1
valid_from: 2026-01-01
knock_outs:
  - {code: beginfase, question: "Is het vroeg genoeg?"}
criteria:
  - {code: cultuur, title: Open cultuur, weight: 100, scale: {"1": Gesloten., "5": Allen.}}
"""
SCORE = "projects/waterrijk/scores/bureau-1-2026-01-12.yaml"


@pytest.fixture
def candidate(kb: Kb) -> Kb:
    kb.write("programme/criteria/lot-1-2026.yaml", CRITERIA)
    return kb


def test_a_score_is_explained_taken_back_broken_off_offered_and_edited(candidate: Kb, say: Words) -> None:
    editor(candidate, 'sed -i "s/Zij doen mee/Allen doen mee/" "$1"')
    with ppl(candidate, say, "score", "waterrijk", "--assessor", "bureau-1") as terminal:
        terminal.answer(say("Yes or no"), "?")
        terminal.expect(say("Enter keeps or skips, - leaves out, < goes a step back, Ctrl-C stops")[:40])
        terminal.answer(say("Yes or no"), f"{say.key('[y]es')} Er is nog geen ontwerp.")
        terminal.answer(say("Value"), "<")
        terminal.expect("Er is nog geen ontwerp.")
        terminal.type("")
        terminal.answer(say("Value"), "4 Zij doen mee.")
        terminal.expect(say("An obstacle (Enter: no more)"))
        terminal.expect_prompt()
        terminal.interrupt()
        terminal.expect("ppl score waterrijk --assessor bureau-1")
        assert terminal.end() == 130
    with ppl(candidate, say, "score", "waterrijk", "--assessor", "bureau-1") as terminal:
        terminal.expect(say("An unfinished entry of {begun} was kept ({number} answers)"))
        terminal.expect_prompt()
        terminal.type("")
        enters(terminal, say, "An obstacle (Enter: no more)", "Other remarks")
        terminal.answer(say("Write this"), say.key("[e]dit as text"))
        terminal.expect("Allen doen mee.")
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    text = candidate.text(SCORE)
    assert "evidence: Er is nog geen ontwerp." in text
    assert "value: 4\n    reason: Allen doen mee." in text
    assert candidate.drafts() == []


def test_a_name_is_no_assessor_and_is_refused_before_anything_is_asked(candidate: Kb, say: Words) -> None:
    with ppl(candidate, say, "score", "waterrijk", "--assessor", "Xander de Voorbeeld") as terminal:
        terminal.expect("`Xander de Voorbeeld`")
        assert terminal.end() == 2
    assert candidate.drafts() == [] and say("Yes or no") not in terminal.screen
    with ppl(candidate, say, "score", "waterrijk") as terminal:
        terminal.answer(say("Who scores: a code such as bureau-1, never a name"), "Xander de Voorbeeld")
        terminal.expect("`Xander de Voorbeeld`")
        terminal.expect_prompt()
        terminal.type("bureua-1")
        terminal.expect("bureau-1?")
        terminal.expect_prompt()
        terminal.type("bureau-1")
        terminal.expect(say("Yes or no"))


def test_tab_completes_an_assessor_and_an_agreed_score_shows_what_each_said(candidate: Kb, say: Words) -> None:
    score = "assessor: bureau-1\nscored_on: 2026-01-05\ncriteria: lot-1-2026\nscores:\n"
    candidate.write(
        "projects/waterrijk/scores/bureau-1-2026-01-05.yaml", f"{score}  cultuur: {{value: 2, reason: Nog niet.}}\n"
    )
    with ppl(candidate, say, "score", "waterrijk") as terminal:
        terminal.expect(say("Who scores: a code such as bureau-1, never a name"))
        terminal.expect_prompt()
        terminal.type("bu\t")
        terminal.answer(say("Yes or no"))
        terminal.expect(say("Value"))
        assert "[2]" in terminal.expect_prompt()
        terminal.interrupt()
        assert terminal.end() == 130
    with ppl(candidate, say, "score", "waterrijk", "--agreed") as terminal:
        terminal.answer(say("Yes or no"))
        terminal.expect("bureau-1: 2 (Nog niet.)")
        terminal.answer(say("Value"), "3 Samen besproken.")
        enters(terminal, say, "An obstacle (Enter: no more)", "Other remarks", "Write this")
        assert terminal.end() == 0
    assert "reason: Samen besproken." in candidate.text("projects/waterrijk/scores/agreed-2026-01-12.yaml")


# --- other words -------------------------------------------------------------------------------------


def test_a_note_is_asked_for(kb: Kb, say: Words) -> None:
    with ppl(kb, say, "note", "waterrijk") as terminal:
        terminal.expect(say("Note for {project}:").rstrip())
        terminal.expect(":")
        terminal.type("De wethouder wil doorgaan.")
        assert terminal.end() == 0
    assert "De wethouder wil doorgaan." in next((kb.root / ".git/ppl/notes").glob("*.json")).read_text()


def test_what_changes_a_record_asks_first_and_a_no_keeps_nothing_that_a_line_says_again(kb: Kb, say: Words) -> None:
    for answer, code in (("n", 4), ("", 0)):
        with ppl(kb, say, "agree", "waterrijk/sessions/2026-01-05-weekly") as terminal:
            terminal.expect("12-01-2026" if say.lang == "nl" else "2026-01-12")
            yes_or_no(terminal, say("Write this?"), answer)
            assert terminal.end() == code
        assert ("agreed_on: 2026-01-12" in kb.text(FIRST)) == (code == 0)
    assert drafts(kb) == ""


def test_an_undo_says_what_it_takes_back_and_keeps_no_draft_after_a_no(kb: Kb, say: Words) -> None:
    kb.ppl("set", "waterrijk/bottlenecks/netaansluiting", "status=waiting")
    with ppl(kb, say, "undo") as terminal:
        terminal.expect(say("takes back {commit}: {subject}").partition("{")[0].strip())
        terminal.expect("set waterrijk/bottlenecks/netaansluiting")
        yes_or_no(terminal, say("Write this?"), "n")
        assert terminal.end() == 4
    assert kb.drafts() == [] and "status: waiting" in kb.text("projects/waterrijk/bottlenecks/netaansluiting.yaml")


def test_an_edit_that_makes_no_record_goes_back_to_the_editor(kb: Kb, say: Words) -> None:
    editor(kb, 'sed -i "s/^status: .*/status: zomaar/" "$1"')
    with ppl(kb, say, "edit", "waterrijk/bottlenecks/netaansluiting") as terminal:
        yes_or_no(terminal, say("Go on editing?"), "")
        yes_or_no(terminal, say("Go on editing?"), "n")
        assert terminal.end() == 3
    assert "status: zomaar" in drafts(kb)
    assert "status: open" in kb.text("projects/waterrijk/bottlenecks/netaansluiting.yaml")


def test_a_new_record_comes_up_in_the_editor(kb: Kb, say: Words) -> None:
    editor(
        kb, 'printf "title: Bodem is vuil\\ncategory: netcongestie\\nstatus: open\\nopened_on: 2026-01-12\\n" > "$1"'
    )
    with ppl(kb, say, "new", "bottleneck", "--project", "waterrijk") as terminal:
        terminal.expect(": Bodem is vuil")
        yes_or_no(terminal, say("Write this?"), "")
        assert terminal.end() == 0
    assert kb.path("projects/waterrijk/bottlenecks/bodem-is-vuil.yaml").exists()


@pytest.mark.parametrize("words", [("init", "../elders"), ("people",), ("people", "projectleider", "Rol Voorbeeld")])
def test_these_words_ask_nothing_on_a_terminal(kb: Kb, say: Words, words: tuple[str, ...], tmp_path: Path) -> None:
    kb.environment["XDG_CONFIG_HOME"] = str(tmp_path / "config")
    with ppl(kb, say, *words) as terminal:
        assert terminal.end() in (0, 2)
        assert not terminal.answers


def test_a_party_that_nearly_is_one_is_kept_when_it_is_typed_again(candidate: Kb, say: Words) -> None:
    with ppl(candidate, say, "score", "waterrijk") as terminal:
        terminal.answer(say("Who scores: a code such as bureau-1, never a name"), "bureua-1")
        terminal.expect("bureau-1?")
        terminal.expect_prompt()
        terminal.type("bureua-1")
        terminal.answer(say("Yes or no"), say.key("[y]es"))
        terminal.expect_prompt()
        terminal.interrupt()
        assert terminal.end() == 130
    assert [path.stem.endswith("bureua-1") for path in candidate.drafts()] == [True]


def test_enter_behind_a_wrong_key_takes_the_default_of_a_choice(candidate: Kb, say: Words) -> None:
    with ppl(candidate, say, "score", "waterrijk", "--assessor", "bureau-1") as terminal:
        terminal.answer(say("Yes or no"), "z")
        shown = terminal.answer(say("Yes or no")) + terminal.expect(say("Value"))
        assert say("that is not kept yet: type it once more, or - to leave it out") not in shown
