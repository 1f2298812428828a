"""Several clones work at once through one bare remote, in random order: do all end with the same bytes, and is every
text that anybody entered in a record, or in a question that was asked?

A text may go only where somebody took it away on purpose: a record removed, a field set anew, a change undone.

Usage: python -m bench.converge [--clones 10] [--operations 50] [--seed 1] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

KB = Path(__file__).parents[1] / "tests/kb"
TEXT = re.compile(r"tekst\d+")
CHOICE = re.compile(r"ppl sync --ours (\S+?)[ ,]")
DAYS = [f"2026-02-{day:02}" for day in range(1, 9)]
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PPL_"))},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "PPL_LANG": "en",
    "PPL_TODAY": "2026-03-01",
}


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    said: str


Run = Callable[[Path, Mapping[str, str], tuple[str, ...], str], Ended]


def by_process(folder: Path, environment: Mapping[str, str], args: tuple[str, ...], data: str) -> Ended:
    """ppl in a process of its own."""
    command = [sys.executable, "-m", "ppl", *args]
    done = subprocess.run(command, cwd=folder, env=environment, input=data, capture_output=True, text=True)
    return Ended(done.returncode, done.stdout + done.stderr)


def git(folder: Path, *args: str) -> str:
    done = subprocess.run(["git", *args], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"git {' '.join(args)}: {done.stderr}")
    return done.stdout.strip()


def texts(folder: Path) -> set[str]:
    """Every marked text in the records of a clone."""
    return {found for file in (folder / "data").rglob("*.yaml") for found in TEXT.findall(file.read_text())}


class World:
    """Clones of one remote. entered: texts that somebody entered; dropped: that somebody took away; asked: that a
    question named; done: how often each operation succeeded"""

    def __init__(self, place: Path, clones: int, seed: int, run: Run = by_process) -> None:
        self.place = place
        self.random = random.Random(seed)
        self.run = run
        self.numbers = itertools.count(1)
        self.entered: set[str] = set()
        self.dropped: set[str] = set()
        self.asked: set[str] = set()
        self.done: Counter[str] = Counter()
        shutil.copytree(KB, place / "start")
        git(place, "init", "-q", "--bare", "-b", "main", "hub.git")
        who = ("-c", "user.name=x", "-c", "user.email=x@voorbeeld.example")
        for args in (("init", "-q", "-b", "main"), ("add", "."), (*who, "commit", "-qm", "begin")):
            git(place / "start", *args)
        git(place / "start", "push", "-q", "../hub.git", "main")
        self.clones = [place / f"kloon-{number}" for number in range(1, clones + 1)]
        for clone in self.clones:
            git(place, "clone", "-q", "hub.git", clone.name)

    def ppl(self, clone: Path, *args: str, data: str = "") -> Ended:
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (
            ("NAME", clone.name), ("EMAIL", f"{clone.name}@voorbeeld.example"),
        )}  # fmt: skip
        return self.run(clone, {**ENVIRONMENT, **who, "HOME": str(self.place)}, args, data)

    def text(self) -> str:
        return f"tekst{next(self.numbers):05}"

    # what people do

    def operate(self, clone: Path) -> None:
        """One operation, of whatever kind, that may well be refused."""
        kind = self.random.choice(OPERATIONS)
        before = texts(clone)
        head = git(clone, "rev-parse", "HEAD")
        ended = kind(self, clone)
        name = kind.__name__
        if ended is None or ended.code or git(clone, "rev-parse", "HEAD") == head:
            self.done[f"{name} refused"] += 1
            if ended is not None and "Traceback" in ended.said:
                raise RuntimeError(ended.said)
            return
        self.done[name] += 1
        after = texts(clone)
        self.entered |= after - before
        self.dropped |= before - after

    def records(self, clone: Path, pattern: str) -> list[str]:
        found = sorted((clone / "data").glob(pattern))
        refs = [str(path.relative_to(clone / "data").with_suffix("")) for path in found]
        return [ref.removeprefix("projects/").removesuffix("/project") for ref in refs]

    def any(self, clone: Path, pattern: str) -> str:
        return self.random.choice(self.records(clone, pattern) or [""])

    def log(self, clone: Path) -> Ended:
        day, project = self.random.choice(DAYS), self.any(clone, "projects/*/project.yaml")
        entry = f"kind: contact\nheld_on: {day}\nsummary: {self.text()}\nactions:\n- text: {self.text()}\n"
        return self.ppl(clone, "log", project, "--from", "-", "--yes", data=entry)

    def new(self, clone: Path) -> Ended:
        fields = (
            f"title=Knelpunt {self.random.randrange(6)}",
            "category=stikstof",
            "status=open",
            "opened_on=2026-01-01",
        )
        return self.ppl(
            clone, "new", "bottleneck", *fields, f"description={self.text()}", "--project",
            self.any(clone, "projects/*/project.yaml"), "--yes",
        )  # fmt: skip

    def lesson(self, clone: Path) -> Ended:
        fields = (f"title=Les {self.random.randrange(6)}", "kind=lesson", "status=raw", "noted_on=2026-01-01")
        return self.ppl(clone, "new", "lesson", *fields, f"from.source={self.text()}", "--yes")

    def project(self, clone: Path) -> Ended:
        fields = (f"name=Project {self.random.randrange(4)}", "municipality=Ergens", "status=longlist")
        return self.ppl(clone, "new", "project", *fields, f"situation={self.text()}", "--yes")

    def assign(self, clone: Path) -> Ended:
        ref = self.any(clone, self.random.choice(("projects/*/bottlenecks/*.yaml", "projects/*/project.yaml")))
        field = "description" if "/bottlenecks/" in ref else "situation"
        return self.ppl(clone, "set", ref, f"{field}={self.text()}", "--yes")

    def add(self, clone: Path) -> Ended:
        ref = self.any(clone, "projects/*/bottlenecks/*.yaml")
        return self.ppl(clone, "set", ref, f"tried+={self.text()}", "--yes")

    def status(self, clone: Path) -> Ended:
        value = self.random.choice(("waiting", "mitigated", "open"))
        return self.ppl(clone, "set", self.any(clone, "projects/*/bottlenecks/*.yaml"), f"status={value}", "--yes")

    def rename(self, clone: Path) -> Ended:
        ref = self.any(clone, self.random.choice(("projects/*/bottlenecks/*.yaml", "lessons/*.yaml")))
        return self.ppl(clone, "rename", ref, f"naam-{self.random.randrange(8)}", "--yes")

    def rename_project(self, clone: Path) -> Ended:
        ref = self.any(clone, "projects/*/project.yaml")
        return self.ppl(clone, "rename", ref, f"gebied-{self.random.randrange(5)}", "--yes")

    def remove(self, clone: Path) -> Ended:
        pattern = self.random.choice(("projects/*/bottlenecks/*.yaml", "lessons/*.yaml", "projects/*/sessions/*.yaml"))
        return self.ppl(clone, "remove", self.any(clone, pattern), "--reason", "dubbel", "--yes")

    def undo(self, clone: Path) -> Ended:
        return self.ppl(clone, "undo", "--yes")

    # exchange

    def sync(self, clone: Path) -> None:
        """Exchange; a question is answered with whatever comes first to mind."""
        choices: list[str] = []
        for _ in range(12):
            ended = self.ppl(clone, "sync", *choices)
            if ended.code == 0:
                self.done["sync"] += 1
                return
            if "Traceback" in ended.said:
                raise RuntimeError(ended.said)
            names = [name for name in dict.fromkeys(CHOICE.findall(ended.said)) if name not in choices]
            if not names:
                raise RuntimeError(f"{clone.name} cannot sync:\n{ended.said}")
            self._remember(clone, ended.said)
            self.done["questions"] += len(names)
            for name in names:
                choices += [self.random.choice(("--ours", "--theirs")), name]
        raise RuntimeError(f"{clone.name} is asked again and again: {choices}\n{ended.said}")

    def _remember(self, clone: Path, said: str) -> None:
        """What a question names, and all that stands in the records that it is about, on either side."""
        self.asked |= set(TEXT.findall(said))
        git(clone, "fetch", "-q")
        for name in CHOICE.findall(said):
            ref = name.partition("#")[0]
            folder = ref if "/" in ref else f"projects/{ref}"
            for commit in ("HEAD", "origin/main"):
                for path in git(clone, "ls-tree", "-r", "--name-only", commit, "data").split("\n"):
                    if folder in path or ref.rpartition("/")[2] in path:
                        self.asked |= set(TEXT.findall(git(clone, "show", f"{commit}:{path}")))

    def settle(self) -> None:
        """All exchange until nothing moves any more."""
        for _ in range(2):
            for clone in self.clones:
                self.sync(clone)

    def lost(self) -> set[str]:
        """Texts that are in no record, that no question named and that nobody took away."""
        return self.entered - texts(self.clones[0]) - self.asked - self.dropped

    def states(self) -> set[str]:
        return {git(clone, "rev-parse", "HEAD^{tree}") for clone in self.clones}


Operation = Callable[[World, Path], Ended | None]
OPERATIONS: tuple[Operation, ...] = (
    World.log, World.log, World.log, World.new, World.lesson, World.project, World.assign, World.assign, World.add,
    World.status, World.rename, World.rename_project, World.remove, World.undo,
)  # fmt: skip


def worked(world: World, operations: int) -> Iterator[int]:
    """So many operations in each clone, in random order, with an exchange now and then; the numbers of what is done."""
    todo = [clone for clone in world.clones for _ in range(operations)]
    world.random.shuffle(todo)
    for number, clone in enumerate(todo, 1):
        world.operate(clone)
        if world.random.random() < 0.2:
            world.sync(clone)
        yield number
    world.settle()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clones", type=int, default=10)
    parser.add_argument("--operations", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        place = chosen.keep or Path(folder)
        place.mkdir(exist_ok=True)
        world = World(place, chosen.clones, chosen.seed)
        for number in worked(world, chosen.operations):
            if number % 50 == 0:
                print(
                    f"{number} operations, {world.done['sync']} syncs, {world.done['questions']} questions", flush=True
                )
        lost, states = world.lost(), world.states()
        print(f"{dict(sorted(world.done.items()))}")
        print(
            f"texts: {len(world.entered)} entered, {len(world.dropped)} taken away, {len(lost)} lost {sorted(lost)[:9]}"
        )
        print(f"{len(world.clones)} clones, {len(states)} state(s) in the end")
        return 1 if lost or len(states) > 1 else 0


if __name__ == "__main__":
    sys.exit(main())
