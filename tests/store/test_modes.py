"""The modes of files stay: in the commit, in the index and in the work folder, whatever a word does with them."""

from __future__ import annotations

import pytest

from tests.conftest import Kb

RECORD = "data/projects/waterrijk/bottlenecks/netaansluiting.yaml"
EVENT = "data/events/dag.yaml"
REF = "waterrijk/bottlenecks/netaansluiting"


def modes(kb: Kb) -> set[tuple[str, str]]:
    """Paths and modes of what may be run, as the commit has them; the index and the work folder have the same."""
    assert kb.status() == ""
    rows = kb.git("ls-tree", "-r", "HEAD", "data").splitlines()
    assert kb.git("write-tree") == kb.git("rev-parse", "HEAD^{tree}")
    return {(row.rpartition("\t")[2], row[:6]) for row in rows if row[:6] != "100644"}


def done(kb: Kb, *words: str) -> None:
    answer = kb.ppl(*words)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("has_modes", [True, False])
def test_a_record_keeps_its_mode_under_another_name_and_when_it_is_taken_back(kb: Kb, has_modes: bool) -> None:
    (kb.root / RECORD).chmod(0o755)
    kb.git("commit", "-q", "-a", "-m", "may be run")
    if not has_modes:
        (kb.root / RECORD).chmod(0o644)
        kb.git("config", "core.filemode", "false")
    done(kb, "set", REF, "title=Net vol")
    assert modes(kb) == {(RECORD, "100755")}
    done(kb, "rename", REF, "stroom")
    renamed = RECORD.replace("netaansluiting", "stroom")
    assert modes(kb) == {(renamed, "100755")}
    done(kb, "rename", "waterrijk", "waterstad")
    moved = renamed.replace("waterrijk", "waterstad")
    assert modes(kb) == {(moved, "100755")}
    assert (kb.root / moved).stat().st_mode & 0o100
    done(kb, "undo")
    done(kb, "undo")
    assert modes(kb) == {(RECORD, "100755")}


def test_a_removed_record_comes_back_with_its_mode(kb: Kb) -> None:
    done(kb, "new", "event", "--id", "dag", "title=Dag", "held_on=2026-02-01", "kind=coffee")
    (kb.root / EVENT).chmod(0o755)
    kb.git("commit", "-q", "-a", "-m", "may be run")
    done(kb, "remove", "dag", "--reason", "voorbij")
    done(kb, "undo")
    assert modes(kb) == {(EVENT, "100755")}


def test_what_a_hook_refuses_is_put_back_with_its_mode(kb: Kb) -> None:
    hook = kb.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    (kb.root / RECORD).chmod(0o755)
    kb.git("commit", "-q", "-a", "-m", "may be run")
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert kb.ppl("rename", REF, "stroom").returncode == 4
    assert modes(kb) == {(RECORD, "100755")}
