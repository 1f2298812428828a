"""The yaml-test-suite as records, bare and inside a field: no traceback; read as others read it, or refused.

The cases (MIT License, named in the file) are the inputs of all its tests, right ones and wrong ones.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ruamel.yaml
import ruamel.yaml.error
import yaml

from ppl.model.kinds import kind_of_path
from ppl.store.record_files import decode_record
from ppl.yaml import text as yaml_text
from ppl.yaml.ambiguities import ambiguities
from ppl.yaml.simple import NULLS

SUITE = json.loads(Path(__file__).parents[1].joinpath("corpus/yaml-test-suite.json").read_text("utf-8"))["cases"]
ODD_ANCHOR = "Y2GN-0"  # an anchor with a colon in it, which ruamel.yaml alone takes as a whole; check remarks on it
PATH = "projects/a/project.yaml"


def embedded(case: str) -> Iterator[str]:
    """A case as a file, below a field, in a block of text, in a list, and behind a field."""
    rows = case.split("\n")
    yield case
    yield "name: x\nfield:\n" + "".join(f"  {row}\n" if row else "\n" for row in rows)
    yield "name: |\n" + "".join(f"  {row}\n" for row in rows)
    yield "name: x\nitems:\n- " + case.replace("\n", "\n  ") + "\n"
    yield "name: x\n" + case


def bare(value: Any) -> Any:
    """A value as texts, whatever counts as nothing as None."""
    if isinstance(value, dict):
        return {str(key): bare(item) for key, item in value.items()} or None
    if isinstance(value, list):
        return [bare(item) for item in value]
    return None if value is None or value in NULLS else str(value)


def by_others(text: str) -> list[Any]:
    """What PyYAML and ruamel.yaml (which refuses a few texts that all others read) make of a text."""
    readers: tuple[Callable[[], Any], ...] = (
        lambda: yaml.load(text, Loader=yaml.BaseLoader),
        lambda: ruamel.yaml.YAML(typ="base", pure=True).load(text),
    )
    found = [bare(readers[0]())]
    try:
        found.append(bare(readers[1]()))
    except ruamel.yaml.error.YAMLError:
        assert "|" in text or ">" in text
    return found


def test_every_case_is_read_as_others_read_it_or_refused_with_a_line() -> None:
    kind = kind_of_path(PATH)
    assert kind is not None
    read = refused = 0
    for name, case in SUITE.items():
        for text in embedded(case):
            list(ambiguities(text))
            record, problems = decode_record(kind, PATH, text.encode())
            assert record is not None or all(str(one.what) and str(one.remedy) for one in problems), name
            try:
                value = yaml_text.read(text)
            except yaml_text.YamlError as error:
                refused += 1
                assert 1 <= error.line <= text.count("\n") + 1, name
                assert [one.check for one in problems] == ["yaml"], name
                continue
            read += 1
            if name != ODD_ANCHOR and text != f"name: |\n{text[8:]}":
                assert all(other == bare(value) for other in by_others(text)), (name, text)
    assert (read, refused) == (READ, len(SUITE) * 5 - READ)


READ = 987
