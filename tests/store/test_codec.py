"""Mapping to record by its class and back: every flaw at once, lenient scalars, nothing lost."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppl.errors import Field
from ppl.model.bottleneck import Bottleneck
from ppl.model.fields import fields
from ppl.model.kinds import KINDS, Kind
from ppl.model.plan import Plan
from ppl.model.project import Project
from ppl.model.record import Part, Party, Source
from ppl.model.score import Score
from ppl.model.session import Session
from ppl.store import codec
from ppl.yaml import text as yaml_text
from tests.by_type import parts
from tests.share import share_of_examples

BOTTLENECK = {"title": "x", "category": "netcongestie", "status": "open", "opened_on": "2026-01-05"}
SESSION = {"kind": "weekly", "held_on": "2026-01-05"}
PROJECT = {"name": "Alpha", "municipality": "Teststad", "status": "active"}


def read(cls: type[Part], **raw: Any) -> Any:
    """The record in a mapping without flaws."""
    found, flaws = codec.record(cls, raw)
    assert flaws == []
    assert found is not None
    return found


def flaws(cls: type[Part], raw: dict[str, Any]) -> dict[Field, str]:
    """Field to check of every flaw."""
    return {flaw.field: flaw.check for flaw in codec.record(cls, raw)[1]}


def test_every_flaw_of_a_record_is_told_at_once_at_its_own_field() -> None:
    raw = {
        "kind": "wekelijks",
        "minutes": "veel",
        "summary": ["a", "b"],
        "facts": {"a": "b"},
        "actions": [{"id": "a1"}, "los", {"id": "a3", "text": "x", "due_on": "2026-02-30", "ownr": "y"}, None],
        "lights": {"time": {"cause": "x"}, "money": "groen"},
        "views": ["x"],
        "attended": [{"organisation": "y"}],
        "period": {"from": "morgen", "to": "2026-01-31"},
        "hour": "2",
    }
    assert flaws(Session, raw) == {
        ("kind",): "unknown-code",
        ("held_on",): "missing",
        ("minutes",): "type",
        ("summary",): "type",
        ("facts",): "type",
        ("actions", 0, "text"): "missing",
        ("actions", 1): "type",
        ("actions", 2, "due_on"): "type",
        ("actions", 2, "ownr"): "unknown-field",
        ("actions", 3): "type",
        ("lights", "time", "light"): "missing",
        ("lights", "money"): "type",
        ("views",): "type",
        ("attended", 0, "role"): "missing",
        ("period", "from"): "type",
        ("hour",): "unknown-field",
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_empty_file_lacks_each_required_field_and_no_other(kind: Kind) -> None:
    required = {(f.name,): "missing" for f in fields(kind.record) if f.is_required}
    assert flaws(kind.record, {}) == required


def test_a_record_without_a_required_field_is_none_and_one_with_a_wrong_optional_field_is_not() -> None:
    assert codec.record(Session, {**SESSION, "held_on": "gisteren"})[0] is None
    found, wrong = codec.record(Bottleneck, {**BOTTLENECK, "closed_on": "gisteren"})
    assert found is not None
    assert found.closed_on is None
    assert [flaw.field for flaw in wrong] == [("closed_on",)]


def test_a_flaw_says_what_to_do() -> None:
    told = {flaw.field: str(flaw.remedy) for flaw in codec.record(Bottleneck, {**BOTTLENECK, "status": "opn"})[1]}
    assert told[("status",)].startswith("did you mean `open`?")
    told = {flaw.field: str(flaw.remedy) for flaw in codec.record(Bottleneck, {**BOTTLENECK, "ownr": "x"})[1]}
    assert told[("ownr",)] == "did you mean `owner`?"


@pytest.mark.parametrize(
    ("text", "number"), [("012", 12), ("12", 12), (" 12 ", 12), ("-3", -3), ("+3", 3), ("1_000", 1000), ("0", 0)]
)
def test_a_whole_number_is_what_a_person_reads(text: str, number: int) -> None:
    assert read(Session, **SESSION, minutes=text).minutes == number


@pytest.mark.parametrize("text", ["", "1.5", "1e3", "0x1f", "0o7", "1_", "1__0", "_1", "a", "1 2", "١", "9" * 5000])
def test_what_is_no_whole_number_is_a_flaw_and_never_a_crash(text: str) -> None:
    found, wrong = codec.record(Session, {**SESSION, "minutes": text})
    assert found is not None
    assert found.minutes is None
    assert [flaw.field for flaw in wrong] == ([("minutes",)] if text else [])


@pytest.mark.parametrize(
    ("text", "number"), [("2", 2.0), ("2.5", 2.5), (".5", 0.5), ("-1.", -1.0), ("1e3", 1000.0), ("1_000.5", 1000.5)]
)
def test_a_number_is_what_a_person_reads(text: str, number: float) -> None:
    assert read(Bottleneck, **BOTTLENECK, weeks=text).weeks == number


@pytest.mark.parametrize("text", ["2,5", "1e400", "-1e999", ".inf", ".nan", "nan", "infinity", "1_", "1__0.5", "1_.5"])
def test_what_is_no_number_is_a_flaw_and_never_a_crash(text: str) -> None:
    assert flaws(Bottleneck, {**BOTTLENECK, "weeks": text}) == {("weeks",): "type"}


@pytest.mark.parametrize(
    ("text", "truth"),
    [("yes", True), ("true", True), ("Yes", True), ("TRUE", True), ("no", False), ("false", False), ("No", False)],
)
def test_yes_and_no_are_truth_values(text: str, truth: bool) -> None:
    asked = read(
        Score, assessor="b", scored_on="2026-01-05", criteria="c", knock_outs={"k": {"pass": text, "evidence": "e"}}
    )
    assert asked.knock_outs["k"].pass_ is truth


@pytest.mark.parametrize("text", ["ja", "nee", "1", "0", "y", "n"])
def test_other_words_are_no_truth_values(text: str) -> None:
    raw = {**PROJECT, "grants": [{"name": "x", "asks_parallel": text}]}
    assert flaws(Project, raw) == {("grants", 0, "asks_parallel"): "type"}


@pytest.mark.parametrize("text", ["no", "012", "1:30", "1e3", "2026-03-01", "true", "[a]", " x ", "null?"])
def test_in_a_text_field_everything_stays_the_text_that_stands_there(text: str) -> None:
    assert read(Bottleneck, **{**BOTTLENECK, "title": text}).title == text


@pytest.mark.parametrize("absent", ["", " ~", " null", " Null", " NULL"])
@pytest.mark.parametrize("field", ["description", "closed_on", "weeks", "also", "homes_affected", "depth", "tried"])
def test_plain_empty_tilde_and_null_mean_absent(field: str, absent: str) -> None:
    text = yaml_text.to_text(BOTTLENECK) + f"{field}:{absent}\n"
    assert read(Bottleneck, **yaml_text.read(text)) == read(Bottleneck, **BOTTLENECK)


def test_quoted_null_is_a_text() -> None:
    raw = yaml_text.read(yaml_text.to_text(BOTTLENECK) + "description: 'null'\nresolution: '~'\n")
    assert read(Bottleneck, **raw).description == "null"
    assert read(Bottleneck, **raw).resolution == "~"


def test_absent_where_it_is_required_is_missing() -> None:
    assert flaws(Bottleneck, {**BOTTLENECK, "title": None, "status": ""}) == {
        ("title",): "missing",
        ("status",): "missing",
    }


def test_a_single_value_stands_for_a_list_of_one() -> None:
    assert read(Project, **PROJECT).municipality == ("Teststad",)
    assert read(Session, **SESSION, facts="één").facts == ("één",)
    assert read(Session, **SESSION, facts="").facts == ()
    assert read(Session, **SESSION, sources="https://voorbeeld.nl").sources == ("https://voorbeeld.nl",)


def test_a_role_is_a_word_or_a_role_with_its_organisation() -> None:
    attended = read(
        Session, **SESSION, attended=["projectleider", {"role": "jurist", "organisation": "Teststad"}]
    ).attended
    assert attended == ("projectleider", Party(role="jurist", organisation="Teststad"))
    assert read(Session, **SESSION, period="2025").period == "2025"


@pytest.mark.parametrize(
    "text", ["2026-1-5", "05-01-2026", "2026-01-05T00:00:00", "20260105", "2026-02-30", "٢٠٢٦-٠١-٠٥"]
)
def test_what_is_no_iso_date_of_the_calendar_is_a_flaw(text: str) -> None:
    assert flaws(Session, {**SESSION, "next_on": text}) == {("next_on",): "type"}


def test_unknown_keys_are_kept_at_every_level() -> None:
    raw = {
        **PROJECT,
        "eigen": ["a", {"b": None}],
        "homes": {"min": "1", "dak": {"groen": "no"}},
        "milestones": [{"code": "m", "title": "M", "moves": [{"on": "2026-01-05", "wie": "x"}], "2": "y"}],
        "method": {"stap-1": {"applied": "not", "noot": "z"}},
    }
    found, wrong = codec.record(Project, raw)
    assert found is not None
    assert {flaw.level for flaw in wrong} == {"remark"}
    assert [flaw.field for flaw in wrong] == [
        ("homes", "dak"),
        ("milestones", 0, "moves", 0, "wie"),
        ("milestones", 0, "2"),
        ("method", "stap-1", "noot"),
        ("eigen",),
    ]
    back = codec.raw(found)
    assert back == {**raw, "municipality": ["Teststad"]}


def test_of_a_record_only_numbers_dates_and_truth_values_are_plain() -> None:
    found = Plan(
        ref="alpha/plan",
        goal="12",
        starts_on=datetime.date(2026, 1, 5),
        activities=(
            read(Plan, activities=[{"id": "A1", "title": "no", "weeks": "4", "at_own_risk": "yes"}]).activities[0],
        ),
        sources=(Source(name="1e3"),),
    )
    text = yaml_text.to_text(codec.raw(found))
    assert text == (
        "starts_on: 2026-01-05\ngoal: '12'\nactivities:\n  - id: A1\n    title: 'no'\n    weeks: 4\n"
        "    at_own_risk: true\nsources:\n  - name: '1e3'\n"
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@settings(max_examples=share_of_examples(25), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_what_is_written_reads_back_as_the_same_record(kind: Kind, data: st.DataObject) -> None:
    made = data.draw(parts(kind.record, ref="some/ref"))
    raw = yaml_text.read(yaml_text.to_text(codec.raw(made)))
    found, wrong = codec.record(kind.record, raw, "some/ref")
    assert [flaw for flaw in wrong if flaw.check != "unknown-field"] == []
    assert found == made
