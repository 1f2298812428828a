"""Values in the words that people use: for every enumeration, every list of codes, and days."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from ppl.errors import Problem, Text
from ppl.model.bottleneck import Bottleneck
from ppl.model.fields import Shape, fields
from ppl.model.kinds import KIND, KINDS
from ppl.model.record import Code, Part
from ppl.model.session import Session
from ppl.operations.as_meant import as_meant, with_right_words
from ppl.operations.field_values import Spoken, choice_named, remedy
from ppl.resources import catalogue
from ppl.store.codec import record
from ppl.store.folder import Folder
from ppl.yaml.text import read
from tests.operations.base import DAY, Base

ROOT = Path(__file__).parents[2]


def enumerations(cls: type[Part], seen: set[type[Part]] | None = None) -> Iterator[tuple[str, Shape]]:
    """Every enumeration in a class and its parts, with the field's name."""
    seen = set() if seen is None else seen
    if cls in seen:
        return
    seen.add(cls)
    for field in fields(cls):
        of: Shape | None = field.shape
        while of is not None and of.item is not None:
            of = of.item
        if of is not None and of.form == "choice":
            yield f"{cls.__name__}.{field.name}", of
        if of is not None and of.part is not None:
            yield from enumerations(of.part, seen)


EVERY = sorted({(name, of.choices) for kind in KINDS for name, of in enumerations(kind.record)})


@pytest.mark.parametrize(("name", "choices"), EVERY, ids=[name for name, _ in EVERY])
def test_every_choice_is_known_by_the_word_that_a_dutch_screen_has_for_it(name: str, choices: tuple[str, ...]) -> None:
    dutch = catalogue("nl").gettext
    meant = {choice: choice_named(dutch(choice), choices)[0] for choice in choices}
    assert meant == {choice: choice for choice in choices}


def test_every_code_of_every_list_is_known_by_its_words() -> None:
    folder = Folder(ROOT, {})
    spoken = Spoken(folder, DAY)
    lists = folder.read_refs(["programme/vocabularies", "programme/bodies", "programme/programme"])[0].codes
    unknown = []
    for vocabulary, entries in lists.items():
        of = Shape("text", mark=Code(vocabulary))
        for code, entry in entries.items():
            word = getattr(entry, "nl", None) or getattr(entry, "name", None) or entry.title
            if (spoken.value(of, "x", word, DAY) or word) != code:
                unknown.append((vocabulary, word))
    assert unknown == []


TALK = """\
soort: wekelijks gesprek
datum: 26 november 2026   # donderdag
acties:
  - wat: bellen
    trekker: Projectleider
    voor: 1 december
    status: "afgerond"
    wat er nog is: oranje
lichten:
  tijd: {licht: oranje, oorzaak: a, gevolg: b, maatregel: c}
volgende keer: 3 dec
"""


def test_a_file_that_comes_in_holds_codes_and_days_and_each_line_stays_on_its_line(base: Base) -> None:
    text, said = Spoken(base.folder, datetime.date(2026, 1, 9)).text(TALK, Session)
    assert read(text) == {
        "kind": "weekly",
        "held_on": "2026-11-26",
        "actions": [{
            "text": "bellen", "owner": "projectleider", "due_on": "2026-12-01", "status": "done",
            "wat er nog is": "oranje",
        }],
        "lights": {"time": {"light": "amber", "cause": "a", "consequence": "b", "correction": "c"}},
        "next_on": "2026-12-03",
    }  # fmt: skip
    assert text.count("\n") == TALK.count("\n") and '    status: "done"\n' in text and "# donderdag" in text
    assert ("26 november 2026", "2026-11-26") in {(one.typed, one.name) for one in said}


def test_what_is_written_as_files_hold_it_stays(base: Base) -> None:
    text = "kind: weekly\nheld_on: 2026-01-12\nsummary: open\nactions:\n  - {text: gedaan, status: done}\n"
    assert Spoken(base.folder, DAY).text(text, Session) == (text, [])


HAND = "titel: Net vol\ncategorie: netcongestei\nstatus: opgelost\ngemeld: 0206-11-03\n"


def found_in(base: Base, text: str, name: str = "x") -> list[Problem]:
    base.write(f"projects/waterrijk/bottlenecks/{name}.yaml", text)
    _, knowledge, problems = as_meant(base.folder, *base.folder.read())
    assert knowledge.get(f"waterrijk/bottlenecks/{name}") is None or "titel" in text
    return [p for p in with_right_words(problems, DAY) if p.path.endswith(f"/{name}.yaml")]


def test_a_record_made_by_hand_with_dutch_keys_says_what_is_wrong_under_them_in_the_first_round(base: Base) -> None:
    found = found_in(base, HAND)
    said = {(p.line, str(p.remedy).partition("?")[0]) for p in found}
    assert (3, "did you mean `resolved`") in said and (4, "did you mean `2026-11-03`") in said
    keys = {p.line: p.level for p in found if "no report finds it" in str(p.remedy)}
    assert keys == {1: "error", 2: "error", 4: "remark"}  # without the first two the record lacks what it must have
    assert not any("is missing" in str(p.what) for p in found)


@pytest.mark.parametrize(
    ("key", "name"),
    [("samenvating", "summary"), ("aftspraken", "agreements"), ("aciepunten", "actions"), ("sumary", "summary")],
)
def test_a_key_that_is_nearly_a_dutch_one_says_which_field_is_meant(key: str, name: str) -> None:
    _, flaws = record(Session, {"kind": "weekly", "held_on": "2026-01-12", key: "x"})
    assert [remedy(Session, flaw, DAY) for flaw in flaws] == [Text("did you mean `{near}`?", near=name)]


@pytest.mark.parametrize(
    ("day", "meant"),
    [("0206-11-03", "2026-11-03"), ("2206-11-03", "2026-11-03"), ("26 november 2026", "2026-11-26"),
     ("26 novmber 2026", "2026-11-26"), ("3-11-2026", "2026-11-03")],
)  # fmt: skip
def test_a_day_in_words_or_of_no_year_of_ours_says_which_day_is_meant(day: str, meant: str) -> None:
    good = {"title": "x", "category": "c", "status": "open"}
    _, flaws = record(Bottleneck, {**good, "opened_on": day})
    assert [remedy(Bottleneck, flaw, DAY) for flaw in flaws] == [Text("did you mean `{near}`?", near=meant)]


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("status=opgelost", "status=resolved"), ("status!=Opgelost", "status!=resolved"),
        ("gemeld=3 november 2026", "opened_on=2026-11-03"), ("ook+=stikstof", "ook+=stikstof"),
        ("titel=opgelost", "title=opgelost"), ("status=", "status="), ("eigenaar=Projectleider", "owner=projectleider"),
    ],
)  # fmt: skip
def test_an_assignment_and_a_condition_take_the_words_of_people(base: Base, typed: str, held: str) -> None:
    assert Spoken(base.folder, DAY).assignment(KIND["bottleneck"].record, typed) == held
