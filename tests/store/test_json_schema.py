"""The JSON Schemas that editors use: valid themselves, good for every real record, and not for a broken one."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import ruamel.yaml
from jsonschema import Draft202012Validator

from ppl.model.fields import fields
from ppl.model.kinds import KIND, KINDS, Kind, kind_of_path
from ppl.store.json_schema import schema

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "data").rglob("*.yaml"), *(ROOT / "tests/kb/data").rglob("*.yaml")])
FILES_OF = {
    kind: [path for path in FILES if kind_of_path(path.as_posix().rpartition("/data/")[2]) is kind] for kind in KINDS
}


@cache
def validator(kind: Kind) -> Draft202012Validator:
    return Draft202012Validator(schema(kind.record, kind.name), format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_an_editor_reads(text: str) -> Any:
    """A file as a reader of YAML 1.2 has it, with dates as the text that stands there."""
    return _without_dates(ruamel.yaml.YAML(typ="safe", pure=True).load(text))


def _without_dates(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _without_dates(item) for key, item in value.items()}
    return [_without_dates(item) for item in value] if isinstance(value, list) else value


def errors(kind: str, text: str) -> list[tuple[str, ...]]:
    """The fields in which a text does not fit the schema of its kind."""
    found = validator(KIND[kind]).iter_errors(as_an_editor_reads(text))
    return sorted(tuple(str(step) for step in error.absolute_path) for error in found)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_schema_of_a_kind_is_valid_and_names_every_field(kind: Kind) -> None:
    made = schema(kind.record, kind.name)
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == Draft202012Validator.META_SCHEMA["$schema"]
    assert list(made["properties"]) == [f.name for f in fields(kind.record)]
    assert made["required"] == [f.name for f in fields(kind.record) if f.is_required]
    for ref in _refs(made):
        assert ref.removeprefix("#/$defs/") in made["$defs"]


def _refs(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [ref for item in value.values() for ref in _refs(item)]
    return [ref for item in value for ref in _refs(item)] if isinstance(value, list) else []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_record_of_the_programme_fits_its_schema(kind: Kind) -> None:
    wrong = []
    for path in FILES_OF.get(kind, ()):
        found = validator(kind).iter_errors(as_an_editor_reads(path.read_text("utf-8")))
        wrong += [(str(path.relative_to(ROOT)), list(error.absolute_path), error.message) for error in found]
    assert wrong == []


def test_every_file_of_the_programme_is_a_record_of_some_kind() -> None:
    assert sum(map(len, FILES_OF.values())) == len(FILES) > 500


BOTTLENECK = "title: x\ncategory: netcongestie\nstatus: open\nopened_on: 2026-01-05\n"
SESSION = "kind: weekly\nheld_on: 2026-01-05\n"


def test_a_good_record_fits() -> None:
    assert errors("bottleneck", BOTTLENECK + "weeks: 2.5\nhomes_affected: 120\nalso: stikstof\n") == []
    assert (
        errors("session", SESSION + "attended: [projectleider, {role: jurist}]\nlights: {time: {light: green}}\n") == []
    )
    assert errors("session", SESSION + "eigen veld: {a: [1]}\n") == [], "unknown keys are kept, so they are allowed"


@pytest.mark.parametrize(
    ("kind", "text", "wrong"),
    [
        ("bottleneck", "title: x\n", ()),
        ("bottleneck", BOTTLENECK + "homes_affected: veel\n", ("homes_affected",)),
        ("bottleneck", BOTTLENECK + "homes_affected: 1.5\n", ("homes_affected",)),
        ("bottleneck", BOTTLENECK + "weeks: twee\n", ("weeks",)),
        ("bottleneck", BOTTLENECK + "depth: diep\n", ("depth",)),
        ("bottleneck", BOTTLENECK + "closed_on: morgen\n", ("closed_on",)),
        ("bottleneck", BOTTLENECK + "closed_on: '2026-02-30'\n", ("closed_on",)),
        ("bottleneck", BOTTLENECK + "description: [x]\n", ("description",)),
        ("bottleneck", BOTTLENECK + "also: {a: b}\n", ("also",)),
        ("session", "kind: wekelijks\nheld_on: 2026-01-05\n", ("kind",)),
        ("session", SESSION + "actions: [{id: a1}]\n", ("actions", "0")),
        ("session", SESSION + "lights: {time: {light: paars}}\n", ("lights", "time", "light")),
        ("session", SESSION + "attended: [{organisation: x}]\n", ("attended", "0")),
        ("session", SESSION + "views: {projectleider: {on_track: goed}}\n", ("views", "projectleider", "on_track")),
    ],
)
def test_a_broken_record_is_refused_at_the_field_that_is_wrong(kind: str, text: str, wrong: tuple[str, ...]) -> None:
    assert set(errors(kind, text)) == {wrong}
