"""What each word costs, whole processes, as a ratio to a floor that is measured by turns with it.

A floor is what a program cannot do without: the two-command Typer program of bench/measure.py with a stat of all files
and the columns of all records from SQLite (words that read), with `git add` and `git commit` (words that write), or git
alone (sync). For each number of records it prints the floor, ppl, their ratio and the most memory; then how ppl grows.
The bases are made once, in a cache folder; what is measured runs on copies of them.

Usage: python -m bench.words [--sizes 1000,10000,50000] [--runs 5] [--only status,set] [--processor]
    --processor: the time of the processors, for a machine that is busy with something else too
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from bench import generate
from bench.measure import ENVIRONMENT, FLOOR, PPL, run
from bench.pair import Pair

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ppl-bench"
DAY = datetime.date(2026, 1, 5)
WITHIN = {**ENVIRONMENT, "PPL_TODAY": f"{DAY}"}
PROJECT = "project-0003"
COLUMNS = '''
@app.command()
def columns(folder: str, database: str) -> None:
    """Look at the stamp of every file, and read a few columns of every record."""
    import os
    import sqlite3

    for at, _, names in os.walk(folder):
        for name in names:
            os.lstat(f"{at}/{name}")
    for _ in sqlite3.connect(database).execute("SELECT path, kind, day, title FROM record"):
        pass


app()
'''
PARSER = """
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from ppl.yaml import text


def read(paths):
    for path in paths:
        text.read(text.decode(path.read_bytes()))


if __name__ == "__main__":
    paths = [*Path(sys.argv[1]).rglob("*.yaml")]
    with ProcessPoolExecutor() as pool:
        list(pool.map(read, [paths[start : start + 500] for start in range(0, len(paths), 500)]))
"""
ENTRY = "kind: contact\nheld_on: {day}\nsummary: De netbeheerder belde over de aansluiting.\n"


class Cost(NamedTuple):
    """What a run took. memory: the most that a process had, in bytes"""

    seconds: float
    processor: float
    memory: int


def cost(commands: Sequence[Sequence[str]], folder: Path) -> Cost:
    """What it costs to run these one after the other. Raises CalledProcessError where one fails."""
    begin, processor, memory = time.perf_counter(), 0.0, 0
    for command in commands:
        with subprocess.Popen(
            command, cwd=folder, env=WITHIN, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            assert process.stderr
            said = process.stderr.read()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.stderr.buffer.write(said)
            raise subprocess.CalledProcessError(process.returncode, command)
        processor += used.ru_utime + used.ru_stime
        memory = max(memory, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
    return Cost(time.perf_counter() - begin, processor, memory)


Commands = Callable[[int], Sequence[Sequence[str]]]


class Row(NamedTuple):
    """A word. floor, ppl: their commands, by the number of the run; before: what is done first, outside the clock;
    most: the ratio that is aimed at."""

    name: str
    floor: Commands
    ppl: Commands
    most: float
    before: Callable[[int], None] = lambda number: None


class Bench:
    """The copies of a base of one size on which words and floors run."""

    def __init__(self, place: Path, number: int) -> None:
        self.ppl, self.floor, self.place = place / "ppl", place / "floor", place
        for folder in (self.ppl, self.floor):
            shutil.copytree(base(number), folder, symlinks=True)
            run(["git", "status"], folder)
        self.database = place / "columns.sqlite"
        self.program = place / "floor.py"
        self.program.write_text(FLOOR.rstrip().removesuffix("app()") + COLUMNS, encoding="utf-8")
        (place / "parser.py").write_text(PARSER, encoding="utf-8")
        with sqlite3.connect(self.database) as connection:
            connection.execute("CREATE TABLE record (path TEXT PRIMARY KEY, kind TEXT, day TEXT, title TEXT)")
            paths = self.ppl.rglob("data/**/*.yaml")
            rows = ((f"{path}", path.parent.name, path.stem[:10], path.stem) for path in paths)
            connection.executemany("INSERT INTO record VALUES (?, ?, ?, ?)", rows)
        self.pair = Pair(self._made("ppl-pair"), self.ppl)
        self.floor_pair = Pair(self._made("floor-pair"), self.ppl)

    def _made(self, name: str) -> Path:
        (self.place / name).mkdir()
        return self.place / name

    def rows(self) -> list[Row]:
        """The words, those that write behind those that read."""
        columns = [self._typer("columns", f"{self.floor}/data", f"{self.database}")]
        start = [self._typer("check")]
        reading = {
            "status": ["status"],
            f"status {PROJECT}": ["status", PROJECT],
            "list session": ["list", "session"],
            "report project": ["report", "project", PROJECT],
            "report programme": ["report", "programme"],
            "rank": ["rank", "--lot", "lot-1"],
            "newsletter --dry-run": ["newsletter", "--dry-run"],
        }
        rows = [Row(name, lambda _: columns, self._words(words), 2.0) for name, words in reading.items()]
        sync = self._words(["--root", f"{self.pair.here}", "sync"])
        of_then, now = ["status", "--as-of", "2025-06-30"], self._words(["status"])
        rows += [
            Row("status --as-of (status)", now, self._words(of_then), 1.5),
            Row("show REF", lambda _: start, self._words(["show", PROJECT]), 2.0),
            Row("search", lambda _: start, self._words(["search", "planning", "van", "het", "deelgebied"]), 2.0),
            Row(f"history {PROJECT}", lambda _: start, self._words(["history", PROJECT]), 2.0),
            Row("undo --dry-run", lambda _: columns, self._words(["undo", "--dry-run"]), 2.0, self._session),
            Row("check, one edited", self._git_status, self._words(["check"]), 2.0, self._edit),
            Row("check, cold", self._parser, self._words(["check"]), 1.5, self._forget),
            Row("log --from", self._commit, self._log, 1.6),
            Row("set", self._commit, lambda n: self._write("set", PROJECT, f"homes.max={200 + n}"), 1.6),
            Row("new", self._commit, lambda n: self._write("new", "lesson", *self._lesson(n)), 1.6),
            Row("undo", self._commit, lambda _: self._write("undo", "--reason", "bench"), 1.6),
            Row("sync, nothing new", self._floor_sync("fetch"), sync, 3.0),
            Row("sync, one each", self._floor_sync("pull", "--no-rebase", "--no-edit"), sync, 3.0, self._both),
        ]
        return rows

    def _typer(self, *words: str) -> list[str]:
        return [sys.executable, f"{self.program}", *words]

    def _words(self, words: list[str]) -> Commands:
        return lambda _: [[PPL, *words]]

    def _write(self, *words: str) -> list[list[str]]:
        return [[PPL, *words, "--yes"]]

    def _lesson(self, number: int) -> list[str]:
        kept = ["status=raw", "kind=lesson", "from.project=" + PROJECT, f"noted_on={DAY}"]
        return [f"title=Een nieuwe les nummer {number}", *kept]

    def _entry(self, number: int) -> tuple[str, str]:
        """A new session in a file, and its day."""
        day = f"{DAY - datetime.timedelta(days=number)}"
        file = self.place / f"entry-{number}.yaml"
        file.write_text(ENTRY.format(day=day), encoding="utf-8")
        return f"{file}", day

    def _log(self, number: int) -> list[list[str]]:
        return self._write("log", PROJECT, "--from", self._entry(number)[0])

    def _session(self, number: int) -> None:
        if number == 0:
            run([PPL, "log", PROJECT, "--from", self._entry(400)[0], "--yes"], self.ppl)

    def _commit(self, number: int) -> list[list[str]]:
        self._commits = getattr(self, "_commits", 0) + 1
        file, day = self._entry(number)
        target = f"data/projects/{PROJECT}/sessions/{day}-{self._commits}.yaml"
        git = ["git", "-C", f"{self.floor}"]
        log = self._typer("log", file, f"{self.floor}/{target}")
        return [log, [*git, "add", target], [*git, "commit", "-qm", "log"]]

    def _git_status(self, number: int) -> list[list[str]]:
        return [["git", "-C", f"{self.ppl}", "status", "--porcelain"], self._typer("check")]

    def _parser(self, number: int) -> list[list[str]]:
        return [[sys.executable, f"{self.place}/parser.py", f"{self.ppl}/data"]]

    def _edit(self, number: int) -> None:
        file = self.ppl / f"data/projects/{PROJECT}/bottlenecks/knelpunt-1.yaml"
        run(["git", "checkout", "-q", "--", "data"], self.ppl)
        file.write_text(file.read_text(encoding="utf-8") + f"# {number}\n", encoding="utf-8")

    def _forget(self, number: int) -> None:
        run(["git", "checkout", "-q", "--", "data"], self.ppl)
        for file in (self.ppl / ".git" / "ppl").glob("index*.sqlite*"):
            file.unlink()

    def _floor_sync(self, *first: str) -> Commands:
        git = ["git", "-C", f"{self.floor_pair.here}"]
        return lambda _: [[*git, first[0], "-q", *first[1:]], [*git, "push", "-q"]]

    def _both(self, number: int) -> None:
        for pair in (self.pair, self.floor_pair):
            pair.prepare(number)


def base(number: int) -> Path:
    """A base of so many records, made where it is not there yet."""
    mark = hashlib.sha256(Path(generate.__file__).read_bytes()).hexdigest()[:8]
    place = CACHE / f"{number}-{mark}"
    if not place.exists():
        unfinished = CACHE / f"unfinished-{os.getpid()}"
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        generate.generate(unfinished, number)
        unfinished.rename(place)
    return place


def measured(bench: Bench, row: Row, runs: int) -> tuple[list[Cost], list[Cost]]:
    """What floor and word took, by turns, after one run of each to warm up."""
    floor, ppl = [], []
    for number in range(runs + 1):
        row.before(number)
        one = cost(row.floor(number), bench.ppl)
        other = cost(row.ppl(number), bench.ppl)
        if number:
            floor.append(one)
            ppl.append(other)
    return floor, ppl


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,50000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--processor", action="store_true")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    taken: dict[str, list[float]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
            bench = Bench(Path(name).resolve(), size)
            first = cost([[PPL, "status"]], bench.ppl)
            print(f"\n== {size} records (first index, with status: {first.seconds:.2f} s)")
            print(f"{'':28} {'floor ms':>9} {'ppl ms':>9} {'ratio':>7} {'at most':>8} {'MB':>6}")
            for row in bench.rows():
                if asked.only and not any(row.name.startswith(word) for word in asked.only.split(",")):
                    continue
                costs = measured(bench, row, asked.runs)
                what = "processor" if asked.processor else "seconds"
                floor, ppl = (statistics.median(getattr(one, what) for one in each) for each in costs)
                memory = max(one.memory for one in costs[1]) / 1e6
                taken.setdefault(row.name, []).append(ppl)
                values = f"{floor * 1e3:9.0f} {ppl * 1e3:9.0f} {ppl / floor:7.2f} {row.most:8.1f} {memory:6.0f}"
                print(f"{row.name:28} {values}", flush=True)
    if len(sizes) > 1:
        print(f"\n== growth of ppl over {', '.join(map(str, sizes))} records")
        for word, seconds in taken.items():
            steps = [f"{other / one:6.2f} x" for one, other in pairwise(seconds)]
            print(f"{word:28} {'  '.join(steps)}")


if __name__ == "__main__":
    main()
