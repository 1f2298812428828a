"""Loose notes through the front door, `ppl log PROJECT --from`: what would be stored of what people paste."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ppl.readers.forms.session import is_form
from ppl.yaml import text as yaml_text
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
Log = Callable[[str], dict[str, Any]]
ROOT = Path(__file__).parents[2]
NOTES = ROOT / "examples" / "notes"
SHARED = ("programme.yaml", "vocabularies.yaml")
TODAY = "2026-11-29"


@pytest.fixture
def log(kb: Kb, in_process: Run, monkeypatch: pytest.MonkeyPatch) -> Log:
    """What a dry run shows of notes, with the lists that ppl ships and the register of the examples."""
    for name in SHARED:
        shutil.copy(ROOT / "data" / "programme" / name, kb.path(f"programme/{name}"))
    kb.git("rm", "-q", "data/projects/waterrijk/sessions/2026-01-05-weekly.yaml")
    kb.git("commit", "-q", "-a", "-m", "lists, and nothing open")
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    kb.environment |= {"PPL_LANG": "nl", "PPL_TODAY": TODAY}
    for one in yaml_text.read((NOTES / "people.yaml").read_text("utf-8"))["people"]:
        place = [] if one["project"] == "programme" else ["--project", one["project"]]
        assert in_process(kb, "people", one["role"], one["name"], *place)[0] == 0

    def logged(text: str) -> dict[str, Any]:
        (kb.root / "notes.txt").write_text(text, "utf-8")
        code, out, err = in_process(kb, "log", "waterrijk", "--from", "notes.txt", "--dry-run")
        assert code == 0, err
        found: dict[str, Any] = {"remarks": err, "all": out, "decisions": [], "bottlenecks": []}
        for part in out.split("+++ data/")[1:]:
            name, _, lines = part.partition("\n")
            said = "\n".join(line[1:] for line in lines.splitlines() if line.startswith("+") and line[1:2] != "+")
            record = yaml_text.read(said)
            folder = name.split("/")[-2]
            if folder == "sessions":
                found |= {key: value for key, value in record.items() if key not in ("decisions", "bottlenecks")}
            else:
                found.setdefault(folder, []).append(record)
        return found

    return logged


def deeds(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The actions as who, by when and what."""
    return [(one.get("owner"), one.get("due_on"), one["text"]) for one in found.get("actions", [])]


def same(found: list[dict[str, Any]], wanted: list[Any], text: str, *others: str) -> None:
    """Each record has the words that were expected, in any order."""
    left = list(found)
    for one in wanted:
        part = one if isinstance(one, str) else one[text]
        match = next((record for record in left if part in record[text]), None)
        assert match is not None, (part, left)
        left.remove(match)
        if not isinstance(one, str):
            assert [match.get(name) for name in others] == [one.get(name) for name in others], part
    assert left == []


@pytest.mark.parametrize("name", sorted(path.name for path in NOTES.glob("[0-9]*")))
def test_the_notes_of_the_examples_come_in_as_what_stands_beside_them(name: str, log: Log) -> None:
    expected = yaml_text.read((NOTES / "expected" / name).with_suffix(".yaml").read_text("utf-8"))
    found = log((NOTES / name).read_text("utf-8"))
    assert found["held_on"] == expected.get("held_on", TODAY)
    assert found.get("next_on") == expected.get("next_on")
    assert len(found.get("agreements", [])) == len(expected.get("agreements", []))
    same(found.get("actions", []), expected.get("actions", []), "text", "owner", "due_on", "status")
    same(found["decisions"], expected.get("decisions", []), "outcome")
    same(found["bottlenecks"], expected.get("bottlenecks", []), "title", "category")


@pytest.mark.parametrize("start", ["", "# Waterrijk\n", "<!-- kort -->\n", "# Sessie Waterrijk 24 november 2026\n"])
def test_headings_that_a_form_has_too_do_not_make_notes_a_form(start: str, log: Log) -> None:
    found = log(f"{start}## Acties\n- projectleider: bel de netbeheerder\n## Knelpunten\n- de trafo is te klein\n")
    assert deeds(found) == [("projectleider", None, "bel de netbeheerder")]
    assert [one["category"] for one in found["bottlenecks"]] == ["netcongestie"]


def test_the_printed_form_is_one_also_without_its_last_line_or_its_comments(kb: Kb, in_process: Run) -> None:
    for lang in ("nl", "en"):
        _, whole, _ = in_process(kb, "form", "session", "waterrijk", "--lang", lang)
        without_seal = whole[: whole.index("<!-- ppl-form")]
        assert is_form(whole) and is_form(without_seal)
        assert is_form(re.sub(r"(?s)<!--.*?-->", "", without_seal))


MAIL = """Van: Marit Hoogland <marit.hoogland@nergenshuizen.example>
Verzonden: dinsdag 24 november 2026 16:41
Aan: Daan Oudkerk
Onderwerp: {subject}

Hoi Daan,

{text}
"""
ABOUT_ELSE = (
    "We houden vast aan de tekening van 12 november.",
    "De tekening van 12 november geldt nog.",
    "12 november is de sloop begonnen.",
    "Op 12 november heeft de raad gestemd.",
    "In het verslag van 12 november staat het anders.",
    "Sinds het overleg van 12-11 ligt alles stil.",
)


@pytest.mark.parametrize("text", ABOUT_ELSE)
def test_a_day_in_a_sentence_about_something_else_is_not_the_day_of_the_talk(text: str, log: Log) -> None:
    found = log(MAIL.format(subject="RE: tekening 12 november", text=text))
    assert (found["held_on"], found["summary"]) == ("2026-11-24", text)
    assert "dag van de mail of de berichten: 24 november 2026" in found["remarks"]
    found = log(f"Notulen week 48\n\n{text}\nActie: projectleider belt over twee weken de netbeheerder\n")
    assert (found["held_on"], found.get("next_on")) == (TODAY, None)
    assert "genomen is vandaag" in found["remarks"]


@pytest.mark.parametrize(
    "line",
    [
        "Op dinsdag 24 november 2026 spraken wij over Waterrijk.",
        "di 24 nov weekoverleg",
        "# Overleg Waterrijk 24-11",
        "Weekverslag Waterrijk, 24 november 2026",
        "gebeld met de netbeheerder 24-11",
        "24 november: het net is vol",
    ],
)
def test_the_day_of_the_talk_stands_in_its_head(line: str, log: Log) -> None:
    assert log(f"{line}\nDe tekening van 12 november geldt nog.\n")["held_on"] == "2026-11-24"


@pytest.mark.parametrize(
    "line",
    [
        "Volgende keer: de stedenbouwkundige levert over twee weken een tekening",
        "Nieuwe afspraak: de buurt krijgt over twee weken een brief",
        "## Volgende keer\n- projectleider neemt over twee weken de raming mee",
    ],
)
def test_only_words_about_the_next_talk_say_its_day(line: str, log: Log) -> None:
    assert "next_on" not in log(f"26 november 2026\n{line}\n")
    assert log("26 november 2026\nVolgende keer: Teams, over twee weken\n")["next_on"] == "2026-12-10"


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("Bodem bij de oude garage is vervuild", "water-bodem"),
        ("vervuilde grond bij het spoor", "water-bodem"),
        ("bodemvervuiling onder de loods", "water-bodem"),
        ("de aanbesteding loopt uit", "didam-aanbesteding"),
        ("het kompas van de landmeter is stuk", "anders"),
    ],
)
def test_a_bottleneck_has_the_category_of_which_it_has_the_stem_of_a_word(title: str, category: str, log: Log) -> None:
    assert [one["category"] for one in log(f"26 november 2026\nKnelpunt: {title}\n")["bottlenecks"]] == [category]


def test_what_a_sentence_tells_is_taken_in_without_a_word_that_marks_it(log: Log) -> None:
    found = log(
        "Ha Daan,\n\n- College heeft dinsdag ingestemd met de startnotitie\n"
        "- Stikstof: de berekening kan weken schelen\n"
        "- We spraken af dat we elke maandag bellen\n\nDenk aan het milieu voordat je deze mail print.\n"
    )
    assert [(one["by"], str(one["decided_on"])) for one in found["decisions"]] == [("college", "2026-11-24")]
    assert [one["category"] for one in found["bottlenecks"]] == ["stikstof"]
    assert len(found["agreements"]) == 1
    assert "Ha " not in found["all"] and "milieu" not in found["all"]


def test_a_decision_that_a_mail_tells_of_has_its_own_day(log: Log) -> None:
    mail = MAIL.replace("dinsdag 24", "zondag 29").format(subject="RE: stand", text="{}")
    for text in (
        "College heeft dinsdag ingestemd met de nota.",
        "Besluit: de raad heeft dinsdag ingestemd met de nota",
    ):
        assert [str(one["decided_on"]) for one in log(mail.format(text))["decisions"]] == ["2026-11-24"]


def test_short_notes_of_a_phone_are_read(log: Log) -> None:
    found = log(
        "do 26 nov\n- PL belt wed. netbeh. ivm trafo (vóór 1-12)\n- ontw levert schets wk 49\n- aanw. PL, PM\n"
        "- wacht op jur zkn\n- gemeente: kap melden < 1 jan\n"
    )
    assert deeds(found) == [
        ("projectleider", "2026-12-01", "PL belt wed. netbeh. ivm trafo"),
        ("ontwikkelaar", "2026-12-04", "ontw levert schets"),
        (None, None, "wacht op jur zkn"),
        ("vakafdelingen", "2026-12-31", "kap melden"),
    ]
    assert found["actions"][2]["status"] == "waiting"
    assert found["attended"] == ["projectleider", "procesmanager"]


def test_what_is_said_in_a_chat_or_in_prose_is_read(log: Log) -> None:
    found = log(
        "[24-11-2026 09:02] Daan Oudkerk: dan spreken we af dat de ontwikkelaar eerst rekent\n"
        "[24-11-2026 09:03] Jolien Verbrakel: ik vraag een offerte op\n"
        "[24-11-2026 09:05] Daan Oudkerk: Besloten dus dat de brug blijft\n"
    )
    assert deeds(found) == [("projectleider", None, "vraag een offerte op")]
    assert (len(found["agreements"]), len(found["decisions"])) == (1, 1)
    found = log(
        "Op donderdag 26 november 2026 spraken wij over Waterrijk. Voorts is besloten de brug te laten liggen. "
        "De netbeheerder zegde toe de datum uiterlijk over twee weken te geven. "
        "Het volgende gesprek staat gepland voor donderdag 3 december.\n"
    )
    assert (len(found["decisions"]), found["next_on"]) == (1, "2026-12-03")
    assert [one[:2] for one in deeds(found)] == [("netbeheerder", "2026-12-10")]
