"""Every reader, and the merge, with inputs that went wrong: a value or a refusal. What once broke one is kept."""

from __future__ import annotations

import traceback
from pathlib import Path
from random import Random

import pytest

from ppl.errors import PplError, Text, UsageError
from ppl.yaml.text import YamlError
from tests import fuzz
from tests.fuzz import READERS, Find, Input, Reader

EARLIER = [(reader, path) for reader in READERS for path in fuzz.corpus(reader)]
each_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)


def told(found: Find) -> str:
    """How a find came about, and the input that belongs into the corpus."""
    return "".join(traceback.format_exception(found.flaw)[-4:]) + repr(found.input)


@each_reader
def test_whatever_went_wrong_on_the_way_is_read_or_refused(reader: Reader) -> None:
    found = list(fuzz.finds(reader, seed=12, number=reader.number))
    assert not found, told(found[0])


@pytest.mark.parametrize(("reader", "path"), EARLIER, ids=lambda value: getattr(value, "name", ""))
def test_what_broke_a_reader_before_is_read_or_refused(reader: Reader, path: Path) -> None:
    one = fuzz.kept(path)
    flaw = fuzz.flaw_of(reader, one)
    assert flaw is None, told(Find(one, flaw))


@each_reader
def test_many_inputs_that_went_wrong_are_still_read(reader: Reader) -> None:
    random, samples = Random(3), reader.samples()
    assert sum(is_read(reader, reader.draw(random, samples)) for _ in range(12)) >= 2


def is_read(reader: Reader, one: Input) -> bool:
    """Whether a value comes out."""
    try:
        reader.read(one)
    except (PplError, YamlError):
        return False
    return True


@pytest.mark.parametrize("flaw", [ValueError("x"), RecursionError("x"), MemoryError("x"), AssertionError("x")])
def test_a_find_is_whatever_is_not_a_refusal(flaw: Exception) -> None:
    def fail(one: Input) -> None:
        raise flaw

    def refuse(one: Input) -> None:
        raise UsageError(Text("no"), Text("else"))

    reader = Reader("x", lambda: [Input("", b"a")], lambda random, samples: samples[0], fail, 1, "txt")
    assert [find.flaw for find in fuzz.finds(reader, 1, 2)] == [flaw, flaw]
    assert not list(fuzz.finds(reader._replace(read=refuse), 1, 2))


def test_what_takes_too_long_is_a_find(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(one: Input) -> None:
        while True:
            pass

    monkeypatch.setattr(fuzz, "PATIENCE", 0.05)
    reader = Reader("x", lambda: [Input("", b"a")], lambda random, samples: samples[0], hang, 1, "txt")
    assert [type(find.flaw) for find in fuzz.finds(reader, 1, 1)] == [fuzz.TooLongError]
