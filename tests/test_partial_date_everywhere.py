"""Each sort of date that is known in part, in each field that takes one: every word shows it, no sentence breaks."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml

from ppl.model.fields import Shape, fields, plain
from ppl.model.kinds import KINDS, Kind
from ppl.yaml.text import read, to_text
from tests import make
from tests.conftest import ENVIRONMENT, Kb
from tests.share import share_of

DATA = Path(__file__).parents[1] / "data"  # whose template and laws a plan is made from
KNOWN = ("2010", "2010-09", "..2010-09-23", "2023-09..2023-12", "2026", "2026-03", "..2026-01-23", "2026-04..2026-06")
BROKEN = re.compile(
    r"""[;,:][ ]?[;:]|[ ][;,]  # nothing between two marks
    |\b(?:op|voor|on|for)[,;)]|\b(?:gepland|gehaald|planned|reached)\s+(?:op|voor|in|on|for)\s*(?:[,;.)-]|$)
    |\b(?:op|in|on|for|since|sinds|tot|until|van|from|na|after)\s+(?:uiterlijk|tussen|by|between)\s+\w*\s*\d""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
WORDS = (
    *(("report", "project", "waterrijk", "--format", format) for format in ("screen", "md", "json")),
    *(("report", "plan", "waterrijk", "--format", format) for format in ("screen", "md", "json", "svg")),
    *(("report", "programme", "--format", format) for format in ("screen", "md", "json")),
    ("status",),
    ("status", "waterrijk"),
    ("plan", "new", "zandhoek", "--dry-run"),
    ("plan", "show", "waterrijk"),
    ("plan", "accept-milestones", "waterrijk", "--dry-run"),
    ("plan", "accept-milestones", "waterrijk", "--to-project", "--because", "x", "--dry-run"),
    ("plan", "drift", "waterrijk"),
    *(("plan", "export", "waterrijk", "--out", f"plan.{format}") for format in ("csv", "xlsx", "xml", "ics")),
    ("newsletter", "--since", "2000-01-01", "--dry-run"),
    ("show", "waterrijk"),
    ("check",),
)


def _put(given: dict[str, Any], part: Any, known: str, places: Iterator[int]) -> int:
    """Set each date of a part of a record to what is known of it, where it has one and in every other that has none.

    Gives how many were set.
    """
    put = 0
    for field in fields(part):
        held, shape = given.get(field.name), field.shape
        if shape.form == "partial" and (held is not None or next(places) % 2 == 0):
            given[field.name] = known
            put += 1
        else:
            put += _into(held, shape, known, places)
    return put


def _into(held: Any, shape: Shape | None, known: str, places: Iterator[int]) -> int:
    if isinstance(held, dict) and shape is not None and shape.part is not None:
        return _put(held, shape.part, known, places)
    if isinstance(held, (list, dict)) and shape is not None:
        items = held.values() if isinstance(held, dict) else held
        return sum(_into(each, shape.item, known, places) for each in items)
    return 0


def _files(kb: Kb, kind: Kind) -> Iterator[Any]:
    for path in kind.paths:
        yield from sorted((kb.root / "data").glob(path))


@pytest.fixture(scope="module")
def founded(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Kb:
    """A knowledge base with a record of each kind that takes a date in part, and a plan."""
    place = tmp_path_factory.mktemp("founded")
    shutil.copytree(repository, place / "kb", symlinks=True)
    kb = Kb(place / "kb", {**ENVIRONMENT, "HOME": str(place), "XDG_STATE_HOME": str(place / "state")})
    for name in ("programme", "laws"):
        shutil.copytree(DATA / name, kb.path(name), dirs_exist_ok=True)
    kb.git("add", "data")
    kb.git("commit", "-q", "-m", "lists")
    assert kb.ppl("plan", "new", "waterrijk", "--starts-on", "2025-01-06", "--yes").returncode == 0
    project = {**read(kb.text("projects/zandhoek/project.yaml")), "starts_on": "2025-01-06"}
    kb.write("projects/zandhoek/project.yaml", to_text(project), commit=False)
    decision = {**plain(make.decision("d1")), "visibility": "public"}
    kb.write("projects/waterrijk/decisions/d1.yaml", to_text(decision), commit=False)
    session = plain(make.session("s1", kind="fact", visibility="public"))
    kb.write("projects/waterrijk/sessions/s1.yaml", to_text(session), commit=False)
    kb.write("laws/l1.yaml", to_text(plain(make.law("laws/l1"))), commit=False)
    kb.git("add", "data")
    kb.git("commit", "-q", "-m", "records")
    return kb


@pytest.fixture
def filled(founded: Kb, tmp_path: Path) -> Kb:
    shutil.copytree(founded.root, tmp_path / "kb", symlinks=True)
    return Kb(
        tmp_path / "kb", {**founded.environment, "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}
    )


@pytest.mark.parametrize("known", KNOWN)
def test_every_word_shows_what_is_known(
    filled: Kb, in_process: Callable[..., tuple[int, str, str]], known: str
) -> None:
    places, put = count(), 0
    for kind in KINDS:
        for file in _files(filled, kind):
            given = read(file.read_text())
            if _put(given, kind.record, known, places):
                file.write_text(yaml.dump(given, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))
                put += 1
    assert put > 5
    for filled.environment["PPL_LANG"] in ("nl", "en"):
        for words in share_of(WORDS):
            code, out, err = in_process(filled, *words)
            assert code < 70, (words, err)
            broken = None if words[-1] in ("json", "svg") else BROKEN.search(f"{out}\n{err}")
            assert broken is None, (words, broken and broken.string[max(0, broken.start() - 90) : broken.end() + 40])
