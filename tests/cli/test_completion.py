"""What Tab offers: records by ref and bare id, sessions, bulletins by number, lots, criteria, roles, assessors."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Kb
from tests.operations.base import CRITERIA, NET, TALK

NEWSLETTER = "number: {number}\nperiod: {{from: 2026-01-01, to: 2026-01-31}}\naudience: public\nstatus: draft\n"


@pytest.fixture
def set_up(kb: Kb) -> Kb:
    kb.write("programme/criteria/lot-1-2026.yaml", CRITERIA)
    for number in (1, 2, 12):
        kb.write(f"newsletters/{number}.yaml", NEWSLETTER.format(number=number))
    kb.write("projects/waterrijk/scores/bureau-1-2026-02-01.yaml", "assessor: bureau-1\nscored_on: 2026-02-01\n")
    kb.write("projects/zandhoek/bottlenecks/dubbel.yaml", "title: x\n")
    kb.write("projects/waterrijk/bottlenecks/dubbel.yaml", "title: x\n")
    return kb


def offered(kb: Kb, line: str, cwd: Path | None = None) -> list[str]:
    words = line.split(" ")
    done = kb.ppl(cwd=cwd, _PPL_COMPLETE="complete_bash", COMP_WORDS=f"ppl {line}", COMP_CWORD=str(len(words)))
    assert done.stderr == ""
    return done.stdout.split()


def test_every_rhythm_that_is_offered_is_taken_and_a_scan_is_not_a_talk(kb: Kb) -> None:
    programme = kb.text("programme/programme.yaml")
    scan = "cadences:\n  - {kind: scan, every: 6 months, scope: project, role: procesmanager}"
    kb.write("programme/programme.yaml", programme.replace("cadences:", scan, 1))
    kinds = offered(kb, "cadence --kind ")
    assert "weekly" in kinds and "scan" not in kinds
    assert [kind for kind in kinds if kb.ppl("cadence", "--kind", kind).returncode] == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("show waterrijk/bot", ["waterrijk/bottlenecks/dubbel", NET]), ("show netaan", ["netaansluiting"]),
        ("show 2026-01", ["2026-01-05-weekly"]), ("show xyz", []),
        ("show dubb", ["waterrijk/bottlenecks/dubbel", "zandhoek/bottlenecks/dubbel"]),
        ("show waterrijk/sess", [TALK]), ("history samen", ["samen-plannen"]),
        ("recap 2026", ["2026-01-05-weekly"]), ("recap water", ["waterrijk", TALK]), ("recap netaan", []),
        ("agree 2026", ["2026-01-05-weekly"]), ("log --amend 2026", ["2026-01-05-weekly"]),
        ("log waterrijk --kind le", ["learning"]), ("newsletter ", ["12", "2", "1"]), ("newsletter 1", ["12", "1"]),
        ("newsletter --number 2", ["2"]), ("newsletter 1 --approve zand", ["zandhoek"]),
        ("newsletter 1 --by proj", ["projectleider"]), ("rank --lot ", ["lot-1", "lot-2"]),
        ("rank --lot lot-2", ["lot-2"]),
        ("rank --lot lot-1 --criteria lot", ["lot-1-2026"]), ("score waterrijk --assessor b", ["bureau-1"]),
        ("agree x --by pro", ["projectleider", "procesmanager"]), ("people lee", ["leermanager"]),
        ("due --role regio", ["regiotafel"]), ("due --project zand", ["zandhoek"]),
        ("list bottleneck --project zand", ["zandhoek"]), ("list bott", ["bottleneck"]),
        ("list knelp", ["knelpunt"]), ("new gesp", ["gesprek"]),
    ],
)  # fmt: skip
def test_tab_offers_what_fits(set_up: Kb, line: str, found: list[str]) -> None:
    assert offered(set_up, line) == found


def test_outside_a_knowledge_base_nothing_is_offered_and_nothing_said(set_up: Kb, tmp_path: Path) -> None:
    for line in ("show wat", "rank --lot ", "newsletter ", "recap 2026", "people p"):
        assert offered(set_up, line, cwd=tmp_path) == []
