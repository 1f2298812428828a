"""Every report in every format, as whole processes on an invented programme of about 1,000 records. Target: 0.6 s.

Usage: python -m bench.formats [--runs 5] [--processor]
    --processor: the time of the processors, for a machine that is busy with something else too
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

from bench.measure import PPL, run
from bench.words import cost
from ppl.render.formats import formats_for
from ppl.reports.catalog import REPORT

MOST = 0.6
DEMO = ("--projects", "5", "--weeks", "70", "--until", "2026-01-05", "--yes")


def main() -> None:
    """Measure and print: the median of each, the slowest last."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--processor", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        base = Path(place) / "base"
        run([PPL, "demo", str(base), *DEMO])
        number = sum(1 for _ in base.rglob("data/**/*.yaml"))
        print(f"{number} records; {'processor' if given.processor else 'wall'} seconds, median of {given.runs}")
        found = {}
        for name, words in _lines(base).items():
            for format in formats_for(REPORT[name].offers):
                file = f"{place}/out.{format}"
                command = [PPL, "--root", str(base), *words, "--format", format]
                command += ["--out", file] if format != "screen" and name not in ("list", "status") else []
                cost([command], base)
                took = [cost([command], base) for _ in range(given.runs)]
                found[f"{name} {format}"] = statistics.median(
                    one.processor if given.processor else one.seconds for one in took
                )
    for name, seconds in sorted(found.items(), key=lambda pair: pair[1]):
        print(f"{name:24} {seconds:6.2f}{'  above the target' if seconds > MOST else ''}")


def _lines(base: Path) -> dict[str, list[str]]:
    """The words of the reports that others get, each with a project that has a plan."""
    project = min(path.parent.name for path in base.glob("data/projects/*/plan.yaml"))
    return {
        "programme": ["report", "programme"],
        "project": ["report", "project", project],
        "plan": ["report", "plan", project],
        "ranking": ["rank", "--lot", "lot-1"],
        "newsletter": ["newsletter", "1"],
        "list": ["list", "session"],
        "status": ["status"],
    }


if __name__ == "__main__":
    main()
