"""The kick-off, asked on a pseudo-terminal and read from notes, a form and YAML."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
KICKOFF = "projects/waterrijk/sessions/2026-01-12-kickoff.yaml"
NOTES = """\
Startbijeenkomst 12 januari 2026
aanwezig: projectleider, procesmanager

Mogelijke belemmeringen:
- De planeconoom is er één dag per week
- Netaansluiting

Oplossingen
- Planeconoom uit de flexpool vragen

## Commitment van de projectleider
- Houdt de planning bij

Werkwijze: elke vrijdag een gesprek

Afspraken
- wij delen één map
"""


@pytest.mark.parametrize("given", [(), ("--kind", "kickoff")])
def test_notes_of_a_kickoff_have_headings_of_their_own(kb: Kb, in_process: Run, given: tuple[str, ...]) -> None:
    notes = kb.root / "start.txt"
    notes.write_text(NOTES if not given else NOTES.replace("Startbijeenkomst", "Gesprek"))
    code, _, err = in_process(kb, "log", "waterrijk", "--from", str(notes), "--yes", *given)
    assert code == 0, err
    found = kb.text(KICKOFF)
    for part in (
        "obstacles:\n  - De planeconoom is er één dag per week\n  - Netaansluiting\n",
        "solutions:\n  - Planeconoom uit de flexpool vragen\n",
        "commitments:\n  - Houdt de planning bij\n",
        "way_of_working:\n  - elke vrijdag een gesprek\n",
        "agreements:\n  - wij delen één map\n",
    ):
        assert part in found, found
    assert "bottlenecks:" not in found and "ppl new bottleneck --project waterrijk" in err


def test_in_other_talks_an_obstacle_stays_a_bottleneck_and_a_promise_stays_what_it_was(kb: Kb, in_process: Run) -> None:
    notes = kb.root / "week.txt"
    notes.write_text("Weekgesprek 12 januari 2026\n\nBelemmeringen:\n- De brug is te smal\n")
    code, _, err = in_process(kb, "log", "waterrijk", "--from", str(notes), "--yes")
    assert code == 0, err
    text = kb.text(KICKOFF.replace("kickoff", "weekly"))
    assert "obstacles:" not in text and "Knelpunt: De brug is te smal" in text


def test_yaml_has_the_fields_by_their_dutch_names_too(kb: Kb, in_process: Run) -> None:
    entry = kb.root / "start.yaml"
    entry.write_text(
        "kind: kickoff\nheld_on: 2026-01-12\nbelemmeringen: [Geld]\noplossingen: [Subsidie]\n"
        "toezeggingen: [Doet mee]\nwerkwijze: [Elke week]\n"
    )
    code, _, err = in_process(kb, "log", "waterrijk", "--from", str(entry), "--yes")
    assert code == 0, err
    for field in ("obstacles", "solutions", "commitments", "way_of_working"):
        assert f"{field}:" in kb.text(KICKOFF)


def test_the_form_of_a_kickoff_asks_it_and_is_read_back(kb: Kb, in_process: Run) -> None:
    words = ("form", "session", "waterrijk", "--lang", "nl")
    _, form, _ = in_process(kb, *words, "--kind", "kickoff", "--on", "2026-01-12")
    heading = "## Toezeggingen van de projectleider\n"
    assert heading in form and "## Belemmeringen" in form
    before, _, after = form.partition(heading)
    filled = kb.root / "formulier.md"
    filled.write_text(before + heading + after.replace("\n-\n", "\n- Houdt de planning bij\n", 1))
    code, _, err = in_process(kb, "log", "waterrijk", "--from", str(filled), "--yes")
    assert code == 0, err
    assert "commitments:\n  - Houdt de planning bij\n" in kb.text(KICKOFF)
    _, weekly, _ = in_process(kb, *words, "--kind", "weekly")
    assert "## Belemmeringen" not in weekly and heading not in weekly


def test_what_was_said_is_in_the_recap_the_reports_the_lists_and_found(kb: Kb, in_process: Run) -> None:
    notes = kb.root / "start.txt"
    notes.write_text(NOTES)
    assert in_process(kb, "log", "waterrijk", "--from", str(notes), "--yes")[0] == 0
    ref = "waterrijk/sessions/2026-01-12-kickoff"
    recap = in_process(kb, "recap", ref, "--format", "md")[1]
    project = in_process(kb, "report", "project", "waterrijk", "--audience", "project", "--format", "md")[1]
    approach = in_process(kb, "report", "approach", "waterrijk", "--format", "md")[1]
    for text in (recap, project, approach):
        assert "Houdt de planning bij" in text and "Planeconoom uit de flexpool" in text
    client = in_process(kb, "report", "project", "waterrijk", "--audience", "client", "--format", "md")[1]
    assert "Houdt de planning bij" not in client and "flexpool" not in client
    assert f"{ref}#commitments.1" in in_process(kb, "list", "commitment")[1]
    assert ref in in_process(kb, "search", "flexpool")[1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal in Python")
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_kickoff_is_asked_about_and_an_obstacle_becomes_a_bottleneck_once(kb: Kb, lang: str) -> None:
    from tests.terminal import Terminal, Words

    say = Words(lang)
    yes = say.key("[y]es")
    environment = {**kb.environment, "PPL_TODAY": "2026-01-12", "PPL_LANG": lang, "TERM": "xterm"}
    with Terminal(kb.root, environment, "log", "waterrijk", "--kind", "kickoff") as terminal:
        for question, answer in (
            ("Which day, and who were there", ""),
            ("What changed: number, letter, words", ""),
            ("Summary", "Wij zijn begonnen."),
            ("What may stand in the way", "Te weinig vergaderzalen"),
            ("  follow it as a bottleneck", ""),
            ("And what more may stand in the way", "netaansluiting"),
            ("  follow it as a bottleneck", yes),
            ("  is it the open one: {title} (since {day})", ""),
            ("  what became of it", ""),
            ("And what more may stand in the way", "De grond is nog niet van de gemeente"),
            ("  follow it as a bottleneck", yes),
            ("  category", "capaciteit-kennis"),
            ("And what more may stand in the way", ""),
            ("What can be done about it", "Eerst praten"),
            ("And what more can be done", ""),
            ("What does the project leader commit to", "Houdt de planning bij"),
            ("And what more does the project leader commit to", ""),
            ("How do we work together", "Elke vrijdag"),
            ("And what more on working together", ""),
            ("Agreed or decided", ""),
            ("New action: what, who, by when", ""),
            ("Anything else", ""),
            ("Next talk", ""),
            ("Write this", ""),
            ("Make the mail to the others now", ""),
        ):
            terminal.answer(say(question), answer)
        assert terminal.end() == 0
    found = kb.text(KICKOFF)
    obstacles = ("Te weinig vergaderzalen", "netaansluiting", "De grond is nog niet van de gemeente")
    assert "obstacles:\n" + "".join(f"  - {one}\n" for one in obstacles) in found
    assert "commitments:\n  - Houdt de planning bij\n" in found and "way_of_working:\n  - Elke vrijdag\n" in found
    assert "bottlenecks:\n  - de-grond-is-nog-niet-van-de-gemeente\n" in found
