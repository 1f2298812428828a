"""What people answer in a guided talk that is not quite what was asked: nothing of it is lost."""

from __future__ import annotations

import sys

import pytest

from tests.conftest import Kb

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminal in Python", allow_module_level=True)

from tests.cli.test_guided import (
    ACTION,
    DRAFT,
    MORE,
    MORE_OPEN,
    OPEN,
    SESSION,
    SETTLED,
    TALK,
    enters,
    log,
    through,
    to_the_end,
    written,
)
from tests.terminal import Words

FIRST = "projects/waterrijk/sessions/2026-01-05-weekly.yaml"
MORE_SETTLED = "And what more, agreed or decided"
CLOSED = (
    "title: Te veel stikstof\ncategory: stikstof\nstatus: resolved\nopened_on: 2025-06-01\nclosed_on: 2025-12-01\n"
    "resolution: De stal is gesloten.\n"
)


@pytest.fixture(params=["en", "nl"])
def say(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


def test_an_action_that_moves_takes_its_reason_on_the_line(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), "1 naar 20-1, want de adviseur is ziek")
        terminal.answer(say(MORE_OPEN), f"2 {say.key('[m]oved')} +2w omdat er sneeuw ligt")
        enters(terminal, say, MORE_OPEN, "Summary", SETTLED, ACTION)
        to_the_end(terminal, say)
        written(terminal, say)
    text = kb.text(FIRST)
    assert "due_on: 2026-01-20" in text and "because: de adviseur is ziek" in text
    assert "due_on: 2026-01-26" in text and "because: er sneeuw ligt" in text


def test_a_reason_may_stand_behind_the_day_that_is_asked_for_too(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), f"1 {say.key('[m]oved')}")
        terminal.answer(say("  to which day"), "20-1, want de adviseur is ziek")
        enters(terminal, say, MORE_OPEN, "Summary", SETTLED, ACTION)
        to_the_end(terminal, say)
        written(terminal, say)
    assert "due_on: 2026-01-20" in kb.text(FIRST) and "because: de adviseur is ziek" in kb.text(FIRST)


def test_what_became_of_an_action_may_be_said_without_its_letter(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), "1 gedaan op 8-1")
        terminal.answer(say(MORE_OPEN), "2 vervalt, niet meer nodig")
        enters(terminal, say, MORE_OPEN, "Summary", SETTLED, ACTION)
        to_the_end(terminal, say)
        written(terminal, say)
    assert "done_on: 2026-01-08" in kb.text(FIRST) and "because: niet meer nodig" in kb.text(FIRST)


def test_what_names_no_line_is_explained_once_and_then_kept(kb: Kb, say: Words) -> None:
    refused = say(
        "begin with the number of a line, 1 to {number}, or Enter; type the same again to put it in the summary"
    )
    with log(kb, say) as terminal:
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), "40")
        assert refused in terminal.answer(say(OPEN), "40")
        terminal.answer(say(MORE_OPEN), "3 de kabel komt per schip")
        terminal.answer(say(MORE_OPEN), "3 de kabel komt per schip")
        terminal.answer(say(MORE_OPEN), "<")
        terminal.expect("de kabel komt per schip")
        terminal.type("")
        terminal.answer(say(MORE_OPEN))
        terminal.answer(say("Summary"), "Een samenvatting.")
        enters(terminal, say, SETTLED, ACTION)
        to_the_end(terminal, say)
        written(terminal, say)
    assert "Een samenvatting.\n\n  40\n\n  Netaansluiting komt te laat: de kabel komt per schip\n" in kb.text(SESSION)


@pytest.mark.parametrize("is_again", [True, False])
def test_a_bottleneck_titled_like_one_that_was_just_closed_is_asked_about(kb: Kb, say: Words, is_again: bool) -> None:
    kb.write("projects/waterrijk/bottlenecks/stikstof.yaml", CLOSED)
    with log(kb, say) as terminal:
        through(terminal, say)
        enters(terminal, say, "Summary", SETTLED, ACTION)
        terminal.answer(say(MORE), f"{say.key('[b]ottleneck')} te veel stikstof")
        shown = terminal.answer(say("  it was closed on {day}: {title}"), "" if is_again else say.key("a [n]ew one"))
        assert "2025-12-01" in shown or "1 december 2025" in shown
        if not is_again:
            terminal.answer(say("  category"))
        enters(terminal, say, "Anything more", "Next talk")
        written(terminal, say)
    text = kb.text("projects/waterrijk/bottlenecks/stikstof.yaml")
    if is_again:
        assert "status: open" in text and "closed_on" not in text and "resolution" not in text
        assert "tried:\n  - De stal is gesloten." in text
        assert len(list(kb.path("projects/waterrijk/bottlenecks").iterdir())) == 2
    else:
        assert text == CLOSED
        assert len(list(kb.path("projects/waterrijk/bottlenecks").iterdir())) == 3


def test_a_bottleneck_in_a_file_may_be_one_that_was_just_closed(kb: Kb, say: Words) -> None:
    kb.write("projects/waterrijk/bottlenecks/stikstof.yaml", CLOSED)
    source = kb.root.parent / "notes.txt"
    source.write_text("Weekgesprek 12 januari 2026\nknelpunt: te veel stikstof\n")
    with log(kb, say, "waterrijk", "--from", str(source)) as terminal:
        terminal.answer(say("open [a]gain"))
        written(terminal, say)
    assert "status: open" in kb.text("projects/waterrijk/bottlenecks/stikstof.yaml")
    later = source.read_text().replace("12 januari", "11 januari")
    kb.write("projects/waterrijk/bottlenecks/stikstof.yaml", CLOSED)
    done = kb.ppl("log", "waterrijk", "--from", "-", "--dry-run", stdin=later)
    assert "which was closed on 2025-12-01" in done.stderr
    kb.write("projects/waterrijk/bottlenecks/stikstof.yaml", CLOSED.replace("2025-12-01", "2025-06-02"))
    assert "was closed" not in kb.ppl("log", "waterrijk", "--from", "-", "--dry-run", stdin=later).stderr


def test_a_decision_to_come_is_an_action_until_then_and_the_preview_says_so(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        terminal.answer(say("Summary"))
        terminal.answer(say(SETTLED), "besluit: projectleider stelt vast op 15 februari")
        terminal.answer(say(MORE_SETTLED), "besluit: de lage variant")
        terminal.answer(say("  who decided this, and when ({listed})"), "1 20-2-2026")
        terminal.answer(say(MORE_SETTLED), "Afgesproken dat de gemeente belt")
        enters(terminal, say, MORE_SETTLED, ACTION)
        to_the_end(terminal, say)
        shown = terminal.answer(say("Write this"))
        assert "2026-02-15" in shown or "15 februari 2026" in shown
        terminal.answer(say("Make the mail to the others now"))
        assert terminal.end() == 0
    text = kb.text(SESSION)
    assert "text: 'Besluit: projectleider stelt vast'\n    owner: projectleider\n    due_on: 2026-02-15" in text
    assert "text: 'Besluit: de lage variant'\n    owner: projectleider\n    due_on: 2026-02-20" in text
    assert "agreements:\n  - De gemeente belt\n" in text
    assert not kb.path("projects/waterrijk/decisions").exists()


def test_what_a_draft_said_of_an_action_that_somebody_else_closed_is_said(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), f"1 {say.key('[d]one')} de datum is bekend")
        terminal.answer(say(MORE_OPEN))
        terminal.expect(say("Summary"))
        terminal.interrupt()
        terminal.end()
    assert (kb.root / DRAFT).exists()
    kb.write(FIRST, kb.text(FIRST).replace("due_on: 2026-01-12", "due_on: 2026-01-12\n    status: dropped"))
    with log(kb, say) as terminal:
        terminal.answer(say("An unfinished entry of {begun} was kept ({number} answers)"))
        shown = terminal.expect("`de datum is bekend`")
        assert "Netbeheerder bellen" in shown


def test_the_same_talk_once_more_doubles_no_action_that_differs_by_a_capital(kb: Kb, say: Words) -> None:
    source = kb.root.parent / "week.yaml"
    source.write_text("kind: weekly\nheld_on: 2026-01-05\nsummary: En nog iets.\nagreements: [ ]\nactions:\n"
                      "  - {text: netbeheerder bellen., due_on: 2026-01-15}\n  - {text: planning Bijwerken}\n"
                      "  - {text: iets nieuws}\n")  # fmt: skip
    with log(kb, say, "waterrijk", "--from", str(source)) as terminal:
        terminal.answer(say("Is this the same talk"))
        written(terminal, say)
    text = kb.text(FIRST)
    assert text.count("- id: a") == 3
    assert (
        "text: Netbeheerder bellen\n    owner: projectleider\n    due_on: 2026-01-15\n    moved_from: 2026-01-12"
        in text
    )


def test_the_explanation_of_a_question_names_what_there_is_in_the_reader_s_words(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer(say(TALK), "?")
        shown = " ".join(terminal.answer(say(TALK), "?").split())
    assert ("leergesprek (learning)" in shown) == (say.lang == "nl")
    assert "projectleider" in shown


def test_colours_that_are_pasted_leave_nothing_behind(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        terminal.answer(say("Summary"), "de \x1b[31mkabel\x1b[0m en \x1b[38;5;12mmeer\x1b[m")
        enters(terminal, say, SETTLED, ACTION)
        to_the_end(terminal, say)
        written(terminal, say)
    assert "summary: de kabel en meer\n" in kb.text(SESSION)


def test_the_kind_of_talk_may_be_named_in_dutch(kb: Kb) -> None:
    kb.environment["PPL_LANG"] = "nl"
    notes = "De kabel is besproken.\n"
    done = kb.ppl("log", "waterrijk", "--from", "-", "--kind", "leergesprek", "--dry-run", stdin=notes)
    assert "kind: learning" in done.stdout
