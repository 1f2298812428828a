"""The guided log on a pseudo-terminal: what an ordinary week costs, a step back, drafts, the preview."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ppl.cli import language
from ppl.cli.ask.choices import key_of
from ppl.errors import Text
from tests.conftest import Kb

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminal in Python", allow_module_level=True)

from tests.terminal import Terminal, Words

TODAY = "2026-01-12"
SESSION = "projects/waterrijk/sessions/2026-01-12-weekly.yaml"
LIGHTS = ("time", "money", "quality")
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


TALK = "Kind, day, who"
OPEN = "What changed: number, letter, words"
MORE_OPEN = "And what else changed"
SETTLED = "Agreed or decided"
ACTION = "New action: what, who, by when"
MORE = "Anything else"
RECAP = "Make the mail to the others now"


def through(terminal: Terminal, say: Words) -> None:
    """Press Enter at everything up to the summary."""
    enters(terminal, say, TALK, OPEN)


def to_the_end(terminal: Terminal, say: Words) -> None:
    enters(terminal, say, MORE, "Next talk")


def written(terminal: Terminal, say: Words) -> None:
    """Agree to the preview, and want no mail."""
    enters(terminal, say, "Write this", RECAP)
    assert terminal.end() == 0


def test_an_ordinary_week_takes_12_questions_and_60_keystrokes_beyond_its_content(kb: Kb, say: Words) -> None:
    """One action is done, there is a summary, two actions, and a day for the next talk."""
    content = ["datum volgt in maart", "De netbeheerder komt in maart met een datum.",
               "Tijdelijke aansluiting uitzoeken", "Planning rondsturen"]  # fmt: skip
    with log(kb, say) as terminal:
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), f"1 {say.key('[d]one')} {content[0]}")
        terminal.answer(say(MORE_OPEN))
        terminal.answer(say("Summary"), content[1])
        terminal.answer(say(SETTLED))
        terminal.answer(say(ACTION), f"{content[2]}, 1, +2w")
        terminal.answer(say("Another action"), f"{content[3]}, 2, 20-1")
        enters(terminal, say, "Another action", MORE)
        terminal.answer(say("Next talk"), "19-1")
        written(terminal, say)
    assert len(terminal.answers) <= 12
    assert terminal.keys - len("".join(content)) <= 60
    assert kb.text(SESSION) == (
        "kind: weekly\nheld_on: 2026-01-12\nrole: procesmanager\n"
        "summary: De netbeheerder komt in maart met een datum.\n"
        "actions:\n  - id: a1\n    text: Tijdelijke aansluiting uitzoeken\n    owner: projectleider\n"
        "    due_on: 2026-01-26\n  - id: a2\n    text: Planning rondsturen\n    owner: procesmanager\n"
        "    due_on: 2026-01-20\nnext_on: 2026-01-19\n"
    )
    before = kb.text("projects/waterrijk/sessions/2026-01-05-weekly.yaml")
    assert "result: datum volgt in maart" in before
    assert "done_on: 2026-01-12" in before
    assert kb.git("rev-list", "--count", "HEAD").strip() == "2"
    assert not (kb.root / DRAFT).exists()
    assert kb.status() == ""


def test_enter_at_everything_writes_nothing_and_says_so(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        enters(terminal, say, "Summary", SETTLED, ACTION)
        to_the_end(terminal, say)
        terminal.expect(say("nothing was told of this talk, so nothing was written; that it was held is noted with "
                            "who were there")[:40])  # fmt: skip
        assert terminal.end() == 0
    assert kb.git("rev-list", "--count", "HEAD").strip() == "1"
    assert not (kb.root / DRAFT).exists()
    assert kb.status() == ""


def test_who_were_there_is_enough_to_note_that_a_talk_was_held(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer(say(TALK), "learn, 10-1, 1 2")
        enters(terminal, say, OPEN, "Summary", SETTLED, ACTION)
        terminal.answer(say("What went otherwise than planned"))
        terminal.answer(say(MORE))
        terminal.answer(say("Next talk"), "-")
        written(terminal, say)
    assert kb.text("projects/waterrijk/sessions/2026-01-10-learning.yaml") == (
        "kind: learning\nheld_on: 2026-01-10\nrole: leermanager\nattended:\n  - projectleider\n  - procesmanager\n"
    )


def test_agreements_and_decisions_are_asked_for(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        terminal.answer(say("Summary"))
        terminal.answer(say(SETTLED), "de gemeente tekent in maart")
        terminal.answer(say("And what more, agreed or decided"), "besluit: projectleider: start, want het net is er")
        terminal.answer(say("And what more, agreed or decided"), "besloten om in mei te beginnen")
        terminal.answer(say("  who decided this, and when ({listed})"), "2 10-1")
        enters(terminal, say, "And what more, agreed or decided", ACTION)
        to_the_end(terminal, say)
        written(terminal, say)
    assert "agreements:\n  - de gemeente tekent in maart\ndecisions:\n" in kb.text(SESSION)
    first, second = (
        kb.text(f"projects/waterrijk/decisions/{name}-municipal.yaml") for name in ("2026-01-12", "2026-01-10")
    )
    assert "by: projectleider\noutcome: start\nreasons:\n  - het net is er\n" in first
    assert "decided_on: 2026-01-10\nby: procesmanager\noutcome: om in mei te beginnen\n" in second


def test_a_second_talk_of_the_same_kind_and_day_can_be_the_same_one(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        terminal.answer(say("Summary"), "Het eerste deel.")
        terminal.answer(say(SETTLED), "een afspraak")
        terminal.answer(say("And what more, agreed or decided"))
        terminal.answer(say(ACTION), "Iets doen, 1")
        terminal.answer(say("Another action"))
        to_the_end(terminal, say)
        written(terminal, say)
    with log(kb, say) as terminal:
        terminal.answer(say(TALK))
        assert "Het eerste deel." in terminal.answer(say("Is this the same talk"))
        terminal.answer(say(OPEN), f"2 {say.key('[d]one')}")
        terminal.answer(say(MORE_OPEN))
        terminal.answer(say("Summary"), "Het tweede deel.")
        terminal.answer(say(SETTLED), "nog een afspraak")
        terminal.answer(say("And what more, agreed or decided"))
        terminal.answer(say(ACTION), "Meer doen, 2")
        enters(terminal, say, "Another action", MORE)
        terminal.answer(say("Next talk"), "22-1")
        written(terminal, say)
    text = kb.text(SESSION)
    assert "summary: |-\n  Het eerste deel.\n\n  Het tweede deel.\n" in text
    assert "agreements:\n  - een afspraak\n  - nog een afspraak\n" in text
    assert "next_on: 2026-01-22" in text
    assert "  - id: a2\n    text: Meer doen\n    owner: procesmanager\n" in text
    assert "status: done" in kb.text("projects/waterrijk/sessions/2026-01-05-weekly.yaml")
    assert not kb.path("projects/waterrijk/sessions/2026-01-12-weekly-2.yaml").exists()
    assert kb.ppl("check").returncode == 0


def test_a_second_talk_of_that_day_stays_apart_where_somebody_says_so(kb: Kb, say: Words) -> None:
    for summary, is_second in (("Ochtend.", False), ("Middag.", True)):
        with log(kb, say) as terminal:
            terminal.answer(say(TALK))
            if is_second:
                terminal.answer(say("Is this the same talk"), say.key("[a]nother"))
            terminal.answer(say(OPEN))
            terminal.answer(say("Summary"), summary)
            enters(terminal, say, SETTLED, ACTION)
            to_the_end(terminal, say)
            written(terminal, say)
    assert "Ochtend." in kb.text(SESSION)
    assert "Middag." in kb.text("projects/waterrijk/sessions/2026-01-12-weekly-2.yaml")


def test_a_file_of_a_talk_that_was_logged_is_asked_about_too(kb: Kb, say: Words) -> None:
    source = kb.root.parent / "more.yaml"
    source.write_text("kind: weekly\nheld_on: 2026-01-05\nsummary: Wat ik vergat.\nagreements: [bellen in mei]\n")
    with log(kb, say, "waterrijk", "--from", str(source)) as terminal:
        assert "Over de netaansluiting" in terminal.answer(say("Is this the same talk"))
        written(terminal, say)
    text = kb.text("projects/waterrijk/sessions/2026-01-05-weekly.yaml")
    assert "Over de netaansluiting gesproken.\n\n  Wat ik vergat." in text
    assert "agreements:\n  - bellen in mei" in text
    done = kb.ppl("log", "waterrijk", "--from", "-", stdin=source.read_text().replace("vergat", "miste"))
    assert done.returncode == 0
    assert "ppl log --amend waterrijk/sessions/2026-01-05-weekly" in done.stderr
    assert kb.path("projects/waterrijk/sessions/2026-01-05-weekly-2.yaml").exists()


def test_a_bottleneck_titled_like_an_open_one_is_asked_about(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        enters(terminal, say, "Summary", SETTLED, ACTION)
        terminal.answer(say(MORE), f"{say.key('[b]ottleneck')} Netaansluiting komt telaat")
        assert "2025" in terminal.answer(say("  is it the open one: {title} (since {day})"))
        terminal.answer(say("  what became of it"), f"{say.key('[m]itigated')} een tijdelijke kabel")
        enters(terminal, say, "Anything more", "Next talk")
        written(terminal, say)
    text = kb.text("projects/waterrijk/bottlenecks/netaansluiting.yaml")
    assert "status: mitigated" in text
    assert "tried:\n  - een tijdelijke kabel\n" in text
    assert len(list(kb.path("projects/waterrijk/bottlenecks").iterdir())) == 1


def test_a_bottleneck_in_a_file_titled_like_an_open_one_is_asked_about(kb: Kb, say: Words) -> None:
    source = kb.root.parent / "week.yaml"
    source.write_text("kind: weekly\nheld_on: 2026-01-12\nbottlenecks:\n  - title: netaansluiting komt te laat\n"
                      "    category: netcongestie\n    description: Nu ook voor de school.\n")  # fmt: skip
    with log(kb, say, "waterrijk", "--from", str(source)) as terminal:
        terminal.answer(say("`{title}`: is it the open one, {open}"))
        written(terminal, say)
    text = kb.text("projects/waterrijk/bottlenecks/netaansluiting.yaml")
    assert "category: netcongestie" in text
    assert "description: Nu ook voor de school." in text
    done = kb.ppl("log", "waterrijk", "--from", "-", "--dry-run", stdin=source.read_text().replace("01-12", "01-13"))
    assert "waterrijk/bottlenecks/netaansluiting" in done.stderr


def test_the_mail_to_the_others_is_shown_where_somebody_wants_it(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        terminal.answer(say("Summary"))
        terminal.answer(say(SETTLED), "de gemeente tekent in maart")
        enters(terminal, say, "And what more, agreed or decided", ACTION)
        to_the_end(terminal, say)
        terminal.answer(say("Write this"))
        terminal.answer(say(RECAP), say.key("[y]es"))
        terminal.expect("tekent in maart")
        terminal.expect("ppl recap waterrijk/sessions/2026-01-12-weekly")
        assert terminal.end() == 0


def test_everything_that_can_be_asked_becomes_a_record(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer(say(TALK), "learn, 10-1, projectl, procesmanager (Het Bureau, afdeling twee)")
        terminal.answer(say(OPEN), f"1 {say.key('[x] dropped')} niet meer nodig")
        terminal.answer(say(MORE_OPEN), "2")
        terminal.answer("Planning bijwerken", say.key("[d]one"))
        terminal.answer(say("  what came out of it"), "staat in het net")
        terminal.answer(say(MORE_OPEN), f"3{say.key('[s]olved')}")
        terminal.answer(say("  how was it solved"), "tijdelijke kabel")
        terminal.answer(say(MORE_OPEN), "4 de afdelingen lezen nu samen")
        terminal.answer(say("  weeks won"), "1,5")
        terminal.answer(say("  is it finished"), say.key("[y]es"))
        terminal.answer(say("Summary"), "Een leergesprek.")
        enters(terminal, say, SETTLED, ACTION)
        terminal.answer(say("What went otherwise than planned"), "De netbeheerder belde zelf.")
        terminal.answer(say("What did you do"), "Meteen een afspraak gemaakt.")
        terminal.answer(say("What would you tell another project"), "Bel de netbeheerder voor het plan er ligt.")
        terminal.answer(say(MORE), say.key("[b]ottleneck"))
        terminal.answer(say("  which bottleneck"), "Stikstof bij de weg")
        terminal.answer(say("  category"), "stik")
        terminal.answer(say("Anything more"), f"{say.key('[i]ntervention')} Rekenen met de provincie")
        terminal.expect("2 Stikstof bij de weg")
        terminal.answer(say("  against which bottleneck"), "2")
        terminal.answer(say("  what should it bring"), "een besluit voor de zomer")
        terminal.answer(say("  how many weeks should it win"), "6")
        terminal.answer(say("Anything more"), say.key("ligh[t]s"))
        terminal.answer(say("time"), f"{say.key('[a]mber')} het net")
        terminal.answer(say("  consequence for the goal"), "de start schuift")
        terminal.answer(say("  what the project does about it"), "een tijdelijke kabel")
        terminal.answer(say("money"), say.key("[g]reen"))
        terminal.answer(say("quality"))
        terminal.answer(say("Anything more"))
        terminal.answer(say("Next talk"), "-")
        terminal.answer(say("Write this"), say.key("[d]ifference of the files"))
        terminal.expect("+++ data/projects/waterrijk/sessions/2026-01-10-learning.yaml")
        terminal.answer(say("Write this"), say.key("[y]es"))
        terminal.answer(say(RECAP))
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
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), f"1 {say.key('[d]one')} de datum is er")
        terminal.answer(say(MORE_OPEN), "<")
        terminal.expect(f"1 {say.key('[d]one')} de datum is er")
        terminal.type("")
        terminal.answer(say(MORE_OPEN))
        terminal.answer(say("Summary"), "Eerste versie")
        terminal.answer(say(SETTLED), "<")
        terminal.expect(say("Summary"))
        terminal.expect("Eerste versie")
        terminal.type(" en meer")
        terminal.answer(say(SETTLED), "<")
        terminal.expect("Eerste versie en meer")
        terminal.type("")
        terminal.answer(say(SETTLED))
        terminal.answer(say(ACTION), "Iets doen, 2, +1w")
        terminal.answer(say("Another action"), "<")
        terminal.expect("Iets doen, procesmanager, 2026-01-19")
        terminal.type(" ")
        terminal.answer(say("Another action"))
        to_the_end(terminal, say)
        written(terminal, say)
    text = kb.text(SESSION)
    assert "summary: Eerste versie en meer" in text
    assert "text: Iets doen\n    owner: procesmanager\n    due_on: 2026-01-19\n" in text
    assert "result: de datum is er" in kb.text("projects/waterrijk/sessions/2026-01-05-weekly.yaml")


def test_another_number_in_the_list_takes_nothing_of_the_first_one_along(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), "1")
        terminal.answer("Netbeheerder bellen", say.key("[d]one"))
        terminal.answer(say("  what came out of it"), "de datum")
        terminal.answer(say(MORE_OPEN), "<")
        terminal.expect("de datum")
        terminal.type("<")
        terminal.answer("Netbeheerder bellen", "<")
        terminal.expect(say(OPEN))
        terminal.expect("de datum")
        terminal.type("\x152")
        assert say("as it is") in terminal.answer("Planning bijwerken")
        terminal.answer(say(MORE_OPEN))
        terminal.answer(say("Summary"), "Niets veranderd.")
        enters(terminal, say, SETTLED, ACTION)
        to_the_end(terminal, say)
        written(terminal, say)
    assert "status" not in kb.text("projects/waterrijk/sessions/2026-01-05-weekly.yaml")


def test_an_item_in_the_middle_can_be_taken_away_and_the_later_ones_stay(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        enters(terminal, say, "Summary", SETTLED)
        terminal.answer(say(ACTION), "Eerste, 1")
        terminal.answer(say("Another action"), "Tweede, 2")
        terminal.answer(say("Another action"), "<")
        terminal.expect("Tweede, procesmanager")
        terminal.type("<")
        terminal.expect("Eerste, projectleider")
        terminal.type("\x15-")
        terminal.expect("Tweede, procesmanager")
        terminal.type("")
        terminal.answer(say("Another action"))
        to_the_end(terminal, say)
        written(terminal, say)
    text = kb.text(SESSION)
    assert "text: Tweede" in text and "Eerste" not in text


def test_a_step_back_from_the_preview_leads_to_the_last_question_and_each_enter_a_question_on(
    kb: Kb, say: Words
) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        terminal.answer(say("Summary"), "Eerste woorden.")
        enters(terminal, say, SETTLED, ACTION, MORE)
        terminal.answer(say("Next talk"), "19-1")
        terminal.answer(say("Write this"), "<")
        terminal.expect("19 januari 2026" if say.lang == "nl" else "2026-01-19")
        terminal.type("<")
        for question in (MORE, ACTION, SETTLED):
            terminal.answer(say(question), "<")
        terminal.expect("Eerste woorden.")
        terminal.type("\x15Andere woorden.")
        enters(terminal, say, SETTLED, ACTION, MORE)
        terminal.expect("19 januari 2026" if say.lang == "nl" else "2026-01-19")
        terminal.type("")
        written(terminal, say)
    text = kb.text(SESSION)
    assert "summary: Andere woorden.\n" in text and "Eerste" not in text
    assert "next_on: 2026-01-19\n" in text
    assert kb.drafts() == []


def test_where_no_question_came_before_the_preview_a_step_back_says_so(kb: Kb, say: Words, tmp_path: Path) -> None:
    entry = tmp_path / "talk.yaml"
    entry.write_text("kind: weekly\nheld_on: 2026-01-12\nsummary: Kort.\n")
    with log(kb, say, "waterrijk", "--from", str(entry)) as terminal:
        terminal.answer(say("Write this"), "<")
        assert say("there is no question before this one; n writes nothing") in terminal.answer(say("Write this"))
        terminal.answer(say(RECAP))
        assert terminal.end() == 0
    assert "summary: Kort." in kb.text(SESSION)


def test_a_step_back_from_the_first_question_stays_there(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer(say(TALK), "<")
        assert say("this is the first question") in terminal.answer(say(TALK), "?")
        shown = terminal.answer(say(TALK))
        assert say("Enter keeps or skips, - leaves out, < goes a step back, Ctrl-C stops")[:40] in shown
        terminal.expect("Planning bijwerken")
    assert kb.status() == ""


def test_what_is_no_line_of_the_list_is_refused_with_what_can_be_typed(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.answer(say(TALK), "ooit")
        assert say("`{text}` is no kind of talk and no day; {why}") in terminal.answer(say(TALK))
        assert say("that is not kept yet: type it once more, or - to leave it out")[:40] in terminal.answer(say(TALK))
        terminal.answer(say(OPEN), "9 x")
        again = "; type the same again to put it in the summary"
        shown = terminal.answer(say(OPEN), "1 q")
        assert say(f"begin with the number of a line, 1 to {{number}}, or Enter{again}") in shown
        assert say(f"behind the number comes one of {{listed}}{again}") in terminal.answer(say(OPEN), "1 m")
    assert kb.status() == ""


def test_tab_completes_a_role(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        terminal.expect(say(TALK))
        terminal.expect_prompt()
        terminal.type("leer\t, projectl\t")
        enters(terminal, say, OPEN, "Summary", SETTLED, ACTION)
        to_the_end(terminal, say)
        written(terminal, say)
    assert "attended:\n  - leermanager\n  - projectleider\n" in kb.text(SESSION)


def stopped_at_the_summary(terminal: Terminal, say: Words) -> None:
    through(terminal, say)
    terminal.answer(say("Summary"), "Een samenvatting.")
    terminal.answer(say(SETTLED))
    terminal.expect(say(ACTION))
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
        terminal.expect("12 januari 2026" if say.lang == "nl" else "2026-01-12")
        terminal.expect_prompt()
        terminal.type("")
        terminal.expect(say(ACTION))
        if line:
            terminal.expect(line)
        terminal.type("t" if line else "")
        if line:
            terminal.answer("1 projectleider")
            enters(terminal, say, "Another action")
        to_the_end(terminal, say)
        written(terminal, say)
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
        terminal.expect(say(TALK))
        terminal.expect_prompt()
    aside = [path for path in stopped.drafts() if path.name != "log-waterrijk.yaml"]
    assert len(aside) == (1 if choice == "[s]tart anew" else 0)
    assert all("Een samenvatting." in path.read_text() for path in aside)


def test_no_at_the_preview_writes_nothing_and_keeps_the_answers(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        terminal.answer(say("Summary"), "Een samenvatting.")
        enters(terminal, say, SETTLED, ACTION)
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
        enters(terminal, say, SETTLED, ACTION)
        to_the_end(terminal, say)
        terminal.answer(say("Write this"), say.key("[e]dit as text"))
        terminal.expect("Een betere samenvatting")
        written(terminal, say)
    assert "summary: Een betere samenvatting." in kb.text(SESSION)
    assert not (kb.root / DRAFT).exists()


def test_a_contact_asks_for_summary_and_actions_only(kb: Kb, say: Words) -> None:
    with log(kb, say, "waterrijk", "--kind", "contact") as terminal:
        terminal.answer(say(OPEN), f"1 {say.key('[d]one')}")
        terminal.answer(say(MORE_OPEN))
        terminal.answer(say("Summary"), "Gebeld over de kabel.")
        terminal.answer(say(ACTION))
        written(terminal, say)
    assert kb.text("projects/waterrijk/sessions/2026-01-12-contact.yaml") == (
        "kind: contact\nheld_on: 2026-01-12\nsummary: Gebeld over de kabel.\n"
    )


def test_lights_that_nobody_touched_keep_their_day_and_enter_repeats_those_of_last_time(kb: Kb, say: Words) -> None:
    lights = "lights:\n  time:\n    light: amber\n    cause: net\n    consequence: later\n    correction: bellen\n"
    kb.write("projects/waterrijk/sessions/2026-01-06-weekly.yaml", f"kind: weekly\nheld_on: 2026-01-06\n{lights}")
    with log(kb, say, "waterrijk", "--on", "11-1") as terminal:
        terminal.answer(say("Which kind, and who were there"))
        terminal.answer(say(OPEN))
        terminal.answer(say("Summary"), "Niets over de lichten.")
        enters(terminal, say, SETTLED, ACTION)
        assert say("The lights stand as they were: {lights}") in terminal.answer(say(MORE))
        terminal.answer(say("Next talk"))
        written(terminal, say)
    assert "lights" not in kb.text("projects/waterrijk/sessions/2026-01-11-weekly.yaml")
    with log(kb, say) as terminal:
        through(terminal, say)
        enters(terminal, say, "Summary", SETTLED, ACTION)
        terminal.answer(say(MORE), say.key("ligh[t]s"))
        assert say("as last time: {light}").strip() in terminal.answer(say("time"))
        enters(terminal, say, "money", "quality", "Anything more", "Next talk")
        written(terminal, say)
    assert lights.rstrip() in kb.text(SESSION)


def test_a_progress_talk_asks_for_the_two_judgements_with_what_they_rest_on(kb: Kb, say: Words) -> None:
    with log(kb, say, "waterrijk", "--kind", "progress") as terminal:
        enters(terminal, say, "Which day, and who were there", OPEN, "Summary", SETTLED, ACTION, *LIGHTS)
        terminal.answer(say("Is the project on course"), say.key("[a]ttention"))
        terminal.answer(say("  why"))
        terminal.expect(say("this cannot be left out; < goes a step back"))
        terminal.expect_prompt()
        terminal.type("het net is te laat")
        terminal.answer(say("Can the plan phase be ready in the term"), f"{say.key('[c]onditional')} als de kabel komt")
        terminal.answer(say("  who judges this ({listed})"), "1")
        to_the_end(terminal, say)
        written(terminal, say)
    text = kb.text("projects/waterrijk/sessions/2026-01-12-progress.yaml")
    assert "on_track:\n  judgement: attention\n  because: het net is te laat\n" in text
    assert "feasible_in_term:\n  judgement: conditional\n  condition: als de kabel komt\n  by: projectleider\n" in text
    with log(kb, say, "waterrijk", "--kind", "progress", "--on", "today") as terminal:
        terminal.answer(say("Who were there"))
        terminal.answer(say("Is this the same talk"), say.key("[a]nother"))
        terminal.answer(say(OPEN))
        terminal.answer(say("Summary"), "Het vervolg.")
        enters(terminal, say, SETTLED, ACTION, *LIGHTS)
        shown = terminal.answer(say("Is the project on course"))
        assert say("as last time: {light}").strip() in " ".join(shown.split())
        terminal.answer(say("Can the plan phase be ready in the term"), "-")
        to_the_end(terminal, say)
        written(terminal, say)
    second = kb.text("projects/waterrijk/sessions/2026-01-12-progress-2.yaml")
    assert "because: het net is te laat" in second
    assert "feasible_in_term" not in second


def test_an_answer_that_changes_asks_again_what_followed_from_it(kb: Kb, say: Words) -> None:
    with log(kb, say) as terminal:
        through(terminal, say)
        enters(terminal, say, "Summary", SETTLED, ACTION)
        terminal.answer(say(MORE), say.key("ligh[t]s"))
        terminal.answer(say("time"), f"{say.key('[a]mber')} het net")
        terminal.answer(say("  consequence for the goal"), "<")
        terminal.expect(say("  cause"))
        terminal.expect("het net")
        terminal.type("<")  # behind what stands there already
        terminal.answer(say("time"), f"{say.key('[r]ed')} het hele net")
        terminal.answer(say("  consequence for the goal"), "de start schuift")
        terminal.answer(say("  what the project does about it"), "een tijdelijke kabel")
        enters(terminal, say, "money", "quality", "Anything more", "Next talk")
        written(terminal, say)
    assert "light: red\n    cause: het hele net" in kb.text(SESSION)


def test_a_record_cannot_steer_the_terminal(kb: Kb, english: Words) -> None:
    kb.write(
        "projects/waterrijk/bottlenecks/netaansluiting.yaml",
        'title: "\\e[2Jweg {x}\\a"\ncategory: netcongestie\nstatus: open\nopened_on: 2025-10-06\n',
    )
    with log(kb, english) as terminal:
        terminal.answer(english(TALK))
        said = terminal.expect("since 2025-10-06")
        assert "weg {x}" in said and "2J" not in said


def test_on_a_terminal_without_line_editing_it_works_as_well(kb: Kb, say: Words) -> None:
    """stdout goes elsewhere: lines are read plainly, questions stand on stderr, refs on stdout."""
    with log(kb, say, "waterrijk", "--yes", term="dumb") as terminal:
        through(terminal, say)
        terminal.answer(say("Summary"), "é en ë")
        enters(terminal, say, SETTLED, ACTION)
        to_the_end(terminal, say)
        assert terminal.end() == 0
    assert "summary: é en ë" in kb.text(SESSION)


def test_a_waiting_note_becomes_what_one_chooses_and_waits_no_longer(kb: Kb, say: Words) -> None:
    for text in ("Wethouder wil doorgaan.", "Stikstof: eerst rekenen", "Bel de provincie", "Bewaar mij"):
        assert kb.ppl("note", "waterrijk", text).returncode == 0
    with log(kb, say) as terminal:
        terminal.answer(say(TALK))
        shown = terminal.answer(say(OPEN), f"5 {say.key('[s]ummary')}")
        assert [line.strip()[:2] for line in shown.splitlines() if "`" in line] == ["5 ", "6 ", "7 ", "8 "]
        terminal.answer(say(MORE_OPEN), f"6 {say.key('[b]ottleneck')}")
        terminal.answer(say("  category"))
        terminal.answer(say(MORE_OPEN), f"7 {say.key('[a]ction')}")
        terminal.answer(say("  who, and by when ({listed})"), "procesm 20-1")
        enters(terminal, say, MORE_OPEN, "Summary (behind your {number} notes)", SETTLED, ACTION)
        to_the_end(terminal, say)
        written(terminal, say)
    text = kb.text(SESSION)
    assert "summary: Wethouder wil doorgaan." in text
    assert "text: Bel de provincie\n    owner: procesmanager\n    due_on: 2026-01-20\n" in text
    assert "category: stikstof" in kb.text("projects/waterrijk/bottlenecks/stikstof-eerst-rekenen.yaml")
    assert len(list((kb.root / ".git/ppl/notes").glob("*.json"))) == 1


@pytest.mark.parametrize("is_same", [True, False])
def test_a_waiting_note_titled_like_an_open_bottleneck_is_asked_about(kb: Kb, say: Words, is_same: bool) -> None:
    assert kb.ppl("note", "waterrijk", "Netaansluiting komt telaat").returncode == 0
    with log(kb, say) as terminal:
        terminal.answer(say(TALK))
        terminal.answer(say(OPEN), f"5 {say.key('[b]ottleneck')}")
        terminal.answer(say("  is it the open one: {title} (since {day})"), "" if is_same else say.key("[n]o"))
        if not is_same:
            terminal.answer(say("  category"), "netc")
        enters(terminal, say, MORE_OPEN, "Summary", SETTLED, ACTION)
        to_the_end(terminal, say)
        written(terminal, say)
    assert len(list(kb.path("projects/waterrijk/bottlenecks").iterdir())) == (1 if is_same else 2)
    assert ("summary: Netaansluiting komt telaat" in kb.text(SESSION)) == is_same


def test_what_notes_do_not_say_is_asked(kb: Kb, say: Words) -> None:
    notes = kb.root.parent / "notes.txt"
    notes.write_text("kind: weekly\nHet net is vol.\nEerst tekenen, dan rekenen.\n")
    with log(kb, say, "waterrijk", "--from", str(notes)) as terminal:
        terminal.answer("Het net is vol", say.key("[b]ottleneck"))
        terminal.answer(say("  category"), "netc")
        terminal.answer("Eerst tekenen")
        written(terminal, say)
    assert "summary: Eerst tekenen, dan rekenen." in kb.text(SESSION)
    assert "category: netcongestie" in kb.text("projects/waterrijk/bottlenecks/het-net-is-vol.yaml")


def test_a_session_is_corrected_by_questions_with_what_stands_there_now(kb: Kb, say: Words) -> None:
    with log(kb, say, "waterrijk", "--amend", "2026-01-05-weekly") as terminal:
        terminal.expect("Over de netaansluiting gesproken.")
        terminal.answer("", "")
        terminal.answer(say("Who were there ({listed})"), "2")
        terminal.answer("a1 Netbeheerder bellen", f"{say.key('[d]ay')} 19-1")
        terminal.answer("a2 Planning bijwerken")
        enters(terminal, say, ACTION, "Next talk", "Another field")
        terminal.answer(say("Why is it corrected"), "reactie")
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    text = kb.text("projects/waterrijk/sessions/2026-01-05-weekly.yaml")
    assert "summary: Over de netaansluiting gesproken.\n" in text
    assert "attended:\n  - procesmanager\n" in text
    assert "due_on: 2026-01-19\n    moved_from: 2026-01-12" in text
    assert "Ppl-Reason: reactie" in kb.git("log", "-1", "--format=%B")


def test_a_correction_without_a_change_leaves_nothing_behind(kb: Kb, say: Words) -> None:
    with log(kb, say, "waterrijk", "--amend", "2026-01-05-weekly") as terminal:
        terminal.expect("Over de netaansluiting gesproken.")
        terminal.answer("", "")
        terminal.answer(say("Who were there ({listed})"))
        enters(terminal, say, "a1 Netbeheerder bellen", "a2 Planning bijwerken", ACTION, "Next talk", "Another field")
        terminal.expect(say("nothing changes"))
        assert terminal.end() == 0
    assert kb.drafts() == []


def test_an_action_that_was_closed_by_mistake_is_opened_again(kb: Kb, say: Words) -> None:
    place = "projects/waterrijk/sessions/2026-01-05-weekly.yaml"
    closed = "waterrijk/sessions/2026-01-05-weekly#a1"
    done = kb.ppl("set", closed, "status=done", "done_on=2026-01-08", "result=gedaan")
    assert done.returncode == 0, done.stderr
    with log(kb, say, "waterrijk", "--amend", "2026-01-05-weekly") as terminal:
        terminal.expect("Over de netaansluiting gesproken.")
        terminal.answer("", "")
        terminal.answer(say("Who were there ({listed})"))
        terminal.answer("a1 Netbeheerder bellen", say.key("open a[g]ain"))
        enters(terminal, say, "a2 Planning bijwerken", ACTION, "Next talk", "Another field")
        terminal.answer(say("Why is it corrected"), "verkeerde regel")
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    text = kb.text(place)
    assert "status: open\n" in text and "done_on" not in text and "result" not in text


def test_a_correction_says_who_when_and_what_there_is_to_choose_in_words(kb: Kb, say: Words) -> None:
    place = "projects/waterrijk/sessions/2026-01-05-weekly.yaml"
    with log(kb, say, "waterrijk", "--amend", "2026-01-05-weekly") as terminal:
        terminal.expect("Over de netaansluiting gesproken.")
        terminal.answer("", "")
        terminal.answer(say("Who were there ({listed})"))
        terminal.answer("a1 Netbeheerder bellen (projectleider van de gemeente, 12 januari 2026)" if say.lang == "nl"
                        else "a1 Netbeheerder bellen (projectleider van de gemeente, 2026-01-12)")  # fmt: skip
        enters(terminal, say, "a2 Planning bijwerken", ACTION, "Next talk")
        terminal.answer(say("Another field"), say("form"))
        terminal.expect(f"2 {say('online')}")
        terminal.answer(say("form"), "2")
        enters(terminal, say, "And another field")
        terminal.answer(say("Why is it corrected"), "reactie")
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    assert "form: online\n" in kb.text(place)


def test_every_other_field_of_a_session_can_be_corrected_by_its_number_or_its_word(kb: Kb, say: Words) -> None:
    with log(kb, say, "waterrijk", "--amend", "2026-01-05-weekly") as terminal:
        terminal.expect("Over de netaansluiting gesproken.")
        terminal.answer("", "")
        terminal.answer(say("Who were there ({listed})"))
        terminal.answer("a1 Netbeheerder bellen")
        terminal.answer("a2 Planning bijwerken")
        enters(terminal, say, ACTION, "Next talk")
        terminal.answer(say("Another field"), say("agreements"))
        terminal.answer(say("  {what}, with | between them"), "eerst bellen | dan tekenen")
        terminal.answer(say("And another field"), say("day"))
        terminal.answer("2026-01-05", "\b" * 10 + "6-1")
        terminal.answer(say("And another field"), say("lights"))
        terminal.answer(say("time"), say.key("[g]reen"))
        enters(terminal, say, "money", "quality", "And another field")
        terminal.answer(say("Why is it corrected"), "reactie")
        terminal.answer(say("Write this"))
        assert terminal.end() == 0
    text = kb.text("projects/waterrijk/sessions/2026-01-05-weekly.yaml")
    assert "agreements:\n  - eerst bellen\n  - dan tekenen\n" in text
    assert "held_on: 2026-01-06\n" in text
    assert "lights:\n  time:\n    light: green\n" in text


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
    from ppl.cli.ask import amendment, conversation, new_points, open_lines, open_points_questions, score, talk_line
    from ppl.cli.ask import lights as guided_lights
    from ppl.cli.entry import same_talk

    sets = [open_lines.DONE, open_lines.STATUS, open_lines.NOTE, open_points_questions.YES, conversation.MEND,
            new_points.MORE, talk_line.SAME, same_talk.SAME_BOTTLENECK, guided_lights.LIGHT,
            guided_lights.ON_TRACK, guided_lights.FEASIBLE, preview.ANSWERS,
            (*amendment.ACTION, amendment.DROP, amendment.REOPEN), conversation.AGAIN, score.PASSED]  # fmt: skip
    for lang in language.LANGUAGES:
        for choices in sets:
            letters = [key_of(language.translated(choice.label, lang)) for choice in choices]
            assert len(set(letters)) == len(letters), (lang, letters)
            assert all(isinstance(choice.label, Text) for choice in choices)


def test_a_name_is_refused_at_its_line_and_stays_when_it_is_typed_again(kb: Kb) -> None:
    said = "Het loopt; jurist Jan de Vries vertraagt"
    say = Words("nl")
    with log(kb, say) as terminal:
        through(terminal, say)
        terminal.answer(say("Summary"), said)
        terminal.expect("`Jan de Vries` lijkt de naam van iemand")
        terminal.answer(say("Summary"), "Het loopt; jurist vertraagt")
        terminal.answer(say(SETTLED), "Karel Doorman levert")
        terminal.expect("`Karel Doorman` lijkt")
        terminal.answer(say(SETTLED), "Karel Doorman levert")
        more = "En wat nog meer, afgesproken of besloten"
        terminal.answer(more, "Karel Doorman betaalt")  # typed twice: nobody, from then on
        terminal.answer(more)
        terminal.answer(say(ACTION))
        to_the_end(terminal, say)
        written(terminal, say)
    text = kb.text(SESSION)
    assert "Vries" not in text and text.count("Karel Doorman") == 2
