"""Keys of YAML in the words that people use; everything else of a text stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.errors import Field
from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.fields import fields
from ppl.model.kinds import KINDS
from ppl.model.project import Project
from ppl.model.record import Part
from ppl.model.score import Score
from ppl.model.session import Action, Session
from ppl.operations.field_keys import dutch_words, english_assignment, english_name, in_english
from ppl.readers.field_keys import field_called, nearly_called, right_key
from ppl.yaml.text import line_of, read

ENTRY = """\
# de sessie
soort: weekly
datum: 2026-01-12
"samenvatting": 'het: net'   # kort
acties:
  - wat: bellen
    wie: {rol: projectleider, organisatie: gemeente}
    wanneer: 2026-02-01
  - {'wat': "tekenen", status: open}
knelpunten:
  - titel: Net vol
    soort knelpunt: netcongestie
lichten:
  tijd: {licht: amber, oorzaak: a, gevolg: b, maatregel: c}
views:
  wie: {op koers: {oordeel: attention}}
eigen sleutel: blijft
"""


def test_keys_of_people_become_those_of_the_fields_in_depth_and_each_line_stays_on_its_line() -> None:
    text, renamed = in_english(ENTRY, Session)
    assert read(text) == {
        "kind": "weekly",
        "held_on": "2026-01-12",
        "summary": "het: net",
        "actions": [
            {"text": "bellen", "owner": {"role": "projectleider", "organisation": "gemeente"}, "due_on": "2026-02-01"},
            {"text": "tekenen", "status": "open"},
        ],
        "bottlenecks": [{"title": "Net vol", "category": "netcongestie"}],
        "lights": {"time": {"light": "amber", "cause": "a", "consequence": "b", "correction": "c"}},
        "views": {"wie": {"on_track": {"judgement": "attention"}}},
        "eigen sleutel": "blijft",
    }
    assert text.count("\n") == ENTRY.count("\n")
    assert line_of(text, ("actions", 0, "owner", "role")) == 7
    assert "\"summary\": 'het: net'   # kort" in text
    assert (renamed[0].line, renamed[0].typed, renamed[0].name) == (2, "soort", "kind")


def test_a_text_that_is_no_yaml_comes_back_as_it_is() -> None:
    assert in_english("acties: [", Session) == ("acties: [", [])


@pytest.mark.parametrize(
    ("cls", "word", "field"),
    [
        (Session, "afspraken", "agreements"), (Session, "Acties", "actions"), (Session, "volgende keer", "next_on"),
        (Session, "les", "lessons"), (Session, "wat_ging_goed", "went_well"), (Session, "datum", "held_on"),
        (Action, "wat", "text"), (Action, "wie", "owner"), (Action, "wanneer", "due_on"), (Action, "reden", "because"),
        (Bottleneck, "oplossing", "resolution"), (Decision, "besluit", "outcome"), (Decision, "datum", "decided_on"),
        (Score, "cijfers", "scores"), (Score, "datum", "scored_on"), (Project, "woningen", "homes"),
        (Project, "gemeente", "municipality"), (Action, "afspraken", None), (Session, "onzin", None),
    ],
)  # fmt: skip
def test_a_word_means_the_field_of_its_own_class(cls: type[Part], word: str, field: str | None) -> None:
    assert field_called(cls, word, dutch_words) == field


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_field_is_ever_taken_for_another_one(kind: object) -> None:
    for field in fields(kind.record):  # type: ignore[attr-defined]
        assert right_key(kind.record, (field.name,), dutch_words) is None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("woningen.max=160", "homes.max=160"), ("fase=", "phase="),
        ("partijen[1].organisatie=x=y", "partners[1].organisation=x=y"),
        ("milestones.M1.gepland=2026-01-01", "milestones.M1.planned_on=2026-01-01"), ("fase!=x", "phase!=x"),
        ("eigen=1", "eigen=1"), ("zonder teken", "zonder teken"), ("tags+=fase", "tags+=fase"),
    ],
)  # fmt: skip
def test_an_assignment_keeps_its_value_and_its_signs(typed: str, meant: str) -> None:
    assert english_assignment(Project, typed) == meant


def test_the_part_of_a_record_has_words_of_its_own() -> None:
    assert english_name(Session, "acties#a1.wie") == "actions#a1.owner"


@given(st.dictionaries(st.text("abc: #'\"é", min_size=1), st.text("abc: #'\"\n-é")))
def test_what_nobody_calls_a_field_stays_byte_for_byte(raw: dict[str, str]) -> None:
    from ppl.yaml.text import to_text

    text = to_text(raw)
    assert in_english(text, Session)[0] == text


def test_a_place_in_a_table_or_beyond_what_ppl_knows_means_nothing() -> None:
    places: list[Field] = [("views", "wie"), ("summary", "wie"), ("eigen", "wie"), ("actions", 0)]
    assert [right_key(Session, place, dutch_words) for place in places] == [None] * 4


def test_a_title_of_what_has_a_name_is_its_name_and_the_other_way_round() -> None:
    assert nearly_called(Project, "title", dutch_words) == nearly_called(Project, "titel", dutch_words) == "name"
    assert nearly_called(Bottleneck, "name", dutch_words) == nearly_called(Bottleneck, "naam", dutch_words) == "title"


def test_what_people_note_is_no_field_that_only_sounds_like_it() -> None:
    assert nearly_called(Project, "notes", dutch_words) is None
    assert nearly_called(Session, "notes", dutch_words) == nearly_called(Session, "notities", dutch_words) == "summary"
    assert nearly_called(Bottleneck, "notities", dutch_words) == "description"
    assert nearly_called(Session, "sumary", dutch_words) == "summary"
