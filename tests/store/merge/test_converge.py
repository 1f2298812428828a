"""Clones that work at once end alike, and no text that anybody entered is lost: a small run of bench/converge.py."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bench.converge import Ended, World, worked
from tests import processes
from tests.share import EVERY


def forked(folder: Path, environment: Mapping[str, str], args: tuple[str, ...], data: str) -> Ended:
    """ppl in a fork of a process that has it loaded."""
    done = processes.run(args, folder, environment, data.encode())
    return Ended(done.returncode, done.stdout + done.stderr)


def test_clones_converge_and_lose_no_text(tmp_path: Path) -> None:
    world = World(tmp_path, clones=3, seed=20261128, run=forked)
    rounds = 6 if EVERY else 3
    assert list(worked(world, rounds)) == list(range(1, 3 * rounds + 1))
    assert len(world.states()) == 1
    assert world.lost() == set()
    assert len(world.entered) > 3 and world.done["sync"] >= 3
