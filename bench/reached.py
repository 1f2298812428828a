"""A pytest plugin for mutants.py: which functions of ppl each test calls, and how long each test takes.

Writes {test: {"seconds": ..., "called": ["path:line", ...]}} to the file that PPL_REACHED names.
It also has the profile of hypothesis under which a mutant is run: always the same examples, none made smaller.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import Phase, settings

PHASES = (Phase.explicit, Phase.generate)
settings.register_profile("mutants", max_examples=25, deadline=None, derandomize=True, database=None, phases=PHASES)

ROOT = f"{Path.cwd()}/"
TARGET = os.environ.get("PPL_REACHED")
_found: dict[str, tuple[float, list[str]]] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Note what is called while a test and its fixtures run."""
    called: set[tuple[str, int]] = set()

    def note(frame: FrameType, event: str, argument: object) -> None:
        called.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))

    begin = time.perf_counter()
    if TARGET:
        sys.settrace(note)
    try:
        return (yield)
    finally:
        if TARGET:
            sys.settrace(None)
        own = sorted(f"{path.removeprefix(ROOT)}:{line}" for path, line in called if path.startswith(f"{ROOT}ppl/"))
        _found[item.nodeid] = (time.perf_counter() - begin, own)


def pytest_sessionfinish() -> None:
    """Write what was noted."""
    if TARGET:
        found = {test: {"seconds": seconds, "called": called} for test, (seconds, called) in _found.items()}
        Path(TARGET).write_text(json.dumps(found), encoding="utf-8")
