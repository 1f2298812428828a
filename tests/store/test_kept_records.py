"""Records that are read on demand: what is told of them is what all records tell."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from random import Random

import pytest

from ppl.model.kinds import KINDS
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.project import Project
from ppl.model.record import LEVELS
from ppl.reports.data import json
from ppl.reports.project import Request, build
from ppl.store import record_files, stamp, stored_record
from ppl.store.folder import Folder
from tests.conftest import Kb
from tests.store.test_index import STEPS, spoil

DAY = date(2026, 11, 21)
AUDIENCES = [Audience(level, "waterrijk") for level in LEVELS]


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "SETTLED_NS", 0)


def knowledge(root: Path, is_on_demand: bool) -> tuple[Knowledge, list[str]]:
    folder = Folder(root, {"PATH": os.environ["PATH"]})
    if not is_on_demand:
        vars(folder)["index"] = None
    found, problems = folder.read_on_demand() if is_on_demand else folder.read()
    return found, sorted(str(problem) for problem in problems)


def told(known: Knowledge, audience: Audience) -> list[object]:
    """What a report on each project tells this reader, and what it may see of each kind."""
    seen = known.for_audience(audience)
    projects = [one.id for one in seen.of(Project)]
    reports = [json(build(Request(seen, id, audience=audience.level), DAY)) for id in projects]
    return [reports, [seen.of(kind.record) for kind in KINDS], seen.named_refs]


def keep_back(kb: Kb, random: Random) -> None:
    """A record that says itself who may read it, and one of another project that quotes it."""
    level = random.choice(("internal", "client", "public"))
    title = "De eigenaar van het terrein wil niet verkopen"
    bottleneck = f"title: {title}\ncategory: stikstof\nstatus: open\nvisibility: {level}\nsources: [Een brief]\n"
    kb.write("projects/zandhoek/bottlenecks/eigenaar.yaml", bottleneck, commit=False)
    session = f"kind: weekly\nheld_on: 2026-03-02\nsummary: {title}, zei iemand. En het regende.\n"
    kb.write("projects/waterrijk/sessions/2026-03-02-weekly.yaml", session, commit=False)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_told_is_the_same(kb: Kb, seed: int) -> None:
    random = Random(seed)
    for _ in range(12):
        step = random.choice((*STEPS, spoil, keep_back, keep_back))
        step(kb, random)
        some, problems = knowledge(kb.root, is_on_demand=True)
        every, all_problems = knowledge(kb.root, is_on_demand=False)
        assert problems == all_problems, step.__name__
        audience = random.choice(AUDIENCES)
        assert told(some, audience) == told(every, audience), (step.__name__, audience)
        assert list(some) == list(every)
        assert some.codes == every.codes


def test_of_other_projects_no_record_is_read(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("2026-03-02-weekly", "2026-03-09-weekly"):
        day = name.removesuffix("-weekly")
        text = f"kind: weekly\nheld_on: {day}\nsummary: Nagelopen.\n"
        kb.write(f"projects/zandhoek/sessions/{name}.yaml", text, commit=False)
    knowledge(kb.root, is_on_demand=True)
    some, _ = knowledge(kb.root, is_on_demand=True)
    read: list[str] = []
    restored = stored_record.restored

    def restored_as_told(cls: type, ref: str, kept: object) -> object:
        read.append(ref)
        return restored(cls, ref, kept)  # type: ignore[arg-type]

    monkeypatch.setattr(record_files, "restored", restored_as_told)
    build(Request(some.for_audience(Audience("project", "waterrijk")), "waterrijk", audience="project"), DAY)
    assert any(ref.startswith("waterrijk/") for ref in read)
    assert not any(ref.startswith("zandhoek/sessions") for ref in read)


def test_a_record_that_is_gone_by_then_is_not_there(kb: Kb) -> None:
    some, _ = knowledge(kb.root, is_on_demand=True)
    ref = next(ref for ref in some.records if ref.startswith("waterrijk/sessions/"))
    (kb.root / "data/projects" / f"{ref}.yaml").unlink()
    assert some.get(ref) is None
    assert ref not in {record.ref for record in some.of(next(k.record for k in KINDS if k.name == "session"))}
