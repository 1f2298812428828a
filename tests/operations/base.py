"""The small knowledge base of tests/kb in memory: what an operation proposes can be tried, put in, and tried on."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from ppl.demo.journal import Files
from ppl.operations import checking
from ppl.operations.entry import Entry
from ppl.operations.proposal import Proposal
from ppl.store.folder import Folder
from ppl.yaml import text as yaml_text
from tests.conftest import KB

DAY = datetime.date(2026, 3, 1)
TALK = "waterrijk/sessions/2026-01-05-weekly"
NET = "waterrijk/bottlenecks/netaansluiting"

CRITERIA = """\
lot: lot-1
valid_from: 2026-01-01
knock_outs:
  - {code: beginfase, question: "Is het vroeg genoeg?"}
criteria:
  - code: cultuur
    title: Open cultuur
    weight: 40
    scale: {"1": Gesloten., "2": Een enkeling., "3": Het team., "4": De lijn., "5": Allen.}
  - code: capaciteit
    title: Genoeg mensen
    weight: 60
    scale: {"1": Niemand., "5": Een team.}
"""
ENTRY = """\
knock_outs:
  beginfase: {pass: yes, evidence: Er is geen ontwerp.}
scores:
  cultuur: {value: 4, reason: Zij doen mee.}
  capaciteit: {value: 2, reason: Er mist een planeconoom.}
"""


class Base:
    """Files in memory. folder: the knowledge base in them."""

    def __init__(self) -> None:
        self.tree = Files()
        for path in (KB / "data").rglob("*.yaml"):
            self.tree.files[path.relative_to(KB / "data").as_posix()] = path.read_bytes()
        self.folder = Folder(Path(), {}, self.tree)

    def write(self, path: str, text: str) -> None:
        self.tree.files[path] = text.encode()

    def text(self, ref: str) -> str:
        found = self.folder.text(ref)
        assert found is not None
        return found

    def fields(self, ref: str) -> dict[str, Any]:
        return yaml_text.read(self.text(ref))

    def put_in(self, proposal: Proposal) -> Proposal:
        """Let it stand in the files. It has no problems."""
        assert not [problem for problem in checking.problems(self.folder, DAY, proposal) if problem.is_error]
        for edit in proposal.edits:
            if edit.new is None:
                del self.tree.files[edit.path]
            else:
                self.tree.files[edit.path] = edit.new.encode()
        return proposal


def entry(text: str, name: str = "entry.yaml") -> Entry:
    """What somebody sent in as a file of YAML; empty fields are kept."""
    return Entry(name, text, yaml_text.read(text))
