"""The quick codec finds what the codec that goes field by field finds, or leaves it to that one."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppl.model.kinds import KINDS, Kind, kind_of_path
from ppl.store import codec, quick
from ppl.store.codec import record
from ppl.yaml import text as yaml_text
from tests.by_type import parts

ROOT = Path(__file__).parents[2]
TRAPS: list[Any] = [
    "",
    " ",
    "~",
    "null",
    "yes",
    "no",
    "on",
    "true",
    "True",
    "1",
    "0",
    "012",
    "+1",
    " 1 ",
    "1_0",
    "1e3",
    "1e999",
    "nan",
    "inf",
    ".5",
    "9" * 30,
    "2026",
    "2026-03",
    "2026-01..2026-03",
    "..2026-03-01",
    "2026-3-1",
    "2026-02-30",
    "1026-01-01",
    "9026-01-01",
    " 2026-01-05 ",
    "2026-01-05T10:00",
    "open",
    " open ",
    "internal",
    None,
    [],
    {},
    [None],
    ["x", None],
    [["x"]],
    [{}],
    {"a": None},
    {"other": {"x": "y"}},
    {"role": "x", "ref": "y"},
    {"light": "green", "cause": ""},
    "x" * 300,
]
NAMES = ["other", "ref", "title", "from", "from_", "for_", "as_", "pass", "extra", "visibility", "tags"]


def assert_alike(kind: Kind, raw: dict[str, Any]) -> bool:
    """Whether the quick codec knows a mapping; that what is found of it is what the other one finds."""
    before = copy.deepcopy(raw)
    found, whole = codec.record(kind.record, raw, "some/ref"), codec.flawed_record(kind.record, raw, "some/ref")
    assert found == whole
    assert repr(found) == repr(whole)  # a truth value is no number, a date known in part no date
    assert raw == before
    try:
        quick.part(kind.record, raw, {"ref": "some/ref"})
    except quick.DoubtError:
        return False
    return True


def records(*folders: str) -> Iterator[tuple[Kind, dict[str, Any]]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            kind = kind_of_path(str(path).replace("\\", "/").rpartition("/data/")[2])
            if path.is_file() and kind is not None:
                try:
                    yield kind, yaml_text.read(yaml_text.decode(path.read_bytes()))
                except yaml_text.YamlError:
                    continue


def test_every_record_of_the_programme_is_read_quickly() -> None:
    assert sum(not assert_alike(kind, raw) for kind, raw in records("data")) == 0


def test_odd_records_are_read_alike() -> None:
    known = [assert_alike(kind, raw) for kind, raw in records("tests/specimens", "tests/corpus", "tests/kb")]
    assert 0 < sum(known) < len(known)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_record_is_read_alike(kind: Kind, data: st.DataObject) -> None:
    made = data.draw(parts(kind.record, ref="some/ref"))
    assert_alike(kind, codec.raw(made))
    assert_alike(kind, yaml_text.read(yaml_text.to_text(codec.raw(made))))


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every mapping and list in a value, with each of its places."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for place, item in list(pairs):
        yield value, place
        yield from places(item)


def test_a_trap_at_any_depth_is_read_alike() -> None:
    draw = random.Random(15)
    some = [*records("data/projects", "data/programme", "data/laws", "tests/specimens", "tests/kb")]
    some = [(kind, raw) for kind, raw in some if raw and len(str(raw)) < 5000]
    known = 0
    for _ in range(1500):
        kind, raw = draw.choice(some)
        raw = copy.deepcopy(raw)
        holder, place = draw.choice([*places(raw)])
        if isinstance(holder, dict) and draw.random() < 0.3:
            place = draw.choice(NAMES)
        holder[place] = copy.deepcopy(draw.choice(TRAPS))
        known += assert_alike(kind, raw)
    assert 150 < known < 1350


def test_a_class_that_is_asked_for_by_itself_is_read_alike() -> None:
    for raw in ({"publisher": "x"}, {"date": "2026-03"}, {"date": ""}, {"other": "x"}, {}):
        for cls in (f.part for kind in KINDS for f in codec.shapes(kind.record).values() if f.part):
            assert record(cls, raw) == codec.flawed_record(cls, raw)
