"""`ppl log --from` at 10,000 records, whole processes, against the floor; the ways of committing; `ppl check`.

The floor is a two-command Typer program that puts the same file in its place, `git add` and `git commit`.
Target: at most 1.6 times. Usage: python -m bench.log [N] [RUNS]
"""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.generate import generate
from bench.measure import ENVIRONMENT, FLOOR, PPL, interleaved, run, show

FLOOR_NAME = "floor: Typer program + git add + git commit"
DAY = datetime.date(2026, 1, 5)


class Base:
    """A knowledge base to log in, of its own, so that all grow alike."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def entry(self, number: int) -> tuple[Path, str, str]:
        """A new session in a file, its project, and its place."""
        day = DAY + datetime.timedelta(days=number)
        project = f"project-{number * 7 % 50:04}"
        file = self.folder.parent / f"{self.folder.name}-{number}.yaml"
        file.write_text(ENTRY.format(day=day), encoding="utf-8")
        return file, project, f"data/projects/{project}/sessions/{day}-contact.yaml"


ENTRY = """kind: contact
held_on: {day}
summary: De netbeheerder belde over de aansluiting.
facts:
  - De aansluiting kan een maand eerder dan gedacht.
actions:
  - text: Bevestig de afspraak per brief
    owner: projectleider
"""


def by_floor(base: Base, floor: Path) -> Callable[[int], None]:
    def way(number: int) -> None:
        file, _, target = base.entry(number)
        run([sys.executable, str(floor), "log", str(file), target], base.folder)
        run(["git", "add", "--", target], base.folder)
        run(["git", "commit", "-q", "-m", "log"], base.folder)

    return way


def by_ppl(base: Base) -> Callable[[int], None]:
    def way(number: int) -> None:
        file, project, _ = base.entry(number)
        run([PPL, "log", project, "--from", str(file), "--yes"], base.folder)

    return way


def by_porcelain(base: Base) -> Callable[[int], None]:
    def way(number: int) -> None:
        file, _, target = base.entry(number)
        shutil.copyfile(file, base.folder / target)
        run(["git", "add", "--", target], base.folder)
        run(["git", "commit", "-q", "--only", "-m", "log", "--", target], base.folder)

    return way


def by_private_index(base: Base) -> Callable[[int], None]:
    def git(*args: str, **env: str) -> str:
        environment = {**ENVIRONMENT, **env}
        done = subprocess.run(["git", *args], cwd=base.folder, env=environment, check=True, capture_output=True)
        return done.stdout.decode().strip()

    def way(number: int) -> None:
        file, _, target = base.entry(number)
        shutil.copyfile(file, base.folder / target)
        index = base.folder / ".git" / "private-index"
        shutil.copyfile(base.folder / ".git" / "index", index)
        git("update-index", "--add", "--", target, GIT_INDEX_FILE=str(index))
        tree = git("write-tree", GIT_INDEX_FILE=str(index))
        git("update-ref", "HEAD", git("commit-tree", tree, "-p", "HEAD", "-m", "log"))
        git("update-index", "--add", "--", target)

    return way


def by_fast_import(base: Base) -> Callable[[int], None]:
    from ppl.store.git.repository import Git

    def way(number: int) -> None:
        file, _, target = base.entry(number)
        shutil.copyfile(file, base.folder / target)
        git = Git(base.folder, os.environ)
        git.commit({target: file.read_bytes()}, "log\n", git.head())

    return way


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "floor.py").write_text(FLOOR, encoding="utf-8")
        generate(place / "0", number)
        bases = [Base(place / str(i)) for i in range(1, 6)]
        for base in bases:
            shutil.copytree(place / "0", base.folder)
            run(["git", "status"], base.folder)
        print(f"{number} records; log a session with one action:")
        show(
            interleaved({FLOOR_NAME: by_floor(bases[0], place / "floor.py"), "ppl log --from": by_ppl(bases[1])}, runs),
            FLOOR_NAME,
            {"ppl log --from": 1.6},
        )
        print("ways of committing one file, without the start of Python:")
        ways = {
            "git add + git commit --only": by_porcelain(bases[2]),
            "an index of its own (4 + 1 processes)": by_private_index(bases[3]),
            "git fast-import, as ppl does": by_fast_import(bases[4]),
        }
        show(interleaved(ways, runs), "git add + git commit --only")
        for base in bases:
            left = subprocess.run(["git", "status", "--porcelain"], cwd=base.folder, capture_output=True, check=True)
            assert not left.stdout, f"{base.folder}: not committed: {left.stdout.decode()[:200]}"
        begin = time.perf_counter()
        subprocess.run([PPL, "check"], cwd=place / "0", env=ENVIRONMENT, check=True, capture_output=True)
        taken = time.perf_counter() - begin
        print(f"ppl check: {taken:.2f} s, {taken / number * 1e6:.0f} µs a record")


if __name__ == "__main__":
    main()
