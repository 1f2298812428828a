"""`ppl sync` with one new commit on each side, whole processes, against `git pull` and `git push`.

Twice: over `git http-backend` on this machine, as with a server but without a network's time, and over a bare
repository on the same disk, where git does hardly anything else than start. Target: at most 3 times.
Usage: python -m bench.sync [N] [RUNS]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.generate import generate
from bench.measure import PPL, run, show
from bench.pair import Pair
from tests.servers import LOGIN, HttpServer

FLOOR_NAME = "floor: git pull, git push"
WAYS: dict[str, Sequence[Sequence[str]]] = {
    FLOOR_NAME: (("git", "pull", "-q", "--no-rebase", "--no-edit"), ("git", "push", "-q")),
    "ppl sync": ((PPL, "sync"),),
}


def main(number: int = 2_000, runs: int = 11) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = folder / "start"
        generate(start, number)
        if not (start / ".git").exists():
            run(["git", "init", "-q", "-b", "main"], start)
            run(["git", "add", "."], start)
            run(["git", "commit", "-q", "-m", "begin"], start)
        with HttpServer(folder) as server:
            for place, url in (("server", server.url.replace("//", f"//{LOGIN}@")), ("disk", None)):
                print(f"== {place}")
                show(_seconds(folder / place, start, runs, url), FLOOR_NAME, {"ppl sync": 3.0})


def _seconds(folder: Path, start: Path, runs: int, url: str | None) -> dict[str, list[float]]:
    """How long each way takes, by turns. url: of the server of the folder above; None: over the disk"""
    pairs = {}
    for at, way in enumerate(WAYS):
        place = folder / str(at)
        place.mkdir(parents=True)
        pairs[way] = Pair(place, start)
        if url:
            run(["git", "config", "http.receivepack", "true"], place / "hub.git")
            run(["git", "remote", "set-url", "origin", f"{url}/{folder.name}/{at}/hub.git"], pairs[way].here)
    seconds: dict[str, list[float]] = {way: [] for way in WAYS}
    for turn in range(runs + 1):
        for way, commands in WAYS.items():
            pairs[way].prepare(turn)
            begin = time.perf_counter()
            for command in commands:
                run(command, pairs[way].here)
            if turn:  # the first one warms up
                seconds[way].append(time.perf_counter() - begin)
    return seconds


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
