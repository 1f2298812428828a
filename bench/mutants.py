"""How many faults the tests notice: mutants of the code, drawn by a seed, each run in a copy against the tests.

`python -m bench.mutants --number 300 --seed 1` prints per folder how many were killed, and each that survived.
It meets the tests that call the function concerned; one outside functions all tests of its room. Slow tests are left
out, and a run without end counts as killed. The work tree itself is never changed.
"""

from __future__ import annotations

import argparse
import importlib
import json
import multiprocessing
import os
import queue
import random
import resource
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bench.mutations import Mutant, mutations

ROOT = Path(__file__).parents[1]
ROOMS = {
    "ppl/rules": ("tests/rules", "tests/reports"),
    "ppl/reports": ("tests/reports", "tests/rules"),
    "ppl/operations": ("tests/operations",),
}
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "__pycache__")
NOT_RUN = (4, 5)  # pytest: a test of that name is not there, or none at all
AT_ONCE = 2
PATIENCE = 30.0  # seconds, beside four times those that the tests took
SLOW = 10.0  # seconds: tests that take longer while it is noted what they call are not run
MEMORY = 4 << 30
SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["pytest", "hypothesis", "msgspec", "jinja2", "babel.dates", "yaml", "git", "numpy"])


class Fate(NamedTuple):
    """What became of a mutant. lines: what it changed; is_reached: whether a test calls the function that it is in."""

    mutant: Mutant
    lines: str
    is_killed: bool
    is_reached: bool


class Tests:
    """The tests of a room: which of them call a function, and how long they take."""

    def __init__(self, folder: Path, paths: Sequence[str]) -> None:
        """Runs them once in a copy of the tree. Raises SystemExit where they fail without any mutant."""
        noted = folder / "reached.json"
        if pytest(folder, [path for path in paths if (folder / path).exists()], None, PPL_REACHED=str(noted)):
            raise SystemExit(f"the tests fail without any mutant: {' '.join(paths)}")
        found = {test: one for test, one in json.loads(noted.read_text("utf-8")).items() if one["seconds"] < SLOW}
        self.seconds: dict[str, float] = {test: one["seconds"] for test, one in found.items()}
        self.callers: dict[tuple[str, int], list[str]] = {}
        for test, one in found.items():
            for path, _, line in (place.rpartition(":") for place in one["called"]):
                self.callers.setdefault((path, int(line)), []).append(test)

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that call the function of a mutant (outside functions: its module), the fastest first."""
        first, last = mutant.scope or (1, sys.maxsize)
        found = {
            test
            for (path, line), tests in self.callers.items()
            if path == mutant.path and first <= line <= last
            for test in tests
        }
        return sorted(found, key=lambda test: self.seconds[test])

    def patience(self, tests: Sequence[str]) -> float:
        """Seconds after which a run of these tests is broken off."""
        return PATIENCE + 4 * sum(self.seconds[test] for test in tests)


def pytest(folder: Path, tests: Sequence[str], patience: float | None, **more: str) -> bool:
    """Whether a test fails, or the run takes longer than the patience."""
    names = folder / "tests.txt"
    names.write_text("\n".join(tests), encoding="utf-8")
    process = SERVER.Process(target=_pytest, args=(folder, names, more), daemon=True)
    process.start()
    process.join(patience)
    is_over = not process.is_alive()
    process.kill()
    process.join()
    return not is_over or process.exitcode not in (0, *NOT_RUN)


def _pytest(folder: Path, names: Path, environment: Mapping[str, str]) -> None:
    """Run tests of a copy, in a process of their own that says nothing."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.chdir(folder)
    os.environ |= {"PYTHONPATH": str(folder), "PPL_HYPOTHESIS": "mutants", **environment}
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = "PPL_REACHED" not in environment
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)
    run = importlib.import_module("pytest").main
    kept = ["-p", "no:cacheprovider", f"--basetemp={folder.with_suffix('.tmp')}"]  # nothing that others use
    sys.exit(int(run(["-x", "-q", *kept, "-p", "bench.reached", f"@{names}"])))


def fate(mutant: Mutant, folder: Path, tests: Tests) -> Fate:
    """Run the tests against a mutant in this copy, which is as it was afterwards."""
    path = folder / mutant.path
    before, moment = path.read_bytes(), path.stat().st_mtime
    path.write_bytes(mutant.source(before))
    os.utime(path, (moment + 100, moment + 100))  # never that of the compiled file
    try:
        near = tests.of(mutant)
        is_killed = bool(near) and pytest(folder, near, tests.patience(near))
        if not is_killed and mutant.scope is None:
            is_killed = pytest(folder, [*tests.seconds], tests.patience([*tests.seconds]))
    finally:
        path.write_bytes(before)
        os.utime(path, (moment, moment))
    return Fate(mutant, mutant.lines(before), is_killed, bool(near))


def fates(drawn: Sequence[Mutant], paths: Sequence[str]) -> Iterator[Fate]:
    """What becomes of mutants of one room, one after the other as they come; some at once, each in a copy."""
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch) / str(number) for number in range(AT_ONCE)]
        shutil.copytree(ROOT, folders[0], ignore=LEFT_OUT)
        tests = Tests(folders[0], paths)
        free: queue.SimpleQueue[Path] = queue.SimpleQueue()
        for folder in folders:
            if folder != folders[0]:
                shutil.copytree(folders[0], folder)
            free.put(folder)

        def run(mutant: Mutant) -> Fate:
            folder = free.get()
            try:
                return fate(mutant, folder, tests)
            finally:
                free.put(folder)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            yield from pool.map(run, drawn)


def room_of(path: str) -> str:
    """The folder of ROOMS that a file lies in."""
    return next((room for room in ROOMS if path.startswith(f"{room}/")), "/".join(path.split("/")[:2]))


def drawn(paths: Sequence[str], number: int, seed: int) -> list[Mutant]:
    """So many mutants of these files and folders, by a seed; those that are not Python are passed over."""
    files: set[Path] = set()
    for path in paths:
        files |= {ROOT / path} if path.endswith(".py") else set((ROOT / path).rglob("*.py"))
    source = {str(file.relative_to(ROOT)): file.read_bytes() for file in files}
    every = [one for path in sorted(source) for one in mutations(path, source[path])]
    random.Random(seed).shuffle(every)
    found: list[Mutant] = []
    for one in every:
        if len(found) < number and is_python(one.source(source[one.path])):
            found.append(one)
    return sorted(found)


def is_python(source: bytes) -> bool:
    """Whether a text can be compiled."""
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def show(room: str, found: Iterable[Fate]) -> None:
    """Print what survives as it comes, and then the share of a room that was killed."""
    killed = number = 0
    for one in found:
        number += 1
        killed += one.is_killed
        if not one.is_killed:
            why = "" if one.is_reached else " (no test calls it)"
            print(f"  {one.mutant.path}:{one.mutant.line}{why}: {one.lines}", flush=True)
    print(f"{room}: {killed} of {number} killed ({100 * killed / number:.1f} %)", flush=True)


def main() -> None:
    """Draw, run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=300, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same mutants of the same code")
    parser.add_argument("--only", nargs="+", default=[*ROOMS], metavar="PATH", help="only of these folders or files")
    parser.add_argument("--tests", nargs="+", metavar="PATH", help="against these tests, not those of the room")
    given = parser.parse_args()
    found = drawn(given.only, given.number, given.seed)
    print(f"{len(found)} mutants, seed {given.seed}", flush=True)
    for room in sorted({room_of(one.path) for one in found}):
        own = [one for one in found if room_of(one.path) == room]
        show(room, fates(own, given.tests or ROOMS.get(room, ("tests",))))


if __name__ == "__main__":
    main()
