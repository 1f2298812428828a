"""The guided log on a pseudo-terminal: what an ordinary week costs, a step back, drafts, the preview."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ppl.cli import language
from ppl.cli.ask.questions import key_of
from ppl.errors import Text
from tests.conftest import Kb

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminal in Python", allow_module_level=True)

from tests.terminal import Terminal, Words

TODAY = "2026-01-12"
SESSION = "projects/waterrijk/sessions/2026-01-12-weekly.yaml"
DRAFT = Path(".git/ppl/drafts/log-waterrijk.yaml")


@pytest.fixture(params=["en", "nl"])
def say(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


@pytest.fixture
def english() -> Words:
    return Words("en")


def log(kb: Kb, say: Words, *words: str, columns: int = 80, term: str = "xterm") -> Terminal:
    environment = {**kb.environment, "PPL_TODAY": TODAY, "PPL_LANG": say.lang, "TERM": term}
    return Terminal(kb.root, environment, "log", *(words or ("waterrijk",)), columns=columns)


def enters(terminal: Terminal, say: Words, *questions: str) -> None:
    """Press Enter at each of these questions."""
    for question in questions:
        terminal.answer(say(question))


THERE = "Who were there ({listed})"
TALK = ("Kind of talk", "Day", THERE)
NEW = ("New bottleneck", "New intervention", "What went otherwise than planned")
LIGHTS = ("time", "money", "quality")


def through(terminal: Terminal, say: Words) -> None:
    """Press Enter at everything that is open, up to the talk itself."""
    terminal.answer("Netbeheerder bellen")
    terminal.answer("Planning bijwerken")
    terminal.answer("Netaansluiting komt te laat")
    terminal.answer("Samen plannen")
    enters(terminal, say, *TALK)


def to_the_end(terminal: Terminal, say: Words) -> None:
    enters(terminal, say, *NEW, *LIGHTS, "Next talk")


def test_an_ordinary_week_takes_at_most_25_questions_of_which_15_are_answered_by_enter(kb: Kb, say: Words) -> None:
    """Two open actions, one open bottleneck, nothing special: under three minutes."""
    with log(kb, say) as terminal:
        terminal.answer("Netbeheerder bellen", f"{say.key('[d]one')} datum volgt in maart")
        terminal.answer("Planning bijwerken", f"{say.key('[m]oved')} +1w")
        terminal.answer("Netaansluiting komt te laat")
        terminal.answer("Samen plannen")
        enters(terminal, say, *TALK)
        terminal.answer(say("Summary"), "De netbeheerder komt in maart met een datum.")
        terminal.answer(say("New action"), "Tijdelijke aansluiting uitzoeken")
        terminal.answer("1 projectleider", "1")
        terminal.answer(say("  ready on"), "+2w")
        terminal.answer(say("Another action"))
        to_the_end(terminal, say)
        terminal.answer(say("Write this"))
        terminal.expect("ppl recap waterrijk/sessions/2026-01-12-weekly")
        assert terminal.end() == 0
    plain = sum(1 for answer in terminal.answers if not answer)
    print(f"{len(terminal.answers)} questions, {plain} plain Enters, {terminal.keys} keystrokes")
    assert len(terminal.answers) <= 25
    assert plain <= 15
    assert terminal.keys <= 160  # at a slow 2 keys a second: 80 seconds
    assert kb.text(SESSION) == (
        "kind: weekly\nheld_on: 2026-01-12\nrole: procesmanager\n"
        "summary: De netbeheerder komt in maart met een datum.\n"
        "actions:\n  - id: a1\n    text: Tijdelijke aansluiting uitzoeken\n    owner: projectleider\n"
        "    due_on: 2026-01-26\nnext_on: 2026-01-19\n"
    )
    before = kb.text("projects/waterrijk/sessions/2026-01-05-weekly.yaml")
    assert "result: datum volgt in maart" in before
    assert "done_on: 2026-01-12" in before
    assert "due_on: 2026-01-19" in before
    assert kb.git("rev-list", "--count", "HEAD").strip() == "2"
    assert not (kb.root / DRAFT).exists()
    assert kb.status() == ""


def test_enter_at_everything_logs_that_the_talk_was_held(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        enters(terminal, say, "Summary", "New action")
        to_the_end(terminal, say)
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    assert kb.text(SESSION) == "kind: weekly\nheld_on: 2026-01-12\nrole: procesmanager\nnext_on: 2026-01-19\n"


def test_everything_that_can_be_asked_becomes_a_record(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer("Netbeheerder bellen", say.key("[x] dropped"))
        terminal.answer(say("  why"), "niet meer nodig")
        terminal.answer("Planning bijwerken", say.key("[d]one"))
        terminal.answer(say("  what came out of it"), "staat in het net")
        terminal.answer("Netaansluiting komt te laat", say.key("[s]olved"))
        terminal.answer(say("  how was it solved"), "tijdelijke kabel")
        terminal.answer("Samen plannen", "de afdelingen lezen nu samen")
        terminal.answer(say("  weeks won"), "1,5")
        terminal.answer(say("  is it finished"), say.key("[y]es"))
        terminal.answer(say("Kind of talk"), "learn")
        terminal.answer(say("Day"), "10-1")
        terminal.answer(say(THERE), "projectl, procesmanager (Het Bureau, afdeling twee)")
        terminal.answer(say("Summary"), "Een leergesprek.")
        terminal.answer(say("New action"))
        terminal.answer(say("New bottleneck"), "Stikstof bij de weg")
        terminal.answer(say("  category"), "stik")
        terminal.answer(say("Another bottleneck"))
        terminal.answer(say("New intervention"), "Rekenen met de provincie")
        terminal.expect("2 Stikstof bij de weg")
        terminal.answer(say("  against which bottleneck"), "2")
        terminal.answer(say("  what should it bring"), "een besluit voor de zomer")
        terminal.answer(say("  how many weeks should it win"), "6")
        terminal.answer(say("Another intervention"))
        terminal.answer(say("What went otherwise than planned"), "De netbeheerder belde zelf.")
        terminal.answer(say("What did you do"), "Meteen een afspraak gemaakt.")
        terminal.answer(say("What would you tell another project"), "Bel de netbeheerder voor het plan er ligt.")
        terminal.answer(say("time"), f"{say.key('[a]mber')} het net")
        terminal.answer(say("  consequence for the goal"), "de start schuift")
        terminal.answer(say("  what the project does about it"), "een tijdelijke kabel")
        terminal.answer(say("money"), say.key("[g]reen"))
        terminal.answer(say("quality"))
        terminal.answer(say("Next talk"), "-")
        terminal.answer(say("Write this"), say.key("[d]ifference of the files"))
        terminal.expect("+++ data/projects/waterrijk/sessions/2026-01-10-learning.yaml")
        terminal.answer(say("Write this"), say.key("[y]es"))
        assert terminal.end() == 0
    session = kb.text("projects/waterrijk/sessions/2026-01-10-learning.yaml")
    assert "organisation: Het Bureau, afdeling twee" in session
    assert "cause: het net" in session
    assert "next_on" not in session
    assert "for: stikstof-bij-de-weg" in kb.text("projects/waterrijk/interventions/rekenen-met-de-provincie.yaml")
    assert "weeks: 1.5" in kb.text("projects/waterrijk/interventions/samen-plannen.yaml")
    assert "status: resolved" in kb.text("projects/waterrijk/bottlenecks/netaansluiting.yaml")
    assert "did: Meteen" in kb.text("lessons/bel-de-netbeheerder-voor-het-plan-er-ligt.yaml")
    assert kb.ppl("check").returncode == 0


def test_a_step_back_shows_what_was_typed_and_enter_keeps_it(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        terminal.answer(say("Summary"), "Eerste versie")
        terminal.answer(say("New action"), "<")
        terminal.expect(say("Summary"))
        terminal.expect("Eerste versie")
        terminal.type(" en meer")
        terminal.answer(say("New action"), "<")
        terminal.expect("Eerste versie en meer")
        terminal.type("")
        enters(terminal, say, "New action")
        to_the_end(terminal, say)
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    assert "summary: Eerste versie en meer" in kb.text(SESSION)


def test_a_step_back_from_the_first_question_stays_there(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer("Netbeheerder bellen", "<")
        assert say("this is the first question") in terminal.answer("Netbeheerder bellen", "?")
        shown = terminal.answer("Netbeheerder bellen")
        assert say("Enter keeps or skips, - leaves out, < goes a step back, Ctrl-C stops")[:40] in shown
        terminal.expect("Planning bijwerken")
    assert kb.status() == ""


def test_tab_completes_a_role(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer("Netbeheerder bellen")
        terminal.answer("Planning bijwerken")
        terminal.answer("Netaansluiting komt te laat")
        terminal.answer("Samen plannen")
        enters(terminal, say, "Kind of talk", "Day")
        terminal.expect(say(THERE))
        terminal.expect_prompt()
        terminal.type("leer\t, projectl\t")
        enters(terminal, say, "Summary", "New action")
        to_the_end(terminal, say)
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    assert "attended:\n  - leermanager\n  - projectleider\n" in kb.text(SESSION)


def stopped_at_the_summary(terminal: Terminal, say: Words) -> None:
    through(terminal, say)
    terminal.answer(say("Summary"), "Een samenvatting.")
    terminal.expect(say("New action"))
    terminal.expect_prompt()
    terminal.type("half getyp", enter=False)
    terminal.expect("half getyp")  # Ctrl-C throws away what was typed and not yet read


def wait_for_the_draft(kb: Kb, text: str) -> None:
    """A line that is being typed is kept within half a second."""
    until = time.monotonic() + 20
    while text not in (kb.root / DRAFT).read_text():
        assert time.monotonic() < until
        time.sleep(0.05)


def text_after_going_on(kb: Kb, say: Words, line: str) -> str:
    """The draft is offered; going on leads to the line that was broken off, and to the commit."""
    with log(kb, say) as terminal:
        terminal.expect("2026-01-12")
        terminal.expect_prompt()
        terminal.type("")
        terminal.expect(say("New action"))
        if line:
            terminal.expect(line)
        terminal.type("t" if line else "")
        if line:
            terminal.answer("1 projectleider")
            enters(terminal, say, "  ready on", "Another action")
        to_the_end(terminal, say)
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    assert "summary: Een samenvatting." in kb.text(SESSION)
    assert not (kb.root / DRAFT).exists()
    return kb.text(SESSION)


def test_after_ctrl_c_the_answers_and_the_half_typed_line_are_still_there(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        stopped_at_the_summary(terminal, say)
        terminal.interrupt()
        terminal.expect("ppl log waterrijk")
        assert terminal.end() == 130
    assert (kb.root / DRAFT).stat().st_mode & 0o777 == 0o600
    assert kb.status() == ""
    assert "text: half getypt" in text_after_going_on(kb, say, "half getyp")


def test_after_a_closed_window_the_answers_and_the_half_typed_line_are_still_there(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        stopped_at_the_summary(terminal, say)
        wait_for_the_draft(kb, "half getyp")
        terminal.close()
        terminal.process.wait(timeout=20)
    assert "text: half getypt" in text_after_going_on(kb, say, "half getyp")


def test_after_a_crash_the_answers_and_the_half_typed_line_are_still_there(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        stopped_at_the_summary(terminal, say)
        wait_for_the_draft(kb, "half getyp")
        terminal.kill()
        terminal.process.wait(timeout=20)
    assert "text: half getypt" in text_after_going_on(kb, say, "half getyp")


@pytest.fixture
def stopped(kb: Kb, say: Words) -> Iterator[Kb]:
    """A knowledge base in which a log was broken off."""
    with log(kb, say) as terminal:
        stopped_at_the_summary(terminal, say)
        terminal.interrupt()
        terminal.end()
    yield kb


@pytest.mark.parametrize("choice", ["[s]tart anew", "[t]hrow away"])
def test_a_draft_can_be_put_aside_or_thrown_away(stopped: Kb, say: Words, choice: str) -> None:
    with log(stopped, say) as terminal:
        terminal.expect(say("An unfinished entry of {begun} was kept ({number} answers)"))
        terminal.expect_prompt()
        terminal.type(say.key(choice))
        terminal.expect("Netbeheerder bellen")
        terminal.expect_prompt()
    aside = [path for path in stopped.drafts() if path.name != "log-waterrijk.yaml"]
    assert len(aside) == (1 if choice == "[s]tart anew" else 0)
    assert all("Een samenvatting." in path.read_text() for path in aside)


def test_no_at_the_preview_writes_nothing_and_keeps_the_answers(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        terminal.answer(say("Summary"), "Een samenvatting.")
        enters(terminal, say, "New action")
        to_the_end(terminal, say)
        terminal.answer(say("Write this"), say.key("[n]o"))
        terminal.expect(say("nothing was written"))
        assert terminal.end() == 4
    assert "Een samenvatting." in (kb.root / DRAFT).read_text()
    assert kb.git("rev-list", "--count", "HEAD").strip() == "1"


def test_the_whole_can_be_edited_as_text_before_it_is_written(kb: Kb, say: Words) -> None:
    editor = kb.root.parent / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/Een samenvatting/Een betere samenvatting/" "$1"\n')
    editor.chmod(0o755)
    kb.environment["EDITOR"] = str(editor)
    with log(kb, say) as terminal:
        through(terminal, say)
        terminal.answer(say("Summary"), "Een samenvatting.")
        enters(terminal, say, "New action")
        to_the_end(terminal, say)
        terminal.answer(say("Write this"), say.key("[e]dit as text"))
        terminal.expect("Een betere samenvatting")
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    assert "summary: Een betere samenvatting." in kb.text(SESSION)
    assert not (kb.root / DRAFT).exists()


def test_a_contact_asks_for_summary_and_actions_only(kb: Kb, say: Words) -> None:
    with log(kb, say, "waterrijk", "--kind", "contact") as terminal:
        terminal.answer(say("Summary"), "Gebeld over de kabel.")
        terminal.answer("Netbeheerder bellen", say.key("[d]one"))
        terminal.answer(say("  what came out of it"))
        terminal.answer("Planning bijwerken")
        enters(terminal, say, "New action")
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    assert kb.text("projects/waterrijk/sessions/2026-01-12-contact.yaml") == (
        "kind: contact\nheld_on: 2026-01-12\nsummary: Gebeld over de kabel.\n"
    )


def test_enter_repeats_the_lights_of_last_time_with_their_reasons(kb: Kb, say: Words) -> None:
    lights = "lights:\n  time:\n    light: amber\n    cause: net\n    consequence: later\n    correction: bellen\n"
    kb.write("projects/waterrijk/sessions/2026-01-06-weekly.yaml", f"kind: weekly\nheld_on: 2026-01-06\n{lights}")
    kb.write("projects/waterrijk/sessions/2026-01-05-weekly.yaml", "kind: weekly\nheld_on: 2026-01-05\nactions: []\n")
    with log(kb, say) as terminal:
        terminal.answer("Netaansluiting komt te laat")
        terminal.answer("Samen plannen")
        enters(terminal, say, *TALK, "Summary", "New action", *NEW)
        assert say("as last time: {light}").strip() in terminal.answer(say("time"))
        enters(terminal, say, "money", "quality", "Next talk")
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    assert lights.rstrip() in kb.text(SESSION)


def test_a_progress_talk_asks_for_the_two_judgements_with_what_they_rest_on(kb: Kb, say: Words) -> None:
    with log(kb, say, "waterrijk", "--kind", "progress") as terminal:
        terminal.answer("Netbeheerder bellen")
        terminal.answer("Planning bijwerken")
        terminal.answer("Netaansluiting komt te laat")
        terminal.answer("Samen plannen")
        enters(terminal, say, "Day", THERE, "Summary", "New action", *NEW, *LIGHTS)
        terminal.answer(say("Is the project on course"), say.key("[a]ttention"))
        terminal.answer(say("  why"))
        terminal.expect(say("this cannot be left out; < goes a step back"))
        terminal.expect_prompt()
        terminal.type("het net is te laat")
        terminal.answer(say("Can the plan phase be ready in the term"), f"{say.key('[c]onditional')} als de kabel komt")
        terminal.answer(say("  who judges this ({listed})"), "1")
        enters(terminal, say, "Next talk", "Write this")
        assert terminal.end() == 0
    text = kb.text("projects/waterrijk/sessions/2026-01-12-progress.yaml")
    assert "on_track:\n  judgement: attention\n  because: het net is te laat\n" in text
    assert "feasible_in_term:\n  judgement: conditional\n  condition: als de kabel komt\n  by: projectleider\n" in text
    with log(kb, say, "waterrijk", "--kind", "progress", "--on", "today") as terminal:
        terminal.answer("Netaansluiting komt te laat")
        terminal.answer("Samen plannen")
        terminal.answer(say(THERE))
        terminal.answer(say("Summary"), "Het vervolg.")
        enters(terminal, say, "New action", *NEW, *LIGHTS)
        shown = terminal.answer(say("Is the project on course"))
        assert say("as last time: {light}").strip() in " ".join(shown.split())
        terminal.answer(say("Can the plan phase be ready in the term"), "-")
        enters(terminal, say, "Next talk", "Write this")
        assert terminal.end() == 0
    second = kb.text("projects/waterrijk/sessions/2026-01-12-progress-2.yaml")
    assert "because: het net is te laat" in second
    assert "feasible_in_term" not in second


def test_an_answer_that_changes_asks_again_what_followed_from_it(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        enters(terminal, say, "Summary", "New action", *NEW)
        terminal.answer(say("time"), f"{say.key('[a]mber')} het net")
        terminal.answer(say("  consequence for the goal"), "<")
        terminal.expect(say("  cause"))
        terminal.expect("het net")
        terminal.type("<")  # behind what stands there already
        terminal.answer(say("time"), f"{say.key('[r]ed')} het hele net")
        terminal.answer(say("  consequence for the goal"), "de start schuift")
        terminal.answer(say("  what the project does about it"), "een tijdelijke kabel")
        enters(terminal, say, "money", "quality", "Next talk", "Write this")
        assert terminal.end() == 0
    assert "light: red\n    cause: het hele net" in kb.text(SESSION)


def test_a_record_cannot_steer_the_terminal(kb: Kb, english: Words) -> None:
    kb.write(
        "projects/waterrijk/bottlenecks/netaansluiting.yaml",
        'title: "\\e[2Jweg {x}\\a"\ncategory: netcongestie\nstatus: open\nopened_on: 2025-10-06\n',
    )
    with log(kb, english) as terminal:
        terminal.answer("Netbeheerder bellen")
        terminal.answer("Planning bijwerken")
        said = terminal.expect("since 2025-10-06")
        assert "weg {x}" in said and "2J" not in said


def test_on_a_terminal_without_line_editing_it_works_as_well(kb: Kb, say: Words) -> None:
    """stdout goes elsewhere: lines are read plainly, questions stand on stderr, refs on stdout."""
    with log(kb, say, "waterrijk", "--yes", term="dumb") as terminal:
        through(terminal, say)
        terminal.answer(say("Summary"), "é en ë")
        enters(terminal, say, "New action")
        to_the_end(terminal, say)
        assert terminal.end() == 0
    assert "summary: é en ë" in kb.text(SESSION)


def test_a_waiting_note_becomes_what_one_chooses_and_waits_no_longer(kb: Kb, say: Words) -> None:
    for text in ("Wethouder wil doorgaan.", "Stikstof: eerst rekenen", "Bel de provincie", "Bewaar mij"):
        assert kb.ppl("note", "waterrijk", text).returncode == 0
    with log(kb, say) as terminal:
        terminal.answer("Netbeheerder bellen")
        terminal.answer("Planning bijwerken")
        terminal.answer("Netaansluiting komt te laat")
        terminal.answer("Samen plannen")
        terminal.answer("Wethouder wil", say.key("[s]ummary"))
        terminal.answer("eerst rekenen", say.key("[b]ottleneck"))
        terminal.answer(say("  category"))
        terminal.answer("Bel de provincie", say.key("[a]ction"))
        terminal.answer(say("  who does it ({listed})"), "proces")
        terminal.answer(say("  ready on"))
        terminal.answer("Bewaar mij")
        enters(terminal, say, *TALK, "Summary (behind your {number} notes)", "New action")
        to_the_end(terminal, say)
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    text = kb.text(SESSION)
    assert "summary: Wethouder wil doorgaan." in text
    assert "text: Bel de provincie\n    owner: procesmanager" in text
    assert "category: stikstof" in kb.text("projects/waterrijk/bottlenecks/stikstof-eerst-rekenen.yaml")
    assert len(list((kb.root / ".git/ppl/notes").glob("*.json"))) == 1


def test_what_notes_do_not_say_is_asked(kb: Kb, say: Words) -> None:
    notes = kb.root.parent / "notes.txt"
    notes.write_text("kind: weekly\nHet net is vol.\nEerst tekenen, dan rekenen.\n")
    with log(kb, say, "waterrijk", "--from", str(notes)) as terminal:
        terminal.answer("Het net is vol", say.key("[b]ottleneck"))
        terminal.answer(say("  category"), "netc")
        terminal.answer("Eerst tekenen")
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    assert "summary: Eerst tekenen, dan rekenen." in kb.text(SESSION)
    assert "category: netcongestie" in kb.text("projects/waterrijk/bottlenecks/het-net-is-vol.yaml")


def test_a_session_is_corrected_by_questions_with_what_stands_there_now(kb: Kb, say: Words) -> None:
    with log(kb, say, "waterrijk", "--amend", "2026-01-05-weekly") as terminal:
        terminal.expect("Over de netaansluiting gesproken.")
        terminal.answer("", "")
        terminal.answer(say("Who were there ({listed})"), "2")
        terminal.answer("a1 Netbeheerder bellen", f"{say.key('[d]ay')} 19-1")
        terminal.answer("a2 Planning bijwerken")
        enters(terminal, say, "New action", "Next talk")
        terminal.answer(say("Why is it corrected"), "reactie")
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    text = kb.text("projects/waterrijk/sessions/2026-01-05-weekly.yaml")
    assert "summary: Over de netaansluiting gesproken.\n" in text
    assert "attended:\n  - procesmanager\n" in text
    assert "due_on: 2026-01-19\n    moved_from: 2026-01-12" in text
    assert "Ppl-Reason: reactie" in kb.git("log", "-1", "--format=%B")


def test_a_cancelled_talk_asks_only_why(kb: Kb, say: Words) -> None:
    with log(kb, say, "waterrijk", "--cancelled") as terminal:
        terminal.answer(say("Why"), "griep")
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    assert "status: cancelled\nbecause: griep" in kb.text(SESSION)


def test_without_a_terminal_it_names_the_option(kb: Kb) -> None:
    done = kb.ppl("log", "waterrijk")
    assert done.returncode == 2
    assert "--from" in done.stderr


def test_every_choice_has_a_letter_of_its_own_in_every_language() -> None:
    from ppl.cli import preview
    from ppl.cli.ask import amendment, conversation, open_points_questions, score
    from ppl.cli.ask import lights as guided_lights

    open_points = open_points_questions
    sets = [open_points.DONE, open_points.STATUS, open_points.NOTE, open_points.YES, guided_lights.LIGHT,
            guided_lights.ON_TRACK, guided_lights.FEASIBLE, preview.ANSWERS,
            amendment.ACTION, conversation.AGAIN, score.PASSED]  # fmt: skip
    for lang in language.LANGUAGES:
        for choices in sets:
            letters = [key_of(language.translated(choice.label, lang)) for choice in choices]
            assert len(set(letters)) == len(letters), (lang, letters)
            assert all(isinstance(choice.label, Text) for choice in choices)
