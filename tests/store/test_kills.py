"""ppl killed at some moments (bench/kills.py does it by the thousand): nothing is lost, nothing blocks."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.share import EVERY


@pytest.mark.skipif(sys.platform == "win32", reason="it forks")
def test_no_kill_loses_anything(tmp_path: Path) -> None:
    from bench.kills import Killer

    memory = Path("/dev/shm")
    place = (memory if memory.is_dir() else tmp_path) / f"kills-{tmp_path.name}-{tmp_path.parent.name}"
    try:
        killer = Killer(place, 20, words=("log", "rename", "save", "sync"), hooks=("none", "formatting", "refusing"))
        for _ in range(20 if EVERY else 5):
            kill = killer.next()
            assert killer.strike(kill) == [], kill
            shutil.rmtree(killer.place(kill))
    finally:
        shutil.rmtree(place, ignore_errors=True)
