"""Record what ppl does with one state of the code, and compare two recordings: a refactoring changes nothing.

    python -m bench.same record FOLDER [--tree TREE] [--python PYTHON] [--records TREE] [--only GROUP,GROUP] [--fresh]
    python -m bench.same compare FOLDER FOLDER [--only GROUP,GROUP] [--lines N]

record runs every case of bench/cases, and every command of docs/manual, each group in a scratch copy of its own with
a fixed clock and author; one text file per case holds what was printed, the exit code, the commits and the files that
changed. Places and moments are marked, so that two recordings of the same code are the same. TREE is the folder whose
code runs (else the present one), PYTHON its interpreter (else that of its .venv); --records takes data/, examples/ and
the manual from another tree. Most groups run in forks of a process that imported ppl before (bench/warm.py); those of
FRESH, and with --fresh all, in processes of their own. compare prints what differs, and then ends with 1.

A table in bench/cases has a command a line, run by bash where the line before ended; `[one|other]` gives a case for
each, `> ` goes on with the line above, @NAME stands in names.txt, and `typed ANSWERS ppl ...` answers on a terminal
(bench/typed.py). demo-*.txt run on a small demo, the others on a copy of data/ with the invented Waterrijk.
"""

from __future__ import annotations

import argparse
import difflib
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.scratch import ENVIRONMENT, Scratch, Trees, make_demo, make_records

CASES = Path(__file__).with_name("cases")
FRESH = ("help", "guided", "share")
CHOICE = re.compile(r"\[([^\[\]\n]*\|[^\[\]\n]*)\]")
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)
COMMAND = re.compile(r"^\$ (.*\n(?:> .*\n)*)", re.M)


def variants(line: str) -> list[str]:
    """A line of a table for each combination of its `[one|other]`."""
    choices = [part.split("|") if place % 2 else [part] for place, part in enumerate(CHOICE.split(line))]
    return ["".join(chosen) for chosen in itertools.product(*choices)]


def table(text: str, names: dict[str, str]) -> list[str]:
    """The commands of a table."""
    for name, words in names.items():
        text = text.replace(name, words)
    lines = [line for line in text.replace("\n> ", "\0").splitlines() if line and not line.startswith("#")]
    return [case.replace("\0", "\n") for line in lines for case in variants(line)]


def manual(page: Path) -> list[str]:
    """The commands in the console blocks of a page."""
    blocks = "".join(BLOCK.findall(page.read_text(encoding="utf-8")))
    return [command.replace("\n> ", "\n").rstrip("\n") for command in COMMAND.findall(blocks)]


def groups_of_cases(records: Path) -> dict[str, list[str]]:
    """All cases, by the name of their group."""
    rows = (CASES / "names.txt").read_text(encoding="utf-8").splitlines()
    names = dict(row.split(" ", 1) for row in rows if row.startswith("@"))
    tables = [path for path in sorted(CASES.glob("*.txt")) if path.name != "names.txt"]
    found = {path.stem: table(path.read_text(encoding="utf-8"), names) for path in tables}
    pages = sorted((records / "docs" / "manual").glob("*.md"))
    return found | {f"manual-{page.stem}": manual(page) for page in pages}


def file_name(number: int, case: str) -> str:
    """A name that sorts in order and tells what the case is."""
    words = re.sub(r"[^\w.=-]+", "-", case.partition("\n")[0])
    return f"{number:03}-{words[:70].strip('-')}.txt"


@contextmanager
def warm_process(trees: Trees, place: Path) -> Iterator[Path]:
    """The socket of a process that has imported ppl."""
    words = [trees.python, Path(__file__).with_name("warm.py"), place / "warm"]
    env = {**os.environ, **ENVIRONMENT, "PYTHONPATH": str(trees.code)}
    with subprocess.Popen(words, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as process:
        assert process.stdout
        if not process.stdout.readline():
            sys.exit("bench/warm.py cannot import ppl")
        try:
            yield place / "warm"
        finally:
            process.terminate()


def record(out: Path, trees: Trees, only: set[str], is_fresh: bool, jobs: int) -> int:
    """Run the groups; the number of cases."""
    groups = {name: found for name, found in groups_of_cases(trees.records).items() if not only or name in only}
    subprocess.run([trees.python, "-m", "compileall", "-q", trees.code / "ppl"], check=True)
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="same-"))).resolve()
        warm = stack.enter_context(warm_process(trees, place))
        pool = stack.enter_context(ThreadPoolExecutor(jobs))
        demo = pool.submit(make_demo, place / "demo", trees)
        make_records(place / "records", trees)

        def run(name: str) -> None:
            base = "demo" if name.startswith("demo") else "records"
            if base == "demo":
                demo.result()
            own = is_fresh or name in FRESH
            scratch = Scratch(place / name, place / base / "kennis", trees, None if own else warm)
            shutil.rmtree(out / name, ignore_errors=True)
            (out / name).mkdir(parents=True)
            for number, case in enumerate(groups[name], 1):
                (out / name / file_name(number, case)).write_text(scratch.run(case), encoding="utf-8")

        order = sorted(groups, key=lambda name: (name.startswith("manual"), -len(groups[name])))
        for done in [pool.submit(run, name) for name in order]:
            done.result()
        (out / "demo").mkdir(parents=True, exist_ok=True)
        (out / "demo" / "001-demo.txt").write_text(demo.result(), encoding="utf-8")
    return sum(map(len, groups.values())) + 1


def compare(one: Path, other: Path, only: set[str], limit: int) -> int:
    """Print what differs between two recordings; how many cases do."""
    names = sorted({path.relative_to(top) for top in (one, other) for path in top.glob("*/*.txt")})
    names = [name for name in names if not only or name.parts[0] in only]
    number = 0
    for name in names:
        before, after = (
            (top / name).read_text(encoding="utf-8").split("\n") if (top / name).exists() else []
            for top in (one, other)
        )
        if before == after:
            continue
        number += 1
        rows = difflib.unified_diff(before, after, str(one / name), str(other / name), n=2, lineterm="")
        shown = [row[:300] for row in itertools.islice(rows, limit + 1)]
        print("\n".join(shown[:limit]) + ("\n..." if len(shown) > limit else ""))
    print(f"{len(names)} cases, {number} differ")
    return number


def main() -> None:
    """Record or compare, as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words = parser.add_subparsers(dest="word", required=True)
    recording = words.add_parser("record")
    recording.add_argument("folder", type=Path)
    recording.add_argument("--tree", type=Path, default=Path.cwd())
    recording.add_argument("--python", type=Path)
    recording.add_argument("--records", type=Path)
    recording.add_argument("--fresh", action="store_true")
    recording.add_argument("--jobs", type=int, default=2)
    comparing = words.add_parser("compare")
    comparing.add_argument("one", type=Path)
    comparing.add_argument("other", type=Path)
    comparing.add_argument("--lines", type=int, default=30, help="at most, of one case")
    for word in (recording, comparing):
        word.add_argument("--only", default="", metavar="GROUP,GROUP")
    asked = parser.parse_args()
    only = set(filter(None, asked.only.split(",")))
    if asked.word == "compare":
        sys.exit(1 if compare(asked.one, asked.other, only, asked.lines) else 0)
    tree = asked.tree.resolve()
    own = tree / ".venv" / "bin" / "python"
    python = asked.python or (own if own.exists() else Path(sys.executable))
    begun = time.monotonic()
    trees = Trees(tree, python.absolute(), (asked.records or tree).resolve())
    number = record(asked.folder, trees, only, asked.fresh, asked.jobs)
    print(f"{number} cases in {time.monotonic() - begun:.0f} s: {asked.folder}")


if __name__ == "__main__":
    main()
