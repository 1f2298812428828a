"""Measuring whole processes: interleaved, so that what else the machine does falls on all alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PPL = str(Path(sys.executable).with_name("ppl"))
# as where it is installed: Python keeps what it compiled (a floor made of libraries has its own already)
KEPT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT = {**KEPT, "PPL_LANG": "en", "LC_ALL": "C.UTF-8"}

# The peer: two commands, no Rich, nothing else. `log` puts a file where it belongs, as ppl's does.
FLOOR = '''
import shutil
import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def log(source: str, target: str) -> None:
    """Put a file in its place."""
    shutil.copyfile(source, target)


@app.command()
def check() -> None:
    """Look for problems."""


app()
'''


def run(command: Sequence[str], folder: Path | None = None) -> None:
    """Run a command to its end; its output is thrown away. Raises CalledProcessError where it fails."""
    subprocess.run(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def interleaved(ways: Mapping[str, Callable[[int], None]], runs: int) -> dict[str, list[float]]:
    """Seconds of each way, one of each by turns, after one run to warm up. A way gets the number of its run."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(runs + 1):
        for name, way in ways.items():
            begin = time.perf_counter()
            way(number)
            if number:
                taken[name].append(time.perf_counter() - begin)
    return taken


def show(taken: Mapping[str, Sequence[float]], floor: str, target: Mapping[str, float] | None = None) -> None:
    """Print median, least and most in ms, and the ratio to the floor."""
    base = statistics.median(taken[floor])
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        aim = f"   (target at most {target[name]})" if target and name in target else ""
        print(
            f"{name:44} {median * 1000:7.1f} ms  ({min(seconds) * 1000:.1f}-{max(seconds) * 1000:.1f}, "
            f"n = {len(seconds)})   ratio {median / base:.2f}{aim}"
        )
